"""Revisions of a git repository: read without touching it, and named where they are not there."""

import shutil
import subprocess

import pytest

import gaozhi
from gaozhi.authoring.difference import compare
from tests.authoring.folders import RULES, folder

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OTHER = RULES.replace("then: 上", "then: 中")


def git(where, *arguments):
    """Run git in a folder, as somebody."""
    who = [
        "-c",
        "user.name=某人",
        "-c",
        "user.email=a@example.invalid",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(["git", "-C", str(where), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """Give a repository with two revisions: the first says 上, tagged 初稿, the second 中."""
    where = tmp_path / "仓库"
    folder(where)
    git(tmp_path, "init", "-q", str(where))
    git(where, "add", "-A")
    git(where, "commit", "-q", "-m", "一")
    git(where, "tag", "初稿")
    folder(where, rules=OTHER)
    git(where, "commit", "-q", "-a", "-m", "二")
    return where


def told(difference):
    """Return what a difference names."""
    return [(s.name, [c.name for c in s.changes]) for s in difference.sections]


WANTED = [("示范县", ["有一"])]


def test_two_revisions(repository, monkeypatch):
    monkeypatch.chdir(repository)
    difference = compare("初稿", "HEAD")
    assert told(difference) == WANTED
    assert (difference.old, difference.new) == ("初稿", "HEAD")
    (change,) = difference.sections[0].changes
    assert (change.fields[0].before, change.fields[0].after) == ("上", "中")


def test_what_is_not_committed_yet_against_what_is(repository):
    assert not compare("HEAD", repository)
    folder(repository, rules=RULES)
    assert told(compare("HEAD", repository)) == WANTED
    assert not compare("初稿", repository)
    assert not compare(repository, "HEAD~1")


def test_the_folder_of_a_revision_may_be_named_and_is_found_from_below(tmp_path, monkeypatch):
    top = tmp_path / "仓库"
    mine = folder(top / "我的 规则")
    git(tmp_path, "init", "-q", str(top))
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "一")
    folder(mine, rules=OTHER)
    assert told(compare("HEAD", mine)) == WANTED
    monkeypatch.chdir(top)
    assert told(compare("HEAD:我的 规则", mine)) == WANTED
    monkeypatch.chdir(mine / "rules")
    assert told(compare("HEAD", "..")) == WANTED


def test_nothing_of_the_repository_changes(repository):
    def state():
        return {
            path.relative_to(repository): path.read_bytes()
            for path in repository.rglob("*")
            if path.is_file()
        }

    before = state()
    compare("初稿", repository)
    assert state() == before


def refused(old, new):
    """Return the one diagnostic that a comparison is refused with."""
    with pytest.raises(gaozhi.CatalogError) as error:
        compare(old, new)
    (found,) = error.value.diagnostics
    return found


def test_a_revision_that_is_not_there_and_the_nearest_one(repository):
    found = refused("初槁", repository)
    assert (found.code, found.help) == ("GZ655", "是不是 初稿？")
    assert "初槁" in found.message
    assert refused("HEAD~9", repository).code == "GZ655"


@pytest.mark.parametrize("name", ["--output=x", "-x", "", ":", "HEAD..HEAD", "HEAD^{blob}", "a\nb"])
def test_what_is_no_revision_is_never_taken_for_an_option(repository, monkeypatch, name):
    monkeypatch.chdir(repository)
    assert refused(name, "HEAD").code == "GZ655"
    assert not (repository / "x").exists()


def test_a_revision_without_rules(tmp_path):
    top = tmp_path / "仓库"
    git(tmp_path, "init", "-q", str(top))
    (top / "说明.txt").write_text("没有规则\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "一")
    found = refused("HEAD", folder(top))
    assert found.code == "GZ657"
    assert "rules/" in found.message
    assert refused("HEAD:不存在", top).code == "GZ657"


def test_outside_any_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    found = refused("没有的文件夹", folder(tmp_path / "新"))
    assert found.code == "GZ656"
    assert "没有的文件夹" in found.message


def test_without_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = refused("HEAD", folder(tmp_path / "新"))
    assert found.code == "GZ656"
    assert "没有安装 git" in found.message


def test_errors_of_a_revision_stand_at_its_places(repository, monkeypatch):
    monkeypatch.chdir(repository)
    (repository / "rules" / "demo" / "rules.yaml").write_text("rules: [\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "坏")
    with pytest.raises(gaozhi.CatalogError) as error:
        compare("初稿", "HEAD")
    assert any(
        d.span and d.span.file.endswith("rules/demo/rules.yaml") for d in error.value.diagnostics
    )


def test_a_link_in_a_revision_leads_nowhere(repository):
    (repository / "rules" / "demo" / "外面.yaml").symlink_to("/etc/passwd")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "链接")
    (repository / "rules" / "demo" / "外面.yaml").unlink()
    assert not compare("HEAD", repository)
