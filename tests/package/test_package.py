"""What importing costs, what the core leaves alone, and which floor may know which."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.situations import library

PACKAGE = Path(__file__).resolve().parents[2] / "gaozhi"
FLOORS = ["source", "workdays", "language", "compiler", "engine", "documents", "schema"]
CORE = [path for floor in FLOORS for path in sorted((PACKAGE / floor).glob("*.py"))]


def run(code: str) -> str:
    """The output of a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


def test_importing_gaozhi_loads_no_floor_and_no_extra() -> None:
    loaded = run("import gaozhi, sys; print(*sorted(sys.modules))").split()
    assert [name for name in loaded if name.startswith("gaozhi.")] == ["gaozhi._version"]
    assert not {"typer", "click", "rich", "numpy", "durable", "pydantic", "yaml"} & set(loaded)


def test_deciding_needs_no_extra() -> None:
    code = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"click", "rich", "typer", "numpy", "jinja2", "docx",
                                      "openpyxl", "hypothesis", "pytest", "durable"}:
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
import gaozhi
print(gaozhi.load()["qidong"].decide({"applicant.willing": False}, item=2).possible)
"""
    assert "应提交证明" in run(code)


def test_every_public_name_can_be_imported() -> None:
    code = "import gaozhi\nfor n in gaozhi.__all__: getattr(gaozhi, n)\nprint(dir(gaozhi))"
    assert "load" in run(code)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    import gaozhi

    with pytest.raises(AttributeError):
        gaozhi.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def imported(path: Path) -> set[str]:
    """The modules that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module}
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_floors_below_it(floor: str) -> None:
    above = [*FLOORS[FLOORS.index(floor) + 1 :], "library", "cli", "_workspace"]
    for path in sorted((PACKAGE / floor).glob("*.py")):
        for name in imported(path):
            if name.startswith("gaozhi."):
                assert name.split(".")[1] not in above, f"{path.name} imports {name}"
    if floor == "workdays":
        used = {name for p in (PACKAGE / floor).glob("*.py") for name in imported(p)}
        assert all(
            name.startswith(("gaozhi.workdays", "gaozhi.source", "gaozhi.errors"))
            or not name.startswith("gaozhi")
            for name in used
        )


def test_the_core_reads_no_clock_no_network_and_no_environment() -> None:
    forbidden = {"time", "socket", "urllib", "http", "random", "os.environ", "asyncio", "ssl"}
    for path in CORE:
        assert not forbidden & {name.split(".")[0] for name in imported(path)}, path
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(today|now|utcnow|getenv|environ)\s*[\(\[]", text), path


def test_nothing_that_an_author_writes_is_run_as_code() -> None:
    """One module runs source, which is the package's own: tests/engine shows that no YAML is in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path == PACKAGE / "engine" / "exec_source.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, path


def test_no_county_and_no_value_of_a_decision_stands_in_python() -> None:
    names = {j.name for j in library().values()} - {"全国"}
    names |= {
        value
        for spec in library()["national"].vocabulary.decisions.values()
        for value in spec.values
    }
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in documented:
                assert node.value not in names, f"{path}:{node.lineno} {node.value}"


def test_modules_stay_small() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
