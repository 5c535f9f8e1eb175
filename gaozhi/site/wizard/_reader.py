"""The JavaScript reader of programs as a classic script: pages from files may load no module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from gaozhi.errors import CatalogError
from gaozhi.source import Diagnostic
from gaozhi.workspace.bundle import require_bundle

__all__ = ["reader_script"]

_PATH: Final = Path("runtimes", "javascript", "gaozhi.mjs")
_EXPORT: Final = re.compile(r"^export (?=(?:class|const|function) (\w+))", re.MULTILINE)


def reader_script() -> str:
    """Return the reader as a classic script that sets ``gaozhi.Program`` and the like.

    Raises:
        CatalogError: the module is missing from this installation.

    """
    try:
        source = (require_bundle() / _PATH).read_text(encoding="utf-8")
    except OSError as error:
        message = f"随包的 {_PATH.name} 不见了，不能生成问答的网页"
        raise CatalogError([Diagnostic.error("GZ701", message, help="重新安装 gaozhi")]) from error
    return classic(source)


def classic(source: str) -> str:
    r"""Return a module that imports nothing as a classic script.

    >>> print(classic("export const one = 1;\n"), end="")
    (() => {
    'use strict';
    const one = 1;
    globalThis.gaozhi = Object.assign(globalThis.gaozhi ?? {}, { one });
    })();

    """
    names = ", ".join(_EXPORT.findall(source))
    lines = [
        "(() => {",
        "'use strict';",
        _EXPORT.sub("", source).strip(),
        f"globalThis.gaozhi = Object.assign(globalThis.gaozhi ?? {{}}, {{ {names} }});",
        "})();",
    ]
    return "\n".join(lines) + "\n"
