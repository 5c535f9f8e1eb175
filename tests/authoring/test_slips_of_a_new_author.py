"""What somebody who writes rules for the first time gets wrong, and what is said then."""

from datetime import date

import pytest

import gaozhi
from tests.diagnostic_pages import look

HEAD = "document: {number: 示办发〔2021〕1号, title: 示范县工作方案, issuer: 示范县人民政府, issued: 2021-05-25%s}\n"
PROVISIONS = "provisions:\n  - {id: DEMO-1, locator: 一, quote: 甲, means: 乙}\n"
RULES = "rules/demo/rules.yaml"
DOCUMENT = "rules/demo/provisions.yaml"


def rule(when="申请人.愿意承诺", decision="适用性", name="不在清单内"):
    return f"rules:\n  {decision}:\n    - {{rule: {name}, title: 甲, when: {when}, then: 不适用, basis: [DEMO-1]}}\n"


@pytest.mark.parametrize(
    ("files", "code", "help"),
    [
        ({RULES: rule("not 申请人.愿意承诺")}, "GZ303", "“不是”写 {not: 申请人.愿意承诺}"),
        ({RULES: rule("申请人.愿意承诺 and 证明.在清单内")}, "GZ303", "“并且”写 [甲, 乙]"),
        ({RULES: rule("申请人.愿意承诺 或者 证明.在清单内")}, "GZ303", "“或者”写 {any: [甲, 乙]}"),
        ({RULES: rule("{申请人.失信届满日: {before: 今天}}")}, "GZ305", "写 办理.日期"),
        (
            {DOCUMENT: HEAD % ", in_force: 2021年6月1日" + "extends: root\n" + PROVISIONS},
            "GZ203",
            "写成 {from: 2021-06-01}",
        ),
        (
            {DOCUMENT: HEAD % "" + "extends: 示范县\n" + PROVISIONS},
            "GZ507",
            "是否要写 demo？",
        ),
        (
            {
                "rules/demo/duties.yaml": "duties: [{duty: 甲, actor: 乙, act: 丙, within: 十五天, from: 作出承诺, basis: DEMO-1}]"
            },
            "GZ411",
            "先弄清是日历日还是工作日：写 十五日，或者 十五工作日",
        ),
        (
            {
                "rules/demo/duties.yaml": "duties: [{duty: 甲, actor: 乙, act: 丙, untimed: true, not_counted: [鉴定: 含复核], basis: DEMO-1}]"
            },
            "GZ203",
            '文字里有半角冒号，给整段文字加引号："鉴定: 含复核"',
        ),
        (
            {
                "rules/demo/duties.yaml": "duties: [{duty: 甲, actor: 乙, act: 丙, untimed: true, met_by: [办结, 作出决定], basis: DEMO-1}]"
            },
            "GZ203",
            "这里只写一个，不写列表",
        ),
        (
            {
                DOCUMENT: (HEAD % "").replace("2021-05-25", "待填：印发的日期")
                + "extends: root\n"
                + PROVISIONS,
                RULES: rule(),
            },
            "GZ635",
            "印发日期、制定机关查不到的，写 待查",
        ),
        (
            {
                DOCUMENT: HEAD % ""
                + "extends: root\nprovisions:\n"
                + "  - {id: DEMO-1, locator: 一, quote: 甲, means: 乙}\n"
                + "  - {id: DEMO-2, locator: 二, quote: 甲, means: 乙, restates: [毫不相干]}\n"
            },
            "GZ505",
            "运行 gaozhi provisions root",
        ),
    ],
)
def test_the_way_out_is_said_in_the_words_of_the_slip(files, code, help, tmp_path):
    found = look(files, tmp_path / "folder").diagnostics
    said = [one.help or "" for one in found if one.code == code]
    assert any(help in one for one in said), [str(one) for one in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (rule(decision="是否适用"), "GZ408"),
        (rule(name="可以承诺"), "GZ401"),
        (rule("申请人.原意承诺"), "GZ303"),
    ],
)
def test_a_provision_that_a_faulty_rule_cites_is_not_called_unused(text, code, tmp_path):
    assert look({RULES: text}, tmp_path / "folder").codes == {code}


def test_nothing_is_called_unfilled_while_something_is_wrong(tmp_path):
    unfilled = HEAD.replace("示范县工作方案", "待填：标题") % "" + "extends: root\n" + PROVISIONS
    assert look({DOCUMENT: unfilled}, tmp_path / "a").codes == {"GZ635"}
    files = {DOCUMENT: unfilled, RULES: rule("申请人.原意承诺")}
    assert look(files, tmp_path / "b").codes == {"GZ303"}


@pytest.mark.parametrize(
    ("in_force", "said"),
    [("", "没有施行的第一日"), (", in_force: {until: 2029-01-01}", "没有施行的第一日"),
     (", in_force: {from: 2021-06-01}", "查到以后补上")],
)  # fmt: skip
def test_a_day_of_issue_that_nobody_knows_may_be_said(in_force, said, tmp_path):
    unknown = HEAD.replace("2021-05-25", "待查：县政府没有公布") % in_force
    statute = "statute: {title: 某法, issuer: 某机关, issued: 待查}\nprovisions:\n  - {id: DEMO-2, locator: 一, quote: 丙, means: 丁, not_computed: 目的}\n"
    files = {
        DOCUMENT: unknown + "extends: root\n" + PROVISIONS,
        RULES: rule(),
        "rules/demo/law.yaml": statute,
    }
    found = [one for one in look(files, tmp_path / "a").diagnostics if one.code == "GZ529"]
    assert [str(one.severity) for one in found] == ["note", "note"]
    [own] = [one for one in found if one.span.file.endswith("provisions.yaml")]
    assert said in f"{own.message}；{own.help}"
    county = gaozhi.load(tmp_path / "a", bundled=False)["示范县"]
    assert (county.document.issued, county.document.since) == (
        None,
        date(2021, 6, 1) if "from" in in_force else None,
    )
    answer = county.decide({"申请人.愿意承诺": True}, on=date(2021, 7, 1))
    assert answer.grounds[0].basis[0].document == "示办发〔2021〕1号"
    assert "待查" not in answer.explain() + str(answer.to_dict())


def test_an_issuer_that_nobody_knows_may_be_said(tmp_path):
    form = "forms: [{form: 甲, title: 甲, status: 供参考, basis: DEMO-1, fields: {机关: {county: issuer}}, body: [{text: 制定：{机关}。}]}]"
    head = (HEAD % "").replace("示范县人民政府", "待查：转载没有写")
    files = {
        DOCUMENT: head + "extends: root\n" + PROVISIONS,
        RULES: rule() + form.replace("制定：{机关}。", '"制定：{机关}。"'),
    }
    found = look(files, tmp_path / "a").diagnostics
    assert [(one.code, one.message) for one in found] == [("GZ529", "制定机关待查")]
    county = gaozhi.load(tmp_path / "a", bundled=False)["示范县"]
    assert county.document.issuer is None
    assert "待查" not in county.render("甲", county.case({})).text


@pytest.mark.parametrize("issued", ["待查。", "查不到", "待"])
def test_no_other_word_stands_for_a_day_of_issue(issued, tmp_path):
    text = HEAD.replace("2021-05-25", issued) % "" + "extends: root\n" + PROVISIONS
    assert "GZ203" in look({DOCUMENT: text, RULES: rule()}, tmp_path / "a").codes
