"""Every page says what is true: its wrong example yields its code, its right one yields nothing."""

import re

import pytest

import gaozhi
from gaozhi.source import CODES, render
from tests.built import BUILT, WITHOUT_PLACE
from tests.diagnostic_pages import ENGLISH, FOLDER, look, read_page
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


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """Give what the wrong example of a code yields, and the folder that it was laid into."""
    known = {}

    def found(code):
        if code not in known:
            folder = tmp_path_factory.mktemp(code) / "folder"
            with pytest.MonkeyPatch.context() as patch:
                if code in BUILT:
                    known[code] = BUILT[code](folder, patch), folder
                else:
                    known[code] = look(read_page(code).files("错"), folder), folder
        return known[code]

    return found


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


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_wrong_example_yields_the_code_and_no_other(code, wrong):
    found, _ = wrong(code)
    assert found.codes == {code} | MORE_CODES.get(code, set())


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_place_is_in_the_file_that_the_example_changes(code, wrong):
    found, folder = wrong(code)
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


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("width", [40, 80])
def test_what_the_wrong_example_yields_can_be_shown(code, width, wrong):
    found, _ = wrong(code)
    for colour in (False, True):
        text = render(found.diagnostics, found.sources, colour=colour, width=width)
        assert code in text


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_words_are_chinese_and_there_is_a_way_out(code, wrong):
    for diagnostic in wrong(code)[0].diagnostics:
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
