"""What jurisdictions say side by side: everything that stands, and each with its provision."""

from datetime import date

import pytest

from gaozhi import CaseError
from gaozhi.authoring.side_by_side import as_html, as_markdown, quoted, side_by_side
from tests.situations import jurisdiction, library


def rows_of(table, section):
    (found,) = [one for one in table.sections if one.name == section]
    return {row.name: row for row in found.rows}


def titles(row, place):
    return [entry.title for entry in row.cells[place]]


def test_every_rule_with_an_effect_that_stands_has_its_place_and_its_provisions():
    some = list(library().values())
    table = side_by_side(some)
    for place, county in enumerate(some):
        for name, decided in county.program.decisions.items():
            shown = {
                (row.name, entry.name): {one.provision for one in entry.basis}
                for row in rows_of(table, name).values()
                for entry in row.cells[place]
            }
            assert shown == {
                (effect, one.rule.name): {provision.id for provision in one.rule.basis}
                for one in decided.on(date.max)
                for effect in one.rule.effects
            }


def test_every_period_is_there():
    county = jurisdiction("台儿庄区")
    rows = rows_of(side_by_side([county], ["期限"]), "期限")
    assert [t for row in rows.values() for t in titles(row, 0) if "二日" in t or "2个工作日" in t]
    shown = sorted(entry.name for row in rows.values() for entry in row.cells[0])
    assert shown == sorted(duty.name for duty in county.duties() if duty.within is not None)


def test_how_a_bar_ends_and_when_one_may_withdraw_differ_between_counties():
    table = side_by_side([jurisdiction("启东市"), jurisdiction("陕州区")])
    barred = rows_of(table, "适用性")["不适用"]
    assert any("失信信息有效期未届满" in one for one in titles(barred, 0))
    assert not any("失信信息有效期未届满" in one for one in titles(barred, 1))
    withdrawn = rows_of(table, "撤回")["可撤回"]
    assert titles(withdrawn, 0) == ["行政事项办结前，可以撤回承诺申请，无须理由"]
    assert titles(withdrawn, 1) == ["办结前有合理理由，可以撤回"]


def test_the_rules_of_a_day_are_those_that_stood_on_it():
    county = jurisdiction("启东市")
    before = side_by_side([county], ["适用性"], on=date(2021, 2, 1))
    shown = {entry.name for row in rows_of(before, "适用性").values() for entry in row.cells[0]}
    assert "失信未修复且未届满" not in shown
    after = side_by_side([county], ["适用性"], on=date(2021, 6, 1))
    shown = {entry.name for row in rows_of(after, "适用性").values() for entry in row.cells[0]}
    assert "失信未修复且未届满" in shown


def test_what_is_alike_can_be_left_out_though_other_provisions_say_it():
    some = [jurisdiction("全国"), jurisdiction("毛集实验区")]
    every, differing = side_by_side(some, ["撤回"]), side_by_side(some, ["撤回"], differing=True)
    assert every.sections
    assert differing.sections == ()
    assert all(row.alike for row in every.sections[0].rows)
    first, second = every.sections[0].rows[0].cells
    assert first[0].basis != second[0].basis


def test_a_decision_that_one_of_them_lacks_is_a_row_without_entries():
    some = [jurisdiction("启东市"), jurisdiction("台儿庄区")]
    lists = rows_of(side_by_side(some, ["consequences"]), "不实后果")
    assert titles(lists["推送信用中国"], 0) == []
    assert titles(lists["推送信用中国"], 1)


def test_a_decision_that_nobody_knows_is_refused_with_the_nearest():
    with pytest.raises(CaseError, match="适用性"):
        side_by_side([jurisdiction("启东市")], ["适用"])


def test_the_pages_quote_every_provision_and_escape_what_they_quote():
    table = side_by_side([jurisdiction("启东市"), jurisdiction("台儿庄区")], ["撤回", "不实后果"])
    page, text = as_html(table), as_markdown(table)
    for section in table.sections:
        for row in section.rows:
            for entry in (entry for cell in row.cells for entry in cell):
                assert entry.cited
                for citation in entry.cited:
                    assert quoted(citation) in page
                    assert quoted(citation) in text
    assert page.count("<h2") == text.count("\n## ") == 2
    silent = sum(
        len(row.cells) - len(one.by)
        for section in table.sections
        for row in section.rows
        for one in row.statements
    )
    assert silent
    assert page.count('<td class="soft">—</td>') == text.count(" — |") == silent
