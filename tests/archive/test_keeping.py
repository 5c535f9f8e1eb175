"""Taking old answers out keeps the chain; writing them out keeps all that they hold."""

import json
from datetime import date

import pytest
from pyarrow import parquet

import gaozhi
import gaozhi.archive
from tests.archive.filled import NUMBER, base, behind, county, fill, moment


def test_what_is_pruned_is_gone_and_the_chain_holds(archive):
    made = fill(archive, 6)
    found = archive.prune(moment(2).date(), by=f"档案科 {NUMBER}", at=moment(9))
    assert (found.answers, found.programs, found.through) == (2, 0, made[1].number)
    assert found.hash == made[1].hash
    assert [*archive.entries()] == made[2:]
    checked = archive.verify()
    assert (checked.holds, checked.answers, checked.pruned) == (True, 4, 3)
    assert archive.verify(head=made[1].hash).holds
    assert archive.verify(head=made[5].hash).holds
    assert not archive.verify(head=made[0].hash).holds
    # What is left is replayed, and what is new follows.
    fill(archive, 1)
    assert archive.replay(base()).same == 5
    assert archive.verify().holds


def test_pruning_again_and_all_of_it_holds(archive):
    fill(archive, 6)
    for day in (2, 2, 4, 400):
        archive.prune(moment(day), at=moment(9))
        assert archive.verify().holds
    info = archive.info()
    assert (info.answers, info.programs, info.pruned) == (0, 0, info.entries - 1)
    fill(archive, 2)
    assert archive.replay(base()).same == 2
    assert archive.verify().holds


def test_nothing_older_prunes_nothing(here):
    fill(here, 2)
    head = here.info().head
    assert here.prune(date(2000, 1, 1), at=moment(9)).answers == 0
    assert here.info().head == head


def test_an_entry_out_of_its_time_keeps_those_behind_it(here):
    fill(here, 1)
    here.record(county().decide({}), at=moment(30))
    late = here.record(county().decide({}), at=moment(0))
    here.prune(moment(20), at=moment(40))
    assert [one.number for one in here.entries()] == [late.number - 1, late.number]


def test_a_broken_chain_is_not_pruned(archive, url):
    fill(archive, 4)
    with behind(url) as run:
        run("UPDATE entries SET outcome = '可适用' WHERE number = 2")
    with pytest.raises(gaozhi.ArchiveError, match="GZ786"):
        archive.prune(moment(3), at=moment(9))
    assert archive.info().answers == 4


def test_rows_that_are_taken_out_without_a_stub_are_missed(archive, url):
    fill(archive, 6)
    archive.prune(moment(2), at=moment(9))
    with behind(url) as run:
        run("DELETE FROM entries WHERE number < 6")
        run("UPDATE head SET pruned = 5")
    broken = archive.verify().broken
    assert (broken.what, broken.number) == ("missing", 4)


def test_who_writes_while_another_prunes_brings_the_program_along(archive, url):
    with gaozhi.archive.open(url) as other:
        fill(other, 2)
        archive.prune(moment(50), at=moment(60))
        assert archive.info().programs == 0
        fill(other, 2)
        assert archive.info().programs == 1
        assert archive.verify().holds


def test_answers_are_written_as_json_lines(here, tmp_path):
    made = fill(here, 4)
    path = tmp_path / "答复.jsonl"
    assert here.export(path, since=moment(1).date()) == 3
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines == [one.to_dict() for one in made[1:]]
    with pytest.raises(gaozhi.ArchiveError, match="GZ548"):
        here.export(path)
    assert here.export(path, force=True) == 4
    with pytest.raises(gaozhi.ArchiveError, match="GZ"):
        here.export(tmp_path / "没有" / "答复.jsonl")


def test_answers_are_written_as_parquet(here, tmp_path):
    made = fill(here, 3)
    path = tmp_path / "答复.parquet"
    assert here.export(path) == 3
    table = parquet.read_table(path).to_pylist()
    assert [row["hash"] for row in table] == [one.hash for one in made]
    assert [json.loads(row["receipt"]) for row in table] == [one.body["receipt"] for one in made]


def test_programs_are_written_where_receipts_find_them(here, tmp_path):
    [entry] = fill(here, 1)
    assert here.export_programs(tmp_path / "规则") == 1
    found = gaozhi.find_archived(entry.receipt, tmp_path / "规则")
    assert gaozhi.replay(entry.receipt, found.library).holds


def test_nothing_shows_an_identity_number(here, tmp_path):
    fill(here, 4)
    here.prune(moment(1), by=f"{NUMBER}", at=moment(9))
    here.export(tmp_path / "答复.jsonl")
    text = (tmp_path / "答复.jsonl").read_text(encoding="utf-8")
    assert "证件号码" in text
    assert NUMBER[6:] not in text
