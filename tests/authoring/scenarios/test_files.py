"""What a scenario file may say, and what is said of one that cannot be used."""

import pytest

import gaozhi
from gaozhi.source import Severity
from tests.authoring.scenarios.conftest import FILE, HEAD


def load(folder):
    return gaozhi.load_scenarios(folder, bundled=False)


def found(folder) -> list[str]:
    """Every code that a check gives, with the line in the scenario file."""
    report = gaozhi.check(folder, bundled=False)
    errors = [d for d in report.diagnostics if d.severity is not Severity.NOTE]
    assert all(d.span is not None and d.span.file.endswith(".scenarios.yaml") for d in errors)
    return [d.code for d in errors]


def test_a_scenario_lays_its_changes_over_the_base(write):
    folder = write("""
        scenarios:
          - name: 不愿承诺
            changes: {申请人.愿意承诺: false}
            expect: {outcome: 应提交证明}
    """)
    (one,) = load(folder)
    assert (one.jurisdiction, one.decision, one.name) == ("示范县", "适用性", "不愿承诺")
    assert one.facts == {
        "证明.在清单内": True,
        "申请人.愿意承诺": False,
        "申请人.曾作出虚假承诺": False,
    }
    assert one.on is not None
    assert one.on.isoformat() == "2021-07-01"


def test_an_identity_number_in_a_name_is_masked_for_whoever_shows_it(write):
    (one,) = load(
        write("scenarios: [{name: 号码 11010519491231002X 的人, expect: {outcome: 可适用}}]")
    )
    assert one.title == "示范县 · 适用性：号码 1101************** 的人"
    assert "0519491231" not in f"{one} {one!r}"


def test_facts_stand_alone(write):
    folder = write("""
        scenarios:
          - name: 只知道不愿
            facts: {申请人.愿意承诺: false}
            expect: {outcome: 待补充}
    """)
    assert load(folder)[0].facts == {"申请人.愿意承诺": False}


def test_what_is_unknown_is_taken_away_the_day_too(write):
    folder = write("""
        scenarios:
          - name: 不知道
            unknown: [applicant.willing, 办理.日期]
            expect: {outcome: 待补充}
    """)
    (one,) = load(folder)
    assert "申请人.愿意承诺" not in one.facts
    assert one.on is None


def test_facts_may_be_written_by_api_name_and_nested(write):
    folder = write("""
        scenarios:
          - name: 不愿承诺
            changes: {applicant: {willing: false}}
            expect: {outcome: 应提交证明}
    """)
    assert load(folder)[0].facts["申请人.愿意承诺"] is False


def test_a_base_may_start_from_a_base_of_the_parent(write):
    write(
        "bases:\n  上级的平常: {facts: {申请人.愿意承诺: true}}\n",
        head="",
        name="rules/root/平常.scenarios.yaml",
    )
    folder = write(
        """
        bases:
          清单内: {base: 上级的平常, changes: {证明.在清单内: true}}
        scenarios:
          - name: 没有失信
            base: 清单内
            changes: {申请人.曾作出虚假承诺: false}
            expect: {outcome: 可适用}
        """,
        head="date: 2021-07-01\n",
    )
    assert len(load(folder)[0].facts) == 3
    assert found(folder) == []


def test_an_item_may_be_named(write):
    folder = write("""
        scenarios:
          - name: 第一项
            item: 1
            facts: {申请人.愿意承诺: false, 申请人.曾作出虚假承诺: false}
            expect: {outcome: 应提交证明}
    """)
    assert load(folder)[0].item == 1


