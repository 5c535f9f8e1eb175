"""Lints of files: unused names, names that look alike, places to fill in, lost text.

A name counts as used wherever it is written outside its definition, even in a place where it has no
meaning: so none is called unused wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gaozhi.compiler.lint import Lint
from gaozhi.language import TO_FILL, UNKNOWN, DutyEntry, RuleEntry, RulesFolder
from gaozhi.source import (
    Diagnostic,
    Named,
    Node,
    Scalar,
    Severity,
    Source,
    alike_names,
    lost_text,
    misleading_signs,
    scalars,
)
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as Items

__all__ = ["FILE_LINTS", "LATER_LINTS", "NAME_LINTS", "Files", "Names"]

_BLANK: Final = re.compile(TO_FILL)
_UNKNOWN: Final = re.compile(UNKNOWN)
# The keys below which a vocabulary uses its facts itself.
_USES: Final = ("roles", "implies")


@dataclass(frozen=True, slots=True)
class Files:
    """The input of the lints of files: files that belong together.

    Attributes:
        sources: the files of a folder of rules, or the catalogs or the vocabulary of a layer.
        looked_at: the author's own among them; of the bundle alone, all.
        chain: of a folder of rules, its levels from the root down.
        vocabularies: the vocabulary of every layer, where vocabularies are checked.

    """

    sources: Sequence[Source]
    looked_at: Sequence[Source]
    chain: Sequence[RulesFolder] = ()
    vocabularies: Sequence[Source] = ()


class Names:
    """The names that any number of files use, and those that they define."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        """every text of the files, but names in their definitions"""
        self.facts: list[Scalar] = []
        self.values: list[tuple[str, Scalar]] = []
        """every value of every decision of a vocabulary, with the decision's name"""
        self.definitions: list[Scalar] = []

    def take(self, sources: Iterable[Source]) -> None:
        """Add files of rules and catalogs."""
        for source in sources:
            self.written.update(_texts(_without_names_of_definitions(source)))
            self.facts += _given_facts([source])
            define = _part(source, "define")
            for name, given in define if isinstance(define, MappingNode) else ():
                # A replacement of a parent's definition is used where that one is.
                if not (isinstance(given, MappingNode) and given.get("replaces") is not None):
                    self.definitions.append(name)

    def take_vocabularies(self, sources: Sequence[Source]) -> None:
        """Add the vocabularies."""
        for source in sources:
            self.written.update(_texts(_part(source, key) for key in _USES))
        self.facts += _given_facts(sources)
        self.values += _given_values(sources)


class MisleadingSign(Lint[Files]):
    """A look-alike character in place of the right one."""

    code = "GZ580"
    source = "形近的字查不到，也对不上，多半是从 PDF 或者网页带来的"
    tags = ("文字",)

    def check(self, context: Files) -> Iterator[Diagnostic]:
        """Yield every text with such characters."""
        for source in context.looked_at:
            yield from misleading_signs(source)


class LostText(Lint[Files]):
    """Text behind a comment sign, which is no part of the value before it."""

    code = "GZ581"
    source = "“ #”后面的是注释，少了半句的条文不是原文"
    tags = ("文字",)

    def check(self, context: Files) -> Iterator[Diagnostic]:
        """Yield every value whose text goes on behind such a sign."""
        for source in context.looked_at:
            yield from lost_text(source)


class AlikeNames(Lint[Files]):
    """Two names that differ only in look-alike characters."""

    code = "GZ579"
    source = "读的人看不出是两个名称，写的人容易写成另一个，而两个都认得"
    tags = ("名称",)

    def check(self, context: Files) -> Iterator[Diagnostic]:
        """Yield the names of facts, and of the entries of one chain, that look like others."""
        facts = _given_facts(context.vocabularies)
        yield from alike_names(((name.raw, name.span) for name in facts), ())
        if context.chain and context.looked_at:
            *levels, last = context.chain
            for names in (_definitions, _rules, _duties):
                above = [named for folder in levels for named in names(folder)]
                yield from alike_names(names(last), above)


class UnusedFact(Lint[Names]):
    """A fact that nothing reads."""

    code = "GZ570"
    severity = Severity.NOTE
    source = "没有用到的事实不会问，填了也不影响判断，可能是规则写漏了"
    tags = ("名称",)

    def check(self, context: Names) -> Iterator[Diagnostic]:
        """Yield every such fact."""
        for name in context.facts:
            if name.raw not in context.written:
                yield Diagnostic.note(
                    self.code,
                    f"事实“{name.raw}”没有用到：没有规则、义务、文书、清单读它",
                    name.span,
                    help="没有用到的事实不会问，填了也不影响任何判断；是写漏了的，在规则里用上它",
                )


class UnusedValue(Lint[Names]):
    """A value of a decision that no rule of any jurisdiction gives."""

    code = "GZ589"
    severity = Severity.NOTE
    source = "没有一条规则得出的取值，答复里不会有，可能是规则写漏了"
    tags = ("名称", "判断")

    def check(self, context: Names) -> Iterator[Diagnostic]:
        """Yield every such value."""
        for decision, value in context.values:
            if value.raw not in context.written:
                yield Diagnostic.note(
                    self.code,
                    f"“{decision}”的取值“{value.raw}”，没有一个地区的规则得出",
                    value.span,
                    help="答复里不会有它；是写漏了的，在规则的 then 里用上它，用不到的删去",
                )


class UnusedDefinition(Lint[Names]):
    """A definition that nothing refers to."""

    code = "GZ571"
    severity = Severity.NOTE
    source = "没有用到的定义不影响判断，可能是规则写漏了"
    tags = ("名称", "定义")

    def check(self, context: Names) -> Iterator[Diagnostic]:
        """Yield every such definition."""
        for name in context.definitions:
            if name.raw not in context.written:
                message = f"定义“{name.raw}”没有用到"
                help = "在规则的 when、unless 里用上它，或者删去它"
                yield Diagnostic.note(self.code, message, name.span, help=help)


