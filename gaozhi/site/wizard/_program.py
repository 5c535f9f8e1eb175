"""A program as data, cut down to what a page asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

__all__ = ["only_about"]

_NO_CONDITION: Final = {"kind": "always", "value": False}


def only_about(program: Mapping[str, Any], decisions: Collection[str]) -> dict[str, Any]:
    """Return a program with some decisions, and what they read.

    It answers about these as the whole does, under the same digest. What is referred to by its
    place keeps it; what nothing refers to is emptied.

    Args:
        program: the whole program.
        decisions: the names of the decisions that are to stay.

    """
    kept = _with_those_read(program, decisions)
    found = dict(program)
    found.pop("checksum", None)  # It is that of the whole.
    found["decisions"] = kept
    conditions = set(_conditions(program, kept))
    found["conditions"] = [
        one if place in conditions else _NO_CONDITION
        for place, one in enumerate(program["conditions"])
    ]
    cited = {place for decision in kept for rule in decision["rules"] for place in rule["basis"]}
    listed = program["list"]
    if listed is not None:
        cited |= {*listed["basis"], *listed["presumes_basis"]}
    found["provisions"] = [
        one if place in cited else {} for place, one in enumerate(program["provisions"])
    ]
    named = set(_facts(program, kept, conditions))
    found["facts"] = [one for one in program["facts"] if one["name"] in named]
    found["implications"] = [
        one for one in program["implications"] if {one["given"], one["then"]} <= named
    ]
    return found


def _with_those_read(program: Mapping[str, Any], decisions: Collection[str]) -> list[Any]:
    """Return some decisions of a program, and all that their rules ask, in its order."""
    by_name = {one["name"]: one for one in program["decisions"]}
    found = dict.fromkeys(decisions)
    waiting = list(found)
    while waiting:
        for rule in by_name[waiting.pop()]["rules"]:
            asked = [] if rule["reads"] is None else list(_below(program, [rule["reads"]]))
            for place in asked:
                condition = program["conditions"][place]
                if condition["kind"] == "came_to" and condition["decision"] not in found:
                    found[condition["decision"]] = None
                    waiting.append(condition["decision"])
    return [one for name, one in by_name.items() if name in found]


def _below(program: Mapping[str, Any], places: Iterable[int]) -> Iterator[int]:
    """Yield conditions, and those that they are made of, once each."""
    seen: set[int] = set()
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            yield place
            condition: Any = program["conditions"][place]
            waiting += condition.get("parts", ())


def _conditions(program: Mapping[str, Any], decisions: Iterable[Any]) -> Iterator[int]:
    """Yield every condition to which a decision refers."""
    for decision in decisions:
        for rule in decision["rules"]:
            named = [rule["holds"], rule["alive"], rule["reads"]]
            yield from _below(program, [place for place in named if place is not None])
        for version in _versions(decision):
            standing = version["standing"]
            yield from _below(program, [one["own"] for one in standing])
            yield from _below(program, [place for one in standing for place in one["atoms"]])
            variables = version["diagrams"]["variables"] if version["diagrams"] else []
            compared = [one["condition"] for one in variables]
            yield from _below(program, [place for place in compared if place is not None])


def _versions(decision: Any) -> list[Any]:  # noqa: ANN401 - a decision of which some is cut
    return [one for one in (*decision["versions"], decision["undated"]) if one is not None]


def _facts(
    program: Mapping[str, Any], decisions: Iterable[Any], conditions: Iterable[int]
) -> Iterator[str]:
    """Yield every fact that a program needs for some decisions and their conditions."""
    for place in conditions:
        condition: Any = program["conditions"][place]
        if "fact" in condition:
            yield condition["fact"]
        if condition.get("operand") == "other":
            yield condition["to"]
    for decision in decisions:
        for rule in decision["rules"]:
            yield from rule["facts"]
        for version in _versions(decision):
            variables = version["diagrams"]["variables"] if version["diagrams"] else []
            yield from (one["fact"] for one in variables if one["fact"] is not None)
    listed = program["list"]
    if listed is not None:
        stated = [*listed["presumes"], *(one for item in listed["items"] for one in item["facts"])]
        yield from (one["fact"] for one in stated)
    for implication in program["implications"]:
        yield from (implication["given"], implication["then"])
    yield from (name for name in program["roles"].values() if isinstance(name, str))
