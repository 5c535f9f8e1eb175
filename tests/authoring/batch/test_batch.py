"""A file of many cases: what is read, what is written, and what an amendment moves."""

import shutil

import openpyxl
import polars
import pyarrow
import pyarrow.parquet
import pytest

import gaozhi
from gaozhi import CaseError, GaozhiError
from gaozhi.authoring.batch import decide_table
from gaozhi.portable.frames import FrameNotice
from tests.places import REPOSITORY
from tests.situations import CITIZEN, library

pytestmark = pytest.mark.filterwarnings("ignore::gaozhi.portable.frames.FrameNotice")

HEAD = (
    "案卷号,item,date,申请人.愿意承诺,applicant_able,申请人.曾作出不实承诺,"
    "申请人.失信信息有效期届满日,证明.风险类别,申请人.愿意承担不实承诺责任,申请人.信用已修复,"
    "申请人.有其他失信情形,申请人.有较严重不良信用记录"
)
CASES = f"""{HEAD}
A1,2,2022-06-30,是,是,是,2023/1/1,无,TRUE,否,否,0
A2,2,2022年6月30日,是,true,否,,,1,不知道,否,
A3,2,2022-06-30,否,是,是,2022-01-01,国家安全、公共安全,是,否,否,否
A4,999,2022-06-30,是,是,是,,,是,否,否,否
A5,2,2022-06-30,大概,是,是,,,是,否,否,否
"""
WRONG = (None, None, None, "GZ607", "GZ602")


@pytest.fixture(name="county")
def _county():
    return library()["启东市"]


@pytest.fixture(name="cases")
def _cases(tmp_path):
    return write(tmp_path / "案件.csv", CASES.encode())


def write(path, data):
    path.write_bytes(data)
    return path


def column(answers, name):
    return answers.table.column(name).to_pylist()


