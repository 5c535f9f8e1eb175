"""Compare readers of program.json with gaozhi, case by case: see docs/integrators/program.md.

python -m conformance                          # every reader that stands in this repository
python -m conformance --exec "node reader.mjs" # any other
python -m conformance --page                   # and write docs/integrators/readers.md
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import gaozhi
from conformance import page, sql
from conformance.drawn import drawn
from conformance.engines import ENGINES, answers_of
from conformance.generate import cases_of
from conformance.jdk import compile_java
from conformance.runner import FOLDER, Json, in_full, parts, written_out
from gaozhi import CaseError, Jurisdiction, portable

ROOT: Final = FOLDER.parents[1]
READERS: Final = {
    "JavaScript": "node runtimes/javascript/conformance.mjs",
    "Java": "java -cp build/java Conformance",
}
_FIRST: Final[dict[str, Callable[[], None]]] = {"Java": compile_java}
"""What has to be done before a reader can be started."""
LEVELS: Final = {
    "结论": ("jurisdiction", "decision", "outcome", "code", "values", "date", "item", "program"),
    "可能": ("possible", "settled", "exact", "pending", "codes"),
    "依据": ("grounds", "caveats", "pending_caveats"),
    "提问": ("questions",),
    "拒绝": ("refused",),
}
"""The levels of conformance, each with the parts of an answer that it adds."""
_EXAMPLES: Final = ROOT / "examples" / "jurisdictions"
_SHOWN: Final = 5
DRAWN: Final = 700
"""How many cases are drawn of each jurisdiction."""


class Asked(NamedTuple):
    """A case, and what is to be answered.

    Attributes:
        where: which case it is.
        request: what a reader is given.
        answer: what gaozhi answers.
        expected: what the set expects; None of a case that was drawn.

    """

    where: str
    request: Json
    answer: Json
    expected: Json | None


def counties() -> list[Jurisdiction]:
    """Return every bundled jurisdiction, and those of the examples."""
    bundled = gaozhi.load()
    others = gaozhi.load(_EXAMPLES)
    return [*bundled.values(), *(others[id_] for id_ in others if id_ not in bundled)]


def listed(county: Jurisdiction) -> list[Json]:
    """Return the cases of a jurisdiction that are not drawn."""
    data = _data(county)
    return list(cases_of(county) if data is None else in_full(data["cases"]))


def _data(county: Jurisdiction) -> Json | None:
    path = FOLDER / f"{county.id}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def asked(folder: Path, some: Sequence[Jurisdiction], count: int) -> Iterator[Asked]:
    """Yield every case; the programs are written into a folder.

    Args:
        folder: where the programs are written.
        some: the jurisdictions.
        count: how many cases are drawn of each.

    """
    for county in some:
        program = folder / f"{county.id}.json"
        text = json.dumps(portable.dump(county), ensure_ascii=False, separators=(",", ":"))
        program.write_text(text, encoding="utf-8")
        data = _data(county)
        for case in (*listed(county), *drawn(county, count)):
            request = {name: case.get(name) for name in ("decision", "item", "date", "facts")}
            expected = None
            if data is not None and "expected" in case:
                expected = written_out(case["expected"], data)
            where = f"{county.id} {case['decision']} {case['name']}"
            answer = answer_of(county, case)
            yield Asked(where, {"program": str(program), **request}, answer, expected)


def answer_of(county: Jurisdiction, case: Json) -> Json:
    """Return what gaozhi answers."""
    try:
        decision = county.decide(
            case["facts"], case["decision"], item=case.get("item"), on=case["date"]
        )
    except CaseError as error:
        return {"refused": sorted({problem.code for problem in error.diagnostics})}
    answer: Json = json.loads(json.dumps(decision.to_dict()))
    return answer


def answers(command: Sequence[str], cases: Sequence[Asked]) -> Iterator[Json]:
    """Yield what a reader answers to each case: a JSON object a line, in and out.

    Raises:
        RuntimeError: it stopped, or answered more or less often than it was asked.

    """
    lines = "".join(json.dumps(one.request, ensure_ascii=False) + "\n" for one in cases)
    done = subprocess.run(  # noqa: S603 - the caller's own program
        command, input=lines.encode(), capture_output=True, check=False, cwd=ROOT
    )
    found = done.stdout.decode().splitlines()
    if done.returncode or len(found) != len(cases):
        said = done.stderr.decode(errors="replace")[-2000:]
        raise RuntimeError(f"问了 {len(cases)} 次，答了 {len(found)} 次\n{said}")
    yield from map(json.loads, found)


def differing(one: Asked, answer: Json) -> Iterator[tuple[str, str]]:
    """Yield the level and the part of everything that a reader answers otherwise."""
    levels = {part: level for level, of in LEVELS.items() for part in of}
    for part in {*one.answer, *answer}:
        if answer.get(part) != one.answer.get(part):
            yield levels.get(part, "结论"), part
    if one.expected is not None:
        given = parts(answer) if {"grounds", "refused"} & answer.keys() else {}
        for part in {*given, *one.expected}:
            if given.get(part) != one.expected.get(part):
                yield levels[part], part


def compare(name: str, answered: Callable[[], Iterator[Json]], cases: Sequence[Asked]) -> page.Row:
    """Put the cases to a reader, print one line about it, and what differs before it.

    Args:
        name: what it is called.
        answered: starts it, and yields its answers.
        cases: the cases.

    Returns:
        How many cases there were, and for each level how many were answered alike.

    """
    try:
        found = [
            sorted(set(differing(one, answer)))
            for one, answer in zip(cases, answered(), strict=True)
        ]
    except (OSError, RuntimeError, ValueError) as error:
        print(f"{name}：没有运行成：{error}")
        return page.Row(name, len(cases), dict.fromkeys(LEVELS, 0))
    wrong = [(one, parts_) for one, parts_ in zip(cases, found, strict=True) if parts_]
    for one, parts_ in wrong[:_SHOWN]:
        print(f"{one.where}：{'、'.join(part for _, part in parts_)}不同")
    at = Counter[Any](level for _, parts_ in wrong for level in {level for level, _ in parts_})
    row = page.Row(name, len(cases), {level: len(cases) - at[level] for level in LEVELS})
    shares = "，".join(f"{level} {share}" for level, share in row.shares().items())
    print(f"{name}：{len(cases)} 个案例，{shares}")
    return row


def started(name: str, command: str, cases: Sequence[Asked]) -> Iterator[Json]:
    """Yield what a reader of the repository, or any other, answers.

    Args:
        name: what it is called.
        command: how it is started.
        cases: the cases.

    Raises:
        RuntimeError: it cannot be started, or stopped before its end.

    """
    if name in _FIRST:
        _FIRST[name]()
    yield from answers(shlex.split(command), cases)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare readers; return 1 where one answers otherwise."""
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    parser.add_argument(
        "--exec", dest="command", help="一个读取 program.json 的程序；不写则比较全部"
    )
    parser.add_argument("--county", action="append", help="只问这个地区（id），可写多次")
    parser.add_argument("--drawn", type=int, default=DRAWN, help="每个地区另抽取多少个案例")
    parser.add_argument(
        "--page", action="store_true", help=f"另外比较 gaozhi 自己的引擎，把结果写进 {page.NAME}"
    )
    chosen = parser.parse_args(arguments)
    if chosen.page and (chosen.command, chosen.county, chosen.drawn) != (None, None, DRAWN):
        parser.error("--page 写的是全部案例、全部读取程序的结果，不与别的选项同写")
    some = [one for one in counties() if chosen.county is None or one.id in chosen.county]
    readers = READERS if chosen.command is None else {chosen.command: chosen.command}
    with tempfile.TemporaryDirectory() as folder:
        cases = list(asked(Path(folder), some, chosen.drawn))
        runs = {name: partial(started, name, command, cases) for name, command in readers.items()}
        if chosen.page:
            by_id = {one.id: one for one in some}
            requests = [one.request for one in cases]
            own = {name: partial(answers_of, one, by_id, requests) for name, one in ENGINES.items()}
            runs = {**own, **runs}
        rows = [compare(name, run, cases) for name, run in runs.items()]
        if chosen.command is None:
            rows.append(sql.compare(some, cases))
    if chosen.page:
        page.write(rows)
    return int(not all(row.is_alike for row in rows))


if __name__ == "__main__":
    sys.exit(main())
