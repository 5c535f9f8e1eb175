"""The standard streams: UTF-8 out whatever the locale says, and lines in."""

import io
import os
import sys
from pathlib import Path
from typing import TextIO


def prepare_streams() -> None:
    """Make standard output and error UTF-8 under every locale; closed ones swallow everything."""
    sys.stdout = _prepared(sys.stdout)
    sys.stderr = _prepared(sys.stderr)


def _prepared(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def say_error(text: str) -> None:
    """Write text and a line end to standard error, if there is anybody left to read it."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def read_line() -> str | None:
    """Return the next line of standard input without its end, or None at the end of input.

    Bytes are read: a pipe carries UTF-8 more often than what the locale says, which is tried next.
    """
    stream = sys.stdin
    if stream is None:
        return None
    raw = getattr(stream, "buffer", None)
    line = stream.readline() if raw is None else _decode(raw.readline(), stream)
    return line.removeprefix("\ufeff").rstrip("\r\n") if line else None


def silence(stream: TextIO | None) -> None:
    """Send what is still written to the stream nowhere: the reader at its other end is gone."""
    if stream is None:
        return
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _decode(line: bytes, stream: TextIO) -> str:
    for encoding in ("utf-8", stream.encoding or "utf-8"):
        try:
            return line.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("utf-8", errors="replace")
