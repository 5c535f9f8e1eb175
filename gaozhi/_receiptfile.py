"""A receipt that is read back, and compared with what the catalogs say now."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import Final

from gaozhi._exceptions import CaseError
from gaozhi.engine import FORMAT, Receipt, Replay, Stamp, replayed
from gaozhi.language import ReceiptFile, validate
from gaozhi.library import Library
from gaozhi.source import Diagnostic, Limits, Source, read_file, read_text, shown, visible

__all__ = ["parse_receipt", "read_receipt", "replay"]

_WRITTEN_BY_US: Final = Limits(escapes=True)
# What JSON allows and our reader of YAML does not.
_STRING_OR_TAB: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|\t', re.DOTALL)
_PAIR: Final = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE
)
_NO_CHARACTERS: Final = "\ufffe\uffff"


def read_receipt(path: str | PathLike[str]) -> Receipt:
    """Return the receipt that a file holds.

    Raises:
        CaseError: with every problem of its shape, each at its place; or it was altered.

    """
    return _receipt(read_file(Path(path), limits=_WRITTEN_BY_US))


def parse_receipt(text: str | bytes) -> Receipt:
    """Return the receipt that a JSON text holds, as from a database.

    Raises:
        CaseError: see `read_receipt`.

    """
    return _receipt(read_text(text, "凭据", _WRITTEN_BY_US))


def replay(receipt: Receipt, library: Library) -> Replay:
    """Return what the case of a receipt comes to now, and what differs.

    Nothing but the receipt and the library's YAML is looked at, and the reference interpreter
    answers. The law is that of the receipt's own day, as the YAML has it now.

    Raises:
        UnknownJurisdiction: the library has no jurisdiction of the receipt's id.
        CaseError: the decision turns on an identity number, which no receipt holds.

    """
    county = library[receipt.data["jurisdiction"]["id"]]
    return replayed(receipt, county.program, Stamp(county.program, calendar=county.calendar))


def _receipt(source: Source) -> Receipt:
    if source.diagnostics:
        whole = _STRING_OR_TAB.sub(_as_yaml, source.text)
        source = read_text(whole, source.name, _WRITTEN_BY_US)
    texts = {source.name: source.text}
    if source.diagnostics or source.root is None:
        raise CaseError(source.diagnostics, texts)
    root = source.root
    plain = root.plain()
    written = plain.get("receipt") if isinstance(plain, dict) else None
    if isinstance(written, int) and written != FORMAT:
        message = f"凭据的格式是 {shown(written, 20)}，本软件只认得 {FORMAT}"
        way_out = "用出具凭据的软件，或者更新的版本复核"
        place = root.at(["receipt"]).span
        raise CaseError([Diagnostic.error("GZ632", message, place, help=way_out)], texts)
    file, problems = validate(ReceiptFile, root)
    if file is None or not isinstance(plain, dict):
        raise CaseError(problems, texts)
    digest = plain.pop("digest")
    receipt = Receipt(plain)
    if digest != receipt.digest:
        message = "凭据的内容与它自己的摘要对不上：出具以后被改动过，或者没有存全"
        way_out = "找出具时存下的原件；找不到的，用原来的案件重新判断"
        place = root.at(["digest"]).span
        raise CaseError([Diagnostic.error("GZ631", message, place, help=way_out)], texts)
    return receipt


def _as_yaml(found: re.Match[str]) -> str:
    """Return a text of JSON, or a tab between texts, as YAML has it: whatever a store made of it.

    Stores may write a rare character as two escapes, and leave in clear one that cannot be seen.
    """
    if found.group() == "\t":
        return " "
    whole = _PAIR.sub(_one_character, found.group())
    return "".join(map(_escaped, whole))


def _one_character(pair: re.Match[str]) -> str:
    before, high, low = pair.groups()
    return f"{before}{chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))}"


def _escaped(character: str) -> str:
    if visible(character) == character and character not in _NO_CHARACTERS:
        return character
    return f"\\U{ord(character):08x}"
