"""Jurisdictions by name: finding one, and refusing a name that none has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from gaozhi.errors import UnknownJurisdiction
from gaozhi.source import Diagnostic, Span, shown, suggest

__all__ = ["Named", "find_named", "unknown_jurisdiction"]


class Named(Protocol):
    """Whatever has the name and the id of a jurisdiction."""

    @property
    def name(self) -> str:
        """The name, as in 启东市."""

    @property
    def id(self) -> str:
        """The id, as in qidong."""


class Coded(Named, Protocol):
    """Whatever has an administrative code too, where the jurisdiction has one."""

    @property
    def code(self) -> str | None: ...


T = TypeVar("T", bound=Coded)


def find_named(key: str, among: Iterable[T]) -> T:
    """Return the one of that name, id or code.

    Raises:
        UnknownJurisdiction: there is none; the nearest is offered.

    """
    found = list(among)
    for one in found if isinstance(key, str) else ():
        if key in (one.name, one.id, one.code):
            return one
    known = [word for one in found for word in (one.name, one.id, one.code) if word]
    raise unknown_jurisdiction(key, known, found)


def unknown_jurisdiction(
    key: object,
    known: Iterable[str],
    jurisdictions: Iterable[Named],
    span: Span | None = None,
) -> UnknownJurisdiction:
    """Return the refusal of a name that no jurisdiction has; the nearest is offered.

    Args:
        key: what was asked for.
        known: every name, id and code.
        jurisdictions: what there is instead.
        span: the place of the name, where it stands in a file.

    """
    near = suggest(key, known)
    known_ones = list(jurisdictions)
    names = "、".join(f"{j.name}（{j.id}）" for j in known_ones)
    help = f"是否要写 {near}？" if near else f"现有：{names or '无'}"
    problem = Diagnostic.error(
        "GZ611",
        f"没有地区“{shown(key)}”",
        span,
        help=help,
        path=("jurisdiction",),
        params={"found": key, "near": near, "known": [j.id for j in known_ones]},
    )
    return UnknownJurisdiction([problem])