def test_without_caveats_none_are_looked_at_unless_the_file_says_exactly(write):
    text = "scenarios:\n  - {name: 一, facts: {}, expect: {outcome: 待补充}}\n"
    exactly = load(write(text, head="caveats: exactly\n"))[0].expect
    freely = load(write(text, head=""))[0].expect
    assert (exactly.caveats, freely.caveats) == ((), None)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("{name: 一}", "GZ560"),
        ("{name: 一, expect: {}}", "GZ560"),
        ("{name: 一, expect: {outcome: 不能适用}}", "GZ561"),
        ("{name: 一, expect: {outcome: 待补充, possible: [不适用, 也许]}}", "GZ561"),
        ("{name: 一, decision: 核查方式, expect: {outcome: 现场核查}}", "GZ562"),
        ("{name: 一, decision: 办理义务, expect: {values: [不再索要证明]}}", "GZ562"),
        ("{name: 一, decision: 办理义务, expect: {outcome: 一次性告知}}", "GZ563"),
        ("{name: 一, decision: 办理义务, expect: {possible: [一次性告知]}}", "GZ563"),
        ("{name: 一, expect: {values: [不适用]}}", "GZ563"),
        ("{name: 一, expect: {pending: [不适用]}}", "GZ563"),
        ("{name: 一, expect: {outcome: 不适用, possible: [不适用, 可适用]}}", "GZ563"),
        ("{name: 一, expect: {outcome: 待补充, possible: [不适用]}}", "GZ563"),
        ("{name: 一, expect: {outcome: 不适用, grounds: [没有的规则]}}", "GZ564"),
        ("{name: 一, expect: {outcome: 不适用, grounds: ['root:ROOT-3']}}", "GZ564"),
        ("{name: 一, decision: 办理义务, expect: {values: {一次性告知: 没有}}}", "GZ564"),
        ("{name: 一, base: 没有的, expect: {outcome: 可适用}}", "GZ565"),
        ("{name: 一, decision: 没有的, expect: {outcome: 可适用}}", "GZ610"),
        ("{name: 一, changes: {申请人.原意承诺: true}, expect: {outcome: 可适用}}", "GZ601"),
        ("{name: 一, unknown: [申请人.原意承诺], expect: {outcome: 可适用}}", "GZ601"),
        ("{name: 一, expect: {questions: [申请人.原意承诺]}}", "GZ601"),
        ("{name: 一, changes: {申请人.愿意承诺: 是}, expect: {outcome: 可适用}}", "GZ602"),
        ("{name: 一, item: 99, expect: {outcome: 可适用}}", "GZ607"),
        ("{name: 一, date: 2019-01-01, expect: {outcome: 可适用}}", "GZ608"),
        ("{name: 一, facts: {}, changes: {}, expect: {outcome: 可适用}}", "GZ205"),
        ("{name: 一, event: 提出申请, expect: {outcome: 可适用}}", "GZ205"),
        ("{name: 一, expect: {due: {确定核查方式: 2021-07-29}}}", "GZ205"),
        (
            "{name: 一, event: 提出, at: 2021-07-01, expect: {due: {确定核查方式: 2021-07-29}}}",
            "GZ617",
        ),
        ("{name: 一, event: 提出申请, at: 2021-07-01, expect: {due: {甲: 2021-07-29}}}", "GZ568"),
        (
            "{name: 一, event: 提出申请, at: 2021-07-01, expect: {outcome: 可适用, due: {确定核查方式: 2021-07-29}}}",
            "GZ205",
        ),
        (
            "{name: 一, date: 2021-07-01, event: 提出申请, at: 2021-07-01, expect: {due: {确定核查方式: 2021-07-29}}}",
            "GZ205",
        ),
        (
            "{name: 一, decision: 适用性, event: 提出申请, at: 2021-07-01, expect: {due: {确定核查方式: 2021-07-29}}}",
            "GZ205",
        ),
        ("{name: 一, date: null, expect: {outcome: 可适用}}", "GZ203"),
        ("{name: 一, expct: {outcome: 可适用}}", "GZ201"),
        ("{expect: {outcome: 可适用}}", "GZ202"),
    ],
)
def test_what_cannot_be_used_is_told(write, scenario, code):
    assert found(write(f"scenarios:\n  - {scenario}\n")) == [code]


@pytest.mark.parametrize(
    ("scenario", "help"),
    [
        (
            "{name: 一, decision: 撤回, expect: {outcome: 可撤回}}",
            "这里没有为“撤回”写规则；有规则的判断：",
        ),
        ("{name: 一, base: 没有的, expect: {outcome: 可适用}}", "或者写 extends，用上级的"),
    ],
)
def test_what_is_not_there_is_told_with_where_it_may_come_from(write, scenario, help):
    folder = write(f"scenarios:\n  - {scenario}\n", head="")
    words = "{name: 撤回, api: withdrawal, combine: strongest, values: [不可撤回, 可撤回]}"
    (folder / "rules" / "vocabulary.yml").write_text(f"decisions: [{words}]\n", encoding="utf-8")
    errors = [d for d in gaozhi.check(folder, bundled=False).diagnostics if d.span]
    assert any(help in str(one.help) for one in errors), errors


