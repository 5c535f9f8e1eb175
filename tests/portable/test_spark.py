"""Spark answers for every row of a DataFrame as `decide` does for each alone."""

import os
import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from shutil import which

import pytest

from gaozhi import CaseError
from gaozhi.model import FactType
from gaozhi.portable import spark
from gaozhi.portable.sql import usual_facts
from tests.builders import small
from tests.places import REPOSITORY
from tests.portable.test_frames import LINKED
from tests.portable.test_sql import Tables, check
from tests.situations import library

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and not (find_spec("pyspark") and which("java")),
    reason="没有安装 pyspark，或者没有 Java",
)

QIDONG = library()["qidong"]
PAGE = REPOSITORY / "docs" / "integrators" / "spark.md"
TYPES = {
    FactType.BOOL: "boolean",
    FactType.DATE: "date",
    FactType.TEXT: "string",
    FactType.ONE_OF: "string",
    FactType.SET_OF: "array<string>",
    FactType.NUMBER: "decimal(18, 4)",
    None: "int",
}


@pytest.fixture(scope="module")
def session():
    """Give a session of two threads, started once and stopped after."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        started = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
    started.sparkContext.setLogLevel("ERROR")
    yield started
    started.stop()


def frame_of(session, table):
    schema = ", ".join(f"`{n}` {TYPES[k]}" for n, k in zip(table.columns, table.kinds, strict=True))
    return session.createDataFrame([tuple(row) for row in table.rows], schema)


@pytest.fixture
def database(session):
    """Give what Spark answers to a statement; `decide` answers the same of the DataFrame."""

    def run(table, statement):
        frame_of(session, table).createOrReplaceTempView("cases")
        return [list(row) for row in session.sql(statement).collect()]

    return "spark", run


def without_never(county, rows):
    """Return rows in which no day never comes: a date of Spark cannot hold it."""
    never = {fact.never for fact in county.vocabulary.facts.values()} - {None}
    return [
        {name: None if isinstance(one, str) and one in never else one for name, one in row.items()}
        for row in rows
    ]


@pytest.mark.parametrize("decision", ["代为承诺", "不实后果"])
def test_every_row_has_the_answer_that_it_would_have_alone(decision, database):
    draws = Tables(QIDONG, decision)
    names = usual_facts(QIDONG.program, QIDONG.program.decisions[decision])
    rows, items, days = draws.table(QIDONG, names, 60)
    check(QIDONG, decision, database, without_never(QIDONG, rows), items, days)


def test_days_numbers_texts_and_sets_are_exact(database):
    county = small(LINKED)
    draws = Tables(county, "强")
    draws.days = [date(2021, 2, 1), date(2021, 3, 1)]
    for decision in ("强", "表"):
        names = usual_facts(county.program, county.program.decisions[decision])
        rows = without_never(county, draws.rows(names, 60))
        days = [draws.draw.choice([None, draws.value("办理.日期")]) for _ in rows]
        check(county, decision, database, rows, None, days)


def test_the_frame_keeps_its_columns_and_nothing_is_shuffled(session):
    frame = session.createDataFrame(
        [("甲", True, False), ("乙", None, None), ("丙", False, None)],
        "`案卷号` string, `申请人.愿意承诺` boolean, `是否能够` boolean",
    )
    columns = {"是否能够": "申请人.能够承诺"}
    found = spark.decide(frame, QIDONG, on="2022-06-30", item=2, columns=columns, grounds=True)
    assert found.columns == [*frame.columns, "outcome", "possible", "grounds", "error"]
    first, second, third = found.collect()
    assert [one.outcome for one in (first, second, third)] == ["待补充"] * 3
    assert third.possible == ["不适用", "应提交证明"]
    assert second.grounds == []
    plan = found._jdf.queryExecution().toString()
    assert "Python" not in plan
    assert plan.count("Exchange ") == plan.count("BroadcastExchange ") > 0
    assert found.rdd.getNumPartitions() == frame.rdd.getNumPartitions()


def test_grounds_are_the_rules_with_what_they_quote(session):
    frame = session.createDataFrame([(True,)], "matter_applicant_must_appear boolean")
    (row,) = spark.decide(frame, QIDONG, "代为承诺", on="2022-06-30", grounds=True).collect()
    (ground,) = row.grounds
    (said,) = QIDONG.decide({"事项.依法须本人到场": True}, "代为承诺", on="2022-06-30").grounds
    assert (ground.rule, ground.title, ground.effect) == (said.rule, said.title, said.effect)
    assert ground.quotes == said.basis[0].quote


def test_many_rules_are_answered_in_several_stages(session):
    """The expressions of 适用性 are too many for one method of Java."""
    facts = {"申请人.愿意承诺": False, "证明.风险类别": ["国家安全"]}
    columns = [QIDONG.vocabulary.facts[name].api for name in facts]
    schema = f"`{columns[0]}` boolean, `{columns[1]}` array<string>, day date"
    frame = session.createDataFrame([(False, ["国家安全"], date(2022, 6, 30))], schema)
    found = spark.decide(frame, QIDONG, "适用性", on="day", grounds=True)
    (row,) = found.collect()
    said = QIDONG.decide(facts, "适用性", on="2022-06-30")
    assert row.possible == list(said.possible)
    assert [one.rule for one in row.grounds] == [one.rule for one in said.grounds]
    assert "Coalesce" in found._jdf.queryExecution().toString()


def test_a_day_that_never_comes_has_a_column_of_its_own(session):
    frame = session.createDataFrame(
        [(True, False, None, True), (True, False, date(2022, 1, 1), False)],
        "applicant_made_untrue_commitment boolean, applicant_credit_repaired boolean,"
        " applicant_bad_credit_until date, endless boolean",
    )
    found = spark.decide(
        frame,
        QIDONG,
        on="2022-06-30",
        item=2,
        never={"申请人.失信信息有效期届满日": "endless"},
    )
    assert [row.outcome for row in found.collect()] == ["不适用", "待补充"]


def test_a_column_whose_type_says_something_else_is_refused(session):
    frame = session.createDataFrame(
        [("是", datetime(2022, 1, 1, 9), Decimal(1))],
        "applicant_willing string, applicant_bad_credit_until timestamp, n decimal(3, 0)",
    )
    with pytest.raises(CaseError) as raised:
        spark.decide(frame, QIDONG, on="日")
    problems = {one.path: one for one in raised.value.diagnostics}
    assert [one.code for one in problems.values()] == ["GZ742", "GZ745", "GZ745"]
    assert "timestamp" in problems["columns", "applicant_bad_credit_until"].message


@pytest.mark.parametrize("frame", [None, [{"a": 1}]])
def test_what_is_no_frame_is_refused(frame):
    with pytest.raises(CaseError) as raised:
        spark.decide(frame, QIDONG)
    assert [one.code for one in raised.value.diagnostics] == ["GZ740"]


def test_the_page_on_spark_runs_from_top_to_bottom(session, capsys):
    names = {}
    for code in re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S
    ):
        exec(compile(code, "spark.md", "exec"), names)
    assert names["spark"] is not None
