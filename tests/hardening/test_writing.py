"""Files are written whole or not at all, and what they were besides their content they stay."""

import os
import stat
from pathlib import Path

import pytest

from gaozhi.cli import main
from gaozhi.source import files_out as _writing
from gaozhi.source.files_out import place_file, place_files, replace_files, replace_text


@pytest.fixture
def full_disk(monkeypatch):
    """A disk on which nothing more can be written."""

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_writing.os, "fsync", refuse)  # type: ignore[attr-defined]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_full_disk_leaves_every_file_as_it_was(tmp_path, full_disk):
    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="No space"):
        replace_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_full_disk_leaves_no_half_of_a_new_file(tmp_path, full_disk):
    with pytest.raises(OSError, match="No space"):
        place_file(tmp_path / "a", b"new", force=False)
    assert names(tmp_path) == []


def test_of_several_new_files_all_are_written_or_none_and_no_folder_is_left(tmp_path, full_disk):
    with pytest.raises(OSError, match="No space"):
        place_files({tmp_path / "甲" / "乙" / "a": b"new", tmp_path / "丙" / "b": b"new"})
    assert names(tmp_path) == []


def test_a_file_that_is_there_keeps_the_others_from_being_written(tmp_path):
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        place_files({tmp_path / "甲" / "a": b"new", tmp_path / "b": b"new"})
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_bytes() == b"old"


def test_a_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    assert replace_text(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "held").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("held")
    replace_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "held").read_text(encoding="utf-8") == "new"


def test_another_file_is_left_alone_without_force(tmp_path):
    (tmp_path / "a").write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError):
        place_file(tmp_path / "a", b"new", force=False)
    assert names(tmp_path) == ["a"]


def test_what_is_written_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    told = []
    sync, rename = os.fsync, Path.replace
    monkeypatch.setattr(_writing.os, "fsync", lambda fd: (told.append("fsync"), sync(fd))[1])  # type: ignore[attr-defined]
    monkeypatch.setattr(Path, "replace", lambda a, b: (told.append("name"), rename(a, b))[1])
    replace_files({tmp_path / "a": b"new"})
    assert told[:2] == ["fsync", "name"]


def test_a_new_county_leaves_the_files_of_others_alone(tmp_path):
    assert main(["new", "甲县", str(tmp_path), "--id", "jia"]) == 0
    rules = sorted((tmp_path / "rules" / "jia").glob("*.yaml"))[0]
    text = "".join(rules.read_text(encoding="utf-8").splitlines(keepends=True)[2:])
    rules.write_text(text, encoding="utf-8")
    rules.chmod(0o600)
    assert main(["new", "乙县", str(tmp_path), "--id", "yi"]) == 0
    assert rules.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(rules.stat().st_mode) == 0o600
