"""What a wheel carries compiled answers as its YAML does, and is never half used."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.installed import lay_installed
from gaozhi.workspace.prebuilt import bundled_programs
from tests.bundles import rewrite

COUNTIES = ("aheqi", "maoji", "national", "qidong", "shanzhou", "taierzhuang")
READS = """
import gaozhi, json, sys
from gaozhi.workdays import WorkCalendar
library = gaozhi.load()
county = library["qidong"]
decision = county.decide({"申请人.愿意承诺": False}, item=2)
said = [decision.possible, decision.to_dict(), decision.explain(), list(library)]
heavy = {"yaml", "pydantic", "openpyxl", "docx", "click", "rich", "hypothesis"}
loaded = sorted(heavy & set(sys.modules))
days = [str(WorkCalendar.named(name).add_workdays(__import__("datetime").date(2025, 6, 5), 5)) for name in library.calendars]
print(json.dumps([loaded, sorted(heavy & set(sys.modules)), gaozhi.__file__, said, days, county.digest, county.calendar.id]))
"""


def run(code, path):
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONUTF8": "1"}
    return subprocess.check_output(
        [sys.executable, "-c", code], env=environment, encoding="utf-8", cwd="/"
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as a wheel lays it down."""
    return lay_installed(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def spoiling(installed, tmp_path):
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(installed, tmp_path / "copy"))


def test_a_decision_of_an_installed_package_loads_neither_yaml_nor_pydantic(installed):
    first, then, place, *_ = json.loads(run(READS, installed))
    assert place.startswith(str(installed))
    assert first == []
    assert then == []


def test_an_installed_package_says_what_a_checkout_says(installed):
    *_, said, days, digest, calendar = json.loads(run(READS, installed))
    *_, expected, expected_days, expected_digest, expected_calendar = json.loads(
        run(READS, Path(__file__).parents[2])
    )
    assert (said, days, digest, calendar) == (
        expected,
        expected_days,
        expected_digest,
        expected_calendar,
    )


def test_an_installed_package_makes_the_scripts_of_pages_that_a_checkout_makes(installed):
    code = (
        "from gaozhi.site._assets import assets; from hashlib import sha256;"
        "print([(name, sha256(text.encode()).hexdigest()) for name, text in assets()])"
    )
    assert run(code, installed) == run(code, Path(__file__).parents[2])


def test_prebuilt_programs_are_those_of_the_yaml(installed):
    bundle = installed / "gaozhi" / "_data"
    prebuilt, compiled = bundled_programs(bundle), bundled_programs(Path(__file__).parents[2])
    assert prebuilt.names == compiled.names
    assert tuple(prebuilt.names) == COUNTIES
    for id_ in COUNTIES:
        assert prebuilt.program(id_) == compiled.program(id_)
        assert prebuilt.program(id_) is prebuilt.program(id_)
    assert prebuilt.problems == {}
    assert dict(prebuilt.calendars) == dict(compiled.calendars)


def spoil_index(file):
    file.unlink()


def spoil_program(file):
    data = bytearray(file.read_bytes())
    data[200] ^= 1
    file.write_bytes(data)


def truncate(file):
    file.write_bytes(file.read_bytes()[:-1])


def empty(file):
    file.write_bytes(b"")


def of_another_version(file):
    rewrite(file, lambda about, parts: about.update(gaozhi="9.9.9"))


def swap_programs(file):
    rewrite(file, lambda about, parts: parts.update({"programs/qidong": parts["programs/maoji"]}))


def spoil_calendars(file):
    rewrite(file, lambda about, parts: parts.update(calendars={}))


def of_other_records(file):
    def spoil(about, parts):
        parts["programs/qidong"]["records"]["Rule"].append("more")

    rewrite(file, spoil)


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_index,
        spoil_program,
        truncate,
        empty,
        swap_programs,
        spoil_calendars,
        of_another_version,
        of_other_records,
    ],
)
def test_what_is_spoilt_is_compiled_from_the_yaml_beside_it(spoil, installed, spoiling):
    spoil(spoiling / "gaozhi" / "_data" / "prebuilt.gaozhi")
    *_, said, days, digest, calendar = json.loads(run(READS, spoiling))
    assert [said, days, digest, calendar] == json.loads(run(READS, installed))[3:]
