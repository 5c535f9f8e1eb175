"""Whole folders of rules, and what they must answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import strategies as st

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import load
from gaozhi.source import dump_flow
from gaozhi.testing._catalogs import catalogs
from gaozhi.testing._conditions import bodies
from gaozhi.testing._meaning import OPEN, RuleData, Window, holding, in_force, outcome
from gaozhi.testing._small import DECISIONS, TEXT, VALUES, vocabulary

_START: Final = date(2021, 1, 1)
_DAYS: Final = tuple(_START + timedelta(days=n) for n in range(10))
_INNER: Final = _DAYS[2:-2]
_OTHERWISE: Final = "其余"


@dataclass(frozen=True)
class Ruleset:
    """A root of all law and a county upon it, with the rules of one decision.

    Attributes:
        combine: how the decision's rules come together.
        root: the root's rules, a table's in their order.
        county: the rules that the county adds, or puts in the place of the root's.
        removed: the root's rules that the county takes away.
        document: the days on which the county's document is in force.
        catalog: the text of the county's catalog.
        backwards: whether the files have their rules in the opposite order, where order is free.

    """

    combine: str
    root: tuple[RuleData, ...]
    county: tuple[RuleData, ...]
    removed: tuple[str, ...]
    document: Window
    catalog: str
    backwards: bool = False

    days = _DAYS
    """Days on which different rules may be in force; the root is from the first."""

    @property
    def decision(self) -> str:
        """The decision that the rules are of."""
        return DECISIONS[self.combine]

    @property
    def texts(self) -> dict[str, str]:
        """The YAML of every file, by its name below the folder."""
        return {
            "rules/vocabulary.yaml": TEXT,
            "rules/root/document.yaml": _document("根文件", (_START, None)),
            "rules/root/rules.yaml": _rules(_defaults(self.decision) | self._lines(self.root)),
            "rules/demo/document.yaml": self._county_document(),
            **self._county_rules(),
            "catalogs/demo.yaml": self.catalog,
        }

    def write(self, folder: Path) -> None:
        """Write every file below a folder, which ``gaozhi.load(folder, bundled=False)`` takes."""
        for name, text in self.texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def load(self) -> Jurisdiction:
        """Return the county, as gaozhi loads it.

        Raises:
            CatalogError: the folder has errors, which is a defect of whoever says so.

        """
        with TemporaryDirectory() as folder:
            self.write(Path(folder))
            return load(folder, bundled=False)["demo"]

    def rearranged(self) -> Ruleset:
        """Return the same law with its rules in the opposite order wherever order is free."""
        return replace(self, backwards=not self.backwards)

    def standing(self, day: date) -> list[RuleData]:
        """Return the rules that stand on a day, a table's in their order."""
        if not _within(day, self.document):
            return list(self.root)
        active = [rule for rule in self.county if _within(day, rule.window)]
        displaced = {rule.replaces for rule in active} | set(self.removed)
        standing = [rule for rule in active if rule.replaces is None]
        for rule in self.root:
            standing += [one for one in active if one.replaces == rule.name]
            if rule.name not in displaced:
                standing.append(rule)
        return standing

    def outcome(self, facts: Mapping[str, Any], day: date) -> str | frozenset[str]:
        """Return what comes out of complete facts on a day: a value, or all that are collected.

        It is found by reading the rules one by one; nothing of the engine is used.

        Args:
            facts: sets as frozensets, days as dates, numbers as Decimals.
            day: the day of the decision.

        """
        return outcome(self.combine, self.standing(day), facts)

    def holding(self, facts: Mapping[str, Any], day: date) -> tuple[str, ...]:
        """Return the names of the rules that hold of complete facts on a day."""
        return tuple(rule.name for rule in holding(self.combine, self.standing(day), facts))

    def _lines(self, rules: Iterable[RuleData], *more: str) -> dict[str, list[str]]:
        """Return what stands below the decision, in the opposite order where it should and may."""
        lines = [*map(self._written, rules), *more]
        free = self.backwards and self.combine != "first"
        return {self.decision: lines[::-1] if free else lines}

    def _county_document(self) -> str:
        uses = {"删": bool(self.removed), "单": "basis" in self.catalog}
        lines = ["extends: root", "provisions:"]
        for word, used in uses.items():
            provision = {"id": f"D-{word}", "locator": "一", "quote": word, "means": word}
            lines.append(f"  - {dump_flow(provision | ({} if used else {'not_computed': '示例'}))}")
        return _document("县文件", self.document) + "\n".join(lines) + "\n"

    def _county_rules(self) -> dict[str, str]:
        removals = [f"{{removes: {name}, basis: [D-删]}}" for name in self.removed]
        lines = self._lines(self.county, *removals)
        return {"rules/demo/rules.yaml": _rules(lines)} if lines[self.decision] else {}

    def _written(self, rule: RuleData) -> str:
        fields: dict[str, Any] = {"rule": rule.name, "title": rule.name, "silent": True}
        if rule.otherwise:
            fields["otherwise"] = True
        if rule.when is not None:
            fields["when"] = rule.when
        if rule.unless is not None:
            fields["unless"] = rule.unless
        if rule.replaces is not None:
            fields["replaces"] = rule.replaces
        elif self.combine == "first" and rule in self.county:
            fields["before"] = self.root[0].name
        if rule.window != OPEN:
            fields["in_force"] = in_force(rule.window)
        fields["then"] = list(rule.then) if self.combine == "all" else rule.then[0]
        return dump_flow(fields)


