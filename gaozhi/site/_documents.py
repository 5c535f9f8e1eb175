"""The pages of documents: sentence by sentence, with what rests on each, and an address for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaozhi.model import Account, Aside, CarrierKind, Fate
from gaozhi.site._citations import adopted_levels, documents_of
from gaozhi.site._outcomes import standing_on
from gaozhi.site._rules import duty_id, rule_id
from gaozhi.site._words import address, day_text

if TYPE_CHECKING:
    from datetime import date

    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import Carrier, Document
    from gaozhi.site._site import Site

__all__ = ["document_pages"]

_DIGITS: Final = {digit: place for place, digit in enumerate("零一二三四五六七八九")}
_PLACE: Final = re.compile(
    r"附件(\d*)|[（(]([一二三四五六七八九十百零]+)[）)]|([一二三四五六七八九十百零]+)|(\d+)"
)
_ANNEX: Final = 10_000
_HEADING: Final = "标题"
_ABOVE: Final = "上级文件的规定，用在哪里，见各项判断。"


@dataclass(frozen=True, slots=True)
class Use:
    """What rests on a sentence: its words, and its address from the jurisdiction's folder."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or part of one, of a document.

    Attributes:
        id: its address in the page; empty where it is no provision.
        words: its own words; None where no authoritative text was at hand.
        means: what it means, in one sentence; empty where it is no provision.
        uses: what rests on it.
        same: what its superior's document says alike.
        note: why nothing rests on it, or what it is.
        heading: whether it is a heading of the document.

    """

    id: str
    words: str | None
    means: str = ""
    uses: Sequence[Use] = ()
    same: Sequence[Use] = ()
    note: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences of one place in a document.

    Attributes:
        id: its address in the page.
        locator: the place, as 二（七）.
        heading: the document's own heading there; empty where it has none.
        sentences: its sentences in order.

    """

    id: str
    locator: str
    heading: str
    sentences: Sequence[Sentence]


def document_pages(
    site: Site, jurisdiction: Jurisdiction, day: date | None
) -> Iterator[tuple[str, str]]:
    """Yield the pages of a jurisdiction's document and of the laws that it cites.

    Args:
        site: the site.
        jurisdiction: whose document it is.
        day: the day on which the rules stand that rest on it.

    """
    program = jurisdiction.program
    documents = documents_of(program, adopted_levels(site, jurisdiction))
    names = [document.label for document, _ in documents]
    uses = _Uses(jurisdiction, day)
    for place, (document, accounts) in enumerate(documents, 1):
        asides = program.asides if place == 1 else ()
        parts = _parts(accounts, asides, uses)
        path = f"{jurisdiction.id}/documents/{place}.html"
        yield (
            path,
            site.county_page(
                jurisdiction,
                "document.html",
                path,
                {
                    "about": _about(document),
                    "title": document.title,
                    "parts": parts,
                    "counted": _counted(accounts, asides),
                    "others": [
                        {"name": name, "href": f"{n}.html"}
                        for n, name in enumerate(names, 1)
                        if n != place
                    ],
                },
            ),
        )


def _about(document: Document) -> str:
    issued = document.issued and f"{day_text(document.issued)}印发"
    since = document.since and f"{day_text(document.since)}起施行"
    until = document.until and f"施行至{day_text(document.until)}"
    parts = (document.number, document.issuer, issued, since, until)
    return "　".join(part for part in parts if part)


def _counted(accounts: Sequence[Account], asides: Sequence[Aside]) -> str:
    used = sum(account.fate in (Fate.CARRIED, Fate.RESTATING) for account in accounts)
    said = f"共 {len(accounts)} 处规定，{used} 处用在判断、义务、文书或者清单里"
    more = f"；另有标题、背景等 {len(asides)} 处" if asides else ""
    return f"{said}{more}。"


def _parts(accounts: Sequence[Account], asides: Sequence[Aside], uses: _Uses) -> list[Part]:
    """Return the sentences by place, in the order of the document."""
    found: dict[str, list[Sentence]] = {}
    for locator, sentence in _in_order(accounts, asides, uses):
        found.setdefault(locator, []).append(sentence)
    return [
        Part(f"part-{place}", locator, *_headed(locator, sentences))
        for place, (locator, sentences) in enumerate(found.items(), 1)
    ]


def _headed(locator: str, sentences: Sequence[Sentence]) -> tuple[str, Sequence[Sentence]]:
    """Return the heading of a place and its other sentences."""
    headings = [one for one in sentences if one.heading]
    if not _key(locator) or len(headings) != 1:
        return "", sentences
    return headings[0].words or "", [one for one in sentences if not one.heading]


