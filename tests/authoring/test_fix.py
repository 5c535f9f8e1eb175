"""What is beyond doubt is written; the rest of the file stays, and nothing gets worse."""

from __future__ import annotations

import os
import shutil
import stat

import pytest

import gaozhi
from gaozhi.authoring import fix as _mending
from gaozhi.source import apply_edits, fixable, read_text
from tests.builders import write_files
from tests.places import BASE
from tests.two_levels import two_levels

RULES = "rules/demo/rules.yaml"
BODY = """
强:
  - rule: 甲  # 说明一
    title: 甲
    when: {}
    {}: 上   # 说明二

    basis: C-1
"""


def written(folder):
    return (folder / RULES).read_bytes().decode()


def after_fixing(folder, when="甲.四", then="then"):
    two_levels(folder, county=BODY.format(when, then))
    before = written(folder)
    mended = gaozhi.fix(folder, bundled=False)
    return before, written(folder), mended


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("甲。四", "甲.四", "GZ313"),
        ("a.four", "甲.四", "GZ303"),
        ("在清单内", "证明.在清单内", "GZ313"),
        ('"a.four"', '"甲.四"', "GZ303"),
        ("{乙.类: 子 }", "{乙.类: 子 }", None),
        ("{b.kind: 子}", "{乙.类: 子}", "GZ303"),
        ("{戊.日: {befor: 2021-03-01}}", "{戊.日: {before: 2021-03-01}}", "GZ304"),
        ("{戊.日: {before: 2021-3-1}}", "{戊.日: {before: 2021-03-01}}", "GZ305"),
        ("{戊.日: {before: 2021年3月1日}}", "{戊.日: {before: 2021-03-01}}", "GZ305"),
        ("{甲.四: yes}", "{甲.四: true}", "GZ131"),
        ("{甲.四: TRUE}", "{甲.四: true}", "GZ131"),
        ("[甲.四，甲.二]", "[甲.四, 甲.二]", "GZ303"),
        ("{any：[甲.四, 甲.二]}", "{any: [甲.四, 甲.二]}", "GZ108"),
        ("　甲.四", " 甲.四", "GZ107"),
        ("甲.四\u200b", "甲.四", "GZ109"),
        ("{庚.文: 即⽇}", "{庚.文: 即日}", "GZ580"),
    ],
)
def test_a_plain_slip_is_written_right(tmp_path, wrong, right, code):
    before, after, mended = after_fixing(tmp_path, wrong)
    assert after == before.replace(wrong, right)
    assert [fix.diagnostic.code for fix in mended.fixes] == ([code] if code else [])
    assert mended.report.sound


@pytest.mark.parametrize(
    ("law", "title", "quoted"),
    [
        ("甲,乙", "一,二：三", True),
        ("甲: 乙", "一: 二,三", True),
        ("甲, 乙: 丙", "一, 二: 三", False),
    ],
)
def test_pasted_law_gets_its_quotes_only_where_nothing_else_can_be_meant(
    tmp_path, law, title, quoted
):
    two_levels(tmp_path)
    path = tmp_path / "rules" / "demo" / "provisions.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "县文之一, means: 其一", f"{law}, means: {title}"
    )
    path.write_text(text, encoding="utf-8")
    report = gaozhi.fix(tmp_path, bundled=False).report
    if quoted:
        assert report.sound
        assert f'quote: "{law}", means: "{title}"' in path.read_text(encoding="utf-8")
    else:
        assert {one.code for one in report.diagnostics} >= {"GZ136"}
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("key", ["thn", "Then", "tehn", "then："])
def test_a_misspelt_key(tmp_path, key):
    before, after, mended = after_fixing(tmp_path, then=key)
    wrong = f"    {key}: 上" if "：" not in key else "    then：: 上"
    assert wrong in before
    if "：" not in key:
        assert after == before.replace(wrong, "    then: 上")
        assert mended.report.sound


@pytest.mark.parametrize(
    "wrong",
    [
        "乙.子",  # no such fact, and none near
        "{乙.类: 卯}",  # a value that is as near to one as to another
        "甲.五",  # one number for another is another fact
        "{强: 中}",  # a circle is for the author to break
    ],
)
def test_what_may_mean_something_else_is_left(tmp_path, wrong):
    before, after, mended = after_fixing(tmp_path, wrong)
    assert after == before
    assert mended.fixes == ()
    assert not mended.report.sound


def test_the_id_of_a_provision_is_never_guessed(tmp_path):
    two_levels(tmp_path, county=BODY.format("甲.四", "then").replace("C-1", "C-l"))
    before = written(tmp_path)
    assert gaozhi.fix(tmp_path, bundled=False).fixes == ()
    assert written(tmp_path) == before


def test_a_parents_provision_gets_its_prefix(tmp_path):
    two_levels(tmp_path, county=BODY.format("甲.四", "then").replace("C-1", "[C-1, R-1]"))
    mended = gaozhi.fix(tmp_path, bundled=False)
    assert "basis: [C-1, root:R-1]" in written(tmp_path)
    assert [fix.diagnostic.code for fix in mended.fixes] == ["GZ506"]


