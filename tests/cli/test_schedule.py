"""`gaozhi schedule`: the dated duties of a year."""

import json


def test_every_duty_of_the_year_is_a_line(run):
    result = run("schedule", "启东市", "2021")
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert result.status == 0
    assert rows[0] == ["日期", "义务", "由谁履行", "内容", "依据", "注意"]
    *dated, yearly = [row[0] for row in rows[1:]]
    assert dated == sorted(dated)
    assert yearly == "2021 年内"  # a yearly duty has no day, and stands last
    assert ["2021-06-15", "制定部门工作方案", "市各部门"] in [row[:3] for row in rows]


def test_a_line_in_a_pipe_brings_along_what_is_to_be_said_of_it(run):
    lines = run("schedule", "台儿庄区", "2021").out.splitlines()
    [first] = [line for line in lines if line.startswith("2021-03-10")]
    assert "时间和任务可以适时调整" in first.split("\t")[-1]
    assert "在文件施行（2021-03-25）以前" in first.split("\t")[-1]


def test_json_has_the_grounds(run):
    data = json.loads(run("schedule", "qidong", "2022", "--json").out)
    assert {one["due"] for one in data} == {"2022-02-28", "2022-08-31", None}
    assert [one["duty"] for one in data if one["due"] is None] == ["年度督察"]
    assert all(one["basis"] for one in data)


def test_a_year_without_dates_is_an_empty_table(run):
    assert run("schedule", "启东市", "2020").status == 0


def test_a_year_beyond_the_notices_has_its_dates_all_the_same(run):
    result = run("schedule", "启东市", "2030")
    assert result.status == 0
    days = [line.split("\t")[0] for line in result.out.splitlines()[1:]]
    assert days == ["2030-02-28", "2030-08-31", "2030 年内"]


def test_what_is_no_year_is_refused(run):
    assert run("schedule", "启东市", "今年").status == 2
    assert run("schedule", "启东", "2021").status == 2
