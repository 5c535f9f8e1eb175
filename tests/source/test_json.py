"""JSON that a program wrote is read as the tree that YAML would give, within the same limits."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from gaozhi.source import JsonRecord, Limits, Span, as_json, read_json, read_text

LIMITS = Limits(depth=3, nodes=20)


def read(text):
    return read_json(read_text(text, "甲.json", LIMITS), LIMITS)


def test_what_yaml_refuses_in_json_is_read():
    found = read('{"甲":\t"\\ud842\\udfb7\\u200b", "乙": [1, 1.50, true, null]}')
    assert found.diagnostics == ()
    assert found.root.plain() == {
        "甲": "\U00020bb7\u200b",
        "乙": [1, Decimal("1.50"), True, None],
    }


@pytest.mark.parametrize(
    "text",
    ["{", "\t[NaN]", '\t["\\ud842"]', "\t[[[[[1]]]]]", f"\t[{'1,' * 20}1]", "\t" + "[" * 9999],
    ids=["broken", "no number", "half a character", "too deep", "too many", "far too deep"],
)
def test_what_is_no_json_or_goes_beyond_the_limits_stays_as_yaml_has_it(text):
    source = read_text(text, "甲.json", LIMITS)
    assert source.diagnostics
    assert read_json(source, LIMITS) == source


def test_a_key_that_stands_twice_is_a_problem():
    [problem] = read('{"甲":\t1, "乙": 2, "甲": 3}').diagnostics
    assert (problem.code, problem.message) == ("GZ120", "键“甲”写了两次")


class Kind(StrEnum):
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Inner(JsonRecord):
    json_keys = "place=span name"

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outer(JsonRecord):
    kind: Kind
    day: date
    inner: tuple[Inner, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


def test_a_record_is_written_field_by_field():
    outer = Outer(
        Kind.ONE, date(2021, 7, 1), (Inner("甲", Span("f", 2, 3, 2, 4)),), {"乙": (True,)}
    )
    assert outer.to_dict() == {
        "kind": "one",
        "day": "2021-07-01",
        "inner": [{"place": "f:2:3", "name": "甲"}],
        "facts": {"乙": [True]},
    }
    assert type(outer.to_dict()["kind"]) is str
    assert Inner("甲").to_dict() == {"place": None, "name": "甲"}


def test_beyond_what_is_not_there_nothing_is_looked_for():
    assert as_json(Inner("甲"), "line=span.line name") == {"line": None, "name": "甲"}
