"""The documentation site: `make docs` builds it into build/docs, and a warning fails the build.

The pages are the Markdown files as they stand in the repository, and a reference drawn from the
docstrings. The source folder is the repository itself, so that a link from one page to another is
the same there and here.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx

from gaozhi import __version__

ROOT = Path(__file__).parents[1]

project = "gaozhi"
version = release = __version__
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "*.md",
    "conformance/README.md",
    "examples/jurisdictions/README.md",
    "examples/service/README.md",
    "examples/stories/*.md",
]
exclude_patterns = ["build", ".venv"]

myst_heading_anchors = 4

autodoc_class_signature = "separated"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "exclude-members": "__init__, __new__"}
autodoc_type_aliases = {"date": "datetime.date"}
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True

nitpicky = True
# Other libraries, and the rooms of gaozhi that are no public face, have no page here.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!gaozhi\b).*"),
    (r"py:.*", r"gaozhi\.(?!model\b)\w+\..*"),
]
# An answer that is quoted in part is no whole JSON.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"gaozhi {version}"

_RULE = re.compile(r"^> ---$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)\)")


def _adapt(app: Sphinx, name: str, text: list[str]) -> None:
    """Adapt a page that is written for a reader of the repository.

    A link to a folder leads to the page that opens it; a folder without one is named, not linked.
    A rule inside a quotation is a blank line: docutils knows rules between sections only.
    """
    here = Path(app.env.doc2path(name)).parent

    def target(match: re.Match[str]) -> str:
        folder = here / match[1]
        if not folder.is_dir():
            return match[0]
        page = Path(match[1]) / "README.md"
        known = (folder / "README.md").resolve().relative_to(ROOT).with_suffix("").as_posix()
        return f"]({page.as_posix()})" if known in app.env.found_docs else "]"

    text[0] = _RULE.sub(">", _LINK.sub(target, text[0]))


def _show_code(
    app: Sphinx, what: str, name: str, one: object, options: object, lines: list[str]
) -> None:
    """Show what a module's docstring sets in as the code that it is."""
    if what != "module":
        return
    for number in range(len(lines) - 1, 0, -1):
        opens = lines[number].startswith("    ") and not lines[number - 1]
        inside = number > 1 and lines[number - 2].startswith("    ")
        if opens and not inside:
            lines[number:number] = ["::", ""]


def setup(app: Sphinx) -> None:
    """Connect what the pages need beyond Sphinx's own."""
    app.connect("source-read", _adapt)
    app.connect("autodoc-process-docstring", _show_code)
