"""Bad input: refused in words, every problem at once, and nothing of the machine leaves."""

import json
import re

import pytest

from gaozhi.service import Settings, StartError
from gaozhi.service._guard import Rates, read_tokens
from gaozhi.source import mask
from tests.services import COUNTY, client

NUMBER = "11010519491231002X"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def service():
    return client()


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert found["status"] == status
    assert re.search("[\u4e00-\u9fff]", found["title"] + found["detail"])
    assert found["errors"]
    assert "Traceback" not in answer.text
    return found


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/api/v1/启动市", "启东市"),
        (f"{COUNTY}/decisions/适用姓", "适用性"),
        (f"{COUNTY}/provisions/QD-2.7-99", "QD-2.7-9"),
        (f"{COUNTY}/items?matter=教师资格认订", "教师资格认定"),
        (f"{COUNTY}/decid", "decide"),
        ("/api/v1/jurisdiction", "启东市"),
        ("/health/reddy", "/health/ready"),
    ],
)
def test_what_is_not_there_is_answered_with_the_nearest(service, path, near):
    found = problem(service.get(path), 404)
    if path != "/api/v1/jurisdiction":
        assert near in found["errors"][0]["help"]


def test_every_problem_of_the_facts_is_told_with_its_path(service):
    facts = {"申请人.愿意承偌": True, "申请人.类型": "公司", "事项.已办结": "是"}
    found = problem(service.post(f"{COUNTY}/decide", json={"facts": facts, "item": 999}), 422)
    paths = {tuple(one["path"]) for one in found["errors"]}
    assert {("facts", name) for name in facts} <= paths
    assert len(found["errors"]) >= 4
    assert {one["line"] for one in found["errors"]} == {None}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"nonsense",
        b"\xff\xfe",
        b'{"facts": {"a": NaN}}',
        b'{"facts": {}, "facts": {}}',
        b'{"facts": {"\\ud800": 1}}',
    ],
    ids=repr,
)
def test_a_body_that_is_no_json_object_is_refused(service, body):
    problem(service.post(f"{COUNTY}/decide", content=body, headers=JSON), 400)


def test_a_body_may_not_be_of_another_jurisdiction(service):
    problem(service.post(f"{COUNTY}/decide", json={"jurisdiction": "阿合奇县"}), 422)
    same = service.post(f"{COUNTY}/decide", json={"jurisdiction": "320681"})
    assert same.status_code == 200


@pytest.mark.parametrize("path", ["decide", "matter", "interview", "timeline", "render", "prove"])
def test_unknown_keys_are_never_passed_over(service, path):
    body = {"matter": "教师资格认定", "form": "告知承诺书", "events": [], "as_of": "2025-01-01"}
    needed = {"matter": ["matter"], "render": ["form"], "timeline": ["events", "as_of"]}
    sent = {name: body[name] for name in needed.get(path, [])}
    answer = service.post(f"{COUNTY}/{path}", json={**sent, "不认识": 1})
    assert answer.status_code in (400, 422)
    assert "不认识" in answer.text


def test_another_media_type_is_refused(service):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = service.post(f"{COUNTY}/decide", content=b"{}", headers={"content-type": kind})
        problem(answer, 415)
    said = {"content-type": "Application/JSON; charset=utf-8"}
    assert service.post(f"{COUNTY}/decide", content=b"{}", headers=said).status_code == 200
    problem(service.post(f"{COUNTY}/render", json={}, headers={"accept": "image/png"}), 406)


def test_another_method_is_refused_with_those_that_are_known(service):
    answer = service.get(f"{COUNTY}/decide")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"
    problem(service.delete(COUNTY), 405)


def test_unknown_parameters_are_refused(service):
    problem(service.get(f"{COUNTY}/items?mater=x"), 400)
    problem(service.get("/api/v1/due?start=2026-01-01&period=3工作日&period=4工作日"), 400)
    problem(service.get("/api/v1/due?start=昨天&period=3工作日"), 400)