def sheet(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_every_row_of_a_file_is_answered_and_a_wrong_one_keeps_none_from_it(county, cases):
    answers = decide_table(county, cases)
    expected = county.decide(
        {
            "申请人.愿意承诺": True,
            "申请人.能够承诺": True,
            "申请人.曾作出不实承诺": True,
            "申请人.失信信息有效期届满日": "2023-01-01",
            "证明.风险类别": [],
            "申请人.愿意承担不实承诺责任": True,
            "申请人.信用已修复": False,
            "申请人.有其他失信情形": False,
            "申请人.有较严重不良信用记录": False,
        },
        item=2,
        on="2022-06-30",
    )
    assert column(answers, "outcome")[0] == expected.outcome == "不适用"
    assert column(answers, "grounds")[0] == [ground.rule for ground in expected.grounds]
    assert column(answers, "caveats")[0] == [caveat.text for caveat in expected.caveats]
    assert column(answers, "案卷号") == ["A1", "A2", "A3", "A4", "A5"]
    assert tuple(one and one[:5] for one in column(answers, "error")) == WRONG
    assert (sum(answers.counts.values()), answers.wrong) == (3, 2)
    assert answers.counts == {"不适用": 2, "待补充": 1}


def test_a_file_in_gbk_is_read_and_said_to_be(county, cases, tmp_path):
    other = write(tmp_path / "gbk.csv", CASES.encode("gbk"))
    answers = decide_table(county, other)
    assert answers.table == decide_table(county, cases).table
    assert answers.notes == ("文件是 GBK（GB 18030）编码，已按 GBK 读取",)
    assert decide_table(county, cases).notes == ()


def test_the_mark_that_excel_sets_is_no_part_of_the_first_name(county, tmp_path):
    marked = write(tmp_path / "marked.csv", b"\xef\xbb\xbf" + CASES.encode())
    assert decide_table(county, marked).table.column_names[0] == "案卷号"


def test_a_spreadsheet_and_a_parquet_file_say_the_same(county, cases, tmp_path):
    rows = [line.split(",") for line in CASES.splitlines()]
    book = sheet(tmp_path / "案件.xlsx", [[cell or None for cell in row] for row in rows])
    table = polars.read_csv(cases, infer_schema=False)
    table.write_parquet(tmp_path / "案件.parquet")
    expected = decide_table(county, cases)
    for other in (book, tmp_path / "案件.parquet"):
        answers = decide_table(county, other)
        for name in ("outcome", "possible", "grounds", "questions", "error"):
            assert column(answers, name) == column(expected, name)


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_answers_are_written_as_any_of_the_three(county, cases, tmp_path, kind):
    answers = decide_table(county, cases)
    target = tmp_path / f"答复.{kind}"
    answers.save(target)
    if kind == "parquet":
        assert pyarrow.parquet.read_table(target) == answers.table
        return
    if kind == "csv":
        assert target.read_bytes().startswith('\ufeff"案卷号"'.encode())
        found = polars.read_csv(target, infer_schema=False).rows()
    else:
        found = list(openpyxl.load_workbook(target).active.iter_rows(min_row=2, values_only=True))
    place = answers.table.column_names.index("possible")
    joined = ["；".join(one) if one is not None else None for one in column(answers, "possible")]
    assert [row[place] or None for row in found] == [one or None for one in joined]


def test_no_file_is_overwritten_unless_it_is_meant(county, cases, tmp_path):
    answers = decide_table(county, cases)
    target = write(tmp_path / "答复.csv", b"1")
    with pytest.raises(CaseError) as error:
        answers.save(target)
    assert error.value.diagnostics[0].code == "GZ548"
    assert target.read_bytes() == b"1"
    answers.save(target, force=True)
    assert target.read_bytes() != b"1"


def test_identity_numbers_and_formulas_of_the_file_are_not_written_out(county, tmp_path):
    file = write(
        tmp_path / "案件.csv",
        f"经办人,备注,申请人.愿意承诺\n{CITIZEN},=1+1,是\n".encode(),
    )
    target = tmp_path / "答复.csv"
    decide_table(county, file, on="2022-06-30").save(target)
    written = target.read_text(encoding="utf-8")
    assert CITIZEN not in written
    assert '"\'=1+1"' in written


def amended(tmp_path):
    """Return 启东市 where an untrue commitment bars no more, and a false one still does."""
    folder = tmp_path / "修订"
    shutil.copytree(REPOSITORY / "rules" / "qidong", folder / "rules" / "qidong")
    (folder / "catalogs").mkdir()
    shutil.copy(REPOSITORY / "catalogs" / "qidong.yaml", folder / "catalogs")
    file = folder / "rules" / "qidong" / "eligibility.yaml"
    text = file.read_text(encoding="utf-8")
    old = "申请人.曾作出不实承诺, 申请人.有其他失信情形]}"
    assert old in text
    file.write_text(
        text.replace(old, "申请人.曾作出虚假承诺, 申请人.有其他失信情形]}"), encoding="utf-8"
    )
    return gaozhi.load(folder, strict=False)["qidong"]


def test_what_an_amendment_moves_is_told_with_the_rules(county, tmp_path):
    text = f"{HEAD},申请人.曾作出虚假承诺\n" + "".join(
        f"B{n},2,2022-06-30,是,是,{untrue},2023-01-01,无,是,否,否,否,否\n"
        for n, untrue in enumerate(["是", "是", "否"])
    )
    file = write(tmp_path / "案件.csv", text.encode())
    answers = decide_table(county, file, against=amended(tmp_path))
    (move,) = answers.moves
    assert (move.before, move.after, move.rows) == ("不适用", "可适用", 2)
    assert (move.lost, move.gained) == (("失信未修复且未届满",), ("可以承诺",))
    assert column(answers, "after_outcome") == ["可适用"] * 3
    assert decide_table(county, file, against=county).moves == ()
    assert decide_table(county, file).moves is None


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("案件.csv", b"", "GZ744"),
        ("案件.csv", b"\n\n", "GZ744"),
        ("案件.csv", "甲,乙\n1\n".encode(), "GZ744"),
        ("案件.csv", "甲,乙\n1,2,3\n".encode(), "GZ744"),
        ("案件.csv", "申请人.愿意承诺,申请人.愿意承诺\n是,是\n".encode(), "GZ741"),
        ("案件.csv", "申请人.愿意承偌\n是\n".encode(), "GZ742"),
        ("案件.csv", "申请人.愿意承诺,outcome\n是,否\n".encode(), "GZ743"),
        ("案件.csv", "申请人.愿意承诺\n".encode("utf-16"), "GZ744"),
        ("案件.csv", b"\xff\x00\x80\n", "GZ744"),
        ("案件.parquet", b"PAR1", "GZ744"),
        ("案件.txt", b"1", "GZ744"),
        ("案件", b"1", "GZ744"),
        ("案件.xlsx", b"1", "GZ640"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_file_that_cannot_be_used_is_refused_with_the_way_out(county, tmp_path, name, data, code):
    file = write(tmp_path / name, data)
    with pytest.raises(GaozhiError) as error:
        decide_table(county, file)
    assert [one.code for one in error.value.diagnostics] == [code]
    assert error.value.diagnostics[0].help


def test_a_line_that_is_not_like_the_first_is_named(county, tmp_path):
    file = write(tmp_path / "案件.csv", "甲,乙\n1,2\n1,2\n1\n1,2\n".encode())
    with pytest.raises(GaozhiError) as error:
        decide_table(county, file)
    assert error.value.diagnostics[0].span.line == 4


def test_a_row_that_states_nothing_is_a_row(county, tmp_path):
    file = write(tmp_path / "案件.csv", "申请人.愿意承诺\n是\n\n否\n".encode())
    assert decide_table(county, file, on="2022-06-30", item=2).table.num_rows == 3


def test_a_file_that_is_not_there_or_a_folder_is_refused(county, tmp_path):
    for name in ("没有.csv", "没有.parquet", "没有.xlsx"):
        with pytest.raises(GaozhiError) as error:
            decide_table(county, tmp_path / name)
        assert error.value.diagnostics[0].code == "GZ703"
    (tmp_path / "夹.csv").mkdir()
    with pytest.raises(GaozhiError) as error:
        decide_table(county, tmp_path / "夹.csv")
    assert error.value.diagnostics[0].code == "GZ702"


def test_a_formula_is_not_taken_for_an_empty_cell(county, tmp_path):
    book = sheet(tmp_path / "案件.xlsx", [["申请人.愿意承诺"], ["=TRUE()"]])
    with pytest.raises(GaozhiError) as error:
        decide_table(county, book)
    (found,) = error.value.diagnostics
    assert found.code == "GZ744"
    assert "A2" in found.message


def test_an_empty_sheet_is_refused(county, tmp_path):
    with pytest.raises(GaozhiError) as error:
        decide_table(county, sheet(tmp_path / "案件.xlsx", []))
    assert error.value.diagnostics[0].code == "GZ744"


def test_a_heading_without_rows_is_a_table_without_rows(county, tmp_path):
    answers = decide_table(county, write(tmp_path / "案件.csv", "申请人.愿意承诺\n".encode()))
    assert (answers.counts, answers.wrong, answers.table.num_rows) == ({}, 0, 0)


def test_the_command_writes_the_file_and_says_how_many_came_to_what(run, cases, tmp_path):
    target = tmp_path / "答复.csv"
    found = run("batch", str(cases), "--county", "启东市", "-o", str(target))
    assert found.status == 2
    assert "5 行" in found.out
    assert "  不适用  2 行" in found.out
    assert "  不能用的  2 行，见 error 列" in found.out
    assert "表里没有写这些事实" in found.err
    again = run("batch", str(cases), "--county", "启东市", "-o", str(target))
    assert again.status == 2
    assert "GZ548" in again.err


def test_the_command_tells_what_an_amendment_moves(run, cases, tmp_path):
    amended(tmp_path)
    found = run(
        *("batch", str(cases), "--county", "启东市", "-o", str(tmp_path / "答复.parquet")),
        *("--against", str(tmp_path / "修订")),
    )
    assert "按另一份规则，" in found.out
    assert "不再依据：失信未修复且未届满" in found.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "答复.csv"],
        ["--county", "启东市"],
        ["--county", "启东市", "-o", "答复.doc"],
        ["--county", "启东市", "-o", "没有/答复.csv"],
        ["--county", "启东市", "-o", "答复.csv", "--columns", "甲"],
        ["--county", "启东市", "-o", "答复.csv", "--item", "没有的列"],
        ["--county", "启东市", "-o", "答复.csv", "--decision", "没有的"],
        ["--county", "没有的", "-o", "答复.csv"],
    ],
)
def test_a_call_that_cannot_be_carried_out_writes_nothing(
    run, cases, tmp_path, monkeypatch, arguments
):
    monkeypatch.chdir(tmp_path)
    found = run("batch", str(cases), *arguments)
    assert found.status == 2
    assert found.err
    assert [one.name for one in tmp_path.iterdir()] == ["案件.csv"]


def test_what_the_command_tells_is_the_warning_of_the_library(county, cases):
    with pytest.warns(FrameNotice):
        decide_table(county, cases)