def _in_order(
    accounts: Sequence[Account], asides: Sequence[Aside], uses: _Uses
) -> Iterator[tuple[str, Sentence]]:
    """Yield sentences by place, headings first; each kind stands in the document's order.

    Where provisions and other words of one place take turns, only the text itself would tell.
    """
    rows: list[tuple[tuple[int, ...], int, int, str, Sentence]] = []
    placed = _keys(aside.locator for aside in asides)
    for key, aside in zip(placed, asides, strict=True):
        sentence = Sentence("", aside.quote, note=aside.kind, heading=aside.kind == _HEADING)
        rows.append((key, 0 if sentence.heading else 1, len(rows), aside.locator, sentence))
    placed = _keys(account.provision.locator for account in accounts)
    for key, account in zip(placed, accounts, strict=True):
        rows.append((key, 1, len(rows), account.provision.locator, uses.sentence(account)))
    for _, _, _, locator, sentence in sorted(rows, key=lambda row: row[:3]):
        yield locator, sentence


def _keys(locators: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """Yield what orders places; a place without a number stays behind the one before it."""
    before: tuple[int, ...] = ()
    for locator in locators:
        before = _key(locator) or before
        yield before


def _key(locator: str) -> tuple[int, ...]:
    key: list[int] = []
    for annex, point, chapter, number in _PLACE.findall(locator):
        if point or chapter:
            key.append(_value(point or chapter))
        elif number:
            key.append(int(number))
        else:
            key += [_ANNEX, int(annex or 0)]
    return tuple(key)


def _value(numeral: str) -> int:
    """Return a Chinese numeral below a thousand as a number."""
    total, digit = 0, 0
    for sign in numeral:
        unit = {"十": 10, "百": 100}.get(sign)
        if unit is None:
            digit = _DIGITS[sign]
        else:
            total += (digit or 1) * unit
            digit = 0
    return total + digit


class _Uses:
    """Says what rests on a provision, with its address.

    Args:
        jurisdiction: whose rules rest on it.
        day: the day on which they have pages.

    """

    def __init__(self, jurisdiction: Jurisdiction, day: date | None) -> None:
        program = jurisdiction.program
        self._standing = {
            (name, one.rule.name)
            for name, table in program.decisions.items()
            for one in standing_on(table, day)
        }
        self._rules = {
            (name, rule.name): (table.spec.api, rule.title)
            for name, table in program.decisions.items()
            for rule in table.rules
        }
        self._by_name = {rule: decision for decision, rule in self._rules}
        self._duties = {duty.name: duty.act for duty in jurisdiction.duties(on=day)}

    def sentence(self, account: Account) -> Sentence:
        """Return a provision as its document's page has it."""
        provision = account.provision
        return Sentence(
            id=provision.id,
            words=provision.quote,
            means=provision.means,
            uses=self._each(account.carriers),
            same=self._each(account.restates),
            note=account.not_computed or (_ABOVE if ":" in provision.id else ""),
        )

    def _each(self, carriers: Iterable[Carrier]) -> list[Use]:
        return list(dict.fromkeys(self._use(one) for one in carriers))

    def _use(self, carrier: Carrier) -> Use:
        name = carrier.name
        decision = carrier.decision or self._by_name.get(name, "")
        known = self._rules.get((decision, name))
        if carrier.kind is CarrierKind.RULE and known is not None:
            there = (decision, name) in self._standing
            page = address(f"decisions/{known[0]}.html{f'#{rule_id(name)}' if there else ''}")
            return Use(f"{decision}：{known[1]}", page)
        if carrier.kind is CarrierKind.DUTY and name in self._duties:
            return Use(f"义务：{self._duties[name]}", address(f"duties.html#{duty_id(name)}"))
        if carrier.kind in (CarrierKind.LIST, CarrierKind.PRESUMES):
            return Use(f"清单：{name}", "index.html")
        return Use(_NAMED.get(carrier.kind, "{}").format(name), "")


_NAMED: Final = {
    CarrierKind.RULE: "规则“{}”",
    CarrierKind.DEFINITION: "定义“{}”",
    CarrierKind.DUTY: "义务“{}”",
    CarrierKind.REMOVAL: "不再适用上级的“{}”",
    CarrierKind.RESPONSIBLE: "责任单位：{}",
    CarrierKind.LIST_FORM: "清单的样式《{}》",
    CarrierKind.DIRECTORY: "行政协助事项清单《{}》",
    CarrierKind.DIRECTORY_FORM: "行政协助事项清单的样式《{}》",
    CarrierKind.FORM: "文书《{}》",
    CarrierKind.WORDING: "文书的用语：{}",
    CarrierKind.WATCH: "预警“{}”",
}
