"""Every page says what is true: its wrong example yields its code, its right one yields nothing."""

import re
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

import gaozhi
from gaozhi.source import CODES, render
from tests.built import BUILT, WITHOUT_PLACE
from tests.diagnostic_pages import ENGLISH, FOLDER, Found, look, read_page
from tests.places import BASE

# Pages whose wrong example cannot do without a second code.
MORE_CODES = {
    # The bound is reached by problems of some other kind: here, 200 wrong truth values.
    "GZ116": {"GZ131"},
    # A sentence whose only quote is wrong is in no quote.
    "GZ521": {"GZ525"},
}
SHOWN = sorted(set(CODES) - set(BUILT))
HEADINGS = ["", "为什么要紧", "错", "对"]


class Wrong(NamedTuple):
    """A code, what its wrong example yields, and the folder that it was laid into."""

    code: str
    found: Found
    folder: Path


@pytest.fixture(scope="module", params=sorted(CODES))
def wrong(request, tmp_path_factory):
    """The wrong example of every code in turn, laid into a folder once for all its tests."""
    code = request.param
    folder = tmp_path_factory.mktemp(code) / "folder"
    with pytest.MonkeyPatch.context() as patch:
        if code in BUILT:
            return Wrong(code, BUILT[code](folder, patch), folder)
        return Wrong(code, look(read_page(code).files("错"), folder), folder)


def test_the_folder_that_the_examples_change_is_sound():
    assert gaozhi.check(BASE, bundled=False).diagnostics == ()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_has_its_title_and_its_sections(code):
    page = read_page(code)
    assert page.title == f"# {code} {CODES[code]}"
    assert list(page.sections) == HEADINGS
    assert all(text.strip() for text in page.sections.values())
    if code not in BUILT:
        assert page.files("错")
        assert page.files("对")


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_file_of_an_example_is_named_where_a_reader_sees_it(code):
    for text in read_page(code).sections.values():
        fences = re.findall(r"^```(?:yaml|toml) (\S+)$", text, re.MULTILINE)
        assert re.findall(r"^`(\S+)`：$", text, re.MULTILINE) == fences


def test_the_wrong_example_yields_the_code_and_no_other(wrong):
    assert wrong.found.codes == {wrong.code} | MORE_CODES.get(wrong.code, set())


def test_the_place_is_in_the_file_that_the_example_changes(wrong):
    code, found, folder = wrong
    spans = [diagnostic.span for diagnostic in found.diagnostics if diagnostic.code == code]
    if code in WITHOUT_PLACE:
        assert spans == [None] * len(spans)
        return
    for span in spans:
        assert span is not None
        assert (span.line, span.column) >= (1, 1)
        assert (span.end_line, span.end_column) >= (span.line, span.column)
        if code not in BUILT:
            name = span.file.removeprefix(folder.as_posix() + "/")
            assert name in read_page(code).files("错")
            assert span.line <= found.sources[span.file].count("\n") + 1


@pytest.mark.parametrize("code", SHOWN)
def test_the_right_example_is_right(code, tmp_path):
    assert look(read_page(code).files("对"), tmp_path / "folder").faults == []


def test_what_the_wrong_example_yields_can_be_shown(wrong):
    code, found, _ = wrong
    for width, colour in product((40, 80), (False, True)):
        text = render(found.diagnostics, found.sources, colour=colour, width=width)
        assert code in text


def test_the_words_are_chinese_and_there_is_a_way_out(wrong):
    for diagnostic in wrong.found.diagnostics:
        assert not ENGLISH.search(diagnostic.message), diagnostic.message
        assert not ENGLISH.search(diagnostic.help or ""), diagnostic.help
        assert re.search(r"[\u4e00-\u9fff]", diagnostic.message)
        assert diagnostic.help or diagnostic.severity == "note", f"{diagnostic} 没有说怎么办"


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_is_what_explain_returns(code):
    page = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    assert gaozhi.explain_code(code) == page
    assert gaozhi.explain_code(f" {code.lower()} ") == page


def test_a_code_that_does_not_exist_has_no_page():
    assert gaozhi.explain_code("GZ999") is None
    assert gaozhi.explain_code("../README") is None
