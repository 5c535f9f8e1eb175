"""Answers are kept with the case as it was sent and the program that gave them, and come back."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

import gaozhi
import gaozhi.archive
from tests.archive.filled import CASES, NUMBER, base, county, fill, moment


def test_what_was_recorded_comes_back(archive):
    made = fill(archive)
    assert [*archive.entries()] == made
    first = made[0]
    answer = county().decide(CASES[0], on="2025-03-01")
    assert first.receipt.data == answer.receipt().data
    assert (first.at, first.date) == (moment(0), date(2025, 3, 1))
    assert (first.jurisdiction, first.decision, first.outcome) == ("demo", "适用性", answer.outcome)
    assert first.words == {"facts": CASES[0]}
    assert gaozhi.replay(first.receipt, base()).holds
    assert archive.verify().holds


def test_answers_about_one_case_are_kept_together(archive):
    answers = [county().decide({}, one) for one in county().vocabulary.decisions][:3]
    made = archive.record(answers, words={"facts": {}}, at=moment(0))
    assert [one.decision for one in made] == [one.decision for one in answers]
    assert [*archive.entries()] == list(made)
    assert archive.record([], at=moment(0)) == ()


def test_many_are_kept_in_one_transaction(archive):
    pairs = [(county().decide(facts), facts) for facts in CASES * 5]
    made = archive.record_many(pairs, at=moment(0))
    assert [one.number for one in made] == [*range(2, 22)]
    assert archive.verify().answers == 20


def test_one_that_cannot_be_kept_keeps_the_others_out(archive):
    sound = county().decide({})
    with pytest.raises(gaozhi.CaseError, match="GZ630"):
        archive.record_many([(sound, None), (_copied(sound), None)], at=moment(0))
    assert archive.info().answers == 0
    with pytest.raises(gaozhi.ArchiveError, match="GZ788"):
        archive.record(sound, words={"facts": {"附件": "长" * 2_000_000}}, at=moment(0))


def _copied(answer):
    import copy

    return copy.deepcopy(answer)


def test_a_program_is_kept_once(archive, url):
    fill(archive)
    with gaozhi.archive.open(url) as again:
        fill(again)
        assert again.info().programs == 1
    [program] = {one.program for one in archive.entries()}
    assert archive.keep(county(), at=moment(1)) == program


def test_a_receipt_is_kept_once_its_program_is(here):
    receipt = county().decide(CASES[0]).receipt(key=b"0123456789abcdef")
    with pytest.raises(gaozhi.ArchiveError, match="GZ787"):
        here.record(receipt, at=moment(0))
    here.keep(county(), at=moment(0))
    entry = here.record(receipt, words=CASES[3], at=moment(0))
    assert entry.receipt == receipt
    assert entry.words["facts"]["申请人.证件号码"] == "1101**************"


def test_receipts_are_signed_with_the_archives_key(url):
    key = b"0123456789abcdef"
    with gaozhi.archive.open(url, key=key, clock=lambda: moment(3)) as archive:
        entry = archive.record(county().decide({}))
    assert entry.at == moment(3)
    assert gaozhi.replay(entry.receipt, base(), key=key).holds


def test_the_time_is_the_callers(here):
    for at in (None, datetime(2025, 1, 1), "2025-01-01"):
        with pytest.raises(gaozhi.ArchiveError, match="GZ622"):
            here.record(county().decide({}), at=at)


def test_entries_of_some_days_of_one_county_and_decision(archive):
    made = fill(archive, 5)
    days = [one.at.date() for one in made]
    assert [*archive.entries(since=days[1], until=days[3])] == made[1:4]
    assert [*archive.entries(since=made[2].at, until=made[2].at)] == [made[2]]
    assert [*archive.entries(jurisdiction="demo", decision="适用性")] == made
    assert [*archive.entries(jurisdiction="别处")] == []
    # In Beijing, the day begins eight hours before it does in UTC.
    late = archive.record(county().decide({}), at=datetime(2025, 3, 9, 16, tzinfo=UTC))
    assert [*archive.entries(since=date(2025, 3, 10))] == [late]


def test_threads_write_one_chain(archive):
    with ThreadPoolExecutor(8) as pool:
        numbers = [*pool.map(lambda _: fill(archive, 4)[-1].number, range(8))]
    assert len(set(numbers)) == 8
    assert archive.verify().answers == 32


# --- masks ---


def test_identity_numbers_are_nowhere_in_the_archive(archive):
    facts = {
        "申请人.证件号码": NUMBER,
        "申请人": {"姓名": f"张三{NUMBER}"},
        f"备注{NUMBER}": "在键里",
        "号": int(NUMBER[:17]),
        "单": ["1101 0519 4912 3100 2X"],
    }
    entry = archive.record(county().decide({}), words=facts, at=moment(0))
    text = json.dumps(entry.to_dict(), ensure_ascii=False)
    assert NUMBER[6:17] not in text.replace(" ", "")
    assert entry.withheld == 1
    assert entry.words["facts"]["申请人"] == {"姓名": "张三1101**************"}


@pytest.mark.parametrize(
    ("words", "kept", "withheld"),
    [
        ({"facts": {}, "fill": {"申请人": "张三"}, "item": 2}, {"facts": {}, "item": 2}, 1),
        ({"facts": {}, "fill": None}, {"facts": {}, "fill": None}, 0),
        ({"申请人.证件号码": "E12345678"}, {"facts": {}}, 1),
        ({"申请人": {"证件号码": "护照 E12345678"}}, {"facts": {"申请人": {}}}, 1),
        ({"申请人.证件号码": None}, {"facts": {"申请人.证件号码": None}}, 0),
        ({"甲": b"1", "乙": float("nan"), "丙": 10**50}, {"facts": {}}, 3),
        (
            {"甲": date(2025, 1, 1), "乙": ("x", 1.5)},
            {"facts": {"甲": "2025-01-01", "乙": ["x", 1.5]}},
            0,
        ),
        ({1: 2}, {"facts": {}}, 1),
    ],
)
def test_what_cannot_be_masked_is_left_out_and_counted(here, words, kept, withheld):
    entry = here.record(county().decide({}), words=words, at=moment(0))
    assert (entry.words, entry.withheld) == (kept, withheld)
    assert here.info().withheld == withheld


def test_a_nest_without_end_is_left_out(here):
    words = {}
    words["甲"] = words
    entry = here.record(county().decide({}), words=words, at=moment(0))
    assert entry.withheld == 1


def test_half_a_character_is_kept_as_a_replacement(archive):
    entry = archive.record(county().decide({}), words={"甲": "\ud800\0"}, at=moment(0))
    assert [*archive.entries()] == [entry]
    assert entry.words == {"facts": {"甲": "\ufffd\0"}}


def test_a_receipt_with_a_number_is_refused(here):
    here.keep(county(), at=moment(0))
    data = county().decide({}).receipt().to_dict()
    del data["digest"], data["signature"]
    data["facts"]["号"] = NUMBER
    with pytest.raises(gaozhi.ArchiveError, match="GZ629"):
        here.record(gaozhi.Receipt(data), at=moment(0))
    assert here.info().answers == 0
