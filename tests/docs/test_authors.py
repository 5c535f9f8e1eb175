"""What the pages for authors show is what happens: folders are sound, mistakes fail as they say."""

import re
import shutil

import pytest
from pydantic import BaseModel

from gaozhi.language import OPERATORS
from gaozhi.language import _catalog as catalog_models
from gaozhi.language import _documents as rules_models
from gaozhi.language import _lists as list_models
from gaozhi.language import _watch as watch_models
from tests.guide_pages import (
    FOLDER,
    LEFT_OUT,
    blocks_of,
    check_commands,
    faults,
    lay_all,
    shows,
)
from tests.places import REPOSITORY

AUTHORS = REPOSITORY / "docs" / "authors"
PAGES = sorted(AUTHORS.glob("*.md"))
PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
MISTAKES = [
    pytest.param(page, block, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, block in enumerate(blocks_of(page))
    if block.is_mistake
]


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(block.language == "yaml" for block in blocks_of(page))],
    ids=lambda path: path.stem,
)
def test_the_files_of_a_page_make_a_sound_folder(page, tmp_path):
    assert faults(lay_all(blocks_of(page), tmp_path)) == []


@PAGE
def test_every_yaml_block_says_which_file_it_is(page):
    unnamed = [b.text for b in blocks_of(page) if b.language == "yaml" and not b.words]
    assert unnamed == []


@pytest.mark.parametrize(("page", "mistake"), MISTAKES)
def test_a_mistake_gives_the_code_that_the_page_names(page, mistake, tmp_path):
    folder = lay_all(blocks_of(page), tmp_path)
    mistake.lay(tmp_path)
    found = {code for fault in faults(folder) for code in re.findall(r" (GZ\d+):", fault)}
    assert found == {mistake.code}


@PAGE
def test_the_commands_of_a_page_print_what_it_quotes(page, tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FOLDER).mkdir()
    passing = None
    for block in blocks_of(page):
        if block.is_file:
            if passing is not None:
                passing.unlink()
            path = block.lay(tmp_path)
            passing = path if block.is_mistake else None
        elif block.language == "console":
            check_commands(block, run)


@pytest.mark.parametrize("kind", ["reference", "examples"])
def test_the_language_page_has_every_key_in_its_table_and_in_an_example(kind):
    page = AUTHORS / "language.md"
    text = page.read_text(encoding="utf-8")
    if kind == "reference":
        written = set(re.findall(r"`(\w+)`", text.partition("## 速查")[2]))
    else:
        yaml = "\n".join(b.text for b in blocks_of(page) if b.language == "yaml")
        written = set(re.findall(r"(\w+):(?=\s)", yaml))
    assert sorted(keys() - written) == []


def keys() -> set[str]:
    """Return every key that may stand in a rules folder, a vocabulary or a catalog."""
    found = {"not", "all", "any", "none", "one_of", "set_of", *OPERATORS}
    for module in (rules_models, catalog_models, list_models, watch_models):
        for model in vars(module).values():
            if isinstance(model, type) and issubclass(model, BaseModel):
                found |= {info.alias or name for name, info in model.model_fields.items()}
    return found


def test_the_copy_of_a_county_that_the_first_page_describes_is_sound(tmp_path):
    folder = tmp_path / FOLDER
    shutil.copytree(REPOSITORY / "rules" / "qidong", folder / "rules" / "qidong")
    (folder / "catalogs").mkdir()
    shutil.copy(REPOSITORY / "catalogs" / "qidong.yaml", folder / "catalogs")
    assert faults(folder) == []


def test_what_is_left_out_stands_for_anything_else_does_not():
    quoted = f"甲\n{LEFT_OUT}\n乙{LEFT_OUT}丙\n"
    assert shows("甲\n乙丙\n", quoted)
    assert shows("甲\n一\n二\n乙三丙\n", quoted)
    assert not shows("甲\n乙三丁\n", quoted)
    assert not shows("一\n甲\n乙丙\n", quoted)