def test_windows_line_ends_and_the_mark_at_the_head_stay(tmp_path):
    two_levels(tmp_path, county=BODY.format("a.four", "thn"))
    path = tmp_path / RULES
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    gaozhi.fix(tmp_path, bundled=False)
    expected = data.replace(b"a.four", "甲.四".encode()).replace(b"thn", b"then")
    assert path.read_bytes() == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_and_links_stay_and_no_draft_is_left(tmp_path):
    folder = two_levels(tmp_path / "folder", county=BODY.format("a.four", "then"))
    real = folder / "真的.yaml"
    (folder / RULES).rename(real)
    real.chmod(0o640)
    (folder / RULES).symlink_to(real)
    gaozhi.fix(folder, bundled=False)
    assert (folder / RULES).is_symlink()
    assert "甲.四" in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [p for p in folder.rglob("*") if p.name.startswith(".")] == []


def test_a_fix_may_bring_to_light_what_is_fixed_next(tmp_path):
    _, after, mended = after_fixing(tmp_path, "{d.day： {befor: 2021-3-1}}")
    assert "when: {丁.日: {before: 2021-03-01}}" in after
    assert {fix.diagnostic.code for fix in mended.fixes} == {"GZ108", "GZ303", "GZ304", "GZ305"}
    assert mended.report.sound


def test_of_many_fixes_the_one_that_does_harm_is_left_out(tmp_path, monkeypatch):
    """The report after a fix decides; here one edit is made to spoil the file."""
    two_levels(tmp_path, county=BODY.format("a.four", "thn"))

    def spoilt(diagnostics):
        found = fixable(diagnostics)
        return [
            gaozhi.Diagnostic.error(
                d.code, d.message, d.span, fix=[type(e)(e.span, "]") for e in d.fix]
            )
            if d.code == "GZ303"
            else d
            for d in found
        ]

    monkeypatch.setattr(_mending, "fixable", spoilt)
    mended = gaozhi.fix(tmp_path, bundled=False)
    assert [fix.diagnostic.code for fix in mended.fixes] == ["GZ201"]
    assert "when: a.four" in written(tmp_path)
    assert "    then: 上" in written(tmp_path)


def test_a_file_that_another_program_has_changed_is_passed_over(tmp_path, monkeypatch):
    two_levels(tmp_path, county=BODY.format("a.four", "then"))
    write = _mending._FixRun.write

    def changed_meanwhile(self):
        (tmp_path / RULES).write_text("rules: {}\n", encoding="utf-8")
        return write(self)

    monkeypatch.setattr(_mending._FixRun, "write", changed_meanwhile)
    mended = gaozhi.fix(tmp_path, bundled=False)
    assert written(tmp_path) == "rules: {}\n"
    assert mended.fixes == ()
    assert [name.endswith(RULES) for name in mended.skipped] == [True]


def test_no_file_is_written_by_halves(tmp_path, monkeypatch):
    two_levels(tmp_path, county=BODY.format("a.four", "then"))
    before = written(tmp_path)

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        gaozhi.fix(tmp_path, bundled=False)
    assert written(tmp_path) == before
    assert list(tmp_path.rglob("*.tmp")) == []


def test_a_sound_folder_is_not_touched(tmp_path):
    two_levels(tmp_path, county=BODY.format("甲.四", "then"))
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.rglob("*.yaml")}
    assert gaozhi.fix(tmp_path, bundled=False).fixes == ()
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before} == before


def test_the_bundles_files_are_never_written(tmp_path):
    write_files(tmp_path, {"rules/vocabulary.yaml": "facts: []\nimplis: []\n"})
    mended = gaozhi.fix(tmp_path)
    assert (tmp_path / "rules/vocabulary.yaml").read_text(
        encoding="utf-8"
    ) == "facts: []\nimplies: []\n"
    assert all(str(fix.diagnostic.span).startswith(str(tmp_path)) for fix in mended.fixes)


def test_two_problems_at_one_place_that_disagree_are_left_to_the_author():
    source = read_text("甲: yes\n", "甲.yaml")
    (found,) = source.diagnostics
    other = gaozhi.Diagnostic.error("GZ203", "应为文本", found.span, help="写成文本")
    assert fixable([found]) == [found]
    assert fixable([found, other]) == []


def test_edits_leave_everything_else_as_it_was():
    text = "甲: yes   # 说明\r\n乙:\tno\r"
    source = read_text(text, "甲.yaml")
    edits = [edit for found in fixable(source.diagnostics) for edit in found.fix]
    assert apply_edits(text, edits) == "甲: true   # 说明\r\n乙: false\r"
    assert apply_edits(text, []) == text


def test_a_scenario_file_is_mended_too(tmp_path):
    name = "rules/demo/试.scenarios.yaml"
    written = "scenarios：\n  - {name: 甲，facts: {}, expect: {outcome: 待补充}}\n"
    shutil.copytree(BASE, tmp_path / "folder")
    folder = write_files(tmp_path / "folder", {name: written})
    assert gaozhi.fix(folder, bundled=False).report.sound
    assert (folder / name).read_text(encoding="utf-8") == (
        "scenarios:\n  - {name: 甲, facts: {}, expect: {outcome: 待补充}}\n"
    )
