"""Between the fields of a list's row and the text of a cell: written so that it reads back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from gaozhi.authoring.lists._rows import MANY, Cell, Row
from gaozhi.model import Column

MARK: Final = "√"
"""Stands in a column that is ticked."""
_TICKED: Final = frozenset("√✓✔☑■●vV是1")
_UNTICKED: Final = frozenset({*"□☐○否×✗✘xX0", ""})
_FILLERS: Final = frozenset({"/", "／", "\\", "-", "－", "–", "—", "——"})
"""What people put into a cell that has nothing to say."""

_FREE: Final = frozenset({"remark", "contact"})
"""Running text, whose line breaks are meant; in a name they are only where the cell ends."""
_NAMELESS: Final = re.compile("[\u200b-\u200f\u2060\ufeff]")
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:/*()-]*")
_LONG_CODE: Final = re.compile(r"(?=[^\s]*[0-9])[0-9A-Za-z][0-9A-Za-z._*-]{5,}")
_CODE_LABEL: Final = re.compile(r"(?:事项)?编码[:：]\s*(.*)", re.DOTALL)
_IN_BRACKETS: Final = re.compile(r"(.+?)[（(]([^（()）]+)[)）]")
_LATIN: Final = re.compile(r"[0-9A-Za-z]")
_NUMBER: Final = re.compile(r"([0-9]+)[.、．]?")


class CellError(ValueError):
    """What stands in a cell is not what its column may hold; `help` is the way out."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def fold(text: str) -> str:
    r"""Return a heading without what does not tell headings apart: blanks, width, punctuation.

    >>> fold("政务服务事项\n名称及编码") == fold("政务服务事项 名称及编码：")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def cell_text(column: Column, row: Row) -> int | str | None:
    """Return what stands in a column for a row, or None where the row says nothing of it."""
    parts = column.parts
    first = parts[0]
    if first.mark is not None:
        return MARK if row.get(first.field) == first.mark else None
    if len(parts) == 1:
        value = row.get(first.field)
        return value if isinstance(value, int) else _joined(value)
    if first.label is None:
        return _with_code(_joined(row.get(first.field)), _joined(row.get(parts[1].field)))
    return _labelled(column, row)


def read_cell(column: Column, text: str) -> dict[str, Cell]:
    """Return the fields that a text in a column states; blank where there is none.

    Raises:
        CellError: a number or a tick is neither.

    """
    text = _NAMELESS.sub("", text).strip()
    parts = column.parts
    first = parts[0]
    if first.mark is not None:
        return {first.field: first.mark} if _ticked(text, column) else {}
    if text in _FILLERS:
        return {}
    if len(parts) == 1:
        return _kept({first.field: _value(first.field, text)})
    if first.label is None:
        name, code = _split_code(text)
        return _kept({first.field: _value(first.field, name), parts[1].field: code})
    return _by_label(column, text)


def unlabelled(column: Column, text: str) -> bool:
    """Whether a column that tells its fields apart by labels has a text without one."""
    labels = [part.label for part in column.parts if part.label is not None]
    return bool(labels) and bool(text.strip()) and _label_of(text.strip(), labels) is None


def _kept(fields: Mapping[str, Cell]) -> dict[str, Cell]:
    return {path: value for path, value in fields.items() if value not in ("", ())}


def _joined(value: Cell | None) -> str | None:
    return "\n".join(value) if isinstance(value, tuple) else None if value is None else str(value)


def _value(path: str, text: str) -> Cell:
    """Return the text of one field as that field holds it."""
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    if path == "number":
        return _number("".join(lines))
    if path in MANY:
        return tuple(lines)
    return "\n".join(lines) if path in _FREE else _unbroken(lines)


def _number(text: str) -> Cell:
    found = _NUMBER.fullmatch(text)
    if not text:
        return ""
    if found is None or int(found.group(1)) < 1:
        raise CellError(f"“{text}”不是序号", "写 1、2、3 这样的整数")
    return int(found.group(1))


def _unbroken(lines: list[str]) -> str:
    """Return a name in one line: Chinese needs no blank where its line was broken."""
    name = ""
    for line in lines:
        apart = name and _LATIN.match(name[-1]) and _LATIN.match(line)
        name += f" {line}" if apart else line
    return name


def _ticked(text: str, column: Column) -> bool:
    if text in _UNTICKED or text in _FILLERS:
        return False
    mark = column.parts[0].mark or ""
    if text in _TICKED or fold(text) in (fold(mark), fold(column.name)):
        return True
    raise CellError(f"“{text}”看不出是不是打勾", f"要打勾的写 {MARK}，不打勾的空着")


def _with_code(name: str | None, code: str | None) -> str | None:
    """Return a name and its code in one cell, so that they can be told apart again."""
    if name is None:
        return code
    if code is None:
        return name if _split_code(name) == (name, "") else f"{name}\n编码："
    plain = f"{name}\n{code}"
    return plain if _split_code(plain) == (name, code) else f"{name}\n编码：{code}"


def _split_code(text: str) -> tuple[str, str]:
    """Return a name and the code behind it, on a line of its own, in brackets or after a blank."""
    *above, last = text.splitlines() or [""]
    last = last.strip()
    if above:
        label = _CODE_LABEL.fullmatch(last)
        if label is not None:
            return "\n".join(above), label.group(1).strip()
        if _CODE.fullmatch(last):
            return "\n".join(above), last
        brackets = re.fullmatch(r"[（(]([^（()）]+)[)）]", last)
        if brackets is not None and _LONG_CODE.fullmatch(brackets.group(1).strip()):
            return "\n".join(above), brackets.group(1).strip()
        return text, ""
    found = _IN_BRACKETS.fullmatch(last)
    if found is not None and _LONG_CODE.fullmatch(found.group(2).strip()):
        return found.group(1).strip(), found.group(2).strip()
    name, _, code = last.rpartition(" ")
    return (name.strip(), code) if name and _LONG_CODE.fullmatch(code) else (text, "")


def _labelled(column: Column, row: Row) -> str | None:
    labels = [part.label for part in column.parts if part.label is not None]
    lines: list[str] = []
    for part in column.parts:
        value = row.get(part.field)
        texts = value if isinstance(value, tuple) else () if value is None else (str(value),)
        for number, text in enumerate(texts):
            plain = number > 0 and _label_of(text, labels) is None
            lines.append(text if plain else f"{part.label}：{text}")
    return "\n".join(lines) or None


def _by_label(column: Column, text: str) -> dict[str, Cell]:
    """Return the fields of a cell whose lines begin with labels; before the first, the first."""
    fields = {part.label: part.field for part in column.parts if part.label is not None}
    found: dict[str, list[str]] = {}
    current = column.parts[0].field
    for line in text.splitlines():
        label = _label_of(line.strip(), fields)
        if label is not None:
            current = fields[label]
            line = re.split("[:：]", line, maxsplit=1)[1]
        if line.strip():
            found.setdefault(current, []).append(line.strip())
    return {
        path: tuple(lines) if path in MANY else str(_value(path, "\n".join(lines)))
        for path, lines in found.items()
    }


def _label_of(line: str, labels: Mapping[str, str] | list[str]) -> str | None:
    head, sign, _ = line.replace(":", "：").partition("：")
    return head.strip() if sign and head.strip() in labels else None
