"""The JavaScript module: what a page does with it, its size, and the changes that the set finds."""

import gzip
import json
import os
import shutil
import subprocess
from collections import Counter

import pytest

from conformance.__main__ import answers, asked, counties, differing
from gaozhi import portable
from tests.by_hand import cases_by_hand
from tests.places import REPOSITORY
from tests.situations import library

NODE = shutil.which("node")
FOLDER = REPOSITORY / "runtimes" / "javascript"
MODULE = FOLDER / "gaozhi.mjs"

pytestmark = pytest.mark.skipif(NODE is None and not os.environ.get("CI"), reason="no node here")


def written(folder, county):
    path = folder / f"{county.id}.json"
    path.write_text(json.dumps(portable.dump(county), ensure_ascii=False), encoding="utf-8")
    return str(path)


def script(body, *arguments):
    """What a few lines print that use the module."""
    text = f"import {{ CaseError, Program }} from '{MODULE.as_uri()}';\n{body}"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", text, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_an_altered_program_and_another_format_are_refused(tmp_path):
    body = """
    import { readFileSync } from 'node:fs';
    const text = readFileSync(process.argv[1], 'utf8');
    const program = await Program.read(text);
    console.log(program.digest);
    for (const wrong of [text.replace('可以承诺', '不可承诺'), '{}', '{"format": 1}', '[]']) {
      await Program.read(wrong).catch((error) => console.log(error.problems[0].code));
    }
    """
    program = written(tmp_path, library()["qidong"])
    found = script(body, program)
    assert found == [library()["qidong"].digest, "GZ721", "GZ720", "GZ720", "GZ720"]


def test_an_answer_takes_the_place_of_an_earlier_one_and_nothing_else_is_lost(tmp_path):
    body = """
    import { readFileSync } from 'node:fs';
    const program = new Program(JSON.parse(readFileSync(process.argv[1], 'utf8')));
    let talk = { decisions: ['适用性'], date: '2022-01-01', facts: { '申请人.能够承诺': true } };
    for (const value of [true, null, false]) {
      [talk] = program.answer(talk, program.interview(talk).next.fact, value);
    }
    const first = talk.answers[0].fact;
    const [changed, lost] = program.answer({ ...talk, at: 0 }, first, false);
    console.log(changed.answers.length, lost.length, changed.answers[0].value, talk.answers[0].value);
    for (const wrong of [['申请人.能够承诺', false], ['没有.这个', true], [first, '是']]) {
      try {
        program.answer(talk, ...wrong);
      } catch (error) {
        console.log(error.problems[0].code, talk.answers.length);
      }
    }
    """
    found = script(body, written(tmp_path, library()["qidong"]))
    assert found == ["3 0 false true", "GZ612 3", "GZ601 3", "GZ602 3"]


def test_the_module_stays_small():
    """Only ever lowered: a front end carries all of it."""
    text = MODULE.read_bytes()
    assert b"import " not in text.replace(b"await import('node:crypto')", b"")
    assert len(gzip.compress(text, 9)) <= 13_000
    assert len(text.splitlines()) <= 890
    assert Counter(text.decode())["\t"] == 0


