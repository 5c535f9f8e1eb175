"""Checks of forms against the rules: missing elements, periods, citations, wording."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from gaozhi.documents._render import standing_forms
from gaozhi.documents._wording import wording_faults
from gaozhi.engine import Stamp, decide, read_facts, set_by_another
from gaozhi.errors import CaseError
from gaozhi.model import GAP, Duty, Form, Program, element
from gaozhi.source import Diagnostic, Diagnostics, Span, suggest
from gaozhi.workdays import Period

# A year of the calendar and a day of a month are dates, not periods.
_PERIOD: Final = re.compile(
    r"(?<![0-9月])(?:[1-9][0-9]{0,2}|[一二两三四五六七八九十百]+)\s*(?:个?工作日|个月|日|年)"
    r"(?:以内|之内|内)?"
)
_AS_IN_THE_ORIGINAL: Final = "原件本身如此的，写 accepted: [{says: 词句, because: 理由}]"
_TITLE: Final = re.compile(r"《([^《》]+)》")


def check_forms(program: Program, problems: Diagnostics) -> None:
    """Report everything in which the forms of a jurisdiction deviate from its own rules.

    Args:
        program: the compiled jurisdiction.
        problems: receives the faults, and a note for every fault that the author has recorded.

    """
    own = len(program.levels) - 1
    required = _Required(program)
    for form in standing_forms(program, None):
        problems += _lacking(program, form, required)
        problems += _forbidden(program, form)
        if form.level == own:
            problems += _recorded(form, required)
            problems += _misdated(program, form)
            problems += _miscited(program, form)
    problems += _unfulfilled(program)


class _Required:
    """The elements that certainly must be carried, whatever the case."""

    def __init__(self, program: Program) -> None:
        try:
            self._case = read_facts(program, {}, None, _first_day(program))
        except CaseError:
            # There is no day on which all documents of the chain are in force together.
            self._case = read_facts(program, {})
        self._program = program
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, decision: str) -> tuple[str, ...]:
        """Return the elements that a decision certainly collects."""
        if decision not in self._found:
            decided = decide(self._program, self._case, decision, Stamp(None))
            self._found[decision] = tuple(element(decision, value) for value in decided.values)
        return self._found[decision]


def _first_day(program: Program) -> date | None:
    """Return the first day on which every document of the chain is in force."""
    return max(
        (level.document.since for level in program.levels if level.document.since is not None),
        default=None,
    )


def _accepted(form: Form, kind: str) -> frozenset[str]:
    return frozenset(one.what for one in form.accepted if one.kind == kind)


def _without_accepted(form: Form, text: str) -> str:
    """Return a text without the words that are recorded as the document's own fault."""
    for words in _accepted(form, "says"):
        text = text.replace(words, GAP)
    return text


def _lacking(program: Program, form: Form, required: _Required) -> Iterator[Diagnostic]:
    carried = form.carried() | _accepted(form, "lacks")
    for decision in form.fulfils:
        missing = [one for one in required.of(decision) if one not in carried]
        if missing:
            named = "、".join(missing)
            message = f"文书“{form.name}”缺少{program.jurisdiction}要求的要素：{named}"
            help = "在相应的段落或者字段写 carries；原件本身就缺的，"
            help += "写 accepted: [{lacks: 要素, because: 理由}]"
            yield Diagnostic.error("GZ535", message, form.span, help=help)


def _forbidden(program: Program, form: Form) -> Iterator[Diagnostic]:
    places: list[tuple[str, Span | None]] = [(block.words(), block.span) for block in form.blocks]
    places.append(("".join(p if isinstance(p, str) else GAP for p in form.title), form.span))
    places += [(words, form.span) for field in form.fields.values() for words in field.words()]
    for text, span in places:
        for fault in wording_faults(program, _without_accepted(form, text)):
            what = f"{fault.what}“{fault.words}”"
            message = f"文书“{form.name}”有{what}，{program.jurisdiction}的文件不许"
            help = f"写具体（{fault.ground}）；{_AS_IN_THE_ORIGINAL}"
            yield Diagnostic.warning(fault.code, message, span, help=help)


