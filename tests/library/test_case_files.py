"""A case file in order is read without the border, and says what the border would have read."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gaozhi.language import CaseFile, validate
from gaozhi.library import case_file
from gaozhi.source import Diagnostics, read_text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
KEYS = ("jurisdiction", "decision", "item", "date", "facts", "fill", "fact", "")
VALUES = st.sampled_from(
    ["启东市", "适用性", "", "2021-07-01", "2021-7-1", "\ud800", 2, True, None, [], {}]
) | st.dictionaries(st.sampled_from(["申请人.愿意承诺", "", "\ud800"]), st.booleans() | st.none())


def tree(data):
    source = read_text(json.dumps(data), "案件.json")
    return source.root


@given(st.dictionaries(st.sampled_from(KEYS), VALUES).filter(bool))
def test_what_is_read_quickly_is_what_the_border_reads(data):
    root = tree(data)
    if root is None:
        return
    quickly = case_file._read_sound(root)
    border = validate(CaseFile, root, Diagnostics())
    if quickly is not None:
        assert border is not None
        assert {name: getattr(border, name) for name in quickly._fields} == quickly._asdict()


def test_the_examples_are_read_quickly():
    read = [case_file._read_sound(read_text(p.read_text("utf-8"), p.name).root) for p in EXAMPLES]
    assert sum(one is not None for one in read) > len(read) / 2


def test_a_case_read_sound_is_read_without_pydantic():
    code = (
        "import sys; from gaozhi.library import case_file; from gaozhi.source import read_text;"
        "assert case_file._read_sound(read_text('jurisdiction: 启东市', 'a.yaml').root).facts == {};"
        "print('pydantic' in sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-X", "utf8", "-c", code], encoding="utf-8")
    assert said.strip() == "False"
