"""The process and its streams: UTF-8 whatever the locale says, and lines in."""

import io
import os
import sys
from pathlib import Path
from typing import TextIO


def begin_in_utf8() -> None:
    """Begin the program anew where Python would read arguments and names of files in another code.

    Under a locale such as C, and told not to use UTF-8, it makes signs of single bytes of what a
    terminal passes it, and can open no file by its Chinese name.
    """
    if os.name != "posix" or sys.getfilesystemencoding() == "utf-8" or not sys.executable:
        return
    if sys.flags.utf8_mode:  # it has been tried
        return
    flags, rest = _own_flags(sys.orig_argv[1:])
    os.execv(sys.executable, [sys.executable, *flags, "-X", "utf8=1", *rest])  # noqa: S606


def _own_flags(words: list[str]) -> tuple[list[str], list[str]]:
    """Return Python's own options but for that of UTF-8, and what follows them."""
    flags: list[str] = []
    waiting = list(words)
    while waiting and waiting[0].startswith("-") and waiting[0] not in ("-", "-c", "-m"):
        flag = waiting.pop(0)
        if flag in ("-X", "-W", "--check-hash-based-pycs") and waiting:
            value = waiting.pop(0)
            if not (flag == "-X" and value.startswith("utf8")):
                flags += [flag, value]
        elif not flag.startswith("-Xutf8"):
            flags.append(flag)
    return flags, waiting


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
