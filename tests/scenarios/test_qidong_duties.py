"""启东市: what each organ owes beyond the handling of a case, to whom, how, and on whose word."""

from datetime import date

import pytest

from gaozhi.logic import truth
from gaozhi.workdays import Period
from tests.situations import jurisdiction

DAY_BEFORE, FIRST_DAY = date(2021, 5, 24), date(2021, 5, 25)
COUNTY = jurisdiction("启东市")
DUTIES = {one.name: one for one in COUNTY.program.duties}
RULE_OF_LAW = "市委依法治市办、市司法局"


@pytest.mark.parametrize(
    ("name", "actor", "to", "manner", "provision"),
    [
        ("扩大实行范围", "二（一）所列责任单位", None, None, "QD-2.1-15"),
        ("建立承诺退出机制", "二（四）所列责任单位", None, None, "QD-2.4-8"),
        ("建立事中事后核查制度", "二（五）所列责任单位", None, None, "QD-2.5-19"),
        ("排查不实承诺", "行政机关", None, None, "QD-2.5-20"),
        ("现场核查避免扰民", "各级行政机关", None, None, "QD-2.5-15"),
        ("加强信用管理制度建设", "二（六）所列责任单位", None, None, "QD-2.6-14"),
        ("信用信息互通共享", "二（六）所列责任单位", None, None, "QD-2.6-15"),
        ("推动联合激励和联合惩戒", "二（六）所列责任单位", None, None, "QD-2.6-16"),
        ("开展联合惩戒", "二（六）所列责任单位", None, None, "QD-2.6-19"),
        ("做好监管衔接", "二（七）所列责任单位", None, None, "QD-2.7-16"),
        ("督促落实主体责任", "二（七）所列责任单位", "申请人", None, "QD-2.7-17"),
        ("鼓励监督和自律", "二（七）所列责任单位", None, None, "QD-2.7-18"),
        ("贯彻信息共享规定", "各地各部门", None, None, "QD-2.8-3"),
        ("解决共享不畅", "各地各部门", None, "及时", "QD-2.8-5"),
        ("建立在线核查支撑体系", "各地各部门", None, None, "QD-2.8-6"),
        ("完善监管配套机制", "各行政机关", None, None, "QD-3.2-7"),
        ("加强组织领导", "各部门", None, None, "QD-4.1-1"),
        ("第一责任人履职", "各部门主要负责同志", None, "及时", "QD-4.1-2"),
        ("成立领导小组", "市政府", None, None, "QD-4.1-4"),
        ("领导小组办公室履职", "领导小组办公室（市司法局）", None, None, "QD-4.1-5"),
        ("掌握上级工作要求", "市有关部门", None, "及时", "QD-4.1-6"),
        ("研究解决遇到的问题", "市有关部门", None, "及时", "QD-4.1-7"),
        ("组织培训和交流", "各部门", None, None, "QD-4.2-1"),
        ("政策宣传和解读", "各部门", "社会", None, "QD-4.2-2"),
        ("回应社会关切", "各部门", "社会", "及时", "QD-4.2-3"),
        ("探索新措施", "各部门", None, None, "QD-4.3-2"),
        ("健全容错机制", "市各有关部门", None, None, "QD-4.3-3"),
        ("纳入法治政府考评", RULE_OF_LAW, None, None, "QD-4.4-3"),
        ("表彰奖励", "文件未写明", "单位及人员", None, "QD-4.4-5"),
        ("建立督察通报制度", RULE_OF_LAW, None, None, "QD-4.4-6"),
        ("纳入营商环境考核", RULE_OF_LAW, None, None, "QD-4.4-7"),
    ],
)
def test_who_owes_it_to_whom_how_and_on_what_ground(
    name: str, actor: str, to: str | None, manner: str | None, provision: str
):
    duty = DUTIES[name]
    assert (duty.actor, duty.to, duty.manner) == (actor, to, manner)
    assert (duty.within, duty.by, duty.every) == (None, None, None)
    assert duty.basis[0].id == provision
    for day, stands in ((DAY_BEFORE, False), (FIRST_DAY, True)):
        assert truth(duty.in_force, {"办理.日期": day}) is stands


def test_supervision_is_a_matter_of_every_year_and_names_its_other_reading():
    duty = DUTIES["年度督察"]
    assert (duty.actor, duty.every, duty.starting) == (RULE_OF_LAW, Period(1, "年"), None)
    assert [provision.quote for provision in duty.basis] == ["列为年度法治政府建设督察内容"]
    assert duty.reading is not None
    assert "一次" in duty.reading.other


@pytest.mark.parametrize(("exempt", "owed"), [(True, False), (False, True)])
def test_untrue_commitments_are_looked_for_where_there_is_a_check(exempt: bool, owed: bool):
    facts = {"证明.免予核查": exempt, "办理.日期": FIRST_DAY}
    assert truth(DUTIES["排查不实承诺"].when, facts) is owed


@pytest.mark.parametrize(
    ("name", "provision"),
    [
        ("确定第一批清单", "QD-3.1-5"),
        ("制定部门工作方案", "QD-3.1-6"),
        ("编制规程和指南", "QD-3.2-6"),
        ("上报推行中的问题", "QD-3.3-6"),
        ("建立风险防控机制", "QD-2.7-15"),
        ("领导小组办公室履职", "QD-A1-1"),
    ],
)
def test_duty_quotes_the_sentence_that_it_is_made_of(name: str, provision: str):
    assert provision in {one.id for one in DUTIES[name].basis}
