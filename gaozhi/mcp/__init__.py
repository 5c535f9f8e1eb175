"""Decisions as tools for agents, by the Model Context Protocol (extra ``mcp``); read only.

    gaozhi.mcp.serve(gaozhi.load())

Every answer brings its quotations along. Identity numbers are refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaozhi.errors import GaozhiError
from gaozhi.source import Diagnostic, require

if TYPE_CHECKING:
    from gaozhi.library.library import Library

__all__ = ["serve", "server"]


def server(library: Library) -> Any:  # noqa: ANN401 - a Server of the package mcp
    """Return the server of the tools, to be run over any transport of the package ``mcp``.

    Args:
        library: the jurisdictions that answer.

    Raises:
        GaozhiError: the package ``mcp`` is not installed.

    """
    from gaozhi.library.library import Library

    require(library, Library, "library", "load 得到的规则库", "写 gaozhi.load(…)", GaozhiError)
    _needed()
    from gaozhi.mcp._server import server_of

    return server_of(library)


def serve(library: Library) -> None:
    """Serve the tools over standard input and output, until the input ends.

    Args:
        library: the jurisdictions that answer.

    Raises:
        GaozhiError: the package ``mcp`` is not installed.

    """
    made = server(library)
    from gaozhi.mcp._server import run

    run(made)


def _needed() -> None:
    try:
        import mcp  # noqa: F401
        import mcp_types  # noqa: F401
    except ImportError as error:
        message = "缺少 mcp（2 以上），不能作为工具供智能体调用"
        help = '用 pip 安装 "gaozhi[mcp]"'
        raise GaozhiError([Diagnostic.error("GZ547", message, help=help)]) from error
