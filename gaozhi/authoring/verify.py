"""Whether the quotes are in the documents, and every sentence of a document in a quote.

Every `quote` is looked for in the text that it was taken from, and every sentence of a
jurisdiction's own document in the quotes of its provisions and asides.

A text belongs to a document when the document's ``text:`` says so (by the name of its file or its
digest), or else when it opens with the document's number or title.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import Any, Final

from gaozhi.authoring.document_text import DocumentText, Range, read_texts
from gaozhi.authoring.sentences import Cover, Nowhere, SentenceCount, account_for
from gaozhi.compiler import Depth
from gaozhi.errors import CatalogError
from gaozhi.language import AsideSource, DocumentHeader, ProvisionSource, RulesFolder
from gaozhi.source import (
    MOST_PROBLEMS,
    Diagnostic,
    Diagnostics,
    JsonRecord,
    Node,
    Severity,
    as_json,
    at_most,
    normalised,
    path_of,
)
from gaozhi.workspace.asides import overlapping
from gaozhi.workspace.build import Workspace
from gaozhi.workspace.lookup import find_named
from gaozhi.workspace.opening import open_workspace

__all__ = ["Verification", "VerifiedDocument", "verify"]

_MOST_NEAREST: Final = 30
"""For how many quotes that are not there the nearest passage is looked for."""
_SHOWN: Final = 120
"""How much of a passage is shown."""


@dataclass(frozen=True, slots=True)
class VerifiedDocument(JsonRecord):
    """The result for the quotes from one document.

    Attributes:
        rules: the folder of rules that quotes it.
        document: its number, or its title in 《》.
        text: the name of the text that it was compared with; None where there was none.
        sha256: the digest of that text, white space and width aside.
        recorded: the digest that the document's own ``text:`` records.
        quotes: how many quotes of provisions there are.
        found: how many of them stand in the text.
        asides: how many asides there are.
        asides_found: how many of them stand in the text.
        sentences: what became of the text's sentences; None where there was no text, and of a
            statute, of which nobody quotes every sentence.

    """

    rules: str
    document: str
    text: str | None
    sha256: str | None
    recorded: str | None
    quotes: int
    found: int
    asides: int = 0
    asides_found: int = 0
    sentences: SentenceCount | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The result for all quotes and sentences.

    Attributes:
        diagnostics: quotes that are not there, sentences that are in no quote, asides over the
            words of provisions, digests that differ, documents without text, texts without
            document, files that are no text.
        sources: the text of every file, by the name that the diagnostics use.
        documents: what came of each document.
        unread: how many errors the rules themselves have; quotes may be missing for them.

    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str] = field(hash=False)
    documents: tuple[VerifiedDocument, ...]
    unread: int

    @property
    def sound(self) -> bool:
        """Whether every quote that could be compared is there, and every sentence in a quote."""
        return not self.unread and not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def to_dict(self) -> dict[str, Any]:
        """Return the same as JSON-ready data."""
        return {
            "documents": [document.to_dict() for document in self.documents],
            "problems": [
                as_json(found, "code severity message place=span help")
                for found in self.diagnostics
            ],
            "unread": self.unread,
        }


@dataclass(slots=True)
class _Quoted:
    """A document as one folder of rules quotes it."""

    rules: str
    header: DocumentHeader
    holder: Node
    own: bool
    provisions: list[ProvisionSource] = field(default_factory=list)
    asides: list[AsideSource] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str]:
        """What tells it from other documents; folders may quote the same one."""
        return normalised(self.header.number or ""), normalised(self.header.title)

    @property
    def label(self) -> str:
        return self.header.number or f"《{self.header.title}》"


def verify(
    texts: str | PathLike[str],
    county: str | None = None,
    *,
    folder: str | PathLike[str] | None = None,
    bundled: bool = True,
) -> Verification:
    """Return whether every quote of the rules stands in the text of its document.

    And whether every sentence of a jurisdiction's own document stands in a quote. White space
    and full or half width make no difference; any other difference does.

    Args:
        texts: a folder with one UTF-8 text file a document.
        county: name, id or code of the jurisdiction whose quotes are wanted; None for all.
        folder: as for `load`.
        bundled: as for `load`.

    Raises:
        CatalogError: a folder that is not there, cannot be read, or is empty.
        UnknownJurisdiction: there is no such county.

    """
    path = path_of(texts, "texts", CatalogError)
    workspace = open_workspace(folder, bundled=bundled, depth=Depth.QUICK)
    wanted = None if county is None else find_named(county, workspace.counties).rules
    problems = Diagnostics()
    sources = dict(workspace.sources)
    found = read_texts(path, problems, sources)
    everything = [one for rules in workspace.rules.values() for one in _quoted(rules)]
    assigned = _assign(everything, found, problems)
    covers = {
        county.rules: {one.provision.id: Cover[one.fate.name] for one in county.accounts}
        for county in reversed(workspace.counties)
    }
    documents: list[VerifiedDocument] = []
    budget = _MOST_NEAREST
    for quoted in everything:
        if wanted in (None, quoted.rules):
            text = assigned.get(quoted.identity)
            done, budget = _compare(quoted, text, problems, budget)
            if text is not None and quoted.own:
                counted = _count_sentences(quoted, text, covers.get(quoted.rules, {}), problems)
                done = replace(done, sentences=counted)
            documents.append(done)
    errors = sum(d.severity is Severity.ERROR for d in _relevant(workspace, wanted))
    return Verification(tuple(problems), sources, tuple(documents), errors)


def _relevant(workspace: Workspace, wanted: str | None) -> Iterable[Diagnostic]:
    """Return what is wrong with the rules that were asked about."""
    for diagnostic in workspace.diagnostics:
        place = diagnostic.span.file if diagnostic.span else ""
        if wanted is None or f"rules/{wanted}/" in place:
            yield diagnostic


def _quoted(rules: RulesFolder) -> list[_Quoted]:
    found: dict[tuple[str, str], _Quoted] = {}
    for source in rules.provisions:
        one = _Quoted(rules.id, source.document, source.holder, source.own)
        found.setdefault(one.identity, one).provisions.append(source)
    if rules.asides and rules.header is not None and rules.header_node is not None:
        one = _Quoted(rules.id, rules.header, rules.header_node, own=True)
        found.setdefault(one.identity, one).asides.extend(rules.asides)
    return list(found.values())


def _assign(
    documents: Sequence[_Quoted], texts: Sequence[DocumentText], problems: Diagnostics
) -> dict[tuple[str, str], DocumentText]:
    """Return the text of each document; a text that is left over is a problem."""
    assigned: dict[tuple[str, str], DocumentText] = {}
    by_name = {Path(text.name).name: text for text in texts}
    by_digest = {text.sha256: text for text in texts}
    for one in documents:
        recorded = one.header.text
        if recorded is None:
            continue
        text = by_name.get(recorded.file or "") or by_digest.get(recorded.sha256 or "")
        if text is not None:
            assigned.setdefault(one.identity, text)
    taken = {text.name for text in assigned.values()}
    for text in texts:
        if text.name not in taken:
            _by_its_head(text, documents, assigned, problems)
    return assigned


def _by_its_head(
    text: DocumentText,
    documents: Sequence[_Quoted],
    assigned: dict[tuple[str, str], DocumentText],
    problems: Diagnostics,
) -> None:
    named = [
        (at, one)
        for one in documents
        for needle in (one.header.number, one.header.title)
        if needle is not None and (at := text.names_itself(needle)) is not None
    ]
    if not named:
        message = f"不知道 {Path(text.name).name} 是哪份文件的原文：开头没有哪份文件的文号或者标题"
        help = f'在它的 document 里写 text: {{sha256: "{text.sha256}"}}；无关的文件移走'
        problems.warning("GZ524", message, text.place, help=help)
        return
    _, one = min(named, key=lambda pair: pair[0])
    earlier = assigned.setdefault(one.identity, text)
    if earlier is not text:
        message = (
            f"{one.label} 的原文已有 {Path(earlier.name).name}，{Path(text.name).name} 没有用上"
        )
        help = f"移走一个；或者在 document 里写 text: {{file: {Path(text.name).name}}}"
        problems.warning("GZ524", message, text.place, help=help)


def _compare(
    quoted: _Quoted, text: DocumentText | None, problems: Diagnostics, budget: int
) -> tuple[VerifiedDocument, int]:
    """Return the result for a document's quotes, and how many passages may yet be looked for."""
    provisions = [source for source in quoted.provisions if source.entry.quote]
    recorded = quoted.header.text
    missing: list[ProvisionSource | AsideSource] = []
    if text is None:
        if provisions or quoted.asides:
            problems.append(_without_text(quoted))
    else:
        if recorded and recorded.sha256 and recorded.sha256 != text.sha256:
            problems.append(_other_digest(quoted, text))
        everything: list[ProvisionSource | AsideSource] = [*provisions, *quoted.asides]
        for source in everything:
            if not text.has(source.entry.quote or ""):
                missing.append(source)
                problems.append(_not_there(source, quoted, text, look=budget > 0))
                budget -= 1
    misquoted = sum(isinstance(source, ProvisionSource) for source in missing)
    return VerifiedDocument(
        rules=quoted.rules,
        document=quoted.label,
        text=None if text is None else text.name,
        sha256=None if text is None else text.sha256,
        recorded=recorded.sha256 if recorded else None,
        quotes=len(provisions),
        found=0 if text is None else len(provisions) - misquoted,
        asides=len(quoted.asides),
        asides_found=0 if text is None else len(quoted.asides) - len(missing) + misquoted,
    ), budget


