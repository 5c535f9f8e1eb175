"""What a heading probably means that no list has: by other names in use, or by likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from gaozhi.authoring.lists._cell_fields import fold
from gaozhi.authoring.lists._kind import Layout, ListKind, spare_columns
from gaozhi.model import Column
from gaozhi.source import suggest

_DEPARTMENTS: Final = (
    "organ",
    "departments.county",
    "departments.prefecture",
    "departments.province",
)
_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "证明材料 证明材料名称 证明事项 证明事项名称 证明名称 证明": ("certificate",),
    "政务服务事项 政务服务事项名称 行政事项名称 事项名称 办理事项 办理事项名称 服务事项"
    " 服务事项名称 行政审批事项 行政权力事项": ("matter",),
    "事项代码 事项编号 政务服务事项编码 编码 代码": ("code",),
    "办理部门 办理单位 办理机构 承办部门 承办单位 经办部门 经办机构 实施部门 实施机构": ("organ",),
    "责任部门 责任单位 主管部门 部门 单位": _DEPARTMENTS,
    "开具单位 开具机关 出具单位 证明开具单位 证明出具单位": ("issuer",),
    "协助部门 协助单位": ("assisting",),
    "设定依据 依据": ("set_by.law", "set_by.detail"),
    "核验方式 核实方式 核查办法": ("verification",),
    "联系电话 联系人 电话": ("contact",),
    "编号": ("number",),
}
"""Names of columns that lists of other places use, and the fields that each may state."""
_FIELDS: Final = {
    fold(name): fields for names, fields in _OTHER_NAMES.items() for name in names.split()
}


def likely_columns(
    name: str, kind: ListKind, layout: Layout, stated: Iterable[str]
) -> tuple[Column, ...]:
    """Return the columns that a heading may mean; none where it is like no other.

    Args:
        name: what stands above the column.
        kind: the list.
        layout: its layout; its columns are preferred to the usual ones.
        stated: the fields that other columns of the sheet state already.

    """
    taken = set(stated)
    free = [c for c in layout.columns if not taken.issuperset(p.field for p in c.parts)]
    states = {part.field for column in free for part in column.parts}
    spare = [c for path, c in spare_columns(kind).items() if path not in taken | states]
    wanted = _FIELDS.get(fold(name))
    if wanted is not None:
        return tuple(c for c in (*free, *spare) if any(p.field in wanted for p in c.parts))
    return _alike(fold(name), free) or _alike(fold(name), spare)


def _alike(folded: str, columns: Sequence[Column]) -> tuple[Column, ...]:
    names = {fold(column.name): column for column in columns}
    near = suggest(folded, names)
    if near is not None:
        return (names[near],)
    within = (other for other in names if len(folded) > 1 and (folded in other or other in folded))
    return tuple(names[other] for other in within)


def named_column(name: str, kind: ListKind, layout: Layout) -> Column | None:
    """Return the column of this name, or of the field of this path; None where there is none."""
    spare = spare_columns(kind)
    known = {fold(column.name): column for column in (*spare.values(), *layout.columns)}
    return known.get(fold(name)) or spare.get(name.strip())
