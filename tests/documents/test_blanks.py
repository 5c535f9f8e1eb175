"""What fills a blank, what is refused, and what stays a blank."""

import pytest

import gaozhi
from tests.documents.conftest import DAY
from tests.places import BASE

IDENTITY = "11010519491231002X"


def refused(call) -> gaozhi.DocumentError:
    with pytest.raises(gaozhi.DocumentError) as found:
        call()
    return found.value


def test_what_nothing_fills_stays_a_visible_blank_of_its_length(county_of):
    county = county_of("""
    fields: {经办人: {width: 5, hint: （签名处）}}
    body:
      - text: 经办人：{经办人}。
""")
    document = county.render("通知书", {})
    assert document.text == "通知书\n经办人：＿＿＿＿＿（签名处）。"
    assert [one.field for one in document.open] == ["经办人"]


def test_a_case_an_item_the_county_and_a_decision_fill_their_blanks(county_of):
    county = county_of("""
    fields:
      申请人: {fact: 申请人.姓名}
      证明: {item: certificate}
      部门: {item: departments.county}
      本县: {county: name}
      文号: {county: document}
      核查: {decision: 核查方式, says: {免予核查: 不再核查}}
      原文: {quote: DEMO-1}
      日期: {fact: 办理.日期}
    body:
      - text: "{申请人}，{证明}，{部门}，{本县}，{文号}，{核查}，{原文}，{日期}"
""")
    document = county.render("通知书", {"申请人.姓名": "张三"}, item=1, on=DAY)
    words = "张三，无犯罪记录证明，示范县公安局，示范县，示办发〔2021〕1号，不再核查"
    assert f"{words}，列入清单的证明事项实行告知承诺制，2021年7月1日" in document.text
    assert document.open == ()


def test_an_open_decision_leaves_its_blank_and_says_what_is_still_possible(county_of):
    county = county_of("""
    fields: {核查: {decision: 核查方式, width: 3}}
    body:
      - text: 核查方式：{核查}
""")
    document = county.render("通知书", {})
    assert "核查方式：＿＿＿" in document.text
    assert "仍可能：免予核查、在线核查" in document.remarks[0]


def test_what_is_written_goes_before_what_is_known_and_is_told(county_of):
    county = county_of("""
    fields: {部门: {item: departments.county}}
    body:
      - line: "{部门}："
""")
    document = county.render("通知书", {}, {"部门": "示范县民政局"}, item=1)
    assert "示范县民政局：" in document.text
    assert document.remarks == ("“部门”填写的与已知的“示范县公安局”不同，以填写的为准",)


def test_only_the_county_s_own_organ_is_called_by_its_full_name(county_of):
    catalog = (BASE / "catalogs/demo.yaml").read_text(encoding="utf-8")
    own = "departments: {county: 县公安局}, facts"
    both = "departments: {prefecture: 市公安局, county: 县公安局}, facts"
    county = county_of(
        """
    fields: {部门: {item: departments.county}, 上级: {item: departments.prefecture}}
    body:
      - line: "{部门}、{上级}"
""",
        **{"catalogs/demo.yaml": catalog.replace(own, both)},
    )
    assert "示范县公安局、市公安局" in county.render("通知书", {}, item=1).text


@pytest.mark.parametrize("source", ["fact: 申请人.证件号码", "width: 18"])
def test_an_identity_number_is_printed_in_full_only_on_request(county_of, source):
    county = county_of(f"""
    fields: {{证件号码: {{{source}}}}}
    body:
      - text: 证件号码：{{证件号码}}
""")
    facts = {"申请人.证件号码": IDENTITY}
    given = {} if "fact" in source else {"证件号码": IDENTITY}
    masked = county.render("通知书", facts, given)
    full = county.render("通知书", facts, given, with_identity=True)
    for said in (masked.text, masked.html(), masked.markdown(), str(masked.to_dict())):
        assert IDENTITY not in said
    assert "1101**************" in masked.text
    assert IDENTITY in full.text


@pytest.mark.parametrize(("signed", "told"), [("by_hand: true", True), ("width: 8", False)])
def test_a_masked_number_is_remarked_upon_only_where_somebody_signs(county_of, signed, told):
    county = county_of(f"""
    fields: {{证件号码: {{width: 18}}, 签名: {{{signed}}}}}
    body:
      - text: 证件号码：{{证件号码}}，{{签名}}
""")
    masked = county.render("通知书", {}, {"证件号码": IDENTITY})
    full = county.render("通知书", {}, {"证件号码": IDENTITY}, with_identity=True)
    assert any("要签署的文书应当印全" in remark for remark in masked.remarks) is told
    assert full.remarks == ()


