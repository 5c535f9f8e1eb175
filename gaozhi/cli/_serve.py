"""`gaozhi serve`: the same decisions over HTTP, until a signal ends it."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import colour_option, folder_argument, rules_option, trusted_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    import gaozhi.service
    from gaozhi.cli._settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


class Number(NamedTuple):
    """An option whose value is a number: how it is shown, its default, its bounds, its help."""

    metavar: str
    default: str
    least: float
    most: float
    kind: type[int] | type[float]
    help: str


_NUMBERS: Final = {
    "port": Number("端口", "8311", 0, 65535, int, "端口；0 就自选一个"),
    "max-body": Number("字节", "1000000", 1, 1e9, int, "正文至多多少字节"),
    "max-lines": Number("行数", "100000", 1, 1e9, int, "batch 一次至多多少行"),
    "timeout": Number("秒", "10", 0.1, 3600, float, "请求须在多少秒内到齐"),
    "work": Number("秒", "60", 1, 3600, float, "文书、证明至多做多少秒"),
    "concurrency": Number("个", "256", 1, 1e6, int, "同时答复多少个请求"),
    "rate": Number(
        "个", "100", 0, 1e6, float, "没有令牌的，一个地址每秒至多多少个；0 不限；本机不限"
    ),
}


def _number_options(function: F) -> F:
    for name, one in reversed(_NUMBERS.items()):
        said = f"{one.help}；不写就是 {one.default}"
        option = click.option(f"--{name}", metavar=one.metavar, default=one.default, help=said)
        function = option(function)
    return function


@click.command(
    cls=Command,
    short_help="用 HTTP 答复：接口、网页、健康检查",
    help="用 HTTP 答复，接口在 /api/v1，说明在 /api/v1/openapi.json。不写文件夹的，用随软件提供的\n"
    "规则；写文件夹的，先检查、运行场景，都过了才开始。Ctrl+C 或者 SIGTERM 结束，做完手头的再停。",
    epilog="SIGHUP、--watch 或者 POST /admin/reload 重新载入：检查不过的，原来的规则照旧答复。\n"
    "日志写到标准错误，一行一个 JSON；/metrics 供 Prometheus 读取。\n"
    '需要 pip install "gaozhi[serve]"。',
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹，或者规则包；不写，用随软件提供的")
@click.option("--host", metavar="地址", default="127.0.0.1", help="在哪个地址上听；不写，只供本机")
@click.option("--token-file", metavar="文件", help="一行一个令牌；写了的，没有令牌不答复")
@click.option("--public-read", is_flag=True, help="只读的（GET）不要令牌")
@click.option("--site", metavar="文件夹", help="在 / 提供这个文件夹里的网页（gaozhi site 所写）")
@click.option("--archive", metavar="地址", help="答复以前先存档，如 存档.db，或者 postgresql://…")
@click.option("--watch", is_flag=True, help="文件一变就重新载入（每两秒看一次）")
@click.option(
    "--allow-origin",
    "origins",
    metavar="来源",
    multiple=True,
    help="允许哪个网站的网页调用；可以写几次",
)
@_number_options
@click.option("--quiet", is_flag=True, help="日志里不写逐个请求")
@rules_option
@trusted_option
@colour_option
@click.pass_context
def serve(
    context: click.Context,
    /,
    folder: str | None,
    host: str,
    token_file: str | None,
    site: str | None,
    archive: str | None,
    origins: tuple[str, ...],
    *,
    public_read: bool,
    watch: bool,
    quiet: bool,
    **numbers: str,
) -> int:
    """Answer until a signal ends it."""
    settings = settings_of(context)
    rules = settings.choose(folder)
    if watch and rules is None:
        raise CommandError("--watch 要和文件夹一起用。", "写 gaozhi serve 文件夹 --watch。")
    if public_read and token_file is None:
        raise CommandError("--public-read 要和 --token-file 一起用。", "没有令牌的，本来就都公开。")
    bounds: dict[str, Any] = {name: _number(name, text) for name, text in numbers.items()}
    # Imported here, so that other commands do not pay for it.
    from gaozhi.service import Settings as ServiceSettings

    chosen = ServiceSettings(
        rules=rules,
        trusted=settings.trusted,
        host=host,
        token_file=None if token_file is None else Path(token_file),
        public_read=public_read,
        site=None if site is None else Path(site),
        archive=archive,
        watch=2.0 if watch else None,
        allow_origins=origins,
        **bounds,
    )
    _serve(settings, chosen, quiet=quiet)
    return Status.DONE


def _number(name: str, text: str) -> float:
    """Return the number that an option has. Raises CommandError."""
    option = name.replace("_", "-")
    known = _NUMBERS[option]
    try:
        found = known.kind(text)
    except (ValueError, OverflowError):
        found = float("nan")
    if not (isfinite(found) and known.least <= found <= known.most):
        kind = "整数" if known.kind is int else "数"
        raise CommandError(
            f"选项 --{option} 的值不能用：{text}",
            f"写 {known.least:g} 至 {known.most:g} 的{kind}。",
        )
    return found


def _serve(settings: Settings, chosen: gaozhi.service.Settings, *, quiet: bool) -> None:
    """Load the rules, take the port, and answer until the end."""
    from gaozhi.service._public import create, require_extra

    require_extra()
    from gaozhi.service._log import Log
    from gaozhi.service._server import is_public, listen, serve

    # The port first: whoever starts it twice need not wait for the rules to be checked.
    bound = listen(chosen)
    try:
        service = create(chosen, log=Log(requests=not quiet))
    except BaseException:
        bound.close()
        raise
    if is_public(chosen.host) and chosen.token_file is None:
        settings.err.say(
            f"注意：{chosen.host} 别的机器也能到，没有设令牌（--token-file），谁都可以调用。",
            style="yellow",
        )
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    url = f"http://{host}:{bound.getsockname()[1]}"

    def started() -> None:
        known = service.state.snapshot
        counted = f"，{known.scenarios} 个场景都相符" if known.scenarios else ""
        out = settings.out
        out.say(f"{known.source}：{len(known.library)} 个地区{counted}")
        out.say("答复都先存档" if service.archives else "答复不存档")
        out.say(f"已在 {url} 答复，接口说明 {url}/api/v1/openapi.json", style="bold")

    serve(service, bound, started)
    settings.out.say("已经结束。")
