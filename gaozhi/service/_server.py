"""The process: a socket, uvicorn on it, and the signals that end it or load the rules anew."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import ipaddress
import logging
import re
import signal
import socket
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable, Generator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gaozhi.service._problems import StartError, refuse
from gaozhi.service._replies import PROBLEM, encode
from gaozhi.service._settings import Settings

if TYPE_CHECKING:
    from gaozhi.service._log import Log
    from gaozhi.service._service import Service

__all__ = ["listen", "serve"]

_LONGEST_HEAD: Final = 65_536
_KEEP_ALIVE: Final = 30
_BACKLOG: Final = 1024


def listen(settings: Settings) -> socket.socket:
    """Return the socket that a service listens on.

    Raises:
        StartError: the address is not this machine's, or the port is taken or not allowed.

    """
    host, port = settings.host, settings.port
    where = f"{host} 的端口 {port}"
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        help = "写 IP 地址或者这台机器的名称；只供本机用的，不写 --host"
        raise StartError.because(f"没有 {host} 这个地址", help) from None
    found = socket.socket(family, kind, number)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise _not_bound(error, where) from None
    found.setblocking(False)  # noqa: FBT003 - as the socket has it
    return found


def _not_bound(error: OSError, where: str) -> StartError:
    if error.errno == errno.EADDRINUSE:
        return StartError.because(
            f"{where} 已经有程序在用", "停下那个程序，或者用 --port 换一个端口；写 0 就自选一个"
        )
    if error.errno == errno.EACCES:
        return StartError.because(f"没有权限使用{where}", "用 1024 以上的端口")
    help = "核对 --host：写这台机器自己的地址；各个网卡都要的，写 0.0.0.0"
    return StartError.because(f"不能使用{where}：{error.strerror}", help)


def is_public(host: str) -> bool:
    """Whether others than this machine reach an address."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def serve(service: Service, bound: socket.socket, on_start: Callable[[], None]) -> None:
    """Answer until a signal ends it; then what is running is finished.

    Args:
        service: the application.
        bound: the socket.
        on_start: is called once it answers.

    """
    settings = service.settings
    config = uvicorn.Config(
        _app(service),
        http=_patient(settings.timeout),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=max(1, round(settings.drain)),
    )
    logger = logging.getLogger("uvicorn")
    logger.handlers, logger.propagate = [_Told(service.log)], False
    # What was loaded stays for good: looking through it again and again only delays answers.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    _Server(config, service, on_start).run([bound])


def _app(service: Service) -> Any:  # noqa: ANN401 - uvicorn has types of its own for it
    return service


class _Told(logging.Handler):
    """Writes what uvicorn says as lines of the service's log; tracebacks are left out.

    Args:
        log: the service's log.

    """

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one thing that it says."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        self._log.event("server", level, message=record.getMessage().strip())


class _Server(uvicorn.Server):
    """A server that ends on SIGTERM and SIGINT, and loads the rules anew on SIGHUP."""

    def __init__(
        self, config: uvicorn.Config, service: Service, on_start: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._service = service
        self._on_start = on_start

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        loop = asyncio.get_running_loop()
        hang_up = getattr(signal, "SIGHUP", None)
        with contextlib.suppress(NotImplementedError):
            for ending in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(ending, self._end, ending)
            if hang_up is not None:
                loop.add_signal_handler(hang_up, self._service.reload_soon)
        self._on_start()

    def _end(self, ending: int) -> None:
        self._service.state.ending = True
        self._service.log.event("ending", signal=signal.Signals(ending).name)
        self.handle_exit(ending, None)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to the loop: an end that was asked for is a good one."""
        if hasattr(signal, "SIGHUP"):
            yield
        else:
            with super().capture_signals():
                yield


_OFFER: Final = re.compile(rb"(?i)\r\nupgrade:[ \t]*h2c[ \t]*(?=\r\n)")


def _without_offer(data: bytes) -> bytes:
    """Return the beginning of a request without the offer to speak HTTP/2 instead.

    Java's client makes it with its requests, and the parser takes whatever follows the head
    for the other protocol: the body would be lost. Nobody has to take such an offer.
    """
    head, blank, rest = data.partition(b"\r\n\r\n")
    return _OFFER.sub(b"", head + blank) + rest


def _patient(seconds: float) -> type[HttpToolsProtocol]:
    """Return a protocol that waits only so long for the head of a request."""

    class Patient(HttpToolsProtocol):
        _waiting: TimerHandle | None = None
        _head = 0
        _in_body = False

        def connection_made(self, transport: BaseTransport) -> None:
            super().connection_made(transport)  # type: ignore[arg-type]  # as asyncio declares it
            self._wait()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._wait()

        def on_headers_complete(self) -> None:
            self._wait_no_more()
            self._in_body = True
            super().on_headers_complete()

        def data_received(self, data: bytes) -> None:
            if self._waiting is not None:
                self._head += len(data)
                # The first part of a body may come with its head.
                if self._head > _LONGEST_HEAD + 262_144:
                    self.transport.write(_TOO_LONG)
                    self.transport.close()
                    return
            if not self._in_body and b"h2c" in data:
                data = _without_offer(data)
            super().data_received(data)

        def on_message_complete(self) -> None:
            self._in_body = False
            super().on_message_complete()

        def send_400_response(self, msg: str) -> None:
            """Say in our words that it was no request."""
            self.transport.write(_NO_REQUEST)
            self.transport.close()

        def connection_lost(self, exc: Exception | None) -> None:
            self._wait_no_more()
            super().connection_lost(exc)

        def _wait(self) -> None:
            self._wait_no_more()
            self._head = 0
            self._waiting = self.loop.call_later(seconds, self._give_up)

        def _wait_no_more(self) -> None:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None

        def _give_up(self) -> None:
            self._waiting = None
            self.transport.close()

    return Patient


def _last_word(kind: str, message: str, help: str) -> bytes:
    """Return an answer to what is no request, and so reaches no application."""
    refusal = refuse(kind, message, help)
    body = encode(refusal.to_problem())
    phrase = HTTPStatus(refusal.status).phrase
    head = (
        f"HTTP/1.1 {refusal.status} {phrase}\r\ncontent-type: {PROBLEM.decode()}\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body


_NO_REQUEST: Final = _last_word(
    "bad-request", "这不是 HTTP 的请求", "地址里的汉字和空格写成百分号编码；核对是不是用错了协议"
)
_TOO_LONG: Final = _last_word("long-head", "请求的首部太长", "减少 cookie 之类；参数放进正文")
