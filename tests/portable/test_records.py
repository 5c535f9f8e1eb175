"""A program as plain JSON data, and back: the same program, digest for digest and answer for answer."""

import json
import pickle
import subprocess
import sys
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from conformance import runner
from gaozhi import portable
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.model import All, Always, Condition, Fact, FactType, Holds, Not, digest, fingerprint
from gaozhi.source.records import Records
from tests.builders import ROOT as SMALL
from tests.builders import jurisdiction, rules_text
from tests.situations import library

COUNTIES = list(library())


def travelled(program):
    return portable.load_records(json.loads(json.dumps(portable.dump_records(program))))


@pytest.mark.parametrize("id_", COUNTIES)
def test_a_program_that_has_travelled_is_the_same(id_):
    program = library()[id_].program
    found = travelled(program)
    assert found == program
    assert digest(found) == digest(program)
    # What no answer depends on, and no comparison looks at, is the same too.
    assert portable.dump_records(found) == portable.dump_records(program)
    for part in ("forms", "accounts", "asides", "watch", "wording"):
        assert fingerprint(getattr(found, part)) == fingerprint(getattr(program, part))
    for name, table in program.decisions.items():
        other = found.decisions[name]
        assert tuple(other.versions) == tuple(table.versions)
        for one, two in zip(table.rules, other.rules, strict=True):
            assert (one.alive, one.body, one.written) == (two.alive, two.body, two.written)


@pytest.mark.parametrize("id_", COUNTIES)
def test_a_program_that_has_travelled_decides_every_conformance_case_alike(id_, monkeypatch):
    data = json.loads((runner.FOLDER / f"{id_}.json").read_text(encoding="utf-8"))
    cases = list(runner.in_full(data["cases"]))

    def answers(county):
        monkeypatch.setattr(runner, "_library", lambda: Library((county,)))
        return [runner.ask(id_, case) for case in cases]

    expected = answers(library()[id_])
    assert answers(Jurisdiction(travelled(library()[id_].program))) == expected


def test_what_is_written_is_the_same_in_every_process():
    code = (
        "import gaozhi, hashlib, json; from gaozhi import portable;"
        "text = json.dumps(portable.dump_records(gaozhi.load()['national'].program));"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    said = {
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
        )
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_parts_that_are_shared_stay_shared_and_equal_ones_stay_apart():
    part = Holds("甲")
    whole = All((Not(part), Not(part), part, Holds("甲")))
    found = Records([All, Not, Holds]).load(Records([All, Not, Holds]).dump(whole))
    assert found == whole
    first, second, third, fourth = found.parts
    assert first.part is second.part is third
    assert first is not second
    assert fourth is not third


def test_a_condition_may_be_deeper_than_the_stack():
    condition: Condition = Holds("甲")
    for _ in range(5_000):
        condition = Not(condition)
    records = Records([Not, Holds])
    found = records.load(records.dump(condition))
    for _ in range(5_000):
        found = found.part
    assert found == Holds("甲")


def test_every_kind_of_value_comes_back_as_it_was():
    value = (
        True,
        1,
        None,
        "1",
        date(2021, 5, 25),
        Decimal("1.50"),
        frozenset({"乙", "甲"}),
        {"键": (FactType.DATE,)},
    )
    records = Records([FactType])
    found = records.load(json.loads(json.dumps(records.dump(value))))
    assert found == value
    assert [type(one) for one in found[:7]] == [type(one) for one in value[:7]]
    assert type(found[7]) is MappingProxyType


def test_no_value_of_another_class_is_written():
    with pytest.raises(TypeError, match="Fact"):
        Records([FactType]).dump((Fact("甲", "a", FactType.BOOL),))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("format"),
        lambda data: data.pop("parts"),
        lambda data: data["parts"].clear(),
        lambda data: data["parts"].pop(),
        lambda data: data["parts"].append(["Program", 0]),
        lambda data: data["parts"].append(["os.system", 0]),
        lambda data: data["parts"].append(["list", len(data["parts"])]),
        lambda data: data["parts"].append(["list", -1]),
        lambda data: data["parts"].append(["date", None]),
        lambda data: data["records"]["Rule"].append("more"),
        lambda data: data["records"].update({"Nothing": []}),
    ],
)
def test_data_that_nobody_wrote_is_refused(spoil):
    body = "强:\n  - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}"
    county = jurisdiction([SMALL.replace("{id: ", "{not_computed: 示例, id: "), rules_text(body)])
    data = json.loads(json.dumps(portable.dump_records(county.program)))
    assert portable.load_records(data) == county.program
    spoil(data)
    with pytest.raises(ValueError, match=r"."):
        portable.load_records(data)


def test_what_an_older_version_wrote_is_read_with_the_defaults_of_what_it_lacks():
    county = jurisdiction([SMALL.replace("{id: ", "{not_computed: 示例, id: ")])
    data = json.loads(json.dumps(portable.dump_records(county.program)))
    names = data["records"]["Program"]
    place = names.index("watch")
    names.pop(place)
    (program,) = (part for part in data["parts"] if isinstance(part, list) and part[0] == "Program")
    program.pop(place + 1)
    assert portable.load_records(data) == county.program
    # Without a field that has no default it is not read.
    names.pop(0)
    program.pop(1)
    with pytest.raises(ValueError, match="no records"):
        portable.load_records(data)


def test_a_program_with_its_versions_can_be_pickled_and_copied():
    program = library()["national"].program
    assert pickle.loads(pickle.dumps(program)) == program
    assert Always(True) == Always(True)
