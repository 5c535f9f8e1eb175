"""The style sheets and scripts that pages share, without what is only for those who read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gaozhi.site._site import STATIC
from gaozhi.site.wizard import reader_script

__all__ = ["assets", "bare"]

_TOGETHER: Final = {
    "ask": ("workdays", "talk", "pieces", "options", "answer", "ask"),
    "counter": ("talk", "pieces", "counter"),
}
"""The scripts that are one file of a page, after the reader of programs."""

_COMPILED: Final = "//# allFunctionsCalledOnLoad\n"
"""Browsers that know it compile all functions at once and aside, not each when it is called."""


def assets() -> Iterator[tuple[str, str]]:
    """Yield every file of ``assets/``.

    Raises:
        CatalogError: the reader of programs is missing from this installation.

    """
    sources = {
        path.name: bare(path.read_text(encoding="utf-8")) for path in sorted(STATIC.iterdir())
    }
    reader = reader_script()
    for name, parts in _TOGETHER.items():
        scripts = (sources[f"{part}.js"] for part in parts)
        yield f"assets/{name}.js", "".join((_COMPILED, bare(reader), *scripts))
    joined = {f"{part}.js" for parts in _TOGETHER.values() for part in parts}
    for name, text in sources.items():
        if name not in joined:
            yield f"assets/{name}", text


def bare(source: str) -> str:
    r"""Return a script or a style sheet without indentation, empty lines and lines of comments.

    Nothing else is touched: a comment counts as one only where it begins its line, and it goes
    with the line in which it ends. No text of ours goes over several lines.

    >>> bare("/* What\n   it is. */\n(() => {\n  one(); // why\n\n  // how\n})();\n")
    '(() => {\none(); // why\n})();\n'

    """
    lines = []
    commented = False
    for line in map(str.strip, source.splitlines()):
        commented = commented or line.startswith("/*")
        if line and not commented and not line.startswith("//"):
            lines.append(line)
        commented = commented and "*/" not in line
    return "\n".join(lines) + "\n"
