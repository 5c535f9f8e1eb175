"""`gaozhi mutate`: the rules changed one thing at a time, to see whether the scenarios notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError
from gaozhi.cli._options import (
    colour_option,
    folder_argument,
    json_option,
    read_count,
    rules_option,
)
from gaozhi.cli._progress import progress
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.authoring.mutation import Judged, Mutation, Suggestion, Tried
    from gaozhi.authoring.scenarios import Scenario


@click.command(
    cls=Command,
    short_help="把规则逐处改错，看场景是否发现",
    help="把规则逐处改错：去掉一个条件、反过来、any 改为 all、界限移一日、删去一条规则……\n"
    "每次改一处，运行场景。没有场景发现的，写明是哪一处，并给出能够发现它的场景，\n"
    "可以粘贴到场景文件里。没有任何案件分得出来的是等价，不计。\n"
    "不写文件夹，就检验随软件提供的。规则和场景的文件都不会改动。",
    epilog="各地区都查出 --at-least 所写的百分比，退出状态为 0，否则为 1。\n"
    "没有改动就有场景不符的（到期的场景不看），不作检验，退出状态为 1；规则不能载入的，为 2。",
)
@folder_argument("含有 rules/ 的文件夹")
@click.option("--county", metavar="地区", help="只改这个地区自己的规则")
@click.option("--only", metavar="文字", help="只改写着这些字的地方（地区、判断、规则、条件）")
@click.option(
    "--at-least",
    "least",
    metavar="百分比",
    default="100",
    help="每个地区至少要查出百分之几；不写就是 100",
)
@json_option
@rules_option
@colour_option
@click.pass_context
def mutate(
    context: click.Context,
    folder: str | None,
    county: str | None,
    only: str | None,
    least: str,
    *,
    as_json: bool,
) -> int:
    """Change the rules, and show what no scenario noticed; the status is 1 where that is much."""
    from gaozhi.authoring.mutation import mutate as run

    settings = settings_of(context)
    place = settings.choose(folder)
    percent = read_count(least, "--at-least", 100)
    with progress(settings.err, "变异") as shown:
        mutation = run(place, county=county, only=only, on_progress=shown.at)
    if mutation.failing:
        raise _refusal(mutation.failing)
    _require_some(mutation, county, only)
    if as_json:
        show_json(settings.out, mutation.to_dict())
    else:
        _show(settings.out, mutation)
    reached = all(tried.score >= percent for tried in mutation.tried)
    return Status.DONE if reached else Status.FOUND_ERRORS


def _refusal(failing: Sequence[Scenario]) -> CommandError:
    """Return which scenarios fail as it is."""
    message = f"规则没有改动，已有 {len(failing)} 个场景不符，不能用来检验规则。"
    named = [
        f"  · {one.title}" + ("" if one.span is None else f"（{one.span}）") for one in failing
    ]
    hint = "\n".join([*named, "先运行 gaozhi test，使它们相符。"])
    return CommandError(message, hint, Status.FOUND_ERRORS)


def _require_some(mutation: Mutation, county: str | None, only: str | None) -> None:
    if any(tried.judged for tried in mutation.tried):
        return
    if only is not None:
        raise CommandError(f"没有写着“{only}”的规则可改。", "去掉 --only，全部检验。")
    where = "" if county is None else f"{county}："
    message = f"{where}没有可检验的规则。"
    raise CommandError(message, "文件夹里要有自己的规则或者场景，并且有地区用它。")


def _show(out: Console, mutation: Mutation) -> None:
    tried = [one for one in mutation.tried if one.judged]
    rows = [_row(one) for one in (*tried, *([mutation.whole] if len(tried) > 1 else ()))]
    out.table(("地区", "变异", "查出", "漏过", "等价", "查出率"), rows)
    out.say()
    for one in tried:
        _show_missed(out, one)
    whole = mutation.whole
    total, killed, missed, same = _counts(whole)
    said = f"{total} 处变异：查出 {killed} 处"
    said += f"，漏过 {missed} 处" if missed else ""
    said += f"，等价 {same} 处" if same else ""
    out.say(f"{said}。", style="bold yellow" if missed else "bold green")
    if missed:
        out.say("粘贴以前先读文件：期望是照现在的规则写的，规则错了，期望也错。")
        out.say("粘贴以后把名称改成试的是什么。")


def _counts(tried: Tried) -> tuple[int, int, int, int]:
    """Return how many mutants there are, and how many were noticed, missed and the same."""
    from gaozhi.authoring.mutation import Fate

    killed, missed, same = map(tried.count, (Fate.KILLED, Fate.SURVIVED, Fate.EQUIVALENT))
    return killed + missed + same, killed, missed, same


def _row(tried: Tried) -> tuple[str, ...]:
    return (tried.name, *map(str, _counts(tried)), f"{tried.score:.1f}%")


def _show_missed(out: Console, tried: Tried) -> None:
    """Show the mutants that were missed, those that one scenario tells apart together."""
    from gaozhi.authoring.mutation import Fate

    missed = tried.having(Fate.SURVIVED)
    if not missed:
        return
    out.say(f"{tried.name}漏过的（{len(missed)}）", style="bold yellow")
    for suggestion, ones in _together(missed):
        for one in ones:
            out.say(f"  · {one.mutant.says}")
            out.say(f"    {one.mutant.span}", style="dim")
        if suggestion is None:
            out.say("    条件太多，没有找出能够发现它的案件。")
        else:
            out.raw(f"\n{suggestion.yaml}")
        out.say()


def _together(missed: Iterable[Judged]) -> list[tuple[Suggestion | None, list[Judged]]]:
    found: dict[int, tuple[Suggestion | None, list[Judged]]] = {}
    for one in missed:
        found.setdefault(id(one.suggestion), (one.suggestion, []))[1].append(one)
    return list(found.values())
