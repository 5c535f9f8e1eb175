"""Making out a form: which pieces are printed, what fills the blanks, and the remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from gaozhi.documents._document import Document, Grid, Line, Piece
from gaozhi.documents._field_values import Written, read_given
from gaozhi.documents._fields import Fields
from gaozhi.documents._wording import wording_faults
from gaozhi.engine import Case, Citation, Stamp, certainty, decide
from gaozhi.errors import DocumentError
from gaozhi.model import (
    Block,
    Form,
    Program,
    Template,
    fact_text,
    facts_read,
    fingerprint,
    plain_value,
)
from gaozhi.source import Diagnostic, Diagnostics, shown, suggest

_DIGITS: Final = "一二三四五六七八九"


def standing_forms(program: Program, day: date | None) -> tuple[Form, ...]:
    """Return the forms in use on a day; on an unknown one, those of the county's document."""
    levels = program.levels

    def in_force(level: int) -> bool:
        return level == 0 or levels[level].document.in_force(day)

    return tuple(
        form
        for form in program.forms
        if in_force(form.level) and not any(in_force(level) for level in form.displaced)
    )


def find_form(program: Program, name: str, day: date | None) -> Form:
    """Return the form of that name.

    Args:
        program: the jurisdiction's program.
        name: the form's name.
        day: the day on which it must stand; None leaves the day open.

    Raises:
        DocumentError: there is none on that day; the nearest, or what has taken its place, is
            offered.

    """
    standing = {form.name: form for form in standing_forms(program, day)}
    found = standing.get(name)
    if found is not None:
        return found
    message = f"{program.jurisdiction}没有文书“{shown(name)}”"
    gone = next((form for form in program.forms if form.name == name), None)
    begun = [one for one in standing if name and one.startswith(str(name))]
    near = "、".join(begun) or suggest(str(name), standing)
    help = f"是否要写 {near}？" if near else f"可用：{'、'.join(standing) or '无'}"
    heirs = [one for one in gone.successors if one in standing] if gone is not None else []
    if heirs:
        help = f"{program.jurisdiction}以这些文书代替：{'、'.join(heirs)}"
    elif gone is not None:
        message += "可用" if day is None else f"可用（{day}）"
    raise DocumentError([Diagnostic.error("GZ543", message, help=help)])


def render(
    program: Program,
    name: str,
    case: Case,
    stamp: Stamp,
    written: Written,
) -> Document:
    """Return a form made out for a case; see `Jurisdiction.render`.

    Args:
        program: the jurisdiction's program.
        name: the form's name.
        case: the case; its day says which forms stand.
        stamp: says which program and calendar answer.
        written: what is written into the fields, and how the form is made out.

    Raises:
        DocumentError: no such form, a case that it is not for, fields that cannot be filled as
            given, or needed ones that are not.

    """
    form = find_form(program, name, case.day)
    problems = Diagnostics()
    remarks = [] if written.blank else _fitness(form, case, stamp, problems)
    elsewhere = {name for other in program.forms for name in other.fields} - set(form.fields)
    filled = read_given(form, written, elsewhere, case.day, problems)
    unused = [name for name in written.given if isinstance(name, str) and name in elsewhere]
    if unused:
        remarks.append(f"这件文书没有这些字段，没有用到：{'、'.join(unused)}")
    fields = Fields(form, case, filled, stamp, with_identity=written.with_identity)
    title = _line(form.title, fields)
    pieces, doubtful = _pieces(form, case, fields)
    for field in () if written.blank else fields.missing.values():
        if written.given.get(field.name) is not None and field.name not in filled:
            # It was written, but wrongly, and that is told already.
            continue
        message = f"《{form.name}》缺少必填的字段“{field.name}”"
        what = "" if field.label == field.name else f"（{field.label}）"
        help = f"写明{field.name}{what}；只要空白文书的，加上 --blank（Python：blank=True）"
        problems.error("GZ544", message, written.lacking(), help=help)
    if problems:
        raise DocumentError(problems)
    if doubtful:
        remarks.append("有的段落是否需要，案件的事实还不能确定，先予保留")
    if not written.blank:
        remarks += fields.warnings()
    remarks += fields.remarks
    remarks += [f"样式本身的瑕疵，照录：{one.because}" for one in form.accepted]
    document = Document(
        jurisdiction=program.jurisdiction,
        form=form.name,
        title=title,
        status=form.status,
        page=form.page,
        pieces=pieces,
        open=tuple(fields.open.values()),
        basis=_basis(form),
        remarks=tuple(dict.fromkeys(remarks)),
        digest=fingerprint(form),
        program=stamp.digest,
    )
    worded = _filled_wording(program, form, document)
    return replace(document, remarks=(*document.remarks, *worded))


