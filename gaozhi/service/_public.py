"""The service as an application, and what it needs to be there."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from gaozhi.errors import GaozhiError
from gaozhi.service._archiving import open_archive
from gaozhi.service._problems import StartError
from gaozhi.service._settings import Settings
from gaozhi.service._snapshot import load_checked
from gaozhi.source import require

if TYPE_CHECKING:
    from gaozhi.service._log import Log
    from gaozhi.service._service import Service

__all__ = ["create", "require_extra"]

_NEEDED: Final = ("starlette", "uvicorn", "httptools", "orjson", "prometheus_client")


def create(settings: Settings | None = None, *, log: Log | None = None) -> Service:
    """Return the service as an ASGI application; its rules are loaded and checked.

    Args:
        settings: what it is told; None for the rules that come with the package.
        log: writes what happens; None writes to standard error.

    Raises:
        StartError: a package is missing, or a setting cannot be used.
        ArchiveError: the archive cannot be opened.
        CatalogError: with every error of the rules.

    """
    chosen = Settings() if settings is None else settings
    help = "写 Settings(rules=…)；不写就用随软件提供的规则"
    require(chosen, Settings, "settings", "服务的设置", help, GaozhiError)
    from gaozhi.service._log import Log

    if log is not None:
        require(log, Log, "log", "日志", "不写 log，就写到标准错误", GaozhiError)
    require_extra()
    from gaozhi.service._guard import read_tokens
    from gaozhi.service._service import Service

    if chosen.site is not None and not chosen.site.is_dir():
        help = "先用 gaozhi site 写出网页，再写它的文件夹"
        raise StartError.because(f"没有文件夹 {chosen.site}", help)
    # What is quickly seen to be wrong is said before the rules are checked.
    read_tokens(chosen.token_file)
    archive = open_archive(chosen.archive)
    try:
        snapshot = load_checked(chosen.rules, chosen.trusted, bundled=chosen.bundled)
    except BaseException:
        if archive is not None:
            archive.close()
        raise
    return Service(chosen, snapshot, archive, log)


def require_extra() -> None:
    """Raise StartError where what the extra ``serve`` brings is not installed."""
    missing = [name for name in _NEEDED if not _is_there(name)]
    if missing:
        names = "、".join(missing).replace("_", "-")
        raise StartError.because(f"缺少 {names}", '运行 pip install "gaozhi[serve]"')


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:
        return False
