"""The forms of the bundled counties: their words, their faults, and who uses which."""

import re
from datetime import date

import pytest

import gaozhi
from tests.documents.conftest import DAY
from tests.facts import (
    BY_AGENT,
    IN_PERSON,
    LICENCE,
    ORDINARY,
    SPECIAL_POWER,
    UNWILLING,
)
from tests.places import BASE, REPOSITORY

LETTER = {
    "发函部门": "台儿庄区行政审批服务局",
    "编号": 1,
    "被请求部门": "台儿庄区公安局",
    "申请日期": "2021-06-30",
    "申请人": "张三",
    "办理事项": "教师资格认定",
    "承诺内容": ["本人没有犯罪记录"],
}
REPLY = {
    "回函部门": "台儿庄区公安局",
    "编号": 2,
    "请求部门": "台儿庄区行政审批服务局",
    "核实事项": ["本人没有犯罪记录"],
    "来函编号": "20210001",
}


def names(county):
    return {form.name for form in county.forms}


def test_a_county_without_a_form_of_its_own_uses_the_common_one(library):
    assert names(library["启东市"]) == {"告知承诺书", "证明事项清单"}


def test_a_county_with_forms_of_its_own_uses_those(library):
    assert names(library["阿合奇县"]) == {"证明事项告知承诺书"}
    assert "告知承诺书" not in names(library["台儿庄区"])
    with pytest.raises(gaozhi.DocumentError, match="以这些文书代替：承诺告知书、申请人承诺书"):
        library["台儿庄区"].render("告知承诺书", {}, on=DAY, blank=True)


def test_before_its_document_a_county_uses_the_common_form(library):
    county = library["阿合奇县"]
    document = county.render("告知承诺书", {}, on=date(2021, 1, 4), blank=True)
    assert document.heading == "告知承诺书"
    with pytest.raises(gaozhi.DocumentError, match="GZ543"):
        county.render("证明事项告知承诺书", {}, on=date(2021, 1, 4), blank=True)


def test_the_common_form_has_what_its_county_requires_and_no_more(library, willing):
    county = library["启东市"]
    text = county.render("告知承诺书", willing, {"申请人": "张三"}, item=2, on=DAY, blank=True).text
    assert "愿意接受对不实承诺的约束和惩戒" in text
    assert "已经理解行政机关告知的全部内容" in text
    assert "证明用途" not in text
    common = library["全国"].render("告知承诺书", {}, blank=True).text
    assert "约束和惩戒" not in common
    assert "意思表示" in common


def test_a_notice_says_what_may_follow_if_the_commitment_is_untrue(library, willing):
    county = library["启东市"]
    text = county.render("告知承诺书", willing, {}, item=2, on=DAY, blank=True).text
    assert "依法终止办理、责令限期整改、撤销行政决定或者予以行政处罚；纳入信用记录" in text
    assert "刑事责任：涉嫌犯罪的，依法移送司法机关" in text


def test_whoever_may_not_commit_gets_no_letter(library, willing):
    facts = willing | {"申请人.曾作出不实承诺": True, "申请人.信用已修复": False}
    facts["申请人.失信信息有效期届满日"] = "无固定期限"
    with pytest.raises(gaozhi.DocumentError, match="GZ546") as found:
        library["启东市"].render("告知承诺书", facts, {"申请人": "张三"}, item=2, on=DAY)
    assert "适用性：不适用" in str(found.value)


def test_vague_words_that_are_written_in_are_told_the_official_formula_is_not(library, willing):
    county = library["启东市"]

    def remarks(text):
        given = {"申请人": "张三", "证明内容": text}
        document = county.render("告知承诺书", willing, given, item=2, on=DAY, blank=True)
        return " ".join(document.remarks)

    assert "模糊表述“有关”" in remarks("提交有关材料")
    assert "不应有“一些”“有关”等模糊表述" in remarks("一些材料")
    assert "兜底条款“法律法规规定的其他内容”" in remarks("法律法规规定的其他内容")
    assert "模糊表述" not in remarks("行政机关不再索要有关证明")


def test_the_example_is_what_the_form_gives(library):
    request = gaozhi.read_case(REPOSITORY / "examples" / "告知承诺书.yaml", library)
    written = (REPOSITORY / "examples" / "告知承诺书.md").read_text(encoding="utf-8")
    assert request.render("告知承诺书").markdown() == written


