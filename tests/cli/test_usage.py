"""Wrong calls and help pages: everything in Chinese, and always a way on."""

import re

import pytest

from tests.places import REPOSITORY

GUIDE = REPOSITORY / "docs" / "integrators" / "command-line.md"

COMMANDS = [
    "decide",
    "ask",
    "matter",
    "batch",
    "sql",
    "items",
    "provisions",
    "compare",
    "render",
    "serve",
    "due",
    "calendar",
    "duties",
    "schedule",
    "timeline",
    "verify",
    "archive",
    "mcp",
    "watch",
    "new",
    "check",
    "test",
    "mutate",
    "diff",
    "prove",
    "gaps",
    "import",
    "export",
    "compile",
    "build",
    "site",
    "schema",
    "stubs",
    "explain",
]

ENGLISH = re.compile(r"(?<!gaozhi )(?<!\w)(?!gaozhi archive)[A-Za-z]+ [a-z]+ [a-z]+")
"""Three English words in a row; a command of ours that is named to the reader is none."""

WRONG_CALLS = [
    (["decid"], "没有“decid”这个命令。是不是 decide？"),
    (["完全不同"], "没有“完全不同”这个命令。"),
    (["--rulez", "x"], "没有“--rulez”这个选项。是不是 --rules？"),
    (["-x"], "没有“-x”这个选项。"),
    (["decide"], "缺少参数 案件.yaml。"),
    (["decide", "a.yaml", "b.yaml"], "多出了参数：b.yaml"),
    (["decide", "a.yaml", "--jsn"], "没有“--jsn”这个选项。是不是 --json？"),
    (["decide", "a.yaml", "--json=1"], "选项 --json 不带值。"),
    (["ask"], "缺少参数 地区。"),
    (["ask", "启东市", "--item"], "选项 --item 后面要写一个值。"),
    (["ask", "启东市", "--force"], "--force 要和 --save 一起用。"),
    (["ask", "启东市", "--date", "2021-02-30"], "没有“2021-02-30”这一天"),
    (["matter", "启东市"], "缺少参数 事项。"),
    (["items", "启东市", "教师资格认定"], "多出了参数：教师资格认定"),
    (["provisions"], "没有写地区。"),
    (["provisions", "启东市", "QD-2.7-4", "--coverage"], "写了条文编号，不能再写 --coverage。"),
    (["provisions", "启东市", "QD-2.7-4", "--verify", "."], "不能再写 --verify。"),
    (["provisions", "--coverage", "--verify", "."], "--coverage 和 --verify 不能一起用。"),
    (["provisions", "--verify"], "选项 --verify 后面要写一个值。"),
    (["archive", "verfy"], "没有“verfy”这个命令。是不是 verify？"),
    (["archive", "verify"], "缺少参数 存档。"),
    (["archive", "replay", "a.db", "--since", "去年"], "选项 --since 的值不能用"),
    (["archive", "export", "a.db"], "没有写文件。"),
    (["archive", "prune", "a.db"], "没有写清理到哪一天。"),
    (["mcp", "a", "--rules", "b"], "文件夹写了两个"),
    (["render"], "缺少参数 文书。"),
    (["render", "告知承诺书", "a.yaml", "--fil", "甲=乙"], "没有“--fil”这个选项。是不是 --fill？"),
    (["serve", "a", "--rules", "b"], "文件夹写了两个：a 和 --rules b。"),
    (["serve", "--port", "99999"], "选项 --port 的值不能用：99999"),
    (["serve", "--port", "x"], "选项 --port 的值不能用：x"),
    (["serve", "--watch"], "--watch 要和文件夹一起用。"),
    (["serve", "--public-read"], "--public-read 要和 --token-file 一起用。"),
    (["serve", "--timeout", "0"], "写 0.1 至 3600 的数。"),
    (["serve", "--rate", "nan"], "选项 --rate 的值不能用：nan"),
    (["due", "2026-11-23"], "缺少参数 期间。"),
    (["due", "2026-02-30", "3工作日"], "没有“2026-02-30”这一天"),
    (["due", "2026-11-23", "3天"], "“3天”不是期间"),
    (["due", "2026-11-23", "3天"], "先弄清是日历日还是工作日"),
    (["due", "2026-11-23", "3周"], "单位只有工作日、日、月、年"),
    (["due", "2026-11-23", "0工作日"], "“0工作日”不是期间"),
    (["due", "2026-11-23", "0工作日"], "期间至少是一"),
    (["due", "2026-11-23", "-3工作日"], "没有负数"),
    (["due", "2026-11-23", "--", "-3工作日"], "期间不能是负数"),
    (["due", "2003-11-23", "3日"], "2003-11-23 在它之前"),
    (["due", "2026-11-23", "3日", "--calendar", "xinjang"], "是不是 xinjiang？"),
    (["due", "2026-11-23", "3日", "--exclude", "2026-11-24"], "不是首日和末日"),
    (["due", "2026-11-23", "3日", "--exclude", "2026-11-24.."], "恢复以后再算"),
    (["due", "2026-11-23", "3日", "--exclude", "2026-11-26..2026-11-24"], "首末颠倒"),
    (["due", "2026-11-23", "3日", "--as-known-on", "昨天"], "选项 --as-known-on 的值不能用"),
    (["due", "2026-11-23", "3日", "--as-known-on", "2007-01-01"], "不能早于 2008-03-28"),
    (["timeline"], "缺少参数 事件.yaml。"),
    (["timeline", "a.yaml", "--as-of", "今天"], "选项 --as-of 的值不能用"),
    (["diff"], "缺少参数 旧。"),
    (["diff", "a", "b", "--format", "html"], "没有“html”这种格式。"),
    (["diff", "a", "b", "--limit", "两个"], "选项 --limit 的值不能用：两个"),
    (["diff", "a", "b", "--rules", "c"], "现在的规则写了两个：b 和 --rules c。"),
    (["import"], "缺少参数 清单.xlsx。"),
    (["import", "a.xlsx"], "没有写地区。"),
    (["import", "a.xlsx", "--county", "启东市", "--force"], "--force 要和 -o 一起用。"),
    (["import", "a.xlsx", "--county", "启东市", "--dry-run", "-o", "b"], "--dry-run 和 -o 不能"),
    (["import", "a.xlsx", "--county", "启东市", "--published", "昨天"], "--published 的值不能用"),
    (["export"], "缺少参数 地区。"),
    (["export", "启东市"], "没有写文件。"),
    (["calendar"], "缺少参数 年份。"),
    (["calendar", "今年"], "“今年”不是年份"),
    (["calendar", "2003"], "2003-01-01 在它之前"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS, ids=lambda value: str(value)[:40])
def test_a_wrong_call_is_explained_in_chinese_and_has_status_2(run, arguments, message):
    result = run(*arguments)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("错误：")
    assert message in result.err


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS, ids=lambda value: str(value)[:40])
def test_no_english_sentence_reaches_a_person(run, arguments, message):
    assert not ENGLISH.search(run(*arguments).err)


