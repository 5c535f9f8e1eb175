"""安阳市: a licence by commitment, from the commitment to what an inspection leads to (25 to 27)."""

from datetime import date, datetime, timedelta, timezone

from tests.examples.test_jurisdictions import cities

ON = date(2022, 6, 1)
_CHINA = timezone(timedelta(hours=8))
LICENCE = {
    "事项.类型": "行政许可",
    "许可.直接涉及": [],
    "事项.监管可纠正并防范风险": True,
    "申请人.有较严重不良信用记录": False,
    "申请人.曾作出虚假承诺": False,
    "申请人.有其他失信情形": False,
    "许可.市政府已批准": True,
    "许可.已向社会公布": True,
    "许可承诺.书面承诺的内容": ["符合许可条件", "能够在承诺期限内提交材料", "愿意承担不实承诺责任"],
}
COMMITTED = {"event": "作出许可承诺", "at": datetime(2022, 6, 1, 9, 0, tzinfo=_CHINA)}
GRANTED = {
    "event": "作出决定",
    "at": datetime(2022, 6, 1, 10, 0, tzinfo=_CHINA),
    "facts": {"许可.经承诺准予": True, "许可承诺.承诺期限": "10个工作日"},
}
FULFILLED = {"许可核查.期限内已履行承诺": True, "许可核查.符合许可条件": True}
FOUND_OTHERWISE = {
    "event": "核查许可承诺",
    "at": date(2022, 7, 20),
    "facts": {**FULFILLED, "许可核查.与承诺相符": False},
}
ORDERED = {
    "event": "责令限期整改",
    "at": date(2022, 7, 21),
    "facts": {"整改.期限届满日": date(2022, 8, 5)},
}


def owed(*events, as_of):
    """Return the status and the last day of every duty that the events start."""
    told = cities()["安阳市"].timeline(events, as_of=as_of, facts=LICENCE)
    return {one.duty: (one.status, one.due) for one in told}


def test_a_licence_is_decided_at_once_and_the_documents_follow_within_the_term():
    last = date(2022, 6, 16)  # the Dragon Boat Festival lies between
    before = owed(COMMITTED, as_of=ON)
    assert before["承诺后当场决定许可"] == ("pending", ON)
    after = owed(COMMITTED, GRANTED, as_of=ON)
    assert after["承诺后当场决定许可"] == ("met", ON)
    assert after["承诺期限内提交材料"] == ("pending", last)
    late = owed(COMMITTED, GRANTED, as_of=date(2022, 6, 17))
    assert late["承诺期限内提交材料"] == ("overdue", last)


def test_a_term_that_nobody_knows_is_never_overdue():
    granted = {**GRANTED, "facts": {"许可.经承诺准予": True}}
    assert owed(COMMITTED, granted, as_of=date(2023, 6, 1))["承诺期限内提交材料"] == (
        "期限未知",
        None,
    )


def test_another_document_sets_when_a_licence_is_inspected():
    assert owed(COMMITTED, GRANTED, as_of=date(2023, 6, 1))["核查承诺的履行"] == ("pending", None)


def test_a_licence_that_was_refused_leaves_nothing_to_hand_in_or_to_inspect():
    refused = {**GRANTED, "facts": {"许可.经承诺准予": False}}
    told = owed(COMMITTED, refused, as_of=date(2023, 6, 1))
    assert not {"承诺期限内提交材料", "核查承诺的履行"} & set(told)


def test_a_commitment_withdrawn_before_the_decision_calls_for_none():
    withdrawn = {"event": "撤回许可承诺", "at": datetime(2022, 6, 1, 9, 30, tzinfo=_CHINA)}
    told = owed(COMMITTED, withdrawn, as_of=ON)
    assert told["承诺后当场决定许可"][0] == "void"


def test_a_commitment_withdrawn_after_the_decision_changes_nothing():
    withdrawn = {"event": "撤回许可承诺", "at": date(2022, 6, 2)}
    told = owed(COMMITTED, GRANTED, withdrawn, as_of=date(2022, 6, 3))
    assert told["承诺期限内提交材料"][0] == "pending"


def test_a_holder_who_does_not_mend_loses_the_licence():
    day = date(2022, 8, 10)
    ordered = (COMMITTED, GRANTED, FOUND_OTHERWISE, ORDERED)
    assert owed(*ordered, as_of=day)["限期整改"] == ("overdue", date(2022, 8, 5))
    refused = {"event": "复查整改", "at": date(2022, 8, 8), "facts": {"整改.情况": "逾期拒不整改"}}
    assert owed(*ordered, refused, as_of=day)["撤销整改没有成功的许可"][0] == "pending"
    mended = {"event": "复查整改", "at": date(2022, 8, 8), "facts": {"整改.情况": "整改后符合条件"}}
    assert "撤销整改没有成功的许可" not in owed(*ordered, mended, as_of=day)


def test_the_list_of_certificates_is_not_the_list_of_the_scheme():
    county = cities()["安阳市"]
    listed = {"证明.在清单内": True, "证明.在证明事项清单内": False}
    assert county.decide(listed, "证明索要", on=ON).outcome == "不得索要"


def test_the_letter_asks_for_no_commitment_of_one_who_does_not_choose_it():
    county = cities()["安阳市"]
    fill = {"行政机关": "某局", "许可事项": "某许可", "申请人": "张三"}
    chosen = county.render(
        "许可告知承诺书", {**LICENCE, "许可.申请人选择告知承诺": True}, fill, on=ON
    )
    other = county.render(
        "许可告知承诺书", {**LICENCE, "许可.申请人选择告知承诺": False}, fill, on=ON
    )
    assert "愿意承担不实承诺的责任" in chosen.text
    assert "第二部分" not in other.text
    assert "不要求你作出确认和承诺" in other.text


def test_a_licence_that_is_barred_says_what_bars_it():
    """Not bad credit where it is the matter, and not the matter where it is bad credit."""
    county = cities()["安阳市"]
    chosen = {**LICENCE, "许可.申请人选择告知承诺": True, "许可承诺.已撤回": False}
    for facts, rule, provision in (
        ({"许可.直接涉及": ["公共安全"]}, "七个方面的许可", "AY-25-1-1"),
        ({"事项.监管可纠正并防范风险": False}, "监管不能防范风险", "AY-25-1-3"),
        ({"申请人.有其他失信情形": True, "申请人.信用已修复": False}, "失信的许可申请人", "AY-29"),
        ({"许可.市政府已批准": False}, "没有市政府批准", "AY-25-2-2"),
    ):
        (ground,) = county.decide({**chosen, **facts}, "许可办理方式", on=ON).grounds
        (reason,) = ground.because
        assert (ground.rule, reason.rule) == ("许可不能以承诺办理", rule)
        assert [one.provision for one in reason.basis] == [provision]
