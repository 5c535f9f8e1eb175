"""However much stands in a case, an event list or a receipt: what is told of it is bounded."""

import json
import sys
from datetime import date

import pytest

import gaozhi
from gaozhi import Event, Pause
from gaozhi.source import MOST_PROBLEMS, MOST_SUGGESTIONS
from tests.builders import small
from tests.situations import library

COUNTY = library()["启东市"]
DAY = date(2025, 6, 5)
MANY = 3000


def problems(call):
    with pytest.raises(gaozhi.GaozhiError) as refused:
        call()
    return refused.value.diagnostics


@pytest.fixture
def read(tmp_path):
    """Read a case file, or with `obligations` a timeline file."""

    def reading(text, *, timeline=False):
        path = tmp_path / "文件.yaml"
        path.write_text(text, encoding="utf-8")
        if timeline:
            return gaozhi.read_timeline(path, library()).obligations()
        return gaozhi.read_case(path, library())

    return reading


def facts(count):
    return {f"申请人.愿意承诺{n}": True for n in range(count)}


def events(count):
    return [{"event": f"协助请求到达{n}", "at": DAY} for n in range(count)]


MANY_PROBLEMS = {
    "facts": lambda n: COUNTY.case(facts(n)),
    "facts of a matter": lambda n: COUNTY.decide_matter("教师资格认定", facts(n)),
    "facts that are no texts": lambda n: COUNTY.case(dict.fromkeys(range(n))),
    "events": lambda n: COUNTY.timeline(events(n), as_of=DAY),
    "events without a time": lambda n: COUNTY.timeline(
        [Event("受理申请", f"第{index}日") for index in range(n)], as_of=DAY
    ),
    "events with a wrong ref": lambda n: COUNTY.timeline(
        [Event("受理申请", DAY, index) for index in range(n)], as_of=DAY
    ),
    "pauses": lambda n: COUNTY.timeline(
        [], as_of=DAY, excluded=[Pause(DAY, DAY, f"听证{index}") for index in range(n)]
    ),
    "fields of a form": lambda n: COUNTY.render(
        "告知承诺书", {}, {f"栏{index}": "值" for index in range(n)}, item=2, blank=True
    ),
}


@pytest.mark.parametrize("name", MANY_PROBLEMS)
def test_of_very_many_problems_the_first_200_are_told(name):
    found = problems(lambda: MANY_PROBLEMS[name](MANY))
    assert len(found) == MOST_PROBLEMS + 1
    assert [one.code for one in found].count("GZ116") == 1
    assert found[-1].code == "GZ116"


@pytest.mark.parametrize("name", MANY_PROBLEMS)
def test_200_problems_are_all_told(name):
    found = problems(lambda: MANY_PROBLEMS[name](MOST_PROBLEMS))
    assert len(found) == MOST_PROBLEMS
    assert "GZ116" not in {one.code for one in found}


FILES = {
    "facts": "jurisdiction: 启东市\nfacts:\n" + "".join(f"  不知道{n}: 1\n" for n in range(MANY)),
    "keys": "jurisdiction: 启东市\n" + "".join(f"键{n}: 1\n" for n in range(MANY)),
    "values": "jurisdiction: 启东市\nfacts:\n" + "".join(f"  键{n}: 是\n" for n in range(MANY)),
}
TIMELINES = {
    "kinds": "  - {event: 不知道, at: 2025-06-05}\n",
    "times": "  - {event: 受理申请, at: 昨天}\n",
    "no times": "  - {event: 受理申请}\n",
    "counties": "  - {event: 受理申请, at: 2025-06-05, obliged: 不知道}\n",
    "calendars": "  - {event: 受理申请, at: 2025-06-05, calendar: 不知道}\n",
}


@pytest.mark.parametrize("name", FILES)
def test_of_a_case_file_the_first_200_problems_are_told(name, read):
    found = problems(lambda: read(FILES[name]))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].code == "GZ116"


