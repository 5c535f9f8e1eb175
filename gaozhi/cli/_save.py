"""Writing a case file: what a conversation found out, for `gaozhi decide` and for the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gaozhi.cli._errors import CommandError
from gaozhi.model import plain_value
from gaozhi.source.files_out import place_file

if TYPE_CHECKING:
    from gaozhi import Decision
    from gaozhi.model import Fact, FactValue, Vocabulary


def check_target(target: str | None, *, force: bool) -> Path | None:
    """Return the file to write, as far as one can tell beforehand. Raises CommandError."""
    if target is None:
        if force:
            raise CommandError("--force 要和 --save 一起用。")
        return None
    path = Path(target)
    if path.is_dir() or not path.parent.is_dir():
        raise CommandError(f"不能写入 {path}：它是文件夹，或者它所在的文件夹不存在。")
    if path.exists() and not force:
        raise CommandError(*_exists(path))
    return path


def save(
    path: Path,
    decision: Decision,
    facts: Mapping[str, FactValue],
    vocabulary: Vocabulary,
    *,
    force: bool,
) -> None:
    """Write the case that a decision was made on; without force an existing file is left alone.

    An identity number is not written: its fact stands in a comment, to be filled in by hand.

    Args:
        path: the file.
        decision: the decision; its item and day go into the case.
        facts: the facts that were given, by name.
        vocabulary: says how each fact is written, and which are identity numbers.
        force: replace an existing file.

    Raises:
        CommandError: the file has come into being meanwhile.
        OSError: it cannot be written.

    """
    private = [name for name in facts if vocabulary.facts[name].identity]
    case: dict[str, object] = {"jurisdiction": decision.jurisdiction, "decision": decision.decision}
    if decision.item is not None:
        item = decision.item.to_dict()
        number = item.pop("number")
        case["item"] = number or {name: text for name, text in item.items() if text}
    if decision.date is not None:
        case["date"] = decision.date
    case["facts"] = {
        name: _written(vocabulary.facts[name], value)
        for name, value in facts.items()
        if name not in private
    }
    text = case_text(case)
    text += "".join(f"# {name}：证件号码没有存入文件，需要时请补填\n" for name in private)
    write_file(path, text, force=force)


def case_text(case: Mapping[str, object]) -> str:
    """Return a case as the YAML of a case file."""
    return yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def _written(fact: Fact, value: FactValue) -> object:
    """Return a value as YAML has it: a day as a day, and a number as exactly as it was answered."""
    return value if isinstance(value, str | date | Decimal) else plain_value(fact, value)


def write_file(path: Path, text: str, *, force: bool) -> None:
    """Write a new file, or with force replace an old one whole.

    Args:
        path: the file.
        text: its content.
        force: replace an existing file.

    Raises:
        CommandError: there is one, and no force.
        OSError: it cannot be written.

    """
    try:
        place_file(path, text.encode(), force=force)
    except FileExistsError as error:
        raise CommandError(*_exists(path)) from error


def _exists(path: Path) -> tuple[str, str]:
    return f"{path} 已经存在，没有覆盖。", "换一个文件名；命令有 --force 的，加上它可以覆盖。"


class _Dumper(yaml.SafeDumper):
    """Decimal numbers are written as numbers."""


def _represent_decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    tag = "int" if value == value.to_integral_value() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", format(value.normalize(), "f"))


_Dumper.add_representer(Decimal, _represent_decimal)
