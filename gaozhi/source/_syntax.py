"""Errors of the YAML parser explained in Chinese, with a help."""

import re
from dataclasses import dataclass

from gaozhi.source._builder import Failure, Region
from gaozhi.source._text import start_of_line

_DOCUMENT_END = re.compile(r"^\.\.\.", re.MULTILINE)
_TIGHT_COLON = re.compile(r"[^\s:\"']+(:)(?=[^\s/])")
_COMMENT = re.compile(r" #.*")
_QUOTE_ALL = "给整段文字加引号，例如 '……'。"


@dataclass(frozen=True, slots=True)
class Explained:
    """A syntax error as it is reported; places in the working copy."""

    code: str
    message: str
    help: str
    start: int
    end: int
    right: str | None = None
    """the replacement, where it is certain"""


def explain(failure: Failure, text: str, regions: list[Region]) -> Explained:
    """Return what is wrong at a failure, where, and what to do.

    Args:
        failure: where and why the parser stopped.
        text: the working copy.
        regions: its scalars, as far as it was read.

    """
    problem, context = failure.problem, failure.context
    if "quoted scalar" in context:
        return _quotes(failure, text)
    if "anchor" in context or "alias" in context:
        return _at(failure, "GZ123", "不能用锚点和引用（以 & 或者 * 开头）", _QUOTE_ALL, begin=True)
    if "tag" in context or "tag handle" in problem:
        return _at(failure, "GZ124", "不能用标签（以 ! 开头）", _QUOTE_ALL, begin=True)
    if "directive" in context or "directive" in problem or "incompatible YAML" in problem:
        return _at(failure, "GZ126", "不能用以 % 开头的 YAML 指令", "删去这一行。", begin=True)
    if "block scalar" in context:
        return _block_scalar(failure)
    if "cannot start any token" in problem:
        return _odd_start(failure, text)
    if "mapping values are not allowed" in problem:
        return _second_colon(failure, text, regions)
    if "simple key" in context:
        return _no_colon(failure, text)
    if "sequence entries are not allowed" in problem:
        help = "把“- ”放到下一行，缩进两个空格。"
        return _at(failure, "GZ104", "列表的“- ”要另起一行", help)
    if "document start" in problem and _DOCUMENT_END.search(text, 0, failure.index):
        return _at(failure, "GZ112", "“...”之后不能再有内容", "每份内容各存一个文件。")
    if "flow" in context or "node content" in problem:
        return _brackets(failure, text)
    return _block(failure, text, regions)


def _at(failure: Failure, code: str, message: str, help: str, *, begin: bool = False) -> Explained:
    place = failure.index
    if begin and failure.context_index is not None:
        place = failure.context_index
    return Explained(code, message, help, place, place + 1)


def _quotes(failure: Failure, text: str) -> Explained:
    opening = failure.index if failure.context_index is None else failure.context_index
    if "escape" in failure.problem or "hexdecimal" in failure.problem:
        # libyaml points at the backslash, the pure Python parser behind it.
        slash = text.rfind("\\", opening, failure.index + 1)
        message = f"双引号里的“{text[slash : slash + 2]}”不是 YAML 认得的写法"
        help = "文字里的反斜杠写成 \\\\，或者改用单引号。"
        return Explained("GZ102", message, help, slash, slash + 2)
    sign = text[opening : opening + 1]
    help = f"在这段文字的末尾补上 {sign}；文字里的单引号要写成两个 ''。"
    return Explained("GZ102", f"引号 {sign} 没有闭合", help, opening, opening + 1)


def _block_scalar(failure: Failure) -> Explained:
    message = "“|”和“>”后面不能直接写文字"
    help = "换行，缩进以后再写文字；文字以 | 或者 > 开头时，给整段文字加引号。"
    return _at(failure, "GZ101", message, help, begin=True)


def _odd_start(failure: Failure, text: str) -> Explained:
    sign = text[failure.index : failure.index + 1]
    if sign == "\t":
        help = "删去制表符，改用空格键打的半角空格。"
        return _at(failure, "GZ106", "这里不能用制表符", help)
    return _at(failure, "GZ101", f"文字不能以 {sign} 开头", _QUOTE_ALL)


def _second_colon(failure: Failure, text: str, regions: list[Region]) -> Explained:
    last = regions[-1] if regions else None
    if last is not None and start_of_line(text, last.start) != start_of_line(text, failure.index):
        tight = _TIGHT_COLON.match(text, last.start, last.end)
        if tight is not None and not text[start_of_line(text, last.start) : last.start].strip(" -"):
            return _tight_colon(tight.start(1))
        message = "缩进不对：这一行接在上一行的文字后面了，不能再写“键: 值”"
        help = "让它与同级的键左边对齐；上一行要有下级内容时，冒号后面不写值。"
        start = start_of_line(text, failure.index)
        start += len(text[start : failure.index]) - len(text[start : failure.index].lstrip(" "))
        return Explained("GZ104", message, help, start, failure.index)
    message = "一行里只能有一个“键: 值”，这里又有一个冒号"
    help = "文字里有“: ”时，给整段文字加引号；想写下级内容，换行并缩进。"
    return _at(failure, "GZ105", message, help)


