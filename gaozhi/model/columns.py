"""The columns of a list: which field of a row each one states, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gaozhi.source import did_you_mean

__all__ = ["ASSISTANCE_FIELDS", "ITEM_FIELDS", "ColumnPart", "column_parts", "read_columns"]

_SHARED: Final = ("set_by.law", "set_by.detail", "organ", "verification", "contact", "remark")
_LEVELS: Final = ("departments.province", "departments.prefecture", "departments.county")

ITEM_FIELDS: Final = (
    "number",
    "kind",
    "certificate",
    "matter",
    "code",
    *_LEVELS,
    *_SHARED,
    "issuer",
    "mode",
)
"""The fields of an item that a column of the list may state."""
ASSISTANCE_FIELDS: Final = ("number", "matter", "name", "code", *_SHARED, "assisting")
"""The fields of an entry that a column of the directory of assistance may state."""

_CODE: Final = "code"
_MANY: Final = ("set_by.law", "set_by.detail", "verification")


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """One field that a column states.

    Attributes:
        field: its path, as in set_by.law.
        label: the words before it, in a column that states several fields.
        mark: the value that a mark in this column gives it.

    """

    field: str
    label: str | None = None
    mark: str | None = None


def column_parts(written: object) -> tuple[ColumnPart, ...]:
    """Return the fields that one column states.

    Args:
        written: a field (``organ``), a name and its code (``[matter, code]``), fields behind labels
            (``[{法律法规: set_by.law}, …]``), or a value that a mark gives (``{mode: 可选择}``).

    Raises:
        ValueError: it is none of these.

    """
    match written:
        case str():
            return (ColumnPart(written),)
        case Mapping() if len(written) == 1:
            ((field, mark),) = written.items()
            if isinstance(mark, str):
                return (ColumnPart(str(field), mark=mark),)
        case [str(first), str(second)]:
            return (ColumnPart(first), ColumnPart(second))
        case [_, *_]:
            labelled = [one for one in written if isinstance(one, Mapping) and len(one) == 1]
            pairs = [(str(label), field) for one in labelled for label, field in one.items()]
            parts = tuple(ColumnPart(f, label=label) for label, f in pairs if isinstance(f, str))
            if len(parts) == len(written):
                return parts
    raise ValueError("写法不对")


def read_columns(
    fields: Mapping[str, object],
    columns: Sequence[str],
    known: Sequence[str],
    needed: Sequence[str],
) -> None:
    """Check the fields that columns are declared to state.

    Args:
        fields: the declaration of each column by its name; may be empty.
        columns: the names of the columns of the form.
        known: the fields that exist.
        needed: the fields that identify a row.

    Raises:
        ValueError: a declaration makes no sense; the message is Chinese.

    """
    if not fields:
        return
    _same_columns(fields, columns)
    stated: dict[tuple[str, str | None], str] = {}
    for column, written in fields.items():
        try:
            parts = column_parts(written)
        except ValueError:
            raise ValueError(
                f"fields 里“{column}”的写法不对。写字段名、[matter, code]、"
                "[{标签: 字段}, …] 或者 {字段: 打勾所指的值}"
            ) from None
        for part in parts:
            _known_field(part.field, column, known)
            earlier = stated.setdefault((part.field, part.mark), column)
            if earlier != column:
                raise ValueError(
                    f"“{earlier}”和“{column}”两栏写的都是 {part.field}。一栏写一个字段"
                )
        _one_cell(column, parts)
    missing = [field for field in needed if (field, None) not in stated]
    if missing:
        raise ValueError(f"fields 没有写哪一栏是 {'、'.join(missing)}。缺了它，认不出是哪一行")


def _same_columns(fields: Mapping[str, object], columns: Sequence[str]) -> None:
    stray = [name for name in fields if name not in columns]
    if stray:
        help = did_you_mean(stray[0], columns, "照抄栏名")
        raise ValueError(f"fields 写了 columns 里没有的栏：{'、'.join(stray)}。{help}")
    unsaid = [name for name in columns if name not in fields]
    if unsaid:
        raise ValueError(f"fields 没有写这几栏是什么：{'、'.join(unsaid)}。每一栏都要写")


def _known_field(field: str, column: str, known: Sequence[str]) -> None:
    if field not in known:
        help = did_you_mean(field, known, f"可写：{'、'.join(known)}")
        raise ValueError(f"fields 里“{column}”写的 {field} 不是清单的字段。{help}")


def _one_cell(column: str, parts: Sequence[ColumnPart]) -> None:
    """Raise ValueError where the text of one cell could not be split into its fields."""
    if parts[0].mark is not None and parts[0].field in ("number", *_MANY):
        raise ValueError(f"“{column}”不能用打勾来写 {parts[0].field}。写字段名")
    if len(parts) == 2 and parts[0].label is None:
        first, second = parts
        if second.field != _CODE or first.field in ("number", _CODE, *_MANY):
            raise ValueError(
                f"“{column}”一格里的两个字段分不开。名称和编码写 [matter, code]，其余加标签"
            )
