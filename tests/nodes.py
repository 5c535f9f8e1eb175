"""YAML files as plain data: every place in them, and what they become when one is replaced."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from gaozhi.source import read_file

Path_ = tuple[str | int, ...]

ODD = [
    None,
    True,
    0,
    -7,
    1.5,
    10**39,
    "",
    "甲",
    "不适用",
    "2021-02-30",
    "申请人.愿意承诺",
    "有失信情形",
    "3工作日",
    [],
    {},
    [[]],
    ["甲", "甲"],
    {"甲": "乙"},
    {"not": "申请人.愿意承诺"},
    {"all": []},
    {"any": [{"in": ["甲"]}]},
    {"适用性": "不适用"},
    {"核查方式": {"in": ["免予核查"]}},
    {"from": "2021-01-01", "until": "2020-01-01"},
]
"""Nodes that may stand where others are wanted."""

KEYS = [
    "",
    "not",
    "all",
    "rule",
    "removes",
    "each",
    "define",
    "extends",
    "甲",
    "有失信情形",
    "适用性",
]
"""Keys that may stand in place of others."""


def read_plain(file: Path):
    """Return the plain data of a YAML file."""
    return read_file(file).root.plain()


def places(node, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every node."""
    yield path
    steps = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for step in steps:
        yield from places(node[step], (*path, step))


def at(node, path: Path_):
    """Return the node that stands at a path."""
    for step in path:
        node = node[step]
    return node


def put(node, path: Path_, value):
    """Return the data with another node at a path."""
    if not path:
        return value
    changed = node.copy()
    changed[path[0]] = put(node[path[0]], path[1:], value)
    return changed


def without(node, path: Path_):
    """Return the data without the node at a path."""
    if not path:
        return {}
    changed = at(node, path[:-1]).copy()
    del changed[path[-1]]
    return put(node, path[:-1], changed)


def renamed(node, path: Path_, name: str):
    """Return the data with another key for the node at a path, where there is a key."""
    if not path or isinstance(path[-1], int):
        return node
    holder = at(node, path[:-1])
    changed = {name if key == path[-1] else key: value for key, value in holder.items()}
    return put(node, path[:-1], changed)


def write(data, file: Path) -> None:
    """Write data as JSON, which is YAML too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, default=_number)
    file.write_text(text, encoding="utf-8", newline="\n")


def _number(value: Decimal) -> float:
    return float(value)
