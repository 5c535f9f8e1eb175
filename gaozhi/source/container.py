"""One file of named parts: each is compressed, has its digest, and is read when it is asked for.

    gaozhi.bundle/1 OFFSET LENGTH SHA256 LF     where the index stands, and its digest; 115 bytes
    part part part …                            each deflated (RFC 1950)
    index                                       JSON, deflated
    ed25519 KEY SIGNATURE LF                    only of a signed file: signs the first line

    {"about": {…}, "parts": {NAME: [OFFSET, LENGTH, SHA256], …}}

The first line vouches for the index, and the index for every part: what signs the line signs all.
Offsets count from the beginning of the file; digests are of the bytes as they stand in it.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Final, NoReturn
from weakref import finalize

from gaozhi._version import __version__
from gaozhi.errors import BundleError
from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._mask import shown

__all__ = ["Container", "ContainerWriter", "is_container"]

_NAME: Final = b"gaozhi.bundle/"
_FORMAT: Final = b"1"
_HEAD: Final = re.compile(rb"gaozhi\.bundle/1 (\d{16}) (\d{16}) ([0-9a-f]{64})\n")
_HEAD_SIZE: Final = 115
_SIGNATURE: Final = re.compile(rb"ed25519 ([0-9a-f]{64}) ([0-9a-f]{128})\n")
_SIGNATURE_SIZE: Final = 8 + 64 + 1 + 128 + 1
_LARGEST: Final = 64 * 1024 * 1024
"""The bytes of the largest part, unpacked."""
_READABLE: Final = "核对路径和读取的权限"
_AGAIN: Final = "重新取一份；自己做的，用 gaozhi build 重新做"


def is_container(path: Path) -> bool:
    """Whether a path is a file that is meant to be a container, by its name or by how it begins."""
    try:
        if path.exists() and not path.is_file():
            return False  # a folder; or a pipe, which nobody may be writing to
        if path.suffix == ".gaozhi":
            return True
        with path.open("rb") as file:
            return file.read(len(_NAME)) == _NAME
    except (OSError, ValueError):
        return False


class ContainerWriter:
    """Writes a container part by part, without holding more than one of them.

    Args:
        file: receives it, from its beginning.

    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._parts: dict[str, tuple[int, int, str]] = {}
        self._place = file.write(b" " * _HEAD_SIZE)

    def add(self, name: str, data: object) -> None:
        """Write a part of JSON-ready data."""
        self._parts[name] = self._put(data)

    def finish(
        self,
        about: Mapping[str, object],
        sign: Callable[[bytes], tuple[bytes, bytes]] | None = None,
    ) -> None:
        """Write the index, the first line, and a signature where there is one.

        Args:
            about: JSON-ready data of the whole.
            sign: returns the public key, and the signature of the bytes that it is given.

        """
        index = {"about": about, "parts": self._parts}
        place, length, digest = self._put(index)
        head = b"%s%s %016d %016d %s\n" % (_NAME, _FORMAT, place, length, digest.encode())
        if sign is not None:
            key, signature = sign(head)
            self._file.write(f"ed25519 {key.hex()} {signature.hex()}\n".encode())
        self._file.seek(0)
        self._file.write(head)

    def _put(self, data: object) -> tuple[int, int, str]:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        if len(text) > _LARGEST:
            raise ValueError("a part is too large")
        packed = zlib.compress(text, 9)
        place, length = self._place, self._file.write(packed)
        self._place += length
        return place, length, sha256(packed).hexdigest()


