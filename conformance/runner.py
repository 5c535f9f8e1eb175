"""Run the conformance set: every case is asked, and its answer compared. To be ported as it is.

    python -m conformance.runner [COUNTY ...]

Another implementation replaces `ask`, which is given what a case asks and returns the JSON object
that `gaozhi decide --json` prints, or {"refused": [codes]} where the case cannot be decided.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "cases"
PENDING = "待补充"
USUAL: Json = {
    "values": [],
    "pending": [],
    "grounds": [],
    "caveats": [],
    "pending_caveats": None,
    "questions": None,
}
"""What a case expects where it does not say, beside what `written_out` finds in the outcome."""
COMPARED = ("outcome", "possible", "settled", "values", "pending")


def ask(county: str, case: Json) -> Json:
    """Return the answer of gaozhi: the one function that a port writes anew."""
    import gaozhi

    try:
        decision = _library()[county].decide(
            case["facts"], case["decision"], item=case.get("item"), on=case["date"]
        )
    except gaozhi.CaseError as error:
        return {"refused": sorted({problem.code for problem in error.diagnostics})}
    answer: dict[str, Any] = decision.to_dict()
    return answer


@cache
def _library() -> Any:  # noqa: ANN401
    import gaozhi

    return gaozhi.load()


def parts(answer: Json) -> Json:
    """Return what is compared of an answer: law by its id, a question by its fact."""
    if "refused" in answer:
        return {"refused": answer["refused"]}

    def by_id(said: Json) -> Json:
        return {**said, "basis": [citation["provision"] for citation in said["basis"]]}

    found = {name: answer[name] for name in COMPARED}
    found["grounds"] = [
        # Codes follow from the vocabulary, and a reader of the rules may have none.
        {k: v for k, v in by_id(one).items() if k not in ("decision", "code", "fact_codes")}
        | {"facts": list(one["facts"]), "because": rests_on(one)}
        for one in answer["grounds"]
    ]
    for kind in ("caveats", "pending_caveats"):
        found[kind] = [by_id(one) for one in answer[kind]]
    found["questions"] = [question["fact"] for question in answer["questions"]]
    return found


def rests_on(ground: Json) -> list[Json]:
    """Return what a ground rests on, by name: what those grounds say is compared where asked."""
    kept = ("decision", "rule", "effect", "certain")
    return [{k: one[k] for k in kept} | {"because": rests_on(one)} for one in ground["because"]]


def in_full(cases: list[Json]) -> Iterator[Json]:
    """Yield the cases with all of their facts, also those that say only how they differ."""
    named = {(case["decision"], case["name"]): case for case in cases}
    for case in cases:
        like = named[case["decision"], case["like"]]["facts"] if "like" in case else {}
        yield {**case, "facts": {**like, **case["facts"]}}


def written_out(expected: Json, data: Json) -> Json:
    """Return what a case expects in full: what many cases share stands once in the file."""
    if "refused" in expected:
        return expected
    outcome = expected["outcome"]
    found = {**USUAL, "possible": [outcome], "settled": outcome != PENDING, **expected}
    found["grounds"] = [{**data["grounds"][key], "facts": facts} for key, facts in found["grounds"]]
    for kind in ("pending_caveats", "questions"):
        found[kind] = data[kind].get(found[kind], [])
    for kind in ("caveats", "pending_caveats"):
        found[kind] = [data["caveats"][key] for key in found[kind]]
    return found


def cited(answer: Json) -> Json:
    """Return every provision that an answer quotes, by its id."""
    said = [*answer.get("grounds", ()), *answer.get("caveats", ())]
    said += answer.get("pending_caveats", ())
    return {c["provision"]: c for one in said for c in one["basis"]}


def run(path: Path, ask: Callable[[str, Json], Json] = ask) -> Iterator[str]:
    """Yield what is answered otherwise than a file expects: the case, the part, and both."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for case in in_full(data["cases"]):
        answer = ask(data["id"], case)
        given, expected = parts(answer), written_out(case["expected"], data)
        where = f"{data['id']} {case['decision']} {case['name']}"
        for part in sorted({*given, *expected}):
            if given.get(part) != expected.get(part):
                yield f"{where}：{part} 是 {given.get(part)}，应为 {expected.get(part)}"
        for id_, citation in cited(answer).items():
            if citation != data["provisions"].get(id_):
                yield f"{where}：{id_} 的文字不同"


def main(counties: list[str]) -> int:
    """Run the files of the counties, or all; return 1 where an answer differs."""
    paths = [FOLDER / f"{county}.json" for county in counties] or sorted(FOLDER.glob("*.json"))
    wrong = [found for path in paths for found in run(path)]
    print(*wrong, f"{len(paths)} 个地区，不同的：{len(wrong)}", sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