@pytest.mark.parametrize("name", TIMELINES)
def test_of_a_timeline_file_the_first_200_problems_are_told(name, read):
    text = "jurisdiction: 启东市\nas_of: 2025-07-01\nevents:\n" + TIMELINES[name] * MANY
    found = problems(lambda: read(text, timeline=True))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].code == "GZ116"


@pytest.mark.parametrize("name", ["facts", "events"])
def test_what_was_meant_is_sought_for_the_first_few_only(name):
    found = problems(lambda: MANY_PROBLEMS[name](MANY))
    offered = [one for one in found if "是否要写" in (one.help or "")]
    assert 0 < len(offered) <= MOST_SUGGESTIONS


LONG = "甲" * 20_000
REPEATED = {
    "fact": lambda: COUNTY.case({LONG: True}),
    "value": lambda: COUNTY.case({"申请人.类型": LONG}),
    "values": lambda: COUNTY.case({"证明.风险类别": [LONG]}),
    "day": lambda: COUNTY.case({}, on=LONG),
    "item": lambda: COUNTY.case({}, item=LONG),
    "names of the item": lambda: COUNTY.case(
        {}, item={"certificate": "无犯罪记录证名", "matter": LONG[:900]}
    ),
    "decision": lambda: COUNTY.decide({}, LONG),
    "matter": lambda: COUNTY.decide_matter(LONG, {}),
    "county": lambda: library()[LONG],
    "event": lambda: COUNTY.timeline([Event(LONG, DAY)], as_of=DAY),
    "key of an event": lambda: COUNTY.timeline([{LONG: 1}], as_of=DAY),
    "time of an event": lambda: COUNTY.timeline([Event("受理申请", LONG)], as_of=DAY),
    "calendar of an event": lambda: COUNTY.timeline(
        [Event("受理申请", DAY, None, LONG)], as_of=DAY
    ),
    "reason": lambda: COUNTY.timeline([], as_of=DAY, excluded=[Pause(DAY, DAY, LONG)]),
    "form": lambda: COUNTY.render(LONG, {}),
    "field": lambda: COUNTY.render("告知承诺书", {}, {LONG: "值"}, item=2),
}


@pytest.mark.parametrize("name", REPEATED)
def test_no_more_than_60_characters_of_what_was_given_are_repeated(name):
    for one in problems(REPEATED[name]):
        assert "甲" * 61 not in one.message
        assert "甲" * 61 not in (one.help or "")


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}: 1",
        f"jurisdiction: {LONG}",
        f"jurisdiction: 启东市\ndecision: {LONG}",
        f"jurisdiction: 启东市\nfacts: {LONG}",
        f"jurisdiction: 启东市\nfacts: {{{LONG}: 1}}",
        f"jurisdiction: [{LONG}]",
        f"jurisdiction: 启东市\ndate: {LONG}",
        f"jurisdiction: 启东市\nitem: [{LONG}]",
        f"jurisdiction: 启东市\nfill: {LONG}",
    ],
)
def test_nor_of_what_stands_in_a_case_file(text, read):
    for one in problems(lambda: read(text)):
        assert "甲" * 61 not in one.message + (one.help or "")


def test_nor_of_what_stands_in_a_receipt():
    data = COUNTY.decide({}, item=2, on=DAY).receipt().to_dict()
    for change in ({LONG: 1}, {"date": LONG}, {"facts": LONG}, {"answer": {LONG: 1}}):
        text = json.dumps({**data, **change}, ensure_ascii=False)
        for one in problems(lambda text=text: gaozhi.parse_receipt(text)):
            assert "甲" * 61 not in one.message + (one.help or "")


def test_nor_of_what_differs_in_a_receipt():
    data = COUNTY.decide({}, item=2, on=DAY).receipt().to_dict()
    del data["digest"], data["signature"]
    data["jurisdiction"]["name"] = data["versions"]["gaozhi"] = LONG
    data["answer"]["outcome"] = LONG
    data["provisions"][LONG] = next(iter(data["provisions"].values()))
    found = gaozhi.replay(gaozhi.Receipt(data), library())
    assert len(found.differences) > 4
    assert all("甲" * 61 not in one.text for one in found.differences)