def _fitness(form: Form, case: Case, stamp: Stamp, problems: Diagnostics) -> list[str]:
    """Return what is doubtful about using the form for this case; what is not so is a problem."""
    fits = certainty(form.when, case)
    if fits is True:
        return []
    said = _what_unfits(form, case, stamp)
    if fits is None:
        return [f"还不能确定这个案件可以用《{form.name}》（{said}）"]
    message = f"这个案件不能用《{form.name}》（{said}）"
    help = "核对案件的事实，或者先作判断看理由；只要空白文书的，加上 --blank（Python：blank=True）"
    problems.error("GZ546", message, help=help)
    return []


def _what_unfits(form: Form, case: Case, stamp: Stamp) -> str:
    """Return what a form's condition turns on: the one fact that it names, or else decisions."""
    vocabulary = case.program.vocabulary
    named = facts_read(form.when)
    if len(named) == 1:
        (name,) = named
        value = case.facts.get(name)
        known = "不知道" if value is None else fact_text(plain_value(vocabulary.facts[name], value))
        return f"{name}：{known}"
    decisions = [decide(case.program, case, name, stamp) for name in _decisions(form, case)]
    return "；".join(f"{one.decision}：{one.outcome}" for one in decisions)


def _decisions(form: Form, case: Case) -> tuple[str, ...]:
    return form.depends_on or (case.program.default_decision,)


def _pieces(form: Form, case: Case, fields: Fields) -> tuple[tuple[Piece, ...], bool]:
    pieces: list[Piece] = []
    doubtful = False
    point = 0
    for block in form.blocks:
        stands = certainty(block.when, case)
        if stands is False or not _is_chosen(block, fields):
            continue
        doubtful = doubtful or stands is None
        if block.kind in ("heading", "attachment"):
            point = 0
        point += block.kind == "point"
        pieces.append(_piece(block, fields, point))
    return tuple(pieces), doubtful


def _is_chosen(block: Block, fields: Fields) -> bool:
    return all(fields.text(name) in values for name, values in block.chosen.items()) and not any(
        fields.text(name) in values for name, values in block.unless_chosen.items()
    )


def _piece(block: Block, fields: Fields, point: int) -> Piece:
    if block.table is not None:
        grid = fields.grid(block.table.rows, block.table.columns)
        guide = tuple(block.table.guide.get(name, "") for _, name in grid.columns)
        return Piece(block.kind, grid=Grid(grid.columns, grid.rows, guide if any(guide) else ()))
    if block.listed is not None:
        return Piece(block.kind, (fields.lines(block.listed),))
    columns = tuple(
        tuple(_line(template, fields) for template in column) for column in block.columns
    )
    if block.kind == "point":
        columns = (((f"（{heading_number(point)}）", *columns[0][0]),),)
    return Piece(block.kind, columns)


def heading_number(number: int) -> str:
    """Return a number from 1 to 99 as headings write it.

    >>> [heading_number(n) for n in (1, 10, 11, 20, 99)]
    ['一', '十', '十一', '二十', '九十九']
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def _line(template: Template, fields: Fields) -> Line:
    following = (*template[1:], "")
    return tuple(
        part
        if isinstance(part, str)
        else fields.run(part.field, after if isinstance(after, str) else "")
        for part, after in zip(template, following, strict=True)
    )


def _basis(form: Form) -> tuple[Citation, ...]:
    provisions = dict.fromkeys([*form.basis, *(p for block in form.blocks for p in block.basis)])
    return tuple(Citation.of(provision) for provision in provisions)


def _filled_wording(program: Program, form: Form, document: Document) -> Iterator[str]:
    """Yield what was written into the form in words that the county forbids its texts."""
    own = {fault.words for fault in wording_faults(program, form.words())}
    for fault in wording_faults(program, document.text):
        if fault.words not in own:
            yield f"填写的内容有{fault.what}“{fault.words}”：{fault.ground}"
