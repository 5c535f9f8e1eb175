"""Write the conformance set from the law as it is: ``make conformance``.

Every rule gives the cases in which it holds, does not hold, and may hold; every day that a
condition names, and every day on which a rule begins or ends, gives the day before, the day itself
and the day after. Nothing here is drawn by lot: the same law gives the same files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import gaozhi
from conformance.runner import FOLDER, PENDING, USUAL, Json, ask, cited, parts
from gaozhi import Jurisdiction
from gaozhi.logic import Diagrams, Node, Space
from gaozhi.model import (
    Combine,
    Condition,
    DecisionTable,
    FactRef,
    FactType,
    Order,
    Rule,
    all_of,
    any_of,
    facts_read,
    negated,
    parts_of,
    plain_value,
)

FORMAT = 1
DAY = timedelta(days=1)
_HOLDS = "：成立"
_USUAL = 60
"""Days after the county's document is in force, and so on an ordinary day."""


def main() -> None:
    """Write one file a bundled jurisdiction; remove those of jurisdictions that are gone."""
    written = set()
    for county in gaozhi.load().values():
        path = FOLDER / f"{county.id}.json"
        path.write_text(text_of(county), encoding="utf-8", newline="\n")
        written.add(path)
        print(f"{path.name}: {len(path.read_text(encoding='utf-8')) // 1024} KiB")
    for path in set(FOLDER.glob("*.json")) - written:
        path.unlink()


