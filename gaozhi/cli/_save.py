"""Writing a case file: what a conversation found out, for `gaozhi decide` and for the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gaozhi.cli._errors import CommandError
from gaozhi.errors import GaozhiError
from gaozhi.model import plain_value
from gaozhi.source import files_out

if TYPE_CHECKING:
    from gaozhi import Decision
    from gaozhi.model import Fact, FactValue, Vocabulary


def check_target(target: str | None, option: str, *, force: bool) -> Path | None:
    """Return the file that an option names, or None where none is named.

    Args:
        target: as it is written.
        option: the option, without which there is no --force either.
        force: whether the file may exist already.

    Raises:
        CommandError: there is --force, and no file.
        GaozhiError: the file cannot be written.

    """
    if target is None:
        if force:
            raise CommandError(f"--force 要和 {option} 一起用。")
        return None
    path = Path(target)
    files_out.check_target(path, GaozhiError, force=force)
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
        GaozhiError: the file has come into being meanwhile.
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
    """Write a text file, whole or not at all; see `files_out.write_new`."""
    files_out.write_new(path, text.encode(), GaozhiError, force=force)


class _Dumper(yaml.SafeDumper):
    """Decimal numbers are written as numbers."""


def _represent_decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    tag = "int" if value == value.to_integral_value() else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", format(value.normalize(), "f"))


_Dumper.add_representer(Decimal, _represent_decimal)