def test_a_letter_asks_for_assistance_in_the_words_of_its_annex(library):
    county = library["台儿庄区"]
    text = county.render("行政协助函（一）", {"承诺.已书面作出": True}, LETTER, on=DAY).text
    assert text.startswith(
        "台儿庄区行政审批服务局行政协助函（一）（供参考）\n（编号：20210001）\n台儿庄区公安局："
    )
    assert "2021年6月30日，张三（申请人）到我单位办理教师资格认定事项" in text
    assert "请贵单位对申请人承诺的真实性予以核查，并在3个工作日内给与书面回复。" in text
    assert "（一式两份，部门一份，行政协助部门一份）" in text


def test_assistance_is_asked_for_only_once_the_commitment_is_made(library):
    county = library["台儿庄区"]
    with pytest.raises(gaozhi.DocumentError, match="GZ546"):
        county.render("行政协助函（一）", {"承诺.已书面作出": False}, LETTER, on=DAY)


def test_two_officials_are_sent(library):
    county = library["台儿庄区"]
    with pytest.raises(gaozhi.DocumentError, match="指派人员乙"):
        county.render("行政协助函（二）", {}, {**LETTER, "指派人员甲": "李四"}, on=DAY)
    given = {**LETTER, "指派人员甲": "李四", "指派人员乙": "王五"}
    text = county.render("行政协助函（二）", {}, given, on=DAY).text
    assert "我单位指派李四、王五两名同志前往贵单位调查核实" in text


@pytest.mark.parametrize("finding", ["真实", "虚假"])
def test_a_reply_says_true_or_false(library, finding):
    county = library["台儿庄区"]
    text = county.render("行政协助回复函", {}, {**REPLY, "核实结论": finding}, on=DAY).text
    assert (
        f"根据贵单位行政协助函（20210001）内容，经我单位核实，申请人承诺事项为{finding}。" in text
    )
    assert "附：" not in text


def test_a_reply_that_cannot_tell_gives_its_reasons_on_a_sheet_of_its_own(library):
    county = library["台儿庄区"]
    given = {**REPLY, "核实结论": "无法证实"}
    with pytest.raises(gaozhi.DocumentError, match="原因"):
        county.render("行政协助回复函", {}, given, on=DAY)
    document = county.render("行政协助回复函", {}, {**given, "原因": "档案已经移交"}, on=DAY)
    assert "真实（或虚假）" not in document.text
    assert "承诺事项为" not in document.text
    kinds = [piece.kind for piece in document.pieces]
    assert "档案已经移交" in document.text.split("附：无法证实的原因")[1]
    assert kinds.index("attachment") > kinds.index("note")


def test_an_empty_reply_prints_both_findings(library):
    text = library["台儿庄区"].render("行政协助回复函", {}, blank=True, on=DAY).text
    assert "申请人承诺事项为真实（或虚假）。" in text


@pytest.mark.parametrize(
    ("allowed", "printed"),
    [
        (True, "本证明事项可代为承诺，代为承诺的，应提交申请人的授权。"),
        (False, "本证明事项必须由申请人作出承诺，不可代为承诺。"),
        (None, "本证明事项必须由申请人作出承诺，不可（可）代为承诺。"),
    ],
)
def test_whether_an_agent_may_commit_is_one_sentence_that_agrees_with_itself(
    library, allowed, printed
):
    facts = {} if allowed is None else {"证明.可代为承诺": allowed}
    text = library["阿合奇县"].render("证明事项告知承诺书", facts, blank=True, on=DAY).text
    assert printed in text.split("\n")
    assert text.count("代为承诺。") + text.count("应提交申请人的授权") == 1


def test_what_the_body_requires_and_the_model_letter_lacks_is_on_a_sheet_of_its_own(library):
    document = library["阿合奇县"].render("证明事项告知承诺书", {}, blank=True, on=DAY)
    model, _, sheet = document.text.partition("附：依正文补充告知的内容")
    for words in ("民事责任", "行政责任", "刑事责任", "行政机关核查权力", "告知承诺书是否公开"):
        assert words not in model
        assert words in sheet
    assert "不愿承担不实承诺法律责任" in sheet


@pytest.mark.parametrize("joined", [True, False])
def test_with_a_licence_joined_in_its_conditions_and_materials_are_told(library, joined):
    facts = {**ORDINARY, **LICENCE, "事项.许可实行告知承诺制": joined}
    county = library["阿合奇县"]
    text = county.render("证明事项告知承诺书", facts, blank=True, on=DAY).text
    assert ("许可条件和材料要求：" in text) is joined


