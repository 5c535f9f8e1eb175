"""The JavaScript module: what a page does with it, its size, and the changes that the set finds."""

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter

import pytest

from conformance.__main__ import asked, counties
from gaozhi import portable
from tests.by_hand import cases_by_hand
from tests.effort import EFFORT
from tests.guide_pages import blocks_of
from tests.places import REPOSITORY
from tests.situations import library

NODE = shutil.which("node")
FOLDER = REPOSITORY / "runtimes" / "javascript"
MODULE = FOLDER / "gaozhi.mjs"
MUTATING = REPOSITORY / "tests" / "runtimes" / "mutants.mjs"

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
    const others = ['{}', '{"format": 1}', '[]', 'null', text.slice(0, -9), ''];
    for (const wrong of [text.replace('可以承诺', '不可承诺'), ...others]) {
      await Program.read(wrong).catch((error) => console.log(error.problems[0].code));
    }
    """
    program = written(tmp_path, library()["qidong"])
    found = script(body, program)
    assert found == [library()["qidong"].digest, "GZ721", *["GZ720"] * 6]


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


def test_a_program_is_read_however_its_file_is_laid_out(tmp_path):
    body = """
    import { readFileSync } from 'node:fs';
    for (const path of process.argv.slice(1)) {
      console.log((await Program.read(readFileSync(path, 'utf8'))).digest);
    }
    """
    program = portable.dump(library()["national"])
    layouts = {
        "compact": json.dumps(program, ensure_ascii=False, separators=(",", ":")),
        "spaced": json.dumps(program, indent=2),
        "turned": json.dumps(turned(program)),
    }
    for name, text in layouts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert script(body, *(str(tmp_path / name) for name in layouts)) == [program["digest"]] * 3


def turned(data):
    """The same data, the keys of every object in another order."""
    if isinstance(data, list):
        return [turned(one) for one in data]
    if isinstance(data, dict):
        return {key: turned(value) for key, value in reversed(data.items())}
    return data


def test_it_needs_nothing_that_a_browser_lacks(tmp_path):
    body = """
    import { readFileSync } from 'node:fs';
    import { runInNewContext } from 'node:vm';
    const [module, text] = process.argv.slice(1).map((path) => readFileSync(path, 'utf8'));
    const source = module.replaceAll('export class', 'class');
    const given = { crypto: globalThis.crypto, TextEncoder, text };
    const decided = runInNewContext(`${source}
      Program.read(text).then((program) => program.decide({ '申请人.能够承诺': true }))`, given);
    console.log((await decided).questions.length > 0);
    const reading = runInNewContext(`${source} Program.read(text)`, { ...given, crypto: {} });
    await reading.catch(({ problems }) => console.log(problems[0].code, problems[0].message));
    """
    program = written(tmp_path, library()["qidong"])
    done, unsafe = script(body, str(MODULE), program)
    assert done == "true"
    assert unsafe.startswith("GZ721")
    assert "crypto.subtle" in unsafe


def test_facts_of_another_realm_and_without_a_prototype_are_facts(tmp_path):
    body = """
    import { readFileSync } from 'node:fs';
    import { runInNewContext } from 'node:vm';
    const program = new Program(JSON.parse(readFileSync(process.argv[1], 'utf8')));
    const facts = { '申请人': { '能够承诺': false } };
    const bare = Object.assign(Object.create(null), facts);
    for (const some of [facts, bare, runInNewContext(JSON.stringify(facts).replace(/.*/, '($&)'))]) {
      console.log(program.decide(some, '适用性', { on: '2022-01-01' }).outcome);
    }
    for (const wrong of [new Map(), new Date(), [], 'facts', 1]) {
      try {
        program.decide(wrong);
      } catch (error) {
        console.log(error.problems[0].code);
      }
    }
    """
    one, bare, other, *wrong = script(body, written(tmp_path, library()["qidong"]))
    assert one == bare == other
    assert wrong == ["GZ602"] * 5


def test_the_code_of_the_page_runs_and_says_what_it_shows(tmp_path):
    page = REPOSITORY / "docs" / "integrators" / "javascript.md"
    names = {}
    python, *js = (one.text for one in blocks_of(page) if one.language in ("python", "js"))
    exec(compile(python, str(page), "exec"), names)
    (tmp_path / "qidong.program.json").write_text(names["text"], encoding="utf-8")
    for name in ("gaozhi.mjs", "gaozhi.d.mts"):
        shutil.copy(FOLDER / name, tmp_path)
    reading = "import { readFile } from 'node:fs/promises';\n"
    stubs = """
    const fetch = async (path) => ({ text: () => readFile(path, 'utf8') });
    const answers = { bool: true, set_of: [], date: '2022-01-01' };
    const ask = async ({ type, values }) => answers[type] ?? values[0];
    """
    shown = [
        re.sub(r"^([\w.[\]]+); // (.+)$", r"shown.push([\1, `\2`]);", text, flags=re.MULTILINE)
        for text in js
    ]
    out = "console.log(JSON.stringify(shown));"
    text = "\n".join([reading, stubs, "const shown = [];", *shown, out])
    (tmp_path / "page.mjs").write_text(text, encoding="utf-8")
    done = subprocess.run([NODE, "page.mjs"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    pairs = json.loads(done.stdout)
    quoted = [(found, said) for found, said in pairs if said.startswith(("'", "["))]
    assert len(quoted) >= 3
    assert all(found == json.loads(said.replace("'", '"')) for found, said in quoted)


def test_the_module_stays_small():
    """Only ever lowered: a front end carries all of it."""
    text = MODULE.read_bytes()
    assert b"import " not in text.replace(b"await import('node:crypto')", b"")
    assert len(gzip.compress(text, 9)) <= 13_000
    assert len(text.splitlines()) <= 950
    assert max(map(len, text.decode().splitlines())) <= 100
    assert Counter(text.decode())["\t"] == 0


MUTANTS = {
    "a day up to it": ("'<=': (one, other) => one <= other", "'<=': (one, other) => one < other"),
    "a day before it": ("'<': (one, other) => one < other", "'<': (one, other) => one <= other"),
    "never as any day": ("const NEVER = '~'", "const NEVER = '2022-01-01'"),
    "not of unknown": ("truths[0] === null ? null : !truths[0]", "!truths[0]"),
    "all with unknown": ("truths.includes(null) ? null : !any", "!any"),
    "unknown as no": (
        "against === undefined ? null : test",
        "against === undefined ? false : test",
    ),
    "overlaps all": (
        "values.some((value) => one.includes(value))",
        "values.every((value) => one.includes(value))",
    ),
    "empty": ("empty: (one) => !one.length", "empty: (one) => !!one.length"),
    "implied": ("!this.set(then, value)", "known.has(then) && !this.set(then, value)"),
    "implied back": ("this.set(given, false)", "this.set(given, true)"),
    "presumed": ("this.presume(program.list.presumes)", "this.close()"),
    "overridden": ("this.overridden.push(name)", "name"),
    "before the list": ("this.known.set(listed, false)", "this.known.set(listed, true)"),
    "the item's word": ("this.item.known.forEach((value, name) => state(name, value));", ""),
    "too early": ("this.fault('GZ608', 'date')", "0"),
    "off its days": ("days(from = FIRST) {", "days(from = FIRST) {\n    return [from, LAST];"),
    "version": ("findLast(({ since }) => since <= day)", "findLast(({ since }) => since < day)"),
    "undated": ("day === null ? undated : dated", "dated"),
    "waits": ("this.version.rows.slice(0, waits)", "[]"),
    "implication in diagrams": (
        "this.choose(this.admissible, this.cofactor(place)",
        "this.choose(this.yes, this.cofactor(place)",
    ),
    "kept implications": ("= this.tied();", "= [];"),
    "cell of others": (
        "(cells.indexOf(value) + cells.length) % cells.length",
        "Math.max(cells.indexOf(value), 0)",
    ),
    "one group for another": ("group.includes(this.variables[level].group[0])", "true"),
    "other values": ("value === other || mentioned.includes(value)", "true"),
    "other texts": ("[...unique(mentioned), null]", "[...unique(mentioned)]"),
    "room": ("linked.size + 1", "linked.size"),
    "before every mark": ("[...steps.map((one) => on(marks[0], -one)), ...marks", "[...marks"),
    "differ": ("if (one === other || one === this.impossible", "if (one === other"),
    "weight": (".sort(([, one], [, other]) => one - other)", ".sort()"),
    "average": ("return sum / answers.length", "return sum"),
    "past a question": ("Math.min(level, found.get(kid) ?? level)", "level"),
    "below a question": ("from < first && level >= first", "level >= first"),
    "of a set": ("isSet ? [-1, ...levels]", "isSet ? levels"),
    "excepts": ("Math.max(waiting.findIndex(isReady), 0)", "0"),
    "came to": ("count(possible) ? null : false", "false"),
    "maybe": ("certain: one.certain && isFinal(one.effect)", "certain: one.certain"),
    "jointly": ("final.includes(one) && !sure.includes(one)", "final.includes(one)"),
    "witness": ("const isEach = certain && (kind === 'all') === want;", "const isEach = true;"),
    "witness of a day": ("if (other || fact !== this.program.roles.date) reads", "reads"),
    "because": ("because: this.because(rule)", "because: []"),
    "sparing": ("on(reads, false, true)", "on(reads, false, false)"),
    "in force": ("since <= day && day <= until", "day <= until"),
    "before and after": (
        "[first < since, last < since, 'before'",
        "[first <= since, last <= since, 'before'",
    ),
    "surely before": ("may && !must", "may"),
    "said twice": (
        "new Map(found.map((one) => [JSON.stringify(one), one]))",
        "new Map(found.map((one) => [one, one]))",
    ),
    "inferred": ("certainty === 'text' || certainty === 'seen'", "certainty === 'text'"),
    "no rule": ("this.noRule ? '' : words.above", "words.above"),
    "masked": ("return signs < 15 ? text : found", "return text"),
    "identity": ("return identity && !isIdentity(value.toUpperCase()) ? 'GZ609' : undefined;", ""),
    "a nested fact": ("here.slice(1).join('.')", "here.slice(1).join(':')"),
    "said twice otherwise": ("this.fault('GZ612', ...path)", "0"),
}
"""What is changed in the module, one at a time, each to something that answers otherwise."""


def test_the_set_catches_every_reader_that_answers_otherwise(tmp_path):
    """Every run tries a third of them; `make soak` tries them all."""
    source = MODULE.read_text(encoding="utf-8")
    assert [old for old, _ in MUTANTS.values() if old not in source] == []
    tried = list(MUTANTS)[:: 1 if EFFORT > 1 else 3]
    modules = [source, *(source.replace(*MUTANTS[name], 1) for name in tried)]
    paths = [tmp_path / f"{number}.mjs" for number, _ in enumerate(modules)]
    for path, text in zip(paths, modules, strict=True):
        path.write_text(text, encoding="utf-8")
    some = [one for one in counties() if one.id in ("qidong", "aheqi", "anyang", "shenzhen")]
    cases = [*cases_by_hand(tmp_path), *asked(tmp_path, some, 120)]
    # A few of every kind find most mutants: they are asked first.
    ordered = [one for first in range(7) for one in cases[first::7]]
    lines = (json.dumps({"request": one.request, "answer": one.answer}) for one in ordered)
    (tmp_path / "cases").write_text("\n".join(lines), encoding="utf-8")
    command = [NODE, str(MUTATING), str(tmp_path / "cases"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    unchanged, *found = done.stdout.split()
    assert unchanged == "survives"
    assert [name for name, said in zip(tried, found, strict=True) if said == "survives"] == []
