"""Who may ask, and how often: tokens, and a rate by address."""

from __future__ import annotations

import hmac
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Final

from gaozhi.service._problems import StartError, refuse
from gaozhi.source import SHORTEST_KEY

__all__ = ["Rates", "Tokens", "read_tokens"]

_LARGEST: Final = 65_536
_MOST_ADDRESSES: Final = 10_000
_LOOPBACK: Final = ("127.", "::1", "::ffff:127.")


class Tokens:
    """The tokens that are known; only what they come to under SHA-256 is kept.

    Args:
        tokens: the tokens; none at all lets everybody in.

    """

    def __init__(self, tokens: tuple[bytes, ...] = ()) -> None:
        self._known = tuple(sha256(one).digest() for one in tokens)

    def __bool__(self) -> bool:
        return bool(self._known)

    def admits(self, said: str | None) -> bool:
        """Whether an Authorization header carries one of the tokens; in constant time."""
        scheme, _, token = (said or "").partition(" ")
        asked = sha256(token.strip().encode("latin-1", "replace")).digest()
        # All are compared, so that the time tells nothing of which one was nearly right.
        same = [hmac.compare_digest(asked, one) for one in self._known]
        return any(same) and scheme.lower() == "bearer"

    def require(self, said: str | None) -> None:
        """Raise Refusal where a header carries none of the tokens."""
        if self.admits(said):
            return
        missing = said is None
        message = "没有令牌" if missing else "令牌不对"
        challenge = 'Bearer realm="gaozhi"' + ("" if missing else ', error="invalid_token"')
        raise refuse(
            "no-token",
            message,
            "写 Authorization: Bearer 令牌；令牌向管理这个服务的人要",
            headers={"www-authenticate": challenge},
        )


def read_tokens(path: Path | None) -> Tokens:
    """Return the tokens of a file, a line each; blank lines and those after # are left out.

    Raises:
        StartError: the file cannot be read, or holds no token, or one that is too short.

    """
    if path is None:
        return Tokens()
    help = "一行一个令牌，用 openssl rand -hex 32 生成；只让运行服务的用户读"
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StartError.because(f"令牌文件 {path} 读不出来：{why}", help) from None
    lines = [one.strip() for one in text.splitlines()]
    found = tuple(one for one in lines if one and not one.startswith(b"#"))
    if len(text) > _LARGEST or not found:
        said = "太大" if found else "里没有令牌"
        raise StartError.because(f"令牌文件 {path} {said}", help)
    if any(len(one) < SHORTEST_KEY or b" " in one for one in found):
        message = f"令牌文件 {path} 里有不足 {SHORTEST_KEY} 字节的，或者有空格的令牌"
        raise StartError.because(message, help)
    return Tokens(found)


class Rates:
    """How many requests an address may still make: so many a second, and twice that at once.

    Args:
        rate: requests a second; 0 sets no bound.

    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> None:
        """Count a request. Raises Refusal where there were too many.

        An address of this machine is not bound: a reverse proxy stands there, and knows better.
        """
        if not self._rate or address.startswith(_LOOPBACK):
            return
        now, most = monotonic(), max(1.0, 2 * self._rate)
        left, then = self._left.pop(address, (most, now))
        left = min(most, left + (now - then) * self._rate)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)
        if left < 1:
            wait = max(1, round((1 - left) / self._rate))
            raise refuse(
                "too-many",
                f"这个地址的请求太多：没有令牌的，每秒至多 {self._rate:g} 个",
                f"{wait} 秒以后再试；很多案件用 batch 一次送来",
                headers={"retry-after": str(wait)},
            )
