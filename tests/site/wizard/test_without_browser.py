"""What the pages work out, run by node: days, fragments, files, and the law that is cut down."""

import json
import shutil
import subprocess
from datetime import date, timedelta

import pytest

from gaozhi.errors import Unpublished
from gaozhi.site._assets import bare
from gaozhi.site._site import STATIC
from gaozhi.site.wizard import reader_script
from gaozhi.site.wizard._calendar import calendar_data
from gaozhi.site.wizard._words import asked_by_applicants
from gaozhi.workdays import Period, WorkCalendar
from tests.effort import examples
from tests.places import REPOSITORY
from tests.site.wizard.conftest import COUNTIES
from tests.site.wizard.talking import DAY, cases, node, told

OPEN = (
    f"const law = new gaozhi.Law(gaozhi.load()); const at = {{decision: '适用性', date: '{DAY}'}};"
)


def published(call, *arguments):
    try:
        return call(*arguments)
    except Unpublished:
        return None


@pytest.mark.parametrize("name", ["china", "xinjiang"])
def test_working_days_are_those_of_python(name, questions):
    calendar = WorkCalendar.named(name)
    every = [calendar.first + timedelta(n) for n in range((calendar.last - calendar.first).days)]
    days = every[:: max(1, round(5 / examples(1)))]
    periods = [(20, "工作日"), (3, "工作日"), (1, "工作日"), (2, "日"), (15, "日")]
    code = """
        const days = new gaozhi.Workdays(given.data);
        return given.days.map((day) => [
            days.isWorkday(day), ...given.periods.map(([n, unit]) => days.due(day, n, unit))]);
    """
    given = {
        "data": calendar_data(calendar),
        "days": [day.isoformat() for day in days],
        "periods": periods,
    }
    found = node(questions, "qidong", code, given)
    for day, [works, *ends] in zip(days, found, strict=True):
        assert works == published(calendar.is_workday, day), day
        for (count, unit), end in zip(periods, ends, strict=True):
            due = published(calendar.due, day, Period(count, unit))
            assert end == (due and due.date.isoformat()), (day, count, unit)


def test_what_is_not_published_is_not_guessed(questions):
    calendar = WorkCalendar.china()
    code = "const days = new gaozhi.Workdays(given); return [days.isWorkday('2199-01-01'), days.due('2199-01-01', 3, '日'), days.due('2026-12-01', 1, '月')];"
    assert node(questions, "qidong", code, calendar_data(calendar)) == [None, None, None]


def test_a_calendar_from_a_day_on_knows_nothing_before_it():
    found = calendar_data(WorkCalendar.china(), date(2024, 1, 1))
    assert found["known"][0][0] == "2024-01-01"
    assert "2023-01-02" not in found["off"]


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("data", ["ask", "counter"])
def test_the_law_of_a_page_answers_as_the_whole(data, county, questions, library):
    whole = library[county]
    decisions = whole.program.decisions if data == "counter" else asked_by_applicants(whole)
    every = cases(county, decisions)
    some = every[:: max(1, round(len(every) / 30 / examples(1)))]
    code = """
        const law = new gaozhi.Law(gaozhi.load());
        return given.map(({facts, decision, item, date}) =>
            law.program.decide(facts, decision, {item, on: date}));
    """
    found = node(questions, county, code, some, data)
    assert len(found) > 20
    for case, answer in zip(some, found, strict=True):
        decision = library[county].decide(
            case["facts"], case["decision"], item=case.get("item"), on=case["date"]
        )
        assert answer == decision.to_dict(), case["name"]


@pytest.mark.parametrize("county", COUNTIES)
def test_a_conversation_asks_only_what_can_matter_and_ends_as_python_does(
    county, questions, library
):
    """Every case is walked through; the answers are the case's, as far as applicants know them."""
    decisions = asked_by_applicants(library[county])
    some = cases(county, decisions)[:: max(1, round(5 / examples(1)))]
    code = """
        const law = new gaozhi.Law(gaozhi.load());
        return given.map(({facts, decision, item, date}) => {
            const unlisted = facts['证明.在清单内'] === false && law.program.list !== null;
            let talk = new gaozhi.Talk(law, {decision, item: item ?? null, date, unlisted});
            const asked = [];
            while (talk.next) {
                const {fact} = talk.next;
                asked.push([fact, talk.open.length]);
                [talk] = talk.answer(fact, facts[fact] ?? null);
            }
            return {asked, answers: talk.answers, unlisted, outcome: talk.outcome};
        });
    """
    given = [{**one, "facts": told(one["facts"])} for one in some]
    vocabulary = library[county].vocabulary
    for case, found in zip(given, node(questions, county, code, given), strict=True):
        known = {"证明.在清单内": False} if found["unlisted"] else {}
        known |= {name: value for name, value in found["answers"] if value is not None}
        options = {"item": case.get("item"), "on": case["date"]}
        decision = library[county].decide(known, case["decision"], **options)
        assert found["outcome"] == decision.to_dict(), case["name"]
        counts = [count for _, count in found["asked"]]
        assert counts == sorted(counts, reverse=True), case["name"]
        for fact, _ in found["asked"]:
            assert vocabulary.facts[fact].ask_applicant
            assert not vocabulary.facts[fact].identity


