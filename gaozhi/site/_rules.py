"""The pages of decisions, with the picture of their rules, and of duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaozhi.model import NO_RULE, Always, Combine
from gaozhi.site._conditions import Clause, clause_of
from gaozhi.site._ladder import Ladder, ladders_of
from gaozhi.site._outcomes import OutcomeDiagrams, standing_on
from gaozhi.site._picture import pictures
from gaozhi.site._words import address, day_text, ended, time_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import DecisionTable, Rule
    from gaozhi.site._citations import Citations
    from gaozhi.site._site import Site

__all__ = ["duty_id", "rule_id", "rule_pages"]

_USUAL = "没有下面的情形时"


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture with the questions that are drawn."""

    title: str
    values: Sequence[str]
    steps: Sequence[object]
    always: str | None
    drawn: Sequence[str]


def rule_id(name: str) -> str:
    """Return the name of a rule's place in the page of its decision."""
    return f"rule-{name}"


def duty_id(name: str) -> str:
    """Return the name of a duty's place in the page of duties."""
    return f"duty-{name}"


def rule_pages(
    site: Site,
    jurisdiction: Jurisdiction,
    day: date | None,
    citations: Citations,
    diagrams: OutcomeDiagrams,
) -> Iterator[tuple[str, str]]:
    """Yield the pages of the decisions of a jurisdiction, their list, and the page of its duties.

    Args:
        site: the site.
        jurisdiction: whose pages they are.
        day: the day on which the rules stand; None for the last that are known.
        citations: quotes the provisions.
        diagrams: the diagrams of its decisions on that day.

    """
    id_, tables = jurisdiction.id, jurisdiction.program.decisions
    addresses = {name: address(f"{table.spec.api}.html") for name, table in tables.items()}
    listed = []
    for name, table in tables.items():
        path = f"{id_}/decisions/{table.spec.api}.html"
        values = _decision(jurisdiction, table, day, citations, diagrams)
        yield (
            path,
            site.county_page(
                jurisdiction, "decision.html", path, {**values, "addresses": addresses}
            ),
        )
        ruled = bool(values["rules"])
        means = table.spec.means
        listed.append({"name": name, "href": addresses[name], "means": means, "ruled": ruled})
    path = f"{id_}/decisions/index.html"
    duties = jurisdiction.duties(on=day)
    values = {"decisions": listed, "duties": len(duties)}
    yield path, site.county_page(jurisdiction, "decisions.html", path, values)
    path = f"{id_}/duties.html"
    yield (
        path,
        site.county_page(jurisdiction, "duties.html", path, _duties(jurisdiction, day, citations)),
    )


def _decision(
    jurisdiction: Jurisdiction,
    table: DecisionTable,
    day: date | None,
    citations: Citations,
    diagrams: OutcomeDiagrams,
) -> dict[str, Any]:
    words = jurisdiction.vocabulary
    spec = table.spec
    rules = [one.rule for one in standing_on(table, day)]
    told = [_rule(rule, citations, jurisdiction) for rule in rules if rule.basis or rule.effects]
    groups = _groups(table, [one for one in told if not _is_gap(one)])
    ladders = ladders_of(table, words, diagrams) if groups else []
    return {
        "name": spec.name,
        "means": spec.means,
        "day": day_text(day),
        "rules": groups,
        "pictures": None if ladders is None else [_picture(spec.name, one) for one in ladders],
    }


def _is_gap(told: Mapping[str, Any]) -> bool:
    return not told["named"]


def _rule(rule: Rule, citations: Citations, jurisdiction: Jurisdiction) -> dict[str, Any]:
    condition = rule.reads if rule.reads is not None else rule.body
    plain = isinstance(condition, Always)
    clause: Clause | None = None if plain else clause_of(condition, jurisdiction.vocabulary)
    when = "在下列情形：" if clause is not None else "没有别的条件。"
    if rule.otherwise:
        when = "上面各项都不符合，并且：" if clause is not None else "上面各项都不符合的。"
    return {
        "id": rule_id(rule.name),
        "title": ended(rule.title),
        "effects": rule.effects,
        "caveat": rule.caveat and ended(rule.caveat),
        "clause": clause,
        "when": when,
        "reading": rule.reading,
        "cited": [citations.of(one) for one in rule.basis],
        "named": bool(rule.basis) or rule.name != NO_RULE,
    }


def _groups(table: DecisionTable, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rules under what they give; those that only add something come last."""
    spec = table.spec
    # A rule that gives several values stands once, under all of them.
    named: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for value in spec.values:
        for one in told:
            if value == _first(one["effects"], spec.values):
                named.setdefault(tuple(one["effects"]), []).append(one)
    groups = [
        {
            "id": f"value-{place}",
            "title": "、".join(values),
            "says": spec.told(values[0]),
            "rules": giving,
        }
        for place, (values, giving) in enumerate(named.items(), 1)
    ]
    besides = [one for one in told if not one["effects"]]
    if besides:
        title = "还要注意" if spec.combine is not Combine.ALL or groups else "要注意"
        groups.append({"id": "besides", "title": title, "says": "", "rules": besides})
    return groups


def _first(effects: Sequence[str], order: Sequence[str]) -> str:
    """Return the value of a rule that stands first in the order; empty for a rule without any."""
    return next((value for value in order if value in effects), "")


def _picture(name: str, ladder: Ladder) -> _Picture:
    from markupsafe import Markup

    title = f"{name}：{'、'.join(ladder.values)}" if ladder.values else name
    title = f"{title}的判断图"
    # The picture escapes what it is made of.
    drawn = [Markup(one) for one in pictures(ladder, title)]  # noqa: S704
    return _Picture(title, ladder.values, ladder.steps, ladder.always, drawn)


def _duties(jurisdiction: Jurisdiction, day: date | None, citations: Citations) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for duty in jurisdiction.duties(on=day):
        groups.setdefault(duty.actor, []).append(
            {
                "id": duty_id(duty.name),
                "act": ended(duty.act),
                "time": time_text(duty),
                "says": duty.says,
                "to": duty.to,
                "caveat": duty.caveat,
                "reading": duty.reading,
                "cited": [citations.of(one) for one in duty.basis],
            }
        )
    calendar = jurisdiction.calendar
    return {
        "groups": [
            {"id": f"actor-{place}", "actor": actor, "duties": duties}
            for place, (actor, duties) in enumerate(groups.items(), 1)
        ],
        "calendar": address(f"calendars/{calendar.id}.html"),
        "calendar_name": f"工作日历（{calendar.name}）",
    }
