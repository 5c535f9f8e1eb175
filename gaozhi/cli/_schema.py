"""`gaozhi schema`: what an editor needs to complete, explain and underline while one writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gaozhi.cli._errors import CommandError, perhaps
from gaozhi.cli._options import colour_option, folder_argument, rules_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.cli._console import Console


@click.command(
    cls=Command,
    short_help="写出编辑器用的 JSON Schema",
    help="写出编辑器用的 JSON Schema（draft-07）：补全键、事实、取值和条文编号，说明每个键的意思，"
    "写错时划出来。\n写到文件夹里的 schemas/，每种文件一份。",
    epilog="改了词汇表、条文或者清单以后，再运行一次。\n"
    "编辑器怎样设置，见 docs/authors/editor.md。",
)
@folder_argument("含有 rules/ 和 catalogs/ 的文件夹")
@click.option("-o", "--output", metavar="文件夹", help="写到这个文件夹，不写到 schemas/")
@click.option(
    "--modelines", is_flag=True, help="给规则、目录、日历的每个文件写上首行，指明用哪一份"
)
@click.option("--cases", metavar="路径", multiple=True, help="也给这里的案件文件、事件文件写上首行")
@click.option("--check", is_flag=True, help="什么也不写；有要写的，退出状态为 1")
@click.option("--print", "kind", metavar="种类", help="把一份写到标准输出：rules、catalog、case 等")
@rules_option
@colour_option
@click.pass_context
def schema(
    context: click.Context,
    folder: str | None,
    output: str | None,
    cases: tuple[str, ...],
    kind: str | None,
    *,
    modelines: bool,
    check: bool,
) -> int:
    """Write the schemas of a folder, and modelines that lead editors to them."""
    import gaozhi
    from gaozhi.authoring.schema._modelines import FOLDER, schema_text

    settings = settings_of(context)
    place = settings.choose(folder)
    if kind is not None:
        return _print(settings.out, gaozhi.schemas(place), kind)
    if place is None and (modelines or cases or output is None):
        raise CommandError(
            "没有写文件夹。",
            "写 gaozhi schema 我的规则；只用随软件提供的规则，写 gaozhi schema -o 文件夹。",
        )
    target = Path(output) if output is not None else Path(place or ".") / FOLDER
    wanted = {target / name: schema_text(made) for name, made in gaozhi.schemas(place).items()}
    stale = _stale_schemas(wanted)
    if place is not None and (modelines or cases):
        stale |= _stale_heads(place, target, cases, modelines=modelines)
    if check:
        return _show_stale(settings.out, stale)
    return _write(settings.out, stale, len(wanted), target)


def _print(out: Console, schemas: Mapping[str, Any], kind: str) -> int:
    from gaozhi.authoring.schema import KINDS

    if kind not in KINDS:
        hint = perhaps(kind, KINDS, f"可写：{'、'.join(KINDS)}")
        raise CommandError(f"没有“{kind}”这种文件。", hint)
    show_json(out, schemas[KINDS[kind].file])
    return Status.DONE


def _stale_schemas(wanted: Mapping[Path, str]) -> dict[Path, str]:
    return {path: text for path, text in wanted.items() if _present(path) != text}


def _present(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _stale_heads(
    folder: Path, target: Path, cases: Iterable[str], *, modelines: bool
) -> dict[Path, str]:
    """Return the files whose head is not what it should be, with their whole text as it should."""
    from gaozhi.authoring.schema._modelines import marked_files

    others = [Path(case) for case in cases]
    missing = [path for path in others if not path.exists()]
    if missing:
        raise CommandError(f"没有 {missing[0]} 这个文件或者文件夹。", "核对 --cases 后面的路径。")
    within = folder if modelines else None
    return {
        one.path: one.after
        for one in marked_files(within, target, *others)
        if one.after != one.before
    }


def _show_stale(out: Console, stale: Mapping[Path, str]) -> int:
    if not stale:
        out.say("schemas 和各文件的首行都是新的。", style="bold green")
        return Status.DONE
    for path in stale:
        out.say(f"{path.as_posix()} 要重写")
    out.say(f"有 {len(stale)} 个文件要重写：去掉 --check，再运行一次。", style="bold red")
    return Status.FOUND_ERRORS


def _write(out: Console, stale: Mapping[Path, str], schemas: int, target: Path) -> int:
    from gaozhi.source.files_out import replace_text

    for path, text in stale.items():
        replace_text(path, text)
        out.say(f"写了 {path.as_posix()}")
    changed = f"写了 {len(stale)} 个文件" if stale else "都是新的，没有要写的"
    out.say(f"{target.as_posix()}：{schemas} 份 JSON Schema。{changed}。", style="bold green")
    return Status.DONE