def test_a_fragment_holds_the_conversation(questions):
    code = f"""{OPEN}
        let talk = new gaozhi.Talk(law, {{...at, item: 2}});
        [talk] = talk.answer('申请人.愿意承诺', true);
        [talk] = talk.answer('申请人.失信信息有效期届满日', '无固定期限');
        [talk] = talk.answer('申请人.曾作出不实承诺', null);
        talk = talk.skip('申请人.能够承诺');
        const fragment = gaozhi.encode(talk, '申请人.愿意承担不实承诺责任');
        const found = gaozhi.decode(law, fragment, at);
        return [fragment, found.talk.state, talk.state, found.at, found.isOld, found.lost];
    """
    fragment, state, before, step, is_old, lost = node(questions, "qidong", code)
    assert fragment.isascii()
    assert state == before
    assert (step, is_old, lost) == ("申请人.愿意承担不实承诺责任", False, [])


def test_a_fragment_of_an_older_program_keeps_what_still_holds_and_names_the_rest(questions):
    fragment = (
        "#v=0123456789abcdef&d=applicability&i=2-0&on=2026-12-01"
        "&a=applicant.willing:1,applicant.gone:1,applicant.able:perhaps,"
        "applicant.made_untrue_commitment:0,applicant.made_false_commitment:1"
        "&s=applicant.gone&at=q:applicant.gone"
    )
    code = f"""{OPEN}
        const {{talk, at: step, isOld, lost}} = gaozhi.decode(law, given, at);
        return [talk.state, step, isOld, lost];
    """
    state, step, is_old, lost = node(questions, "qidong", code, fragment)
    assert is_old
    assert dict(state["answers"]) == {"申请人.愿意承诺": True, "申请人.曾作出不实承诺": False}
    assert lost == ["清单第 2 项", "applicant.gone", "能够承诺", "曾虚假承诺"]
    assert (state["item"], step, state["skipped"]) == (None, None, [])


def test_an_item_that_moved_in_the_list_is_found_by_its_names(questions):
    code = f"""{OPEN}
        const two = gaozhi.encode(new gaozhi.Talk(law, {{...at, item: 2}}), 'check');
        return gaozhi.decode(law, two.replace('i=2-', 'i=49-'), at).talk.item;
    """
    assert node(questions, "qidong", code) == 2


@pytest.mark.parametrize("text", ["#", "#%E4%BD", "#a=:::,,&i=&s=,,&at=q:", "#v=x&on=2026-13-45"])
def test_any_fragment_can_be_opened(text, questions):
    code = f"{OPEN} return gaozhi.decode(law, given, at).talk.decision;"
    assert node(questions, "qidong", code, text) == "适用性"


def test_the_file_of_a_case_decides_the_same(questions, tmp_path, library, run):
    code = f"""{OPEN}
        let talk = new gaozhi.Talk(law, {{...at, decision: given[0], unlisted: given[1], item: given[2]}});
        for (const [fact, value] of given[3]) [talk] = talk.answer(fact, value);
        return [gaozhi.caseFile(talk), talk.outcome];
    """
    credit = [
        ["申请人.愿意承诺", True],
        ["申请人.曾作出不实承诺", True],
        ["申请人.失信信息有效期届满日", "2027-01-01"],
        ["申请人.能够承诺", None],
    ]
    letter = [["承诺书.涉密或隐私", ["商业秘密"]], ["申请人.同意公开承诺书", True]]
    never = [["申请人.失信信息有效期届满日", "无固定期限"]]
    for given in (
        ["适用性", False, 2, credit],
        ["适用性", True, None, never],
        ["承诺书公开", False, 2, letter],
        ["适用性", False, 1, []],
    ):
        text, outcome = node(questions, "qidong", code, given)
        path = tmp_path / "案件.yaml"
        path.write_text(text, encoding="utf-8")
        result = run("decide", str(path), "--json")
        assert json.loads(result.out) == outcome, text


def test_the_scripts_are_sound(questions):
    assert shutil.which("node")
    for script in sorted((questions / "assets").glob("*.js")):
        subprocess.run(["node", "--check", str(script)], check=True)


def test_the_reader_is_the_module_that_is_published(questions):
    """It is only wrapped: each of its statements stands there as it is in the module."""
    module = (REPOSITORY / "runtimes" / "javascript" / "gaozhi.mjs").read_text(encoding="utf-8")
    kept = [line.removeprefix("export ") for line in bare(module).splitlines()]
    assert reader_script().splitlines()[2:-2] == module.replace("\nexport ", "\n").splitlines()
    for name in ("ask.js", "counter.js"):
        lines = (questions / "assets" / name).read_text(encoding="utf-8").splitlines()
        start = lines.index(kept[0])
        assert lines[start : start + len(kept)] == kept


def test_scripts_lose_only_what_nobody_runs(questions):
    """Each line that stays is a line of the source: nothing within one is touched, or could be."""
    for path in STATIC.iterdir():
        source = path.read_text(encoding="utf-8")
        lines = [line.strip() for line in source.splitlines()]
        kept = bare(source).splitlines()
        rest = iter(lines)
        assert all(one in rest for one in kept), path.name  # In the same order.
        assert not [one for one in kept if one.startswith(("//", "/*", "* ")) or not one]
        # A text over several lines would lose its indentation.
        assert [one for one in kept if one.count("`") % 2 or one.endswith("\\")] == [], path.name
        # What follows a comment on its line would be lost with it.
        assert [one for one in lines if "*/" in one and not one.endswith("*/")] == [], path.name
    module = (REPOSITORY / "runtimes" / "javascript" / "gaozhi.mjs").read_text(encoding="utf-8")
    assert [one for one in module.splitlines() if one.count("`") % 2] == []


def test_nothing_bundled_is_missing_from_the_words_of_a_page(library):
    for county in library.values():
        for name in asked_by_applicants(county):
            spec = county.vocabulary.decisions[name]
            assert dict(spec.advice).keys() >= set(spec.values), (county.name, name)
