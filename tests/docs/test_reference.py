"""Every public name has a place: a guide that names it or code that runs, and an entry in the reference."""

import re
from functools import cache
from importlib import import_module

import pytest

from tests.places import EXAMPLES, REPOSITORY

DOCS = REPOSITORY / "docs"
ROOMS = (
    "gaozhi",
    "gaozhi.workdays",
    "gaozhi.testing",
    "gaozhi.watch",
    "gaozhi.documents",
    "gaozhi.portable",
    "gaozhi.proof",
    "gaozhi.site",
    "gaozhi.archive",
    "gaozhi.service",
    "gaozhi.mcp",
    "gaozhi.authoring.scenarios",
    "gaozhi.authoring.difference",
    "gaozhi.authoring.mutation",
    "gaozhi.authoring.lists",
    "gaozhi.authoring.schema",
)
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")


@cache
def named():
    """Return every word in the code of the guides and the examples."""
    guides = [REPOSITORY / "README.md", *DOCS.glob("*.md"), *(DOCS / "authors").glob("*.md")]
    guides += (DOCS / "reviewers").glob("*.md")
    guides += (DOCS / "operators").glob("*.md")
    code = [path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*.py")]
    for page in [*guides, *(DOCS / "integrators").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        code += [body for language, body in FENCE.findall(text) if language in ("python", "py")]
        code += INLINE.findall(FENCE.sub("", text))
    return set(re.findall(r"\w+", "\n".join(code)))


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_stands_in_a_guide_or_an_example(room):
    assert [name for name in import_module(room).__all__ if name not in named()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_an_entry_in_the_reference_and_every_name_a_docstring(room):
    pages = (page.read_text(encoding="utf-8") for page in (DOCS / "api").glob("*.rst"))
    assert any(re.search(rf"^\.\. automodule:: {room}$", page, re.MULTILINE) for page in pages)
    module = import_module(room)
    undocumented = []
    for name in module.__all__:
        one = getattr(module, name)
        is_code = callable(one) and getattr(one, "__module__", "").startswith("gaozhi")
        if is_code and not (one.__doc__ or "").strip():
            undocumented.append(name)
    assert undocumented == []
