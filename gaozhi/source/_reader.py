"""Reading one YAML text: its tree, and all of its problems at once."""

from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from gaozhi.source._builder import INVISIBLE, Parsed, parse
from gaozhi.source._diagnostic import Diagnostic, Edit, Severity, at_most, in_order
from gaozhi.source._encoding import Undecodable, decode
from gaozhi.source._limits import Limits
from gaozhi.source._nodes import Node
from gaozhi.source._suspects import Suspect, find_suspects
from gaozhi.source._syntax import explain
from gaozhi.source._text import Draft, Places
from gaozhi.source._torn import find_torn

# Line ends that only some programs know.
_RARE_LINE_ENDS = "\x85\u2028\u2029"
_MOST_INVISIBLE = 20
# Replacing mistaken signs can reveal others: a text is read again up to this often.
_MOST_PASSES = 20
# Far more mistaken signs than anybody writes; beyond them reading stops.
_MOST_SIGNS = 20_000
_CHARACTERS_TO_READ = 2_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: its text without a byte-order mark, its tree, and its diagnostics.

    `root` is None where the text could not be read to its end or is empty. A value with an error
    is in the tree as what was probably meant.
    """

    name: str
    text: str = field(repr=False)
    root: Node | None = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the diagnostics."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def read_text(
    text: str | bytes,
    name: str,
    limits: Limits = Limits(),  # noqa: B008
) -> Source:
    """Return the tree of a YAML text and all of its problems; nothing is raised for any text.

    Args:
        text: the text, or the bytes of a file, with or without a byte-order mark.
        name: the file's name in spans.
        limits: bounds on size, depth and number of values.

    """
    too_large = _too_large(text, name, limits)
    if too_large is not None:
        return too_large
    if isinstance(text, str):
        return _read(text.removeprefix("\ufeff"), name, limits)
    decoded = decode(text)
    if isinstance(decoded, str):
        return _read(decoded, name, limits)
    return _undecodable(decoded, name)


def plain_text(data: bytes, name: str) -> Source:
    """Return the text of a file that is no YAML; bytes that are no text are a problem.

    Args:
        data: the bytes, with or without a byte-order mark.
        name: the file's name in spans.

    """
    kind = _office_kind(data)
    if kind is not None:
        message = f"这是{kind}，不是文本"
        help = "用打开它的软件另存为纯文本（.txt），编码选 UTF-8。"
        span = Places(name, "").span(0, 0)
        return Source(name, "", None, (Diagnostic.error("GZ110", message, span, help=help),))
    decoded = decode(data)
    if not isinstance(decoded, str):
        return _undecodable(decoded, name)
    if "\0" in decoded:
        where = decoded.index("\0")
        span = Places(name, decoded).span(where, where + 1)
        message = "文件里有空字符，不是文本"
        help = "核对文件；要的是纯文本（.txt），编码为 UTF-8。"
        return Source(name, decoded, None, (Diagnostic.error("GZ110", message, span, help=help),))
    return Source(name, decoded, None, ())


def _office_kind(data: bytes) -> str | None:
    """Return the kind of an office file by its first bytes; None for any other file."""
    for mark, kind in (
        (b"%PDF-", "PDF 文件"),
        (b"PK\x03\x04", "Word、Excel 文档或者压缩包"),
        (b"\xd0\xcf\x11\xe0", "旧版的 Word、Excel 文档"),
    ):
        if data.startswith(mark):
            return kind
    return None


def refuse_size(size: int, name: str, limits: Limits) -> Source:
    """Return the source of a file that is refused for its size, unread.

    Args:
        size: its size in bytes.
        name: the file's name in spans.
        limits: the bounds, for the message.

    """
    bound = (
        f"{limits.bytes / (1 << 20):.3g} MiB" if limits.bytes >= 1 << 20 else f"{limits.bytes} 字节"
    )
    found = Diagnostic.error(
        "GZ113",
        f"文件太大：{size} 字节，最多 {bound}",
        Places(name, "").span(0, 0),
        help="把文件分成几个。",
    )
    return Source(name, "", None, (found,))


def _too_large(text: str | bytes, name: str, limits: Limits) -> Source | None:
    size = len(text)
    if isinstance(text, str) and size <= limits.bytes < 4 * size:
        size = len(text.encode("utf-8", "surrogatepass"))
    return refuse_size(size, name, limits) if size > limits.bytes else None


def _undecodable(decoded: Undecodable, name: str) -> Source:
    span = Places(name, decoded.text).span(decoded.index, decoded.index + 1)
    found = Diagnostic.error("GZ110", decoded.message, span, help=decoded.help)
    return Source(name, decoded.text, None, (found,))


def _read(text: str, name: str, limits: Limits) -> Source:
    places, draft = Places(name, text), Draft(text)
    found = _invisible(text, places)
    signs = sum(1 for _ in islice(INVISIBLE.finditer(text), _MOST_SIGNS + 1))
    if signs > _MOST_SIGNS:
        return Source(name, text, None, tuple(found))
    draft.replace({m.start(): _instead(m.group()) for m in INVISIBLE.finditer(text)})
    suspects: dict[int, Suspect] = {}
    for _ in range(max(2, min(_MOST_PASSES, _CHARACTERS_TO_READ // (len(text) + 1)))):
        parsed = parse(draft, places, limits)
        # What is only a part of a torn text is no mistake of its own.
        those = islice(list(find_torn(parsed, draft)) or find_suspects(parsed, draft), _MOST_SIGNS)
        fresh = {s.start: s for s in those if s.start not in suspects}
        suspects.update(fresh)
        if not fresh or len(suspects) >= _MOST_SIGNS:
            break
        draft.replace({at: new for suspect in fresh.values() for at, new in suspect.edits})
    real = _real(suspects, parsed, draft)
    found += [
        Diagnostic.error(
            s.code,
            s.message,
            places.span(s.start, s.end),
            help=s.help,
            fix=() if s.proposed else (Edit(places.span(at, at + 1), new) for at, new in s.edits),
        )
        for s in sorted(real, key=attrgetter("start"))[: limits.problems + 1]
    ]
    if len(suspects) >= _MOST_SIGNS and len(found) > limits.problems:
        # Further problems would be found in a text whose mistaken signs are not all replaced.
        return Source(name, text, None, at_most(in_order(found), limits.problems))
    found += parsed.problems
    found += _failure(parsed, draft, places, real)
    if parsed.empty and not found:
        help = "写上内容，或者删去这个文件。"
        found.append(Diagnostic.error("GZ111", "文件是空的", places.span(0, 0), help=help))
    complete = parsed.failure is None and not parsed.cut_short and not parsed.empty
    root = parsed.root if complete else None
    return Source(name, text, root, at_most(in_order(found), limits.problems))


def _instead(sign: str) -> str:
    return "\n" if sign in _RARE_LINE_ENDS else "\ufffd"


def _invisible(text: str, places: Places) -> list[Diagnostic]:
    every = list(INVISIBLE.finditer(text))
    found = []
    for count, match in enumerate(every[:_MOST_INVISIBLE], 1):
        message = f"有看不见的字符 U+{ord(match.group()):04X}"
        if count == _MOST_INVISIBLE < len(every):
            message += f"；后面还有 {len(every) - count} 处"
        help = "删去它（多半是从网页或者文档里带来的）。"
        those = every[count - 1 : _MOST_SIGNS] if count == _MOST_INVISIBLE else [match]
        # A line end of some programs may be meant as one: only the author knows, so it has no fix.
        fix = [
            Edit(places.span(*one.span()), "")
            for one in those
            if one.group() not in _RARE_LINE_ENDS
        ]
        span = places.span(*match.span())
        found.append(Diagnostic.error("GZ109", message, span, help=help, fix=fix))
    return found


def _real(suspects: dict[int, Suspect], parsed: Parsed, draft: Draft) -> list[Suspect]:
    """Return the suspects outside quotes and block text, within which any sign is allowed."""
    safe = [(draft.origin(r.start), draft.origin(r.end)) for r in parsed.regions if r.style]
    last = len(draft.original)
    if parsed.failure is not None:
        last = draft.origin(parsed.failure.index)
    return [
        suspect
        for suspect in suspects.values()
        if not suspect.tentative
        or (suspect.start <= last and not any(a <= suspect.start < b for a, b in safe))
    ]


def _failure(
    parsed: Parsed, draft: Draft, places: Places, mended: list[Suspect]
) -> list[Diagnostic]:
    failure = parsed.failure
    if failure is None:
        return []
    explained = explain(failure, draft.text, parsed.regions)
    span = places.span(draft.origin(explained.start), draft.origin(explained.end))
    # Near a mistaken sign, or where lines only seem out of step, its own report is enough.
    first = places.line_start(draft.origin(min(explained.start, failure.index)))
    near = any(first <= s.start <= draft.origin(failure.index) for s in mended)
    if near or (mended and explained.code == "GZ104"):
        return []
    fix = () if explained.right is None else (Edit(span, explained.right),)
    return [Diagnostic.error(explained.code, explained.message, span, help=explained.help, fix=fix)]
