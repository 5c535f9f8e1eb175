"""What a schema catches while one writes, and what it leaves to the check."""

import pytest

import gaozhi
from gaozhi.authoring.schema import KINDS
from gaozhi.source import CODES, Severity
from tests.authoring.schema.reading import faults, root_of, shape_problems, validators
from tests.built import BUILT
from tests.diagnostic_pages import lay, read_page
from tests.nodes import places, put, read_plain, renamed, without, write
from tests.places import BASE

CAUGHT = {
    # shapes
    *("GZ201", "GZ202", "GZ203", "GZ204", "GZ205"),
    # names of the vocabulary, and what may be done with them
    *("GZ301", "GZ302", "GZ303", "GZ304", "GZ305", "GZ306", "GZ307", "GZ310", "GZ320"),
    *("GZ408", "GZ409", "GZ411", "GZ412", "GZ413", "GZ419", "GZ509", "GZ513"),
    *("GZ533", "GZ534", "GZ551", "GZ560", "GZ561"),
    *("GZ601", "GZ602", "GZ603", "GZ610"),
    *("GZ808", "GZ810"),
}
"""The diagnostics whose wrong example an editor underlines. All others are about the text of a file
(an editor's own YAML says so), about names that an author gives, or about several files together."""


@pytest.mark.parametrize("code", sorted(set(CODES) - set(BUILT)))
def test_an_editor_underlines_the_wrong_example_of_what_a_schema_can_catch(code, tmp_path):
    files = read_page(code).files("错")
    own = "rules/vocabulary.yml" in files
    known = validators(lay(files, tmp_path / "folder") if own else BASE, bundled=False)
    found = [
        fault for name, text in files.items() for fault in faults(name, root_of(text, name), known)
    ]
    assert bool(found) == (code in CAUGHT), found


FILES = [file.relative_to(BASE).as_posix() for file in sorted(BASE.rglob("*.yaml"))]
VALUES = [7, {"甲": "乙"}]
ABOUT_COLUMNS = "notes 写了 columns 里没有的栏"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_and_the_check_agree_about_every_spoilt_place(name, tmp_path):
    """What the schema underlines is an error; what is wrong with the shape is underlined."""
    data = read_plain(BASE / name)
    known = validators(BASE, bundled=False)
    folder = lay({}, tmp_path / "folder")
    for path in places(data):
        spoilt = [put(data, path, value) for value in VALUES]
        spoilt += [without(data, path), renamed(data, path, "呀呀")]
        for changed in spoilt:
            write(changed, folder / name)
            text = (folder / name).read_text(encoding="utf-8")
            underlined = faults(name, root_of(text, name), known)
            shape = [str(d) for d in shape_problems(name, text)]
            if underlined and not shape:
                report = gaozhi.check(folder, bundled=False)
                assert any(d.severity is Severity.ERROR for d in report.diagnostics), underlined
            wrong = [said for said in shape if "GZ2" in said and ABOUT_COLUMNS not in said]
            assert underlined or not wrong, (path, wrong)


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("rules/a/a.yaml", "rules: {适用性: [{rule: 甲}]}", "'title' is a required property"),
        ("rules/a/a.yaml", "define: {甲: {申请人.类型: 公司}}", "is not valid under any"),
        ("rules/a/a.yaml", "define: {甲.乙: 申请人.愿意承诺}", "does not match"),
        ("catalogs/a.yaml", "calender: china", "'calender' was unexpected"),
        ("案件.yaml", "jurisdiction: 启东市\nfacts: {申请人.愿意承若: true}", "was unexpected"),
        ("案件.yaml", "jurisdiction: 启东市\ndate: 2024-6-3", "does not match"),
        (
            "事件.yaml",
            "jurisdiction: 启东市\nevents: [{event: 作出承若, at: 2024-06-03}]",
            "not one",
        ),
    ],
)
def test_a_slip_is_underlined_at_its_place(name, written, said):
    assert any(said in fault for fault in faults(name, root_of(written, name), validators()))


def test_a_vocabulary_of_ones_own_is_enforced_too(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "vocabulary.yaml").write_text(
        "facts: [{name: 申请人.年龄, api: applicant.age, type: number, ask: 多少岁？}]\n",
        encoding="utf-8",
    )
    written = "define: {年满: {申请人.年龄: {at_least: 18}}, 错: {申请人.年龄: {before: 18}}}"
    root = root_of(written, "rules/a/a.yaml")
    assert len(faults("rules/a/a.yaml", root, validators())) == 2
    found = faults("rules/a/a.yaml", root, validators(tmp_path))
    assert [fault.split(": ")[1] for fault in found] == ["define.错"]


def test_every_kind_of_file_has_a_schema():
    assert list(gaozhi.schemas()) == [kind.file for kind in KINDS.values()]