def test_every_needed_field_that_is_missing_is_named_at_once(county_of):
    county = county_of("""
    fields:
      申请人: {needed: true}
      编号: {label: 发文编号, needed: true}
    body:
      - text: 致{申请人}，编号{编号}
""")
    error = refused(lambda: county.render("通知书", {}))
    assert [one.code for one in error.diagnostics] == ["GZ544", "GZ544"]
    assert "申请人" in str(error)
    assert "编号（发文编号）" in str(error)
    assert "致＿＿＿＿＿＿＿＿，" in county.render("通知书", {}, blank=True).text


@pytest.mark.parametrize(
    ("written", "printed"),
    [("20210007", "20210007"), (7, "20210007"), ("7", "20210007"), ("0007", "20210007")],
)
def test_a_number_is_a_year_and_a_serial_of_four_digits_each(county_of, written, printed):
    county = county_of("""
    fields: {编号: {serial: YYYYNNNN}}
    body:
      - right: （编号：{编号}）
""")
    document = county.render("通知书", {}, {"编号": written}, on=DAY)
    assert f"（编号：{printed}）" in document.text


@pytest.mark.parametrize(
    "written", ["第一号", "2021007", "00000", 0, -1, True, "２０２１０００７", 12345]
)
def test_a_number_of_another_make_is_refused(county_of, written):
    county = county_of("""
    fields: {编号: {serial: YYYYNNNN}}
    body:
      - right: （编号：{编号}）
""")
    error = refused(lambda: county.render("通知书", {}, {"编号": written}, on=DAY))
    assert [one.code for one in error.diagnostics] == ["GZ545"]


def test_a_bare_serial_needs_the_year_of_the_case(county_of):
    county = county_of("""
    fields: {编号: {serial: YYYYNNNN}}
    body:
      - right: （编号：{编号}）
""")
    assert "案件要写明日期" in str(refused(lambda: county.render("通知书", {}, {"编号": 7})))


def test_a_list_has_its_lines_numbered_never_too_few_and_as_many_as_are_given(county_of):
    county = county_of("""
    fields: {承诺: {rows: 3, width: 2}}
    body:
      - list: 承诺
""")

    def lines(given):
        return county.render("通知书", {}, given).text.split("\n")[1:]

    assert lines({}) == ["1、＿＿", "2、＿＿", "3、＿＿"]
    assert lines({"承诺": "甲"}) == ["1、甲"]
    assert lines({"承诺": list("甲乙丙丁")}) == ["1、甲", "2、乙", "3、丙", "4、丁"]


def test_a_table_takes_rows_by_column_and_has_a_row_that_guides(county_of):
    county = county_of("""
    page: landscape
    fields: {各行: {rows: 2}}
    body:
      - table:
          columns: [序号, {方式: [甲, 乙]}, 备注]
          guide: {甲: 说明}
          rows: 各行
""")
    grid = county.render("通知书", {}, {"各行": [{"序号": 1, "乙": "是"}]}).pieces[0].grid
    assert grid.columns == ((None, "序号"), ("方式", "甲"), ("方式", "乙"), (None, "备注"))
    assert grid.guide == ("", "说明", "", "")
    assert len(grid.rows) == 2
    assert "没有“丙”一栏" in str(
        refused(lambda: county.render("通知书", {}, {"各行": [{"丙": "是"}]}))
    )


def test_a_choice_prints_both_until_one_is_taken_and_pieces_follow_it(county_of):
    county = county_of("""
    fields: {结论: {choices: [真实, 无法证实], printed: 真实（或虚假）}}
    body:
      - text: 结论为{结论}。
        unless_chosen: {结论: 无法证实}
      - text: 另附纸说明。
        chosen: {结论: 无法证实}
""")
    said = {g: county.render("通知书", {}, {"结论": g}).text for g in ("真实", "无法证实")}
    assert county.render("通知书", {}).text == "通知书\n结论为真实（或虚假）。"
    assert said == {"真实": "通知书\n结论为真实。", "无法证实": "通知书\n另附纸说明。"}
    assert "没有“不知道”这个选项" in str(
        refused(lambda: county.render("通知书", {}, {"结论": "不知道"}))
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"签名": "张三"}, "由人手写"),
        ({"申请日": "2021-02-30"}, "应为日期"),
        ({"申清日": "2021-02-03"}, "是否要写 申请日？"),
        ({"事由": "甲\x00乙"}, "不能打印的字符"),
        ({"事由": "甲\ud800"}, "不能打印的字符"),
        ({"事由": ["甲"]}, "应为文本"),
        ({"事由": "甲" * 10_001}, "超过 10000 字"),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused(county_of, given, says):
    county = county_of("""
    fields: {签名: {by_hand: true}, 申请日: {date: true}, 事由: {width: 4}}
    body:
      - text: "{申请日}，{事由}，{签名}"
""")
    assert "＿＿＿＿年＿＿月＿＿日，＿＿＿＿，" in county.render("通知书", {}).text
    error = refused(lambda: county.render("通知书", {}, given))
    assert [one.code for one in error.diagnostics] == ["GZ545"]
    assert says in str(error)


