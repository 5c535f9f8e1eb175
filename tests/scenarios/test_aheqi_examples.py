"""阿合奇县: the stories in examples/ end as their texts say."""

import gaozhi
from gaozhi.engine import Decision
from tests.places import EXAMPLES
from tests.situations import library


def decided(name: str, decision: str | None = None) -> Decision:
    """Return the decision about an example, or another decision about the same case."""
    request = gaozhi.read_case(EXAMPLES / f"{name}.yaml", library())
    return request.jurisdiction.decide(request.case, decision or request.decision)


def test_certificate_beyond_the_directory_is_replaced_on_the_first_of_may():
    found = decided("目录外的救助")
    assert found.outcome == "可适用"
    assert [ground.rule for ground in found.grounds] == ["目录外原则上也实行"]
    assert ["自次日起" in caveat.text for caveat in found.caveats] == [True]


def test_son_with_an_ordinary_power_may_commit_for_her():
    assert decided("目录外的救助", "代为承诺").outcome == "可代为"


def test_licence_that_nobody_approved_is_not_decided_on_the_spot():
    found = decided("许可未获批准")
    assert set(found.values) == {"一次性告知", "不再索要证明", "不得拒绝自主选择"}
    assert any("报县人民政府批准" in caveat.text for caveat in found.caveats)
    assert decided("许可未获批准", "办理程序").outcome == "证明事项告知承诺程序"


def test_licence_that_nobody_approved_names_both_approvals():
    found = decided("许可未获批准", "许可告知承诺")
    assert found.outcome == "须先获批准"
    told = " ".join(caveat.text for caveat in found.caveats)
    assert "县人民政府" in found.grounds[0].title
    assert "省级或者设区的市（自治州）" in told
