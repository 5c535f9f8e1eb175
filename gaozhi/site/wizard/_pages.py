"""The two pages of a jurisdiction, with their data."""

from __future__ import annotations

import json
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from gaozhi.portable import dump
from gaozhi.portable.public import dump_dated
from gaozhi.site.wizard._calendar import calendar_data
from gaozhi.site.wizard._program import only_about
from gaozhi.site.wizard._words import asked_by_applicants, words_data

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import Item
    from gaozhi.site._site import Site

__all__ = ["pages"]

Page = tuple[str, str | bytes]


def pages(
    site: Site,
    jurisdiction: Jurisdiction,
    href: Callable[[str], str] = lambda _: "",
    files: Collection[str] = (),
) -> Iterator[Page]:
    """Yield the wizard and the counter of a jurisdiction, each with its data.

    Args:
        site: the site.
        jurisdiction: whose questions they are.
        href: the address of a provision, by its id, from the top of the site; empty for none.
        files: the files to download that there are, by their paths in the jurisdiction's folder.

    Raises:
        GaozhiError: a decision is too large for its diagrams to be written.

    """
    folder = jurisdiction.id
    # A page always knows the day where there is one to know.
    is_dated = jurisdiction.vocabulary.roles.date is not None
    program = dump_dated(jurisdiction) if is_dated else dict(dump(jurisdiction))
    asked = asked_by_applicants(jurisdiction)
    on = site.day_of(jurisdiction)
    common = _common(jurisdiction, [one.removeprefix("files/") for one in files])
    names = tuple(jurisdiction.vocabulary.decisions)
    known = {"items": _by_matter(jurisdiction.items), "decisions": names}
    cut = only_about(program, asked)
    for name, law, decisions in (("ask", cut, asked), ("counter", program, names)):
        told = _law(jurisdiction, law, decisions, on)
        data = {**common, **told, "places": _places(told, folder, href)}
        yield f"{folder}/{name}-data.js", _script(data)
        path = f"{folder}/{name}.html"
        yield path, site.county_page(jurisdiction, f"{name}.html", path, known)


def _law(
    jurisdiction: Jurisdiction, program: dict[str, Any], decisions: Collection[str], on: date | None
) -> dict[str, Any]:
    facts = {one["name"] for one in program["facts"]}
    return {
        "program": program,
        "words": words_data(jurisdiction, facts, decisions, on),
    }


def _places(law: dict[str, Any], folder: str, href: Callable[[str], str]) -> dict[str, str]:
    """Return where each provision stands, seen from the folder of a jurisdiction."""
    periods = chain.from_iterable(one["periods"] for one in law["words"]["decisions"].values())
    cited = (one["provision"] for one in chain(law["program"]["provisions"], periods) if one)
    found = ((one, href(one)) for one in cited)
    return {
        one: place.removeprefix(f"{folder}/") if place.startswith(f"{folder}/") else f"../{place}"
        for one, place in found
        if place
    }


def _common(jurisdiction: Jurisdiction, files: Sequence[str]) -> dict[str, Any]:
    days = [one.document.since for one in jurisdiction.program.levels]
    since = min((one for one in days if one is not None), default=None)
    return {
        "place": jurisdiction.name,
        "calendar": calendar_data(jurisdiction.calendar, since),
        "files": files,
    }


def _by_matter(items: tuple[Item, ...]) -> list[tuple[str, list[Item]]]:
    """Return the items in their order, neighbours about one matter together."""
    return [(matter, list(some)) for matter, some in groupby(items, lambda one: one.matter)]


def _script(data: dict[str, Any]) -> str:
    """Return a classic script with a function that returns the data, `gaozhi.load`.

    A page that shows its list first parses the data afterwards; and a browser parses JSON from a
    text faster than a literal of the same size. JSON is full of quotation marks: within single
    ones they stand as they are.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    made = f"load: () => JSON.parse('{quoted}')"
    return f"globalThis.gaozhi = Object.assign(globalThis.gaozhi ?? {{}}, {{ {made} }});\n"
