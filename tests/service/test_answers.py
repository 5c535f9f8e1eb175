"""What the service answers is what the library answers, to the letter."""

import json
from datetime import date

import pytest

from gaozhi.service._replies import encode
from gaozhi.workdays import Period, WorkCalendar
from tests.services import COUNTY, client, snapshot

CASE = {"item": 2, "date": "2021-07-01", "facts": {"申请人.愿意承诺": True}}
ON = date(2021, 7, 1)


@pytest.fixture(scope="module")
def service():
    return client()


@pytest.fixture(scope="module")
def county():
    return snapshot().library["启东市"]


@pytest.mark.parametrize("name", ["启东市", "qidong", "320681"])
def test_a_decision_is_that_of_the_library(service, county, name):
    answer = service.post(f"/api/v1/{name}/decide", json=CASE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json() == county.decide(CASE["facts"], item=2, on=ON).to_dict()
    assert answer.json()["settled"] is False


def test_the_same_words_have_the_same_answer_again(service):
    first, again = (service.post(f"{COUNTY}/decide", json=CASE) for _ in range(2))
    assert first.content == again.content


def test_a_number_of_more_digits_than_a_machine_counts_with_is_written_whole():
    data = {"数": 10**39, "字": "省"}
    assert json.loads(encode(data)) == data


def test_a_decision_can_be_named_in_the_body_or_in_the_address(service, county):
    wanted = county.decide({"事项.已办结": True}, "撤回").to_dict()
    facts = {"matter": {"closed": True}}
    named = service.post(f"{COUNTY}/decide", json={"decision": "撤回", "facts": facts})
    by_address = service.post(f"{COUNTY}/decisions/withdrawal", json={"facts": facts})
    assert named.json() == by_address.json() == wanted
    twice = service.post(f"{COUNTY}/decisions/撤回", json={"decision": "适用性"})
    assert twice.status_code == 400


def test_nothing_known_is_an_answer_and_not_an_empty_body(service):
    answer = service.post(f"{COUNTY}/decide", json={})
    assert answer.status_code == 200
    assert answer.json()["outcome"] == "待补充"
    assert answer.json()["questions"]


def test_a_matter_is_decided_at_once(service, county):
    body = {"matter": "教师资格认定", "date": "2021-07-01", "facts": CASE["facts"]}
    found = service.post(f"{COUNTY}/matter", json=body).json()
    wanted = county.decide_matter("教师资格认定", CASE["facts"], on=ON)
    assert found["decisions"] == [one.to_dict() for one in wanted]
    asked = {one["fact"] for one in found["questions"]}
    assert asked == {question.fact for one in wanted for question in one.questions}


def test_a_conversation_goes_back_and_forth_and_the_server_keeps_nothing(service, county):
    talk = county.interview("适用性", item=2, on=ON)
    step = service.post(
        f"{COUNTY}/interview", json={"decisions": ["适用性"], "item": 2, "date": "2021-07-01"}
    ).json()
    asked = []
    while step["next"] is not None:
        fact = talk.next.fact
        assert step["next"]["fact"] == fact
        assert step["progress"]["at_most"] == talk.progress.at_most
        asked.append(fact)
        talk.answer(fact, value=True)
        # Another process, which has never heard of it, goes on.
        body = {"interview": step["interview"], "answer": {"fact": fact, "value": True}}
        step = client().post(f"{COUNTY}/interview", json=body).json()
    assert len(asked) > 1
    assert step["interview"] == talk.to_dict()
    assert step["decisions"] == [one.to_dict() for one in talk.decisions.values()]
    # What generated clients write where nothing was said changes nothing.
    body = {"interview": step["interview"], "back": None, "decisions": [], "facts": None}
    back = service.post(f"{COUNTY}/interview", json=body)
    assert back.json()["next"]["fact"] == asked[-1]
    skipped = service.post(
        f"{COUNTY}/interview", json={"interview": back.json()["interview"], "skip": None}
    )
    assert skipped.json()["skipped"] == [asked[-1]]


def test_a_stream_of_cases_is_answered_line_by_line(service, county):
    lines = [json.dumps(CASE), "", '{"facts": {"没有": 1}}', "{", "[]", json.dumps({})]
    answer = service.post(f"{COUNTY}/batch", content="\n".join(lines).encode())
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert found[0] == county.decide(CASE["facts"], item=2, on=ON).to_dict()
    assert [one["error"]["status"] for one in found[1:4]] == [422, 400, 400]
    assert found[4] == county.decide({}).to_dict()


def test_a_timeline_is_that_of_the_library(service, county):
    event = {"event": "协助请求到达", "at": "2025-06-05"}
    found = service.post(f"{COUNTY}/timeline", json={"events": [event], "as_of": "2025-07-01"})
    wanted = county.timeline([{**event, "at": date(2025, 6, 5)}], as_of=date(2025, 7, 1))
    assert found.json() == [one.to_dict() for one in wanted]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("text/markdown, text/html;q=0.5", "text/markdown; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("application/json", "application/json"),
        (
            "image/png, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            None,
        ),
        ("*/*", "application/json"),
    ],
)
def test_a_form_comes_as_it_is_asked_for(service, county, accept, media):
    body = {**CASE, "form": "告知承诺书", "blank": True}
    answer = service.post(f"{COUNTY}/render", json=body, headers={"accept": accept})
    document = county.render("告知承诺书", CASE["facts"], item=2, on=ON, blank=True)
    wanted = {
        "text/html; charset=utf-8": lambda: document.html().encode(),
        "text/markdown; charset=utf-8": lambda: document.markdown().encode(),
        "text/plain; charset=utf-8": lambda: document.text.encode(),
    }
    assert answer.status_code == 200
    if media == "application/json":
        assert answer.json() == document.to_dict()
    else:
        assert media is None or answer.headers["content-type"] == media
        assert answer.content == wanted.get(media, document.docx)()


