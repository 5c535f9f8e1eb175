"""The service as an ASGI application: every request in, one answer out, whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.exceptions import HTTPException

from gaozhi.errors import ArchiveError, GaozhiError, UnknownJurisdiction
from gaozhi.service._call import Call, Message, Receive, Scope, Send
from gaozhi.service._guard import Rates, Tokens, read_tokens
from gaozhi.service._log import Log, request_id, trace_of
from gaozhi.service._metrics import Metrics
from gaozhi.service._problems import Refusal, defect, refuse
from gaozhi.service._replies import PROBLEM, json_reply
from gaozhi.service._routes import is_open, router
from gaozhi.service._settings import Settings
from gaozhi.service._snapshot import Snapshot
from gaozhi.service._state import LastReload, State

if TYPE_CHECKING:
    from gaozhi.engine import Decision
    from gaozhi.service._archiving import Archives

__all__ = ["Service"]

T = TypeVar("T")

_WRITERS = 16
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})


class Service:
    """An ASGI application that answers by the rules of a snapshot.

    Args:
        settings: what the service was told when it started.
        snapshot: the rules that answer first.
        archive: where answers are kept before they are given; None keeps none.
        log: writes what happens.

    """

    def __init__(
        self,
        settings: Settings,
        snapshot: Snapshot,
        archive: Archives | None = None,
        log: Log | None = None,
    ) -> None:
        self.settings = settings
        self.log = log or Log()
        self.metrics = Metrics()
        self.metrics.loaded(snapshot)
        self.state = State(settings, snapshot, self._reloaded)
        self.tokens: Tokens = read_tokens(settings.token_file)
        self._archive = archive
        self._rates = Rates(settings.rate)
        self._running = 0
        self._open()
        self._watching: asyncio.Task[None] | None = None
        self._app = router(settings)
        kept = b"none" if archive is None else b"written"
        self._always = (
            (b"gaozhi-archive", kept),
            (b"x-content-type-options", b"nosniff"),
        )

    def _open(self) -> None:
        """Begin, or begin again: a server may end an application and start it anew."""
        self._workers = ThreadPoolExecutor(self.settings.workers, "gaozhi")
        self._loader = ThreadPoolExecutor(1, "gaozhi-reload")
        # What several hand in at once is written at once.
        self._writers = ThreadPoolExecutor(_WRITERS, "gaozhi-archive")

    @property
    def archives(self) -> bool:
        """Whether answers are kept."""
        return self._archive is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection's request, or the server's own beginning and end."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1003})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        call = self._call(scope, receive)
        scope["gaozhi"], scope["app"] = call, self
        sent = _Sent(send, call, (*self._always, *_ids(call)))
        self._running += 1
        self.metrics.running.inc()
        try:
            await self._answer(call, sent)
        finally:
            self._running -= 1
            self.metrics.running.dec()
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.answered(call.route, method, sent.status, perf_counter() - started)
            self.log.request(call, sent.status, sent.size, started)

    def _call(self, scope: Scope, receive: Receive) -> Call:
        headers = dict(scope["headers"])
        request = request_id(headers.get(b"x-request-id"))
        trace = trace_of(headers.get(b"traceparent"))
        return Call(self, scope, receive, headers, self.state.snapshot, request, trace)

    async def _answer(self, call: Call, sent: _Sent) -> None:
        try:
            self._admit(call)
            await self._app(call.scope, call.receive, sent)
        except asyncio.CancelledError:
            # The caller has gone, or the server ends: there is nobody to answer.
            sent.status = sent.status or 499
        except Exception as error:  # noqa: BLE001 - whatever it is, no trace of it leaves
            await self._refuse(call, sent, error)

    def _admit(self, call: Call) -> None:
        """Raise Refusal where the request may not be answered now, or not to whoever asks."""
        path, method = call.scope["path"], call.scope["method"]
        if path.startswith("/health/"):
            return
        if self._running > self.settings.concurrency:
            raise refuse(
                "unavailable",
                "正在答复的请求已经够多",
                "稍后再试",
                headers={"retry-after": "1"},
            )
        if self.tokens:
            authorization = call.header(b"authorization")
            if self.tokens.admits(authorization):
                return
            if not is_open(path, method, public_read=self.settings.public_read):
                self.tokens.require(authorization)
        client = call.scope.get("client")
        self._rates.take(client[0] if client else "127.0.0.1")

    async def _refuse(self, call: Call, sent: _Sent, error: Exception) -> None:
        """Answer what went wrong as problem+json; nothing else of it leaves."""
        data, status, headers = self._problem(call, error)
        if sent.status:
            # The answer has begun: it is broken off, so that nobody takes it for whole.
            self.log.defect(call, error)
            raise _BrokenOff from None
        reply = json_reply(data, status, PROBLEM, headers)
        await reply.send(call, sent)

    def _problem(self, call: Call, error: Exception) -> tuple[dict[str, Any], int, dict[str, str]]:
        """Return a problem, its status, and the headers that belong to it."""
        match error:
            case Refusal():
                return error.to_problem(), error.status, error.headers
            case UnknownJurisdiction():
                # The address is known; it is the body, or a parameter, that names another.
                data = {**error.to_problem(), "status": 422}
                return data, 422, {}
            case GaozhiError():
                data = error.to_problem()
                if data["status"] >= 500:
                    self.log.event("refused", "error", request_id=call.request, error=str(error))
                return data, data["status"], {}
            case HTTPException():
                return self._problem(call, _of_starlette(call, error))
            case _:
                self.log.defect(call, error)
                return defect(call.request), 500, {}

    async def work(self, do: Callable[[], T]) -> T:
        """Return what a function returns, worked out in a thread. Raises Refusal if it lasts."""
        running = asyncio.get_running_loop().run_in_executor(self._workers, do)
        try:
            return await asyncio.wait_for(asyncio.shield(running), self.settings.work)
        except TimeoutError:
            running.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            raise refuse(
                "unavailable",
                f"做了 {self.settings.work:g} 秒还没有做完",
                "稍后再试；或者用 --work 放宽",
                headers={"retry-after": "30"},
            ) from None

    async def record(self, answers: Sequence[tuple[Decision, Mapping[str, Any]]]) -> None:
        """Archive answers before they are given; without an archive nothing is kept.

        Args:
            answers: the answers of one request, each with the case as it was sent.

        Raises:
            Refusal: the archive is full or gone; none of them was written.
            CaseError: an answer cannot be kept as it is.

        """
        if self._archive is None or not answers:
            return
        archive = self._archive
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._writers, archive.record_many, answers)
        except (ArchiveError, OSError) as error:
            self.metrics.archived(len(answers), "failed")
            self.log.event("archive", "error", error=str(error))
            raise refuse(
                "unavailable",
                "答复存不进存档，所以没有答复",
                "告诉管理这个服务的人：存档满了，或者连不上；恢复以后再试",
                headers={"retry-after": "10"},
            ) from None
        self.metrics.archived(len(answers), "ok")

    async def reload(self) -> LastReload:
        """Load the rules anew; see `State.reload`. Raises Refusal while one is going on."""
        try:
            self.tokens = read_tokens(self.settings.token_file)
        except GaozhiError as error:
            self.log.event("tokens", "error", error=str(error))
        return await self.state.reload(self._loader)

    def reload_soon(self) -> None:
        """Begin to load the rules anew, as a signal asks for it."""
        task = asyncio.ensure_future(self._reload_quietly())
        self._soon = task

    async def _reload_quietly(self) -> None:
        try:
            await self.reload()
        except Refusal as error:
            self.log.event("reload", "warning", error=str(error))

    def _reloaded(self, last: LastReload) -> None:
        failed = last.problem is not None
        self.metrics.loaded(self.state.snapshot, "failed" if failed else "ok")
        told = last.to_dict() | {"digest": self.state.snapshot.digest}
        self.log.event("reload", "error" if failed else "info", **told)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                if self.state.ending:
                    self._open()
                    self.state.ending = False
                if self.settings.watch is not None:
                    watching = self.state.watch(self._loader, self.settings.watch)
                    self._watching = asyncio.create_task(watching)
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def close(self) -> None:
        """Give back threads and the archive; what is written is written to its end."""
        self.state.ending = True
        if self._watching is not None:
            self._watching.cancel()
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._loader.shutdown(wait=False, cancel_futures=True)
        self._writers.shutdown(wait=True)
        if self._archive is not None:
            self._archive.close()


class _BrokenOffError(Exception):
    """An answer that had begun cannot go on."""


_BrokenOff = _BrokenOffError("an answer was broken off")


class _Sent:
    """Sends an answer, and remembers its status and size.

    Args:
        send: sends a message.
        call: what is answered.
        headers: what every answer carries.

    """

    __slots__ = ("_call", "_headers", "_send", "size", "status")

    def __init__(self, send: Send, call: Call, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        self._send = send
        self._call = call
        self._headers = headers
        self.status = 0
        self.size = 0

    def __call__(self, message: Message) -> Awaitable[None]:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), *self._headers]
        else:
            self.size += len(message.get("body", b""))
        if message.get("more_body"):
            return self._patiently(message)
        return self._send(message)

    async def _patiently(self, message: Message) -> None:
        """Send a part: whoever takes a long answer too slowly keeps no place for ever."""
        async with asyncio.timeout(self._call.service.settings.timeout):
            await self._send(message)


def _ids(call: Call) -> tuple[tuple[bytes, bytes], tuple[bytes, bytes]]:
    request = (b"x-request-id", call.request.encode())
    return request, (b"traceparent", call.trace.encode())


def _of_starlette(call: Call, error: HTTPException) -> Refusal:
    """Return what the router refuses, as a problem of ours."""
    path = call.scope["path"]
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET, HEAD")
        return refuse(
            "method",
            f"这个地址不能用 {call.scope['method']}",
            f"可用：{allowed}",
            headers={"allow": allowed},
        )
    from gaozhi.service._routes import nearest

    return refuse("not-found", f"没有 {path[:200]} 这个地址", nearest(path))