def test_a_fault_in_a_case_file_is_shown_at_its_place(county_of, tmp_path):
    county_of("""
    fields: {申请日: {date: true}}
    body:
      - line: "{申请日}"
""")
    case = tmp_path / "case.yaml"
    case.write_text(
        "jurisdiction: 示范县\nfill:\n  申请日: 昨天\n  申清日: 今天\n", encoding="utf-8"
    )
    request = gaozhi.read_case(case, gaozhi.load(tmp_path / "folder", bundled=False))
    error = refused(lambda: request.render("通知书"))
    assert [(d.code, d.span.line, d.span.column) for d in error.diagnostics] == [
        ("GZ545", 3, 8),
        ("GZ545", 4, 3),
    ]


def test_a_form_that_the_case_does_not_fit_is_refused_unless_it_is_to_be_blank(county_of):
    county = county_of("""
    when: 申请人.愿意承诺
    body:
      - text: 请阅知。
""")
    error = refused(lambda: county.render("通知书", {"申请人.愿意承诺": False}))
    assert [one.code for one in error.diagnostics] == ["GZ546"]
    assert county.render("通知书", {"申请人.愿意承诺": False}, blank=True).remarks == ()
    assert county.render("通知书", {"申请人.愿意承诺": True}).remarks == ()
    assert "还不能确定" in county.render("通知书", {}).remarks[0]


def test_a_condition_that_two_facts_leave_open_is_settled_where_both_ways_agree(county_of):
    county = county_of("""
    when: {any: [{all: [申请人.愿意承诺, 证明.在清单内]}, {all: [申请人.愿意承诺, {not: 证明.在清单内}]}]}
    body:
      - text: 请阅知。
""")
    assert county.render("通知书", {"申请人.愿意承诺": True}).remarks == ()


def test_points_are_numbered_anew_below_every_heading(county_of):
    county = county_of("""
    body:
      - heading: 甲
      - point: 子
      - point: 丑
      - heading: 乙
      - point: 寅
""")
    assert county.render("通知书", {}).text == "通知书\n甲\n（一）子\n（二）丑\n乙\n（一）寅"


def test_what_is_supposed_is_known_only_to_its_own_blank(county_of):
    county = county_of("""
    fields:
      假如不愿: {decision: 适用性, supposing: {申请人.愿意承诺: false}}
      实际: {decision: 适用性}
    body:
      - text: "{假如不愿}；{实际}"
""")
    facts = {"申请人.曾作出虚假承诺": False, "证明.在清单内": True}
    text = county.render("通知书", {**facts, "申请人.愿意承诺": True}).text
    assert text.endswith("可适用；可适用")
    assert county.render("通知书", facts).text.splitlines()[1].startswith("应提交证明；＿")


def test_what_the_form_prints_behind_a_blank_is_not_printed_twice(county_of):
    county = county_of("""
    fields: {证明: {item: certificate, label: 应当提供的证明}}
    body:
      - text: 应当提供{证明}证明，另见{证明}。
""")
    document = county.render("通知书", {}, item=1)
    assert "应当提供无犯罪记录证明，另见无犯罪记录证明。" in document.text
    assert document.remarks == ("“应当提供的证明”末尾的“证明”样式已经印有，没有重复印",)


@pytest.mark.parametrize(("written", "printed"), [("证明", "证明证明"), ("光明", "光明证明")])
def test_only_a_word_of_the_form_s_own_behind_a_name_is_left_out(county_of, written, printed):
    county = county_of("""
    fields: {证明: {width: 4}}
    body:
      - text: 应当提供{证明}证明。
""")
    document = county.render("通知书", {}, {"证明": written})
    assert f"应当提供{printed}。" in document.text
    assert document.remarks == ()


def test_a_choice_that_is_none_is_answered_with_all_there_are(library):
    county = library["台儿庄区"]
    error = refused(lambda: county.render("行政协助回复函", {}, {"核实结论": "不实"}))
    ways_out = {one.message: one.help for one in error.diagnostics}
    assert ways_out["字段“核实结论”没有“不实”这个选项"] == "可填：真实、虚假、无法证实"
    assert not [one for one in error.diagnostics if "缺少必填的字段“核实结论”" in one.message]