def text_of(county: Jurisdiction) -> str:
    """Return the file of a jurisdiction: one case a line, so that a change of law reads well."""
    cases: dict[str, Json] = {}
    model: Json | None = None
    provisions: Json = {}
    grounds, caveats = _Table(), _Table()
    lists = {"pending_caveats": _Table(), "questions": _Table()}
    for case in cases_of(county):
        key = json.dumps([case.get(part) for part in ("decision", "item", "date", "facts")])
        if key in cases:
            continue
        answer = ask(county.id, case)
        provisions |= cited(answer)
        expected = parts(answer)
        if "grounds" in expected:
            expected["grounds"] = [_apart(one, grounds) for one in expected["grounds"]]
            for kind in ("caveats", "pending_caveats"):
                expected[kind] = [caveats.key(one, one["rule"]) for one in expected[kind]]
            for kind, table in lists.items():
                said = expected[kind]
                expected[kind] = table.key(said, said[0]) if said else None
            if expected["possible"] == [expected["outcome"]]:
                del expected["possible"]
            if expected["settled"] is (expected["outcome"] != PENDING):
                del expected["settled"]
        told = {part: value for part, value in expected.items() if USUAL.get(part, ...) != value}
        cases[key] = {**_like(case, model), "expected": told}
        if case["name"].endswith(_HOLDS):
            model = case
    head = {"format": FORMAT, "id": county.id, "name": county.name, "code": county.code}
    lines = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    tables = {"provisions": provisions, "grounds": grounds.rows, "caveats": caveats.rows}
    tables |= {kind: table.rows for kind, table in lists.items()}
    for name, held in tables.items():
        rows = (f"{_json(key)}: {_json(held[key])}" for key in sorted(held))
        lines.append(f"{_json(name)}: {{\n" + ",\n".join(rows) + "\n}")
    lines.append('"cases": [\n' + ",\n".join(map(_json, cases.values())) + "\n]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _like(case: Json, model: Json | None) -> Json:
    """Return a case with only the facts in which it differs from the last that held, if shorter."""
    if model is None or any(case[part] != model[part] for part in ("decision", "date")):
        return case
    if case["name"].endswith(_HOLDS) or "item" in case:
        return case
    if not model["facts"].keys() <= case["facts"].keys():
        return case
    own = {
        k: v for k, v in case["facts"].items() if k not in model["facts"] or v != model["facts"][k]
    }
    short = {**case, "facts": own, "like": model["name"]}
    return min(case, short, key=lambda one: len(_json(one).encode()))


def _apart(ground: Json, grounds: _Table) -> list[object]:
    """Return the key of what a ground always says, and the facts that it says it of here."""
    always = {name: value for name, value in ground.items() if name != "facts"}
    return [grounds.key(always, ground["rule"]), ground["facts"]]


class _Table:
    """What several cases say alike, once, by a name; a second of that name gets a 2."""

    def __init__(self) -> None:
        self.rows: Json = {}

    def key(self, row: object, name: str) -> str:
        """Return the key of a row, which is added where it is new."""
        key = name
        number = 1
        while self.rows.setdefault(key, row) != row:
            number += 1
            key = f"{name} {number}"
        return key


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _case(name: str, decision: str, facts: Json, day: date | None, item: int | None = None) -> Json:
    listed = {} if item is None else {"item": item}
    on = day.isoformat() if day else None
    return {"name": name, "decision": decision, **listed, "date": on, "facts": facts}


def cases_of(county: Jurisdiction) -> Iterator[Json]:
    """Yield the cases of a jurisdiction, in the order of the file."""
    usual = _usual_day(county)
    for name, table in county.program.decisions.items():
        yield _case(f"{name}：什么都不知道", name, {}, usual)
        yield _case(f"{name}：日期也不知道", name, {}, None)
        for rule in table.rules:
            yield from _of_rule(county, name, rule, usual)
        yield from _of_value(county, table, usual)
    yield from _of_days(county)
    yield from _of_facts(county, usual)
    yield from _of_items(county, usual)
    yield from _refused(county, usual)


def _usual_day(county: Jurisdiction) -> date:
    starts = [level.document.since for level in county.program.levels if level.document.since]
    if county.program.list is not None:
        starts.append(county.program.list.published)
    return max(starts, default=date(2021, 1, 1)) + _USUAL * DAY


def _of_rule(county: Jurisdiction, decision: str, rule: Rule, usual: date) -> Iterator[Json]:
    """Yield a case in which a rule holds, those around it, and one in which it does not hold."""
    found = witness(county, rule.holds, usual) or witness(county, rule.holds, None)
    if found is not None:
        facts, day = found
        yield _case(f"{rule.name}{_HOLDS}", decision, facts, day)
        # What it reads itself; that no row above it holds is the other rules' to try.
        own = facts_read(rule.own)
        for name in facts if rule.otherwise else [name for name in facts if name in own]:
            unknown = {**facts, name: None}
            yield _case(f"{rule.name}：不知道{name}", decision, unknown, day)
        yield from _around(county, f"{rule.name}：", decision, facts, rule.own, day)
    found = witness(county, negated(rule.holds), usual)
    if found is not None:
        yield _case(f"{rule.name}：不成立", decision, *found)


def _of_value(county: Jurisdiction, table: DecisionTable, usual: date) -> Iterator[Json]:
    """Yield for every value a case in which it comes out, and no stronger one can."""
    stronger: list[Condition] = []
    for value in table.spec.values:
        giving = any_of([rule.holds for rule in table.rules if value in rule.effects])
        settled = all_of([giving, *map(negated, stronger)])
        found = witness(county, settled, usual) or witness(county, settled, None)
        if found is not None:
            yield _case(f"得出{value}", table.spec.name, *found)
        if table.spec.combine is not Combine.ALL:
            stronger.append(giving)


def _around(
    county: Jurisdiction,
    lead: str,
    decision: str,
    facts: Json,
    condition: Condition,
    day: date | None,
) -> Iterator[Json]:
    """Yield the day before, on and after whatever day a date of the case is compared with."""
    role = county.vocabulary.roles.date
    for part in parts_of(condition):
        if not isinstance(part, Order) or part.fact not in facts:
            continue
        if county.vocabulary.facts[part.fact].kind is not FactType.DATE:
            continue
        mark: object = part.operand
        if isinstance(mark, FactRef):
            mark = day if mark.fact == role else facts.get(mark.fact)
        if isinstance(mark, str):
            mark = _day(mark)
        if not isinstance(mark, date):
            continue
        for called, moved in (("前一日", mark - DAY), ("当日", mark), ("次日", mark + DAY)):
            changed = {**facts, part.fact: moved.isoformat()}
            yield _case(f"{lead}{part.fact}在{called}", decision, changed, day)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def witness(
    county: Jurisdiction, condition: Condition, day: date | None
) -> tuple[Json, date | None] | None:
    """Return the fewest facts that make a condition true, and their day; None where none do.

    Where no day is given, one is chosen if the condition turns on it.
    """
    words = county.vocabulary
    known = county.case({}, on=day)
    space = Space([condition], words, known.known, known.bounds)
    diagrams = Diagrams(space, known.known)
    node = diagrams.possible(diagrams.of(condition))
    cells = _path(node)
    if cells is None:
        return None
    chosen: dict[str, Any] = {}
    sets: dict[str, list[str]] = {}
    for level, cell in cells.items():
        variable = space.variables[level]
        value = variable.cells[cell]
        if variable.group is None:
            chosen[variable.fact] = value
        else:
            members = [v for v in words.facts[variable.fact].values if v in variable.group]
            sets.setdefault(variable.fact, []).extend(members[: int(value)])
    chosen |= {name: frozenset(values) for name, values in sets.items()}
    role = words.roles.date
    ordered = [name for name in words.facts if name in chosen and name != role]
    facts = {name: plain_value(words.facts[name], chosen[name]) for name in ordered}
    return facts, chosen.get(role or "", day)


def _path(node: Node) -> dict[int, int] | None:
    """Return the shortest way down to true, the first of equals: variable -> cell."""
    best: dict[int, tuple[int, dict[int, int]] | None] = {}

    def below(part: Node) -> tuple[int, dict[int, int]] | None:
        if not part.branches:
            return (0, {}) if part.value is True else None
        if id(part) not in best:
            found: tuple[int, dict[int, int]] | None = None
            for cell, branch in enumerate(part.branches):
                way = below(branch)
                if way is not None and (found is None or way[0] + 1 < found[0]):
                    found = (way[0] + 1, {part.level: cell, **way[1]})
            best[id(part)] = found
        return best[id(part)]

    way = below(node)
    return None if way is None else way[1]


def _of_days(county: Jurisdiction) -> Iterator[Json]:
    """Yield every decision on the days around every day on which its rules change."""
    role = county.vocabulary.roles.date
    first = county.program.first_day
    for name, table in county.program.decisions.items():
        marks = {version.since for version in table.versions}
        marks |= {
            part.operand
            for rule in table.rules
            for part in parts_of(rule.holds)
            if isinstance(part, Order) and part.fact == role and isinstance(part.operand, date)
        }
        for mark in sorted(marks - {date.min, date.max}):
            for day in (mark - DAY, mark, mark + DAY):
                if first is None or day >= first:
                    yield _case(f"{name}：{day}", name, {}, day)


def _of_facts(county: Jurisdiction, usual: date) -> Iterator[Json]:
    """Yield each value alone of each fact: both truths, each choice, the empty set, never."""
    decision = county.program.default_decision
    rules = county.program.decisions[decision].rules
    read = facts_read(*(rule.holds for rule in rules)) - {county.vocabulary.roles.date}
    for name, fact in county.vocabulary.facts.items():
        if name not in read:
            continue
        values: list[object] = []
        match fact.kind:
            case FactType.BOOL:
                values = [True, False]
            case FactType.ONE_OF:
                values = list(fact.values)
            case FactType.SET_OF:
                values = [[], *([value] for value in fact.values)]
            case FactType.DATE:
                values = [day.isoformat() for day in (usual - DAY, usual, usual + DAY)]
                values += [] if fact.never is None else [fact.never]
        for value in values:
            shown = "空" if value == [] else value[0] if isinstance(value, list) else value
            yield _case(f"{name}＝{shown}", decision, {name: value}, usual)


def _of_items(county: Jurisdiction, usual: date) -> Iterator[Json]:
    """Yield every item of the list, and the days around its publication."""
    listed = county.program.list
    if listed is None:
        return
    decision = county.program.default_decision
    for item in listed.items:
        yield _case(f"清单第 {item.number} 项", decision, {}, usual, item.number)
        for mark in (item.since, item.until):
            for day in () if mark is None else (mark - DAY, mark, mark + DAY):
                yield _case(f"清单第 {item.number} 项：{day}", decision, {}, day, item.number)
    if listed.items:
        number = listed.items[0].number
        for day in (listed.published - DAY, listed.published, listed.published + DAY):
            yield _case(f"清单公布前后：{day}", decision, {}, day, number)
        for name, value in listed.presumes.items():
            fact = county.vocabulary.facts[name]
            if isinstance(value, bool):
                against: object = not value
            else:
                against = list(fact.values[:1]) if fact.kind is FactType.SET_OF else fact.values[-1]
            yield _case(f"与清单推定不同：{name}", decision, {name: against}, usual, number)


def _refused(county: Jurisdiction, usual: date) -> Iterator[Json]:
    """Yield cases that cannot be decided."""
    words = county.vocabulary
    decision = county.program.default_decision
    yield _case("不认识的事实", decision, {"甲.乙": True}, usual)
    yield _case("不认识的判断", "甲乙丙丁", {}, usual)
    yield _case("清单里没有的一项", decision, {}, usual, 99_999)
    first = county.program.first_day
    if first is not None:
        yield _case("最早的文件施行以前", decision, {}, first - DAY)
        yield _case("最早的文件施行之日", decision, {}, first)
    for rule in words.implications:
        then = words.facts[rule.then]
        if isinstance(rule.value, bool):
            wrong: object = not rule.value
        else:
            wrong = next(value for value in then.values if value != rule.value)
        facts = {rule.given: True, rule.then: wrong}
        yield _case(f"矛盾：{rule.given}、{rule.then}", decision, facts, usual)
    by_kind = {fact.kind: name for name, fact in reversed(list(words.facts.items()))}
    for kind, value in (
        (FactType.BOOL, "是"),
        (FactType.DATE, "2021-2-3"),
        (FactType.ONE_OF, "甲"),
        (FactType.SET_OF, "甲"),
    ):
        if kind in by_kind:
            yield _case(f"类型不对：{by_kind[kind]}", decision, {by_kind[kind]: value}, usual)


if __name__ == "__main__":
    main()
