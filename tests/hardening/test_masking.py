"""An identity number, wherever it is written by mistake or by right, is readable nowhere."""

import io
import json
import logging
import traceback
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import gaozhi
from gaozhi.source import mask
from gaozhi.workdays import Period, WorkCalendar, civil
from tests.builders import small
from tests.effort import examples
from tests.facts import WILLING
from tests.identity_numbers import readable, written
from tests.situations import library


class Unusable:
    """A value of a type that nobody expects, which shows a number when it is printed."""

    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return f"<{self.number}>"

    __str__ = __repr__


def county():
    return library()["启东市"]


IDENTITY = "申请人.证件号码"

DAY = date(2025, 7, 1)
FILES: Path
"""the file that a test writes"""

PATHS = {
    "decided": lambda n: county().decide({IDENTITY: n}),
    "case": lambda n: county().case({IDENTITY: n}),
    "timeline": lambda n: county().timeline([], as_of=date(2025, 1, 1), facts={IDENTITY: n}),
    "in a bool": lambda n: county().case({"申请人.愿意承诺": n}),
    "in a list": lambda n: county().case({"证明.风险类别": [n]}),
    "in a set for a bool": lambda n: county().case({"申请人.愿意承诺": {n}}),
    "in one_of": lambda n: county().case({"申请人.类型": n}),
    "in a date": lambda n: county().case({"申请人.失信信息有效期届满日": n}),
    "as a fact": lambda n: county().case({n: True}),
    "below a fact": lambda n: county().case({"申请人": {n: True}}),
    "twice": lambda n: county().case({IDENTITY: n, "applicant.id_number": "320681199003070016"}),
    "as a type": lambda n: county().case({"申请人.愿意承诺": Unusable(n)}),
    "as facts": lambda n: county().case(n),
    "as the day": lambda n: county().case({}, on=n),
    "as the item": lambda n: county().case({}, item=n),
    "as the certificate": lambda n: county().case({}, item={"certificate": n, "matter": n}),
    "as the decision": lambda n: county().decide({}, n),
    "as the matter": lambda n: county().decide_matter(n, {}),
    "as the county": lambda n: library()[n],
    "as the event": lambda n: county().deadlines(n, at=date(2025, 1, 1)),
    "as a kind": lambda n: county().timeline([{"event": n, "at": date(2025, 1, 1)}], as_of=DAY),
    "as a key of an event": lambda n: county().timeline([{n: n}], as_of=DAY),
    "as the ref of an event": lambda n: county().timeline(
        [{"event": "协助请求到达", "at": date(2025, 6, 5), "ref": f"函{n}号"}], as_of=DAY
    ),
    "in a letter that has it in full": lambda n: county().render(
        "告知承诺书", WILLING | {IDENTITY: n}, {"申请人": n}, item=2, on=DAY, with_identity=True
    ),
    "an event": lambda n: gaozhi.Event("协助请求到达", date(2025, 6, 5), n),
    "as the time of an event": lambda n: county().timeline(
        [{"event": "受理申请", "at": n}], as_of=DAY
    ),
    "as the reason of a pause": lambda n: county().timeline(
        [], as_of=DAY, excluded=[gaozhi.Pause(DAY, DAY, n)]
    ),
    "as the moment": lambda n: county().timeline([], as_of=n),
    "as a period": Period.parse,
    "as a calendar": WorkCalendar.named,
    "as a moment": civil,
    "as a folder": gaozhi.load,
    "as a file": lambda n: gaozhi.read_case(n, library()),
    "as a receipt": gaozhi.parse_receipt,
    "as a case file": lambda n: gaozhi.read_case(file_of(f"{n}: {n}"), library()),
    "in a case file": lambda n: gaozhi.read_case(
        file_of(json.dumps({"jurisdiction": "启东市", "facts": {IDENTITY: n, n: n}})), library()
    ),
    "in a sound case file": lambda n: gaozhi.read_case(
        file_of(json.dumps({"jurisdiction": "启东市", "facts": {IDENTITY: n}})), library()
    ),
    "in a timeline file": lambda n: gaozhi.read_timeline(
        file_of(
            json.dumps(
                {
                    "jurisdiction": "启东市",
                    "as_of": "2025-07-01",
                    "facts": {IDENTITY: n},
                    "events": [{"event": "受理申请", "at": "2025-06-05", "calendar": n}],
                }
            )
        ),
        library(),
    ),
    "in a text that a rule reads": lambda n: small(TEXT).decide({"庚.文": n}, "强"),
}
TEXT = """
    强:
      - {rule: 甲规, title: 甲, when: {not: {庚.文: {in: [子]}}}, then: 上, silent: true}
      - {rule: 强其余, title: 其余, otherwise: true, then: 下, silent: true}
"""


def file_of(text):
    """The path of a file with this text; its name is the same for all."""
    FILES.write_text(text, encoding="utf-8")
    return FILES


@pytest.fixture(autouse=True, scope="module")
def _files(tmp_path_factory):
    global FILES
    FILES = tmp_path_factory.mktemp("masking") / "案件.yaml"


def shown(path, number):
    """All that a path shows: what is printed and filed, or what is raised and logged."""
    try:
        found = path(number)
    except Exception as error:  # noqa: BLE001 - whatever is raised is looked at
        return "\n".join(_of_error(error))
    return "\n".join(_of_result(found))