def _no_colon(failure: Failure, text: str) -> Explained:
    start = failure.index if failure.context_index is None else failure.context_index
    end = min(end for end in (*_line_ends(text, start), len(text)) if end >= start)
    line = text[start:end]
    if line.startswith("-"):
        message, help = "“-”后面少一个空格", "写成“- ”加内容。"
        return Explained("GZ105", message, help, start, start + 1, "- ")
    colon = line.find(":")
    if 0 <= colon < len(line) - 1 and line[colon + 1] != " ":
        return _tight_colon(start + colon)
    message = "这一行没有冒号：这里应写“键: 值”"
    help = "补上“: ”和值；它若是上一行文字的下半段，请多缩进两个空格。"
    return Explained("GZ105", message, help, start, end)


def _tight_colon(place: int) -> Explained:
    return Explained("GZ105", "冒号后面少一个空格", "写成“键: 值”。", place, place + 1, ": ")


def _brackets(failure: Failure, text: str) -> Explained:
    opening = failure.opening
    if "node content" in failure.problem and text[failure.index :].strip():
        help = "删去多余的逗号，或者补上这一项。"
        return _at(failure, "GZ103", "这里缺一项内容", help)
    sign = "" if opening is None else text[opening : opening + 1]
    if opening is None or sign not in ("[", "{"):
        return _at(failure, "GZ103", "括号里少一个逗号或者多一个逗号", "检查括号里的逗号。")
    closer = "]" if sign == "[" else "}"
    found = text[failure.index : failure.index + 1]
    if found in ("]", "}") and found != closer:
        message = f"括号不成对：前面是 {sign}，这里却是 {found}"
        return _at(failure, "GZ103", message, f"改成 {closer}。")
    end = min(place for place in (*_line_ends(text, opening), len(text)) if place >= 0)
    comment = _COMMENT.search(text, opening, end)
    if comment is not None and closer in comment.group():
        message = f"“ #”后面是注释，括号 {sign} 因此没有闭合"
        help = "文字里有 # 时，给整段文字加引号；是注释的，移到上一行。"
        return Explained("GZ103", message, help, comment.start() + 1, comment.start() + 2)
    dump_flow = start_of_line(text, opening) == start_of_line(text, failure.index)
    if dump_flow and text[failure.index :].strip():
        help = f"各项之间用“, ”隔开；最后用 {closer} 闭合。"
        return _at(failure, "GZ103", f"括号 {sign} 里少一个逗号", help)
    help = f"在末尾补上 {closer}；各项之间用“, ”隔开。"
    return Explained("GZ103", f"括号 {sign} 没有闭合", help, opening, opening + 1)


def _block(failure: Failure, text: str, regions: list[Region]) -> Explained:
    found = text[failure.index : failure.index + 1]
    last = regions[-1] if regions else None
    if found in ("]", "}"):
        message = f"多了一个 {found}：前面没有与它成对的括号"
        return _at(failure, "GZ103", message, "删去它，或者在前面补上括号。")
    same_line = start_of_line(text, failure.index)
    if text[same_line : failure.index].strip(" "):
        if last is not None and last.style in ("'", '"') and last.end >= same_line:
            if start_of_line(text, last.start) != same_line:
                message = f"从这里打开的引号 {last.style} 到下面的行才闭合，其后还有文字"
                help = f"多半是这段文字的末尾少了一个 {last.style}。"
                return Explained("GZ102", message, help, last.start, last.start + 1)
            message = "引号闭合以后还有文字"
            help = "整段文字都放进引号里；文字里的引号用中文的“ ”。"
            return _at(failure, "GZ102", message, help)
        return _at(failure, "GZ101", "从这里起读不懂", "检查这一行的引号、括号和逗号。")
    if "expected" in failure.problem and found:
        column = failure.index - same_line + 1
        message = f"缩进不对：这一行从第 {column} 列开始，与上面哪一级都不对齐"
        help = "同级的行左边要对齐，每层缩进两个空格。"
        return _at(failure, "GZ104", message, help)
    return _at(failure, "GZ101", "从这里起读不懂", "检查这一行和上一行的缩进、引号、括号。")


def _line_ends(text: str, index: int) -> tuple[int, int]:
    return text.find("\n", index), text.find("\r", index)
