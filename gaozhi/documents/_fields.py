"""What stands in each blank: the case, the item, a decision; what is open stays open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from gaozhi.documents._document import Blank, Filled, Grid, Line, OpenField
from gaozhi.documents._field_values import Given, printed_day
from gaozhi.engine import (
    Case,
    Decision,
    Stamp,
    certainty,
    decide,
    minded,
    read_facts,
    shown_citations,
    unchecked,
)
from gaozhi.errors import CaseError
from gaozhi.model import Form, FormField, Item, fact_text, plain_value
from gaozhi.source import mask

_SINGLE: Final = 1
"""A single sign that happens to be the same, as in 2日 before 日, repeats no word."""


_OWN_ORGAN: Final = "departments.county"
"""The column of a list that names organs of the jurisdiction itself."""


class Fields:
    """The blanks of one form, filled as far as they can be.

    Args:
        form: the form.
        case: the checked facts.
        given: what whoever makes out the form wrote, which goes before all else.
        stamp: which program answers.
        with_identity: whether identity numbers are printed in full.

    """

    def __init__(
        self,
        form: Form,
        case: Case,
        given: Mapping[str, Given],
        stamp: Stamp,
        *,
        with_identity: bool,
    ) -> None:
        self._form = form
        self._case = case
        self._given = given
        self._stamp = stamp
        self._with_identity = with_identity
        self._found: dict[str, str | None] = {}
        self._asked: dict[str, tuple[Case, Decision]] = {}
        self._is_masked = False
        self.remarks: list[str] = []
        self.open: dict[str, OpenField] = {}
        self.missing: dict[str, FormField] = {}

    def text(self, name: str) -> str | None:
        """Return what stands in a blank, or None where nothing is known of it."""
        if name not in self._found:
            self._found[name] = self._text(self._form.fields[name])
        return self._found[name]

    def warnings(self) -> list[str]:
        """Return what the answers that the form turns on, or prints, must bring along."""
        turned_on = [
            decide(self._case.program, self._case, name, self._stamp)
            for name in self._form.depends_on
        ]
        printed = [decision for _, decision in self._asked.values()]
        decisions = (*turned_on, *printed)
        caveats = [caveat.text for one in decisions for caveat in minded(one)]
        readings = [said for name in self._asked for said in self._readings(name)]
        seen = unchecked(citation for one in decisions for citation in shown_citations(one))
        return [*dict.fromkeys(caveats), *readings, *seen]

    def _readings(self, name: str) -> Iterator[str]:
        """Yield how the provisions behind a printed value are read, and how else they may be."""
        field = self._form.fields[name]
        case, decision = self._asked[name]
        answers = {decision.outcome, *decision.values, *decision.pending}
        wanted = answers.intersection(field.only) if field.only else answers
        for rule in case.program.decisions[field.of].rules:
            if rule.reading is None or certainty(rule.holds, case) is False:
                continue
            for value in rule.effects:
                if value in wanted:
                    yield (
                        f"“{field.label}”所印的“{field.says.get(value, value)}”按这样理解："
                        f"{rule.reading.taken}；也有人理解为：{rule.reading.other}"
                    )

    def run(self, name: str, following: str = "") -> Filled | Blank:
        """Return a blank as it is printed; one that stays open is noted.

        Args:
            name: the field.
            following: the form's own words behind the blank, which are not printed twice.

        """
        field = self._form.fields[name]
        text = self.text(name)
        if text is not None and text != "":
            return Filled(name, self._shown(self._once(field, text, following)))
        self._note_open(field)
        if field.printed is not None:
            return Blank(name, field.printed)
        return Blank.of_day(name) if field.is_date else Blank.of(name, field.width, field.hint)

    def _once(self, field: FormField, text: str, following: str) -> str:
        """Return a text without the words at its end that the form prints behind the blank.

        无犯罪记录证明 in a blank before the form's own 证明 is the same certificate, not another.
        """
        once = said_once(text, following)
        if once != text:
            said = f"“{field.label}”末尾的“{text[len(once) :]}”样式已经印有，没有重复印"
            self.remarks.append(said)
        return once

    def lines(self, name: str) -> tuple[Line, ...]:
        """Return the numbered lines of a list: those given, or its least number of blanks."""
        field = self._form.fields[name]
        texts = [text for text in self._given.get(name, ()) if isinstance(text, str) and text]
        runs: list[Filled | Blank] = [Filled(name, self._shown(text)) for text in texts]
        if not texts:
            self._note_open(field)
            runs = [Blank.of(name, field.width)] * (field.rows or 1)
        return tuple((f"{number}、", run) for number, run in enumerate(runs, 1))

    def grid(self, name: str, columns: tuple[tuple[str | None, str], ...]) -> Grid:
        """Return the rows of a table: those given, those of the list, or empty ones."""
        field = self._form.fields[name]
        given = self._given.get(name)
        if given is not None:
            rows = [row for row in given if isinstance(row, Mapping)]
        else:
            listed = self._case.program.list
            rows = [
                {column: _of_item(item, path) or "" for column, path in field.cells.items()}
                for item in (listed.items if listed is not None and field.cells else ())
            ]
        if not rows:
            self._note_open(field)
        rows += [{}] * max((field.rows or 1) - len(rows), 0)
        cells = (
            tuple(self._cell(name, row.get(column, "")) for _, column in columns) for row in rows
        )
        return Grid(columns, tuple(cells))

    def _cell(self, name: str, text: str) -> Line:
        return (Filled(name, self._shown(text)),) if text else ()

    def _shown(self, text: str) -> str:
        if self._with_identity:
            return text
        shown = mask(text)
        if shown != text and self._form.is_signed and not self._is_masked:
            self._is_masked = True
            self.remarks.append("证件号码只印了一部分；要签署的文书应当印全，加上 --with-identity")
        return shown

    def _note_open(self, field: FormField) -> None:
        self.open.setdefault(field.name, OpenField(field.name, field.label))
        if field.needed:
            self.missing.setdefault(field.name, field)

    def _text(self, field: FormField) -> str | None:
        given = self._given.get(field.name)
        known = self._known(field)
        if not isinstance(given, str) or given == "":
            return known
        if known is not None and known != given:
            self.remarks.append(f"“{field.label}”填写的与已知的“{mask(known)}”不同，以填写的为准")
        return given

    # -- sources ------------------------------------------------------------------------------

    def _known(self, field: FormField) -> str | None:
        """Return what the field's source says, or None."""
        match field.source:
            case "fact":
                return self._of_fact(field)
            case "item":
                return self._of_item(field.of)
            case "county":
                return self._of_county(field.of)
            case "decision":
                return self._of_decision(field)
            case "quote":
                return "；".join(p.quote for p in field.quote if p.quote is not None)
            case _:
                return None

    def _of_fact(self, field: FormField) -> str | None:
        value = self._case.facts.get(field.of)
        if value is None:
            return None
        if isinstance(value, date):
            return printed_day(value)
        if isinstance(value, str):
            return field.says.get(value, value)
        plain = plain_value(self._case.program.vocabulary.facts[field.of], value)
        parts = plain if isinstance(plain, list) else [fact_text(plain)]
        return "、".join(field.says.get(part, part) for part in parts) or fact_text(plain)

    def _of_item(self, path: str) -> str | None:
        item = self._case.item
        return None if item is None else item_text(self._case.program.jurisdiction, item, path)

    def _of_county(self, attribute: str) -> str | None:
        program = self._case.program
        document = program.document
        return {
            "name": program.jurisdiction,
            "document": document.label,
            "title": document.title,
            "issuer": document.issuer,
        }.get(attribute)

    def _of_decision(self, field: FormField) -> str | None:
        decision = self._decision(field)
        if decision is None:
            return None
        if decision.outcome is None or decision.values or decision.pending:
            # Of a decision that collects, what may come is told with what certainly does.
            spec = self._case.program.vocabulary.decisions[field.of]
            may_come = {*decision.values, *decision.pending}
            wanted = may_come.intersection(field.only) if field.only else may_come
            found = [value for value in spec.values if value in wanted]
            return "；".join(field.says.get(value, value) for value in found) or None
        if not decision.settled:
            still = "、".join(decision.possible)
            self.remarks.append(f"“{field.label}”尚不能确定，留空（{field.of}仍可能：{still}）")
            return None
        return field.says.get(decision.outcome, decision.outcome)

    def _decision(self, field: FormField) -> Decision | None:
        case = self._case
        known = case.facts
        supposed = {n: v for n, v in field.supposing.items() if n not in known}
        if supposed:
            try:
                case = read_facts(case.program, {**known, **supposed}, case.item, case.day)
            except CaseError:
                # What is supposed contradicts the case, so that there is nothing to be told.
                return None
        decision = decide(case.program, case, field.of, self._stamp)
        self._asked[field.name] = (case, decision)
        return decision


def said_once(text: str, following: str) -> str:
    """Return a text without the words at its end with which what follows it begins.

    >>> said_once("无犯罪记录证明", "证明的内容")
    '无犯罪记录'

    """
    for length in range(min(len(text) - 1, len(following)), _SINGLE, -1):
        if text.endswith(following[:length]):
            return text[:-length]
    return text


def item_text(jurisdiction: str, item: Item, path: str) -> str | None:
    """Return what a form prints of an item; None where the list does not say.

    Args:
        jurisdiction: whose list it is; its own organs are given their full names.
        item: the item.
        path: an attribute, as in ``departments.county``.

    """
    known = _of_item(item, path)
    return _full_name(jurisdiction, known) if known and path == _OWN_ORGAN else known


def _full_name(jurisdiction: str, organ: str) -> str:
    """Return an organ's full name: what 某县 lists as 县公安局 is 某县公安局."""
    if organ.startswith(jurisdiction) or not organ.startswith(jurisdiction[-1]):
        return organ
    return jurisdiction[:-1] + organ


def _of_item(item: Item, path: str) -> str | None:
    attribute, _, level = path.partition(".")
    if attribute == "departments":
        return item.departments.get(level)
    return str(getattr(item, attribute)) or None