def test_what_is_too_large_is_refused():
    small = client(max_body=1_000)
    problem(small.post(f"{COUNTY}/decide", content=b" " * 1_001, headers=JSON), 413)

    def parts():
        for _ in range(10):
            yield b" " * 500

    problem(small.post(f"{COUNTY}/decide", content=parts(), headers=JSON), 413)
    deep = b'{"facts": ' + b"[" * 100 + b"]" * 100 + b"}"
    problem(client().post(f"{COUNTY}/decide", content=deep, headers=JSON), 413)
    many = json.dumps({"facts": {"证明.设定依据": ["法律"] * 90_000}}).encode()
    problem(client().post(f"{COUNTY}/decide", content=many, headers=JSON), 413)


def test_too_many_lines_are_refused_after_those_that_may_be():
    answer = client(max_lines=2).post(f"{COUNTY}/batch", content=b"{}\n" * 4)
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert len(found) == 3
    assert found[2]["error"]["status"] == 413


def test_a_line_that_is_too_long_keeps_no_other_from_its_answer(service):
    long = b'{"fill": {"x": "' + b"x" * 1_000_001 + b'"}}'
    answer = service.post(f"{COUNTY}/batch", content=b"{}\n" + long + b"\n{}\n")
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one.get("error", {}).get("status") for one in found] == [None, 413, None]


@pytest.fixture
def token(tmp_path):
    file = tmp_path / "令牌"
    file.write_text("# 窗口\n0123456789abcdef\n\nfedcba9876543210\n", encoding="utf-8")
    return file


def test_without_a_token_nothing_but_health_is_told(token):
    guarded = client(token_file=token)
    for method, path in [("GET", COUNTY), ("POST", f"{COUNTY}/decide"), ("GET", "/metrics")]:
        answer = guarded.request(method, path)
        problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert guarded.get("/health/live").status_code == 200
    for wrong in ("Bearer wrong", "Basic 0123456789abcdef", "Bearer", "0123456789abcdef"):
        problem(guarded.get(COUNTY, headers={"authorization": wrong}), 401)
    for right in ("Bearer 0123456789abcdef", "bearer fedcba9876543210"):
        assert guarded.get(COUNTY, headers={"authorization": right}).status_code == 200
    assert "0123456789abcdef" not in guarded.written.getvalue()


def test_what_is_read_may_be_public(token):
    guarded = client(token_file=token, public_read=True)
    assert guarded.get(COUNTY).status_code == 200
    problem(guarded.post(f"{COUNTY}/decide", json={}), 401)
    problem(guarded.get("/metrics"), 401)


@pytest.mark.parametrize("text", ["", "# 只有说明\n", "short\n", "with a blank in it\n"])
def test_a_file_without_good_tokens_is_refused(tmp_path, text):
    file = tmp_path / "令牌"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StartError, match="GZ779"):
        read_tokens(file)


def test_a_file_of_tokens_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StartError, match="读不出来"):
        client(token_file=tmp_path / "没有")


