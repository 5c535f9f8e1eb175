"""`gaozhi render`: a form made out for a case, to read, to print or to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import gaozhi
from gaozhi.cli._errors import CommandError
from gaozhi.cli._help import Argument
from gaozhi.cli._options import colour_option, json_option, read_pairs, rules_option, trusted_option
from gaozhi.cli._settings import settings_of
from gaozhi.cli._show import show_json
from gaozhi.cli._status import Status
from gaozhi.cli._usage import Command

if TYPE_CHECKING:
    from gaozhi.cli._console import Console

_STANDARD_OUTPUT = "-"


@click.command(
    cls=Command,
    short_help="依一个案件填写文书",
    help="依一个案件文件填写文书（告知承诺书、协助函……），写成 .docx、.html 或者 .md。\n"
    "查不到的留空，供手写；案件文件的 fill 写明要填的字段。",
    epilog="证件号码遮去一部分；要印全，加上 --with-identity。\n"
    '写成 .docx 需要 python-docx：pip install "gaozhi[office]"。',
)
@click.argument("form", cls=Argument, metavar="文书", says="文书的名称，如 告知承诺书")
@click.argument("case", cls=Argument, metavar="案件.yaml", says="案件文件")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="文件",
    default=_STANDARD_OUTPUT,
    help="写到这个文件；不写或者写 -，就把 Markdown 写到标准输出",
)
@click.option("--fill", metavar="字段=内容", multiple=True, help="填写一个字段；几行的，写几次")
@click.option("--with-identity", is_flag=True, help="证件号码印全")
@click.option("--blank", is_flag=True, help="必填的字段也留空，不论案件能不能用这件文书")
@click.option("--force", is_flag=True, help="文件已经存在时，覆盖它")
@json_option
@rules_option
@trusted_option
@colour_option
@click.pass_context
def render(
    context: click.Context,
    form: str,
    case: str,
    target: str,
    fill: tuple[str, ...],
    *,
    with_identity: bool,
    blank: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write a document; what must be told with it goes to standard error."""
    settings = settings_of(context)
    path = _target(target, force=force, as_json=as_json)
    request = gaozhi.read_case(case, settings.library())
    document = request.render(form, _given(fill), with_identity=with_identity, blank=blank)
    if as_json:
        show_json(settings.out, document.to_dict())
    elif path is None:
        settings.out.letter(document.markdown())
    else:
        document.save(path, force=force)
    _show_status(settings.err, document, path)
    return Status.DONE


def _target(target: str, *, force: bool, as_json: bool) -> Path | None:
    """Return the file to write, or None for standard output. Raises before anything is read."""
    from gaozhi.documents import check_target

    if target == _STANDARD_OUTPUT:
        if force:
            raise CommandError("--force 要和 -o 一起用。")
        return None
    if as_json:
        raise CommandError("--json 和 -o 不能一起用。", "JSON 写到标准输出，用 > 存成文件。")
    path = Path(target)
    check_target(path, force=force)
    return path


def _given(fill: tuple[str, ...]) -> dict[str, object]:
    """Return what --fill wrote, by field; a field that is written several times has several lines.

    Raises CommandError.
    """
    found: dict[str, list[str]] = {}
    for name, text in read_pairs("--fill", fill, "字段=内容"):
        found.setdefault(name.strip(), []).append(text)
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in found.items()}


def _show_status(console: Console, document: gaozhi.Document, path: Path | None) -> None:
    if path is not None:
        status = f"（{document.status}）"
        console.say(f"已写成 {path}：{document.heading.removesuffix(status)}{status}")
    for remark in document.remarks:
        console.say(f"注意：{remark}")
    if document.open:
        console.say(f"留空待填：{'、'.join(one.label for one in document.open)}")
