"""`gaozhi provisions`: every provision with what becomes of it, coverage, and quotes verified."""

import json
import sys

import pytest

from tests.situations import library

QUOTE = "列入清单的证明事项实行告知承诺制"
TEXT = f"示范县文件\n示办发〔2021〕1号\n示范县工作方案\n一、{QUOTE}。\n"


@pytest.fixture
def rules(tmp_path):
    """示范县 over the bundled baseline, which a test may change."""
    folder = tmp_path / "规则"
    (folder / "catalogs").mkdir(parents=True)
    (folder / "catalogs" / "demo.yaml").write_text(
        "county: 示范县\nid: demo\nrules: demo\ncalendar: china\n"
        "list: {title: 示范县证明事项清单, published: 2021-05-25, basis: [DEMO-1]}\n",
        encoding="utf-8",
    )
    (folder / "rules" / "demo").mkdir(parents=True)
    (folder / "rules" / "demo" / "provisions.yaml").write_text(
        "document: {number: 示办发〔2021〕1号, title: 示范县工作方案, issuer: 示范县, issued: 2021-05-25}\n"
        "extends: national\n"
        "provisions:\n"
        f"  - {{id: DEMO-1, locator: 一, quote: {QUOTE}, means: 清单内的可以承诺}}\n"
        "  - {id: DEMO-2, locator: 二, certainty: seen, means: 可自主选择, restates: 可以承诺}\n"
        "  - {id: DEMO-3, locator: 三, quote: 加强领导, means: 加强领导, not_computed: 只作号召}\n",
        encoding="utf-8",
    )
    (folder / "rules" / "demo" / "asides.yaml").write_text(
        "asides:\n  - {locator: 题名, quote: 示范县工作方案, kind: 标题}\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "原文"
    folder.mkdir()
    (folder / "方案.txt").write_text(TEXT + "三、加强领导。\n", encoding="utf-8")
    return folder


def orphan(rules):
    file = rules / "rules" / "demo" / "provisions.yaml"
    with file.open("a", encoding="utf-8") as more:
        more.write("  - {id: DEMO-4, locator: 四, quote: 一, means: 没有着落的}\n")


def test_every_provision_is_a_line_of_tabs_in_a_pipe(run, rules):
    result = run("--rules", rules, "provisions", "示范县")
    assert (result.status, result.err) == (0, "")
    provisions, asides = (
        [line.split("\t") for line in table.splitlines()] for table in result.out.split("\n\n")
    )
    assert provisions == [
        ["编号", "位置", "原文", "意思", "着落"],
        ["DEMO-1", "一", QUOTE, "清单内的可以承诺", "清单：示范县证明事项清单"],
        ["DEMO-2", "二", "（未见原文）", "可自主选择", "重申规则（适用性）：可以承诺"],
        ["DEMO-3", "三", "加强领导", "加强领导", "不计算：只作号召"],
    ]
    assert asides[1:] == [
        ["位置", "类别", "原文", "说明"],
        ["题名", "标题", "示范县工作方案", ""],
    ]


def test_without_asides_there_is_no_table_of_them(run, rules):
    (rules / "rules" / "demo" / "asides.yaml").unlink()
    result = run("--rules", rules, "provisions", "示范县")
    assert "其余文字" not in result.out
    assert len(result.out.splitlines()) == 4


def test_every_provision_of_a_bundled_county_has_its_line(run):
    county = library()["启东市"]
    table, *_ = run("provisions", "qidong").out.split("\n\n")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    assert [row[0] for row in rows] == [one.provision.id for one in county.provisions]
    assert all(len(row) == 5 and row[4] for row in rows)


def test_the_same_as_json(run, rules):
    data = json.loads(run("--rules", rules, "provisions", "示范县", "--json").out)
    assert data["jurisdiction"] == "示范县"
    assert data["asides"] == [
        {"locator": "题名", "quote": "示范县工作方案", "kind": "标题", "note": None}
    ]
    first, second, third = data["provisions"]
    assert first == {
        "provision": "DEMO-1",
        "document": "示办发〔2021〕1号",
        "locator": "一",
        "quote": QUOTE,
        "means": "清单内的可以承诺",
        "certainty": "text",
        "fate": "carried",
        "carriers": [{"kind": "list", "name": "示范县证明事项清单", "decision": None}],
        "restates": [],
        "not_computed": None,
    }
    assert second["restates"] == [{"kind": "rule", "name": "可以承诺", "decision": "适用性"}]
    assert (third["fate"], third["not_computed"]) == ("not_computed", "只作号召")


def test_one_provision_in_full(run):
    result = run("provisions", "启东市", "QD-2.7-4")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "QD-2.7-4 · 启政办发〔2021〕22号 二（七）"
    assert lines[1] == "原文：「在失信信息有效期届满前或者信用修复前不适用告知承诺制」"
    assert "  规则（适用性） 失信未修复且未届满" in lines
    rule = lines.index("  规则（适用性） 失信未修复且未届满")
    assert lines[rule + 1].endswith("→ 不适用")
    county = library()["启东市"]
    account = next(one for one in county.provisions if one.provision.id == "QD-2.7-4")
    for carrier in (*account.carriers, *account.restates):
        assert any(line.endswith(f" {carrier.name}") for line in lines)


def test_one_provision_that_was_only_seen_or_is_not_computed(run, rules):
    shown = run("--rules", rules, "provisions", "示范县", "DEMO-2").out
    assert "原文" not in shown.replace("未见权威文本", "")
    assert "可靠程度：见过转载，未见权威文本" in shown
    assert "不计算：只作号召" in run("--rules", rules, "provisions", "示范县", "DEMO-3").out


def test_one_provision_as_json(run):
    data = json.loads(run("provisions", "启东市", "QD-2.7-4", "--json").out)
    assert (data["jurisdiction"], data["provision"]) == ("启东市", "QD-2.7-4")


@pytest.mark.parametrize(
    ("id_", "hint"),
    [
        ("QD-0-22", "是不是“QD-0-2”？"),
        ("national:GBF42-4-2", "写 gaozhi provisions national GBF42-4-2。"),
        ("完全不同", "运行 gaozhi provisions 启东市 查看全部条文。"),
    ],
)
def test_a_provision_that_is_not_there(run, id_, hint):
    result = run("provisions", "启东市", id_)
    assert (result.status, result.out) == (2, "")
    assert hint in result.err


def test_coverage(run, rules):
    result = run("--rules", rules, "provisions", "--coverage")
    assert (result.status, result.err) == (0, "")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in result.out.splitlines()}
    assert rows["地区"] == ["有承载", "只重申", "不计算", "没有着落", "合计", "其余文字"]
    assert rows["示范县"] == ["1", "1", "1", "0", "3", "1"]
    assert {"全国", "启东市"} <= set(rows)


