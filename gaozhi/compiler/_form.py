"""Lowering one form: its fields, its blocks, and every name that they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gaozhi.compiler._lowering import Lowering
from gaozhi.compiler._override import Override
from gaozhi.compiler._provisions import Provisions
from gaozhi.language import BlockEntry, FieldEntry, FormEntry, FormSource, record_of
from gaozhi.model import (
    Accepted,
    Always,
    Block,
    Carrier,
    CarrierKind,
    Combine,
    Condition,
    DecisionSpec,
    Fact,
    FactType,
    FactValue,
    FactValueError,
    Form,
    FormField,
    FormTable,
    Provision,
    Slot,
    Template,
    all_of,
    element,
    fact_text,
    read_value,
)
from gaozhi.source import Diagnostics, Node, Span, key_of

__all__ = ["FormLowering"]

_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_SOURCES: Final = ("fact", "item", "county", "decision", "items", "by_hand", "quote")
_NAMED: Final = ("fact", "item", "county", "decision")
_TRUTHS: Final = (fact_text(True), fact_text(False))  # noqa: FBT003 - the words for them


class FormLowering:
    """Lowers one form: resolves every name that it uses, and reports all problems."""

    def __init__(
        self,
        placed: Override[FormEntry, FormSource],
        lowering: Lowering,
        provisions: Provisions,
        duties: frozenset[str],
        problems: Diagnostics,
    ) -> None:
        self._placed = placed
        self._level = placed.level
        self._entry = placed.entry
        self._node = placed.node
        self._lowering = lowering
        self._vocabulary = lowering.vocabulary
        self._provisions = provisions
        self._duties = duties
        self._problems = problems
        self._used: set[str] = set()
        self._declared = placed.entry.fields
        self._elements = tuple(
            element(spec.name, value)
            for spec in self._vocabulary.decisions.values()
            if spec.combine is Combine.ALL
            for value in spec.values
        )

    def lower(self) -> Form:
        """Return the form; its problems are added."""
        entry, node = self._entry, self._node
        title = self._template(entry.title, node.at(["title"]).span)
        fields = {
            name: self._field(name, held, node.at(["fields", name]))
            for name, held in entry.fields.items()
        }
        blocks = tuple(
            self._block(held, node.at(["body", place])) for place, held in enumerate(entry.body)
        )
        self._check_used()
        for place, decision in enumerate(entry.fulfils):
            self._collecting(decision, node.at(["fulfils", place]).span)
        return record_of(
            Form,
            entry,
            name=entry.form,
            title=title,
            basis=self._cite(entry.basis, node),
            fields=MappingProxyType(fields),
            blocks=blocks,
            when=self._lowering.condition(node.get("when")),
            level=self._level,
            depends_on=tuple(
                name for name in self._vocabulary.decisions if name in set(_keys_of(entry.when))
            ),
            displaced=tuple(dict.fromkeys(by.level for by in self._placed.displaced)),
            successors=tuple(by.heir for by in self._placed.displaced if by.heir is not None),
            accepted=tuple(self._accepted()),
            span=self._placed.span,
        )

    def _cite(self, basis: Sequence[str], node: Node) -> tuple[Provision, ...]:
        if not basis:
            return ()
        by = Carrier(CarrierKind.FORM, self._entry.form)
        return self._provisions.cite(self._level, basis, node.at(["basis"]), by)

    # -- text ---------------------------------------------------------------------------------

    def _template(self, text: str, span: Span) -> Template:
        """Return a text with its blanks; a blank that no field fills is a problem."""
        parts: list[str | Slot] = []
        at = 0
        for found in _SLOT.finditer(text):
            parts += [text[at : found.start()], self._slot(found[1].strip(), span)]
            at = found.end()
        parts.append(text[at:])
        if any(sign in part for part in parts if isinstance(part, str) for sign in "{}"):
            message = "花括号不成对，看不出哪里是要填的字段"
            self._problems.error("GZ530", message, span, help="字段写作 {字段名}；正文里不用花括号")
        return tuple(part for part in parts if part != "")

    def _slot(self, name: str, span: Span) -> Slot:
        self._use(name, span)
        declared = self._declared.get(name)
        if declared is not None and (declared.rows or declared.items):
            message = f"字段“{name}”有若干行，不能写在一句话里"
            self._problems.error(
                "GZ530", message, span, help=f"写成一段 list: {name}；表格写在 table 的 rows"
            )
        return Slot(name)

    def _use(self, name: str, span: Span) -> None:
        self._used.add(name)
        if name not in self._declared:
            message = f"占位 {{{name}}} 没有字段来填"
            self._problems.unknown_name("GZ530", message, name, self._declared, span)

    def _check_used(self) -> None:
        for name in self._declared:
            if name not in self._used:
                span = key_of(self._node.at(["fields"]), name)
                message = f"字段“{name}”没有用到"
                self._problems.error(
                    "GZ531", message, span, help=f"在正文里写 {{{name}}}，或者删去这个字段"
                )

    # -- blanks -------------------------------------------------------------------------------

    def _field(self, name: str, entry: FieldEntry, node: Node) -> FormField:
        source = next((one for one in _SOURCES if getattr(entry, one)), "")
        of = getattr(entry, source) if source in _NAMED else ""
        fact = self._fact(entry.fact, node) if entry.fact else None
        spec = self._decision(entry.decision, node) if entry.decision else None
        self._check_says(entry, fact, spec, node)
        return record_of(
            FormField,
            entry,
            name=name,
            label=entry.label or name,
            source=source,
            of=of,
            only=tuple(entry.only) if spec is None else _printed(entry, spec),
            cells=MappingProxyType(dict(entry.items)),
            supposing=MappingProxyType(self._supposed(entry, node)),
            quote=self._quoted(entry.quote, node.at(["quote"]).span),
            rows=entry.rows or (1 if entry.items else None),
            is_date=bool(entry.date) or (fact is not None and fact.kind is FactType.DATE),
            needed=bool(entry.needed),
            carries=self._carried(entry.carries, node),
        )

    def _quoted(self, ids: Sequence[str], span: Span) -> tuple[Provision, ...]:
        by = Carrier(CarrierKind.FORM, self._entry.form)
        found = self._provisions.cite(self._level, ids, span, by)
        for provision in found:
            if provision.quote is None:
                message = f"条文 {provision.id} 没有引文，不能填进文书"
                self._problems.error(
                    "GZ533", message, span, help="换一条有 quote 的条文，或者写成正文"
                )
        return found

    def _fact(self, name: str, node: Node) -> Fact | None:
        fact = self._vocabulary.facts.get(name)
        if fact is None:
            span = node.at(["fact"]).span
            self._problems.unknown_name(
                "GZ533", f"不认识的事实“{name}”", name, self._vocabulary.facts, span
            )
        return fact

    def _decision(self, name: str, node: Node) -> DecisionSpec | None:
        spec = self._vocabulary.decisions.get(name)
        if spec is None:
            span = node.at(["decision"]).span
            self._problems.unknown_name(
                "GZ533", f"不认识的判断“{name}”", name, self._vocabulary.decisions, span
            )
        return spec

    def _check_says(
        self, entry: FieldEntry, fact: Fact | None, spec: DecisionSpec | None, node: Node
    ) -> None:
        known: tuple[str, ...] = spec.values if spec is not None else ()
        if fact is not None:
            known = _TRUTHS if fact.kind is FactType.BOOL else fact.values
        for key in ("says", "only", "all_but") if fact or spec else ():
            for value in getattr(entry, key):
                if value not in known:
                    span = node.at([key]).span
                    self._problems.unknown_name(
                        "GZ534", f"“{value}”不是它的取值", value, known, span
                    )

    def _supposed(self, entry: FieldEntry, node: Node) -> dict[str, FactValue]:
        found: dict[str, FactValue] = {}
        for name, value in entry.supposing.items():
            span = node.at(["supposing", name]).span
            fact = self._vocabulary.facts.get(name)
            if fact is None:
                self._problems.unknown_name(
                    "GZ533", f"不认识的事实“{name}”", name, self._vocabulary.facts, span
                )
                continue
            try:
                found[name] = read_value(fact, value)
            except FactValueError as error:
                self._problems.error(
                    "GZ534", str(error), span, help=error.help or "照抄词汇表里的取值"
                )
        return found

    # -- blocks -------------------------------------------------------------------------------

    def _block(self, entry: BlockEntry, node: Node) -> Block:
        kind = entry.kind
        place = node.at([kind])
        when = None if entry.when is None else node.at(["when"])
        columns: tuple[tuple[Template, ...], ...] = ()
        table: FormTable | None = None
        rows: str | None = None
        if entry.sign is not None:
            columns = tuple(
                tuple(self._template(line, place.span) for line in column) for column in entry.sign
            )
        elif entry.table is not None:
            table = self._table(entry, node)
        elif entry.list_ is not None:
            rows = entry.list_
            self._rows(rows, place.span)
        else:
            columns = ((self._template(entry.content(kind), place.span),),)
        carried = () if entry.element is None else (entry.element,)
        for position, duty in enumerate(entry.states):
            if duty not in self._duties:
                span = node.at(["states", position]).span
                self._problems.unknown_name(
                    "GZ533", f"没有名为“{duty}”的义务", duty, self._duties, span
                )
        return Block(
            kind=kind,
            columns=columns,
            when=all_of([self._lowering.condition(when), self._wanted(entry, node)]),
            listed=rows,
            table=table,
            chosen=self._choices("chosen", entry.chosen, node),
            unless_chosen=self._choices("unless_chosen", entry.unless_chosen, node),
            carries=(*carried, *self._carried(entry.carries, node)),
            states=tuple(entry.states),
            basis=self._cite(entry.basis, node),
            span=place.span,
        )

    def _wanted(self, entry: BlockEntry, node: Node) -> Condition:
        """Return the condition that the element of a block must be carried at all."""
        name = entry.element
        if name is None:
            return Always(True)
        span = node.at(["element"]).span
        self._check_element(name, span)
        decision, _, value = name.partition("·")
        if name not in self._elements:
            return Always(True)
        return self._lowering.outcome(decision, frozenset({value}), span) or Always(True)

    def _table(self, entry: BlockEntry, node: Node) -> FormTable | None:
        table = entry.table
        if table is None:
            return None
        span = node.at(["table", "rows"]).span
        self._rows(table.rows, span)
        leaves = table.leaves()
        declared = self._declared.get(table.rows)
        names = [name for _, name in leaves]
        for column in declared.items if declared is not None else ():
            if column not in names:
                self._problems.unknown_name("GZ533", f"表格没有“{column}”一栏", column, names, span)
        return FormTable(tuple(leaves), table.rows, MappingProxyType(dict(table.guide)))

    def _rows(self, name: str, span: Span) -> None:
        self._use(name, span)
        declared = self._declared.get(name)
        if declared is not None and not (declared.rows or declared.items):
            message = f"字段“{name}”没有写有几行"
            self._problems.error(
                "GZ530", message, span, help="在字段里写 rows: 3，意思是至少三行，可以增加"
            )

    def _choices(
        self, key: str, written: Mapping[str, Sequence[str]], node: Node
    ) -> Mapping[str, tuple[str, ...]]:
        for name, values in written.items():
            span = node.at([key, name]).span
            declared = self._declared.get(name)
            choices = declared.choices if declared is not None else []
            if not choices:
                with_choices = [n for n, e in self._declared.items() if e.choices]
                message = f"“{name}”不是有选项的字段"
                self._problems.unknown_name("GZ533", message, name, with_choices, span)
                continue
            for value in values:
                if value not in choices:
                    self._problems.unknown_name(
                        "GZ534", f"“{value}”不是“{name}”的选项", value, choices, span
                    )
        return MappingProxyType({name: tuple(values) for name, values in written.items()})

    # -- elements -----------------------------------------------------------------------------

    def _carried(self, written: Sequence[str], node: Node) -> tuple[str, ...]:
        for place, name in enumerate(written):
            self._check_element(name, node.at(["carries", place]).span)
        return tuple(written)

    def _check_element(self, name: str, span: Span) -> None:
        if name not in self._elements:
            otherwise = "判断是列举多项的判断，值照抄它的取值"
            message = f"没有要素“{name}”，要素写作 判断·值"
            self._problems.unknown_name("GZ534", message, name, self._elements, span, otherwise)

    def _collecting(self, name: str, span: Span) -> None:
        decisions = self._vocabulary.decisions
        known = [spec.name for spec in decisions.values() if spec.combine is Combine.ALL]
        if name not in known:
            message = f"“{name}”不是列举要素的判断"
            self._problems.unknown_name("GZ534", message, name, known, span)

    def _accepted(self) -> Iterable[Accepted]:
        for place, entry in enumerate(self._entry.accepted):
            kind = next(k for k in ("lacks", "says", "omits") if getattr(entry, k) is not None)
            node = self._node.at(["accepted", place])
            what = getattr(entry, kind)
            if kind == "lacks":
                self._check_element(what, node.at([kind]).span)
            yield Accepted(kind, what, entry.because, node.at([kind]).span)


def _printed(entry: FieldEntry, spec: DecisionSpec) -> tuple[str, ...]:
    """Return the values of a decision that a field prints; empty for all."""
    if not entry.all_but:
        return tuple(entry.only)
    return tuple(value for value in spec.values if value not in entry.all_but)


def _keys_of(condition: object) -> Iterator[str]:
    """Yield the keys of a written condition: the names that it compares."""
    if isinstance(condition, Mapping):
        for key, inner in condition.items():
            yield key
            yield from _keys_of(inner)
    elif isinstance(condition, list):
        for inner in condition:
            yield from _keys_of(inner)
