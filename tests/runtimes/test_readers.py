"""Every reader of program.json answers as gaozhi does, in everything that is asked of it."""

import json
import os
import shlex
import shutil
import subprocess
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

import gaozhi
from conformance import page, runner, sql
from conformance.__main__ import (
    DRAWN,
    READERS,
    answers,
    asked,
    counties,
    differing,
    listed,
    main,
)
from conformance.engines import ENGINES
from conformance.jdk import compile_java
from gaozhi import portable
from gaozhi.testing import rulesets
from tests.by_hand import leave_out_diagrams
from tests.effort import EFFORT, examples
from tests.places import REPOSITORY
from tests.situations import library

TOOLS = {"JavaScript": "node", "Java": "javac"}


@pytest.fixture(params=list(READERS), scope="module")
def reader(request):
    """The name of a reader that can be started."""
    if shutil.which(TOOLS[request.param]) is None and not os.environ.get("CI"):
        pytest.skip(f"no {TOOLS[request.param]} here")
    if request.param == "Java":
        compile_java()
    return request.param


def written(folder, county):
    path = folder / f"{county.id}.json"
    path.write_text(json.dumps(portable.dump(county), ensure_ascii=False), encoding="utf-8")
    return str(path)


def said(requests, reader):
    """What a reader writes, line by line."""
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in requests)
    command = shlex.split(READERS[reader])
    done = subprocess.run(
        command, input=text.encode(), capture_output=True, check=True, cwd=REPOSITORY
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_it_answers_the_set_as_the_set_says(reader, tmp_path):
    """Every seventh case; `make runtimes` puts them all."""
    names = ("decision", "item", "date", "facts")
    requests, paths = [], []
    for id_, county in library().items():
        program = written(tmp_path, county)
        data = json.loads((runner.FOLDER / f"{id_}.json").read_text(encoding="utf-8"))
        chosen = list(runner.in_full(data["cases"]))[:: 1 if EFFORT > 1 else 7]
        for case in chosen:
            case.pop("like", None)
            requests.append({"program": program, **{name: case.get(name) for name in names}})
        data["cases"] = chosen
        paths.append(tmp_path / f"{id_}-set.json")
        paths[-1].write_text(json.dumps(data), encoding="utf-8")
    answered = iter(said(requests, reader))
    wrong = [list(runner.run(path, lambda _, case: next(answered))) for path in paths]
    assert wrong == [[]] * len(paths)


def test_the_driver_finds_nothing_that_differs(reader, capsys):
    given = ["--county", "shenzhen", "--county", "exams", "--drawn", "200"]
    assert main([*given, "--exec", READERS[reader]]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith(f"{READERS[reader]}：")
    assert line.count("100 %") == 5


def test_a_reader_that_cannot_be_started_passes_nothing(capsys):
    assert main(["--county", "exams", "--drawn", "1", "--exec", "no-such-program"]) == 1
    assert "没有运行成" in capsys.readouterr().out


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rulesets(changes=False))
def test_it_answers_alike_by_any_rules(reader, tmp_path_factory, ruleset):
    cases = list(asked(tmp_path_factory.mktemp("program"), [ruleset.load()], 60))
    for one, answer in zip(cases, answers(shlex.split(READERS[reader]), cases), strict=True):
        assert list(differing(one, answer)) == [], one.request


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    """Conversations at every point that they came to, and what stands there."""
    lot = Random(1)
    requests, expected = [], []
    for county in (library()["qidong"], library()["taierzhuang"]):
        program = written(tmp_path_factory.mktemp("talks"), county)
        for number in range(examples(12)):
            on = "2022-01-01" if number % 2 else None
            talk = county.interview("适用性", "承诺效力", "办理程序", on=on)
            for _ in range(25):
                requests.append({"program": program, "interview": talk.to_dict()})
                expected.append((talk.next and talk.next.fact, list(talk.decisions.values())))
                if talk.next is None or not _went_on(talk, lot):
                    break
    assert len(requests) > 60
    return requests, expected


def test_conversations_stand_where_ours_stand(reader, talks):
    requests, expected = talks
    for one, (following, decisions) in zip(said(requests, reader), expected, strict=True):
        assert (one["next"] and one["next"]["fact"]) == following
        assert [each["outcome"] for each in one["decisions"]] == [d.outcome for d in decisions]


def _went_on(talk, lot):
    asked_for = talk.next
    turn = lot.random()
    if turn < 0.15 and talk.back():
        return True
    if turn < 0.3:
        talk.skip()
        return True
    try:
        match asked_for.type:
            case "bool":
                talk.answer(asked_for.fact, lot.random() < 0.5)
            case "date":
                talk.answer(asked_for.fact, f"2022-0{lot.randint(1, 9)}-01")
            case "set_of":
                talk.answer(asked_for.fact, [v for v in asked_for.values if lot.random() < 0.3])
            case _:
                talk.answer(asked_for.fact, lot.choice(asked_for.values))
    except gaozhi.CaseError:
        return False
    return True


def test_what_was_not_prepared_is_told_as_such(reader, tmp_path, monkeypatch):
    leave_out_diagrams(monkeypatch)
    program = written(tmp_path, library()["qidong"])
    case = {"program": program, "decision": "适用性", "date": "2022-01-01", "facts": {}}
    assert said([case], reader) == [{"refused": ["GZ414"]}]


def test_the_page_of_results_has_every_reader_and_every_case():
    """Where this fails: `python -m conformance --page`."""
    rows = dict(page.rows_of(page.PAGE.read_text(encoding="utf-8")))
    in_sql, *levels = rows.pop(sql.NAME)
    assert list(rows) == [*ENGINES, *READERS]
    [count] = {cases for cases, *_ in rows.values()}
    assert int(count) == sum(len(listed(county)) + DRAWN for county in counties())
    assert {share for _, *shares in rows.values() for share in shares} == {"100 %"}
    assert levels == ["100 %", "100 %", "100 %", "—", "100 %"]
    assert 0.7 * int(count) < int(in_sql) < int(count)
