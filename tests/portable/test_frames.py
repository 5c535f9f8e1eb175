"""A decision about every row of a frame: each row has the answer that it would have alone."""

import random
import warnings
from datetime import date, timedelta
from decimal import Decimal

import pyarrow
import pytest

from gaozhi import CaseError
from gaozhi.model import FactType
from gaozhi.portable.frames import WORDS, FrameNotice
from gaozhi.portable.frames._classes import Classes
from gaozhi.testing._boundaries import boundaries
from tests.builders import small
from tests.effort import examples
from tests.situations import library

ALL = (*WORDS,)
FEWER = [("outcome", "possible", "grounds"), ("questions",), ("values", "pending", "basis")]
COUNTIES = list(library())


def alone(county, decision, facts, item, on):
    """Return what `decide` says of one case, in every word; what is wrong with it comes last."""
    try:
        it = county.decide(facts, decision, item=item, on=on)
    except CaseError as error:
        wrong = "；".join(f"{one.code} {one.message}" for one in error.diagnostics)
        return (None,) * len(ALL) + (wrong,)
    basis = [f"{one.document} {one.locator}" for ground in it.grounds for one in ground.basis]
    return (
        *(it.outcome, it.code, it.settled, list(it.possible), list(it.values), list(it.pending)),
        it.next_step,
        list(dict.fromkeys(ground.rule for ground in it.grounds)),
        list(dict.fromkeys(basis)),
        [one.text for one in it.caveats],
        [one.text for one in it.pending_caveats],
        [one.fact for one in it.questions],
        None,
    )


def told(frame, words=(*ALL, "error")):
    """Return the rows of answers of an Arrow table."""
    return list(zip(*(frame.column(word).to_pylist() for word in words), strict=True))


def quietly(county, frame, decision=None, **asked):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FrameNotice)
        return county.decide_frame(frame, decision, **asked)


class Draws:
    """Draws cases near everything that the rules of a county compare facts with."""

    def __init__(self, county, seed):
        self.draw = random.Random(seed)
        self.facts = county.vocabulary.facts
        points = [one.against for one in boundaries(county) if not isinstance(one.against, str)]
        documents = [level.document for level in county.program.levels]
        points += [day for one in documents for day in (one.since, one.until)]
        self.days = [day for day in points if isinstance(day, date)] or [date(2021, 5, 25)]
        self.numbers = [one for one in points if isinstance(one, Decimal)] or [Decimal(3)]

    def value(self, name):
        fact, draw = self.facts[name], self.draw
        match fact.kind:
            case FactType.BOOL:
                return draw.random() < 0.5
            case FactType.ONE_OF:
                return draw.choice(fact.values)
            case FactType.SET_OF:
                return draw.sample(fact.values, draw.randrange(min(3, len(fact.values) + 1)))
            case FactType.NUMBER:
                return draw.choice(self.numbers) + draw.randrange(-2, 3)
            case FactType.DATE:
                if fact.never and draw.random() < 0.1:
                    return fact.never
                day = draw.choice([*self.days, date(2023, 1, 9)])
                return day + timedelta(draw.choice([0, 0, 1, -1, 2, -3, 5, -8, 300, -40]))
        return draw.choice(["甲", "乙"])

    def rows(self, names, count):
        known = self.draw.choice([0.5, 0.8, 0.95])
        return [
            {name: self.value(name) if self.draw.random() < known else None for name in names}
            for _ in range(count)
        ]


def facts_of(county, decision):
    """Return the facts that a decision reads, those that imply them, and one or two others."""
    program = county.program
    classes = Classes(program, program.decisions[decision])
    return [name for name in program.vocabulary.facts if name in classes.read | classes.together]


def as_table(county, rows, names):
    types = {FactType.SET_OF: pyarrow.list_(pyarrow.string()), FactType.BOOL: pyarrow.bool_()}
    columns = {}
    for name in names:
        kind = county.vocabulary.facts[name].kind
        values = [row[name] for row in rows]
        if kind is FactType.DATE:
            values = [str(one) if one is not None else None for one in values]
        columns[name] = pyarrow.array(
            values, types.get(kind, None if kind is FactType.NUMBER else pyarrow.string())
        )
    return pyarrow.table(columns)


