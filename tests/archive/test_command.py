"""`gaozhi archive`: what the page does not show."""

import json
import shutil

import pytest

import gaozhi.archive
from tests.archive.filled import behind, fill
from tests.places import BASE


@pytest.fixture
def path(tmp_path):
    with gaozhi.archive.open(tmp_path / "存档.db") as archive:
        fill(archive, 4)
    return tmp_path / "存档.db"


def test_a_broken_chain_has_status_1_and_names_the_row(run, path):
    with behind(f"sqlite:///{path}") as run_sql:
        run_sql("UPDATE entries SET outcome = '可适用' WHERE number = 3")
    result = run("archive", "verify", path)
    assert (result.status, result.out.splitlines()[0]) == (1, "断了：第 3 行被改动过")
    found = json.loads(run("archive", "verify", path, "--json").out)
    assert found["broken"] == {"what": "altered", "number": 3, "text": "第 3 行被改动过"}
    refused = run("archive", "prune", path, "--before", "2030-01-01")
    assert refused.status == 2
    assert "GZ786" in refused.err


def test_everything_is_data_too(run, path, tmp_path):
    def told(*arguments):
        result = run("archive", *arguments, "--json")
        assert (result.status, result.err) == (0, "")
        return json.loads(result.out)

    assert told("upgrade", path) == {"before": "0002", "after": "0002"}
    info = told("info", path)
    assert (info["answers"], info["programs"]) == (4, 1)
    assert told("verify", path, "--head", info["head"])["holds"] is True
    out = ["-o", tmp_path / "答复.jsonl", "--programs", tmp_path / "规则"]
    assert told("export", path, *out) == {"answers": 4, "programs": 1}
    assert told("prune", path, "--before", "2025-03-02")["answers"] == 1
    assert told("prune", path, "--before", "2000-01-01")["answers"] == 0


def test_a_replay_lists_what_cannot_be_answered_and_what_is_not_reproduced(run, path):
    result = run("archive", "replay", path, "--limit", "1")
    assert result.status == 0
    assert "新的规则不能作答的：4 份" in result.out
    assert "……另有 3 份" in result.out
    with behind(f"sqlite:///{path}") as run_sql:
        run_sql("UPDATE entries SET program = 'x' WHERE number = 3")
    result = run("archive", "replay", path)
    assert result.status == 1
    assert "第 3 行：存档里没有当时的规则" in result.out
    [found] = json.loads(run("archive", "replay", path, "--json").out)["unreproduced"]
    assert found["number"] == 3
    assert run("archive", "replay", path, "--limit", "几").status == 2


def test_an_archive_that_is_not_there_is_not_made(run, tmp_path):
    shutil.copytree(BASE, tmp_path / "rules")
    for command in ("verify", "info", "replay"):
        result = run("archive", command, tmp_path / "没有.db")
        assert result.status == 2
        assert "GZ780" in result.err
    assert not (tmp_path / "没有.db").exists()
    assert run("archive", "upgrade", tmp_path / "新的.db").out == "新建了存档，版本 0002\n"
    assert (
        "没有可以清理的"
        in run("archive", "prune", tmp_path / "新的.db", "--before", "2030-01-01").out
    )
