"""The page on the architecture is right: what it names exists, and its code runs."""

import re
import tomllib
from importlib import import_module

import pytest

from tests.docs.test_documents import blocks
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "architecture.md"
CODE = re.findall(r"`([^`\n]+)`", PAGE.read_text(encoding="utf-8"))
PATHS = sorted({one for one in CODE if re.fullmatch(r"(?:gaozhi|rules|tests)/[\w./]*", one)})
NAMES = sorted({one for one in CODE if re.fullmatch(r"gaozhi(?:\.\w+)+", one)})


@pytest.mark.parametrize("path", PATHS)
def test_every_path_that_the_page_names_exists(path):
    assert (REPOSITORY / path).exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_that_the_page_names_exists(name):
    room, _, last = name.rpartition(".")
    assert hasattr(import_module(room), last)


def test_the_page_names_files_of_every_floor_that_a_decision_runs_through():
    named = {path.split("/")[1] for path in PATHS if path.startswith("gaozhi/")}
    assert named > {"source", "language", "compiler", "logic", "engine", "workspace", "library"}


def test_the_picture_has_the_floors_that_the_linter_holds_in_their_order():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (floors,) = [one["layers"] for one in contracts if one["type"] == "layers"]
    (picture,) = blocks(PAGE, "text")
    drawn = re.findall(r"^  ([a-z]+) {2,}", picture, re.MULTILINE)
    # What stands in brackets is still to come.
    assert drawn == [one for one in floors if not one.startswith(("_", "("))]


def test_its_code_runs_from_top_to_bottom(monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    names = {}
    for code in blocks(PAGE, "python"):
        exec(compile(code, str(PAGE), "exec"), names)
