"""The libraries that an archive needs."""

from __future__ import annotations

from importlib.util import find_spec

from gaozhi.errors import ArchiveError
from gaozhi.source import Diagnostic

__all__ = ["needed"]


def needed(url: object) -> None:
    """Check that what an archive needs is installed.

    Raises:
        ArchiveError: it is not; with what to install.

    """
    wanted = {"sqlalchemy": '"gaozhi[archive]"', "alembic": '"gaozhi[archive]"'}
    if isinstance(url, str) and url.startswith("postgres"):
        wanted["psycopg"] = '"psycopg[binary]"'
    for name, extra in wanted.items():
        if _missing(name):
            message = f"缺少 {name}，不能使用存档"
            raise ArchiveError([Diagnostic.error("GZ547", message, help=f"用 pip 安装 {extra}")])


def _missing(name: str) -> bool:
    try:
        return find_spec(name) is None
    except ValueError:  # it is blocked
        return True
