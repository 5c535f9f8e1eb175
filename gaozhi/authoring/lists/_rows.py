"""A row of a list as flat data: what stands in each of its fields, by the field's path."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from gaozhi.model import CERTIFICATE

Cell = int | str | tuple[str, ...]
Row = Mapping[str, Cell]
"""What a row says, by the path of each field that it has, such as ``departments.county``."""

LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "number": "序号",
        "kind": "种类",
        "certificate": "证明名称",
        "name": "行政协助事项名称",
        "matter": "行政事项",
        "code": "事项编码",
        "departments.province": "省级部门",
        "departments.prefecture": "市级部门",
        "departments.county": "县级部门",
        "set_by.law": "设定依据（法律法规）",
        "set_by.detail": "设定依据（具体实施依据）",
        "organ": "承办机构",
        "issuer": "开具证明的单位",
        "assisting": "协助机构",
        "mode": "实施方式",
        "verification": "核查方式",
        "contact": "联系方式",
        "remark": "备注",
    }
)
"""Every field that a sheet may have a column for, in the order of a catalog, and what it is."""

MANY: Final = frozenset({"set_by.law", "set_by.detail", "verification"})
"""The fields that hold several texts."""


def flat(row: object) -> dict[str, Cell]:
    """Return the fields that a row of a list states: an entry of a catalog, or what it became."""
    found: dict[str, Cell] = {}
    for path in LABELS:
        value: Any = row
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)
        if (path, value) == ("kind", CERTIFICATE):
            continue
        if value is None or value == "" or value == [] or value == ():
            continue
        found[path] = tuple(value) if path in MANY else value
    return found


def nested(row: Row) -> dict[str, Any]:
    """Return a row as a catalog has it; where one text is all of several, it stands alone.

    >>> nested({"matter": "甲", "set_by.law": ("某法", "某条例"), "verification": ("函询",)})
    {'matter': '甲', 'set_by': {'law': ['某法', '某条例']}, 'verification': '函询'}
    """
    found: dict[str, Any] = {}
    for path in LABELS:
        if path not in row:
            continue
        value = row[path]
        plain = (
            (value[0] if len(value) == 1 else list(value)) if isinstance(value, tuple) else value
        )
        *holders, last = path.split(".")
        here = found
        for step in holders:
            here = here.setdefault(step, {})
        here[last] = plain
    return found