MUTANTS = {
    "a day up to it": ("'<=': (a, b) => a <= b", "'<=': (a, b) => a < b"),
    "a day before it": ("'<': (a, b) => a < b", "'<': (a, b) => a <= b"),
    "never as any day": ("const NEVER = '~'", "const NEVER = '2022-01-01'"),
    "not of unknown": ("at(parts[0]) === null ? null : !at(parts[0])", "!at(parts[0])"),
    "all with unknown": ("truths.includes(null) ? null : !any", "!any"),
    "unknown as no": ("if (one === undefined || other === undefined) return null;", ""),
    "overlaps all": (
        "values.some((element) => one.includes",
        "values.every((element) => one.includes",
    ),
    "empty": ("!one.length : COMPARE", "!!one.length : COMPARE"),
    "implied": ("!this.set(then, value)", "known.has(then) && !this.set(then, value)"),
    "implied back": ("this.set(given, false)", "this.set(given, true)"),
    "presumed": ("this.presume(program.list.presumes)", "this.close()"),
    "overridden": ("this.overridden.push(name)", "name"),
    "before the list": ("this.known.set(listed, false)", "this.known.set(listed, true)"),
    "the item's word": ("this.item.known.forEach((value, name) => state(name, value));", ""),
    "too early": ("this.fault('GZ608', 'date')", "0"),
    "off its days": ("published = FIRST) {", "published = FIRST) {\n    item = null;"),
    "version": ("filter(({ since }) => since <= day)", "filter(({ since }) => since < day)"),
    "undated": ("day === null ? decision.undated", "day === 0 ? decision.undated"),
    "waits": ("this.rows.slice(0, rule.waits).map(({ own }) => own)", "[]"),
    "implication in diagrams": (
        "this.choose(this.admissible, this.cofactor(place)",
        "this.choose(this.true, this.cofactor(place)",
    ),
    "cell of others": ("cells.indexOf(value) : cells.length - 1", "cells.indexOf(value) : 0"),
    "one group for another": ("group.includes(variables[level].group[0])", "true"),
    "other values": ("...others.slice(0, 1)", "...others"),
    "room": ("{ length: linked.size + 1 }", "{ length: linked.size }"),
    "differ": ("if (one === other || one === this.impossible", "if (one === other"),
    "weight": ("sort(([, left, of], [, other, others]) => left * others - other * of)", "sort()"),
    "average": ("left * others - other * of", "left - other"),
    "of a set": ("levels.length + 1]", "levels.length]"),
    "excepts": ("Math.max(waiting.findIndex(isReady), 0)", "0"),
    "maybe": ("certain: one.certain && isFinal(one.effect)", "certain: one.certain"),
    "jointly": ("final.includes(one) && !sure.includes(one)", "final.includes(one)"),
    "witness": ("const each = certain && (kind === 'all') === want;", "const each = true;"),
    "witness of a day": ("operand && operand !== 'other'", "operand"),
    "because": ("because: this.because(rule)", "because: []"),
    "sparing": ("on(reads, false, true)", "on(reads, false, false)"),
    "in force": ("since <= day && day <= until", "day <= until"),
    "before and after": (
        "lies(first < since, last < since)",
        "lies(first <= since, last <= since)",
    ),
    "said twice": (
        "new Map(found.map((one) => [JSON.stringify(one), one]))",
        "new Map(found.map((one) => [one, one]))",
    ),
    "inferred": ("certainty === 'text' || certainty === 'seen'", "certainty === 'text'"),
    "no rule": ("this.noRule ? '' : words.above", "words.above"),
    "masked": ("return signs < 15 ? text : found", "return text"),
    "identity": ("check(isIdentity(value.toUpperCase()), 'GZ609');", ""),
    "a nested fact": ("here.slice(1).join('.')", "here.slice(1).join(':')"),
    "said twice otherwise": ("this.fault('GZ612', ...path)", "0"),
}
"""What is changed in the module, one at a time, each to something that answers otherwise."""


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Cases of every kind; a few of them find most mutants, and are asked first."""
    folder = tmp_path_factory.mktemp("programs")
    some = [one for one in counties() if one.id in ("qidong", "aheqi", "anyang", "shenzhen")]
    found = [*cases_by_hand(folder), *asked(folder, some, 120)]
    return found[::7], found


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_set_catches_a_reader_that_answers_otherwise(mutant, cases, tmp_path):
    old, new = MUTANTS[mutant]
    source = MODULE.read_text(encoding="utf-8")
    assert source.count(old) >= 1, "the source has changed: change the mutant with it"
    (tmp_path / "gaozhi.mjs").write_text(source.replace(old, new, 1), encoding="utf-8")
    driver = shutil.copy(FOLDER / "conformance.mjs", tmp_path)
    assert any(differs([NODE, str(driver)], some) for some in cases)


def differs(command, cases):
    try:
        answered = list(answers(command, cases))
    except (RuntimeError, ValueError):
        return True
    return any(any(differing(*pair)) for pair in zip(cases, answered, strict=True))
