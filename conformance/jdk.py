"""The Java reader is compiled before it is asked, where its source is newer than its classes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from conformance.runner import FOLDER

__all__ = ["CLASSES", "JAVAC", "SOURCES", "compile_java"]

_ROOT: Final = FOLDER.parents[1]
SOURCES: Final = _ROOT / "runtimes" / "java"
CLASSES: Final = _ROOT / "build" / "java"
JAVAC: Final = ("--release", "8", "-Xlint:all", "-Xlint:-options", "-Werror")
"""The language and the library of Java 8; no warnings, but the one that 8 is old."""
_STAMP: Final = "Conformance.class"


def compile_java() -> None:
    """Compile the Java reader, unless its classes are as new as its source.

    Raises:
        RuntimeError: there is no JDK, or the source does not compile.

    """
    sources = sorted(SOURCES.glob("*.java"))
    stamp = CLASSES / _STAMP
    newest = max(source.stat().st_mtime for source in sources)
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    javac = shutil.which("javac")
    if javac is None:
        message = "没有 javac。装一个 JDK（8 以上），例如 apt-get install openjdk-17-jdk-headless"
        raise RuntimeError(message)
    CLASSES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CLASSES.parent) as folder:
        done = subprocess.run(  # noqa: S603 - the JDK's own compiler
            [javac, *JAVAC, "-d", folder, *map(str, sources)],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise RuntimeError(f"javac 没有通过\n{done.stdout}{done.stderr}")
        # Each is whole at every moment, and the stamp comes last: two may compile at once.
        for path in sorted(Path(folder).iterdir(), key=lambda path: path.name == _STAMP):
            os.replace(path, CLASSES / path.name)
