"""A folder of rules: whatever stands in it is read, or it is said that it is not."""

import os
import shutil
from pathlib import Path

import pytest

import gaozhi
from gaozhi.source import walk
from tests.places import BASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "甲"))


def codes(folder: Path) -> set[str]:
    return {found.code for found in gaozhi.check(folder, bundled=False).diagnostics}


def test_a_linked_folder_of_rules_is_refused_and_the_bundle_does_not_answer_for_it(tmp_path):
    """The author's own rules behind a link were passed over, and the bundled ones answered."""
    bundled = Path(gaozhi.__file__).parents[1] / "rules" / "qidong"
    if not bundled.is_dir():
        pytest.skip("needs the checkout")
    shutil.copytree(bundled, tmp_path / "别处")
    (tmp_path / "甲" / "rules").mkdir(parents=True)
    (tmp_path / "甲" / "rules" / "qidong").symlink_to(tmp_path / "别处")
    with pytest.raises(gaozhi.CatalogError, match="GZ706"):
        gaozhi.load(tmp_path / "甲")


@pytest.mark.parametrize("name", ["rules/demo", "rules", "catalogs"])
def test_a_link_to_a_folder_is_an_error(folder, name):
    (folder / name).rename(folder.parent / "别处")
    (folder / name).symlink_to(folder.parent / "别处")
    assert "GZ706" in codes(folder)


def test_a_link_in_a_circle_ends(folder):
    (folder / "rules" / "demo" / "又").symlink_to(folder / "rules")
    assert codes(folder) == {"GZ706"}


@pytest.mark.parametrize("name", ["rules/demo/没有.yaml", "rules/没有", "catalogs/没有.yaml"])
def test_a_dangling_link_is_an_error(folder, name):
    (folder / name).symlink_to(folder / "nowhere")
    assert codes(folder) == {"GZ706"}


def test_a_link_to_a_file_outside_is_an_error_that_shows_nothing_of_it(folder):
    secret = folder.parent / "secret.yaml"
    secret.write_text("root: 机密", encoding="utf-8")
    (folder / "rules" / "demo" / "x.yaml").symlink_to(secret)
    report = gaozhi.check(folder, bundled=False)
    assert [found.code for found in report.diagnostics] == ["GZ706"]
    assert not any("机密" in text for text in report.sources.values())


def test_a_link_to_a_file_inside_is_read(folder):
    path = folder / "rules" / "demo" / "rules.yaml"
    if not path.exists():
        path = next((folder / "rules" / "demo").glob("*.yaml"))
    path.rename(folder / "held.yaml")
    path.symlink_to(folder / "held.yaml")
    assert codes(folder) == set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_an_error_and_does_not_hang(folder):
    os.mkfifo(folder / "rules" / "demo" / "管.yaml")
    assert codes(folder) == {"GZ706"}


def test_an_empty_folder_of_a_jurisdiction_is_an_error(folder):
    (folder / "rules" / "qidong").mkdir()
    assert codes(folder) == {"GZ707"}


def test_a_folder_below_that_cannot_be_listed_is_an_error(folder, monkeypatch):
    below = folder / "rules" / "demo" / "附"
    below.mkdir()
    scan = os.scandir

    def refuse(path):
        if Path(path).name == "附":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert "GZ705" in codes(folder)


def test_hidden_files_of_editors_are_passed_over(folder):
    (folder / "rules" / "demo" / ".#lock").symlink_to("nobody@nowhere")
    assert walk(folder / "rules", within=folder, name=str).problems == []
