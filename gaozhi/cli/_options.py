"""Options that several commands have, and reading their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gaozhi.cli._answers import AnswerError, read_date
from gaozhi.cli._errors import CommandError, perhaps
from gaozhi.cli._help import Argument
from gaozhi.cli._settings import settings_of
from gaozhi.source import fault_of_key, suggest

if TYPE_CHECKING:
    from gaozhi import Jurisdiction
    from gaozhi.engine import ItemKey
    from gaozhi.model import Directory, TableForm

JSON = "--json"
JSONL = "--jsonl"
NO_COLOUR = "--no-color"
_LONGEST_KEY = 4096

F = TypeVar("F", bound=Callable[..., Any])


def folder_argument(says: str) -> Callable[[F], F]:
    """Add the folder of rules that a command works on, which may be left out; see `choose`."""
    return click.argument("folder", cls=Argument, metavar="文件夹", required=False, says=says)


def county_argument(*, required: bool = True) -> Callable[[F], F]:
    """Add the jurisdiction that a command is about."""
    return click.argument(
        "county",
        cls=Argument,
        metavar="地区",
        required=required,
        says="地区的名称、代号或者行政区划代码",
    )


def counties_argument(function: F) -> F:
    """Add the jurisdictions that a command is about; none means all."""
    return click.argument(
        "counties",
        cls=Argument,
        metavar="地区…",
        required=False,
        nargs=-1,
        says="地区的名称、代号或者行政区划代码，可写几个",
    )(function)


def format_option(*forms: str, help: str) -> Callable[[F], F]:
    """Add --format, passed as `form`: one of these, the first where it is not written."""
    return click.option(
        "--format",
        "form",
        metavar="格式",
        default=forms[0],
        callback=lambda _context, _parameter, form: _known_format(form, forms),
        help=help,
    )


def _known_format(form: str, forms: Sequence[str]) -> str:
    if form not in forms:
        way = perhaps(form, forms, f"可写 {'、'.join(forms)}。")
        raise CommandError(f"没有“{form}”这种格式。", way)
    return form


def rules_option(function: F) -> F:
    """Add --rules, which may stand before the command's name and after it."""
    return click.option(
        "--rules",
        metavar="文件夹",
        expose_value=False,
        callback=_choose_rules,
        help="用这个文件夹里的规则和清单；其中没有的，仍用随软件提供的。判断的命令也可以用规则包",
    )(function)


def trusted_option(function: F) -> F:
    """Add --trusted, the file of a public key; it may be given several times."""
    return click.option(
        "--trusted",
        metavar="公钥.pem",
        multiple=True,
        expose_value=False,
        callback=_choose_trusted,
        help="--rules 的规则包须由这个公钥的主人签名（Ed25519）；信任几个人，写几次",
    )(function)


def _choose_trusted(
    context: click.Context, _parameter: click.Parameter, keys: Sequence[str]
) -> None:
    settings_of(context).trusted += tuple(map(Path, keys))


def _choose_rules(context: click.Context, _parameter: click.Parameter, folder: str | None) -> None:
    if folder is not None:
        settings_of(context).rules = Path(folder)


def colour_option(function: F) -> F:
    """Add --no-color, which may stand before the command's name and after it.

    Whoever runs the program looks for it beforehand: a wrong call is explained without colour too.
    """
    return click.option(
        NO_COLOUR,
        is_flag=True,
        expose_value=False,
        help="不用颜色（也可以设环境变量 NO_COLOR）",
    )(function)


def full_option(function: F) -> F:
    """Add --full: every ground, fact, reading, caveat and question, not only what comes first."""
    return click.option("--full", is_flag=True, help="完整说明：全部依据、事实、提醒和问题")(
        function
    )


def json_option(function: F) -> F:
    """Add --json, passed as `as_json`.

    Whoever runs the program looks for it beforehand: a wrong call is told as JSON too.
    """
    help = "输出 JSON，供程序读取；出错时，标准错误上也是 JSON"
    return click.option(JSON, "as_json", is_flag=True, help=help)(function)


def key_option(function: F) -> F:
    """Add --key, the file of a secret key; see `read_key`."""
    return click.option(
        "--key",
        metavar="文件",
        help="签名用的密钥所在的文件，内容原样作为密钥，不少于 16 字节",
    )(function)


def read_key(name: str | None) -> bytes | None:
    """Return the bytes of a key file as they are, or None where none is named.

    Raises CommandError where it cannot be read, or holds no key.
    """
    if name is None:
        return None
    try:
        with Path(name).open("rb") as file:
            found = file.read(_LONGEST_KEY + 1)
    except (OSError, ValueError) as error:
        raise CommandError(f"密钥文件 {name} 读不出来。", "核对路径和读取的权限。") from error
    fault = "密钥文件太大" if len(found) > _LONGEST_KEY else fault_of_key(found)
    if fault is not None:
        raise CommandError(
            f"密钥文件 {name} 不能用：{fault}。", "用 openssl rand -out 文件 32 之类生成。"
        )
    return found


def read_day(text: str | None, option: str = "--date") -> date | None:
    """Read the value of --date, or of another option. Raises CommandError."""
    if text is None:
        return None
    return read_argument(text, f"选项 {option} ")