def test_the_coverage_of_one_county_as_json(run, rules):
    result = run("--rules", rules, "provisions", "示范县", "--coverage", "--json")
    assert json.loads(result.out) == {
        "coverage": [
            {
                "jurisdiction": "示范县",
                "id": "demo",
                "carried": 1,
                "restating": 1,
                "not_computed": 1,
                "orphaned": 0,
                "total": 3,
                "asides": 1,
            }
        ],
        "errors": 0,
    }


def test_the_coverage_is_shown_though_an_orphan_keeps_the_rules_from_loading(run, rules):
    orphan(rules)
    result = run("--rules", rules, "provisions", "--coverage")
    assert result.status == 1
    assert "示范县\t1\t1\t1\t1\t4\t1\n" in result.out
    assert "有 1 条条文没有着落。" in result.err
    assert "另有" not in result.err


def test_an_orphan_of_another_county_is_not_told_of_this_one(run, rules):
    orphan(rules)
    result = run("--rules", rules, "provisions", "启东市", "--coverage")
    assert (result.status, result.err) == (0, "")


def test_other_errors_are_told_beside_the_coverage(run, rules):
    file = rules / "rules" / "demo" / "more.yaml"
    file.write_text("duties:\n  - {duty: 甲, actor: 乙}\n", encoding="utf-8")
    result = run("--rules", rules, "provisions", "--coverage")
    assert result.status == 1
    assert "个错误，改正以前，上面的数可能不准。" in result.err


def test_a_folder_of_rules_that_is_not_there(run, tmp_path):
    result = run("--rules", tmp_path / "没有", "provisions", "--coverage")
    assert (result.status, result.out) == (2, "")
    assert "GZ701" in result.err