class ToFill(Lint[Files]):
    """A place that is still to be filled in; only a note until provisions could quote it."""

    code = "GZ635"
    source = "答复要写明依据哪份文件；还是“待填”的，答复里也就是“待填”"
    tags = ("文字",)

    def check(self, context: Files) -> Iterator[Diagnostic]:
        """Yield every such place."""
        quoted = any(_part(source, "provisions") is not None for source in context.sources)
        for scalar in (one for source in context.sources for one in _blanks(source)):
            yield Diagnostic.of(
                self.severity if quoted else Severity.NOTE,
                self.code,
                f"还没有填：{scalar.raw.partition('：')[2] or '这里'}",
                scalar.span,
                help="写上文件里的内容；文件没有写的，可以不写的键删去；"
                "印发日期、制定机关查不到的，写 待查",
            )


class NotFoundOut(Lint[Files]):
    """A document of which nobody knows when it was issued, or by whom."""

    code = "GZ529"
    severity = Severity.NOTE
    source = "印发日期、制定机关查不到的，照实写 待查；答复和文书里就没有，不编一个"
    tags = ("日期", "文字")

    def check(self, context: Files) -> Iterator[Diagnostic]:
        """Yield every such place, and say what follows where there is no first day either."""
        for source in context.sources:
            for key in ("document", "statute"):
                header = _part(source, key)
                if not isinstance(header, MappingNode):
                    continue
                if (issuer := _not_found_out(header, "issuer")) is not None:
                    help = "查到以后补上；文书里要写制定机关的地方留空"
                    yield Diagnostic.note(self.code, "制定机关待查", issuer.span, help=help)
                if (issued := _not_found_out(header, "issued")) is not None:
                    yield self._of_day(issued, header)

    def _of_day(self, issued: Scalar, header: Node) -> Diagnostic:
        in_force = header.at(["in_force"])
        if isinstance(in_force, MappingNode) and "from" in in_force:
            help = "查到以后补上"
            return Diagnostic.note(self.code, "印发日期待查", issued.span, help=help)
        message = "印发日期待查，也没有写 in_force.from：这份文件没有施行的第一日，哪一天都适用"
        help = "知道自哪一日起施行的，写 in_force: {from: …}；印发日期查到以后补上"
        return Diagnostic.note(self.code, message, issued.span, help=help)


FILE_LINTS: Final[Sequence[Lint[Files]]] = (MisleadingSign(), LostText(), AlikeNames())
"""Lints of files that run even where there are errors."""
LATER_LINTS: Final[Sequence[Lint[Files]]] = (ToFill(), NotFoundOut())
"""Lints of files whose findings are reported only where there are no errors."""
NAME_LINTS: Final[Sequence[Lint[Names]]] = (
    UnusedFact(),
    UnusedDefinition(),
    UnusedValue(),
)
"""Lints of all files together, only where there are no errors: an error may make a name unused."""


def _not_found_out(header: MappingNode, key: str) -> Scalar | None:
    node = header.get(key)
    found = isinstance(node, Scalar) and _UNKNOWN.fullmatch(node.raw)
    return node if isinstance(node, Scalar) and found else None


def _part(source: Source, key: str) -> Node | None:
    return source.root.get(key) if isinstance(source.root, MappingNode) else None


def _given_values(vocabularies: Iterable[Source]) -> Iterator[tuple[str, Scalar]]:
    """Yield every value of every decision that the vocabularies define, with its place."""
    for source in vocabularies:
        decisions = _part(source, "decisions")
        for decision in decisions if isinstance(decisions, Items) else ():
            if not isinstance(decision, MappingNode):
                continue
            name, values = decision.get("name"), decision.get("values")
            if isinstance(name, Scalar) and isinstance(values, Items):
                yield from ((name.raw, value) for value in values if isinstance(value, Scalar))


def _given_facts(vocabularies: Iterable[Source]) -> Iterator[Scalar]:
    """Yield the names of all facts that the vocabularies define, each with its place."""
    for source in vocabularies:
        facts = _part(source, "facts")
        for fact in facts if isinstance(facts, Items) else ():
            name = fact.get("name") if isinstance(fact, MappingNode) else None
            if isinstance(name, Scalar):
                yield name


def _definitions(folder: RulesFolder) -> Iterator[Named]:
    return ((source.name, source.span) for source in folder.definitions)


def _rules(folder: RulesFolder) -> Iterator[Named]:
    for source in folder.entries:
        if isinstance(source.entry, RuleEntry):
            yield source.entry.rule, source.node.at(["rule"]).span


def _duties(folder: RulesFolder) -> Iterator[Named]:
    for source in folder.duties:
        if isinstance(source.entry, DutyEntry):
            yield source.entry.duty, source.node.at(["duty"]).span


def _blanks(source: Source) -> Iterator[Scalar]:
    if source.root is not None and _BLANK.search(source.text):
        yield from (one for one in scalars(source.root) if _BLANK.fullmatch(one.raw))


def _without_names_of_definitions(source: Source) -> Iterator[Node | None]:
    for key, node in source.root if isinstance(source.root, MappingNode) else ():
        if key.raw == "facts":
            # A fact is used where a rule reads it, not where it is described.
            continue
        if key.raw == "define" and isinstance(node, MappingNode):
            yield from (written for _, written in node)
        else:
            yield node


def _texts(nodes: Iterable[Node | None]) -> Iterator[str]:
    """Yield every key and every value below the nodes."""
    return (one.raw for node in nodes if node is not None for one in scalars(node))
