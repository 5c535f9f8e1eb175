"""Refusals of the service: what goes wrong between the wire and a decision (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from gaozhi.errors import GaozhiError, problem
from gaozhi.source import Diagnostic

__all__ = ["REFUSALS", "Refusal", "StartError", "defect", "refuse"]


class Kind(NamedTuple):
    """One way in which a request is refused: its status, its title, its code."""

    status: int
    title: str
    code: str


REFUSALS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "not-json": Kind(400, "正文不是可用的 JSON", "GZ770"),
        "bad-request": Kind(400, "请求不成样子", "GZ770"),
        "no-token": Kind(401, "没有令牌，或者令牌不对", "GZ774"),
        "forbidden": Kind(403, "不许这样做", "GZ774"),
        "not-found": Kind(404, "没有这个地址", "GZ771"),
        "unknown-jurisdiction": Kind(404, "没有这个地区", "GZ611"),
        "unknown-decision": Kind(404, "没有这项判断", "GZ610"),
        "method": Kind(405, "这个地址不能用这种方法", "GZ771"),
        "not-acceptable": Kind(406, "写不成所要的格式", "GZ772"),
        "slow": Kind(408, "请求来得太慢", "GZ776"),
        "too-large": Kind(413, "请求太大", "GZ773"),
        "media-type": Kind(415, "媒体类型不能用", "GZ772"),
        "identity": Kind(422, "事实里有证件号码", "GZ775"),
        "too-many": Kind(429, "请求太多", "GZ776"),
        "long-head": Kind(431, "请求的首部太长", "GZ773"),
        "not-here": Kind(501, "这台机器上做不到", "GZ772"),
        "unavailable": Kind(503, "服务暂时不能答复", "GZ777"),
        "not-reloaded": Kind(409, "新的规则没有换上", "GZ778"),
    }
)
"""By the last part of the problem's type."""


class Refusal(GaozhiError):  # noqa: N818 - it reads as what it is
    """A request that is refused; nothing was done.

    Attributes:
        kind: one of `REFUSALS`.
        status: the HTTP status.
        headers: what the answer carries besides.

    """

    def __init__(
        self,
        kind: str,
        diagnostics: Iterable[Diagnostic],
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(diagnostics)
        self.kind = kind
        self.status = REFUSALS[kind].status
        self.headers = dict(headers)
        self.args = (kind, self._diagnostics, self.headers)

    def to_problem(self) -> dict[str, Any]:
        """Return the refusal as problem+json; see `GaozhiError.to_problem`."""
        errors = [diagnostic.to_dict() for diagnostic in self.diagnostics]
        known = REFUSALS[self.kind]
        return problem(self.kind, known.title, known.status, errors[0]["message"], errors)


class StartError(GaozhiError):
    """The service cannot be started; nobody was answered."""

    _KIND = "start"
    _TITLE = "服务不能启动"
    _STATUS = 500

    @classmethod
    def because(cls, message: str, help: str) -> StartError:
        """Return the error that says why, and what to do."""
        return cls([Diagnostic.error("GZ779", message, help=help)])


def refuse(
    kind: str,
    message: str,
    help: str,
    path: Iterable[str | int] = (),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Refusal:
    """Return a refusal with one diagnostic.

    Args:
        kind: one of `REFUSALS`, which has the code.
        message: what is wrong, in Chinese.
        help: what to do, in Chinese.
        path: the field or parameter that it concerns.
        headers: what the answer carries besides.

    """
    found = Diagnostic.error(REFUSALS[kind].code, message, help=help, path=path)
    return Refusal(kind, [found], headers)


def defect(request: str) -> dict[str, Any]:
    """Return the problem of a defect of ours: only the id under which the log has the rest."""
    said = f"程序内部出错，日志里有请求编号 {request} 的记录"
    return problem("defect", "程序内部出错", 500, said, [])
