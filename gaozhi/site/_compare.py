"""The pages that set jurisdictions side by side: who says what, for every outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gaozhi.authoring.side_by_side import side_by_side
from gaozhi.site._words import address

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.site._citations import Citations
    from gaozhi.site._site import Site

__all__ = ["Comparison", "Statement", "statements_of"]

_QUOTED: Final = 12
"""Of up to so many jurisdictions that say the same, each one's words are quoted."""
_PERIODS: Final = "periods"


class Statement(NamedTuple):
    """What one jurisdiction says of one outcome; plain, so that another process can send it.

    Attributes:
        decision: the name of the decision.
        api: its name in addresses.
        means: what it decides.
        value: the outcome.
        says: what that means for the applicant.
        rule: the name of the rule or duty.
        title: what it says.
        by: the jurisdiction's id and name.
        cited: the address, the place and the words of the provisions that say so; and whether
            these are their own words, or only what they mean.

    """

    decision: str
    api: str
    means: str
    value: str
    says: str
    rule: str
    title: str
    by: tuple[str, str]
    cited: tuple[tuple[str, str, str, bool], ...]


def statements_of(jurisdiction: Jurisdiction, citations: Citations, site: Site) -> list[Statement]:
    """Return everything that a jurisdiction says of any outcome."""
    table = side_by_side([jurisdiction], on=site.on)
    apis = {name: spec.api for name, spec in jurisdiction.vocabulary.decisions.items()}
    provisions = jurisdiction.program.provisions
    by = (jurisdiction.id, jurisdiction.name)
    return [
        Statement(
            section.name,
            apis.get(section.name, _PERIODS),
            section.means,
            row.name,
            row.says,
            entry.name,
            entry.title,
            by,
            tuple(
                (one.href, one.place, one.quote or one.means, one.quote is not None)
                for one in (
                    citations.of(provisions[cited.provision])
                    for cited in entry.cited
                    if cited.provision in provisions
                )
            ),
        )
        for section in table.sections
        for row in section.rows
        for (entry,) in (cell[n : n + 1] for cell in row.cells for n in range(len(cell)))
    ]


@dataclass(slots=True)
class _Section:
    name: str
    api: str
    means: str
    rows: dict[str, _Outcome] = field(default_factory=dict)


@dataclass(slots=True)
class _Outcome:
    says: str
    said: dict[tuple[str, str], dict[str, Statement | None]] = field(default_factory=dict)
    """by rule and title, who says it; of many, only the first with their words"""


class Comparison:
    """What jurisdictions say, gathered one after the other."""

    def __init__(self) -> None:
        self._sections: dict[str, _Section] = {}
        self._names: dict[str, str] = {}

    def add(self, statements: Iterable[Statement]) -> None:
        """Take what one jurisdiction says."""
        for one in statements:
            self._names[one.by[0]] = one.by[1]
            section = self._sections.setdefault(
                one.decision, _Section(one.decision, one.api, one.means)
            )
            outcome = section.rows.setdefault(one.value, _Outcome(one.says))
            said = outcome.said.setdefault((one.rule, one.title), {})
            said[one.by[0]] = one if len(said) < _QUOTED else None

    def pages(self, site: Site) -> Iterator[tuple[str, str]]:
        """Yield the list of the comparisons, and one page a decision."""
        ids = set(self._names)
        listed = []
        for section in self._sections.values():
            path = f"compare/{section.api}.html"
            rows = [self._row(value, outcome, ids) for value, outcome in section.rows.items()]
            differing = sum(not row["alike"] for row in rows)
            values = {"name": section.name, "means": section.means, "rows": rows}
            yield path, site.page("comparison.html", path, {**values, "count": len(ids)})
            listed.append(
                {
                    "name": section.name,
                    "means": section.means,
                    "href": address(f"{section.api}.html"),
                    "differing": differing,
                }
            )
        path = "compare/index.html"
        values = {"sections": listed, "names": list(self._names.values())[:_QUOTED]}
        yield path, site.page("comparisons.html", path, {**values, "count": len(ids)})

    def _row(self, value: str, outcome: _Outcome, ids: set[str]) -> dict[str, Any]:
        statements = [
            self._statement(title, said, ids) for (_, title), said in outcome.said.items()
        ]
        silent = ids.difference(*(set(said) for said in outcome.said.values()))
        return {
            "value": value,
            "says": outcome.says,
            "alike": all(one["all"] for one in statements),
            "statements": sorted(statements, key=lambda one: -one["count"]),
            "silent": self._some(silent),
            "silent_count": len(silent),
        }

    def _statement(
        self, title: str, said: dict[str, Statement | None], ids: set[str]
    ) -> dict[str, Any]:
        few = len(said) <= _QUOTED
        return {
            "title": title,
            "count": len(said),
            "all": len(said) == len(ids) > 1,
            "by": [
                {"name": one.by[1], "id": one.by[0], "cited": one.cited}
                for one in said.values()
                if few and one is not None
            ],
            "names": "" if few else self._some(said),
        }

    def _some(self, ids: Iterable[str]) -> str:
        """Return the names of some jurisdictions, the first of many."""
        wanted = set(ids)
        names = [name for id_, name in self._names.items() if id_ in wanted]
        more = f"等 {len(names)} 个地区" if len(names) > _QUOTED else ""
        return "、".join(names[:_QUOTED]) + more
