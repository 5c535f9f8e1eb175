"""The Java reader answers as gaozhi does, in everything that is asked of it."""

import json
import os
import re
import shutil
import subprocess

import pytest

from conformance.__main__ import asked, counties
from conformance.jdk import CLASSES, JAVAC, SOURCES, compile_java
from gaozhi import portable
from tests.builders import ROOT, jurisdiction, rules_text
from tests.by_hand import CATALOG, RULES, cases_by_hand
from tests.effort import EFFORT
from tests.places import REPOSITORY
from tests.runtimes.java_mutants import FOUND_BY_LAW, MUTANTS
from tests.situations import library

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
    """All are compiled at once, under names of their own.

    Every run tries some that few cases find; `make soak` tries them all.
    """
    source = READER.read_text(encoding="ascii")
    driver = (SOURCES / "Conformance.java").read_text(encoding="ascii")
    for name, (old, _) in MUTANTS.items():
        assert source.count(old) == 1, f"{name}: the source has changed: change the mutant with it"
    tried = list(MUTANTS)
    if EFFORT <= 1:
        tried = [name for name in MUTANTS if name not in FOUND_BY_LAW][::3]
    for number, name in enumerate(tried):
        changed = source.replace(*MUTANTS[name])
        for file, text in (("Gaozhi", changed), ("Conformance", driver)):
            renamed = re.sub(r"\b(Gaozhi|Conformance)\b", rf"\g<1>{number}", text)
            (tmp_path / f"{file}{number}.java").write_text(renamed, encoding="ascii")
    sources = [HERE / "Mutants.java", *tmp_path.glob("*.java")]
    options = ("--release", "8", "-Xlint:none", "-proc:none", *(f"-J{one}" for one in QUICK))
    compile_into(tmp_path, *sources, options=options)
    cases = list(cases_by_hand(tmp_path))
    if EFFORT > 1:
        wanted = [one for one in counties() if one.id in ("qidong", "aheqi", "anyang", "shenzhen")]
        cases += asked(tmp_path, wanted, 120)
    requests, answers = tmp_path / "requests.jsonl", tmp_path / "answers.jsonl"
    requests.write_text(lines(one.request for one in cases), encoding="utf-8")
    answers.write_text(lines(one.answer for one in cases), encoding="utf-8")
    found = java(tmp_path, "Mutants", len(tried), requests, answers)
    assert [name for name, what in zip(tried, found, strict=True) if what == "survives"] == []


def lines(data):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in data)


def written(path, county):
    path.write_text(json.dumps(portable.dump(county), ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The uses, compiled, beside the programs that they are put to."""
    folder = tmp_path_factory.mktemp("uses")
    compile_into(folder, HERE / "Uses.java")
    written(folder / "qidong.json", library()["qidong"])
    written(folder / "small.json", jurisdiction([ROOT, rules_text(RULES)], catalog=CATALOG))
    return folder


def uses(programs, name, program):
    return java(programs, "Uses", name, programs / f"{program}.json")


def test_an_altered_program_another_format_and_what_is_no_json_are_refused(programs):
    digest, altered, *others = uses(programs, "programs", "qidong")
    assert digest == library()["qidong"].digest
    assert altered == "GZ721 []"
    assert set(others[:-2]) == {"GZ720 []"}
    assert others[-2:] == ["GZ720 []", "GZ720 []"]


def test_a_program_may_come_as_parsed_by_another_library(programs):
    assert uses(programs, "parsed", "qidong") == ["true", "true"]


def test_facts_come_as_a_caller_has_them_and_all_that_is_wrong_is_told(programs):
    facts, *wrong = uses(programs, "facts", "small")
    assert json.loads(facts) == {
        "丁.日": "2020-01-02",
        "戊.日": "2020-02-01",
        "办理.日期": "2021-01-01",
    }
    assert sorted(wrong[0].split(", GZ")) == [
        "601 [facts, 1101**************]",
        "602 [date]",
        "602 [facts, c.set]",
        "602 [facts, d.day]",
        "607 [item]",
        "GZ601 [facts, 1]",
    ]
    assert wrong[1:] == ["GZ610 [decision]", "GZ602 [date], GZ607 [item]"]


def test_numbers_of_every_kind_are_exact_or_refused(programs):
    found = uses(programs, "numbers", "small")
    held = [f"{json.loads(line)['己.数']}" if line[0] == "{" else line for line in found]
    whole, parts, long = ["11"] * 5, ["10.5", "10.5", "10.50"], "1000************"
    refused = ["GZ602"]
    assert held[:11] == [*whole, *parts, "11", "12", long]
    assert held[11:] == [*refused * 3, f"{long}{'*' * 24}", *refused * 2]


def test_threads_share_a_program_and_no_answer(programs):
    assert uses(programs, "threads", "qidong") == ["2"]


def test_a_conversation_takes_another_answer_and_loses_nothing_else(programs):
    assert uses(programs, "conversation", "qidong") == [
        "3 []",
        "true",
        "GZ612 [facts, 申请人.能够承诺]",
        "GZ601 [facts, no.such]",
        "GZ602 [facts, 事项.依申请办理]",
        "GZ616 []",
    ]


TALK = """
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;

class Talk {
    public static void main(String[] arguments) throws Exception {
        byte[] bytes = Files.readAllBytes(Paths.get("qidong.program.json"));
        Gaozhi.Program program = Gaozhi.read(new String(bytes, StandardCharsets.UTF_8));
        for (Object one : (List<?>) Conversation.ask(program).get("decisions")) {
            System.out.println(((Map<?, ?>) one).get("outcome"));
        }
    }
}
"""


def test_the_page_shows_what_a_new_user_sees(tmp_path):
    page = (REPOSITORY / "docs" / "integrators" / "java.md").read_text(encoding="utf-8")
    [example, conversation] = re.findall(r"^```java\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    [shown] = re.findall(r"^\$ java Example\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shutil.copy(READER, tmp_path)
    for name, text in (("Example", example), ("Conversation", conversation), ("Talk", TALK)):
        (tmp_path / f"{name}.java").write_text(text, encoding="utf-8")
    written(tmp_path / "qidong.program.json", library()["qidong"])
    command = ["javac", "-encoding", "UTF-8", "Gaozhi.java", "Example.java", "Talk.java"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert java(tmp_path, "Example") == shown.splitlines()
    assert java(tmp_path, "Talk") == ["可适用", "不生效"]


def test_the_source_compiles_under_any_encoding_and_needs_nothing():
    """The number of lines is only ever lowered."""
    text = READER.read_text(encoding="ascii")
    assert {line.split(".")[0] for line in text.splitlines() if line.startswith("import")} == {
        "import java"
    }
    assert "\t" not in text
    assert max(map(len, text.splitlines())) <= 100
    assert len(text.splitlines()) <= 2650
