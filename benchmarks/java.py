"""The Java reader: a program read, a decision with its questions, in a warm machine.

    python -m benchmarks.java

The time is that of the processor, which a busy machine lengthens far less than that of the clock;
of many rounds the best.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import gaozhi
from conformance.jdk import CLASSES, compile_java
from gaozhi import portable

_HERE: Final = Path(__file__).parent
_LIMITS: Final = {"读 program.json": 20.0, "带问题的判断": 0.3, "已有结论的判断": 0.3}
"""Milliseconds that each may take at most."""


def main() -> int:
    """Print the milliseconds of each; return 1 where one takes too long."""
    compile_java()
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program.json"
        text = json.dumps(portable.dump(gaozhi.load()["启东市"]), ensure_ascii=False)
        program.write_text(text, encoding="utf-8")
        source = _HERE / "JavaSpeed.java"
        command = ["java", "-cp", str(CLASSES), str(source), str(program)]
        said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    taken = dict(zip(_LIMITS, map(float, said.stdout.split()), strict=True))
    for name, limit in _LIMITS.items():
        print(f"{name}：{taken[name]:.3f} 毫秒（至多 {limit}）")
    return int(any(taken[name] > limit for name, limit in _LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