class Container:
    """A container that is open for reading; safe to use from any number of threads.

    The file is kept open: what takes its place under its name is another container.

    Args:
        path: the file.
        name: its name in messages.

    Attributes:
        about: the data of the whole.
        head: the first line, which vouches for all the rest.
        signature: the public key and the signature of `head`, unchecked; None for an unsigned one.

    Raises:
        BundleError: it is no container, one of another format, truncated or altered.

    """

    about: Mapping[str, Any]
    signature: tuple[bytes, bytes] | None

    def __init__(self, path: Path, name: str | None = None) -> None:
        self._name = name or str(path)
        self._lock = Lock()
        try:
            self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError) as error:
            code = "GZ703" if isinstance(error, FileNotFoundError) else "GZ702"
            what = "不存在" if code == "GZ703" else "读不出来"
            self.refuse(code, what, _READABLE)
        finalize(self, os.close, self._handle)
        self._size = os.fstat(self._handle).st_size
        self.head = self._read(0, _HEAD_SIZE)
        found = _HEAD.fullmatch(self.head)
        if found is None:
            self._refuse_head()
        place, length = int(found[1]), int(found[2])
        self._end = place + length
        if self._size < self._end:
            self._refuse_short(self._end - self._size)
        self.signature = self._signed()
        index = self._unpacked((place, length, found[3].decode()), "目录")
        self._parts, self.about = self._indexed(index)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    @property
    def current(self) -> bool:
        """Whether it says that this version of gaozhi wrote it."""
        return self.about.get("gaozhi") == __version__

    def part(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON was written
        """Return the data of a part.

        Raises:
            BundleError: it is altered, or there is none.

        """
        if name not in self._parts:
            self._refuse_altered(name)
        return self._parsed(self._unpacked(self._parts[name], name), name)

    def refuse(self, code: str, what: str, help: str) -> NoReturn:
        """Raise a BundleError that names the file.

        Args:
            code: the diagnostic's.
            what: what is wrong with it, behind its name.
            help: the way out.

        """
        message = f"规则包 {shown(self._name, 200)} {what}"
        raise BundleError([Diagnostic.error(code, message, help=help)])

    def _signed(self) -> tuple[bytes, bytes] | None:
        """Return the key and the signature that follow the index."""
        rest = self._size - self._end
        if rest == 0:
            return None
        found = _SIGNATURE.fullmatch(self._read(self._end, _SIGNATURE_SIZE))
        if found is None or rest != _SIGNATURE_SIZE:
            if 0 < rest < _SIGNATURE_SIZE:
                self._refuse_short(_SIGNATURE_SIZE - rest)
            self._refuse_altered("末尾")
        return bytes.fromhex(found[1].decode()), bytes.fromhex(found[2].decode())

    def _indexed(self, index: bytes) -> tuple[Mapping[str, tuple[int, int, str]], dict[str, Any]]:
        data = self._parsed(index, "目录")
        try:
            parts = {
                str(name): (int(place), int(length), str(digest))
                for name, (place, length, digest) in data["parts"].items()
            }
            about = data["about"]
        except (LookupError, TypeError, ValueError, AttributeError):
            self._refuse_altered("目录")
        if not isinstance(about, dict):
            self._refuse_altered("目录")
        return parts, about

    def _unpacked(self, part: tuple[int, int, str], name: str) -> bytes:
        place, length, digest = part
        if place < _HEAD_SIZE or length < 0 or place + length > self._end:
            self._refuse_altered(name)
        packed = self._read(place, length)
        if sha256(packed).hexdigest() != digest:
            self._refuse_altered(name)
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(packed, _LARGEST)
        except zlib.error:
            self._refuse_altered(name)
        if not unpacking.eof or unpacking.unused_data:
            self._refuse_altered(name)
        return data

    def _parsed(self, data: bytes, name: str) -> Any:  # noqa: ANN401 - whatever JSON was written
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            self._refuse_altered(name)

    def _read(self, place: int, length: int) -> bytes:
        try:
            if hasattr(os, "pread"):
                return os.pread(self._handle, length, place)
            with self._lock:
                os.lseek(self._handle, place, os.SEEK_SET)
                return os.read(self._handle, length)
        except OSError:
            self.refuse("GZ702", "读不出来", _READABLE)

    def _refuse_head(self) -> NoReturn:
        if self.head.startswith(_NAME):
            written = self.head.removeprefix(_NAME).partition(b" ")[0]
            if written != _FORMAT and written.isdigit():
                what = f"的格式是 {written.decode()}，本软件只认得 {_FORMAT.decode()}"
                self.refuse("GZ713", what, "用做它的软件，或者更新的版本")
            if len(self.head) < _HEAD_SIZE:
                self._refuse_short(_HEAD_SIZE - len(self.head))
            self._refuse_altered("首行")
        if self._size == 0:
            self._refuse_short(_HEAD_SIZE)
        self.refuse("GZ712", "不是 gaozhi 的规则包", "核对文件；规则包用 gaozhi build 做")

    def _refuse_short(self, missing: int) -> NoReturn:
        self.refuse("GZ714", f"不完整：至少还差 {missing} 字节", _AGAIN)

    def _refuse_altered(self, name: str) -> NoReturn:
        self.refuse("GZ715", f"被改动过或者损坏了：{shown(name)} 与摘要不符", _AGAIN)
