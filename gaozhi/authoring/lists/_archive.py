"""Checks of a file before it is opened: that it is a workbook, and small enough.

A workbook is a zip file of XML. Its size says little of what it unpacks to, and a library that
opens it makes an object of every cell. So the cells are counted first, in a little memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers import expat

from gaozhi.errors import ListError
from gaozhi.source import Diagnostic, Span, mask

MOST_BYTES: Final = 32 << 20
"""The most that a file may hold, and may unpack to in one part."""
MOST_ROWS: Final = 5_000
"""The most rows of a list: more than any county's, and as many as a catalog can hold."""
MOST_COLUMNS: Final = 64
MOST_CELLS: Final = 200_000
"""The most cells of all sheets together, those that are only formatted or merged included."""
MOST_MERGES: Final = 10_000
"""The most merged cells: a library looks at each of them against the others."""
MOST_STYLES: Final = 100_000
"""The most elements of the styles; spreadsheet programmes keep fewer than 70,000 formats."""
MOST_NAMES: Final = 1_000
"""The most names that a workbook gives to its ranges."""
MOST_ELEMENTS: Final = 600_000
"""The most elements of all else together: texts, comments, drawings."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS: Final = "用 Excel 或者 WPS 打开，“另存为”里选“Excel 工作簿 (*.xlsx)”，再导入"
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_CHUNK: Final = 1 << 16
_DAMAGES: Final = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(NotImplementedError, EOFError, KeyError),
    *(ValueError, LookupError),  # what expat and Python say of encodings that they do not know
)


def check_archive(path: Path) -> None:
    """Check that a file is a workbook small enough to be opened.

    Raises:
        ListError: it is none, is locked, or holds more than a list can.
        OSError: it cannot be read.

    """
    start = Span(str(path), 1, 1, 1, 1)
    if not (path.is_file() or path.is_dir()) and path.exists():
        _refuse(start, "这是设备或者管道，不是文件", "写一个文件的路径")
    with path.open("rb") as file:
        head = file.read(2048)
        file.seek(0, 2)
        if file.tell() > MOST_BYTES:
            _too_large(start, f"文件有 {file.tell() >> 20} MiB，至多 {MOST_BYTES >> 20} MiB")
        if not head.startswith(b"PK"):
            file.seek(0)
            _refuse(start, *_what_it_is(head, file.read() if head.startswith(_OLE) else b""))
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive, start)
    except _DAMAGES as error:
        help = f"核对文件；{_SAVE_AS}"
        _refuse(start, "文件坏了，或者没有存完，读不出来", help, error)
    except RuntimeError as error:  # zipfile's word for a part that needs a password
        _refuse(start, "文件加了密码，读不出来", f"去掉密码：{_SAVE_AS}", error)


def _what_it_is(head: bytes, whole: bytes) -> tuple[str, str]:
    if head.startswith(_OLE):
        if _ENCRYPTED in whole:
            return "文件加了密码，读不出来", f"去掉密码：{_SAVE_AS}"
        return "这是旧格式的表格（.xls），不是 .xlsx", _SAVE_AS
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "这是网页，不是 .xlsx（有的系统导出网页，却叫它 .xls）", _SAVE_AS
    if text.startswith(b"%pdf"):
        help = "向制作的单位要表格；没有的，填 gaozhi export 写出的空白样表"
        return "这是 PDF，不是表格", help
    if not head:
        return "文件是空的", "核对文件；重新另存为 .xlsx"
    if b"\0" not in head:
        return "这是文本（CSV 之类），不是 .xlsx：文本里没有合并的单元格，读不准", _SAVE_AS
    return "这不是 .xlsx 表格", _SAVE_AS


def _check_parts(archive: zipfile.ZipFile, start: Span) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        _refuse(start, "这是二进制的表格（.xlsb），不是 .xlsx", _SAVE_AS)
    if "xl/workbook.xml" not in names:
        other = "文档" if "word/document.xml" in names else "别的压缩文件"
        kind = " OpenDocument 表格（.ods）" if "mimetype" in names else other
        _refuse(start, f"这是{kind}，不是 .xlsx 表格", _SAVE_AS)
    count = _Count(start)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _look_through(archive, part, count)
        elif _looks_like_xml(archive, part):
            # A sheet may hide behind any name; drawings of old are not always well formed.
            with suppress(expat.ExpatError):
                _look_through(archive, part, count)
    # Last, since how many rows there are says more to a person than how many bytes.
    unpacked = sum(part.file_size for part in parts)
    if unpacked > 2 * MOST_BYTES:
        _too_large(start, f"解开有 {unpacked >> 20} MiB，至多 {(2 * MOST_BYTES) >> 20} MiB")


def _looks_like_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as stream:
        head = stream.read(_CHUNK)
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, count: _Count) -> None:
    """Read a part to its end, and count what a library would make an object of."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root = ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal root
        local = name.rpartition(" ")[2]
        if not root:
            if name.startswith(_STRICT):
                message = "这是“严格”格式的 .xlsx（Strict Open XML），读不出来"
                _refuse(count.start, message, _SAVE_AS)
            root = local
            count.begin_sheet()
        if root == "worksheet":
            count.begin(local, attributes)
        else:
            count.begin_beside(root, local)

    def declare(*_: object) -> None:
        _refuse(count.start, "文件里有不该有的声明（DOCTYPE），不读", _SAVE_AS)

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = declare
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            count.take(len(chunk))
            parser.Parse(chunk, False)  # noqa: FBT003 - a built-in: no keywords
    parser.Parse(b"", True)  # noqa: FBT003


