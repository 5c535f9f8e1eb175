"""Ed25519 signatures (RFC 8032): keys as PEM files, as openssl writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

from gaozhi.errors import BundleError
from gaozhi.source._arguments import list_of, path_of
from gaozhi.source._diagnostic import Diagnostic
from gaozhi.source._mask import shown
from gaozhi.source.container import Container

__all__ = ["read_trusted", "require_trusted", "signer"]

_LONGEST: Final = 16 * 1024
"""The bytes of the largest file of a key."""
_SECRET: Final = b"PRIVATE KEY"
_MAKE: Final = "怎样用 openssl 生成 Ed25519 的私钥，见 gaozhi explain GZ717"
_DERIVE: Final = "怎样从私钥导出公钥，见 gaozhi explain GZ717"


def signer(path: Path) -> Callable[[bytes], tuple[bytes, bytes]]:
    """Return a function that returns the public key, and the signature of bytes.

    Args:
        path: the PEM file of a private key.

    Raises:
        BundleError: it is none, or `cryptography` is not installed.

    """
    serialization, _, ed25519 = _cryptography()
    data = _read(path)
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except TypeError:
        _refuse(f"密钥文件 {shown(str(path), 200)} 有口令，读不出来", f"用没有口令的；{_MAKE}")
    except Exception:  # noqa: BLE001 - what the library says of bytes that are no key
        _refuse(f"密钥文件 {shown(str(path), 200)} 里没有私钥（PEM）", _MAKE)
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        _refuse(f"密钥文件 {shown(str(path), 200)} 不是 Ed25519 的", _MAKE)
    raw = key.public_key().public_bytes_raw()
    return lambda message: (raw, key.sign(message))


def read_trusted(keys: object) -> frozenset[bytes]:
    """Return public keys as their 32 bytes.

    Args:
        keys: each the path of a PEM file, or the PEM itself as bytes.

    Raises:
        BundleError: there is none, or one is no public key; or `cryptography` is not installed.

    """
    help = "写公钥文件的列表，如 trusted=[Path('公钥.pem')]；不核对签名的，不写 trusted"
    given = list_of(keys, "trusted", help, BundleError)
    if not given:
        _refuse("没有写信任谁的签名（trusted 是空的）", help)
    return frozenset(map(_public_key, given))


def require_trusted(container: Container, trusted: Iterable[bytes]) -> None:
    """Raise BundleError unless a container was signed by somebody trusted.

    Args:
        container: the container.
        trusted: the public keys of whom one trusts, as `read_trusted` returns them.

    """
    help = "向做包的人核对公钥；确实信任他的，把他的公钥写进 trusted（--trusted）"
    if container.signature is None:
        container.refuse("GZ716", "没有签名", "要有签名的，用 gaozhi build --sign 私钥.pem 做")
    key, signature = container.signature
    if key not in trusted:
        container.refuse("GZ716", f"的签名不是所信任的人的（公钥 {key.hex()}）", help)
    _, invalid, ed25519 = _cryptography()
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, container.head)
    except invalid:
        container.refuse("GZ716", "的签名与内容不符：签名以后被改动过", help)


def _public_key(given: object) -> bytes:
    serialization, _, ed25519 = _cryptography()
    if isinstance(given, bytes):
        data, name = given, "trusted 里的公钥"
    else:
        path = path_of(given, "trusted", BundleError)
        data, name = _read(path), f"公钥文件 {shown(str(path), 200)}"
    if _SECRET in data:
        _refuse(f"{name} 是私钥，不应交给核对签名的人", _DERIVE)
    try:
        key = serialization.load_pem_public_key(data)
    except Exception:  # noqa: BLE001 - what the library says of bytes that are no key
        _refuse(f"{name} 里没有公钥（PEM）", _DERIVE)
    if not isinstance(key, ed25519.Ed25519PublicKey):
        _refuse(f"{name} 不是 Ed25519 的", _MAKE)
    return bytes(key.public_bytes_raw())


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            found = file.read(_LONGEST + 1)
    except (OSError, ValueError):
        _refuse(f"密钥文件 {shown(str(path), 200)} 读不出来", "核对路径和读取的权限")
    if len(found) > _LONGEST:
        _refuse(f"密钥文件 {shown(str(path), 200)} 太大，不像密钥", _MAKE)
    return found


def _cryptography() -> tuple[Any, type[Exception], Any]:
    """Return the modules for keys and for Ed25519, and between them what a bad signature raises."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        message = "缺少 cryptography，不能签名，也不能核对签名"
        help = '用 pip 安装 "gaozhi[signed]"'
        raise BundleError([Diagnostic.error("GZ547", message, help=help)]) from error
    return serialization, InvalidSignature, ed25519


def _refuse(message: str, help: str) -> NoReturn:
    raise BundleError([Diagnostic.error("GZ717", message, help=help)])
