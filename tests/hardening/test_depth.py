"""What is accepted, and what is answered, is the same however deep the caller's stack is."""

from __future__ import annotations

import copy
import pickle
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import gaozhi
from gaozhi.authoring.difference import compare
from gaozhi.compiler._lowering import DEEPEST
from gaozhi.model import Weights
from tests.hardening.test_budget import SET, bools, county, set_pairs
from tests.places import BASE

FRAMES = 700
"""How many frames stand on the stack before the library is called; Python allows 1,000."""
FACTS = ["申请人.愿意承诺", "证明.在清单内", "事项.依申请办理", "申请人.曾作出虚假承诺"]


def beneath(frames: int, call: Callable[[], Any]) -> Any:
    """Return what a call returns below so many frames."""
    found: list[Any] = []

    def descend(left: int) -> Any:
        return descend(left - 1) if left else call()

    def run() -> None:
        try:
            found.append(descend(frames))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
            found.append(f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def nested(levels: int, inmost: str) -> str:
    """Return a condition in which so many stand in one another, none of which goes without."""
    text = inmost
    for level in range(levels // 2):
        kind = "any" if level % 2 else "all"
        text = f"{{{kind}: [{FACTS[level % len(FACTS)]}, {{not: {text}}}]}}"
    return text


def deep(folder: Path, *levels: int) -> Path:
    """Write the small folder, and definitions of one another that are so deep each."""
    shutil.copytree(BASE, folder)
    lines = ["define:", f"  层0: {nested(levels[0] - 1, FACTS[0])}"]
    lines += [f"  层{n}: {nested(more - 1, f'层{n - 1}')}" for n, more in enumerate(levels) if n]
    lines += [
        "rules:",
        "  适用性:",
        f"    - {{rule: 深, title: 深, when: {{any: [申请人.愿意承诺, 层{len(levels) - 1}]}},"
        " then: 不适用, basis: [DEMO-1]}",
    ]
    (folder / "rules/demo/deep.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, Any]:
    """Return what the library says of a folder."""
    report = gaozhi.check(folder, bundled=False)
    said: dict[str, Any] = {"check": [str(found) for found in report.diagnostics]}
    library = gaozhi.load(folder, bundled=False)
    one = library["示范县"]
    for name, facts in {"open": {}, "known": dict.fromkeys(FACTS, True)}.items():
        case = one.case(facts)
        decision = one.decide(case)
        receipt = decision.receipt()
        said[name] = [
            decision.to_dict(),
            decision.explain(),
            receipt.to_dict(),
            gaozhi.replay(gaozhi.parse_receipt(receipt.to_json()), library).to_dict(),
            pickle.loads(pickle.dumps(decision)).to_dict(),
            *(again.decide(its).to_dict() for again, its in _copies(one, case)),
        ]
    said["again"] = pickle.loads(pickle.dumps(library))["示范县"].decide({}).to_dict()
    said["compare"] = str(compare(folder, folder))
    return said


def _copies(one: gaozhi.Jurisdiction, case: Any) -> Iterator[tuple[gaozhi.Jurisdiction, Any]]:
    yield pickle.loads(pickle.dumps((one, case)))
    yield copy.deepcopy((one, case))


# The rule puts its definitions one level deeper.
AT_THE_BOUND = (20, 20, 19)


def test_a_condition_as_deep_as_may_be_is_answered_the_same_from_a_deep_stack(tmp_path):
    assert sum(AT_THE_BOUND) == DEEPEST - 1
    folder = deep(tmp_path / "folder", *AT_THE_BOUND)
    shallow = beneath(0, lambda: everything(folder))
    assert isinstance(shallow, dict), shallow
    assert not [line for line in shallow["check"] if " error " in line]
    rules = gaozhi.load(folder, bundled=False)["示范县"].program.decisions["适用性"].rules
    assert max(Weights().depth(rule.own) for rule in rules) >= DEEPEST - 6
    assert beneath(FRAMES, lambda: everything(folder)) == shallow


def test_a_deeper_condition_is_refused_from_any_stack(tmp_path):
    first, *rest = AT_THE_BOUND
    folder = deep(tmp_path / "folder", first + 2, *rest)

    def refused() -> list[tuple[str, str]]:
        found = gaozhi.check(folder, bundled=False).diagnostics
        return [(one.code, Path(one.span.file).name) for one in found if one.severity == "error"]

    assert beneath(0, refused) == [("GZ114", "deep.yaml")]
    assert beneath(FRAMES, refused) == [("GZ114", "deep.yaml")]


@pytest.mark.parametrize("form", ["{any: [申请人.愿意承诺, 层%d]}", "{not: 层%d}", "层%d"])
def test_a_chain_of_definitions_is_refused_at_one_length_whatever_is_read_first(form, tmp_path):
    def codes(length: int, *, reverse: bool) -> set[str]:
        folder = tmp_path / f"{length}-{reverse}"
        shutil.copytree(BASE, folder)
        lines = ["  层0: 申请人.愿意承诺"]
        lines += [f"  层{n}: {form % (n - 1)}" for n in range(1, length)]
        text = "\n".join(["define:", *(reversed(lines) if reverse else lines)]) + "\n"
        (folder / "rules/demo/chain.yaml").write_text(text, encoding="utf-8")
        found = beneath(FRAMES, lambda: gaozhi.check(folder, bundled=False).diagnostics)
        return {one.code for one in found if one.severity == "error"}

    a_link = 1 if form == "层%d" else 2
    longest = (DEEPEST - 1) // a_link + 1
    for reverse in (False, True):
        assert codes(longest, reverse=reverse) == set()
        assert codes(longest + 1, reverse=reverse) == {"GZ114"}
        assert codes(400, reverse=reverse) == {"GZ114"}


def test_decisions_in_a_long_row_are_refused_and_not_run_into(tmp_path):
    shutil.copytree(BASE, tmp_path / "folder")
    vocabulary = tmp_path / "folder/rules/vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    more = "".join(
        f"  - {{name: 判{n}, api: d{n}, combine: strongest, values: [是的, 不是]}}\n"
        for n in range(200)
    )
    head, decisions, tail = text.partition("decisions:\n")
    vocabulary.write_text(head + decisions + more + tail, encoding="utf-8")
    rules = "rules:\n" + "".join(
        f"  判{n}:\n"
        f"    - {{rule: 由{n}, title: 由, when: {before}, then: 是的, silent: true}}\n"
        f"    - {{rule: 余{n}, title: 余, otherwise: true, then: 不是, silent: true}}\n"
        for n, before in enumerate(["申请人.愿意承诺", *(f"{{判{n}: 不是}}" for n in range(199))])
    )
    (tmp_path / "folder/rules/root/row.yaml").write_text(rules, encoding="utf-8")
    found = beneath(FRAMES, lambda: gaozhi.check(tmp_path / "folder", bundled=False).diagnostics)
    refused = {one.code for one in found if one.severity == "error"}
    assert "GZ114" in refused
    assert refused <= {"GZ114", "GZ115"}


def test_a_set_of_four_hundred_values_is_answered_the_same_from_a_deep_stack():
    one = county(*set_pairs(len(SET) // 2))
    each = county(
        [("甲.集", f"{{set_of: [{', '.join(SET)}]}}")],
        [f"{{甲.集: {{has: {value}}}}}" for value in SET],
    )
    for place in (one, each):
        shallow = beneath(0, lambda place=place: place.decide({}).to_dict())  # type: ignore[misc]
        assert isinstance(shallow, dict), shallow
        assert shallow["questions"]
        assert beneath(FRAMES, lambda place=place: place.decide({}).to_dict()) == shallow  # type: ignore[misc]


def test_a_table_of_many_rows_is_answered_the_same_from_a_deep_stack():
    place = county(bools(600), [f"甲.f{n}" for n in range(600)], "first")
    last = {f"甲.f{n}": n == 599 for n in range(600)}
    none = dict.fromkeys(last, False)
    for facts, outcome in ((last, "中"), (none, "下"), ({**none, "甲.f70": True}, "上")):
        asked = beneath(FRAMES, lambda facts=facts: place.decide(facts).outcome)  # type: ignore[misc]
        assert asked == outcome == place.decide(facts).outcome
