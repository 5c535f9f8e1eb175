"""`python -m benchmarks.javascript`: the JavaScript reader beside the engine, on the same cases.

Cases as callers send them: an item where there is a list, the day as text, every other one nested,
a third of the facts not said. And the first question of a conversation: only the day is known.
Only cases count whose answer asks something.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

import gaozhi
from benchmarks.reasons import nested
from gaozhi import Jurisdiction, portable
from gaozhi.model import Fact, FactType, facts_read

CASES = 200
MODULE = Path(__file__).parents[1] / "runtimes" / "javascript" / "gaozhi.mjs"
DRIVER = """
import { readFileSync } from 'node:fs';
const [module, file, listed, rounds] = process.argv.slice(1);
const { Program } = await import(module);
const text = readFileSync(file, 'utf8');
const cases = JSON.parse(readFileSync(listed, 'utf8'));
// The time of this process, which a machine that is busy with others lengthens far less.
const timed = async (call) => {
  const start = process.cpuUsage();
  await call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
const median = (some) => some.sort((a, b) => a - b)[some.length >> 1];
const read = [];
const parsed = [];
for (let n = 0; n < 15; n++) {
  parsed.push(await timed(() => JSON.parse(text)));
  read.push(await timed(() => Program.read(text)));
}
const program = new Program(JSON.parse(text));
const each = cases.map(() => []);
let asked = 0;
for (let round = 0; round < rounds; round++) {
  for (const [n, { facts, decision, item, on }] of cases.entries()) {
    const decide = () => (asked += program.decide(facts, decision, { item, on }).questions.length);
    each[n].push(await timed(decide));
  }
}
// The first rounds are those in which the engine compiles.
const taken = each.map((some) => median(some.slice(5)));
console.log(JSON.stringify({ read: median(read), parsed: median(parsed), taken, asked }));
"""
ROUNDS = 25


Json = dict[str, Any]


def sent(county: Jurisdiction, seed: int = 7) -> Iterator[Json]:
    """Yield cases without end.

    Args:
        county: whose facts they say.
        seed: of the draw.

    """
    lot = random.Random(seed)
    words, table = county.vocabulary, county.program.decisions[county.program.default_decision]
    read = facts_read(*(rule.holds for rule in table.rules)) - {words.roles.date}
    items = county.items
    while True:
        own = sorted(name for name in read if not (items and name.startswith("证明.")))
        known = lot.sample(own, len(own) - len(own) // 3)
        flat = {name: _value(lot, words.facts[name]) for name in known}
        facts = nested(flat) if lot.random() < 0.5 else flat
        item = lot.choice(items).number if items else None
        yield {"facts": facts, "decision": table.spec.name, "item": item, "on": _day(lot)}


def _day(lot: random.Random) -> str:
    return (date(2022, 1, 1) + timedelta(days=lot.randrange(1000))).isoformat()


def _value(lot: random.Random, fact: Fact) -> object:
    match fact.kind:
        case FactType.BOOL:
            return lot.random() < 0.5
        case FactType.ONE_OF:
            return lot.choice(fact.values)
        case FactType.SET_OF:
            return [value for value in fact.values if lot.random() < 0.2]
        case FactType.DATE:
            return _day(lot)
        case FactType.NUMBER:
            return lot.randrange(100)
        case FactType.TEXT:
            return "某"


def asking(county: Jurisdiction) -> list[Json]:
    """Return the first cases whose answer asks something."""
    found: list[Json] = []
    for case in sent(county):
        try:
            asked = decide(county, case)
        except gaozhi.CaseError:
            continue
        if asked:
            found.append(case)
        if len(found) == CASES:
            break
    return found


def openings(county: Jurisdiction) -> list[Json]:
    """Return a case for every decision in which only the day is known."""
    cases: list[Json] = [
        {"facts": {}, "decision": name, "item": None, "on": "2023-01-01"}
        for name in county.program.decisions
    ]
    return [case for case in cases if decide(county, case)]


def decide(county: Jurisdiction, case: Json) -> int:
    """Return how many questions the answer has."""
    decision = county.decide(case["facts"], case["decision"], item=case["item"], on=case["on"])
    return len(decision.to_dict()["questions"])


def in_node(program: Path, cases: list[Json], folder: Path) -> Json:
    """Return the milliseconds of reading a program and of each case, and how much was asked."""
    listed = folder / "cases.json"
    listed.write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    command = ["node", "--input-type=module", "-e", DRIVER]
    given = [MODULE.as_uri(), str(program), str(listed), str(ROUNDS)]
    found: Json = json.loads(subprocess.check_output([*command, *given], encoding="utf-8"))
    return found


def in_python(county: Jurisdiction, cases: list[Json]) -> tuple[list[float], int]:
    """Return the milliseconds of each case, and how much was asked in all rounds."""
    taken: list[list[float]] = [[] for _ in cases]
    asked = 0
    for _ in range(ROUNDS):
        for place, case in enumerate(cases):
            start = process_time()
            asked += decide(county, case)
            taken[place].append(1000 * (process_time() - start))
    return [median(some) for some in taken], asked


def main() -> int:
    """Print two lines a jurisdiction."""
    for county in gaozhi.load().values():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            program = folder / "program.json"
            text = json.dumps(portable.dump(county), ensure_ascii=False, separators=(",", ":"))
            program.write_text(text, encoding="utf-8")
            both = {"缺三分之一": asking(county), "只有日期": openings(county)}
            for about, cases in both.items():
                ours, asked = in_python(county, cases)
                node = in_node(program, cases, folder)
                assert node["asked"] == asked
                print(f"{county.name}，{about}：{told(cases, node, ours, asked)}")
            times = node["read"] / node["parsed"]
            print(f"{county.name}，读入：{node['read']:.1f} ms，是 JSON.parse 的 {times:.1f} 倍")
    return 0


def told(cases: list[Json], node: Json, ours: list[float], asked: int) -> str:
    """Return what was measured, as a line.

    Args:
        cases: the cases.
        node: what node measured.
        ours: the milliseconds of each case in Python.
        asked: how many questions there were, in all rounds.

    """
    theirs, questions = node["taken"], asked / ROUNDS / len(cases)
    return (
        f"{len(cases)} 件，各 {questions:.0f} 问，中位数 {median(theirs):.2f} ms，"
        f"95 % 至多 {quantiles(theirs, n=20, method='inclusive')[-1]:.2f} ms，Python 的"
        f" {median(theirs) / median(ours):.2f} 倍"
    )


if __name__ == "__main__":
    sys.exit(main())
