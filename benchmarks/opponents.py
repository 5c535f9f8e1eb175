"""The same rules in other engines: 适用性 of 启东市, translated from the typed tree.

Every opponent is given the rules in its own form, and the facts as it wants them, before anything
is timed; and each must name the same rules as gaozhi on every case, or it is not measured. What an
opponent cannot say (a comparison of two facts, a negation) is worked out for it beforehand, which
favours it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from gaozhi import Case, Jurisdiction
from gaozhi.logic import truth
from gaozhi.model import All, Always, AnyOf, Condition, Not

__all__ = ["Opponent", "Rules", "by_durable_rules", "opponents"]

Atoms = Mapping[str, bool]
"""Every comparison that the rules make, by an ASCII name, as it comes out on a case."""

Opponent = tuple[str, Callable[[Any], object], list[Any]]
"""What it is, its decision, and the cases as it wants them."""


class Rules:
    """The rules of a decision over named comparisons, negation pushed down to them."""

    def __init__(self, county: Jurisdiction, decision: str) -> None:
        self._names: dict[Condition, str] = {}
        table = county.program.decisions[decision]
        latest = table.versions[-1].standing
        standing = [one for one in latest if not one.rule.otherwise]
        self.formulas = {one.rule.name: self._formula(one.own, want=True) for one in standing}
        self.giving = [one.rule.name for one in standing if one.rule.effects]
        self.otherwise = next((one.rule.name for one in latest if one.rule.otherwise), None)

    def _formula(self, condition: Condition, *, want: bool) -> Any:
        match condition:
            case Not(part):
                return self._formula(part, want=not want)
            case All(parts) | AnyOf(parts):
                word = "and" if isinstance(condition, All) is want else "or"
                return [word, *(self._formula(part, want=want) for part in parts)]
            case Always(value):
                return ["is", "always", value is want]
            case _:
                name = self._names.setdefault(condition, f"f{len(self._names)}")
                return ["is", name, want]

    def atoms(self, case: Case) -> dict[str, bool]:
        """Return how every comparison comes out on a complete case."""
        return {name: _true(atom, case.facts) for atom, name in self._names.items()}

    @property
    def names(self) -> Sequence[str]:
        """The names of the comparisons."""
        return tuple(self._names.values())

    def finished(self, held: Iterable[str]) -> frozenset[str]:
        """Return the rules that hold, with the otherwise where none with an effect does."""
        found = frozenset(held)
        if self.otherwise is None or found & set(self.giving):
            return found
        return found | {self.otherwise}


def _true(atom: Condition, facts: Mapping[str, Any]) -> bool:
    found = truth(atom, facts)
    if found is None:
        raise ValueError(f"a fact is missing for {atom}")
    return found


def opponents(county: Jurisdiction, cases: Sequence[Case]) -> list[Opponent]:
    """Return the opponents that are installed, each shown to agree on every case."""
    rules = Rules(county, "适用性")
    told = [rules.atoms(case) for case in cases]
    expected = [_held_by_gaozhi(county, case) for case in cases]
    found: list[Opponent] = []
    for module, package, build in (
        ("durable", "durable-rules", by_durable_rules),
        ("business_rules", "business-rules", _business),
        ("json_logic", "json-logic-qubit", _json_logic),
        ("zen", "zen-engine", _zen),
    ):
        if find_spec(module) is None:
            print(f"（没有安装 {package}，没有比较）")
            continue
        decide, prepared = build(rules, told)
        wrong = sum(
            rules.finished(decide(case)) != held
            for case, held in zip(prepared, expected, strict=True)
        )
        if wrong:
            print(f"（{package} 有 {wrong} 个案件答得不同，没有比较）")
            continue
        found.append((f"{package} {version(package)}", decide, prepared))
    return found


def _held_by_gaozhi(county: Jurisdiction, case: Case) -> frozenset[str]:
    own = {rule.name for rule in county.program.decisions["适用性"].rules}
    decision = county.decide(case)
    held = {ground.rule for ground in decision.grounds} | {c.rule for c in decision.caveats}
    return frozenset(held & own)


Built = tuple[Callable[[Any], list[str]], list[Any]]


def _json_logic(rules: Rules, told: list[dict[str, bool]]) -> Built:
    from json_logic import jsonLogic

    def written(formula: Any) -> Any:
        word, *rest = formula
        if word == "is":
            name, want = rest
            return {"var": name} if want else {"!": {"var": name}}
        return {word: [written(part) for part in rest]}

    logic = {name: written(formula) for name, formula in rules.formulas.items()}

    def decide(atoms: dict[str, bool]) -> list[str]:
        return [name for name, rule in logic.items() if jsonLogic(rule, atoms)]

    return decide, told


def _business(rules: Rules, told: list[dict[str, bool]]) -> Built:
    from business_rules import run_all
    from business_rules.actions import BaseActions, rule_action
    from business_rules.fields import FIELD_TEXT
    from business_rules.variables import BaseVariables, boolean_rule_variable

    def variable(name: str) -> Callable[[Any], bool]:
        def read(self: Any) -> bool:
            return bool(self.atoms[name])

        read.__name__ = name
        return boolean_rule_variable(read)  # type: ignore[no-any-return]

    def start(self: Any, atoms: Atoms) -> None:
        self.atoms = atoms

    body = {"__init__": start, **{name: variable(name) for name in rules.names}}
    variables = type("Facts", (BaseVariables,), body)

    class Actions(BaseActions):  # type: ignore[misc]
        def __init__(self) -> None:
            self.held: list[str] = []

        @rule_action(params={"name": FIELD_TEXT})  # type: ignore[untyped-decorator]
        def hold(self, name: str) -> None:
            self.held.append(name)

    def written(formula: Any) -> Any:
        word, *rest = formula
        if word == "is":
            name, want = rest
            return {"name": name, "operator": "is_true" if want else "is_false", "value": ""}
        return {"all" if word == "and" else "any": [written(part) for part in rest]}

    listed = [
        {
            "conditions": written(formula),
            "actions": [{"name": "hold", "params": {"name": name}}],
        }
        for name, formula in rules.formulas.items()
    ]

    def decide(atoms: dict[str, bool]) -> list[str]:
        actions = Actions()
        run_all(listed, variables(atoms), actions)
        return actions.held

    return decide, told


def by_durable_rules(rules: Rules, told: list[dict[str, bool]]) -> Built:
    """Return durable-rules' decision, and the cases as it wants them."""
    from durable.engine import Host

    held: list[str] = []

    class Quiet(Host):  # type: ignore[misc]
        """A host that starts no thread: with its dispatcher it crashes."""

        def get_action(self, action_name: str) -> Callable[[Any], None]:
            return lambda _: held.append(action_name)

        def _run(self) -> None:
            """Start nothing."""

    def written(formula: Any) -> Any:
        word, *rest = formula
        if word == "is":
            name, want = rest
            return {name: int(want)}
        return {f"${word}": [written(part) for part in rest]}

    definition: dict[str, Any] = {
        f"r{place}": {"all": [{"m": written(formula)}], "run": name}
        for place, (name, formula) in enumerate(rules.formulas.items())
    }
    definition["any"] = {"all": [{"m": {"always": 1}}], "run": "_"}
    host = Quiet()
    host.register_rulesets({"rules": json.loads(json.dumps(definition))})
    prepared = [{**{k: int(v) for k, v in atoms.items()}, "always": 1} for atoms in told]

    def decide(atoms: dict[str, int]) -> list[str]:
        held.clear()
        host.assert_fact("rules", {**atoms, "id": "1", "sid": "1"})
        host.delete_state("rules", "1")
        return [name for name in held if name != "_"]

    return decide, prepared


def _zen(rules: Rules, told: list[dict[str, bool]]) -> Built:
    import zen

    def written(formula: Any) -> str:
        word, *rest = formula
        if word == "is":
            name, want = rest
            return str(name) if want else f"not {name}"
        return "(" + f" {word} ".join(written(part) for part in rest) + ")"

    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "held", "name": "held", "field": "held"}],
        "rules": [
            {
                "_id": f"r{place}",
                "when": written(formula),
                "held": json.dumps(name, ensure_ascii=False),
            }
            for place, (name, formula) in enumerate(rules.formulas.items())
        ],
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    engine = zen.ZenEngine()
    made = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def decide(atoms: dict[str, bool]) -> list[str]:
        return [row["held"] for row in made.evaluate(atoms)["result"]]

    return decide, told
