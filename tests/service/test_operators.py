"""What operators see: logs, traces, counters, pages, and which origins may call."""

import pytest

from gaozhi.service._log import trace_of
from tests.services import COUNTY, client

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_request_is_a_line_of_the_log():
    service = client()
    sent = {"x-request-id": "window-3.17", "traceparent": TRACE}
    answer = service.post(f"{COUNTY}/decide", json={"item": 2}, headers=sent)
    [line] = service.log
    assert answer.headers["x-request-id"] == line["request_id"] == "window-3.17"
    trace, span = answer.headers["traceparent"].split("-")[1:3]
    assert trace == line["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert span != "00f067aa0ba902b7"
    assert (line["event"], line["route"], line["status"]) == ("request", "decide", 200)
    assert line["bytes"] == len(answer.content)


@pytest.mark.parametrize(
    "said",
    [
        *(None, b"", b"x", TRACE[:-1].encode()),
        b"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        b"00-" + b"0" * 32 + b"-00f067aa0ba902b7-01",
    ],
    ids=repr,
)
def test_a_trace_that_cannot_be_read_is_not_carried_on(said):
    found = trace_of(said)
    assert len(found) == len(TRACE)
    assert found.split("-")[1].strip("0")
    assert found.split("-")[1] != TRACE.split("-")[1]


@pytest.mark.parametrize("said", ["a b", "x" * 65, "甲".encode(), "", '"; drop'], ids=repr)
def test_an_id_that_cannot_be_used_is_replaced(said):
    answer = client().get("/health/live", headers={"x-request-id": said})
    assert len(answer.headers["x-request-id"]) == 16


def test_counters_tell_what_was_asked_and_what_came_out():
    service = client()
    service.post(f"{COUNTY}/decide", json={"item": 2})
    service.post(f"{COUNTY}/decide", json={"x": 1})
    answer = service.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    for line in (
        'gaozhi_requests_total{method="POST",route="decide",status="200"} 1.0',
        'gaozhi_requests_total{method="POST",route="decide",status="422"} 1.0',
        'gaozhi_decisions_total{decision="适用性",jurisdiction="启东市",outcome="pending"} 1.0',
        'gaozhi_request_seconds_count{route="decide"} 2.0',
    ):
        assert line in answer.text
    # Two services in one process count apart.
    assert "gaozhi_decisions_total{" not in client().get("/metrics").text


def test_counters_grow_with_the_routes_and_not_with_what_is_asked():
    service = client()
    for number in range(20):
        service.get(f"/api/v1/{number}")
        service.get(f"/{number}")
    text = service.get("/metrics").text
    assert text.count("gaozhi_requests_total{") == 2


def test_health_says_which_rules_answer():
    ready = client().get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"
    assert ready.json()["jurisdictions"] > 1
    assert ready.headers["cache-control"] == "no-store"
    ending = client()
    ending.service.state.ending = True
    assert ending.get("/health/ready").status_code == 503


def test_it_says_that_it_does_not_archive():
    assert client().get("/health/live").headers["gaozhi-archive"] == "none"


class Archive:
    def __init__(self):
        self.kept = []

    def record_many(self, answers):
        self.kept += [decision.receipt().to_dict() for decision, _ in answers]

    def close(self):
        pass


def test_an_answer_is_archived_before_it_is_given():
    archive = Archive()
    service = client(archive)
    body = {"item": 2, "date": "2021-07-01"}
    # The second is the same answer, given again: it is kept again.
    for _ in range(2):
        answer = service.post(f"{COUNTY}/decide", json=body)
        assert answer.headers["gaozhi-archive"] == "written"
    service.post(f"{COUNTY}/matter", json={"matter": "教师资格认定"})
    service.post(f"{COUNTY}/batch", content=b"{}\n{}\n")
    matter = len([1 for one in archive.kept if one["date"] is None and one["item"] is not None])
    assert len(archive.kept) == 2 + matter + 2
    assert matter > 1
    assert archive.kept[0]["answer"]["outcome"] == answer.json()["outcome"]


def test_pages_are_served_and_nothing_beside_them(tmp_path):
    pages = tmp_path / "public"
    (pages / "qidong").mkdir(parents=True)
    (pages / "index.html").write_text("<h1>首页</h1>", encoding="utf-8")
    (pages / "qidong" / "index.html").write_text("<h1>启东市</h1>", encoding="utf-8")
    (pages / "app.mjs").write_text("export {};" * 200, encoding="utf-8")
    (tmp_path / "secret").write_text("不外传", encoding="utf-8")
    service = client(site=pages)
    first = service.get("/")
    assert (first.text, first.headers["content-type"]) == (
        "<h1>首页</h1>",
        "text/html; charset=utf-8",
    )
    again = service.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert service.get("/qidong/").text == "<h1>启东市</h1>"
    script = service.get("/app.mjs")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["content-encoding"] == "gzip"
    for path in ("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%5c..%5csecret", "/a%00b"):
        answer = service.get(path)
        assert (answer.status_code, "不外传" in answer.text) == (404, False)
    assert service.get(COUNTY).json()["id"] == "qidong"
    # What is no page is answered as ever.
    (pages / "404.html").write_text("没有这一页", encoding="utf-8")
    assert service.get("/没有").text == "没有这一页"
    for path, status in [(f"{COUNTY}/decid", 404), (f"{COUNTY}/decide", 405), ("/health/x", 404)]:
        answer = service.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
    assert service.post("/").status_code == 405


def test_no_origin_may_call_unless_it_is_named():
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    plain = client().options(f"{COUNTY}/decide", headers=asked)
    assert plain.status_code == 405
    open_ = client(allow_origins=("https://example.org",))
    allowed = open_.options(f"{COUNTY}/decide", headers=asked)
    assert allowed.headers["access-control-allow-origin"] == "https://example.org"
    other = open_.get(COUNTY, headers={"origin": "https://example.com"})
    assert "access-control-allow-origin" not in other.headers
