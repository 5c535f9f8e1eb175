"""What is asked of the wrong county, left out of a form, or cited from elsewhere.

Each is named in Chinese, at its place, with the way out; and all at once.
"""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.places import BASE

DIRECTORY = """
directory:
  title: 示范县行政协助事项清单
  basis: [DEMO-1]
  entries:
    - {number: 1, matter: 教师资格证认定, name: 核查有无犯罪记录}
    - {number: 2, matter: 林木采伐许可, name: 核实林木权属}
"""
FORM = """
forms:
  - form: 告知书
    title: 告知书
    status: 供参考
    basis: [DEMO-1]
    fields: {申请人: {needed: true}, 证明名称: {label: 要交的证明, needed: true}}
    body:
      - text: 请{申请人}提交{证明名称}。
"""
CITING = """
rules:
  撤回:
    - {rule: 随时撤回, title: 随时可以撤回, when: 申请人.愿意承诺, then: 可撤回, basis: [QD-2.4-6]}
    - {rule: 照启东撤回, title: 照启东市撤回, when: 申请人.能够承诺, then: 可撤回, basis: ["qidong:QD-2.4-6"]}
"""


@pytest.fixture
def write(tmp_path):
    """Write a file, the folders above it too."""

    def written(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
        return path

    return written


@pytest.fixture
def folder(tmp_path, write):
    """A small county of one's own over the bundle: 示范县, with a list of two certificates."""
    shutil.copytree(BASE / "rules" / "demo", tmp_path / "规则" / "rules" / "demo")
    provisions = tmp_path / "规则" / "rules" / "demo" / "provisions.yaml"
    text = provisions.read_text(encoding="utf-8")
    provisions.write_text(text.replace("extends: root", "extends: national"), encoding="utf-8")
    write(
        "规则/catalogs/demo.yaml",
        """
county: 示范县
id: demo
rules: demo
calendar: china
list: {title: 示范县证明事项清单, published: 2021-05-25, basis: [DEMO-1]}
items:
  - {number: 1, certificate: 无犯罪记录证明, matter: 教师资格认定}
  - {number: 2, certificate: 学历证明, matter: 保安员证核发}
""",
    )
    return tmp_path / "规则"


def problems(text):
    """Return the place, the code and the message of every error."""
    found = re.findall(r"^(?:\S*?(\S+):(\d+):(\d+): )?error (GZ\d+): (.*)$", text, re.MULTILINE)
    return [
        (Path(name).name, int(line), int(column), code, message)
        for name, line, column, code, message in found
    ]


@pytest.mark.parametrize(
    ("name", "help"),
    [("启冬市", "是否要写 启东市？"), ("海门市", "现有：")],
    ids=["近似", "全无"],
)
@pytest.mark.parametrize(
    ("command", "rest"),
    [("decide", ""), ("render 告知承诺书", ""), ("timeline", "as_of: 2026-09-01\nevents: []\n")],
)
def test_a_county_that_does_not_exist(run, write, command, rest, name, help):
    result = run(*command.split(), write("案件.yaml", f"jurisdiction: {name}\n{rest}"))
    ((file, line, column, code, message),) = problems(result.err)
    assert (result.status, result.out) == (2, "")
    assert (file, line, column, code) == ("案件.yaml", 1, 15, "GZ611")
    assert f"“{name}”" in message
    assert help in result.err


@pytest.mark.parametrize("item", ["2", "{certificate: 无犯罪记录证明, matter: 教师资格认定}"])
@pytest.mark.parametrize("county", ["台儿庄区", "毛集实验区", "阿合奇县", "陕州区"])
def test_an_item_of_another_county_where_the_list_is_not_at_hand(run, write, county, item):
    result = run("decide", write("案件.yaml", f"jurisdiction: {county}\nitem: {item}\n"))
    ((file, line, column, code, message),) = problems(result.err)
    assert (file, line, column, code) == ("案件.yaml", 2, 7, "GZ607")
    assert f"{county}的清单不在手边" in message
    assert "由案件自己写明证明的事实" in result.err


def test_an_item_of_another_countys_list_is_off_this_one(run, write, folder):
    path = write(
        "案件.yaml",
        "jurisdiction: 示范县\nitem: {certificate: 乡村医生学历证明, matter: 乡村医生执业注册}\n",
    )
    result = run("decide", path, "--rules", folder, "--json")
    answer = json.loads(result.out)
    assert answer["item"]["number"] is None
    (caveat,) = (one for one in answer["caveats"] if "清单" in one["text"])
    assert "乡村医生学历证明" in caveat["text"]


def test_a_form_without_the_fields_it_needs_says_where_to_write_them(run, write, folder):
    write("规则/rules/demo/forms.yaml", FORM)
    path = write("案件.yaml", "jurisdiction: 示范县\ndate: 2021-07-01\nfill: {备注: 无}\n")
    result = run("render", "告知书", path, "--rules", folder)
    assert (result.status, result.out) == (2, "")
    missing = [one for one in problems(result.err) if one[3] == "GZ544"]
    assert [(one[:3], one[4]) for one in missing] == [
        (("案件.yaml", 3, 1), "《告知书》缺少必填的字段“申请人”"),
        (("案件.yaml", 3, 1), "《告知书》缺少必填的字段“证明名称”"),
    ]
    assert "写明证明名称（要交的证明）" in result.err


def test_where_nothing_is_filled_the_head_of_the_case_is_shown(run, write, folder):
    write("规则/rules/demo/forms.yaml", FORM)
    path = write("案件.yaml", "# 案件\njurisdiction: 示范县\nitem: 1\n")
    result = run("render", "告知书", path, "--rules", folder, "--fill", "证明名称=学历证明")
    assert problems(result.err) == [
        ("案件.yaml", 2, 1, "GZ544", "《告知书》缺少必填的字段“申请人”")
    ]
    filled = run(
        "render", "告知书", path, "--rules", folder, "--fill", "证明名称=学历证明", "--fill", "申请人=张三"
    )  # fmt: skip
    assert (filled.status, "请张三提交学历证明。" in filled.out) == (0, True)


def test_a_form_whose_text_names_a_field_that_it_has_not(run, write, folder):
    write(
        "规则/rules/demo/forms.yaml",
        FORM.replace("证明名称: {label: 要交的证明, needed: true}", ""),
    )
    result = run("check", folder)
    ((file, line, _, code, message),) = problems(result.out)
    assert (result.status, file, line, code) == (1, "forms.yaml", 8, "GZ530")
    assert "证明名称" in message


def test_a_directory_entry_for_a_matter_outside_the_list(run, write, folder):
    catalog = folder / "catalogs" / "demo.yaml"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text + DIRECTORY.lstrip("\n"), encoding="utf-8")
    result = run("check", folder)
    found = problems(result.out)
    assert (result.status, [one[:4] for one in found]) == (
        1,
        [("demo.yaml", 13, 27, "GZ520"), ("demo.yaml", 14, 27, "GZ520")],
    )
    assert "“教师资格证认定”" in found[0][4]
    assert "“林木采伐许可”" in found[1][4]
    assert "是否要写 教师资格认定？" in result.out


def test_a_rule_that_cites_a_provision_of_another_county(run, write, folder):
    write("规则/rules/demo/撤回.yaml", CITING)
    result = run("check", folder)
    plain, prefixed = problems(result.out)
    assert (result.status, plain[:2], plain[3]) == (1, ("撤回.yaml", 3), "GZ501")
    assert "QD-2.4-6" in plain[4]
    assert (prefixed[:2], prefixed[3]) == (("撤回.yaml", 4), "GZ506")
    assert "“qidong”不是本地区的上级" in prefixed[4]
    assert "不能引用别的地区的条文" in result.out


def test_everything_that_is_wrong_with_a_folder_is_told_at_once(run, write, folder):
    write("规则/rules/demo/撤回.yaml", CITING)
    write("规则/rules/demo/forms.yaml", FORM.replace("{申请人}", "{代理人}"))
    catalog = folder / "catalogs" / "demo.yaml"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text + DIRECTORY.lstrip("\n"), encoding="utf-8")
    codes = {one[3] for one in problems(run("check", folder).out)}
    assert codes >= {"GZ501", "GZ506", "GZ520", "GZ530"}
