"""From parse events to a tree: no anchor is resolved, no tag applied, every place kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import yaml

from gaozhi.source._diagnostic import Diagnostic, Edit, Related, Span
from gaozhi.source._limits import Limits
from gaozhi.source._nodes import Mapping, Node, Scalar, Sequence
from gaozhi.source._scalars import Misread, misread_key, resolve
from gaozhi.source._text import Draft, Places

# Anchors and tags stand before a node, with blanks, line ends and comments between.
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*|\s+|#[^\r\n]*")
_SHOWN = 30
# Characters without a shape, and those that steer the screen that shows them.
INVISIBLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\xad\u200b\u200e\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)

_LONE_RETURN = re.compile("\r(?!\n)")

# libyaml where it is there; the pure Python parser gives the same events, more slowly.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Since 0.2.6 libyaml has a bound of its own on nesting, and says so in these words.
_LIBYAML_BOUND = "exceeded maximum nesting depth"


@dataclass(frozen=True, slots=True)
class Region:
    """Where a scalar stands in the working copy; `style` is "", ' " | or >."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Where and why the parser could not go on, in its own words; places in the working copy.

    `opening` is the innermost bracket that was still open.
    """

    index: int
    problem: str
    context: str
    context_index: int | None
    opening: int | None = None


@dataclass(slots=True)
class Parsed:
    """The result of one pass over a text."""

    root: Node | None = None
    empty: bool = True
    problems: list[Diagnostic] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    lone_keys: list[Region] = field(default_factory=list)
    failure: Failure | None = None
    cut_short: bool = False

    def is_one_text(self) -> bool:
        """Whether the whole file is a single plain text, where a mapping or a list must be."""
        return isinstance(self.root, Scalar) and not self.root.quoted and len(self.regions) == 1


class _Stop(Exception):  # noqa: N818 - not an error: a bound is reached
    """Reading has reached a bound; what was read so far is kept."""


@dataclass(slots=True)
class _Open:
    """A collection that has begun and not ended."""

    kind: str
    flow: bool
    start: int
    last: int
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    key_region: tuple[int, int] = (0, 0)
    waiting: bool = False
    dropped: bool = False


def parse(
    draft: Draft, places: Places, limits: Limits, *, loader: type[Any] | None = None
) -> Parsed:
    """Return the tree of the working copy and every problem found; nothing is raised.

    Args:
        draft: the working copy.
        places: what turns its places into spans.
        limits: bounds on depth and number of values.
        loader: whose parser is used; libyaml's where None, if it is there.

    """
    builder = _Builder(draft, places, limits)
    try:
        for event in yaml.parse(draft.text, Loader=loader or LOADER):
            builder.take(event)
    except _Stop:
        builder.parsed.cut_short = True
    except yaml.MarkedYAMLError as problem:
        if problem.problem == _LIBYAML_BOUND and loader is None:
            # libyaml reads ahead, and gives up before it has delivered what lies within our bound.
            return parse(draft, places, limits, loader=yaml.SafeLoader)
        builder.parsed.failure = _failure(problem, len(draft.text), builder.opening())
    except (yaml.YAMLError, ValueError) as problem:
        # The pure Python parser lets chr() complain about an escape that is no character.
        builder.parsed.failure = Failure(builder.index, str(problem), "", None)
    return builder.parsed


def _failure(problem: yaml.MarkedYAMLError, length: int, opening: int | None) -> Failure:
    mark, context = problem.problem_mark, problem.context_mark
    at = mark or context
    return Failure(
        index=min(length if at is None else at.index, length),
        problem=problem.problem or "",
        context=problem.context or "",
        context_index=None if context is None else min(context.index, length),
        opening=opening,
    )


class _Builder:
    """Builds the tree of one text from its parse events, taken in order; `parsed` is the result."""

    def __init__(self, draft: Draft, places: Places, limits: Limits) -> None:
        self.parsed = Parsed()
        self.index = 0
        self._draft = draft
        self._text = draft.text
        self._places = places
        self._limits = limits
        self._stack: list[_Open] = []
        self._nodes = 0
        self._first_document: Span | None = None
        self._documents = 0
        # A file says the same few words over and over; each is kept once.
        self._words: dict[str, str] = {}

    def take(self, event: yaml.Event) -> None:
        """Add one event. Raises _Stop when a bound is reached."""
        self.index = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def opening(self) -> int | None:
        """Return where the innermost bracket that is still open stands."""
        return next((top.start for top in reversed(self._stack) if top.flow), None)

    def _span(self, start: int, end: int) -> Span:
        return self._places.span(self._draft.origin(start), self._draft.origin(end))

    def _report(
        self,
        code: str,
        message: str,
        span: Span,
        help: str,
        related: tuple[Related, ...] = (),
        fix: tuple[Edit, ...] = (),
    ) -> None:
        found = Diagnostic.error(code, message, span, related=related, help=help, fix=fix)
        self.parsed.problems.append(found)
        if len(self.parsed.problems) > self._limits.problems:
            raise _Stop

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        start, end = _start(event), _end(event)
        if event.version or event.tags:
            self._report(
                "GZ126",
                "不能用以 % 开头的 YAML 指令",
                self._span(start, self._end_of_line(start)),
                "删去这一行。",
            )
        self._documents += 1
        if self._documents == 1:
            self._first_document = self._span(start, end)
        elif self._documents == 2 and self._first_document is not None:
            self._report(
                "GZ112",
                "一个文件里有几份内容（用 --- 隔开）",
                self._span(start, end),
                "每份内容各存一个文件，删去 ---。",
                (Related(self._first_document, "第一份从这里开始"),),
            )

    def _end_of_line(self, index: int) -> int:
        ends = (self._text.find(sign, index) for sign in "\r\n")
        return min((end for end in ends if end >= 0), default=len(self._text))

    def _count(self, span: Span) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            message = f"内容太多：超过 {self._limits.nodes} 项"
            self.parsed.problems.append(
                Diagnostic.error("GZ115", message, span, help="把文件分成几个。")
            )
            raise _Stop

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
        """Report the anchor and the tag of an event; return where its own text begins."""
        start = _start(event)
        if event.anchor is None and event.tag is None:
            return start
        place = start
        while (found := _PROPERTY.match(self._text, place)) is not None:
            piece, span = found.group(), self._span(*found.span())
            if piece[0] == "&":
                message = f"不能用锚点“{_shown(piece)}”：每一处都要把内容写全"
                help = "删去它；文字以 & 开头时，给文字加引号。"
                self._report("GZ123", message, span, help)
            elif piece[0] == "!":
                message = f"不能用标签“{_shown(piece)}”"
                help = "删去它；文字以 ! 开头时，给文字加引号。"
                self._report("GZ124", message, span, help)
            place = found.end()
        return place

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = _start(event), _end(event)
        span, raw = self._span(start, end), self._text[start:end]
        message = f"不能用引用“{_shown(raw)}”：每一处都要把内容写全"
        help = "把所引的内容抄在这里；文字以 * 开头时，给文字加引号。"
        self._report("GZ123", message, span, help)
        self._count(span)
        self._add(Scalar(None, raw, quoted=False, span=span), start, end)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        style = event.style or ""
        text = self._words.setdefault(event.value, event.value)
        start, end = self._properties(event), _end(event)
        if not style and not text:
            end = start = _start(event)
        if style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip(" \t\r\n"))
        span = self._span(start, end)
        self._count(span)
        if style == '"':
            self._refuse_escapes(text, span)
        if style or text:
            self.parsed.regions.append(Region(start, end, style))
        top = self._stack[-1] if self._stack else None
        if top is not None and top.kind == "mapping" and not top.waiting:
            self._key(text, style, span, start, end)
        elif style:
            self._add(Scalar(text, text, quoted=True, span=span), start, end)
        elif text:
            value, misread = resolve(text)
            if misread is not None and not (top is not None and top.dropped):
                self._misread(misread, span)
            self._add(Scalar(value, text, quoted=False, span=span), start, end)
        else:
            has_properties = event.anchor is not None or event.tag is not None
            self._nothing(top, start, span, reported=has_properties)

    def _refuse_escapes(self, text: str, span: Span) -> None:
        r"""Report an escape such as \x1b, which writes a character that a file may not hold."""
        found = INVISIBLE.search(text.replace("\r\n", "\n")) or _LONE_RETURN.search(text)
        if found is not None:
            message = f"双引号里的转义写出了看不见的字符 U+{ord(found.group()):04X}"
            self._report("GZ109", message, span, "删去这个转义")

    def _nothing(self, top: _Open | None, start: int, span: Span, *, reported: bool) -> None:
        if top is not None and not reported:
            if top.kind == "sequence":
                dash = self._text.rfind("-", 0, start)
                self._report(
                    "GZ130",
                    "“-”后面没有写值",
                    self._span(dash, dash + 1) if dash >= 0 else span,
                    "补上值，或者删去这一行。",
                )
            elif ":" not in self._text[top.key_region[1] : start] and top.flow:
                self.parsed.lone_keys.append(Region(*top.key_region, ""))
                raw = "" if top.key is None else top.key.raw
                self._report(
                    "GZ130",
                    f"“{_shown(raw)}”后面没有冒号和值：花括号里每一项都要写成“键: 值”",
                    self._span(*top.key_region),
                    "补上冒号和值；想写列表，用方括号 [ ]。",
                )
            else:
                raw = "" if top.key is None else top.key.raw
                self._report(
                    "GZ130",
                    f"“{_shown(raw)}:”后面没有写值",
                    self._span(top.key_region[0], start),
                    "补上值；确实没有值，写 null、{} 或者 []，或者删去这一行。",
                )
        self._add(Scalar(None, "", quoted=False, span=span), start, start, empty=True)

    def _key(self, value: str, style: str, span: Span, start: int, end: int) -> None:
        top = self._stack[-1]
        key = Scalar(value, value, quoted=bool(style), span=span)
        top.waiting, top.key, top.key_region, top.dropped = True, key, (start, end), False
        first = top.keys.setdefault(value, key)
        if first is not key:
            top.dropped = True
            self._report(
                "GZ120",
                f"键“{_shown(value)}”写了两次",
                span,
                "删去一处，或者把两处合在一起。",
                (Related(first.span, "第一次写在这里"),),
            )
        elif style:
            return
        elif not value:
            top.dropped = True
            self._report("GZ130", "冒号前面没有写键", span, "补上键。")
        elif value == "<<":
            top.dropped = True
            help = "把要合并的内容逐项写出来。"
            self._report("GZ125", "不能用合并键“<<”", span, help)
        elif (misread := misread_key(value)) is not None:
            self._misread(misread, span)

    def _misread(self, misread: Misread, span: Span) -> None:
        fix = (Edit(span, misread.right),)
        self._report(misread.code, misread.message, span, misread.help, fix=fix)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        start = self._properties(event)
        kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
        span = self._span(start, start + 1)
        self._count(span)
        if len(self._stack) >= self._limits.depth:
            message = f"嵌套太深：超过 {self._limits.depth} 层"
            self.parsed.problems.append(
                Diagnostic.error("GZ114", message, span, help="减少嵌套的层数。")
            )
            raise _Stop
        self._stack.append(_Open(kind, bool(event.flow_style), start, start))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self._stack.pop()
        # A block collection ends with its last value; its end mark stands at whatever comes next.
        end = _end(event) if done.flow else done.last
        span = self._span(done.start, end)
        if done.kind == "mapping":
            self._add(Mapping(tuple(done.entries), span), done.start, end)
        else:
            self._add(Sequence(tuple(done.items), span), done.start, end)

    def _add(self, node: Node, start: int, end: int, *, empty: bool = False) -> None:
        """Put a finished node where it belongs: under its key, into its list, or at the root."""
        if not self._stack:
            if self._documents == 1:
                self.parsed.root, self.parsed.empty = node, empty
            return
        top = self._stack[-1]
        top.last = max(top.last, end)
        if top.kind == "sequence":
            top.items.append(node)
        elif top.waiting:
            if top.key is not None and not top.dropped:
                top.entries.append((top.key, node))
            top.waiting = False
        else:
            self._odd_key(top, node, start, end)

    def _odd_key(self, top: _Open, node: Node, start: int, end: int) -> None:
        """Note a key that is no text: an alias, which is reported, or a collection."""
        top.waiting, top.key, top.key_region, top.dropped = True, None, (start, end), True
        if not isinstance(node, Scalar):
            kind = "映射" if isinstance(node, Mapping) else "列表"
            message = f"键不能是{kind}，只能是一段文字"
            help = "换成一段文字；文字里有括号时，给整个键加引号。"
            self._report("GZ121", message, node.span, help)


def _start(event: yaml.Event) -> int:
    return 0 if event.start_mark is None else event.start_mark.index


def _end(event: yaml.Event) -> int:
    return 0 if event.end_mark is None else event.end_mark.index


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def gaps(parsed: Parsed, length: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the working copy between its scalars, as far as it was read."""
    end = length if parsed.failure is None else parsed.failure.index
    last = 0
    for region in chain(parsed.regions, (Region(end, end, ""),)):
        if region.start > last:
            yield last, region.start
        last = max(last, region.end)