def test_without_an_office_a_pdf_is_refused_in_words(service, monkeypatch):
    monkeypatch.setenv("PATH", "")
    body = {**CASE, "form": "告知承诺书", "blank": True}
    answer = service.post(f"{COUNTY}/render?format=pdf", json=body)
    assert answer.status_code == 501
    assert "LibreOffice" in answer.json()["detail"]


def test_with_an_office_a_pdf_is_written(service, monkeypatch, tmp_path):
    office = tmp_path / "soffice"
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n'
        'test -s "$3" && printf "%%PDF-1.7" > "$2/文书.pdf"\n',
        encoding="utf-8",
    )
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    body = {**CASE, "form": "告知承诺书", "blank": True}
    answer = service.post(f"{COUNTY}/render", json=body, headers={"accept": "application/pdf"})
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7")
    office.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    failed = service.post(f"{COUNTY}/render?format=pdf", json=body)
    assert failed.status_code == 503


def test_a_proof_is_that_of_the_library(service):
    answer = service.post(f"{COUNTY}/prove", json={"decision": "撤回"})
    assert answer.json()["here"]["id"] == "qidong"
    assert [one["decision"] for one in answer.json()["decisions"]] == ["撤回"]
    assert service.post(f"{COUNTY}/prove", json={"against": "没有"}).status_code == 422


def test_a_receipt_is_verified(service, county):
    receipt = county.decide(CASE["facts"], item=2, on=ON).receipt().to_json()
    answer = service.post("/api/v1/verify", content=receipt)
    assert (answer.status_code, answer.json()["holds"]) == (200, True)
    altered = receipt.replace("待补充", "可适用", 1)
    assert service.post("/api/v1/verify", content=altered).status_code == 422


def test_a_last_day_is_that_of_the_calendar(service):
    answer = service.get("/api/v1/due", params={"start": "2026-11-23", "period": "3工作日"})
    wanted = WorkCalendar.china().due(date(2026, 11, 23), Period(3, "工作日"))
    assert answer.json() == wanted.to_dict()
    far = service.get("/api/v1/due", params={"start": "2099-11-23", "period": "3工作日"})
    assert (far.status_code, far.json()["type"]) == (422, "urn:gaozhi:problem:unpublished")


def test_what_is_read_is_what_the_library_has(service, county):
    assert [one["id"] for one in service.get("/api/v1/jurisdictions").json()["jurisdictions"]] == [
        *snapshot().library
    ]
    about = service.get(COUNTY).json()
    assert (about["digest"], about["matters"]) == (county.digest, list(county.matters))
    items = service.get(f"{COUNTY}/items").json()["items"]
    assert [one["number"] for one in items] == [one.number for one in county.items]
    some = service.get(f"{COUNTY}/items", params={"matter": "教师资格认定"}).json()["items"]
    assert [one["matter"] for one in some] == ["教师资格认定"] * len(some)
    provisions = service.get(f"{COUNTY}/provisions").json()["provisions"]
    assert provisions == [one.to_dict() for one in county.provisions]
    one = service.get(f"{COUNTY}/provisions/QD-2.7-4").json()
    assert one["quote"] == "在失信信息有效期届满前或者信用修复前不适用告知承诺制"
    above = service.get(f"{COUNTY}/provisions/national:GBF42-7-3").json()
    assert above["document"] == "国办发〔2020〕42号"
    decision = service.get(f"{COUNTY}/decisions/applicability").json()
    assert decision["decision"] == "适用性"
    asked = {question.fact for question in county.decide({}).questions}
    assert asked <= {fact["fact"] for fact in decision["facts"]}


def test_what_has_not_changed_is_not_sent_again(service):
    for path in ("/api/v1/jurisdictions", f"{COUNTY}/items", "/api/v1/openapi.json"):
        first = service.get(path)
        tag = first.headers["etag"]
        again = service.get(path, headers={"if-none-match": f'"x", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        head = service.head(path)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
        plain = service.get(path, headers={"accept-encoding": "identity"})
        assert plain.json() == first.json()
        if len(first.content) > 1_000:
            assert first.headers["content-encoding"] == "gzip"
            assert plain.headers["etag"] != tag