def _count_sentences(
    quoted: _Quoted, text: DocumentText, covers: Mapping[str, Cover], problems: Diagnostics
) -> SentenceCount:
    """Return what became of a document's sentences; those that are nowhere are problems."""
    problems.extend(_overlaps(quoted, text))
    quotes = [
        (source.entry.quote, covers.get(source.entry.id, Cover.CARRIED))
        for source in quoted.provisions
        if source.entry.quote
    ]
    quotes += [(source.entry.quote, Cover.ASIDE) for source in quoted.asides]
    counted, nowhere = account_for(text, quotes)
    told = [_nowhere(one, quoted, text) for one in nowhere[: MOST_PROBLEMS + 1]]
    problems.extend(at_most(told))
    return counted


def _overlaps(quoted: _Quoted, text: DocumentText) -> Iterable[Diagnostic]:
    """Yield an error for every aside that has words of a provision in the text."""
    taken = [(source, text.occurrences(source.entry.quote or "")) for source in quoted.provisions]
    for aside in quoted.asides:
        ranges = text.occurrences(aside.entry.quote)
        shared = [source for source, theirs in taken if any(_meets(one, theirs) for one in ranges)]
        if shared:
            yield overlapping(aside, shared)


def _meets(one: Range, others: Sequence[Range]) -> bool:
    """Whether a range shares anything with one of others, which stand in order and apart."""
    before = bisect_left(others, (one[1],))
    return before > 0 and others[before - 1][1] > one[0]


