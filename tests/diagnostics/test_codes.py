"""Codes, pages and the code that raises them are the same set."""

import re

import pytest

from gaozhi.source import CODES, Diagnostic
from tests.diagnostic_pages import FOLDER
from tests.places import REPOSITORY

LITERAL = re.compile(r"\bGZ\d{3}\b")
CODE_FILES = [p for p in sorted((REPOSITORY / "gaozhi").rglob("*.py")) if p.name != "_codes.py"]


def literals():
    return {
        (code, path.relative_to(REPOSITORY).as_posix())
        for path in CODE_FILES
        for code in LITERAL.findall(path.read_text(encoding="utf-8"))
    }


def test_every_code_has_a_page_and_every_page_a_code():
    assert {path.stem for path in FOLDER.glob("*.md")} - {"README"} == set(CODES)


def test_every_code_that_is_written_somewhere_is_known():
    assert {(code, path) for code, path in literals() if code not in CODES} == set()


def test_every_code_is_raised_somewhere():
    raised = {code for code, path in literals() if not path.startswith("gaozhi/cli/")}
    assert set(CODES) - raised == set()


def test_titles_are_chinese_short_and_different_within_a_family():
    assert len({(code[:3], title) for code, title in CODES.items()}) == len(CODES)
    for title in CODES.values():
        assert re.search(r"[\u4e00-\u9fff]", title)
        assert len(title) <= 24
        assert not title.endswith("。")


def test_an_unknown_code_is_refused():
    with pytest.raises(ValueError, match="GZ999"):
        Diagnostic.error("GZ999", "没有这个编号")


def test_the_index_lists_every_code_with_its_title_in_order():
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(GZ\d{3})\]\((GZ\d{3})\.md\) \| (.+) \|$", index, re.MULTILINE)
    assert rows == [(code, code, title) for code, title in sorted(CODES.items())]
