"""A service with an archive: what it answers is kept first, in SQLite and PostgreSQL alike."""

import json
import os
from datetime import UTC, datetime

import psycopg
import pytest

import gaozhi.archive
from tests.postgresql import server
from tests.services import COUNTY, client

NUMBER = "11010519491231002X"


@pytest.fixture(scope="module")
def postgres():
    with server() as running:
        yield f"postgresql://postgres@127.0.0.1:{running.port}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/存档.db"
    address = request.getfixturevalue("postgres")
    name = f"archive_{os.urandom(4).hex()}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address}/{name}"


@pytest.fixture
def archive(url):
    with gaozhi.archive.open(url, clock=lambda: datetime.now(UTC)) as opened:
        yield opened


def test_every_answer_is_kept_with_its_case_and_the_chain_holds(archive):
    service = client(archive)
    body = {"item": 2, "date": "2021-07-01", "facts": {"申请人.证件号码": NUMBER}}
    answer = service.post(f"{COUNTY}/decide", json=body)
    assert (answer.status_code, answer.headers["gaozhi-archive"]) == (200, "written")
    service.post(f"{COUNTY}/batch", content=b"{}\n{\n{}\n")
    matter = service.post(f"{COUNTY}/matter", json={"matter": "教师资格认定"}).json()
    entries = list(archive.entries())
    assert len(entries) == 1 + 2 + len(matter["decisions"])
    assert entries[0].decision == "适用性"
    assert NUMBER not in json.dumps([one.to_dict() for one in entries])
    assert archive.verify().holds
    metrics = service.get("/metrics").text
    assert f'gaozhi_archived_total{{result="ok"}} {len(entries)}.0' in metrics


def test_what_is_refused_is_not_kept(archive):
    service = client(archive)
    assert service.post(f"{COUNTY}/decide", json={"x": 1}).status_code == 422
    assert list(archive.entries()) == []


def test_where_the_archive_is_gone_nothing_is_answered_and_it_is_counted(tmp_path):
    file = tmp_path / "存档.db"
    with gaozhi.archive.open(file, clock=lambda: datetime.now(UTC)) as archive:
        service = client(archive)
        assert service.post(f"{COUNTY}/decide", json={}).status_code == 200
        for one in tmp_path.glob("存档.db*"):
            one.unlink()
        refused = service.post(f"{COUNTY}/decide", json={})
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert refused.json()["errors"][0]["code"] == "GZ777"
        line = json.loads(service.post(f"{COUNTY}/batch", content=b"{}\n").text)
        assert line["error"]["status"] == 503
        assert 'gaozhi_archived_total{result="failed"} 2.0' in service.get("/metrics").text
        # What is only read needs no archive.
        assert service.get(COUNTY).status_code == 200