def test_every_problem_of_a_file_is_told_at_once_and_what_is_sound_is_kept(write):
    folder = write("""
        scenarios:
          - {name: 一}
          - {name: 二, expect: {outcome: 不能适用, grounds: [甲]}}
          - {name: 三, expect: {outcome: 可适用}}
          - {name: 三, expect: {outcome: 可适用}}
    """)
    assert sorted(found(folder)) == ["GZ560", "GZ561", "GZ564", "GZ566"]
    with pytest.raises(gaozhi.CatalogError) as caught:
        load(folder)
    assert len(caught.value.diagnostics) == 4


def test_bases_in_a_circle(write):
    folder = write(
        """
        bases:
          甲: {base: 乙}
          乙: {base: 甲}
        scenarios:
          - {name: 一, base: 甲, expect: {outcome: 可适用}}
        """,
        head="",
    )
    assert set(found(folder)) == {"GZ565"}


def test_a_fault_of_a_base_is_told_once_at_the_base(write):
    folder = write("""
        scenarios:
          - {name: 一, base: 坏的, expect: {outcome: 可适用}}
          - {name: 二, base: 坏的, expect: {outcome: 可适用}}
    """)
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("bases:\n", "bases:\n  坏的: {facts: {证明.在清单内: 在}}\n"), encoding="utf-8"
    )
    report = gaozhi.check(folder, bundled=False)
    assert [d.code for d in report.diagnostics if d.severity is Severity.ERROR] == ["GZ602"]


def test_two_files_may_not_have_a_scenario_of_one_name(write):
    text = "scenarios:\n  - {name: 一, facts: {}, expect: {outcome: 待补充}}\n"
    write(text, head="")
    assert found(write(text, head="", name="rules/demo/又.scenarios.yaml")) == ["GZ566"]


@pytest.mark.parametrize(
    ("name", "head", "code"),
    [
        ("rules/mouxian/一.scenarios.yaml", "", "GZ567"),
        ("rules/mouxian/一.scenarios.yaml", "jurisdiction: 示范县\n", "GZ567"),
        (FILE, "jurisdiction: 示范先\n", "GZ611"),
        ("rules/一.scenarios.yaml", "", "GZ516"),
        ("catalogs/一.scenarios.yaml", "", "GZ516"),
        ("rules/demo/一.scenarios.yaml.txt", "", "GZ516"),
    ],
)
def test_a_file_of_nobody_is_told(write, name, head, code):
    text = "scenarios:\n  - {name: 一, facts: {}, expect: {outcome: 待补充}}\n"
    folder = write(text, head=head, name=name)
    errors = [d for d in gaozhi.check(folder, bundled=False).diagnostics if d.severity == "error"]
    assert [d.code for d in errors] == [code]


def test_a_scenario_file_is_no_rules_file_and_never_stops_a_library(write):
    folder = write("scenarios:\n  - {name: 一}\n")
    assert gaozhi.load(folder, bundled=False)["示范县"].decide({}).outcome == "待补充"


def test_while_the_rules_are_unsound_their_scenarios_wait(write):
    folder = write("scenarios:\n  - {name: 一, expect: {outcome: 可适用}}\n")
    (folder / "rules/demo/rules.yaml").write_text("rules: {适用性: [{rule: 甲}]}\n")
    codes = {d.code for d in gaozhi.check(folder, bundled=False).diagnostics}
    assert not any(code.startswith("GZ56") for code in codes)
    assert "GZ202" in codes


def test_scenarios_may_be_laid_over_the_bundled_rules(tmp_path):
    path = tmp_path / "rules/qidong/我的.scenarios.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "base: 平常的申请\ndate: 2021-07-01\nscenarios:\n"
        "  - {name: 平常, expect: {outcome: 可适用}}\n",
        encoding="utf-8",
    )
    (one,) = gaozhi.load_scenarios(tmp_path)
    assert one.jurisdiction == "启东市"
    assert one.facts["申请人.愿意承诺"] is True


def test_scenarios_of_one_county():
    names = {one.jurisdiction for one in gaozhi.load_scenarios(county="qidong")}
    assert names == {"启东市"}
    with pytest.raises(gaozhi.UnknownJurisdiction):
        gaozhi.load_scenarios(county="启冬市")


def test_the_head_is_what_the_tests_think_it_is(write):
    assert "caveats: exactly" in HEAD
    assert found(write("scenarios:\n  - {name: 一, expect: {outcome: 可适用}}\n")) == []
