"""What holds of every bundled jurisdiction alike: its names, its list, its first day."""

from datetime import date

import pytest

import gaozhi
from tests.facts import ORDINARY
from tests.situations import everywhere, jurisdiction, library

WITHOUT_A_LIST = ("台儿庄区", "毛集实验区", "阿合奇县", "陕州区")


@pytest.mark.parametrize(
    ("name", "id_", "code"),
    [
        ("启东市", "qidong", "320681"),
        ("台儿庄区", "taierzhuang", "370405"),
        ("毛集实验区", "maoji", None),
        ("阿合奇县", "aheqi", "653023"),
        ("陕州区", "shanzhou", "411203"),
    ],
)
def test_a_county_goes_by_its_name_its_id_and_its_code(name, id_, code):
    county = library()[name]
    assert (county.id, county.code) == (id_, code)
    assert library()[id_] is county
    assert code is None or library()[code] is county


@pytest.mark.parametrize("name", WITHOUT_A_LIST)
def test_no_item_can_be_named_where_the_list_is_not_at_hand(name):
    assert jurisdiction(name).items == ()
    with pytest.raises(gaozhi.CaseError):
        jurisdiction(name).decide(ORDINARY, item=1, on="2021-07-01")


@pytest.mark.parametrize("name", everywhere())
def test_a_day_before_the_baseline_is_refused(name):
    with pytest.raises(gaozhi.CaseError):
        jurisdiction(name).decide(ORDINARY, on=date(2020, 10, 26))