def rulesets(
    *, combine: str | None = None, changes: bool = True, height: int = 2
) -> st.SearchStrategy[Ruleset]:
    """Return a strategy for whole folders of rules, sound ones.

    Args:
        combine: strongest, first or all; None any of them.
        changes: whether the county adds to, replaces and removes what the root says, on its days.
        height: how deep conditions may be nested.

    """
    return _rulesets(combine, height, changes=changes)


@st.composite
def _rulesets(draw: st.DrawFn, combine: str | None, height: int, *, changes: bool) -> Ruleset:
    how = combine or draw(st.sampled_from(tuple(DECISIONS)))
    root = [_rule(draw, f"根{n}", how, height) for n in range(draw(st.integers(1, 4)))]
    county: list[RuleData] = []
    removed: list[str] = []
    if changes:
        left = [rule.name for rule in root]
        for n in range(draw(st.integers(0, 2))):
            replaces = draw(st.none() | st.sampled_from(left)) if left else None
            left = [name for name in left if name != replaces]
            window = draw(st.just(OPEN) | _windows())
            fresh = _rule(draw, f"县{n}", how, height)
            county.append(replace(fresh, replaces=replaces, window=window))
        removed = draw(st.lists(st.sampled_from(left), max_size=1)) if left else []
    if how != "all":
        root.append(RuleData(_OTHERWISE, (draw(st.sampled_from(VALUES)),), otherwise=True))
    document = draw(_windows()) if changes else OPEN
    catalog = draw(_catalogs())
    return Ruleset(how, tuple(root), tuple(county), tuple(removed), document, catalog)


@cache
def _catalogs() -> st.SearchStrategy[str]:
    return catalogs(vocabulary(), rules="demo", basis="D-单", in_force_on=_DAYS)


def _rule(draw: st.DrawFn, name: str, combine: str, height: int) -> RuleData:
    most = 2 if combine == "all" else 1
    then = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=most, unique=True))
    return RuleData(name, tuple(then), *draw(bodies(height)))


@cache
def _windows() -> st.SearchStrategy[Window]:
    """Return a strategy for windows with a beginning, an end, or both."""
    day = st.sampled_from(_INNER)
    return st.one_of(
        day.map(lambda since: (since, None)),
        day.map(lambda until: (None, until)),
        st.tuples(day, day).map(lambda pair: (min(pair), max(pair))),
    )


def _within(day: date, window: Window) -> bool:
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)


def _document(title: str, window: Window) -> str:
    fields: dict[str, Any] = {"title": title, "issuer": "某机关", "issued": _START}
    if window != OPEN:
        fields["in_force"] = in_force(window)
    return f"document: {dump_flow(fields)}\n"


def _defaults(decision: str) -> dict[str, list[str]]:
    """Return the ``otherwise`` that each of the other decisions needs."""
    return {
        name: [
            f"{{rule: {name}{_OTHERWISE}, title: 其余, otherwise: true, then: 下, silent: true}}"
        ]
        for combine, name in DECISIONS.items()
        if combine != "all" and name != decision
    }


def _rules(by_decision: Mapping[str, Sequence[str]]) -> str:
    lines = ["rules:"]
    for decision, entries in by_decision.items():
        lines += [f"  {decision}:", *(f"    - {entry}" for entry in entries)]
    return "\n".join(lines) + "\n"