@pytest.mark.parametrize("county", ["启东市", "毛集实验区", "陕州区", "全国"])
def test_the_notice_says_that_the_applicant_may_choose_and_what_follows(library, county):
    text = library[county].render("告知承诺书", {}, {"证明名称": "住所证明"}, blank=True).text
    notice = text.partition("第二部分")[0]
    assert "申请人可自主选择是否采用告知承诺制办理" in notice
    assert "行政机关不再索要住所证明" in notice


COMMON = {"申请人": "张三", "证明名称": "住所证明", "行政事项": "登记"}
MODEL = {
    "申请人姓名": "张三",
    "申请事项名称": "登记",
    "证明事项名称": "住所证明",
    "具体情况": "自有住房",
    "可核查方式": "查询登记",
}


@pytest.mark.parametrize(
    ("county", "form", "given"),
    [
        ("毛集实验区", "告知承诺书", COMMON),
        ("陕州区", "告知承诺书", COMMON),
        ("阿合奇县", "证明事项告知承诺书", MODEL),
    ],
)
def test_whoever_declines_gets_the_notice_and_no_commitment_to_sign(library, county, form, given):
    willing = library[county].render(form, ORDINARY, given, on=DAY)
    declined = library[county].render(form, {**ORDINARY, **UNWILLING}, given, on=DAY)
    assert "申请人现作出下列承诺" in willing.text
    assert "申请人现作出下列承诺" not in declined.text
    assert "自主选择" in declined.text


def test_the_notice_of_two_letters_comes_before_the_choice_the_commitment_after_it(library):
    county = library["台儿庄区"]
    notice = {"申请人": "王五", "办理事项": "登记", "开具单位": "社区", "证明名称": "住所证明"}
    given = {**notice, "可作承诺": ["住所属实"]}
    for mode in ("可选择", "必须实行"):
        facts = {**ORDINARY, **UNWILLING, "证明.实施方式": mode}
        assert "你可以作出以下承诺" in county.render("承诺告知书", facts, given, on=DAY).text
        promise = {**notice, "致送部门": "区民政局", "承诺事项": ["住所属实"]}
        with pytest.raises(gaozhi.DocumentError, match="GZ546"):
            county.render("申请人承诺书", facts, promise, on=DAY)


@pytest.mark.parametrize(
    ("county", "form"),
    [
        ("启东市", "告知承诺书"),
        ("毛集实验区", "告知承诺书"),
        ("陕州区", "告知承诺书"),
        ("阿合奇县", "证明事项告知承诺书"),
        ("台儿庄区", "申请人承诺书"),
    ],
)
def test_an_agent_has_lines_to_sign_with_the_authority_and_nobody_else(library, county, form):
    agent = {**ORDINARY, **BY_AGENT, **SPECIAL_POWER}
    by_agent = library[county].render(form, agent, blank=True, on=DAY).text
    assert "代理权：" in by_agent
    assert "法定代理" in by_agent
    assert "代理人（签字" in by_agent or "代理人签名" in by_agent
    in_person = library[county].render(form, ORDINARY, blank=True, on=DAY).text
    assert "代理权" not in in_person


@pytest.mark.parametrize(
    ("county", "facts"), [("启东市", IN_PERSON), ("陕州区", {"证明.可代为承诺": False})]
)
def test_where_no_agent_may_commit_there_are_no_lines_for_one(library, county, facts):
    agent = {**ORDINARY, **BY_AGENT, **SPECIAL_POWER, **facts}
    assert "代理权" not in library[county].render("告知承诺书", agent, blank=True, on=DAY).text


def test_what_the_decision_must_bring_along_is_remarked_upon(library):
    facts = {**ORDINARY, "事项.类型": "公共服务"}
    remarks = library["陕州区"].render("告知承诺书", facts, COMMON, on=DAY).remarks
    assert any("没有列明公共服务" in remark for remark in remarks)
    plain = library["陕州区"].render("告知承诺书", ORDINARY, COMMON, on=DAY).remarks
    assert not any("没有列明公共服务" in remark for remark in plain)


def test_what_one_reading_gives_is_told_to_an_applicant_as_possible_only(library, willing):
    facts = {**willing, "申请人.证件号码": ORDINARY["申请人.证件号码"]}
    document = library["启东市"].render("告知承诺书", facts, {"申请人": "张三"}, item=2, on=DAY)
    assert "可能列入虚假承诺失信主体名单；失信信息可能向社会公开" in document.text
    said = [remark for remark in document.remarks if "也有人理解为" in remark]
    assert any("名单是否公示另行规定" in remark for remark in said)


