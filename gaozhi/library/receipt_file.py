"""Reading a receipt back, and replaying it with the catalogs as they are now."""

from __future__ import annotations

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
from gaozhi.errors import CaseError, ReceiptError
from gaozhi.language import FirstReceiptFile, ReceiptFile, SecondReceiptFile, misfit, validate
from gaozhi.library.library import Library
from gaozhi.source import (
    Diagnostic,
    Limits,
    Source,
    Span,
    path_of,
    read_file,
    read_json,
    read_text,
    require,
    shown,
    unusable,
)

__all__ = ["parse_receipt", "read_receipt", "replay", "require_shape"]

# An issued receipt has some kilobytes; each text in it is searched for identity numbers.
_LIMITS: Final = Limits(bytes=256 * 1024, nodes=20_000)


def read_receipt(path: str | PathLike[str]) -> Receipt:
    """Return the receipt in a file.

    Raises:
        ReceiptError: with every problem of its format, each at its place; or it was altered.

    """
    file = path_of(path, "path", CaseError)
    return _receipt(read_file(file, limits=_LIMITS))


def parse_receipt(text: str | bytes) -> Receipt:
    """Return the receipt in a JSON text, as from a database.

    Raises:
        ReceiptError: see `read_receipt`.

    """
    if not isinstance(text, str | bytes):
        help = "写 receipt.to_json() 存下的文本；已经读成字典的，用 json.dumps 写成文本"
        raise CaseError([unusable("text", "文本（str 或者 bytes）", text, help)])
    return _receipt(read_text(text, "凭据", _LIMITS))


def replay(receipt: Receipt, library: Library, *, key: bytes | None = None) -> Replay:
    """Return the answer to a receipt's case as of now, and its differences from the receipt.

    Only the receipt and the library's YAML are used, and the reference interpreter answers. The law
    is that of the receipt's own day, as the YAML has it now.

    Args:
        receipt: the receipt.
        library: the law as it is now.
        key: the issuer's key, with which the signature is checked; a receipt without a signature
            then differs. None leaves the signature unchecked, and says so.

    Raises:
        UnknownJurisdiction: the library has no jurisdiction with the receipt's id.
        ReceiptError: the receipt is malformed or holds an identity number; or the decision
            depends on one, which no receipt holds.
        CaseError: the key cannot be used.

    """
    help = "用 read_receipt、parse_receipt 读取，或者由 decision.receipt() 出具"
    require(receipt, Receipt, "receipt", "凭据", help)
    require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)")
    if key is not None:
        require_key(key)
    require_shape(receipt)
    county = library[receipt.data["jurisdiction"]["id"]]
    stamp = Stamp(county.program, calendar=county.calendar)
    return replayed(receipt, county.program, stamp, key=key)


def require_shape(receipt: Receipt) -> None:
    """Raise ReceiptError where a receipt that the caller made is malformed."""
    data = receipt.to_dict()
    written = data.get("receipt")
    if isinstance(written, int) and written not in READABLE:
        raise ReceiptError([_of_another_format(written)])
    path = misfit(_model(written), data)
    if path is not None:
        place = shown(".".join(map(str, path)))
        message = f"参数 receipt 不成凭据：{place} 的内容不对"
        help = "用 read_receipt、parse_receipt 读取存下的凭据"
        raise ReceiptError([Diagnostic.error("GZ622", message, help=help, path=path)])


def _model(written: object) -> type[FirstReceiptFile]:
    """Return the model of a receipt that says that it is of a format."""
    older: dict[object, type[FirstReceiptFile]] = {1: FirstReceiptFile, 2: SecondReceiptFile}
    return ReceiptFile if isinstance(written, bool) else older.get(written, ReceiptFile)


def _receipt(source: Source) -> Receipt:
    if source.diagnostics:
        # Databases escape and indent as JSON allows and our YAML does not.
        source = read_json(source, _LIMITS)
    texts = {source.name: source.text}
    if source.diagnostics or source.root is None:
        raise ReceiptError(source.diagnostics, texts)
    root = source.root
    plain = root.plain()
    written = plain.get("receipt") if isinstance(plain, dict) else None
    if isinstance(written, int) and written not in READABLE:
        raise ReceiptError([_of_another_format(written, root.at(["receipt"]).span)], texts)
    problems: list[Diagnostic] = []
    file = validate(_model(written), root, problems)
    if file is None or not isinstance(plain, dict):
        raise ReceiptError(problems, texts)
    digest, signature = plain.pop("digest"), plain.pop("signature", None)
    receipt = Receipt(plain, signature if isinstance(signature, str) else None)
    if digest != receipt.digest:
        message = "凭据的内容与它自己的摘要对不上：出具以后被改动过，或者没有存全"
        help = "找出具时存下的原件；找不到的，用原来的案件重新判断"
        place = root.at(["digest"]).span
        raise ReceiptError([Diagnostic.error("GZ631", message, place, help=help)], texts)
    for path in plain_numbers(plain):
        raise ReceiptError([unmasked(path, root.at(path).span)], texts)
    return receipt


def _of_another_format(written: int, place: Span | None = None) -> Diagnostic:
    known = "、".join(map(str, READABLE))
    message = f"凭据的格式是 {shown(written, 20)}，本软件只认得 {known}"
    help = "用出具凭据的软件，或者更新的版本复核"
    return Diagnostic.error("GZ632", message, place, help=help)