OF_ARCHIVES = [
    ["archive", one] for one in ("verify", "replay", "export", "prune", "info", "upgrade")
]


@pytest.mark.parametrize(
    "arguments", [[], *([command] for command in COMMANDS), *OF_ARCHIVES], ids=str
)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_pages_are_chinese(run, arguments, option):
    result = run(*arguments, option)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("用法：gaozhi")
    assert "选项：" in result.out
    assert not ENGLISH.search(result.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_guide_of_the_command_line(command):
    assert f"| `gaozhi {command}" in GUIDE.read_text(encoding="utf-8")


def test_the_program_alone_shows_its_commands(run):
    result = run()
    assert result.status == 0
    assert [line.split()[0] for line in result.out.splitlines() if line.startswith("  ")][
        : len(COMMANDS)
    ] == COMMANDS


def test_what_is_shown_of_a_call_cannot_steer_the_terminal_or_give_a_number_away(run):
    result = run("items", "启东市", "--matter", "\x1b[2J 11010519491231002X")
    assert result.status == 2
    assert "\x1b" not in result.err
    assert "1101**************" in result.err


def test_version(run):
    result = run("--version")
    assert (result.status, result.out) == (0, "gaozhi 0.1.0\n")


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_folder_of_rules_may_stand_before_and_after_the_command(run, tmp_path, place):
    nowhere = str(tmp_path / "没有")
    call = (
        ["--rules", nowhere, "items", "x"]
        if place == "before"
        else ["items", "x", "--rules", nowhere]
    )
    result = run(*call)
    assert result.status == 2
    assert "没有" in result.err
