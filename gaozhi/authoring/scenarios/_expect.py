"""What a scenario expects, held against the rules: names that are not there cannot come out."""

from __future__ import annotations

from collections.abc import Iterator

from gaozhi.authoring.scenarios._bases import unknown_fact
from gaozhi.authoring.scenarios._scenario import Expectation
from gaozhi.language import ExpectEntry, ScenarioEntry
from gaozhi.model import NO_RULE, PENDING, Combine, DecisionTable, Program, Rule, decisions_read
from gaozhi.source import Diagnostics, Node, Span
from gaozhi.source import Mapping as MappingNode

Places = Iterator[tuple[str, Span]]


def expectation_of(
    entry: ExpectEntry, node: Node, *, exactly: bool
) -> tuple[Expectation, dict[str, Span]]:
    """Return what is expected, and where each key of it is written.

    Args:
        entry: what the file says.
        node: where it says it.
        exactly: where no caveats are written, none are expected.

    """
    caveats = entry.caveats if entry.caveats is not None or not exactly else []
    due = entry.due is not None and entry.model_fields_set == {"due"}
    expect = Expectation(
        outcome=entry.outcome,
        possible=_set(entry.possible),
        values=None
        if entry.values is None
        else {value: tuple(grounds) for value, grounds in entry.values.items()},
        pending=_set(entry.pending),
        grounds=None if entry.grounds is None else tuple(entry.grounds),
        not_grounds=tuple(entry.not_grounds or ()),
        caveats=None if caveats is None or due else tuple(caveats),
        questions=_set(entry.questions),
        due=entry.due,
    )
    places = {}
    if isinstance(node, MappingNode):
        places = {key.raw: key.span for key, _ in node.entries}
    return expect, places


