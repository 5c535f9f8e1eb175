"""The log: a JSON object a line, with the request's id and its trace; no identity numbers."""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime
from time import perf_counter
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final, TextIO

from gaozhi.source import legible, mask

if TYPE_CHECKING:
    from gaozhi.service._call import Call

__all__ = ["Log", "new_request_id", "request_id", "trace_of"]

_ID: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_TRACE: Final = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_LONGEST: Final = 300


def new_request_id() -> str:
    """Return an id for a request that brought none."""
    return os.urandom(8).hex()


def request_id(said: bytes | None) -> str:
    """Return the id that a request brought, where it can be used and is no person's number."""
    if said is not None and _ID.fullmatch(said):
        text = said.decode("ascii")
        if mask(text) == text:
            return text
    return new_request_id()


def trace_of(said: bytes | None) -> str:
    """Return the traceparent that goes on from the one that a request brought, or a new one.

    The id of the trace stays; the id of the span is this service's own.
    """
    ids = os.urandom(24).hex()
    text = "" if said is None else said.decode("latin-1").strip()
    found = _TRACE.fullmatch(text) if text else None
    if found is None or text.startswith("ff") or not found[1].strip("0"):
        return f"00-{ids[:32]}-{ids[32:]}-00"
    return f"00-{found[1]}-{ids[32:]}-{found[3]}"


class Log:
    """Writes what happens, a JSON object a line.

    Args:
        stream: where to; None for standard error.
        requests: whether every request is written, too.

    """

    def __init__(self, stream: TextIO | None = None, *, requests: bool = True) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._requests = requests

    def event(self, event: str, level: str = "info", **more: object) -> None:
        """Write something that happened to the service.

        Args:
            event: its name.
            level: info, warning or error.
            more: what else is told; texts are masked.

        """
        said = {key: _told(value) for key, value in more.items()}
        self._write({"time": _now(), "level": level, "event": event, **said})

    def request(self, call: Call, status: int, size: int, started: float) -> None:
        """Write a request that has ended.

        Args:
            call: the request.
            status: the HTTP status.
            size: the bytes of the answer's body.
            started: when it began, by the clock that counts.

        """
        if not self._requests:
            return
        client = call.scope.get("client")
        self._write(
            {
                "time": _now(),
                "level": "error" if status >= 500 else "info",
                "event": "request",
                "request_id": call.request,
                "trace_id": call.trace[3:35],
                "method": call.scope["method"],
                "route": call.route,
                "path": _told(call.scope["path"]),
                "status": status,
                "bytes": size,
                "decisions": call.decided,
                "ms": round((perf_counter() - started) * 1000, 2),
                "client": client[0] if client else None,
            }
        )

    def defect(self, call: Call, error: BaseException) -> None:
        """Write a defect of ours: the kind of error and where it was raised, none of its values."""
        places = [
            f"{one.filename.rpartition('/')[2]}:{one.lineno} {one.name}"
            for one in extract_tb(error.__traceback__)[-8:]
        ]
        kind = type(error).__name__
        more: dict[str, Any] = {"request_id": call.request, "trace_id": call.trace[3:35]}
        self._write(
            {"time": _now(), "level": "error", "event": "defect", **more}
            | {"error": kind, "at": places}
        )

    def _write(self, data: dict[str, Any]) -> None:
        try:
            self._stream.write(_encode(data) + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            # Whoever read the log has gone: that is no reason not to answer.
            return


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _told(value: object) -> object:
    return mask(legible(value))[:_LONGEST] if isinstance(value, str) else value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
