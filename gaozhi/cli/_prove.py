"""`gaozhi prove`: a jurisdiction within its superior, against another, or before and after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, format_option, json_option, rules_option
from gaozhi.cli._outline import show_outline
from gaozhi.cli._progress import progress
from gaozhi.cli._save import case_text, write_file
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.cli._settings import Settings
    from gaozhi.proof import Kind, Proof

_FORMATS = ("text", "markdown", "table", "json", "sarif", "html")


@click.command(
    cls=Command,
    short_help="证明一个地区没有超出上级，或者给出最小的反例",
    help="把两边的规则就每一个可能的案件比较，不是抽样：或者证明结论完全相同，或者列出各种不同，\n"
    "每种给出事实最少的案件、两边的结论和依据的原文。\n"
    "不写 --against 和 --version 的，与上级比较；不写地区的，逐个比较有上级的地区\n"
    "（写了 --rules 的，只比较用到那里的规则的）。\n"
    "放宽：本地比对方允许得多；收紧：比对方严；不同：词汇表没有说谁宽谁严。",
    epilog="完成的，退出状态为 0；写了 --strict，而有不同没有写明是有意的（规则的 differs）、\n"
    "有没有比较的、未能证明的，为 1。",
)
@click.argument("county", cls=Argument, metavar="地区", required=False, says="要看的地区")
@click.option("--against", metavar="地区", help="与这个地区比较；不写就是上级")
@click.option(
    "--version",
    "versions",
    metavar="旧 新",
    nargs=2,
    help="比较两份规则：各写一个文件夹、一个 git 修订（如 HEAD~1）或者“随包”",
)
@click.option("--decision", metavar="判断", help="只比较这一项判断")
@click.option("--save", "folder", metavar="文件夹", help="把每个案件另存为案件文件，供 decide 重演")
@format_option(
    *_FORMATS,
    help="text（不写就是它）、markdown、table（一种不同一行）、json、sarif、html（供打印存卷）",
)
@click.option(
    "--jobs",
    metavar="几",
    type=click.IntRange(1, 64),
    default=1,
    help="比较各地区时用几个进程；不写，一个。输出相同",
)
@click.option(
    "--strict",
    is_flag=True,
    help="有规则没有写明的不同（differs），就以退出状态 1 结束，供自动检查",
)
@json_option
@rules_option
@colour_option
@click.pass_context
def prove(
    context: click.Context,
    county: str | None,
    against: str | None,
    versions: tuple[str, str] | None,
    decision: str | None,
    folder: str | None,
    form: str,
    jobs: int,
    *,
    strict: bool,
    as_json: bool,
) -> int:
    """Show what two sides say otherwise; with --strict the status is 1 where it is not recorded."""
    settings = settings_of(context)
    form = "json" if as_json else form
    if against is not None and (versions or county is None):
        raise CommandError("--against 要和一个地区一起写，不能和 --version 一起用。")
    if versions is not None and settings.rules is not None:
        raise CommandError("--version 已经写了两份规则，不能再写 --rules。")
    target = None if folder is None else _target(folder)
    if versions is None and county is None:
        proofs = _all_proofs(settings, decision, jobs)
    else:
        proofs = _proofs(settings, county, against, versions, decision)
    if target is not None:
        count = _save(target, proofs)
        settings.err.say(f"存了 {count} 个案件：{target}")
    _show(settings, proofs, form, versions)
    told = all(proof.accounted for proof in proofs)
    return Status.FOUND_ERRORS if strict and not told else Status.DONE


def _target(name: str) -> Path:
    """Return the folder that takes the cases, which is new or empty. Raises CommandError."""
    path = Path(name)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CommandError(f"{path} 已经存在，而且不是空的文件夹。", "写一个新的文件夹。")
    return path


def _proofs(
    settings: Settings,
    county: str | None,
    against: str | None,
    versions: tuple[str, str] | None,
    decision: str | None,
) -> tuple[Proof, ...]:
    from gaozhi.proof import prove as run

    if versions is not None:
        from gaozhi.authoring.difference import prove_versions

        with progress(settings.err, "证明"):
            return prove_versions(*versions, county=county, decision=decision)
    assert county is not None
    with progress(settings.err, "证明") as shown:
        shown.at(county)
        return (run(county, against, decision, library=settings.library()),)


def _all_proofs(settings: Settings, decision: str | None, jobs: int) -> tuple[Proof, ...]:
    """Prove every jurisdiction that has a superior, and rules of the folder that was chosen.

    Raises CommandError where there is none.
    """
    from gaozhi.proof import Asked, prove_all

    folder, library = settings.rules, settings.library()
    written = _folders(folder / "rules") if folder is not None else frozenset()
    asked = Asked(folder, settings.trusted, written, decision)
    found = []
    with progress(settings.err, "证明") as shown:
        for number, (_, proof) in enumerate(prove_all(asked, library, jobs), 1):
            shown.done(number, len(library))
            if proof is not None:
                found.append(proof)
    if not found:
        raise CommandError("没有一个地区有上级。", "写 --against，或者用 --version 比较两份规则。")
    return tuple(found)


def _folders(rules: Path) -> frozenset[str]:
    if not rules.is_dir():
        return frozenset()
    return frozenset(one.name for one in rules.iterdir() if one.is_dir())


def _save(folder: Path, proofs: Sequence[Proof]) -> int:
    """Write every case of some proofs as a case file; return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for proof in proofs:
        for kind in proof.kinds:
            number += 1
            path = folder / f"{number:03}-{proof.here.id}-{kind.decision}.yaml"
            write_file(path, _case(proof, kind), force=False)
    return number


def _case(proof: Proof, kind: Kind) -> str:
    from gaozhi.cli._prove_words import DIRECTIONS, answered

    said = [
        f"{DIRECTIONS[kind.direction]}：{kind.sentence}",
        f"{proof.here.name}：{answered(kind, kind.here)}",
        f"{proof.there.name}：{answered(kind, kind.there)}",
        f"把 jurisdiction 改成 {proof.there.id}，就是对方的答复",
    ]
    return "".join(f"# {line}\n" for line in said) + case_text(kind.case(proof.here.id))


def _show(
    settings: Settings, proofs: Sequence[Proof], form: str, versions: tuple[str, str] | None
) -> None:
    from gaozhi.cli._prove_shown import as_html, as_markdown, as_table, lines_of

    out = settings.out
    match form:
        case "json":
            show_json(out, {"proofs": [proof.to_dict() for proof in proofs]})
        case "markdown":
            out.raw(as_markdown(proofs))
        case "table":
            out.raw(as_table(proofs))
        case "html":
            out.raw(as_html(proofs))
        case "sarif":
            from gaozhi.cli._prove_sarif import as_sarif

            out.raw(as_sarif(proofs, settings.rules if versions is None else Path(versions[1])))
        case _:
            show_outline(out, chain.from_iterable(map(lines_of, proofs)))
