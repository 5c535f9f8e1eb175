"""Rules that are loaded anew: whole and checked, or not at all."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import gaozhi
from gaozhi.service import Settings, StartError, create
from gaozhi.service._snapshot import load_checked
from gaozhi.service._state import State, look_at
from tests.bundles import built, key_pair
from tests.places import BASE
from tests.services import client

SCENARIOS = """scenarios:
  - name: 不愿承诺的
    decision: 适用性
    facts: {申请人.愿意承诺: false}
    expect: {possible: [不适用, %s]}
"""


@pytest.fixture
def folder(tmp_path):
    rules = tmp_path / "规则"
    shutil.copytree(BASE, rules)
    return rules


def scenario(folder, outcome):
    file = folder / "rules" / "demo" / "demo.scenarios.yaml"
    file.write_text(SCENARIOS % outcome, encoding="utf-8")


@pytest.fixture
def state(folder):
    scenario(folder, "应提交证明")
    known = load_checked(folder, bundled=False)
    assert known.scenarios == 1
    return State(Settings(rules=folder, bundled=False), known)


def reload(state):
    with ThreadPoolExecutor(1) as one:
        return asyncio.run(state.reload(one))


def test_rules_whose_scenarios_fail_are_not_put_in_place(folder, state):
    known = state.snapshot
    scenario(folder, "可适用")
    last = reload(state)
    assert last.problem["errors"][0]["code"] == "GZ778"
    assert "不愿承诺的" in last.problem["detail"]
    assert state.snapshot is known
    assert state.to_dict()["stale"] is True
    scenario(folder, "应提交证明")
    assert reload(state).problem is None
    assert state.snapshot is not known
    assert state.to_dict()["stale"] is False


def test_rules_that_do_not_check_are_not_put_in_place(folder, state):
    known = state.snapshot
    file = folder / "rules" / "demo" / "rules.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n  - nonsense\n", encoding="utf-8")
    last = reload(state)
    assert last.problem["errors"][0]["file"].endswith("rules.yaml")
    assert state.snapshot is known
    shutil.rmtree(folder)
    assert reload(state).problem is not None
    assert state.snapshot is known


def test_a_request_ends_with_the_rules_that_it_began_with(folder, state):
    service = client(known=state.snapshot)
    answers = []

    def lines():
        yield b"{}\n"
        scenario(folder, "应提交证明")
        service.service.state.snapshot = load_checked(folder, bundled=False)
        yield b"{}\n"

    answers = service.post("/api/v1/demo/batch", content=lines()).text.splitlines()
    assert len(set(answers)) == 1
    assert len(answers) == 2


def test_a_change_of_any_file_is_seen(folder):
    seen = look_at(folder)
    assert look_at(folder) == seen
    scenario(folder, "可适用")
    assert look_at(folder) != seen
    assert look_at(folder / "没有") == (0, 0, 0)


def test_only_who_is_trusted_is_loaded(tmp_path):
    private, public = key_pair(tmp_path)
    signed = built(tmp_path / "签.gaozhi", key=private)
    unsigned = built(tmp_path / "未签.gaozhi")
    assert len(load_checked(signed, (public,)).library) == 1
    with pytest.raises(gaozhi.BundleError, match="GZ716"):
        load_checked(unsigned, (public,))


def test_it_does_not_start_without_its_rules_its_pages_or_its_packages(tmp_path, monkeypatch):
    with pytest.raises(gaozhi.GaozhiError, match="没有"):
        create(Settings(rules=tmp_path / "没有"))
    with pytest.raises(StartError, match="没有文件夹"):
        create(Settings(site=tmp_path / "没有"))
    monkeypatch.setattr("gaozhi.service._public.find_spec", lambda _: None)
    with pytest.raises(StartError, match=r"缺少 starlette、uvicorn、httptools"):
        create()


def test_of_a_large_bundle_no_jurisdiction_is_read_before_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr("gaozhi.service._snapshot.MOST_READ", 0)
    bundle = built(tmp_path / "规则.gaozhi")
    first = load_checked(bundle)
    assert first.library._made == {}
    assert (
        client(known=first).get("/api/v1/jurisdictions").json()["jurisdictions"][0]["id"] == "demo"
    )
    assert first.library._made == {}
    assert first.digest == load_checked(bundle).digest
    assert client(known=first).post("/api/v1/示范县/decide", json={}).status_code == 200
    assert [*first.library._made] == ["demo"]