def test_the_organ_is_called_by_its_full_name(library):
    document = library["启东市"].render("告知承诺书", {}, item=30, blank=True)
    assert "行政机关：启东市人力资源和社会保障局" in document.text
    table = library["启东市"].render("证明事项清单", {})
    assert "启东市人力资源和社会保障局" not in table.text


def test_two_officials_are_not_sent_where_the_request_goes_by_the_platform(library):
    given = {**LETTER, "指派人员甲": "李四", "指派人员乙": "王五"}
    by_hand = {"承诺.已书面作出": True, "协助.提出方式": "持函"}
    by_platform = {"承诺.已书面作出": True, "协助.提出方式": "平台"}
    county = library["台儿庄区"]
    assert "两名同志" in county.render("行政协助函（二）", by_hand, given, on=DAY).text
    with pytest.raises(gaozhi.DocumentError, match="GZ546"):
        county.render("行政协助函（二）", by_platform, given, on=DAY)


@pytest.mark.parametrize(
    ("county", "form", "end"),
    [
        ("阿合奇县", "证明事项告知承诺书", "（范本）"),
        ("台儿庄区", "承诺告知书", "（供参考）"),
        ("台儿庄区", "申请人承诺书", "（供参考）"),
        ("台儿庄区", "行政协助函（二）", "行政协助函（二）（供参考）"),
        ("台儿庄区", "行政协助回复函", "（供参考）"),
    ],
)
def test_a_heading_stands_as_it_is_printed(library, county, form, end):
    assert library[county].render(form, {}, blank=True, on=DAY).heading.endswith(end)


@pytest.mark.parametrize(
    ("county", "faults"),
    [
        (
            "台儿庄区",
            ["没有写行政机关核查权力", "没有写意思表示真实", "少“工作”二字", "只印真实、虚假两种"],
        ),
        (
            "阿合奇县",
            ["范本没有写；印在附页", "执意隐瞒", "只写不愿承诺、无法承诺两种"],
        ),
    ],
)
def test_the_faults_of_the_documents_are_notes_of_every_check(library, county, faults):
    folder = f"rules/{library[county].id}/forms/"
    notes = [
        d.message
        for d in gaozhi.check().diagnostics
        if d.code == "GZ518" and d.span is not None and folder in d.span.file
    ]
    assert [fault for fault in faults if not any(fault in note for note in notes)] == []
    remarks = " ".join(
        remark
        for form in library[county].forms
        for remark in library[county].render(form.name, {}, blank=True, on=DAY).remarks
    )
    assert [fault for fault in faults if fault not in remarks] == []


def test_every_form_can_be_made_out_empty_and_rests_on_provisions(library):
    for county in library.values():
        for form in county.forms:
            document = county.render(form.name, {}, blank=True)
            assert document.basis, form.name
            assert document.open or document.form == "证明事项清单", form.name
            assert re.search("[{}\ufffc]", document.text) is None, form.name


def test_a_form_changes_no_answer_and_so_no_digest(county_of):
    body = "\n    body:\n      - text: {}。\n"

    bare = gaozhi.load(BASE, bundled=False)["示范县"]
    county = county_of(body.format("请阅知"))
    assert county.digest == bare.digest
    assert county.render("通知书", {}).program == county.digest


def test_a_document_says_from_which_form_it_was_made(tmp_path):
    from tests.diagnostic_pages import lay
    from tests.documents.conftest import HEAD

    def digest(number, words, lead=""):
        text = f"{lead}{HEAD}    body:\n      - text: {words}\n"
        folder = lay({"rules/demo/forms.yaml": text}, tmp_path / str(number))
        return gaozhi.load(folder, bundled=False)["示范县"].render("通知书", {}).digest

    assert digest(1, "请阅知。") == digest(2, "请阅知。", "# 移下一行\n")
    assert digest(3, "请阅知。") != digest(4, "请知悉。")


def test_the_start_of_a_name_offers_every_form_that_begins_so(library):
    with pytest.raises(gaozhi.DocumentError, match="行政协助函（一）、行政协助函（二）？"):
        library["台儿庄区"].render("行政协助函", {}, on=DAY, blank=True)


def test_a_letter_before_there_is_a_commitment_is_refused_for_that(library):
    with pytest.raises(gaozhi.DocumentError, match=r"承诺\.已书面作出：否"):
        library["台儿庄区"].render("行政协助函（一）", {"承诺.已书面作出": False}, LETTER, on=DAY)
