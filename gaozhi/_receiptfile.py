"""A receipt that is read back, and compared with what the catalogs say now."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from gaozhi._exceptions import CaseError
from gaozhi.engine import FORMAT, Receipt, Replay, Stamp, replayed
from gaozhi.language import ReceiptFile, validate
from gaozhi.library import Library
from gaozhi.source import Diagnostic, Source, read_file, read_text, shown

__all__ = ["parse_receipt", "read_receipt", "replay"]


def read_receipt(path: str | PathLike[str]) -> Receipt:
    """Return the receipt that a file holds.

    Raises:
        CaseError: with every problem of its shape, each at its place; or it was altered.

    """
    return _receipt(read_file(Path(path)))


def parse_receipt(text: str | bytes) -> Receipt:
    """Return the receipt that a JSON text holds, as from a database.

    Raises:
        CaseError: see `read_receipt`.

    """
    return _receipt(read_text(text, "凭据"))


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
