"""One request while it is answered, and its body read within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from gaozhi.errors import UnknownJurisdiction
from gaozhi.library.case_file import LIMITS
from gaozhi.service._problems import Refusal, refuse
from gaozhi.service._snapshot import Snapshot
from gaozhi.source import Mapping, Node, Span, json_tree, shown

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.service._service import Service

__all__ = ["NOWHERE", "Call", "Message", "Receive", "Scope", "Send", "tree_of"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

NOWHERE: Final = Span("请求", 1, 1, 1, 1)
"""The place of everything in a body: a diagnostic leads there by its path."""


@dataclass(slots=True)
class Call:
    """One request: what it asks for, and what it is answered with.

    Attributes:
        service: answers it.
        scope: what the server knows of it.
        receive: returns its next part.
        headers: its headers, by their names in lower case.
        snapshot: the rules that answer it, from its beginning to its end.
        request: its id.
        trace: the trace that it belongs to, as W3C writes it.
        route: the route's name, once it is known.
        decided: what it came to, for the log.

    """

    service: Service
    scope: Scope
    receive: Receive
    headers: dict[bytes, bytes]
    snapshot: Snapshot
    request: str
    trace: str
    route: str = "-"
    decided: int = 0

    @property
    def path(self) -> dict[str, str]:
        """The words of its path, by name."""
        found: dict[str, str] = self.scope["path_params"]
        return found

    def header(self, name: bytes) -> str | None:
        """Return a header by its name in lower case, or None."""
        found = self.headers.get(name)
        return None if found is None else found.decode("latin-1")

    def query(self, *known: str) -> dict[str, str]:
        """Return the parameters behind the question mark. Raises Refusal for an unknown one."""
        text = self.scope["query_string"].decode("latin-1")
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=50)
        found: dict[str, str] = {}
        for name, value in pairs:
            if name not in known:
                help = f"可写：{'、'.join(known)}" if known else "去掉问号后面的内容"
                raise refuse("bad-request", f"不认识的参数 {shown(name)}", help, ("query", name))
            if name in found:
                message = f"参数 {name} 写了两次"
                raise refuse("bad-request", message, "只写一次", ("query", name))
            found[name] = value
        return found

    def county(self) -> Jurisdiction:
        """Return the jurisdiction that the path names. Raises Refusal with the nearest."""
        name = self.path["jurisdiction"]
        try:
            return self.snapshot.library[name]
        except UnknownJurisdiction as error:
            raise Refusal("unknown-jurisdiction", error.diagnostics) from None

    def require_type(self, *kinds: str) -> None:
        """Raise Refusal where the body is said to be of another media type."""
        found = self.header(b"content-type")
        if found is None or found.partition(";")[0].strip().lower() in kinds:
            return
        message = f"正文的媒体类型是 {shown(found)}"
        raise refuse("media-type", message, f"写 Content-Type: {kinds[0]}")

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the parts of a stream as they arrive. Raises Refusal where one is late."""
        more = True
        while more:
            try:
                async with asyncio.timeout(self.service.settings.timeout):
                    part, more = await self._next()
            except TimeoutError:
                raise _late() from None
            if part:
                yield part

    async def body(self) -> bytes:
        """Return the body, which is JSON. Raises Refusal where it is none, late or too large."""
        self.require_type("application/json")
        settings = self.service.settings
        most = settings.max_body
        said = self.header(b"content-length")
        if said is not None and said.isdecimal() and int(said) > most:
            raise _too_large(most)
        found = b""
        try:
            async with asyncio.timeout(settings.timeout):
                found, more = await self._next()
                while more:
                    part, more = await self._next()
                    found += part
                    if len(found) > most:
                        raise _too_large(most)
        except TimeoutError:
            raise _late() from None
        if len(found) > most:
            raise _too_large(most)
        return found

    async def _next(self) -> tuple[bytes, bool]:
        """Return the next part of the body, and whether there is more."""
        message = await self.receive()
        if message["type"] == "http.disconnect":
            raise asyncio.CancelledError
        return message.get("body", b""), message.get("more_body", False)

    async def tree(self) -> Mapping:
        """Return the body's object. Raises Refusal."""
        root = tree_of(await self.body())
        if not isinstance(root, Mapping):
            raise refuse("not-json", "正文不是 JSON 的对象", '写作 {"facts": {…}}')
        return root


def tree_of(body: bytes) -> Node:
    """Return the tree of a JSON text. Raises Refusal."""
    help = "核对是不是完整的 JSON，UTF-8 编码"
    try:
        root, problems = json_tree(body.decode("utf-8-sig"), NOWHERE, LIMITS)
    except UnicodeDecodeError:
        raise refuse("not-json", "正文不是 UTF-8 编码", "用 UTF-8 编码写") from None
    except JSONDecodeError as error:
        message = f"正文不是 JSON：第 {error.lineno} 行第 {error.colno} 个字符起看不明白"
        raise refuse("not-json", message if body.strip() else "没有正文", help) from None
    except (ValueError, RecursionError) as error:
        if str(error) == "beyond the limits" or isinstance(error, RecursionError):
            message = "正文的值太多，或者嵌套太深"
            raise refuse("too-large", message, "一次只送一个案件；很多案件用 batch") from None
        message = "正文里有 JSON 不该有的内容：NaN、太长的数字，或者半个字符"
        raise refuse("not-json", message, help) from None
    if problems:
        first = problems[0]
        raise refuse("not-json", first.message, first.help or help)
    return root


def _late() -> Exception:
    help = "网络太慢的，分几次发送；或者用 --timeout 放宽"
    return refuse("slow", "正文没有按时到齐", help, headers={"connection": "close"})


def _too_large(most: int) -> Exception:
    message = f"正文超过 {most} 字节"
    help = "附件不写在案件里；很多案件用 batch，一行一个；确有需要的，用 --max-body 放宽"
    return refuse("too-large", message, help, headers={"connection": "close"})
