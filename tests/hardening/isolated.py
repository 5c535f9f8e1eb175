"""Runs as a program of its own: the core at work where a clock, a network or an environment fails.

Everything is imported before the traps are set, since Python's own imports look at the environment.
The dates of the standard library are replaced before that, by ones that refuse to say what day it
is: what was written in C could not be trapped afterwards.
"""

from __future__ import annotations

import builtins
import datetime
import importlib
import os
import pkgutil
import sys
import time
from typing import Any, NoReturn

ARMED = False


class Looked(BaseException):
    """Something looked where the core must not; nobody may catch this in passing."""


def refuse(what: str) -> NoReturn:
    raise Looked(what)


def _ageless(real: type) -> type:
    """A date type without a clock, for which every ordinary date counts as one of its own."""

    class Meta(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real)

    def trapped(name: str) -> classmethod:
        original = getattr(real, name)

        def clock(cls: type, *args: object) -> Any:
            return refuse(name) if ARMED else original(*args)

        return classmethod(clock)

    clocks = {name: trapped(name) for name in ("today", "now", "utcnow") if hasattr(real, name)}
    return Meta(real.__name__, (real,), clocks)


class Environment:
    """An environment that nobody may look at."""

    def __getattr__(self, name: str) -> NoReturn:
        refuse(f"os.environ.{name}")

    def __getitem__(self, name: str) -> NoReturn:
        refuse(f"os.environ[{name}]")

    def __contains__(self, name: object) -> NoReturn:
        refuse(f"{name} in os.environ")

    def __iter__(self) -> NoReturn:
        refuse("os.environ")


def audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what leaves the process, or changes anything outside it."""
    if not ARMED:
        return
    if event.startswith(("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.")):
        refuse(event)
    if event in {"os.system", "os.exec", "os.posix_spawn", "os.fork", "os.putenv", "os.remove"}:
        refuse(event)
    if event == "open":
        mode, flags = arguments[1], arguments[2] or 0
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        if (isinstance(mode, str) and set(mode) & set("wax+")) or flags & writes:
            refuse(f"open({arguments[0]}, {mode})")


def arm() -> None:
    """Set every trap."""
    global ARMED
    os.environ = os.environb = Environment()  # type: ignore[assignment]
    os.getenv = lambda *_: refuse("os.getenv")
    for name in ("time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "sleep"):
        setattr(time, name, lambda *_, name=name: refuse(f"time.{name}"))
    builtins.input = lambda *_: refuse("input")
    sys.addaudithook(audit)
    ARMED = True


def main() -> None:
    datetime.date = _ageless(datetime.date)  # type: ignore[assignment, misc]
    datetime.datetime = _ageless(datetime.datetime)  # type: ignore[assignment, misc]
    if len(sys.argv) > 1:
        arm()
        TEMPTATIONS[sys.argv[1]]()
        return
    import gaozhi

    outside = {"archive", "cli", "documents", "mcp", "testing", "watch"}
    for module in pkgutil.walk_packages(gaozhi.__path__, "gaozhi."):
        if module.name.split(".")[1] not in outside:
            importlib.import_module(module.name)
    work(gaozhi)  # whatever loads lazily, loads now
    arm()
    print(work(gaozhi))


def work(gaozhi: Any) -> str:
    """Load, check, decide, reckon, file and replay; return something of it to compare."""
    date = datetime.date
    library = gaozhi.load()
    report = gaozhi.check()
    said = [str(len(report.diagnostics))]
    for county in library.values():
        for name in county.vocabulary.decisions:
            decision = county.decide({"applicant.willing": True}, name, on="2022-06-30")
            said.append(decision.explain())
            receipt = gaozhi.parse_receipt(decision.receipt().to_json())
            said.append(str(gaozhi.replay(receipt, library).holds))
        for event in county.vocabulary.events:
            said += [str(one.due) for one in county.deadlines(event, at=date(2025, 6, 5))]
        said += [str(one.due) for one in county.schedule(date(2021, 1, 1), date(2022, 12, 31))]
        events = [{"event": county.vocabulary.events[0], "at": date(2025, 6, 5)}]
        said += [one.status for one in county.timeline(events, as_of=date(2025, 7, 1))]
    return "\n".join(said)


def _connect() -> None:
    import socket

    socket.socket().connect(("127.0.0.1", 9))


TEMPTATIONS = {
    "clock": lambda: datetime.date.today(),
    "instant": lambda: datetime.datetime.now(),
    "time": lambda: time.time(),
    "environment": lambda: os.environ["HOME"],
    "getenv": lambda: os.getenv("HOME"),
    "network": _connect,
    "writing": lambda: open("trace", "w"),  # noqa: SIM115
    "program": lambda: os.system("true"),
}
"""What the core must not do, done once each: a trap that catches nothing would prove nothing."""


if __name__ == "__main__":
    main()
