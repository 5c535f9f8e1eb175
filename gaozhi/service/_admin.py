"""What operators ask for: health, counters, a reload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaozhi.service._metrics import MEDIA
from gaozhi.service._problems import refuse
from gaozhi.service._replies import PROBLEM, Reply, json_reply

if TYPE_CHECKING:
    from gaozhi.service._call import Call

__all__ = ["live", "metrics", "ready", "reload"]


async def live(call: Call) -> Reply:
    """Answer that the process runs."""
    call.query()
    return json_reply({"status": "live"})


async def ready(call: Call) -> Reply:
    """Answer which rules are in place, and how the last reload went; 503 while it ends."""
    call.query()
    state = call.service.state
    headers = {"cache-control": "no-store"}
    if state.ending:
        headers["retry-after"] = "5"
    return json_reply(state.to_dict(), 503 if state.ending else 200, headers=headers)


async def metrics(call: Call) -> Reply:
    """Answer with the counters, as Prometheus reads them."""
    return Reply(call.service.metrics.text(), MEDIA)


async def reload(call: Call) -> Reply:
    """Load the rules anew, and answer how that went; the old ones answer meanwhile."""
    service = call.service
    if not service.tokens:
        help = "用 --token-file 给出令牌；或者给进程发 SIGHUP"
        raise refuse("forbidden", "没有设令牌的服务，不能经网络重新载入", help)
    last = await service.reload()
    if last.problem is None:
        return json_reply(service.state.to_dict())
    return json_reply({**last.problem, "status": 409}, 409, PROBLEM)
