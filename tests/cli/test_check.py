"""`gaozhi check` and `gaozhi explain`."""

import shutil

import pytest

from gaozhi.source import CODES
from tests.places import REPOSITORY


@pytest.fixture
def folder(tmp_path):
    """A copy of the rules, to be spoilt."""
    for name in ("rules", "catalogs"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return tmp_path


def test_what_comes_with_the_package_has_no_error_and_no_warning(run):
    result = run("check")
    assert (result.status, result.err) == (0, "")
    assert "0 个错误，0 个提醒" in result.out.splitlines()[-1]


def test_so_has_a_copy(run, folder):
    result = run("check", folder)
    assert result.status == 0
    assert "0 个错误，0 个提醒" in result.out.splitlines()[-1]


def test_all_errors_of_all_files_are_shown_at_once(run, folder):
    (folder / "catalogs" / "qidong.yaml").write_text("county: 启东市\nconty: 2\n", encoding="utf-8")
    (folder / "rules" / "qidong" / "新.yaml").write_text(
        "rules:\n  适用性: [{rule: 甲}]\n", encoding="utf-8"
    )
    result = run("check", folder)
    assert result.status == 1
    assert "catalogs/qidong.yaml:2:1: error GZ" in result.out
    assert "rules/qidong/新.yaml:" in result.out
    assert "0 个错误" not in result.out.splitlines()[-1]


def test_a_folder_that_is_not_there(run, tmp_path):
    result = run("check", tmp_path / "没有")
    assert (result.status, result.out) == (2, "")
    assert "没有" in result.err


def test_the_folder_may_be_written_as_for_the_other_commands(run, folder):
    (folder / "catalogs" / "qidong.yaml").write_text("county: 启东市\n", encoding="utf-8")
    expected = run("check", folder)
    assert expected.status == 1
    assert run("check", "--rules", folder) == run("--rules", folder, "check") == expected


def test_two_folders_cannot_be_checked_at_once(run, folder):
    result = run("--rules", folder / "rules", "check", folder)
    assert (result.status, result.out) == (2, "")
    assert "写了两个" in result.err


def test_a_file_in_place_of_a_folder(run, tmp_path):
    path = tmp_path / "规则.yaml"
    path.write_text("rules: {}\n", encoding="utf-8")
    assert run("check", path).status == 2


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_page(run, code):
    result = run("explain", code)
    assert (result.status, result.err) == (0, "")
    assert code in result.out


def test_a_code_may_be_written_as_it_is_spoken(run):
    code = min(CODES)
    assert run("explain", code.lower()) == run("explain", code[2:]) == run("explain", code)


def test_without_a_code_all_of_them_are_listed(run):
    lines = run("explain").out.splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == sorted(CODES)


def test_an_unknown_code(run):
    result = run("explain", "GZ99999")
    assert (result.status, result.out) == (2, "")
    assert "没有“GZ99999”这个编号" in result.err