def _of_result(found):
    yield from (repr(found), str(found), f"{found}")
    for one in found if isinstance(found, tuple) else (found,):
        yield repr(one)
        if isinstance(one, gaozhi.Decision):
            yield one.explain()
            yield json.dumps(one.to_dict(), ensure_ascii=False)
            yield one.receipt(key=b"0123456789abcdef").to_json()
            yield repr(one.receipt())
            yield repr(one.grounds) + repr(one.caveats) + repr(one.questions)


def _of_error(error):
    yield from (repr(error), str(error))
    yield "".join(traceback.format_exception(error))
    for diagnostic in getattr(error, "diagnostics", ()):
        yield from (repr(diagnostic), str(diagnostic), diagnostic.message, diagnostic.help or "")
    stream = io.StringIO()
    logger = logging.Logger("masking")
    logger.addHandler(logging.StreamHandler(stream))
    logger.error("%s %r", error, error, exc_info=error)
    yield stream.getvalue()


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=written)
def test_no_path_shows_a_number(path, number):
    text = shown(PATHS[path], number)
    assert not readable(number, text), text


CUT = {
    "as a fact": lambda n: county().case({n: True}),
    "in one_of": lambda n: county().case({"申请人.类型": n}),
    "as a type": lambda n: county().case({"申请人.愿意承诺": Unusable(n)}),
    "as the item": lambda n: county().case({}, item=n),
    "as the certificate": lambda n: county().case({}, item={"certificate": n, "matter": n}),
    "as the decision": lambda n: county().decide({}, n),
    "as the county": lambda n: library()[n],
    "as the event": lambda n: county().deadlines(n, at=DAY),
    "as a period": Period.parse,
    "as a calendar": WorkCalendar.named,
    "as a moment": civil,
}


@pytest.mark.parametrize("path", CUT)
@pytest.mark.parametrize("before", range(20, 82, 3))
def test_a_message_is_masked_before_it_is_cut_short(path, before):
    number = "11010519491231002X"
    assert number[4:9] not in shown(CUT[path], "甲" * before + number)


def test_a_path_that_showed_one_would_be_found():
    number = "11010519491231002X"
    assert readable(number, shown(lambda n: f"证件号码 {n}", number))
    assert readable(number, shown(lambda n: [][n], number)) is False
    assert readable(number, shown(lambda n: {}[n], number))


def test_a_number_that_is_one_is_masked_too():
    body = TEXT.replace("not: {庚.文: {in: [子]}}", "己.数: {at_least: 1}")
    ground = small(body).decide({"己.数": Decimal("110105194912310021")}, "强").grounds[0]
    assert ground.facts == {"己.数": "1101**************"}


COMMANDS = {
    "decide": lambda n: [
        "decide",
        file_of(f"jurisdiction: 启东市\nfacts: {{{IDENTITY}: '{n}'}}\n"),
    ],
    "decide a file of that name": lambda n: ["decide", f"{n}.yaml"],
    "decide by its own rules": lambda n: ["--rules", n, "check"],
    "ask": lambda n: ["ask", n],
    "ask about an item": lambda n: ["ask", "启东市", "--item", n],
    "matter": lambda n: ["matter", "启东市", n, file_of("facts: {}")],
    "due": lambda n: ["due", n, n],
    "due on a calendar": lambda n: ["due", "2025-01-01", "3日", "--calendar", n],
    "calendar": lambda n: ["calendar", n],
    "explain": lambda n: ["explain", n],
    "verify": lambda n: ["verify", file_of(f'{{"receipt": "{n}"}}')],
    "a command": lambda n: [n],
    "an option": lambda n: [f"--{n}"],
}


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=written)
def test_no_command_shows_a_number(command, number, run):
    result = run(*COMMANDS[command](number))
    assert not readable(number, result.out + result.err), result


def test_an_answer_that_was_not_asked_for_is_not_repeated(run):
    number = "11010519491231002X"
    result = run("ask", "启东市", answers=f"{number}\n")
    assert "看不明白" in result.out + result.err
    assert not readable(number, result.out + result.err)


REPRS = {
    "the fill of a case file": "jurisdiction: 启东市\nfill: {{申请人: '{}'}}\n",
    "the item of a timeline file": (
        "jurisdiction: 启东市\nevents: []\nitem: {{certificate: '证明{}', matter: 乙}}\n"
    ),
    "the reason of a pause": "jurisdiction: 启东市\nevents: []\nexcluded: []\n# {}\n",
}


@pytest.mark.parametrize("text", REPRS.values(), ids=REPRS)
def test_the_repr_of_a_request_shows_no_number(text):
    number = "11010519491231002X"
    read = gaozhi.read_timeline if "events" in text else gaozhi.read_case
    assert not readable(number, repr(read(file_of(text.format(number)), library())))
    assert not readable(number, repr(gaozhi.Pause(DAY, None, number)))


GLUED = {
    "letters": "id{}号x",
    "a telephone before": "13800138000{}",
    "another number behind": "{0}{0}",
    "commas": "{0}，{0}",
}
BETWEEN = ["  ", "\t", "\n", ".", "/", "_", ",", "·", "(", ")", "\u200b", "\u2009", " . ", "——"]


@pytest.mark.parametrize("glued", GLUED.values(), ids=GLUED)
def test_a_number_with_something_glued_to_it_is_masked(glued):
    number = "11010519491231002X"
    assert not readable(number, mask(glued.format(number)))


@pytest.mark.parametrize("sign", BETWEEN)
def test_a_number_in_pieces_is_masked_whatever_stands_between(sign):
    number = "11010519491231002X"
    assert not readable(number, mask(sign.join((number[:6], number[6:14], number[14:]))))
