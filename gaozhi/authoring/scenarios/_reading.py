"""From scenario files to scenarios, each held against the program that is to answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gaozhi.authoring.scenarios._bases import Bases
from gaozhi.authoring.scenarios._expect import check_due, check_expectation, expectation_of
from gaozhi.authoring.scenarios._scenario import Scenario
from gaozhi.engine import find_decision, read_facts
from gaozhi.errors import CaseError
from gaozhi.language import BaseEntry, ScenarioEntry, ScenarioFile, validate
from gaozhi.model import DecisionSpec, DecisionTable, Program
from gaozhi.source import Diagnostic, Diagnostics, Node, Related, Source, Span, mask
from gaozhi.source import Mapping as MappingNode
from gaozhi.source import Sequence as SequenceNode
from gaozhi.workspace.lookup import unknown_jurisdiction
from gaozhi.workspace.programs import CountyNames

__all__ = ["FileRead", "Names", "read_file_entries", "read_scenarios"]

E = TypeVar("E", bound=BaseEntry)

Names = dict[tuple[str, str, str], Span]
"""Where the scenario of a jurisdiction, of a decision or an event, and of a name stands."""


@dataclass(slots=True)
class FileRead:
    """A scenario file, its entries read one by one.

    Attributes:
        folder: the rules folder that it stands in; None for a file elsewhere.
        source: the file.
        head: what its scenarios share.
        bases: its bases, by name.
        scenarios: its scenarios.

    """

    folder: str | None
    source: Source
    head: ScenarioFile
    root: MappingNode
    bases: dict[str, tuple[BaseEntry, MappingNode]] = field(default_factory=dict)
    scenarios: list[tuple[ScenarioEntry, MappingNode]] = field(default_factory=list)


def read_file_entries(source: Source, folder: str | None, problems: Diagnostics) -> FileRead | None:
    """Return what a scenario file says, before anything is looked up; problems are added.

    Args:
        source: the file, read.
        folder: the rules folder that it stands in; None for a file elsewhere.
        problems: receives what is wrong with the file.

    """
    problems.extend(source.diagnostics)
    root = source.root
    if root is None:
        return None
    head = validate(ScenarioFile, root, problems)
    if head is None or not isinstance(root, MappingNode):
        return None
    read = FileRead(folder, source, head, root)
    for key, node in _entries(root.get("bases")):
        base = _one(BaseEntry, node, problems)
        if base is not None:
            read.bases[key.raw] = base
    listed = root.get("scenarios")
    for node in listed.items if isinstance(listed, SequenceNode) else ():
        scenario = _one(ScenarioEntry, node, problems)
        if scenario is not None:
            read.scenarios.append(scenario)
    if not head.scenarios and not head.bases:
        message = "场景文件里没有场景"
        help = "写上 scenarios；只供别的文件用的，写 bases；不要的删去文件"
        problems.error("GZ569", message, root.span, help=help)
    return read


def _one(model: type[E], node: Node, problems: Diagnostics) -> tuple[E, MappingNode] | None:
    entry = validate(model, node, problems)
    return (entry, node) if entry is not None and isinstance(node, MappingNode) else None


def _entries(node: Node | None) -> Iterable[tuple[Any, Node]]:
    return node.entries if isinstance(node, MappingNode) else ()


def read_scenarios(
    files: Sequence[FileRead],
    shared: Iterable[FileRead],
    programs: Sequence[Program],
    problems: Diagnostics,
    *,
    whole: bool = True,
    names: Names | None = None,
) -> list[Scenario]:
    """Return the scenarios of some files that can be run; all else is added to the problems.

    Args:
        files: the files whose scenarios are wanted.
        shared: every file whose bases they may use, by the rules folder that it stands in.
        programs: the jurisdictions that compiled.
        problems: receives every problem, each at its place.
        whole: whether every jurisdiction compiled; one that did not is no fault of a scenario.
        names: what the scenarios of other files are called, and where; those of these are added.

    """
    given: Names = {} if names is None else names
    reading = _Reading(list(shared), programs, problems, given, whole=whole)
    for file in files:
        reading.take(file)
    return reading.found


class _Reading:
    """One reading of scenario files: what was found so far, and every problem on the way."""

    def __init__(
        self,
        shared: list[FileRead],
        programs: Sequence[Program],
        problems: Diagnostics,
        names: Names,
        *,
        whole: bool,
    ) -> None:
        self._whole = whole
        self._shared = shared
        self._programs = programs
        self._problems = problems
        self._names = names
        self.found: list[Scenario] = []

    def take(self, file: FileRead) -> None:
        """Take the bases and the scenarios of a file."""
        program = self._program_of(file)
        if program is None:
            return
        bases = Bases(self._bases(file, program), program.vocabulary)
        for entry, node in file.bases.values():
            self._check_base(bases, entry, node, program)
        for scenario, node in file.scenarios:
            self._take_one(file, bases, program, scenario, node)

    def _program_of(self, file: FileRead) -> Program | None:
        """Return the program that answers the file; None where there is none to be had."""
        if file.head.jurisdiction is not None:
            return self._named_program(file, file.head.jurisdiction)
        folder = file.folder
        if folder is None:
            self._fault("GZ567", "文件没有写是哪个地区", file.root, "在文件开头写 jurisdiction")
            return None
        here = [program for program in self._programs if program.levels[-1].id == folder]
        below = [p for p in self._programs if folder in [level.id for level in p.levels]]
        if not file.scenarios:
            return next(iter((*here, *below)), None)
        if len(here) > 1:
            names = "、".join(program.jurisdiction for program in here)
            message = f"rules/{folder} 有几个地区用：{names}"
            self._fault("GZ567", message, file.root, "在文件开头写 jurisdiction")
        elif not here and self._whole:
            message = f"没有地区用 rules/{folder}"
            help = "在 catalogs/ 里写一个 rules: 这个文件夹的地区，或者在文件开头写 jurisdiction"
            self._fault("GZ567", message, file.root, help)
        return here[0] if len(here) == 1 else None

    def _named_program(self, file: FileRead, name: str) -> Program | None:
        named = [p for p in self._programs if name in (p.jurisdiction, p.id, p.code)]
        node = file.root.at(["jurisdiction"])
        if not named:
            # While some rules are unsound, the name may be that of a jurisdiction they belong to.
            if self._whole:
                known = [CountyNames(p.id, p.jurisdiction, p.code) for p in self._programs]
                self._problems.extend(unknown_jurisdiction(name, known, node.span).diagnostics)
            return None
        if file.folder is None or file.folder in [level.id for level in named[0].levels]:
            return named[0]
        message = f"文件放在 rules/{file.folder} 之下，{name}却不用这个文件夹的规则"
        self._fault("GZ567", message, node, "改 jurisdiction，或者把文件放到它的文件夹里")
        return None

    def _bases(
        self, file: FileRead, program: Program
    ) -> Mapping[str, tuple[BaseEntry, MappingNode]]:
        """Return the bases of the file, of its folder, and of every folder that it extends."""
        found: dict[str, tuple[BaseEntry, MappingNode]] = {}
        for level in program.levels:
            for one in self._shared:
                if one.folder == level.id:
                    found.update(one.bases)
        return found | file.bases

    def _check_base(
        self, bases: Bases, entry: BaseEntry, node: MappingNode, program: Program
    ) -> None:
        facts = bases.facts_of(entry, node, self._problems)
        try:
            read_facts(program, facts.values, place=facts.place(node))
        except CaseError as error:
            self._problems.extend(error.diagnostics)

    def _take_one(
        self,
        file: FileRead,
        bases: Bases,
        program: Program,
        entry: ScenarioEntry,
        node: MappingNode,
    ) -> None:
        before = len(self._problems)
        table = self._decision(file, program, entry, node)
        if entry.expect is None or not entry.expect.model_fields_set:
            message = f"场景“{entry.name}”没有写明期望什么"
            place = node.get("expect") or node.at(["name"])
            self._fault("GZ560", message, place, "写上 expect，例如 expect: {outcome: 不适用}")
        if table is None:
            return
        self._note_name(program, table, entry, node)
        # A last day turns on what its own scenario says and nothing else.
        base = file.head.base if entry.event is None else None
        facts = bases.facts_of(entry, node, self._problems, default=base)
        day = entry.date or file.head.date
        role = program.vocabulary.roles.date
        if role is not None and role in entry.unknown:
            day = None
        item = entry.item
        key = item if isinstance(item, int | dict) or item is None else {"certificate": str(item)}
        if len(self._problems) == before:
            try:
                on = day if entry.event is None else None
                read_facts(program, facts.values, key, on, facts.place(node))
            except CaseError as error:
                self._problems.extend(error.diagnostics)
        if entry.expect is not None:
            expected = node.at(["expect"])
            check_expectation(program, table, entry.expect, expected, self._problems)
            if entry.event is not None:
                check_due(program, entry, node, self._problems)
        if len(self._problems) > before or entry.expect is None:
            return
        expect, places = expectation_of(
            entry.expect, node.at(["expect"]), exactly=file.head.caveats == "exactly"
        )
        self.found.append(
            Scenario(
                # A test runner shows it wherever it likes.
                name=mask(entry.name),
                jurisdiction=program.jurisdiction,
                decision=table.spec.name if entry.event is None else "",
                facts={name: value for name, value in facts.values.items() if value is not None},
                item=key,
                on=day,
                expect=expect,
                event=entry.event,
                at=entry.at,
                span=node.at(["name"]).span,
                places=places,
                start=bases.start_of(entry, default=file.head.base),
            )
        )

    def _decision(
        self, file: FileRead, program: Program, entry: ScenarioEntry, node: MappingNode
    ) -> DecisionTable | None:
        own = entry.decision is not None
        place = (node if own else file.root).at(["decision"])
        name = entry.decision or file.head.decision or program.default_decision
        try:
            return find_decision(program, name, self._elsewhere)
        except CaseError as error:
            self._problems.extend(
                Diagnostic.error(one.code, one.message, place.span, help=one.help)
                for one in error.diagnostics
            )
            return None

    def _elsewhere(self, name: str) -> DecisionSpec | None:
        words = (program.vocabulary for program in self._programs)
        return next(filter(None, (one.decision(name) for one in words)), None)

    def _note_name(
        self, program: Program, table: DecisionTable, entry: ScenarioEntry, node: MappingNode
    ) -> None:
        subject = entry.event or table.spec.name
        key = (program.id, subject, entry.name)
        span = node.at(["name"]).span
        earlier = self._names.setdefault(key, span)
        if earlier != span:
            message = f"{program.jurisdiction}的“{subject}”已经有名为“{entry.name}”的场景"
            related, help = (Related(earlier, "在这里"),), "换一个名称，说清两者的不同"
            self._problems.error("GZ566", message, span, related=related, help=help)

    def _fault(self, code: str, message: str, node: Node, help: str) -> None:
        place = node.entries[0][0] if isinstance(node, MappingNode) and node.entries else node
        self._problems.error(code, message, place.span, help=help)
