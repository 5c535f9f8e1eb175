"""What an agent gets from each tool, by the SDK's own client; and what it is refused."""

import json
import sys

import anyio
import pytest
from jsonschema import Draft202012Validator
from mcp import Client, StdioServerParameters

import gaozhi
import gaozhi.mcp
from tests.places import BASE, REPOSITORY

NUMBER = "11010519491231002X"
CASE = {"jurisdiction": "启东市", "item": 2, "date": "2022-06-30"}
NAMES = ["jurisdictions", "items", "decide", "questions", "due", "provision"]


def asked(server, *calls):
    """The tools of a server, and the results of calls, as a client gets them."""

    async def talk():
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(talk)


@pytest.fixture(scope="module")
def call(library):
    server = gaozhi.mcp.server(library)

    def called(name, **given):
        _, [result] = asked(server, (name, given))
        assert not result.is_error, result.content[0].text
        return result.content[0].text, result.structured_content

    return called


@pytest.fixture(scope="module")
def refused(library):
    server = gaozhi.mcp.server(library)

    def called(name, **given):
        _, [result] = asked(server, (name, given))
        assert result.is_error
        text, problem = result.content[0].text, result.structured_content
        [found] = problem["errors"]
        assert text.startswith(f"{found['code']} {found['message']}")
        assert "帮助：" in text
        assert NUMBER not in json.dumps(problem, ensure_ascii=False) + text
        return found

    return called


# --- the tools ---


def test_every_tool_is_read_only_and_says_in_chinese_what_it_does(library):
    tools, _ = asked(gaozhi.mcp.server(library))
    assert [one.name for one in tools] == NAMES
    for one in tools:
        assert one.annotations.read_only_hint is True
        assert one.annotations.destructive_hint is False
        Draft202012Validator.check_schema(one.input_schema)
        assert "\u4e00" <= one.description[0] <= "\u9fff"
        for argument in one.input_schema["properties"].values():
            assert argument["description"]


def test_the_schema_of_a_case_is_the_vocabulary(library):
    tools, _ = asked(gaozhi.mcp.server(library))
    schema = tools[2].input_schema
    facts = schema["properties"]["facts"]["properties"]
    known = library["启东市"].vocabulary.facts
    assert set(facts) >= {
        one.name for one in known.values() if not one.identity and one.name != "办理.日期"
    }
    assert not any(known[name].identity for name in facts if name in known)
    assert set(schema["properties"]["decision"]["enum"]) == set(
        library["启东市"].vocabulary.decisions
    )
    check = Draft202012Validator(schema)
    assert check.is_valid({**CASE, "facts": {"申请人.愿意承诺": True, "证明.风险类别": []}})
    assert not check.is_valid({**CASE, "facts": {"申请人.愿意承诺": "是"}})
    assert not check.is_valid({"facts": {}})


def test_jurisdictions(call, library):
    text, data = call("jurisdictions")
    assert [one["id"] for one in data["jurisdictions"]] == [*library]
    assert "启东市（qidong）：启政办发〔2021〕22号，清单 50 项" in text
    _, data = call("jurisdictions", search="启东", limit=1)
    assert [one["name"] for one in data["jurisdictions"]] == ["启东市"]
    text, data = call("jurisdictions", limit=2)
    assert (len(data["jurisdictions"]), data["total"]) == (2, len(library))
    assert "……另有" in text


def test_items_with_what_the_list_rests_on(call):
    text, data = call("items", jurisdiction="启东市", search="教师 犯罪")
    assert [one["number"] for one in data["items"]] == [2]
    assert "2 无犯罪记录证明（教师资格认定）" in text
    assert data["basis"][0]["quote"]
    assert "依据：" in text
    _, data = call("items", jurisdiction="启东市", limit=3)
    assert (len(data["items"]), data["total"]) == (3, 50)
    text, data = call("items", jurisdiction="台儿庄区")
    assert data["items"] == []
    assert text


