"""A small folder of rules to lay scenario files into."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.diagnostic_pages import lay

FILE = "rules/demo/试.scenarios.yaml"

HEAD = """\
decision: 适用性
date: 2021-07-01
base: 平常的申请
caveats: exactly

bases:
  平常的申请:
    facts:
      证明.在清单内: true
      申请人.愿意承诺: true
      申请人.曾作出虚假承诺: false

"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """The small folder, without any scenario."""
    return lay({}, tmp_path / "folder")


@pytest.fixture
def write(folder):
    """Write scenarios under the usual head, and return the folder."""

    def written(text: str, *, head: str = HEAD, name: str = FILE) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + dedent(text), encoding="utf-8")
        return folder

    return written


OVER = "date: 2021-07-01\nbase: 平常的申请\ncaveats: exactly\n\n"


@pytest.fixture
def over(tmp_path):
    """Write scenarios of 启东市 into a folder that has nothing else, and return the folder."""

    def written(text: str, *, name: str = "试") -> Path:
        path = tmp_path / f"over/rules/qidong/{name}.scenarios.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OVER + text, encoding="utf-8")
        return tmp_path / "over"

    return written