def values(count):
    """A case file with as many values, its own three and the list among them."""
    return "jurisdiction: 启东市\nfacts: {}\nfill: {栏: [" + "1, " * (count - 6) + "1]}\n"


def test_a_case_file_holds_80000_values(read):
    read(values(80_000 - 10))
    [found] = problems(lambda: read(values(80_000 + 10)))
    assert found.code == "GZ115"


def receipt_of(size):
    text = COUNTY.decide({}, item=2, on=DAY).receipt().to_json()
    return text + " " * (size - len(text.encode()))


def test_a_receipt_is_256_kib_long():
    gaozhi.parse_receipt(receipt_of(256 * 1024))
    [found] = problems(lambda: gaozhi.parse_receipt(receipt_of(256 * 1024 + 1)))
    assert found.code == "GZ113"


def test_a_receipt_holds_20000_values():
    text = '{"receipt": 2, "facts": [' + "1," * 19_000 + "1]}"
    assert "GZ115" not in {one.code for one in problems(lambda: gaozhi.parse_receipt(text))}
    text = '{"receipt": 2, "facts": [' + "1," * 20_000 + "1]}"
    assert [one.code for one in problems(lambda: gaozhi.parse_receipt(text))] == ["GZ115"]


def test_a_text_that_is_a_fact_is_10000_characters_long():
    county = small("强:\n  - {rule: 强其余, title: 其余, otherwise: true, then: 下, basis: [R-2]}")
    county.case({"庚.文": "甲" * 10_000})
    [found] = problems(lambda: county.case({"庚.文": "甲" * 10_001}))
    assert found.code == "GZ602"


def test_the_ref_of_an_event_is_200_characters_long():
    COUNTY.timeline([Event("受理申请", DAY, "甲" * 200)], as_of=DAY)
    [found] = problems(lambda: COUNTY.timeline([Event("受理申请", DAY, "甲" * 201)], as_of=DAY))
    assert found.code == "GZ618"


def test_the_name_of_an_item_is_1000_characters_long():
    item = {"certificate": "甲" * 1001, "matter": "乙"}
    [found] = problems(lambda: COUNTY.case({}, item=item))
    assert (found.code, "1000" in found.message) == ("GZ607", True)


def test_a_receipt_that_differs_everywhere_tells_200_differences():
    data = COUNTY.decide({}, item=2, on=DAY).receipt().to_dict()
    del data["digest"], data["signature"]
    one = next(iter(data["provisions"].values()))
    data["provisions"] |= {f"X-{n}": one for n in range(MANY)}
    found = gaozhi.replay(gaozhi.Receipt(data), library())
    assert len(found.differences) == 201
    assert found.differences[-1].what == "more"
    assert not found.holds


def calls(work):
    """How many calls a piece of work makes: the same on every machine."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


GROWING = {
    "facts in a file": lambda read, n: read(
        "jurisdiction: 启东市\nfacts:\n" + "".join(f"  不知道{i}: 1\n" for i in range(n))
    ),
    "nested facts in a file": lambda read, n: read(
        "jurisdiction: 启东市\nfacts:\n" + "".join(f"  组{i}: {{甲: 1}}\n" for i in range(n))
    ),
    "events in a file": lambda read, n: read(
        "jurisdiction: 启东市\nas_of: 2025-07-01\nevents:\n"
        + "  - {event: 不知道, at: 2025-06-05}\n" * n,
        timeline=True,
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_the_work_grows_no_faster_than_what_is_written(name, read):
    def work(count):
        return calls(lambda: problems(lambda: GROWING[name](read, count)))

    work(10)
    few, many = work(1000), work(4000)
    assert many < 4.5 * few
