"""What a statement reads, says and refuses."""

from datetime import date
from itertools import cycle

import duckdb
import pytest
import sqlglot

import gaozhi
from gaozhi import CaseError
from gaozhi.portable.sql import DIALECTS
from tests.builders import small
from tests.portable.databases import Table, postgres, run_duckdb, run_sqlite
from tests.situations import library

QIDONG = library()["qidong"]
DAYS = """
强:
  - {rule: 先后, title: 先后, when: {丁.日: {before: 戊.日}}, then: 上, basis: [R-1]}
  - {rule: 类, title: 类, when: [{乙.类: 丑}, {丙.集: {has: 金}}], then: 中, basis: [R-2], caveat: 要带上的话}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
"""
READ = ("甲.三", "乙.类", "丙.集", "丁.日", "戊.日")


@pytest.fixture(scope="module")
def server():
    """Give what PostgreSQL answers."""
    with postgres() as run:
        yield run


@pytest.fixture(params=["duckdb", "sqlite", "postgres"])
def answered(request):
    """Give what a database says of rows in some words, and the error."""
    run = {"duckdb": run_duckdb, "sqlite": run_sqlite}.get(request.param)
    run = run or request.getfixturevalue("server")

    def said(county, rows, decision="强", **asked):
        facts = [county.vocabulary.facts[name] for name in rows[0] if name != "item"]
        text = county.sql(decision, dialect=request.param, keep=("n",), **asked)
        items = [row.get("item") for row in rows]
        table = Table(facts, rows, items, [None] * len(rows))
        return [row[1:] for row in sorted(run(table, text))]

    return said


ASKED = ({"on": "2022-06-30", "item": 2}, {"on": "日", "item": "序号"}, {})


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_reads_every_statement(dialect):
    for decision, asked in zip(QIDONG.program.decisions, cycle(ASKED), strict=False):
        (found,) = sqlglot.parse(QIDONG.sql(decision, dialect=dialect, **asked), dialect=dialect)
        assert isinstance(found, sqlglot.exp.Select), decision
    rules = QIDONG.sql_rules("适用性", dialect=dialect)
    made, *filled = sqlglot.parse(rules, dialect=dialect)
    assert isinstance(made, sqlglot.exp.Create)
    assert all(isinstance(one, sqlglot.exp.Insert) for one in filled)


def test_what_is_no_value_of_a_fact_is_refused_and_nothing_else(answered):
    nothing = dict.fromkeys(READ)
    rows = [
        nothing,
        {**nothing, "乙.类": "卯"},
        {**nothing, "丙.集": ["金", "火"]},
        {**nothing, "丙.集": []},
        {**nothing, "丁.日": "无期限"},
    ]
    codes = [row[-1] for row in answered(small(DAYS), rows, words=("outcome",))]
    assert codes == [None, "GZ603", "GZ603", None, None]


def test_a_day_beyond_the_calendar_is_refused():
    county = small(DAYS)
    text = county.sql("强", columns=["d_day", "e_day"], words=("outcome",))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cases (d_day DATE, e_day DATE)")
        connection.execute("INSERT INTO cases VALUES ('infinity', NULL), (NULL, 'infinity')")
        connection.execute(
            "INSERT INTO cases VALUES ('10000-01-01', NULL), (NULL, '0001-01-01 (BC)')"
        )
        connection.execute("INSERT INTO cases VALUES ('-infinity', NULL)")
        codes = [row[-1] for row in connection.execute(text).fetchall()]
    assert codes == [None, "GZ602", "GZ602", "GZ602", "GZ602"]


def test_a_day_that_never_comes_can_have_a_column_of_its_own():
    county = small(DAYS)
    asked = {"columns": ["d_day", "e_day"], "never": {"d.day": "endless"}, "words": ("possible",)}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cases (d_day DATE, endless BOOLEAN, e_day DATE)")
        connection.execute("""
            INSERT INTO cases VALUES (NULL, TRUE, NULL), (NULL, FALSE, '2021-01-01'),
            ('9999-12-31', FALSE, NULL), ('2021-01-01', TRUE, NULL)
        """)
        found = connection.execute(county.sql("强", **asked)).fetchall()
    assert found == [
        (["中", "下"], None),
        (["上", "中", "下"], None),
        (["中", "下"], None),
        (None, "GZ602"),
    ]


