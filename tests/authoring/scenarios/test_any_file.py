"""Whatever a scenario file is turned into, a check says what is wrong with it, and never raises."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.authoring.scenarios import run
from gaozhi.source import Severity, read_text, render
from tests.authoring.scenarios.conftest import FILE, HEAD
from tests.diagnostic_pages import ENGLISH, lay
from tests.effort import examples
from tests.nodes import KEYS, ODD, places, put, renamed, without, write

SOUND = read_text(
    HEAD
    + """
scenarios:
  - name: 不愿承诺
    changes: {申请人.愿意承诺: false, 证明.风险类别: [公共安全]}
    unknown: [办理.日期]
    item: 1
    expect:
      outcome: 应提交证明
      grounds: [不愿承诺]
      caveats: [某句话]
      questions: []
  - name: 不知道
    facts: {证明.在清单内: true, 申请人.失信届满日: 2021-07-01}
    expect: {outcome: 待补充, possible: [不适用, 可适用]}
  - name: 都要告知
    decision: 办理义务
    date: 2021-05-24
    expect: {values: {一次性告知: ["root:ROOT-1"]}, pending: []}
  - name: 到期
    event: 提出申请
    at: 2021-07-01
    expect: {due: {确定核查方式: 2021-07-29}}
""",
    "试.yaml",
).root.plain()

NODES = list(places(SOUND))
STRANGE = [*ODD, 10**30, "待补充", "2021-07-01", {"outcome": "可适用"}, {"一次性告知": None}]
NAMES = [*KEYS, "expect", "base", "facts", "changes", "due", "event", "申请人.愿意承诺"]


@st.composite
def spoilt(draw):
    """The file with up to three nodes replaced, dropped or renamed."""
    data = SOUND
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(NODES))
        if path not in set(places(data)):
            continue
        match draw(st.sampled_from(["odd", "drop", "rename"])):
            case "odd":
                data = put(data, path, draw(st.sampled_from(STRANGE)))
            case "drop":
                data = without(data, path)
            case _:
                data = renamed(data, path, draw(st.sampled_from(NAMES)))
    return data


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return lay({}, tmp_path_factory.mktemp("folder") / "folder")


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow])
@given(data=spoilt())
def test_the_file_with_any_nodes_replaced(laid, data):
    write(data, laid / FILE)
    report = gaozhi.check(laid, bundled=False)
    for diagnostic in report.diagnostics:
        assert diagnostic.span is not None
        assert diagnostic.span.file in report.sources
        assert not ENGLISH.search(f"{diagnostic.message}；{diagnostic.help}"), str(diagnostic)
    assert render(report.diagnostics, report.sources, colour=False, width=60) or report.sound
    if any(one.severity is Severity.ERROR for one in report.diagnostics):
        return
    county = gaozhi.load(laid, bundled=False)["示范县"]
    for one in gaozhi.load_scenarios(laid, bundled=False):
        assert run(one, county).scenario is one
