"""Watch rules of every shape, and events that meet them often, drawn at random."""

import random

from tests.watched import PEOPLE, day

LINKS = ("applicant", "case", "certificate", "organ")
KINDS = ("申请", "承诺", "核查", "办结", "修复", "来函", "复函")
CONDITIONS = (
    {"where": "{核查.结论: 不实}"},
    {"unless": "{记录.届满日: {before: 办理.日期}}"},
    {"where": "{办理.日期: {on_or_after: 2025-01-10}}"},
    {"where": "{记录.届满日: {on_or_after: 办理.日期}}"},
    *({},) * 4,
)


def rule(draw: random.Random) -> str:
    """Return a rule as YAML: conditions, links, orders, counts and absences as they come."""
    head = {"event": _kind(draw), **draw.choice(CONDITIONS)}
    head["without"] = [_absence(draw) for _ in range(draw.choice((0, 1, 1)))]
    events = {"首": head}
    for name in "甲乙丙"[: draw.choice((1, 1, 2, 3))]:
        events[name] = _pattern(draw)
    lines = "".join(f"      {name}: {_written(one)}\n" for name, one in events.items())
    said = "  - watch: 试一试\n    title: 试一试\n    alert: 看一看\n    events:\n"
    return f"watch:\n{said}{lines}    basis: [R-1, R-2]\n"


def event(draw: random.Random, cases: str) -> dict:
    """Return an event that names every link, of two people and a few cases."""
    found = {"event": draw.choice(KINDS), "at": day(draw.randrange(12)), "facts": {}}
    found |= {"applicant": draw.choice(PEOPLE), "case": draw.choice(cases)}
    found |= {"certificate": draw.choice("甲乙"), "organ": draw.choice("甲乙")}
    if draw.random() < 0.2:
        found["ref"] = draw.choice("12")
    if draw.random() < 0.7:
        found["facts"]["核查.结论"] = draw.choice(("不实", "不实", "真实"))  # type: ignore[index]
    if draw.random() < 0.5:
        found["facts"]["记录.届满日"] = day(draw.randrange(12))  # type: ignore[index]
    return found


def _kind(draw: random.Random) -> str:
    # Few kinds make many that are both the first event and another.
    return draw.choice(KINDS[: draw.choice((3, 7))])


def _absence(draw: random.Random) -> dict:
    same = draw.sample(LINKS, draw.choice((1, 1, 1, 2)))
    apart = [link for link in LINKS if link not in same]
    found = {"event": _kind(draw), "same": same, **draw.choice(CONDITIONS)}
    found["other"] = draw.sample(apart, draw.choice((0, 0, 1, 1, 2)))
    order = draw.choice((None, "earlier", "later"))
    return found if order is None else {**found, order: "true"}


def _pattern(draw: random.Random) -> dict:
    found = _absence(draw)
    if draw.random() < 0.25:
        found["first"] = "true"
    else:
        found["at_least"] = draw.choice((1, 1, 2, 3))
    if draw.random() < 0.2:
        found["within"] = draw.choice(("3日", "2工作日"))
    if draw.random() < 0.2:
        found |= {"event": "来函", "overdue": "true"}
    found["without"] = [_absence(draw) for _ in range(draw.choice((0, 0, 1, 1, 2)))]
    return found


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(one)}" for key, one in value.items()) + "}"
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else str(value)
