"""A small county with every key of a watch rule, and events for it."""

from datetime import date, timedelta

from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.watch import Watch
from tests.builders import DEFAULTS, compiled

KEY = b"a key for tests only"
PEOPLE = ("11010519491231002X", "91350100M000100Y43")
FIRST = date(2025, 1, 6)

VOCABULARY = """
roles: {date: 办理.日期, listed: 证明.在清单内, item: [事项, 证明]}
facts:
  - {name: 核查.结论, api: verification.finding, type: {one_of: [真实, 不实]}, ask: 结论？}
  - {name: 记录.届满日, api: record.until, type: date, never: 无期限, ask: 哪天届满？}
  - {name: 记录.号码, api: record.number, type: text, format: identity, ask: 号码？}
  - {name: 证明.在清单内, api: certificate.listed, type: bool, ask: 在清单内吗？}
  - {name: 办理.日期, api: case.date, type: date, ask: 哪天办理？}
decisions:
  - {name: 强, api: strong, combine: strongest, values: [上, 中, 下]}
  - {name: 表, api: table, combine: first, values: [上, 中, 下]}
events: [申请, 承诺, 核查, 办结, 修复, 来函, 复函]
"""

ROOT = f"""
document: {{number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01, in_force: {{from: 2020-01-01}}}}
provisions:
  - {{id: R-1, locator: 一, quote: 根文之一, means: 其一}}
  - {{id: R-2, locator: 二, means: 其二, certainty: inferred}}
rules:
  强:
{DEFAULTS["强"]}
  表:
{DEFAULTS["表"]}
duties:
  - {{duty: 复函, actor: 某机关, act: 复函, within: 3工作日, from: 来函, met_by: 复函, basis: [R-2]}}
"""

WATCH = """
watch:
  - watch: 不实又申请
    title: 不实又申请
    alert: 看一看
    events:
      申请: {event: 申请, without: [{event: 办结, same: case}]}
      不实:
        event: 核查
        where: {核查.结论: 不实}
        unless: {记录.届满日: {before: 办理.日期}}
        same: applicant
        other: case
        without: [{event: 修复, same: applicant, later: true}]
    basis: [R-1, R-2]
    caveat: 只是提醒
    reading: {taken: 甲说, other: 乙说}
  - watch: 第三次承诺
    title: 第三次承诺
    alert: 看一看
    events:
      本次: {event: 承诺}
      最早: {event: 承诺, same: [applicant, certificate], other: case, earlier: true, first: true, without: [{event: 核查, same: case, later: true}]}
      此前: {event: 承诺, same: [applicant, certificate], other: case, earlier: true, within: 10日, at_least: 2}
    basis: [R-1]
  - watch: 逾期又来函
    title: 逾期又来函
    alert: 先催办
    events:
      本件: {event: 来函}
      逾期: {event: 来函, same: organ, earlier: true, overdue: true, at_least: 2}
    basis: [R-2]
"""


def county(*levels: str, watch: str = WATCH) -> Jurisdiction:
    """Return the small county, with further levels below it."""
    program, problems = compiled([ROOT, watch], *([one] for one in levels), vocabulary=VOCABULARY)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert program is not None, errors
    return Jurisdiction(program)


COUNTY = county()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def event(kind: str, number: int, **more) -> dict:
    """Return an event; who and what are numbers or letters that stand for the real thing."""
    who = more.pop("who", None)
    found = {"event": kind, "at": day(number), **more}
    return found if who is None else {**found, "applicant": PEOPLE[who]}


def alerts(events, of: Jurisdiction = COUNTY) -> list[list]:
    """Return what each event in turn brings."""
    with Watch(of, key=KEY) as watch:
        return [list(watch.add(one)) for one in events]


def rules(events, of: Jurisdiction = COUNTY) -> list[list[str]]:
    """Return the names of the rules that each event in turn completes."""
    return [[alert.rule for alert in found] for found in alerts(events, of)]