def _nowhere(one: Nowhere, quoted: _Quoted, text: DocumentText) -> Diagnostic:
    longest = max(one.uncovered, key=lambda stretch: stretch[1] - stretch[0])
    loose = "、".join(f"“{_cut(text.words(*stretch))}”" for stretch in one.uncovered)
    message = f"{quoted.label} 有一句没有着落：“{_cut(text.words(*one.sentence))}”"
    help = (
        f"没有引文的一段：{loose}。规定了什么的，写成条文；"
        "标题、背景、号召、名单、样表，写进 asides: {locator, quote, kind}"
    )
    return Diagnostic.error("GZ525", message, text.span(*longest), help=help)


def _cut(words: str) -> str:
    return words[:_SHOWN] + ("……" if len(words) > _SHOWN else "")


def _without_text(quoted: _Quoted) -> Diagnostic:
    recorded = quoted.header.text
    message = f"没有 {quoted.label} 的原文，引文没有核对"
    help = "原文存成一个 UTF-8 文本文件放进去；开头没有文号、标题的，写 text: {file: 文件名}"
    if recorded is not None and recorded.file is not None:
        message = f"{quoted.label} 写明的原文 {recorded.file} 不在文件夹里，引文没有核对"
        help = "核对 text 里的文件名"
    return Diagnostic.warning("GZ523", message, quoted.holder.at(["title"]).span, help=help)


def _other_digest(quoted: _Quoted, text: DocumentText) -> Diagnostic:
    message = f"{Path(text.name).name} 的摘要与 {quoted.label} 记录的不同"
    help = f'原文换过的，逐条核对后改为 sha256: "{text.sha256}"；没有换过的，核对是否拿错了原文'
    place = quoted.holder.at(["text", "sha256"]).span
    return Diagnostic.warning("GZ522", message, place, help=help)


def _not_there(
    source: ProvisionSource | AsideSource, quoted: _Quoted, text: DocumentText, *, look: bool
) -> Diagnostic:
    what = "这段其余文字"
    if isinstance(source, ProvisionSource):
        what = f"条文 {source.entry.id} 的引文"
    message = f"{what}不在 {quoted.label} 的原文里"
    nearest = text.nearest(source.entry.quote or "") if look else None
    help = "与原文核对，逐字抄录"
    if nearest is not None:
        where = f"{Path(text.name).name} 第 {nearest.place.line} 行"
        help = f"最相近的原文（{where}）：“{_cut(nearest.words)}”"
        mine, its = nearest.difference
        if mine or its:
            help += f"；先不同的是：引文“{mine[:40]}”，原文“{its[:40]}”"
    span = source.node.at(["quote"]).span
    return Diagnostic.error("GZ521", message, span, help=help)