def check(county, decision, rows, item, on):
    names = list(rows[0])
    numbers = [item() for _ in rows]
    days = [on() for _ in rows]
    table = as_table(county, rows, names)
    table = table.append_column("序号", pyarrow.array(numbers, pyarrow.int64()))
    table = table.append_column("日", pyarrow.array(days, pyarrow.date32()))
    asked = {"item": "序号", "on": "日", "errors": "column"}
    found = told(quietly(county, table, decision, words=ALL, **asked))
    # Of fewer words more rows are alike.
    few = [quietly(county, table, decision, words=words, **asked) for words in FEWER]
    fewer = [told(frame, words) for frame, words in zip(few, FEWER, strict=True)]
    for place, (row, number, day) in enumerate(zip(rows, numbers, days, strict=True)):
        facts = {name: value for name, value in row.items() if value is not None}
        expected = alone(county, decision, facts, number, day)
        assert found[place] == expected, (facts, number, day)
        for words, answers in zip(FEWER, fewer, strict=True):
            wanted = tuple(expected[ALL.index(word)] for word in words)
            assert answers[place] == wanted, (words, facts, number, day)


@pytest.mark.parametrize("id_", COUNTIES)
def test_every_row_has_the_answer_that_it_would_have_alone(id_):
    county = library()[id_]
    draws = Draws(county, seed=id_)
    date_fact = county.vocabulary.roles.date
    for decision in county.program.decisions:
        names = [one for one in facts_of(county, decision) if one != date_fact]
        days = [one for one in names if county.vocabulary.facts[one].kind is FactType.DATE]
        # With few columns many rows are alike; with all of them hardly any.
        few = [*days[:2], *draws.draw.sample(names, min(2, len(names)))]
        rows = draws.rows(draws.draw.choice([names, [*dict.fromkeys(few)]]), examples(12))
        items = [one.number for one in county.items] or [None]
        check(
            county,
            decision,
            rows,
            item=lambda items=items: draws.draw.choice([None, None, *items, 10_000]),
            on=lambda: draws.draw.choice([None, draws.value(date_fact)]),
        )


LINKED = """
强:
  - {rule: 先后, title: 先后, when: {丁.日: {before: 戊.日}}, then: 上, basis: [R-1]}
  - {rule: 早, title: 早, when: {any: [{戊.日: {on_or_before: 办理.日期}}, {丁.日: {after: 2021-03-01}}]}, then: 中, basis: [R-1]}
  - {rule: 迟, title: 迟, when: {己.数: {at_least: 3}}, unless: {丙.集: {has_any: [金, 木]}}, then: 中, basis: [R-2]}
  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}
表:
  - {rule: 一行, title: 一行, when: {戊.日: {before: 2021-02-03}}, then: 上, basis: [R-1], in_force: {from: 2021-02-01}}
  - {rule: 二行, title: 二行, when: [{庚.文: 甲}, {己.数: {less_than: 2}}], then: 中, basis: [R-1]}
  - {rule: 末行, title: 末行, otherwise: true, then: 下, silent: true}
集:
  - {rule: 集一, title: 集一, when: [{丁.日: {after: 戊.日}}, 甲.三], then: [上, 中], basis: [R-1]}
  - {rule: 集二, title: 集二, when: {丙.集: {is_empty: true}}, then: 下, basis: [R-1]}
"""


@pytest.mark.parametrize("decision", ["强", "表", "集"])
@pytest.mark.parametrize(
    "names",
    [
        ["丁.日", "戊.日"],
        ["戊.日", "己.数"],
        ["丁.日", "丙.集", "庚.文"],
        ["甲.三", "乙.类", "丁.日"],
    ],
)
def test_days_that_are_compared_with_each_other_are_told_apart_as_far_as_it_counts(decision, names):
    county = small(LINKED)
    draws = Draws(county, str(names))
    draws.days = [date(2021, 2, 1), date(2021, 3, 1)]
    check(
        county,
        decision,
        draws.rows(names, examples(200)),
        item=lambda: None,
        on=lambda: draws.draw.choice([None, draws.value("办理.日期")]),
    )