def test_a_truth_value_is_one_or_nothing_where_there_are_only_numbers():
    text = QIDONG.sql("代为承诺", dialect="sqlite", on="2022-06-30", words=("outcome",))
    facts = [QIDONG.vocabulary.facts[name] for name in ("事项.依法须本人到场", "代理.有授权")]
    more = [QIDONG.vocabulary.facts[name] for name in ("代理.有特别授权", "代理.为法定代理人")]
    rows = [dict.fromkeys(one.name for one in (*facts, *more))]
    rows.append({**rows[0], "事项.依法须本人到场": 2})
    found = run_sqlite(Table([*facts, *more], rows, [None] * 2, [None] * 2), text)
    assert [code for _, code in found] == [None, "GZ602"]


def test_a_column_is_the_fact_that_one_says_and_what_is_not_there_is_unknown(answered):
    county = small(DAYS)
    rows = [{"乙.类": "丑", "丙.集": ["金"], "丁.日": date(2021, 1, 1)}]
    columns = {"d_day": "戊.日", "a_three": None}
    asked = {"columns": columns, "words": ("possible",)}
    ((said, error),) = answered(county, rows, **asked)
    assert (said if isinstance(said, list) else said.split("、"), error) == (["上", "中"], None)


def test_the_item_is_one_of_the_list(answered):
    rows = [{"item": item, "申请人.愿意承诺": None} for item in (2, None, 10_000)]
    asked = {"decision": "适用性", "item": "item", "columns": ["applicant_willing"]}
    found = answered(QIDONG, rows, on="2022-06-30", words=("settled",), **asked)
    assert [code for _, code in found] == [None, None, "GZ607"]


def test_the_rules_have_their_provisions_and_what_they_bring_along():
    county = small(DAYS)
    with duckdb.connect() as connection:
        connection.execute(county.sql_rules("强", table="said"))
        found = connection.execute("SELECT * FROM said").fetchall()
    assert found == [
        ("先后", "先后", "上", "上", "根文 一", "根文之一", None),
        ("类", "类", "中", "中", "根文 二", None, "要带上的话"),
        ("其余", "其余", "下", "下", None, None, None),
    ]


def test_texts_are_compared_by_character_and_quoted_whatever_they_are(answered):
    text = "it's \\ {} 、"
    county = small(
        f"""
        强:
          - {{rule: 文, title: 文, when: {{庚.文: "{text.replace(chr(92), chr(92) * 2)}"}}, then: 上, basis: [R-1]}}
          - {{rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}}
        """
    )
    rows = [{"庚.文": one} for one in (text, text.upper(), text + " ", None)]
    found = answered(county, rows, columns=["g_text"], words=("outcome",))
    assert [outcome for outcome, _ in found] == ["上", "下", "下", "待补充"]


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ({"dialect": "postgers"}, "GZ622", "postgres"),
        ({"dialect": 3}, "GZ622", "duckdb"),
        ({"table": " "}, "GZ622", "表的名称"),
        ({"words": ["outcom"]}, "GZ622", "outcome"),
        ({"words": ["thinking"]}, "GZ622", "grounds"),
        ({"keep": ["\n"]}, "GZ622", "列名"),
        ({"columns": {"a": 3}}, "GZ622", "事实名"),
        ({"columns": {"a": "申请人.愿意承偌"}}, "GZ601", "申请人.愿意承诺"),
        ({"columns": ["applicant_wiling"]}, "GZ742", "applicant"),
        ({"columns": ["case_date"], "on": "2022-06-30"}, "GZ741", "保留一处"),
        ({"never": {"申请人.愿意承诺": "a"}}, "GZ745", "失信信息有效期届满日"),
        ({"never": [1]}, "GZ622", "真假值"),
        ({"keep": ["outcome"]}, "GZ743", "prefix"),
        ({"item": 10_000}, "GZ607", ""),
        ({"on": date(2001, 1, 1)}, "GZ608", ""),
    ],
)
def test_a_request_that_cannot_be_met_says_what_can(asked, code, said):
    with pytest.raises(CaseError) as raised:
        QIDONG.sql("适用性", **asked)
    (problem,) = raised.value.diagnostics
    assert problem.code == code
    assert said in f"{problem.help}"


def test_a_decision_that_turns_on_an_identity_number_is_refused():
    county = small(
        """
        强:
          - {rule: 某人, title: 某人, when: {庚.证件: 11010519491231002X}, then: 上, basis: [R-1]}
          - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
        """
    )
    with pytest.raises(CaseError) as raised:
        county.sql("强")
    assert [one.code for one in raised.value.diagnostics] == ["GZ745"]


def test_a_statement_is_the_same_every_time():
    again = gaozhi.load()["qidong"]
    assert QIDONG.sql("承诺效力", on="日") == again.sql("承诺效力", on="日")
