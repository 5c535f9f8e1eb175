"""Forms: merged down the chain like duties, and the words that their texts must not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gaozhi.compiler._form import FormLowering
from gaozhi.compiler._lowering import Lowering
from gaozhi.compiler._provisions import Provisions
from gaozhi.language import FormEntry, FormSource, RemovalEntry, RulesFolder
from gaozhi.model import Carrier, CarrierKind, Form, Wording
from gaozhi.source import Diagnostic, Related, Span, element_of, meant

__all__ = ["lower_forms", "lower_wording"]


@dataclass(slots=True)
class _Placed:
    """A form on its way into the program, with what takes its place."""

    level: int
    entry: FormEntry
    source: FormSource
    displaced: list[int] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return self.source.node.at(["form"]).span


def lower_forms(
    chain: Sequence[RulesFolder],
    lowering: Lowering,
    provisions: Provisions,
    duties: Iterable[str],
    problems: list[Diagnostic],
) -> tuple[Form, ...]:
    """Return the forms of the chain; one that a county replaces stays for the days before it."""
    placed: dict[str, _Placed] = {}
    for level, folder in enumerate(chain):
        above = {name: form for name, form in placed.items() if not form.displaced}
        for source in folder.forms:
            entry = source.entry
            removal = isinstance(entry, RemovalEntry)
            names = [entry.removes] if isinstance(entry, RemovalEntry) else entry.replaces
            for place, name in enumerate(names):
                parent = above.get(name)
                if parent is None:
                    key = "removes" if removal else "replaces"
                    span = element_of(source.node.at([key]), place)
                    _no_parent(name, above, span, problems)
                    continue
                if level not in parent.displaced:
                    parent.displaced.append(level)
                if isinstance(entry, FormEntry):
                    parent.successors.append(entry.form)
            if isinstance(entry, RemovalEntry):
                by = Carrier(CarrierKind.REMOVAL, entry.removes)
                provisions.cite(level, entry.basis, source.node.at(["basis"]), by)
                continue
            form = _Placed(level, entry, source)
            earlier = placed.get(entry.form)
            if earlier is None:
                placed[entry.form] = form
            else:
                _twice(form, earlier, problems)
    known = frozenset(duties)
    found = []
    for one in placed.values():
        lowered = FormLowering(
            one.level, one.source, one.entry, lowering, provisions, known, problems
        )
        found.append(lowered.lower(one.displaced, one.successors))
    return tuple(found)


def lower_wording(chain: Sequence[RulesFolder], provisions: Provisions) -> tuple[Wording, ...]:
    """Return what every level forbids its texts to say."""
    return tuple(
        Wording(
            level=level,
            vague=tuple(source.entry.vague),
            catch_all=tuple(source.entry.catch_all),
            allowed=tuple(source.entry.allowed),
            basis=provisions.cite(
                level,
                source.entry.basis,
                source.node.at(["basis"]),
                Carrier(CarrierKind.WORDING, folder.id),
            ),
        )
        for level, folder in enumerate(chain)
        for source in folder.wordings
    )


def _no_parent(
    name: str, above: Mapping[str, _Placed], span: Span, problems: list[Diagnostic]
) -> None:
    offer = meant(name, above, span, f"上级文书有：{'、'.join(above) or '无'}")
    message = f"上级没有文书“{name}”"
    problems.append(Diagnostic.error("GZ532", message, span, help=offer.help, fix=offer.fix))


def _twice(form: _Placed, earlier: _Placed, problems: list[Diagnostic]) -> None:
    problems.append(
        Diagnostic.error(
            "GZ532",
            f"文书名“{form.entry.form}”重复",
            form.span,
            related=(Related(earlier.span, "已在这里用过"),),
            help="另起一个名称；要替换上级的，写 replaces",
        )
    )
