"""Looking up a jurisdiction by name, id or code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from gaozhi.errors import UnknownJurisdiction
from gaozhi.source import Diagnostic, Span, shown, suggest

__all__ = ["Named", "find_named", "unknown_jurisdiction"]


class Named(Protocol):
    """A thing with the name, the id and perhaps the administrative code of a jurisdiction."""

    @property
    def name(self) -> str:
        """The name, as in 启东市."""

    @property
    def id(self) -> str:
        """The id, as in qidong."""

    @property
    def code(self) -> str | None:
        """The administrative code, where it has one."""


T = TypeVar("T", bound=Named)


def find_named(key: object, among: Iterable[T], span: Span | None = None) -> T:
    """Return the one with a name, id or code.

    Args:
        key: the name, id or code.
        among: all that exist.
        span: the place of the name in a file; None where it is in none.

    Raises:
        UnknownJurisdiction: there is none; the nearest is suggested.

    """
    found = list(among)
    for one in found if isinstance(key, str) else ():
        if key in (one.name, one.id, one.code):
            return one
    raise unknown_jurisdiction(key, found, span)


def unknown_jurisdiction(
    key: object, among: Iterable[Named], span: Span | None = None
) -> UnknownJurisdiction:
    """Return the error of a name that no jurisdiction has.

    Args:
        key: the name, id or code.
        among: all that exist.
        span: the place of the name in a file; None where it is in none.

    """
    found = list(among)
    near = suggest(key, [word for one in found for word in (one.name, one.id, one.code) if word])
    names = "、".join(f"{one.name}（{one.id}）" for one in found)
    help = f"是否要写 {near}？" if near else f"现有：{names or '无'}"
    problem = Diagnostic.error(
        "GZ611",
        f"没有地区“{shown(key)}”",
        span,
        help=help,
        path=("jurisdiction",),
        params={"found": key, "near": near, "known": [one.id for one in found]},
    )
    return UnknownJurisdiction([problem])
