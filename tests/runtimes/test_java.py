"""The Java reader answers as gaozhi does, in everything that is asked of it."""

import json
import os
import re
import shutil
import subprocess

import pytest

from conformance.__main__ import asked, counties
from conformance.jdk import CLASSES, JAVAC, SOURCES, compile_java
from tests.by_hand import cases_by_hand
from tests.effort import EFFORT
from tests.places import REPOSITORY
from tests.runtimes.java_mutants import MUTANTS

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What does not run for long is not worth more than one compiler and one collector."""
HERE = REPOSITORY / "tests" / "runtimes"
READER = SOURCES / "Gaozhi.java"

pytestmark = pytest.mark.skipif(
    shutil.which("javac") is None and not os.environ.get("CI"), reason="no JDK here"
)


@pytest.fixture(scope="module", autouse=True)
def compiled():
    compile_java()


def java(folder, *arguments):
    """What a class prints, line by line."""
    path = os.pathsep.join((str(CLASSES), str(folder)))
    command = ["java", *QUICK, "-Dfile.encoding=UTF-8", "-cp", path, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def compile_into(folder, *sources, options=JAVAC):
    command = ["javac", *options, "-cp", str(CLASSES), "-d", str(folder), *map(str, sources)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_set_catches_every_reader_that_answers_otherwise(tmp_path):
    """All are compiled at once, under names of their own; `make soak` tries every one of them."""
    source = READER.read_text(encoding="ascii")
    driver = (SOURCES / "Conformance.java").read_text(encoding="ascii")
    for name, (old, _) in MUTANTS.items():
        assert source.count(old) == 1, f"{name}: the source has changed: change the mutant with it"
    tried = list(MUTANTS) if EFFORT > 1 else list(MUTANTS)[::3]
    for number, name in enumerate(tried):
        changed = source.replace(*MUTANTS[name])
        for file, text in (("Gaozhi", changed), ("Conformance", driver)):
            renamed = re.sub(r"\b(Gaozhi|Conformance)\b", rf"\g<1>{number}", text)
            (tmp_path / f"{file}{number}.java").write_text(renamed, encoding="ascii")
    sources = [HERE / "Mutants.java", *tmp_path.glob("*.java")]
    options = ("--release", "8", "-Xlint:none", "-proc:none", *(f"-J{one}" for one in QUICK))
    compile_into(tmp_path, *sources, options=options)
    wanted = [one for one in counties() if one.id in ("qidong", "anyang", "shenzhen")]
    cases = [*cases_by_hand(tmp_path), *asked(tmp_path, wanted, 120)]
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    requests.write_text(lines(one.request for one in cases), encoding="utf-8")
    answers.write_text(lines(one.answer for one in cases), encoding="utf-8")
    found = java(tmp_path, "Mutants", len(tried), requests, answers)
    assert [name for name, what in zip(tried, found, strict=True) if what == "survives"] == []


def lines(data):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in data)
