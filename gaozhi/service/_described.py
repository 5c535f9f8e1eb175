"""The description of the service, as it answers it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaozhi.service._openapi import document
from gaozhi.service._replies import Reply, page_of, send_page

if TYPE_CHECKING:
    from gaozhi.service._call import Call

__all__ = ["openapi"]


async def openapi(call: Call) -> Reply:
    """Answer with the OpenAPI document of what this service knows."""
    call.query()
    key = (call.scope["path"], call.scope["query_string"])
    page = call.snapshot.pages.get(key)
    if page is None:
        # So many schemas take a while: others are answered meanwhile.
        made = await call.service.work(lambda: page_of(document(call.snapshot.library)))
        page = call.snapshot.pages.keep(key, made)
    return send_page(call, page)
