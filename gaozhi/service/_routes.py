"""The addresses of the service, and which of them are open to everybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, NamedTuple

from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route, Router

from gaozhi.service import _admin, _deciding, _described, _reading, _working
from gaozhi.service._call import Call, Receive, Scope, Send
from gaozhi.service._pages import Pages
from gaozhi.service._replies import Reply, Stream
from gaozhi.service._settings import Settings
from gaozhi.source import suggest

__all__ = ["API", "ROUTES", "is_open", "nearest", "router"]

API: Final = "/api/v1"
_COUNTY: Final = f"{API}/{{jurisdiction}}"

_OWN: Final = frozenset({"api", "admin", "health", "metrics"})
"""The first words of addresses that are no pages."""

Handler = Callable[[Call], Awaitable[Reply | Stream]]


class Address(NamedTuple):
    """An address: its name in logs and the OpenAPI document, its method and pattern."""

    name: str
    method: str
    pattern: str
    handle: Handler


ROUTES: Final = (
    Address("decide", "POST", f"{_COUNTY}/decide", _deciding.decide),
    Address("listJurisdictions", "GET", f"{API}/jurisdictions", _reading.jurisdictions),
    Address("due", "GET", f"{API}/due", _reading.due),
    Address("openapi", "GET", f"{API}/openapi.json", _described.openapi),
    Address("verify", "POST", f"{API}/verify", _working.verify),
    Address("getJurisdiction", "GET", _COUNTY, _reading.jurisdiction),
    Address("listItems", "GET", f"{_COUNTY}/items", _reading.items),
    Address("listProvisions", "GET", f"{_COUNTY}/provisions", _reading.provisions),
    Address("getProvision", "GET", f"{_COUNTY}/provisions/{{provision}}", _reading.provision),
    Address("getDecision", "GET", f"{_COUNTY}/decisions/{{decision}}", _reading.decision_page),
    Address("decideOne", "POST", f"{_COUNTY}/decisions/{{decision}}", _deciding.decide_one),
    Address("decideMatter", "POST", f"{_COUNTY}/matter", _deciding.matter),
    Address("interview", "POST", f"{_COUNTY}/interview", _deciding.interview),
    Address("batch", "POST", f"{_COUNTY}/batch", _deciding.batch),
    Address("timeline", "POST", f"{_COUNTY}/timeline", _working.timeline),
    Address("render", "POST", f"{_COUNTY}/render", _working.render),
    Address("prove", "POST", f"{_COUNTY}/prove", _working.prove),
    Address("live", "GET", "/health/live", _admin.live),
    Address("ready", "GET", "/health/ready", _admin.ready),
    Address("metrics", "GET", "/metrics", _admin.metrics),
    Address("reload", "POST", "/admin/reload", _admin.reload),
)


class Endpoint:
    """Answers the requests of one pattern, by their method.

    Args:
        addresses: the pattern's addresses.

    """

    def __init__(self, addresses: tuple[Address, ...]) -> None:
        self._by_method = {one.method: one for one in addresses}
        if "GET" in self._by_method:
            self._by_method["HEAD"] = self._by_method["GET"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        call: Call = scope["gaozhi"]
        address = self._by_method[scope["method"]]
        call.route = address.name
        reply = await address.handle(call)
        await reply.send(call, send)


class _Quick:
    """Finds the addresses ``/api/v1/county/word`` at once; all others in their order.

    Args:
        others: finds the others.
        site: the folder of pages, which have every address that is not the service's own.

    """

    def __init__(self, others: Router, site: Path | None) -> None:
        self._others = others
        self._pages = None if site is None else Pages(site)
        words = (one for one in ROUTES if one.pattern.startswith(f"{_COUNTY}/"))
        parts = ((one, one.pattern.split("/")) for one in words)
        self._known = {(part[4], one.method): one for one, part in parts if len(part) == 5}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        parts = scope["path"].split("/")
        if len(parts) == 5 and parts[1] == "api" and parts[2] == "v1" and parts[3]:
            address = self._known.get((parts[4], scope["method"]))
            if address is not None:
                call: Call = scope["gaozhi"]
                scope["path_params"] = {"jurisdiction": parts[3]}
                call.route = address.name
                await (await address.handle(call)).send(call, send)
                return
        if self._pages is None or not _OWN.isdisjoint(parts[1:2]):
            await self._others(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


def router(settings: Settings) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    """Return the application that finds the endpoint of a request.

    Args:
        settings: say which pages are served, and which origins may call.

    """
    patterns: dict[str, list[Address]] = {}
    for one in ROUTES:
        patterns.setdefault(one.pattern, []).append(one)
    routes: list[BaseRoute] = [
        Route(pattern, Endpoint(tuple(some)), methods=[one.method for one in some])
        for pattern, some in patterns.items()
    ]
    found = _Quick(Router(routes, redirect_slashes=False), settings.site)
    if not settings.allow_origins:
        return found
    return CORSMiddleware(
        found,
        allow_origins=settings.allow_origins,
        allow_methods=("GET", "POST"),
        allow_headers=("authorization", "content-type", "if-none-match", "traceparent"),
        expose_headers=("etag", "gaozhi-archive", "traceparent", "x-request-id"),
    )


def is_open(path: str, method: str, *, public_read: bool) -> bool:
    """Whether an address needs no token even where there are tokens.

    Args:
        path: the address.
        method: the method; what a browser asks beforehand carries no token.
        public_read: whether what is only read needs none.

    """
    if method == "OPTIONS":
        return True
    if path.startswith((f"{API}/", "/admin/")) or path in (API, "/metrics"):
        return public_read and method in ("GET", "HEAD") and path.startswith(f"{API}/")
    return True


def nearest(path: str) -> str:
    """Return what was probably meant by an address that does not exist."""
    parts = path.rstrip("/").split("/")
    if len(parts) >= 5 and path.startswith(f"{API}/"):
        known = {
            one.pattern.split("/")[4] for one in ROUTES if one.pattern.startswith(_COUNTY + "/")
        }
        near = suggest(parts[4], known)
        if near:
            return f"是不是 {'/'.join([*parts[:4], near])}？"
        return f"地区后面可写：{'、'.join(sorted(known))}"
    near = suggest(path, [one.pattern for one in ROUTES if "{" not in one.pattern])
    return f"是不是 {near}？" if near else f"各个地址见 {API}/openapi.json"
