"""陕州区: to whom its plan opens the scheme, who may commit, and what may be put on the list."""

import pytest

import gaozhi
from tests.facts import ORDINARY
from tests.situations import jurisdiction, library


def test_item_cannot_be_named_where_the_list_is_not_at_hand():
    with pytest.raises(gaozhi.CaseError):
        jurisdiction("陕州区").decide(ORDINARY, item=1, on="2021-07-01")


def test_jurisdiction_goes_by_its_name_its_id_and_its_code():
    bundle = library()
    assert bundle["陕州区"] is bundle["shanzhou"] is bundle["411203"]
    assert bundle["陕州区"].items == ()