@dataclass(slots=True)
class _Count:
    """Counts the cells of all sheets, and refuses them as soon as there are too many."""

    start: Span
    cells: int = 0
    unpacked: int = 0
    row: int = 0
    column: int = 0
    last: int | None = None
    """the last row, as the sheet itself says"""
    merges: int = 0
    styles: int = 0
    names: int = 0
    elements: int = 0

    def take(self, read: int) -> None:
        """Count what was unpacked so far."""
        self.unpacked += read
        if self.unpacked > 2 * MOST_BYTES:
            _too_large(self.start, f"解开超过 {(2 * MOST_BYTES) >> 20} MiB")

    def begin_sheet(self) -> None:
        """Begin another sheet."""
        self.row, self.column, self.last = 0, 0, None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        match name:
            case "dimension":
                rows = [int(n) for _, n in _REFERENCE.findall(attributes.get("ref", ""))]
                self.last = max(rows, default=None)
            case "row":
                written = attributes.get("r", "")
                self.row = int(written) if written.isdecimal() else self.row + 1
                self.column = 0
                self._count(1)
            case "c":
                found = _REFERENCE.fullmatch(attributes.get("r", ""))
                self.column = _number(found.group(1)) if found else self.column + 1
                self._count(1)
            case "v" | "f" | "is":
                self._held()
            case "mergeCell":
                self.merges += 1
                if self.merges > MOST_MERGES:
                    _too_large(self.start, f"表里合并的单元格超过 {MOST_MERGES} 处")
                self._merged(attributes.get("ref", ""))

    def begin_beside(self, root: str, name: str) -> None:
        """Take the beginning of an element of a part that is no sheet."""
        if root == "styleSheet":
            self.styles += 1
            if self.styles > MOST_STYLES:
                _too_large(self.start, f"表里的样式超过 {MOST_STYLES} 项")
            return
        self.elements += 1
        self.names += name == "definedName"
        if self.names > MOST_NAMES:
            _too_large(self.start, f"表里定义的名称超过 {MOST_NAMES} 个")
        if self.elements > MOST_ELEMENTS:
            _too_large(self.start, f"表里的文字、批注、图形等超过 {MOST_ELEMENTS} 项")

    def _held(self) -> None:
        """Raise where a cell that holds something stands too far down or too far right."""
        if self.row > MOST_ROWS:
            _too_large(self._here(), f"表里的内容{self._rows()}，至多 {MOST_ROWS} 行")
        if self.column > MOST_COLUMNS:
            _too_large(self._here(), f"表里的内容到第 {self.column} 栏，至多 {MOST_COLUMNS} 栏")

    def _here(self) -> Span:
        row, column = max(self.row, 1), max(self.column, 1)
        return Span(self.start.file, row, column, row, column + 1)

    def _rows(self) -> str:
        known = self.last is not None and self.last > MOST_ROWS
        return f"到第 {self.last} 行" if known else f"超过 {MOST_ROWS} 行"

    def _merged(self, reference: str) -> None:
        corners = _REFERENCE.findall(reference)
        if len(corners) == 2:
            (left, top), (right, bottom) = corners
            rows = abs(int(bottom) - int(top)) + 1
            self._count(rows * (abs(_number(right) - _number(left)) + 1))

    def _count(self, more: int) -> None:
        self.cells += more
        if self.cells > MOST_CELLS:
            message = f"表里的单元格（连同只有格式的、合并的）超过 {MOST_CELLS} 个"
            if self.last is not None and self.last > MOST_ROWS:
                message += f"，到第 {self.last} 行"
            _too_large(self.start, message)


def _number(letters: str) -> int:
    """Return the number of a column, 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _too_large(start: Span, message: str) -> None:
    help = "只把清单的各行复制到一个新的工作簿里再导入；清单真有这么多行的，分成几份"
    raise ListError([Diagnostic.error("GZ641", message, start, help=help)])


def _refuse(start: Span, message: str, help: str, cause: Exception | None = None) -> None:
    found = Diagnostic.error("GZ640", mask(message), start, help=help)
    raise ListError([found]) from cause
