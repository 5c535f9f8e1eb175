"""Decoding bytes as UTF-8; for any other encoding, what it is and how to save it as UTF-8."""

import codecs
from dataclasses import dataclass

_HOW_TO_SAVE = (
    "用记事本打开这个文件，选“文件”“另存为”，在“编码”处选 UTF-8，保存；"
    "WPS、Excel 导出时也选 UTF-8。"
)


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Bytes that are not UTF-8; `text` is them decoded in part, `index` where in it to point."""

    text: str
    index: int
    message: str
    help: str


def decode(data: bytes) -> str | Undecodable:
    """Return the text of UTF-8 bytes, without a byte-order mark, or why they are no UTF-8."""
    wide = _wide_encoding(data)
    if wide is not None:
        text = data.decode(wide, "replace").removeprefix("\ufeff")
        name = wide.upper().removesuffix("-LE").removesuffix("-BE")
        return Undecodable(text, 0, f"文件是 {name} 编码，应为 UTF-8", _HOW_TO_SAVE)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _not_utf8(data, problem.start)


def _wide_encoding(data: bytes) -> str | None:
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return name
    # Without a mark: every ASCII character, at least the line ends, has a zero byte.
    head = data[:4096]
    for name, zeros, others in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if len(data) % 2 == 0 and zeros.count(0) * 20 > len(zeros) and not others.count(0):
            return name
    return None


def _not_utf8(data: bytes, start: int) -> Undecodable:
    line_start = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
    if _looks_like_gb18030(data):
        text = data.decode("gb18030")
        # GBK at the beginning of the line may be valid UTF-8 by chance: the line is GBK from its
        # first character beyond ASCII.
        line_end = len(data[line_start:].split(b"\n", 1)[0]) + line_start
        ascii_only = (n for n in range(line_start, line_end) if data[n] > 0x7F)
        start = min(start, next(ascii_only, start))
        before = data[:line_start].decode("gb18030", "replace")
        before += data[line_start:start].decode("gb18030", "ignore")
        message = "文件看来是 GBK（GB 18030）编码，应为 UTF-8"
        return Undecodable(text, len(before), message, _HOW_TO_SAVE)
    text = data.decode("utf-8", "replace")
    index = len(data[:start].decode("utf-8", "replace"))
    message = "文件不是 UTF-8 编码：从这里起有字节读不出来"
    return Undecodable(text, index, message, _HOW_TO_SAVE)


def _looks_like_gb18030(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    beyond = [character for character in text if ord(character) > 0x7F]
    chinese = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u301f" for c in beyond)
    return "\x00" not in text and chinese * 2 >= len(beyond)
