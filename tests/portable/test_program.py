"""program.json: as its schema says, the same in every process, and refused where it is another."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft7Validator

import gaozhi
from conformance import schema
from gaozhi import portable
from gaozhi.model import DecisionSpec
from gaozhi.model.vocabulary import Combine
from tests.by_hand import leave_out_diagrams
from tests.situations import library, library_of_examples

SCHEMA = Draft7Validator(json.loads(schema.PATH.read_text(encoding="utf-8")))


def county(id_):
    return library().get(id_) or library_of_examples()[id_]


def written(id_):
    return json.loads(json.dumps(portable.dump(county(id_))))


def test_the_published_schema_is_as_the_types_are_now():
    """`make schemas` writes it anew."""
    assert schema.PATH.read_text(encoding="utf-8") == schema.text()
    Draft7Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("id_", library_of_examples())
def test_the_program_of_every_jurisdiction_is_as_the_schema_says(id_):
    data = written(id_)
    SCHEMA.validate(data)
    portable.verify(data)
    assert data["digest"] == county(id_).digest


@pytest.mark.parametrize("key", ["format", "facts", "words"])
def test_the_schema_wants_every_key_and_no_other(key):
    data = written("national")
    assert not SCHEMA.is_valid({name: value for name, value in data.items() if name != key})
    assert not SCHEMA.is_valid({**data, "更多": 1})


def test_keys_are_ascii_so_that_every_language_sorts_them_alike():
    def keys(value):
        if isinstance(value, dict):
            yield from value
            value = list(value.values())
        for one in value if isinstance(value, list) else ():
            yield from keys(one)

    assert all(key.isascii() for key in keys(written("qidong")))


@pytest.mark.parametrize("id_", ["qidong", "shenzhen"])
def test_what_is_named_comes_before_what_names_it(id_):
    data = written(id_)
    for place, row in enumerate(data["conditions"]):
        assert all(part < place for part in row.get("parts", ()))
    for decision in data["decisions"]:
        for version in (*decision["versions"], decision["undated"]):
            nodes = version["diagrams"]["nodes"]
            for place, node in enumerate(nodes):
                assert all(child < place for child in (node[1:] if isinstance(node, list) else ()))


def test_it_is_the_same_in_every_process():
    code = (
        "import gaozhi; from gaozhi import portable;"
        "print(portable.dump(gaozhi.load()['national'])['checksum'])"
    )
    said = {
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
            text=True,
        ).strip()
        for seed in ("1", "2")
    }
    assert said == {portable.dump(library()["national"])["checksum"]}


@pytest.mark.parametrize("found", [None, [], {}, {"format": 1}, {"format": "gaozhi.program/2"}])
def test_another_format_is_refused(found):
    with pytest.raises(gaozhi.GaozhiError) as caught:
        portable.verify(found)
    assert [problem.code for problem in caught.value.diagnostics] == ["GZ720"]


def test_an_altered_program_is_refused():
    data = written("national")
    data["decisions"][0]["says"][0] += "。"
    with pytest.raises(gaozhi.GaozhiError) as caught:
        portable.verify(data)
    assert [problem.code for problem in caught.value.diagnostics] == ["GZ721"]


def test_a_decision_that_others_know_stands_there_without_a_rule():
    spec = DecisionSpec("别处的判断", "elsewhere", Combine.STRONGEST, ("甲", "乙"))
    data = portable.dump(library()["national"], [spec])
    (found,) = [one for one in data["decisions"] if one["name"] == spec.name]
    assert [rule["name"] for rule in found["rules"]] == ["无此规定"]


def test_diagrams_that_grow_too_large_are_left_out(monkeypatch):
    leave_out_diagrams(monkeypatch)
    data = written("national")
    versions = [one for decision in data["decisions"] for one in decision["versions"]]
    assert {version["diagrams"] for version in versions} == {None}
    SCHEMA.validate(data)
