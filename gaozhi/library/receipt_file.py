"""A receipt that is read back, and compared with what the catalogs say now."""

from __future__ import annotations

import re
from os import PathLike
from typing import Final

from gaozhi.engine import (
    READABLE,
    Receipt,
    Replay,
    Stamp,
    plain_numbers,
    replayed,
    require_key,
    unmasked,
)
from gaozhi.errors import CaseError
from gaozhi.language import FirstReceiptFile, ReceiptFile, misfit, validate
from gaozhi.library.library import Library
from gaozhi.source import (
    Diagnostic,
    Limits,
    Source,
    Span,
    path_of,
    read_file,
    read_text,
    require,
    shown,
    unusable,
    visible,
)

__all__ = ["parse_receipt", "read_receipt", "replay"]

# What is issued is some kilobytes long; each text in it is searched for identity numbers.
_WRITTEN_BY_US: Final = Limits(bytes=256 * 1024, nodes=20_000, escapes=True)
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
    file = path_of(path, "path", CaseError)
    return _receipt(read_file(file, limits=_WRITTEN_BY_US))


def parse_receipt(text: str | bytes) -> Receipt:
    """Return the receipt that a JSON text holds, as from a database.

    Raises:
        CaseError: see `read_receipt`.

    """
    if not isinstance(text, str | bytes):
        help = "写 receipt.to_json() 存下的文本；已经读成字典的，用 json.dumps 写成文本"
        raise CaseError([unusable("text", "文本（str 或者 bytes）", text, help)])
    return _receipt(read_text(text, "凭据", _WRITTEN_BY_US))


def replay(receipt: Receipt, library: Library, *, key: bytes | None = None) -> Replay:
    """Return what the case of a receipt comes to now, and what differs.

    Nothing but the receipt and the library's YAML is looked at, and the reference interpreter
    answers. The law is that of the receipt's own day, as the YAML has it now.

    Args:
        receipt: the receipt.
        library: the law as it is now.
        key: that of whoever issued the receipt, with which its signature is checked; a receipt
            without a signature then differs. None leaves the signature unchecked, and says so.

    Raises:
        UnknownJurisdiction: the library has no jurisdiction of the receipt's id.
        CaseError: the receipt has not the shape of one or holds an identity number; the decision
            turns on one, which no receipt holds; the key cannot be used.

    """
    help = "用 read_receipt、parse_receipt 读取，或者由 decision.receipt() 出具"
    require(receipt, Receipt, "receipt", "凭据", help)
    require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)")
    if key is not None:
        require_key(key)
    _require_shape(receipt)
    county = library[receipt.data["jurisdiction"]["id"]]
    stamp = Stamp(county.program, calendar=county.calendar)
    return replayed(receipt, county.program, stamp, key=key)


def _require_shape(receipt: Receipt) -> None:
    """Raise CaseError where a receipt that the caller put together has not the shape of one."""
    data = receipt.to_dict()
    written = data.get("receipt")
    if isinstance(written, int) and written not in READABLE:
        raise CaseError([_of_another_format(written)])
    model = FirstReceiptFile if data.get("receipt") == 1 else ReceiptFile
    path = misfit(model, data)
    if path is not None:
        place = shown(".".join(map(str, path)))
        message = f"参数 receipt 不成凭据：{place} 的内容不对"
        help = "用 read_receipt、parse_receipt 读取存下的凭据"
        raise CaseError([Diagnostic.error("GZ622", message, help=help)])


def _receipt(source: Source) -> Receipt:
    if source.diagnostics and source.text:
        whole = _STRING_OR_TAB.sub(_as_yaml, source.text)
        source = read_text(whole, source.name, _WRITTEN_BY_US)
    texts = {source.name: source.text}
    if source.diagnostics or source.root is None:
        raise CaseError(source.diagnostics, texts)
    root = source.root
    plain = root.plain()
    written = plain.get("receipt") if isinstance(plain, dict) else None
    if isinstance(written, int) and written not in READABLE:
        raise CaseError([_of_another_format(written, root.at(["receipt"]).span)], texts)
    first = written == 1 and written is not True
    problems: list[Diagnostic] = []
    file = validate(FirstReceiptFile if first else ReceiptFile, root, problems)
    if file is None or not isinstance(plain, dict):
        raise CaseError(problems, texts)
    digest, signature = plain.pop("digest"), plain.pop("signature", None)
    receipt = Receipt(plain, signature if isinstance(signature, str) else None)
    if digest != receipt.digest:
        message = "凭据的内容与它自己的摘要对不上：出具以后被改动过，或者没有存全"
        help = "找出具时存下的原件；找不到的，用原来的案件重新判断"
        place = root.at(["digest"]).span
        raise CaseError([Diagnostic.error("GZ631", message, place, help=help)], texts)
    for path in plain_numbers(plain):
        raise CaseError([unmasked(path, root.at(path).span)], texts)
    return receipt


def _of_another_format(written: int, place: Span | None = None) -> Diagnostic:
    known = "、".join(map(str, READABLE))
    message = f"凭据的格式是 {shown(written, 20)}，本软件只认得 {known}"
    help = "用出具凭据的软件，或者更新的版本复核"
    return Diagnostic.error("GZ632", message, place, help=help)


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
