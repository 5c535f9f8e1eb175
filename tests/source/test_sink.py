"""The sink that problems go into: a list of them, each said in one line."""

from gaozhi.source import Diagnostic, Diagnostics, Severity, Span

PLACE = Span("甲.yaml", 1, 1, 1, 3)


def test_it_is_the_list_of_what_was_said():
    found = Diagnostics()
    found.note("GZ570", "没有用到", PLACE)
    found.warning("GZ579", "形近", PLACE, help="改")
    assert not found.failed
    found.error("GZ303", "不认识", PLACE)
    assert found.failed
    assert [one.severity for one in found] == [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    assert found[2] == Diagnostic.error("GZ303", "不认识", PLACE)


def test_an_unknown_name_comes_with_the_one_that_was_meant_and_the_edit():
    found = Diagnostics()
    found.unknown_name("GZ303", "不认识", "申请人.愿意承若", ["申请人.愿意承诺"], PLACE)
    assert found[0].help == "是否要写 申请人.愿意承诺？"
    assert [edit.text for edit in found[0].fix] == ["申请人.愿意承诺"]


def test_an_unknown_name_that_is_near_none_comes_with_all_or_with_the_way_out():
    found = Diagnostics()
    found.unknown_name("GZ303", "不认识", "戊己", ["甲", "乙"], PLACE)
    found.unknown_name("GZ303", "不认识", "戊己", [], PLACE)
    found.unknown_name("GZ303", "不认识", "戊己", ["甲"], PLACE, "照抄词汇表")
    assert [one.help for one in found] == ["可写：甲、乙", "可写：无", "照抄词汇表"]
    assert found[0].params == {"found": "戊己", "known": ["甲", "乙"]}