def test_a_decision_is_that_of_the_engine_with_its_quotations(call, library):
    facts = {"申请人.愿意承诺": False}
    text, data = call("decide", **CASE, facts=facts)
    decision = library["启东市"].decide(facts, item=2, on="2022-06-30")
    assert data == json.loads(json.dumps(decision.to_dict()))
    for ground in decision.grounds:
        for one in ground.basis:
            assert (one.quote or one.means) in text
    _, data = call("decide", jurisdiction="320681", decision="withdrawal")
    assert (data["jurisdiction"], data["decision"]) == ("启东市", "撤回")
    _, data = call("decide", jurisdiction="启东市", item="户口簿")
    assert data["item"]["number"] is None


def test_questions_are_those_of_the_engine_with_the_words_of_each_provision(call, library):
    text, data = call("questions", **CASE, facts={"申请人.愿意承诺": True})
    decision = library["启东市"].decide({"申请人.愿意承诺": True}, item=2, on="2022-06-30")
    assert [one["fact"] for one in data["questions"]] == [one.fact for one in decision.questions]
    quoted = {one["provision"]: one for one in data["provisions"]}
    for question in data["questions"]:
        assert question["ask"] in text
        for reason in question["because"]:
            assert set(reason["provisions"]) <= set(quoted)
    assert any(one["quote"] in text for one in quoted.values() if one["quote"])
    facts = {"申请人.愿意承诺": True, "证明.在清单内": False}
    text, data = call("questions", jurisdiction="启东市", facts=facts, date="2022-06-30")
    assert data["settled"] is (not data["questions"])


def test_a_period_and_what_is_due_after_an_event(call, library):
    text, data = call("due", start="2026-11-23", period="3工作日")
    assert data["date"] == "2026-11-26"
    assert "民法典第二百零一条" in text
    _, data = call("due", start="2026-02-10", period="3工作日", jurisdiction="阿合奇县")
    assert data["calendar"] == "xinjiang"
    text, data = call("due", start="2026-11-23", event="协助请求到达", jurisdiction="启东市")
    [first, *_] = library["启东市"].deadlines("协助请求到达", at=_day("2026-11-23"))
    assert data["deadlines"][0] == json.loads(json.dumps(first.to_dict()))
    assert first.basis[0].quote in text


def _day(text):
    from datetime import date

    return date.fromisoformat(text)


def test_a_provision_by_its_id_and_by_its_words(call):
    text, data = call("provision", jurisdiction="启东市", provision="QD-2.7-4")
    [found] = data["provisions"]
    assert f"「{found['quote']}」" in text
    assert found["carriers"]
    _, data = call("provision", jurisdiction="启东市", provision="national:GBF42-4-2")
    assert data["provisions"][0]["quote"] is None
    _, data = call("provision", jurisdiction="启东市", search="失信 届满")
    assert "QD-2.7-4" in [one["provision"] for one in data["provisions"]]


def test_every_provision_that_an_answer_cites_can_be_looked_up(call):
    _, data = call("decide", **CASE, facts={"申请人.愿意承诺": False})
    for ground in data["grounds"]:
        for one in ground["basis"]:
            _, found = call("provision", jurisdiction="启东市", provision=one["provision"])
            assert found["provisions"][0]["means"] == one["means"]


# --- bad input ---


