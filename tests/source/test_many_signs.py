"""A file full of mistaken signs is refused without looking at every one of them."""

import pytest

from gaozhi.source import _suspects as suspects
from gaozhi.source import read_text
from gaozhi.source._text import Places, start_of_line

MOST = 20_000
SIGNS = {
    "a\t": "GZ106",
    '{"a":\t': "GZ106",
    "b：c\n": "GZ108",
    "a:\u00a0b\n": "GZ107",
    "a\u200b\n": "GZ109",
}


@pytest.mark.parametrize("sign", SIGNS)
def test_twice_as_many_signs_are_no_more_work(sign, monkeypatch):
    work = []
    sound = Places.span
    monkeypatch.setattr(Places, "span", lambda *given: work.append(1) or sound(*given))
    monkeypatch.setattr(
        suspects, "start_of_line", lambda *given: work.append(1) or start_of_line(*given)
    )
    counts = []
    for many in (2 * MOST, 4 * MOST):
        work.clear()
        source = read_text(sign * many, "甲.yaml")
        assert source.root is None
        assert source.diagnostics[0].code == SIGNS[sign]
        assert len(source.diagnostics) <= 201
        counts.append(len(work))
    assert counts[1] <= 1.1 * counts[0]


@pytest.mark.parametrize(("many", "mended"), [(1_000, True), (1_001, False)])
def test_a_run_of_blanks_that_no_hand_wrote_is_told_and_not_mended(many, mended):
    (found,) = read_text("a: b" + "\t" * many + "c", "甲.yaml").diagnostics
    assert (found.code, len(found.fix)) == ("GZ106", many if mended else 0)


def test_a_file_indented_by_full_width_blanks_is_told_of_those_alone():
    text = "a:\n" + "".join(f"　　b{n}: c\n" for n in range(5_000))
    found = read_text(text, "甲.yaml").diagnostics
    assert {one.code for one in found[:200]} == {"GZ107"}
    assert found[200].code == "GZ116"