def test_quotes_that_are_all_there(run, rules, texts):
    result = run("--rules", rules, "provisions", "示范县", "--verify", texts)
    assert (result.status, result.err) == (0, "")
    assert "核对了 2 条引文：2 条在原文里，0 条不在。" in result.out
    row, counted = [line for line in result.out.splitlines() if line.startswith("示办发")]
    assert row.split("\t")[:5] == ["示办发〔2021〕1号", "demo", "方案.txt", "2", "2"]
    assert counted == (
        "示办发〔2021〕1号：引文 2/2；其余文字 1/1；"
        "句子 2：承载 1，重申 0，不作计算 1，其余 0，无着落 0"
    )


def test_a_sentence_that_is_nowhere(run, rules, texts):
    with (texts / "方案.txt").open("a", encoding="utf-8") as more:
        more.write("四、各部门于年底以前报送总结。\n")
    result = run("--rules", rules, "provisions", "示范县", "--verify", texts)
    assert result.status == 1
    assert "方案.txt:6:1: error GZ525" in result.out
    assert "承载 1，重申 0，不作计算 1，其余 0，无着落 1" in result.out


def test_a_quote_that_is_not_there(run, rules, texts):
    (texts / "方案.txt").write_text(TEXT, encoding="utf-8")
    result = run("--rules", rules, "provisions", "示范县", "--verify", texts)
    assert result.status == 1
    assert "provisions.yaml:6:" in result.out
    assert "GZ521" in result.out
    assert "核对了 2 条引文：1 条在原文里，1 条不在。" in result.out


def test_the_verification_as_json(run, rules, texts):
    (texts / "别的.txt").write_text("别的\n", encoding="utf-8")
    data = json.loads(run("--rules", rules, "provisions", "demo", "--verify", texts, "--json").out)
    (document,) = data["documents"]
    assert (document["document"], document["quotes"], document["found"]) == (
        "示办发〔2021〕1号",
        2,
        2,
    )
    assert (document["asides"], document["asides_found"]) == (1, 1)
    assert document["sentences"] == {
        "total": 2,
        "carried": 1,
        "restating": 0,
        "not_computed": 1,
        "aside": 0,
        "nowhere": 0,
    }
    assert len(document["sha256"]) == 64
    assert [problem["code"] for problem in data["problems"]] == ["GZ524"]


def test_all_counties_are_verified_where_none_is_named(run, rules, texts):
    result = run("--rules", rules, "provisions", "--verify", texts)
    assert result.status == 0
    assert "没有 启政办发〔2021〕22号 的原文" in "".join(result.out.split("\n"))


def test_where_nothing_could_be_compared_nothing_is_verified(run, rules, texts):
    (texts / "方案.txt").write_text("别的文件\n", encoding="utf-8")
    result = run("--rules", rules, "provisions", "示范县", "--verify", texts)
    assert result.status == 2
    assert "没有一条引文可以核对" in result.err


def test_a_folder_of_texts_that_is_empty_or_missing(run, tmp_path):
    (tmp_path / "空").mkdir()
    for name, says in (("空", "里没有原文"), ("没有", "不存在")):
        result = run("provisions", "启东市", "--verify", tmp_path / name)
        assert (result.status, result.out) == (2, "")
        assert says in result.err


@pytest.mark.parametrize(
    "arguments",
    [["启东"], ["启东", "--coverage"], ["启东", "--verify", "."]],
    ids=["provisions", "coverage", "verify"],
)
def test_a_county_that_is_not_there(run, arguments):
    result = run("provisions", *arguments)
    assert (result.status, result.out) == (2, "")
    assert "启东市" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
@pytest.mark.parametrize("columns", [40, 80, 200])
def test_on_a_terminal_nothing_is_cut_off_or_too_wide(columns):
    from gaozhi.source import text_width
    from tests.terminal import run_in_terminal

    ended = run_in_terminal("provisions", "启东市", columns=columns, env={"NO_COLOR": "1"})
    assert ended.status == 0
    assert max(map(text_width, ended.lines)) <= columns
    shown = "".join(ended.shown.split())
    for account in library()["启东市"].provisions:
        assert account.provision.id in shown
