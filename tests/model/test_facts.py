"""Values of facts, as every caller gives them and as every output shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gaozhi.model import NEVER, Fact, FactType, FactValueError, plain_value, read_value

KIND = Fact("乙.类", "b.kind", FactType.ONE_OF, ("子", "丑"))
SET = Fact("丙.集", "c.set", FactType.SET_OF, ("金", "木", "水"))
DAY = Fact("丁.日", "d.day", FactType.DATE, never="无期限")
PLAIN_DAY = Fact("戊.日", "e.day", FactType.DATE)
NUMBER = Fact("己.数", "f.number", FactType.NUMBER)
TEXT = Fact("庚.文", "g.text", FactType.TEXT)
IDENTITY = Fact("庚.证件", "g.identity", FactType.TEXT, identity=True)


@pytest.mark.parametrize(
    ("fact", "given", "held", "shown"),
    [
        (Fact("甲.一", "a.one", FactType.BOOL), True, True, True),
        (KIND, "丑", "丑", "丑"),
        (SET, ["水", "金", "水"], frozenset({"金", "水"}), ["金", "水"]),
        (SET, (), frozenset(), []),
        (SET, {"木"}, frozenset({"木"}), ["木"]),
        (DAY, "2021-05-25", date(2021, 5, 25), "2021-05-25"),
        (DAY, date(2021, 5, 25), date(2021, 5, 25), "2021-05-25"),
        (DAY, "无期限", NEVER, "无期限"),
        (NUMBER, 3, Decimal(3), 3),
        (NUMBER, Decimal("1.50"), Decimal("1.50"), "1.50"),
        (IDENTITY, "11010519491231002x", "11010519491231002X", "1101**************"),
        (TEXT, "张三 11010519491231002X", "张三 11010519491231002X", "张三 1101**************"),
    ],
)
def test_a_value_is_held_in_one_way_and_shown_as_json_has_it(
    fact: Fact, given: Any, held: Any, shown: Any
) -> None:
    assert read_value(fact, given) == held
    assert plain_value(fact, held) == shown


@pytest.mark.parametrize(
    ("fact", "given", "code"),
    [
        (KIND, "卯", "GZ603"),
        (KIND, ["子"], "GZ602"),
        (SET, ["土"], "GZ603"),
        (SET, [["金"]], "GZ603"),
        (SET, None, "GZ602"),
        (PLAIN_DAY, "无期限", "GZ602"),
        (PLAIN_DAY, "2021-5-25", "GZ602"),
        (SET, iter(["金"]), "GZ602"),
        (NUMBER, "3", "GZ602"),
        pytest.param(TEXT, "张\ud842", "GZ602", id="half a character"),
        pytest.param(IDENTITY, "\udfb7", "GZ602", id="the other half"),
        (NUMBER, Decimal("NaN"), "GZ602"),
        (NUMBER, Decimal("Infinity"), "GZ602"),
        (IDENTITY, 110105194912310021, "GZ602"),
        (IDENTITY, "110105194912310021", "GZ609"),
    ],
)
def test_what_does_not_fit_says_so_without_showing_a_number(
    fact: Fact, given: Any, code: str
) -> None:
    with pytest.raises(FactValueError) as caught:
        read_value(fact, given)
    assert caught.value.code == code
    assert "110105194912310021" not in f"{caught.value} {caught.value.help}"


@pytest.mark.parametrize("fact", [NUMBER, KIND], ids=["number", "one_of"])
def test_a_number_too_long_to_print_is_refused_all_the_same(fact: Fact) -> None:
    with pytest.raises(FactValueError):
        read_value(fact, 10**5000)


def test_never_is_later_than_every_day() -> None:
    last = date.max
    assert last < NEVER
    assert last <= NEVER
    assert last < NEVER
    assert not last > NEVER
    assert not last >= NEVER
    assert NEVER <= NEVER
    assert NEVER >= NEVER
    assert not NEVER < NEVER