def test_who_asks_too_often_is_told_when_to_come_again(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("gaozhi.service._guard.monotonic", lambda: now[0])
    service = client(rate=1, address="192.0.2.1")
    statuses = [service.get("/api/v1/jurisdictions").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert problem(service.get(COUNTY), 429)
    assert service.get(COUNTY).headers["retry-after"] == "1"
    now[0] = 1.5
    assert service.get("/api/v1/jurisdictions").status_code == 200
    # Whoever asks from this machine, as a reverse proxy does, is not bound.
    rates = Rates(1)
    for _ in range(10):
        rates.take("127.0.0.1")


def test_who_has_a_token_is_not_bound_by_the_rate(token):
    service = client(rate=1, token_file=token, address="192.0.2.1")
    with_token = {"authorization": "Bearer 0123456789abcdef"}
    assert {service.get(COUNTY, headers=with_token).status_code for _ in range(9)} == {200}


def test_identity_numbers_are_seen_nowhere(service):
    bodies = [
        {"facts": {"申请人.类型": NUMBER}},
        {"facts": {NUMBER: True}},
        {"facts": {"申请人.证件号码": "110105194912310021"}},
        {"item": {"matter": NUMBER, "x": NUMBER}},
        {"decision": NUMBER},
    ]
    named = service.post(f"{COUNTY}/decide", json={"item": NUMBER})
    assert NUMBER not in named.text
    for body in bodies:
        answer = service.post(f"{COUNTY}/decide", json=body)
        assert answer.status_code == 422
        assert NUMBER not in answer.text
        assert mask(answer.text) == answer.text
    for path in (f"/api/v1/{NUMBER}", f"{COUNTY}/provisions/{NUMBER}", f"/{NUMBER}"):
        assert NUMBER not in problem(service.get(path), 404)["detail"]
    sent = {"x-request-id": NUMBER}
    answer = service.post(
        f"{COUNTY}/decide", json={"facts": {"申请人.证件号码": NUMBER}}, headers=sent
    )
    assert answer.status_code == 200
    assert NUMBER not in answer.text
    assert answer.headers["x-request-id"] != NUMBER
    assert NUMBER not in service.written.getvalue()


def test_a_number_in_a_fact_that_asks_for_none_is_refused(service):
    answer = service.post(f"{COUNTY}/decide", json={"facts": {"事项": {"类型": f"x {NUMBER}"}}})
    assert problem(answer, 422)["errors"][0]["code"] == "GZ775"
    start = service.post(f"{COUNTY}/interview", json={}).json()["interview"]
    body = {"interview": start, "answer": {"fact": "事项.类型", "value": NUMBER}}
    assert problem(service.post(f"{COUNTY}/interview", json=body), 422)["type"].endswith("identity")


def test_a_conversation_of_other_rules_is_refused(service):
    saved = service.post(f"{COUNTY}/interview", json={}).json()["interview"]
    for wrong in ({**saved, "digest": f"sha256:{'0' * 64}"}, {"interview": 1}, 1):
        problem(service.post(f"{COUNTY}/interview", json={"interview": wrong}), 422)
    both = {"interview": saved, "skip": None, "back": None}
    problem(service.post(f"{COUNTY}/interview", json=both), 400)
    answer = {"interview": saved, "answer": {"fact": "没有", "value": 1}}
    problem(service.post(f"{COUNTY}/interview", json=answer), 422)
    problem(service.post(f"{COUNTY}/interview", json={"interview": saved, "answer": 1}), 400)


def test_a_defect_is_told_by_an_id_and_logged_without_values(monkeypatch):
    service = client()

    def broken(*_, **__):
        raise RuntimeError(f"secret {NUMBER}")

    monkeypatch.setattr("gaozhi.service._deciding.read_quickly", broken)
    answer = service.post(f"{COUNTY}/decide", json={"facts": {"事项.已办结": None}})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert "secret" not in answer.text + service.written.getvalue()
    [defect] = [one for one in service.log if one["event"] == "defect"]
    assert defect["error"] == "RuntimeError"
    line = service.post(f"{COUNTY}/batch", content=b"{}\n")
    assert json.loads(line.text)["error"]["type"] == "urn:gaozhi:problem:defect"


def test_more_than_can_be_answered_at_once_is_refused():
    service = client(concurrency=1)
    service.service._running = 1
    answer = service.get(COUNTY)
    problem(answer, 503)
    assert answer.headers["retry-after"] == "1"
    assert service.get("/health/live").status_code == 200


def test_no_port_and_no_address_are_said_in_words():
    from gaozhi.service._server import listen

    with listen(Settings(port=0)) as taken, pytest.raises(StartError, match="已经有程序在用"):
        listen(Settings(port=taken.getsockname()[1]))
    with pytest.raises(StartError, match="没有 没有"):
        listen(Settings(host="没有.invalid"))
    with pytest.raises(StartError, match="不能使用"):
        listen(Settings(host="192.0.2.1"))