def _set(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def check_expectation(
    program: Program,
    table: DecisionTable,
    expect: ExpectEntry,
    node: Node,
    problems: Diagnostics,
) -> None:
    """Add a problem for everything that can never come out of the decision.

    Args:
        program: the jurisdiction's program.
        table: the decision.
        expect: what is expected.
        node: where it is written.
        problems: receives what is wrong.

    """
    _check_kind(table, expect, node, problems)
    given = {effect for rule in table.rules for effect in rule.effects}
    for value, span in _values(expect, node):
        if value == NO_RULE:
            if table.gap is None:
                message = f"{program.jurisdiction}的规则里，“{table.spec.name}”在每一天都有规定"
                help = f"{NO_RULE} 只在没有一条规则施行的日期得出；写实际的结论"
                problems.error("GZ562", message, span, help=help)
        elif value not in table.spec.values:
            message = f"“{value}”不是“{table.spec.name}”的取值"
            problems.unknown_name("GZ561", message, value, table.spec.values, span)
        elif value not in given:
            can_be = "、".join(one for one in table.spec.values if one in given)
            message = f"{program.jurisdiction}的规则里，“{table.spec.name}”从不得出“{value}”"
            help = f"能得出的：{can_be}" if can_be else _without_rules(program, table)
            problems.error("GZ562", message, span, help=help)
    _check_grounds(program, table, expect, node, problems)
    known = program.vocabulary.facts
    for index, name in enumerate(expect.questions or ()):
        if name not in known:
            span = _at(node, "questions", index)
            unknown_fact(name, known, span, problems)


def _without_rules(program: Program, table: DecisionTable) -> str:
    """Return the way out where a jurisdiction has no rule that gives a value of a decision."""
    ruled = "、".join(name for name, one in program.decisions.items() if one.rules)
    help = f"这里没有为“{table.spec.name}”写规则；有规则的判断：{ruled or '还没有'}"
    return help if len(program.levels) > 1 else f"{help}。要依上级的，在文件里写 extends"


def _check_kind(
    table: DecisionTable, expect: ExpectEntry, node: Node, problems: Diagnostics
) -> None:
    """Add a problem for what does not go with the kind of decision, or with what else is said."""

    def fault(key: str, message: str, help: str) -> None:
        problems.error("GZ563", message, _at(node, key), help=help)

    name = table.spec.name
    if table.spec.combine is Combine.ALL:
        if expect.outcome not in (None, PENDING, NO_RULE):
            fault("outcome", f"“{name}”收集多个值，没有 outcome", "写 values: [值, …]")
        if expect.possible is not None:
            fault("possible", f"“{name}”收集多个值，没有 possible", "写 pending: [值, …]")
        if expect.outcome == PENDING and expect.pending == []:
            fault("pending", f"outcome 写 {PENDING}，pending 却是空的", "改正其一")
        return
    if expect.values is not None:
        fault("values", f"“{name}”只有一个结论，没有 values", "写 outcome: 值")
    if expect.pending is not None:
        fault("pending", f"“{name}”只有一个结论，没有 pending", "写 possible: [值, …]")
    if expect.possible is None:
        return
    if expect.outcome not in (None, PENDING) and set(expect.possible) != {expect.outcome}:
        fault("possible", "outcome 已是一个结论，possible 却另有所写", f"结论未定的写 {PENDING}")
    if expect.outcome == PENDING and len(set(expect.possible)) < 2:
        fault("possible", f"{PENDING}的，至少有两种可能", "补上其余的可能，或者改 outcome")


def _values(expect: ExpectEntry, node: Node) -> Places:
    if expect.outcome not in (None, PENDING):
        yield str(expect.outcome), _at(node, "outcome")
    for value in expect.values or ():
        yield value, _key(node, "values", value)
    for key in ("possible", "pending"):
        for index, value in enumerate(getattr(expect, key) or ()):
            yield value, _at(node, key, index)


def _check_grounds(
    program: Program,
    table: DecisionTable,
    expect: ExpectEntry,
    node: Node,
    problems: Diagnostics,
) -> None:
    telling = list(_telling(program, table))
    rules = {rule.name for rule in telling}
    cited = {provision.id for rule in telling for provision in rule.basis}
    wanted = [
        (name, _at(node, key, index))
        for key in ("grounds", "not_grounds")
        for index, name in enumerate(getattr(expect, key) or ())
    ]
    for value, grounds in (expect.values or {}).items():
        wanted += [(name, _at(node, "values", value, index)) for index, name in enumerate(grounds)]
    for name, span in wanted:
        if name in rules or name in cited:
            continue
        if name in program.provisions:
            message = f"“{table.spec.name}”没有一条规则以 {name} 为依据"
        else:
            message = f"“{table.spec.name}”没有名为“{name}”的规则，也没有这样编号的条文"
        help = "写规则的名称，或者规则所依据的条文编号"
        problems.unknown_name("GZ564", message, name, sorted(rules | cited), span, help)


def _telling(program: Program, table: DecisionTable) -> Iterator[Rule]:
    """Yield the rules that may ground an answer: a decision's own, and those of what it reads."""
    yield from table.rules
    names = dict.fromkeys(name for rule in table.rules for name in decisions_read(rule.reads))
    for name in names:
        yield from _telling(program, program.decisions[name])


def check_due(program: Program, entry: ScenarioEntry, node: Node, problems: Diagnostics) -> None:
    """Add a problem where the event of a due date is none, or starts no such duty.

    Args:
        program: the program that is tried.
        entry: the scenario.
        node: the scenario as written, for the places.
        problems: where it is added.

    """
    event = entry.event
    if event not in program.vocabulary.events:
        message, events = f"没有“{event}”这种事件", program.vocabulary.events
        help = "事件名照抄词汇表的 events"
        problems.unknown_name("GZ617", message, str(event), events, _at(node, "event"), help)
        return
    known = sorted({duty.name for duty in program.duties if duty.since == event})
    for name in (entry.expect.due if entry.expect else None) or {}:
        if name not in known:
            help = f"由它引起的：{'、'.join(known) or '没有'}"
            message = f"没有由“{event}”引起的义务“{name}”"
            span = _key(node.at(["expect"]), "due", name)
            problems.unknown_name("GZ568", message, name, known, span, help)


def _at(node: Node, *path: str | int) -> Span:
    return node.at(path).span


def _key(node: Node, holder: str, name: str) -> Span:
    held = node.at([holder])
    key = held.key(name) if isinstance(held, MappingNode) else None
    if key is not None:
        return key.span
    for item in getattr(held, "items", ()):
        if getattr(item, "raw", None) == name:
            return item.span  # type: ignore[no-any-return]
    return held.span
