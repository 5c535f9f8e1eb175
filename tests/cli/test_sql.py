"""`gaozhi sql`: the statement that a database answers a table with, and the table of rules."""

import duckdb

from tests.situations import library

ASKED = ("sql", "代为承诺", "--county", "启东市", "--on", "2022-06-30")


def test_it_prints_the_statement_that_python_writes(run):
    asked = (
        "--item",
        "2",
        "--keep",
        "id",
        "--columns",
        "甲=代理.有授权",
        "--columns",
        "agent_is_guardian=",
    )
    found = run(*ASKED, *asked, "--dialect", "mysql", "--words", "outcome", "--prefix", "答复_")
    columns = {"甲": "代理.有授权", "agent_is_guardian": None}
    how = {"item": 2, "keep": ["id"], "columns": columns, "words": ["outcome"]}
    text = library()["qidong"].sql(
        "代为承诺", on="2022-06-30", dialect="mysql", prefix="答复_", **how
    )
    assert (found.status, found.out) == (0, text)


def test_the_tables_are_written_to_a_file_and_the_statement_joins_them(run, tmp_path):
    rules, statement = tmp_path / "规则.sql", tmp_path / "代为承诺.sql"
    assert run(*ASKED, "--tables", "-o", rules).status == 0
    assert run(*ASKED, "--table", "agents", "-o", statement).out == f"写了 {statement}\n"
    with duckdb.connect() as connection:
        connection.execute(rules.read_text(encoding="utf-8"))
        connection.execute("""
            CREATE TABLE agents AS SELECT TRUE AS matter_applicant_must_appear,
            NULL::BOOLEAN AS agent_authorised, NULL::BOOLEAN AS agent_specially_authorised,
            NULL::BOOLEAN AS agent_is_guardian
        """)
        found = connection.execute(
            f"SELECT outcome, title FROM ({statement.read_text(encoding='utf-8')}) AS answers"
            " JOIN rules ON list_contains(answers.grounds, rules.rule)"
        ).fetchall()
    assert found == [("不得代为", "依法应当由申请人本人到行政机关办公场所申请的，不得代为承诺")]


def test_what_cannot_be_written_is_told_in_chinese(run):
    assert "没有写地区" in run("sql", "适用性").err
    assert "GZ622" in run(*ASKED, "--dialect", "mysq").err
    assert "--columns 的值不能用：甲" in run(*ASKED, "--columns", "甲").err
    assert "--force 要和 -o 一起用" in run(*ASKED, "--force").err
    found = run(*ASKED, "--never", "代理.有授权=甲")
    assert (found.status, "GZ745" in found.err) == (2, True)
