"""Levels and provisions: resolving the ids in a basis, and accounting for every provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gaozhi.language import DocumentHeader, ProvisionSource, RulesFolder, record_of
from gaozhi.model import Account, Carrier, CarrierKind, Document, Level, Provision
from gaozhi.source import (
    Diagnostics,
    Edit,
    Node,
    Related,
    Scalar,
    Severity,
    Span,
    did_you_mean,
    element_of,
)
from gaozhi.source import Sequence as Items

__all__ = ["Provisions", "read_level"]


def read_level(folder: RulesFolder, problems: Diagnostics) -> Level | None:
    """Return a rules folder as a level of the chain, or None without a document of its own."""
    if folder.header is None:
        where = folder.provisions[0].span if folder.provisions else folder.place
        problems.error(
            "GZ509",
            f"rules/{folder.id} 里没有 document，不知道规则出自哪份文件",
            where,
            help="在其中一个文件里写 document: {number, title, issuer, issued, in_force}",
        )
        return None
    return Level(folder.id, _document(folder.header))


def _document(header: DocumentHeader) -> Document:
    in_force = header.in_force
    return record_of(
        Document,
        header,
        since=in_force.from_ if in_force else None,
        until=in_force.until if in_force else None,
    )


class Provisions:
    """All provisions of a chain, by level and id, and the carriers of the last level's."""

    def __init__(self, chain: Sequence[RulesFolder], problems: Diagnostics) -> None:
        self._chain = chain
        self._problems = problems
        self._sources: list[dict[str, ProvisionSource]] = []
        self._built: dict[tuple[int, str], Provision] = {}
        self._documents: dict[int, Document] = {}
        self._carriers: dict[str, dict[Carrier, None]] = {}
        for folder in chain:
            self._sources.append(self._collect(folder))

    def _collect(self, folder: RulesFolder) -> dict[str, ProvisionSource]:
        found: dict[str, ProvisionSource] = {}
        for source in folder.provisions:
            earlier = found.get(source.entry.id)
            if earlier is not None:
                self._problems.error(
                    "GZ502",
                    f"条文编号 {source.entry.id} 重复",
                    source.span,
                    related=(Related(earlier.span, "已在这里用过"),),
                    help="一条一个编号",
                )
                continue
            found[source.entry.id] = source
        return found

    def all(self) -> dict[str, Provision]:
        """Return every provision of the chain by the id under which the last level cites it."""
        everything = (
            self._build(level, id_)
            for level, sources in enumerate(self._sources)
            for id_ in sources
        )
        return {provision.id: provision for provision in everything}

    def cite(
        self, level: int, ids: Iterable[str], where: Node | Span, by: Carrier
    ) -> tuple[Provision, ...]:
        """Return the provisions that a basis at `level` cites; an unknown id is a problem.

        Args:
            level: index of the level whose YAML holds the basis.
            ids: as written; another level's carry its prefix.
            where: the basis, or its place.
            by: the thing whose basis it is, which then carries the provisions.

        """
        found: list[Provision] = []
        for place, written in enumerate(ids):
            span = where if isinstance(where, Span) else element_of(where, place)
            provision = self._find(level, written, span, by)
            if provision is not None and provision not in found:
                found.append(provision)
        return tuple(found)

    def _find(self, level: int, written: str, span: Span, by: Carrier) -> Provision | None:
        prefix, colon, id_ = written.rpartition(":")
        holder = level
        if colon:
            ids = [folder.id for folder in self._chain[: level + 1]]
            if prefix not in ids:
                self._report(f"“{prefix}”不是本地区的上级", written, span, _chain_text(ids))
                return None
            holder = ids.index(prefix)
        if id_ in self._sources[holder]:
            if holder == level == len(self._chain) - 1:
                self._carriers.setdefault(id_, {})[by] = None
            return self._build(holder, id_)
        for upper in range(level):
            if not colon and id_ in self._sources[upper]:
                owner = self._chain[upper].id
                fix = (Edit(span, f"{owner}:{id_}"),)
                message = f"{written} 是上级 {owner} 的条文"
                self._report(message, written, span, f"写 {owner}:{id_}", fix=fix)
                return None
        # A near id may be that of any other provision: it is suggested, but never a fix.
        help = did_you_mean(id_, self._sources[holder], "只能引用本地区 provisions 里写明的条文")
        self._report(f"找不到条文 {written}", written, span, help, code="GZ501")
        return None

    def _report(
        self,
        message: str,
        written: str,
        span: Span,
        help: str,
        code: str = "GZ506",
        fix: tuple[Edit, ...] = (),
    ) -> None:
        if written not in message:
            message = f"{written}：{message}"
        self._problems.error(code, message, span, help=help, fix=fix)

    def _build(self, level: int, id_: str) -> Provision:
        known = self._built.get((level, id_))
        if known is None:
            source = self._sources[level][id_]
            document = self._documents.setdefault(id(source.document), _document(source.document))
            own = level == len(self._chain) - 1
            cited = id_ if own else f"{self._chain[level].id}:{id_}"
            known = record_of(Provision, source.entry, id=cited, document=document)
            self._built[level, id_] = known
        return known

    def restating(self) -> dict[str, list[Provision]]:
        """Return the provisions that restate each rule or duty, by name, lowest level first."""
        found: dict[str, list[Provision]] = {}
        for level in range(len(self._chain) - 1, 0, -1):
            for id_, source in self._sources[level].items():
                for name in source.entry.restates:
                    found.setdefault(name, []).append(self._build(level, id_))
        return found

    def check_restated(self, known: Iterable[str], displaced: Mapping[str, Span]) -> None:
        """Report every ``restates`` of the last level that names no rule or duty of its parents.

        Args:
            known: the names of the parents' rules and duties.
            displaced: those that the last level itself replaces or removes, with the place.

        """
        names, gone = list(known), displaced
        for source in self._sources[-1].values():
            for place, name in enumerate(source.entry.restates):
                if name in names and name not in gone:
                    continue
                span = element_of(source.node.at(["restates"]), place)
                if name in gone:
                    message = f"条文 {source.entry.id} 重申“{name}”，这里却替换或者删去了它"
                    self._problems.error(
                        "GZ505",
                        message,
                        span,
                        related=(Related(gone[name], "在这里"),),
                        help="重申与替换、删去只能取其一",
                    )
                    continue
                message = f"条文 {source.entry.id} 重申的“{name}”在上级规则里没有，或者已被替换"
                above = self._chain[-2].id if len(self._chain) > 1 else ""
                listed = (
                    f"restates 写上级规则或者义务的名称；有哪些，运行 gaozhi provisions {above}"
                )
                self._problems.unknown_name("GZ505", message, name, names, span, listed)

    def accounts(self, known: Mapping[str, Carrier]) -> tuple[Account, ...]:
        """Return how every provision of the last level is accounted for, in its order.

        Args:
            known: the rules and duties that may be restated, by name.

        """
        return tuple(
            Account(
                provision=self._build(len(self._chain) - 1, id_),
                carriers=tuple(self._carriers.get(id_, ())),
                restates=tuple(
                    known.get(name, Carrier(CarrierKind.RULE, name))
                    for name in source.entry.restates
                ),
                not_computed=source.entry.not_computed,
            )
            for id_, source in self._sources[-1].items()
        )

    def check_accounted_for(self) -> None:
        """Report every provision of the last level that is not accounted for, or contradictorily.

        One that a faulty rule or duty cites is not reported.
        """
        faulty = any(one.severity is Severity.ERROR for one in self._problems)
        waiting = set(_cited(self._chain[-1])) if faulty else set()
        for id_, source in self._sources[-1].items():
            entry = source.entry
            used = id_ in self._carriers or bool(entry.restates)
            if entry.not_computed is not None and used:
                self._problems.error(
                    "GZ504",
                    f"条文 {id_} 写了 not_computed，却又被引用或者重申",
                    source.span,
                    help="二者去其一",
                )
            elif entry.not_computed is None and not used and id_ not in waiting:
                self._problems.error(
                    "GZ503",
                    f"条文 {id_} 没有着落：没有规则、义务、文书、清单引用它",
                    source.span,
                    help="由规则的 basis 引用，或者写 restates，或者写 not_computed: 理由",
                )


def _cited(folder: RulesFolder) -> Iterator[str]:
    """Yield every id in a basis of a folder, also of faulty entries."""
    holders = [
        *(one.node for one in folder.entries),
        *(one.node for one in folder.duties),
        *(one.node for one in folder.forms),
        *(one.node for one in folder.watch),
    ]
    for holder in holders:
        basis = holder.at(["basis"])
        for node in basis.items if isinstance(basis, Items) else (basis,):
            if isinstance(node, Scalar):
                yield node.raw


def _chain_text(ids: list[str]) -> str:
    return f"可引用：{'、'.join(ids)}；不能引用别的地区的条文"
