"""Answers: JSON, documents and streams, as the wire has them."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import orjson

from gaozhi.service._call import Call, Send
from gaozhi.service._snapshot import Page

__all__ = ["JSON", "PROBLEM", "Reply", "Stream", "encode", "json_reply", "page_of", "send_page"]

JSON: Final = b"application/json"
PROBLEM: Final = b"application/problem+json"

_WORTH_PACKING: Final = 1_000
"""From so many bytes on a body is compressed."""

_exactly: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(data: object) -> bytes:
    """Return data as JSON."""
    try:
        return orjson.dumps(data)
    except TypeError:
        # A number of more than 64 bits.
        return _exactly(data).encode()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is at hand whole."""

    body: bytes
    media: bytes = JSON
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, call: Call, send: Send) -> None:
        """Send it."""
        length = (b"content-length", str(len(self.body)).encode())
        headers = [(b"content-type", self.media), length, *self.headers]
        start = {"type": "http.response.start", "status": self.status, "headers": headers}
        await send(start)
        body = b"" if call.scope["method"] == "HEAD" else self.body
        await send({"type": "http.response.body", "body": body})


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that is sent as it comes into being."""

    parts: AsyncIterator[bytes]
    media: bytes
    headers: tuple[tuple[bytes, bytes], ...] = field(default=())

    async def send(self, call: Call, send: Send) -> None:
        """Send it part by part."""
        headers = [(b"content-type", self.media), *self.headers]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for part in self.parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def json_reply(
    data: object, status: int = 200, media: bytes = JSON, headers: Mapping[str, str] | None = None
) -> Reply:
    """Return JSON as an answer.

    Args:
        data: what is written.
        status: the HTTP status.
        media: the media type.
        headers: what it carries besides.

    """
    pairs = ((key.encode(), value.encode("latin-1")) for key, value in (headers or {}).items())
    return Reply(encode(data), media, status, tuple(pairs))


def page_of(data: Any) -> Page:  # noqa: ANN401 - whatever is written as JSON
    """Return data as a page with its tag."""
    body = encode(data)
    tag = sha256(body).hexdigest()[:32]
    packed = gzip.compress(body, mtime=0) if len(body) >= _WORTH_PACKING else None
    return Page(body, packed, tag)


def send_page(call: Call, page: Page) -> Reply:
    """Return a page as an answer: nothing but the tag where the caller has it already."""
    packs = "gzip" in (call.header(b"accept-encoding") or "") and page.packed is not None
    tag = f'"{page.tag}{"-gzip" if packs else ""}"'
    headers = [
        (b"etag", tag.encode()),
        (b"cache-control", b"no-cache"),
        (b"vary", b"accept-encoding"),
    ]
    known = {
        one.strip().removeprefix("W/") for one in (call.header(b"if-none-match") or "").split(",")
    }
    if tag in known or "*" in known:
        return Reply(b"", JSON, 304, tuple(headers))
    if packs and page.packed is not None:
        return Reply(page.packed, JSON, 200, (*headers, (b"content-encoding", b"gzip")))
    return Reply(page.body, JSON, 200, tuple(headers))