@pytest.mark.parametrize(
    ("name", "given", "code", "path"),
    [
        ("decid", {}, "GZ792", []),
        ("decide", {}, "GZ791", ["jurisdiction"]),
        ("decide", {"jurisdicton": "启东市"}, "GZ791", ["jurisdicton"]),
        ("decide", {"jurisdiction": 5}, "GZ791", ["jurisdiction"]),
        ("decide", {"jurisdiction": ""}, "GZ791", ["jurisdiction"]),
        ("decide", {**CASE, "date": "昨天"}, "GZ791", ["date"]),
        ("decide", {**CASE, "item": [2]}, "GZ791", ["item"]),
        ("decide", {**CASE, "item": 99}, "GZ607", None),
        ("decide", {**CASE, "facts": ["申请人.愿意承诺"]}, "GZ791", ["facts"]),
        ("decide", {**CASE, "facts": {"申请人.愿意承偌": True}}, "GZ601", None),
        ("decide", {**CASE, "facts": {"申请人.愿意承诺": "也许"}}, "GZ602", None),
        ("decide", {**CASE, "decision": "别的"}, "GZ610", None),
        ("decide", {"jurisdiction": "启东"}, "GZ611", None),
        ("items", {"jurisdiction": "启东市", "limit": 0}, "GZ791", ["limit"]),
        ("due", {"start": "2026-11-23"}, "GZ791", ["period"]),
        ("due", {"start": "2026-11-23", "period": "3天"}, "GZ791", ["period"]),
        ("due", {"start": "2026-11-23", "period": "3日", "event": "x"}, "GZ791", ["period"]),
        ("due", {"start": "2026-11-23", "event": "协助请求到达"}, "GZ791", ["jurisdiction"]),
        ("due", {"start": "2099-11-23", "period": "3工作日"}, "GZ624", None),
        ("due", {"start": "2026-11-23", "event": "没有", "jurisdiction": "启东市"}, "GZ617", None),
        ("provision", {"jurisdiction": "启东市"}, "GZ791", ["provision"]),
        ("provision", {"jurisdiction": "启东市", "provision": "QD-2.7-5x"}, "GZ793", None),
        ("provision", {"jurisdiction": "启东市", "provision": "没有:甲"}, "GZ793", None),
        ("provision", {"jurisdiction": "启东市", "search": "没有这几个字"}, "GZ793", None),
    ],
)
def test_a_wrong_call_is_told_in_words_with_its_code_and_place(refused, name, given, code, path):
    found = refused(name, **given)
    assert found["code"] == code
    assert path is None or found["path"] == path


@pytest.mark.parametrize(
    "given",
    [
        {"facts": {"申请人.证件号码": NUMBER}},
        {"facts": {"applicant": {"id_number": "E12345678"}}},
        {"facts": {"申请人": {"证件号码": 5}}},
        {"facts": {NUMBER: True}},
        {"facts": {"申请人.失信次数": int(NUMBER[:17])}},
        {"facts": {"甲": ["1101 0519 4912 3100 2X"]}},
        {"decision": f"适用性{NUMBER}"},
    ],
)
def test_identity_numbers_are_refused(refused, given):
    assert refused("decide", **{**CASE, **given})["code"] == "GZ790"


def test_an_unknown_identity_is_no_number(call):
    assert call("decide", **CASE, facts={"申请人.证件号码": None})[1]["settled"] is False


def test_a_jurisdiction_with_errors_keeps_no_other_from_answering(tmp_path):
    import shutil

    shutil.copytree(BASE, tmp_path / "rules")
    (tmp_path / "rules" / "rules" / "demo" / "rules.yaml").write_text("rules: 错", encoding="utf-8")
    server = gaozhi.mcp.server(gaozhi.load(tmp_path / "rules", strict=False, bundled=False))
    _, [listed, decided] = asked(
        server, ("jurisdictions", {}), ("decide", {"jurisdiction": "示范县"})
    )
    assert "规则有错误" in listed.content[0].text
    assert decided.is_error


# --- the command ---


def test_the_command_speaks_over_standard_input_and_output(tmp_path):
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "gaozhi", "mcp"], cwd=REPOSITORY
    )
    tools, [answer, wrong] = asked(
        command,
        ("decide", {**CASE, "facts": {"申请人.愿意承诺": False}}),
        ("decide", {"jurisdiction": "启东"}),
    )
    assert [one.name for one in tools] == NAMES
    assert answer.structured_content["jurisdiction"] == "启东市"
    assert "「" in answer.content[0].text
    assert wrong.is_error


def test_what_is_not_installed_is_named(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    result = run("mcp")
    assert result.status == 2
    assert "GZ547" in result.err
    assert "gaozhi[mcp]" in result.err