OTHERWISE = "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n"
# One of the two holds where 甲.二 is all that is open; and neither need where others are.
IN_TURN = (
    "  - {{rule: 甲, title: 甲, when: [甲.二, 甲.四], then: {}, basis: [R-1]}}\n"
    "  - {{rule: 乙, title: 乙, when: {{any: [{{not: 甲.二}}, 证明.险]}}, then: {}, basis: [R-2]}}\n"
)
TURNS = [
    {"甲.二": None, "甲.四": True, "证明.险": False},
    {"甲.二": True, "甲.四": None, "证明.险": None},
    {"甲.二": None, "甲.四": None, "证明.险": None},
]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        # Nothing comes after a day that never comes.
        (
            "强:\n  - {rule: 甲, title: 甲, when: {丁.日: {before: 戊.日}}, then: 上, basis: [R-1]}\n"
            "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n",
            [{"丁.日": "2021-01-01"}, {"丁.日": "无期限"}],
        ),
        # What is always so stands first, and what looks the same and is open behind it.
        (
            "强:\n  - {rule: 甲, title: 甲, when: [甲.四, {戊.日: {before: 丁.日}}], then: 上, basis: [R-1]}\n"
            "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n",
            [{"甲.四": True, "丁.日": "无期限"}, {"戊.日": "2021-01-01", "丁.日": "2021-02-01"}],
        ),
        # On an unknown day one of two rules holds, and never both.
        (
            "强:\n"
            "  - {rule: 甲, title: 甲, when: 甲.二, then: 上, basis: [R-1], in_force: {until: 2021-01-31}}\n"
            "  - {rule: 乙, title: 乙, when: 甲.四, then: 中, basis: [R-1], in_force: {from: 2021-02-01}}\n"
            "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n",
            [
                {"甲.二": True, "甲.四": True},
                {"甲.二": None, "甲.四": True},
                {"甲.二": True, "甲.四": None},
                {"甲.二": None, "甲.四": None},
            ],
        ),
        # A fact that one rule wants and the other does not makes them hold in turn.
        (
            "强:\n  - {rule: 甲, title: 甲, when: {any: [甲.二, 甲.四]}, then: 上, basis: [R-1]}\n"
            "  - {rule: 乙, title: 乙, when: {any: [{not: 甲.二}, 证明.险]}, then: 中, basis: [R-1]}\n"
            "  - {rule: 其余, title: 其余, otherwise: true, then: 下, silent: true}\n",
            [
                {"甲.二": None, "甲.四": False, "证明.险": False},
                {"甲.二": True, "甲.四": False, "证明.险": None},
                {"甲.二": False, "甲.四": None, "证明.险": None},
                {"甲.二": None, "甲.四": None, "证明.险": False},
                {"甲.二": None, "甲.四": None, "证明.险": None},
            ],
        ),
        # What is always so is no open question.
        (
            "集:\n  - {rule: 甲, title: 甲, when: {any: [甲.二, {all: [{not: 甲.二}, 甲.四]}]}, then: 上, basis: [R-1]}\n"
            "  - {rule: 乙, title: 乙, when: {any: [甲.二, {not: 甲.二}]}, then: 中, basis: [R-1]}\n",
            [{"甲.二": None, "甲.四": True}, {"甲.二": None, "甲.四": None}, {"甲.二": True}],
        ),
        # A rule beside the one that settles it is a ground only where it certainly holds.
        (
            f"强:\n  - {{rule: 甲, title: 甲, when: 证明.险, then: 上, basis: [R-1]}}\n"
            f"  - {{rule: 乙, title: 乙, when: {{any: [甲.二, {{all: [{{not: 甲.二}}, 甲.四]}}]}}, then: 中, basis: [R-1]}}\n"
            f"{OTHERWISE}",
            [
                {"证明.险": True, "甲.四": True},
                {"证明.险": True},
                {"证明.险": True, "甲.四": False},
            ],
        ),
        (f"强:\n{IN_TURN.format('上', '中')}{OTHERWISE}", TURNS),
        (f"强:\n{IN_TURN.format('下', '下')}{OTHERWISE}", TURNS),
        (f"集:\n{IN_TURN.format('上', '上')}", TURNS),
        # What is asked first also depends on what is tied to it.
        *(
            (
                f"强:\n  - {{rule: 甲, title: 甲, when: {{{how}: [甲.四, 甲.二]}}, then: 上, basis: [R-1]}}\n{OTHERWISE}",
                [{"甲.一": None}, {"甲.一": False}],
            )
            for how in ("any", "all")
        ),
    ],
)
def test_what_is_left_open_is_told_apart_where_it_counts(body, rows):
    county = small(body)
    decision = body.partition(":")[0]
    names = [*dict.fromkeys(name for row in rows for name in row)]
    whole = [{name: row.get(name) for name in names} for row in rows]
    for day in (None, date(2021, 1, 15), date(2021, 2, 15)):
        check(county, decision, whole, item=lambda: None, on=lambda day=day: day)
