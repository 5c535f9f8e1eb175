"""`gaozhi stubs`: a module that a type checker reads, and that finds a misspelt name."""

import importlib.util
import subprocess
import sys
from typing import get_args

import pytest

from gaozhi.authoring.stubs import MARK, stubs
from tests.places import REPOSITORY
from tests.situations import library

GOOD = """
from datetime import date
import gaozhi
from names import ApiFacts, ApplicabilityOutcome, ApplicantKind, DecisionName, Facts, JurisdictionId

county: JurisdictionId = "qidong"
decision: DecisionName = "applicability"
kind: ApplicantKind = "公民"
facts: Facts = {"申请人.愿意承诺": True, "申请人.类型": kind, "办理.日期": date(2022, 7, 1), "证明.风险类别": []}
by_api: ApiFacts = {"applicant.willing": None, "case.date": "2022-07-01"}
outcome: ApplicabilityOutcome = "待补充"
gaozhi.load()[county].decide(facts, decision)
"""
WRONG = (
    'from names import Facts\nfacts: Facts = {"申请人.愿意承若": True}',
    'from names import Facts\nfacts: Facts = {"申请人.愿意承诺": "是"}',
    'from names import ApplicabilityOutcome\noutcome: ApplicabilityOutcome = "可用"',
    'from names import JurisdictionId\ncounty: JurisdictionId = "qidon"',
    'from names import ApplicabilityCode\ncode: ApplicabilityCode = "eligable"',
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("stubs")
    (place / "names.py").write_text(stubs(library()), encoding="utf-8")
    (place / "good.py").write_text(GOOD, encoding="utf-8")
    for number, text in enumerate(WRONG):
        (place / f"wrong{number}.py").write_text(text + "\n", encoding="utf-8")
    return place


def test_the_module_type_checks_strictly_and_finds_every_misspelt_name(folder):
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-version=3.11", "."],
        cwd=folder,
        env={
            "MYPYPATH": str(REPOSITORY),
            "PYTHONPATH": str(REPOSITORY),
            "PATH": "",
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
    )
    found = {line.partition(":")[0] for line in ended.stdout.splitlines() if ": error:" in line}
    assert found == {f"wrong{number}.py" for number in range(len(WRONG))}, ended.stdout


def test_the_module_lists_every_name_of_the_library(folder):
    found = importlib.util.spec_from_file_location("names", folder / "names.py")
    assert found is not None
    assert found.loader is not None
    names = importlib.util.module_from_spec(found)
    found.loader.exec_module(names)
    words = library()["启东市"].vocabulary
    assert set(get_args(names.JurisdictionId)) == set(library())
    assert {"启东市", "qidong", "320681"} <= set(get_args(names.JurisdictionKey))
    assert set(names.Facts.__annotations__) == set(words.facts)
    assert set(names.ApiFacts.__annotations__) == {fact.api for fact in words.facts.values()}
    assert set(get_args(names.FactName)) >= {*words.facts, "applicant.willing"}
    spec = words.decisions["适用性"]
    assert get_args(names.ApplicabilityOutcome) == (*spec.values, "待补充")
    assert get_args(names.ApplicabilityCode) == (*map(spec.code, spec.values), "pending")
    assert get_args(names.ConsequencesValue) == words.decisions["不实后果"].values


def test_what_a_vocabulary_says_is_never_run_as_code(tmp_path):
    from dataclasses import replace
    from types import SimpleNamespace

    from gaozhi.model import Vocabulary

    words = library()["启东市"].vocabulary
    bad = '"]\nimport os\nos.abort() #'
    facts = {
        bad: replace(words.facts["申请人.类型"], name=bad, api="class", values=(bad,), codes=()),
        "甲.二": replace(
            words.facts["申请人.类型"], name="甲.二", api="c-lass", values=("a",), codes=()
        ),
    }
    county = SimpleNamespace(name=bad, id="a", code=None, vocabulary=Vocabulary(facts, (), {}, ()))
    made = {}
    exec(stubs({"a": county}), made)
    assert bad in get_args(made["FactName"])
    assert "Class2" not in made
    assert get_args(made["CLass"]) == ("a",)


def test_the_command_writes_the_module_and_writes_its_own_anew(run, tmp_path):
    file = tmp_path / "names.py"
    assert run("stubs", "-o", file).status == 0
    text = file.read_text(encoding="utf-8")
    assert text == stubs(library())
    assert text.startswith(MARK)
    assert run("stubs", "-o", file).status == 0
    assert run("stubs").out == text


def test_the_command_leaves_another_file_alone_unless_it_is_told(run, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text("mine = 1\n", encoding="utf-8")
    result = run("stubs", "-o", file)
    assert (result.status, file.read_text(encoding="utf-8")) == (2, "mine = 1\n")
    assert "已经存在" in result.err
    assert run("stubs", "-o", file, "--force").status == 0
    assert file.read_text(encoding="utf-8").startswith(MARK)
    assert run("stubs", "--force").status == 2


def test_the_command_takes_a_folder(run, tmp_path):
    folder = tmp_path / "规则"
    assert run("new", "示范县", folder, "--id", "demo").status == 0
    result = run("stubs", folder)
    assert result.status == 0
    assert "示范县" in result.out
    assert run("stubs", folder, "--rules", folder).status == 2
