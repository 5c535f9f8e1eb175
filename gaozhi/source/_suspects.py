"""Mistaken signs, as full-width punctuation: found, and replaced so that reading can go on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaozhi.source._builder import Failure, Parsed, Region, gaps
from gaozhi.source._text import Draft, start_of_line

# Every blank of Unicode but the space itself: full-width, no-break, and the typographic ones.
BLANKS = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_ANY = re.compile(f"[\t{BLANKS}]")
_IN_PLAIN = re.compile(
    rf"""(?P<tab>\t+)
       | (?:\A|(?<=[\r\n])[ ]*) (?P<leading>[{BLANKS}]+)
       | (?:\A|(?<=[\r\n])[ ]*) [-?] (?P<dash>[{BLANKS}]+)
       | : (?P<colon>[{BLANKS}]+)
       | (?<![{BLANKS}]) (?P<comment>[{BLANKS}]++) [ ]*+ (?=[#])
       | (?<![{BLANKS}]) (?P<trailing>[{BLANKS}]++) (?=[ ]*+(?:[\r\n]|\Z))""",
    re.VERBOSE,
)
_GAP_COMMENT = re.compile(r"#[^\r\n]*")
_GAP_TAB = re.compile(r"(?<![ \t]) *+(\t[ \t]*+)(?![#\r\n]|\Z)")
_INDENT = re.compile(rf"(?:\A|(?<=[\r\n])) *([\t{BLANKS}][ \t{BLANKS}]*+)(?![\r\n]|\Z)")
_KEY_COLON = re.compile(r"[ ]*(?:-[ ]+)*[^\s：:,，\[\]{}\"'“”#。；]+(：)")
_LINE = re.compile(r"[^\r\n]+")
_MOST_RUN = 1_000
_QUOTES = {"“": "”", "”": "”", "‘": "’", "＂": "＂"}
_BRACKETS = {"｛": "{", "［": "[", "【": "[", "｝": "}", "］": "]", "】": "]"}
_CLOSERS = {"{": "｝", "[": "］】"}


@dataclass(frozen=True, slots=True)
class Suspect:
    """One mistaken sign: its place in the original text, what is wrong, what to read instead.

    A tentative one may turn out to be none; what is only proposed is not written by a fix.
    """

    start: int
    end: int
    code: str
    message: str
    help: str
    edits: tuple[tuple[int, str], ...]
    tentative: bool = False
    proposed: bool = False


def find_suspects(parsed: Parsed, draft: Draft) -> Iterator[Suspect]:
    """Yield the mistaken signs that one pass over the working copy shows."""
    if _ANY.search(draft.text):
        yield from _blanks_in_scalars(parsed, draft)
        yield from _tabs_in_gaps(parsed, draft)
        if parsed.failure is not None:
            yield from _blanks_at_failure(parsed.failure, parsed, draft)
    for key in parsed.lone_keys:
        at = draft.text.find("：", key.start, key.end)
        if at >= 0:
            yield _colon(draft, at)
    if parsed.failure is not None:
        yield from _signs_at_failure(parsed.failure, parsed.regions, draft)
    elif parsed.is_one_text():
        yield from _colons(draft, parsed.regions[0].start, parsed.regions[0].end)


def _blanks_in_scalars(parsed: Parsed, draft: Draft) -> Iterator[Suspect]:
    for region in parsed.regions:
        if region.style or not _ANY.search(draft.text, region.start, region.end):
            continue
        for found in _IN_PLAIN.finditer(draft.text[region.start : region.end]):
            where = found.lastgroup or ""
            start, end = found.span(where)
            yield _blank(draft, region.start + start, region.start + end, where)


def _tabs_in_gaps(parsed: Parsed, draft: Draft) -> Iterator[Suspect]:
    for start, end in gaps(parsed, len(draft.text)):
        if "\t" not in draft.text[start:end]:
            continue
        # What follows decides whether a tab only trails; the scalar after the gap is looked at too.
        text = draft.text[start:end] + ("x" if end < len(draft.text) else "")
        text = _GAP_COMMENT.sub(_as_signs, text)
        for found in _GAP_TAB.finditer(text):
            first, last = found.span(1)
            line = start_of_line(text, first)
            inside = text[line:first].strip(" ") or (line == 0 and start)
            where = "tab" if inside else "leading"
            yield _blank(draft, start + first, start + last, where)


def _blanks_at_failure(failure: Failure, parsed: Parsed, draft: Draft) -> Iterator[Suspect]:
    """Yield the blanks on the lines at which the parser stopped, and in later indentation."""
    if "quoted scalar" in failure.context:
        return
    text = draft.text
    here = failure.index
    if "simple key" in failure.context and failure.context_index is not None:
        here = failure.context_index
    first = max(start_of_line(text, here), parsed.regions[-1].end if parsed.regions else 0)
    end = _end_of_line(text, failure.index)
    indented = False
    for found in _IN_PLAIN.finditer(_GAP_COMMENT.sub(_as_signs, text[first:end])):
        where = found.lastgroup or ""
        start, stop = found.span(where)
        at_head = not text[start_of_line(text, first + start) : first + start].strip(" ")
        indented = indented or at_head
        where = "leading" if at_head else where
        yield _blank(draft, first + start, first + stop, where)
    if indented:
        for found in _INDENT.finditer(text, end):
            yield _blank(draft, *found.span(1), "leading", tentative=True)


def _as_signs(found: re.Match[str]) -> str:
    return "#" * len(found.group())


_WHERE = {
    "leading": "缩进里",
    "dash": "“-”后面",
    "colon": "“:”后面",
    "comment": "“#”前面",
    "trailing": "行尾",
    "tab": "这里",
}


def _blank(draft: Draft, start: int, end: int, where: str, *, tentative: bool = False) -> Suspect:
    run = draft.text[start:end]
    tab = "\t" in run
    name = "制表符" if tab else "全角空格" if "\u3000" in run else "不间断空格之类的特殊空格"
    before = draft.text[start_of_line(draft.text, start) : start]
    place = "这里" if where == "leading" and before.strip(" ") else _WHERE[where]
    verb = "是" if where in ("dash", "colon") else "有"
    width = "  " if place == "缩进里" else " "
    originals = range(draft.origin(start), draft.origin(end))
    if end - start > _MOST_RUN:  # not written by hand; reported without edits
        originals = range(0)
    return Suspect(
        draft.origin(start),
        draft.origin(end),
        "GZ106" if tab else "GZ107",
        f"{place}{verb}{name}，要用普通的半角空格",
        "删去它，改用空格键打的半角空格"
        + ("；缩进每层用两个空格" if place == "缩进里" else "")
        + (
            '；文字里要有制表符，用双引号写成 "\\t"。'
            if tab
            else "；文字里要留它，给整段文字加引号。"
        ),
        tuple((at, width) for at in originals if draft.original[at] != " "),
        tentative,
    )


def _signs_at_failure(failure: Failure, regions: list[Region], draft: Draft) -> Iterator[Suspect]:
    text = draft.text
    last = regions[-1] if regions else None
    if failure.context_index is not None and "flow" in failure.context:
        start = failure.context_index if last is None else max(failure.context_index, last.start)
        yield from _signs_in_flow(failure, failure.context_index, start, draft)
        return
    if "mapping values" in failure.problem and last is not None and not last.style:
        start = last.start
    elif "simple key" in failure.context and failure.context_index is not None:
        start = failure.context_index
    else:
        return
    yield from _opening_sign(draft, start, _end_of_line(text, start))
    yield from _colons(draft, start, max(failure.index, start))


def _colons(draft: Draft, start: int, end: int) -> Iterator[Suspect]:
    """Yield the full-width colon after what looks like a key at the head of each line."""
    for line in _LINE.finditer(draft.text, start, end):
        # A value after a key may hold any sign.
        head = draft.text[start_of_line(draft.text, line.start()) : line.start()]
        found = _KEY_COLON.match(draft.text, line.start(), line.end())
        if found is not None and not head.strip(" -"):
            yield _colon(draft, found.start(1))


def _colon(draft: Draft, at: int) -> Suspect:
    blank = draft.text[at + 1 : at + 2] in ("", " ", "\r", "\n")
    return _sign(draft, at, "：", ":" if blank else ": ", "“: ”（半角冒号加一个空格）")


def _opening_sign(draft: Draft, start: int, end: int) -> Iterator[Suspect]:
    opener = draft.text[start : start + 1]
    if opener in _QUOTES and opener:
        yield _sign(draft, start, opener, '"', "半角的 \" 或者 '")
        closer = draft.text.find(_QUOTES[opener], start + 1, end)
        if closer >= 0:
            yield _sign(draft, closer, draft.text[closer], '"', "半角的 \" 或者 '")
    elif opener in ("｛", "［", "【"):
        yield _sign(draft, start, opener, _BRACKETS[opener], f"半角的 {_BRACKETS[opener]}")
        closers = [draft.text.rfind(sign, start, end) for sign in "｝］】"]
        if max(closers) >= 0:
            yield _bracket(draft, max(closers))


def _bracket(draft: Draft, at: int) -> Suspect:
    sign = draft.text[at]
    return _sign(draft, at, sign, _BRACKETS[sign], f"半角的 {_BRACKETS[sign]}")


def _signs_in_flow(failure: Failure, opening: int, start: int, draft: Draft) -> Iterator[Suspect]:
    text = draft.text
    end = min(failure.index + 1, _end_of_line(text, failure.index))
    if failure.index < len(text):
        at = text.find("，", start, end)
        if at >= 0:
            after = text[at + 1 : at + 2]
            edit = "," if after == " " else ", "
            yield _sign(draft, at, "，", edit, "“, ”（半角逗号加一个空格）")
            return
    closers = _CLOSERS.get(text[opening : opening + 1], "")
    places = [text.rfind(sign, opening, _end_of_line(text, opening)) for sign in closers]
    if not closers or max(places) < 0:
        places = [text.rfind(sign, opening, end) for sign in closers]
    if places and max(places) >= 0:
        yield _bracket(draft, max(places))


def _sign(draft: Draft, at: int, sign: str, edit: str, right: str) -> Suspect:
    place = draft.origin(at)
    return Suspect(
        place,
        place + 1,
        "GZ108",
        f"这里的 {sign} 是全角符号，要用{right}",
        f"改成{right}；它本来就是文字的一部分时，给整段文字加引号。",
        ((place, edit),),
    )


def _end_of_line(text: str, index: int) -> int:
    ends = (text.find(sign, index) for sign in "\r\n")
    return min((end for end in ends if end >= 0), default=len(text))
