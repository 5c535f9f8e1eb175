"""Catalogs of counties that do not exist, with lists of every shape."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from gaozhi.model import FactValue, Vocabulary
from gaozhi.source import dump_flow
from gaozhi.testing._meaning import in_force
from gaozhi.testing._values import given, reconciled, values_of

_PUBLISHED: Final = date(2021, 1, 4)
_CERTIFICATES: Final = ("学历证明", "住所证明", "收入证明")
_MATTERS: Final = ("开办登记", "资格认定")


def catalogs(
    vocabulary: Vocabulary,
    *,
    rules: str,
    basis: str,
    id: str = "demo",  # noqa: A002 - the key's own name
    in_force_on: tuple[date, ...] = (),
) -> st.SearchStrategy[str]:
    """Return a strategy for the text of a catalog.

    The county has a code or none; its list is at hand or not, presumes some facts or none, and
    states some of its items or none. Nothing in it contradicts anything else.

    Args:
        vocabulary: says which facts a list may speak of.
        rules: the folder of rules that the county uses.
        basis: the provision on which the list rests; cited only where the list is at hand.
        id: the county's id; its name is made from it.
        in_force_on: days between which items may stand on the list; none lets all stand always.

    """
    head = [f"county: 某地{id}", f"id: {id}", f"rules: {rules}", "calendar: china"]
    roles = vocabulary.roles
    values = {
        name: values_of(fact)
        for name, fact in vocabulary.facts.items()
        if name.partition(".")[0] in roles.item and name not in (roles.listed, roles.date)
    }
    some = st.sets(st.sampled_from(sorted(values))) if values else st.just(set[str]())
    pairs = [(certificate, matter) for certificate in _CERTIFICATES for matter in _MATTERS]
    chosen = st.lists(st.sampled_from(pairs), min_size=1, max_size=4, unique=True)

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        lines = [*head, 'code: "999901"'] if draw(st.booleans()) else head
        if draw(st.booleans()):
            return _text([*lines, "list: not_at_hand"])
        held = reconciled(vocabulary, {name: draw(strategy) for name, strategy in values.items()})
        listed = {"title": "清单", "published": _PUBLISHED, "basis": [basis]}
        presumed = _given(vocabulary, held, draw(some))
        presumes = {"facts": presumed, "basis": [basis]}
        # An item that ends before the list is published stands on it on no day.
        last_days = [day for day in in_force_on if day >= _PUBLISHED]
        entries = []
        for number, (certificate, matter) in enumerate(draw(chosen), 1):
            item: dict[str, Any] = {"number": number, "certificate": certificate, "matter": matter}
            item["facts"] = _given(vocabulary, held, draw(some))
            if draw(st.booleans()) and last_days:
                until = draw(st.sampled_from(last_days))
                since = draw(st.sampled_from([day for day in in_force_on if day <= until]))
                item["in_force"] = in_force((since, until))
            entries.append(f"  - {dump_flow(item)}")
        middle = [f"presumes: {dump_flow(presumes)}"] if presumed else []
        return _text([*lines, f"list: {dump_flow(listed)}", *middle, "items:", *entries])

    return drawn()


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _given(
    vocabulary: Vocabulary, held: dict[str, FactValue], names: set[str]
) -> dict[str, object]:
    return {name: given(held[name], vocabulary.facts[name]) for name in sorted(names)}