def read_argument(text: str, what: str) -> date:
    """Read the day that an argument or an option names. Raises CommandError."""
    try:
        return read_date(text)
    except AnswerError as error:
        raise CommandError(f"{what}的值不能用：{error}") from error


def read_count(text: str, option: str, most: int | None = None) -> int:
    """Read a whole number from 0 on.

    Args:
        text: as it is written.
        option: where.
        most: the largest; None where any will do.

    Raises:
        CommandError: it is none.

    """
    if not text.isdecimal() or (most is not None and int(text) > most):
        known = "0 以上" if most is None else f"0 至 {most} "
        raise CommandError(f"选项 {option} 的值不能用：{text}", f"写 {known}的整数。")
    return int(text)


def read_pairs(option: str, values: Sequence[str], form: str) -> list[tuple[str, str]]:
    """Read what stands before and after the equals sign of every value of an option.

    Args:
        option: the option.
        values: as they are written.
        form: how one is written, for the error.

    Raises:
        CommandError: one has no equals sign, or nothing before it.

    """
    found: list[tuple[str, str]] = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name.strip():
            raise CommandError(f"选项 {option} 的值不能用：{value}", f"写作 {option} {form}。")
        found.append((name, rest))
    return found


def read_item(text: str | None) -> int | str | None:
    """Read the value of --item where it is a number, or else the name of a column."""
    return int(text) if text is not None and text.isdecimal() else text


def choose_item(jurisdiction: Jurisdiction, item: str | None, matter: str | None) -> ItemKey | None:
    """Find the item that --item and --matter mean, or None where neither is given.

    Args:
        jurisdiction: whose list is searched.
        item: a number in the list, or the name of a certificate; names that the list has not got,
            and nothing like them, are those of a certificate off the list. None is any.
        matter: the name of a matter; None is any.

    Raises:
        CommandError: no item is meant, or more than one.

    """
    if item is None and matter is None:
        return None
    known_list(jurisdiction)
    if item is not None and not item.isdecimal() and not _may_be_listed(jurisdiction, item):
        return {"certificate": item, **({} if matter is None else {"matter": matter})}
    if matter is not None:
        known_matter(jurisdiction, matter)
    found = [
        one
        for one in jurisdiction.items
        if (item is None or item in (str(one.number), one.thing))
        and (matter is None or matter == one.matter)
    ]
    if len(found) == 1:
        return found[0].number
    if found:
        choices = "\n".join(f"  --item {one.number}  {one.label}" for one in found)
        raise CommandError("符合的证明事项不止一项，请写明序号：", choices)
    wanted = f"{item}（{matter}）" if matter else f"{item}"
    near = _nearest(str(item), [one.thing for one in jurisdiction.items])
    raise CommandError(
        f"{jurisdiction.name}的清单中没有第“{wanted}”项。"
        if wanted.isdecimal()
        else f"{jurisdiction.name}的清单中没有“{wanted}”。",
        f"是不是“{near}”？" if near else f"运行 gaozhi items {jurisdiction.name} 查看清单。",
    )


def _may_be_listed(jurisdiction: Jurisdiction, certificate: str) -> bool:
    names = [one.thing for one in jurisdiction.items]
    return certificate in names or _nearest(certificate, names) is not None


def known_list(jurisdiction: Jurisdiction) -> None:
    """Raise CommandError where the jurisdiction's list is not at hand, or it has none."""
    if jurisdiction.list_title is None:
        said = f"{jurisdiction.program.why_no_list}。"
        raise CommandError(said, _form(jurisdiction.list_form))


def known_directory(jurisdiction: Jurisdiction, matter: str | None) -> Directory:
    """Return the directory of assistance, which must have the matter where one is named.

    Raises CommandError.
    """
    directory = jurisdiction.directory
    name = f"{jurisdiction.name}的行政协助事项清单"
    if directory is None:
        said = "directory" in jurisdiction.not_at_hand or jurisdiction.directory_form is not None
        message = f"{name}不在手边。" if said else f"目录里没有写{name}。"
        raise CommandError(message, _form(jurisdiction.directory_form))
    matters = list(dict.fromkeys(one.matter for one in directory.entries))
    if matter is not None and matter not in matters:
        near = _nearest(matter, matters)
        hint = f"是不是“{near}”？" if near else "不写 --matter，列出全部。"
        raise CommandError(f"{name}中没有“{matter}”这个事项。", hint)
    return directory


def _form(form: TableForm | None) -> str:
    """Say what form the document sets for a list that is not at hand, where it is known."""
    if form is None:
        return ""
    return f"文件只附了样式《{form.title}》，各栏是：{'、'.join(form.columns)}。"


def known_matter(jurisdiction: Jurisdiction, matter: str) -> str:
    """Return the matter where it is in the list. Raises CommandError with the nearest one."""
    if matter in jurisdiction.matters:
        return matter
    near = _nearest(matter, jurisdiction.matters)
    raise CommandError(
        f"{jurisdiction.name}的清单中没有“{matter}”这个事项。",
        f"是不是“{near}”？" if near else f"运行 gaozhi items {jurisdiction.name} 查看清单。",
    )


def _nearest(found: str, known: Sequence[str]) -> str | None:
    """Return the name that was probably meant, also where only a part of it was written."""
    return suggest(found, known) or next((name for name in known if found in name), None)
