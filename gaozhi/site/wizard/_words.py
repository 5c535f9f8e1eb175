"""What a page says to an applicant beside the program: words, steps, and periods."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from gaozhi.model import facts_read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import DecisionSpec, Duty

__all__ = ["asked_by_applicants", "words_data"]


def asked_by_applicants(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return the decisions for which applicants ask, the usual one always among them."""
    decisions = jurisdiction.vocabulary.decisions
    usual = next(iter(decisions))
    return tuple(
        name for name, one in decisions.items() if one.ask_applicant is not None or name == usual
    )


def words_data(
    jurisdiction: Jurisdiction, facts: Collection[str], decisions: Collection[str], on: date | None
) -> dict[str, Any]:
    """Return the words for applicants: of facts and of decisions, by their names.

    Args:
        jurisdiction: whose words they are.
        facts: the facts of the page.
        decisions: the decisions of the page.
        on: the day whose periods are told.

    """
    vocabulary = jurisdiction.vocabulary
    told = [one for one in vocabulary.facts.values() if one.name in facts]
    return {
        "facts": {
            one.name: {"hint": one.hint_applicant, "answers": dict(one.answers)}
            for one in told
            if one.hint_applicant or one.answers
        },
        "decisions": {
            name: {
                "ask": vocabulary.decisions[name].ask_applicant,
                "means": vocabulary.decisions[name].means,
                "values": _advice(vocabulary.decisions[name]),
                "periods": list(_periods(jurisdiction, vocabulary.decisions[name], on)),
            }
            for name in decisions
        },
    }


def _advice(spec: DecisionSpec) -> dict[str, Any]:
    return {
        value: {
            "short": one.short,
            "tone": one.tone,
            **({"more": one.more} if one.more else {}),
            **({"next": list(one.next)} if one.next else {}),
            **({"bring": list(one.bring)} if one.bring else {}),
        }
        for value, one in spec.advice
    }


def _periods(
    jurisdiction: Jurisdiction, spec: DecisionSpec, on: date | None
) -> Iterator[dict[str, Any]]:
    """Yield the periods that run from the events of a decision."""
    for duty in jurisdiction.duties(on=on):
        if duty.since in spec.periods and duty.within is not None and _is_told(duty):
            cited = next((one for one in duty.basis if ":" not in one.id), duty.basis[0])
            yield {
                "provision": cited.id,
                "where": f"{cited.document.label} {cited.locator}",
                "since": duty.since,
                "actor": duty.actor,
                "act": duty.act,
                "count": duty.within.count,
                "unit": duty.within.unit,
                "when": duty.says,
            }


def _is_told(duty: Duty) -> bool:
    """Whether a page can say when a duty is owed: always, or in its author's words."""
    return duty.says is not None or not facts_read(duty.when)
