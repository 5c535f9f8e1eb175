"""`gaozhi test`: the scenarios beside the rules, run, with what came out otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._coverage import show_coverage
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, json_option, rules_option
from gaozhi.cli._save import check_target, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json, show_problems
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command
from gaozhi.source import as_json

if TYPE_CHECKING:
    from gaozhi.authoring.scenarios import Coverage, Result, Scenario
    from gaozhi.source import Diagnostic
_STYLES: Final = {"期望：": "green", "实际：": "red"}


@click.command(
    cls=Command,
    short_help="运行场景，核对期望的结论",
    help="运行规则旁边的场景（*.scenarios.yaml）：每个场景写明一个案件和文件要求的结论，\n"
    "列出各地区、各判断有多少个相符，不符的写明期望什么、实际得出什么。\n"
    "不写文件夹，就运行随软件提供的。",
    epilog="有不符的场景，或者场景文件有错误的，退出状态为 1；规则不能载入的，为 2。\n"
    "没有写明期望的场景是错误，不算通过。",
)
@click.argument(
    "place",
    cls=Argument,
    metavar="文件夹",
    required=False,
    says="含有 rules/ 的文件夹，或者一个场景文件",
)
@click.option("--county", metavar="地区", help="只运行这个地区的场景；别的地区有错误也不妨碍")
@click.option("--only", metavar="文字", help="只运行名称里有这些字的场景（地区、判断、名称）")
@click.option("--coverage", is_flag=True, help="再列出试到了多少：规则、条件、界限、条文")
@click.option("--html", metavar="文件", help="把试到了多少写成一页 HTML，旁边是文件的目录")
@click.option("--force", is_flag=True, help="文件已经存在时，覆盖它")
@json_option
@rules_option
@colour_option
@click.pass_context
def test(
    context: click.Context,
    place: str | None,
    county: str | None,
    only: str | None,
    html: str | None,
    *,
    coverage: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Run the scenarios; the status is 1 where one fails, or cannot be read."""
    settings = settings_of(context)
    out = settings.out
    target = check_target(html, "--html", force=force)
    library, found = _read(place, settings.rules, county)
    scenarios = [one for one in found.scenarios if only is None or _named(only, one)]
    _require_some(scenarios, found.diagnostics, only, county and library[county].name)
    results = _run(scenarios, library)
    failed = [result for result in results if not result.passed]
    coverages = _coverages(results, library) if coverage or target is not None else ()
    if target is not None:
        from gaozhi.authoring.scenarios import page_of

        write_file(target, page_of(coverages), force=force)
    if as_json:
        said = {"coverage": [one.to_dict() for one in coverages]} if coverage else {}
        show_json(out, _as_json(results, found.diagnostics) | said)
    else:
        if found.diagnostics:
            show_problems(out, found.diagnostics, found.sources)
            out.say()
        if results:
            out.table(("地区", "判断", "场景", "相符", "不符"), _rows(results, library))
            out.say()
        for result in failed:
            show_result(out, result)
        if coverage:
            show_coverage(out, coverages)
        if target is not None:
            out.say(f"覆盖写入 {target}")
        _conclude(out, len(results), len(failed), len(found.diagnostics))
    return Status.FOUND_ERRORS if failed or found.diagnostics else Status.DONE


def _read(
    place: str | None, rules: Path | None, county: str | None
) -> tuple[gaozhi.Library, gaozhi.ScenarioSet]:
    """Return the rules, and the scenarios that the call means."""
    from gaozhi.authoring.scenarios._sets import Opened, rules_above

    path = None if place is None else Path(place)
    if path is not None and path.is_file():
        opened = Opened.of(rules or rules_above(path), county=county)
        return opened.library, opened.read([path])
    if path is not None and rules is not None:
        raise CommandError(
            f"文件夹写了两个：{place} 和 --rules {rules}。",
            "只写其中一个；--rules 只与场景文件一起写。",
        )
    opened = Opened.of(path or rules, county=county)
    return opened.library, opened.read()


def _named(words: str, one: Scenario) -> bool:
    """Whether a scenario is called so, as pytest writes its name or as this command does."""
    return words in str(one) or words in one.title


def _require_some(
    scenarios: Sequence[Scenario],
    problems: Sequence[Diagnostic],
    only: str | None,
    county: str | None,
) -> None:
    if scenarios or (problems and only is None):
        return
    if only is not None:
        raise CommandError(f"没有名称里有“{only}”的场景。", "去掉 --only，列出全部。")
    raise CommandError(
        f"没有找到{county or ''}{'的' if county else ''}场景。",
        "场景写在 rules/地区/ 之下，文件名以 .scenarios.yaml 结尾。",
    )


def _run(scenarios: Sequence[Scenario], library: gaozhi.Library) -> list[Result]:
    from gaozhi.authoring.scenarios import run

    counties = {one.jurisdiction: library[one.jurisdiction] for one in scenarios}
    return [run(one, counties[one.jurisdiction]) for one in scenarios]


def _coverages(results: Sequence[Result], library: gaozhi.Library) -> tuple[Coverage, ...]:
    """Say how far the scenarios of every county reach that has any."""
    from gaozhi.authoring.scenarios import coverage_of

    tried = {result.scenario.jurisdiction for result in results}
    counties = (library[name] for name in sorted(tried, key=lambda name: library[name].id))
    return tuple(coverage_of(results, one) for one in counties)


def _rows(
    results: Iterable[Result], library: gaozhi.Library
) -> list[tuple[str, str, str, str, str]]:
    """Count the results by county and decision or event, in the vocabulary's order."""
    total: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for result in results:
        key = (result.scenario.jurisdiction, result.scenario.subject)
        total[key] += 1
        passed[key] += result.passed
    rows = []
    for county in sorted({library[name] for name, _ in total}, key=lambda one: one.id):
        for subject in (*county.vocabulary.decisions, *county.vocabulary.events):
            key = (county.name, subject)
            if key in total:
                failed = total[key] - passed[key]
                rows.append((*key, str(total[key]), str(passed[key]), str(failed or "")))
    return rows


def show_result(out: Console, result: Result) -> None:
    """Show a scenario that failed: what was expected, and what came out."""
    one = result.scenario
    out.say(f"不符  {one.title}", style="bold red")
    if one.span is not None:
        out.say(f"  {one.span}", style="dim")
    for line in result.lines():
        out.say(line, style=_STYLES.get(line.strip()[:3], ""))
    out.say()


def _conclude(out: Console, total: int, failed: int, errors: int) -> None:
    said = f"运行了 {total} 个场景：{total - failed} 个相符，{failed} 个不符。"
    if errors:
        said += f"场景文件有 {errors} 个错误，有错误的场景没有运行。"
    out.say(said, style="bold red" if failed or errors else "bold green")


def _as_json(results: Sequence[Result], problems: Sequence[Diagnostic]) -> dict[str, object]:
    return {
        "scenarios": len(results),
        "passed": sum(result.passed for result in results),
        "results": [result.to_dict() for result in results],
        "errors": [as_json(one, "code message place=span help") for one in problems],
    }
