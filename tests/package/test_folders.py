"""The tests stand where a reader looks for them, and share nothing from the side."""

import ast

import pytest

from tests.places import REPOSITORY

TESTS = REPOSITORY / "tests"
FLOORS = {path.name for path in (REPOSITORY / "gaozhi").iterdir() if path.is_dir()}
BESIDE = {
    "conformance": "conformance/",
    "diagnostics": "docs/diagnostics/, and whatever a file is turned into",
    "docs": "docs/ and the pages beside it",
    "examples": "examples/",
    "golden": "what must not change unnoticed",
    "hardening": "what a stranger may send",
    "package": "the package, its dependencies and these tests",
    "properties": "laws over drawn rules",
    "runtimes": "runtimes/",
    "scenarios": "the law of the bundle",
}
"""The folders that test no single floor, and what each is about."""


def test_every_folder_is_named_after_what_it_tests():
    folders = {path.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/*.py")}
    assert folders - FLOORS == set(BESIDE)


@pytest.mark.parametrize(
    "folder", sorted(FLOORS & {path.name for path in TESTS.iterdir()} | set(BESIDE))
)
def test_a_folder_takes_from_another_nothing_but_what_stands_above_both(folder):
    for path in (TESTS / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
                room = TESTS / node.module.split(".")[1]
                assert not room.is_dir() or room.name == folder, f"{path}: {node.module}"
