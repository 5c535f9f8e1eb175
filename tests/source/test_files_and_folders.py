"""Files and folders: what cannot be read is a diagnostic, never an exception."""

import os
from pathlib import Path

import pytest

from gaozhi.source import Limits, read_file, read_tree


def problems(path: Path, **options) -> list[str]:
    return [str(d) for d in read_file(path, name="f", **options).diagnostics]


def test_a_file_is_read_under_the_name_given(tmp_path):
    path = tmp_path / "甲.yaml"
    path.write_bytes("\ufeff甲: 一\r\n".encode())
    source = read_file(path, name="rules/甲.yaml")
    assert source.name == "rules/甲.yaml"
    assert source.root is not None
    assert source.root.span.file == "rules/甲.yaml"
    assert read_file(path).name == path.as_posix()


def test_a_file_that_is_not_there_is_a_diagnostic(tmp_path):
    assert problems(tmp_path / "没有.yaml") == ["f:1:1: error GZ703: 文件不存在"]


def test_a_folder_in_place_of_a_file_is_a_diagnostic(tmp_path):
    assert problems(tmp_path) == ["f:1:1: error GZ702: 文件读不出来：这是文件夹"]


def test_a_path_that_cannot_be_one_is_a_diagnostic():
    assert problems(Path("a\0b")) == ["f:1:1: error GZ702: 文件读不出来：路径写得不对"]


def test_a_file_without_permission_is_a_diagnostic(tmp_path, monkeypatch):
    path = tmp_path / "f.yaml"
    path.write_text("a: 1", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problems(path) == ["f:1:1: error GZ702: 文件读不出来：没有权限"]


def test_a_large_file_is_refused_by_its_size_unread(tmp_path, monkeypatch):
    path = tmp_path / "f.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", None)
    assert problems(path) == ["f:1:1: error GZ113: 文件太大：52428800 字节，最多 2 MiB"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_not_read():
    assert problems(Path("/dev/zero")) == ["f:1:1: error GZ702: 文件读不出来：这是设备或者管道"]


def test_a_small_bound_is_said_in_bytes(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text("a: 12345", encoding="utf-8")
    assert problems(path, limits=Limits(bytes=4)) == [
        "f:1:1: error GZ113: 文件太大：8 字节，最多 4 字节"
    ]


def test_a_folder_gives_its_yaml_files_in_order_of_name(tmp_path):
    for name in ("b/2.yaml", "a.yml", "B.YAML", "b/1.yaml", "b/.git/x.yaml", "~$a.yaml", "x.txt"):
        path = tmp_path / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲: 一\n", encoding="utf-8")
    (tmp_path / "rules" / ".a.yaml").write_text("x", encoding="utf-8")
    sources, found = read_tree(tmp_path / "rules", names_from=tmp_path)
    assert [source.name for source in sources] == [
        "rules/B.YAML",
        "rules/a.yml",
        "rules/b/1.yaml",
        "rules/b/2.yaml",
    ]
    assert found == []
    assert read_tree(tmp_path / "rules")[0][0].name == "B.YAML"


def test_a_folder_that_is_not_there_is_a_diagnostic(tmp_path):
    sources, (problem,) = read_tree(tmp_path / "没有")
    assert sources == []
    assert problem.code == "GZ701"
    assert problem.span is None


def test_a_file_in_place_of_a_folder_is_a_diagnostic(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text("a: 1", encoding="utf-8")
    assert [d.code for d in read_tree(path)[1]] == ["GZ704"]


def test_a_folder_that_cannot_be_listed_is_a_diagnostic(tmp_path, monkeypatch):
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    sources, (problem,) = read_tree(tmp_path)
    assert sources == []
    assert problem.code == "GZ705"
    assert problem.message.endswith("读不出来：没有权限")