def _recorded(form: Form, required: _Required) -> Iterator[Diagnostic]:
    """Yield a note for every recorded fault, and an error for one that is none."""
    words, carried = form.words(), form.carried()
    wanted = {one for decision in form.fulfils for one in required.of(decision)}
    for one in form.accepted:
        wrong = None
        if one.kind == "lacks" and (one.what in carried or one.what not in wanted):
            wrong = f"文书“{form.name}”并不缺“{one.what}”，或者没有要求它"
        elif one.kind == "says" and one.what not in words:
            wrong = f"文书“{form.name}”里没有“{one.what}”这几个字"
        elif one.kind == "omits" and one.what in words:
            wrong = f"文书“{form.name}”写了“{one.what}”"
        if wrong is None:
            yield Diagnostic.note("GZ518", f"文件本身的瑕疵，照录：{one.because}", one.span)
        else:
            yield Diagnostic.error("GZ540", wrong, one.span, help="删去这一条，或者与文书核对")


def _misdated(program: Program, form: Form) -> Iterator[Diagnostic]:
    duties = {duty.name: duty for duty in program.duties}
    for block in form.blocks:
        stated = [duties[name] for name in block.states]
        for written, period in _periods(_without_accepted(form, block.words())).items():
            if not stated:
                message, help = (
                    f"“{written}”没有说明是哪一项义务的期间",
                    "在这一段写 states: 义务名",
                )
                yield Diagnostic.warning("GZ537", message, block.span, help=help)
            elif period not in [duty.within for duty in stated]:
                yield _other_period(written, stated, block.span)


def _periods(text: str) -> dict[str, Period]:
    """Return every period that a text states, as it writes it; what only looks like one is none."""
    found: dict[str, Period] = {}
    for written in _PERIOD.findall(text):
        with contextlib.suppress(ValueError):
            found[written] = Period.parse(written)
    return found


def _other_period(written: str, stated: list[Duty], span: Span | None) -> Diagnostic:
    known = "；".join(
        f"“{duty.name}”是{duty.within}"
        if duty.within
        else f"“{duty.name}”{set_by_another(duty) or '没有写期间'}"
        for duty in stated
    )
    help = "与文件核对，改正其一；原件本身不同的，写 accepted: [{says: 词句, because: 理由}]"
    return Diagnostic.error("GZ536", f"文书写的是“{written}”，义务{known}", span, help=help)


def _miscited(program: Program, form: Form) -> Iterator[Diagnostic]:
    """Yield every title that is nearly, but not quite, that of a document or a form."""
    documents = {level.document.title for level in program.levels}
    documents |= {provision.document.title for provision in program.provisions.values()}
    titles = {inner for title in documents for inner in _TITLE.findall(title)} | documents
    titles |= {one.name for one in program.forms}
    for block in form.blocks:
        for title in _TITLE.findall(_without_accepted(form, block.words())):
            near = None if title in titles else suggest(title, titles)
            if near is not None:
                message = f"文书引用的《{title}》与文件的题名不同"
                help = f"题名是《{near}》；{_AS_IN_THE_ORIGINAL}"
                yield Diagnostic.warning("GZ541", message, block.span, help=help)


def _unfulfilled(program: Program) -> Iterator[Diagnostic]:
    standing = {decision for form in standing_forms(program, None) for decision in form.fulfils}
    for form in program.forms:
        for decision in form.fulfils:
            if decision not in standing:
                standing.add(decision)
                heir = next((f for f in program.forms if f.name in form.successors), form)
                message = f"“{form.name}”被替换或者删去以后，没有一件文书写明{decision}"
                help = f"在代替它的文书里写 fulfils: [{decision}]"
                yield Diagnostic.error("GZ542", message, heir.span, help=help)
