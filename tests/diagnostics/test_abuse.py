"""What an angry author writes: a check always answers with an error that has a place."""

import pytest

import gaozhi
from gaozhi.source import Severity
from tests.diagnostic_pages import lay
from tests.effort import EFFORT
from tests.nodes import places, put, read_plain, write
from tests.places import BASE

FILES = [file.relative_to(BASE).as_posix() for file in sorted(BASE.rglob("*.yaml"))]
VALUES = [7, None, True, "甲", ["甲"], [], {}, {"甲": "乙"}, [[{"甲": [["乙"]]}]]]


def errors(files, folder):
    """Return the errors that the files bring into the sound folder."""
    report = gaozhi.check(lay(files, folder), bundled=False)
    return [d for d in report.diagnostics if d.severity is Severity.ERROR]


def values_for(number):
    """Return the first, the last and one of the others in turn; with more effort, all."""
    if EFFORT > 1:
        return VALUES
    return [VALUES[0], VALUES[1 + number % (len(VALUES) - 2)], VALUES[-1]]


def fits(path, value):
    """Whether the value may stand there, as far as its type goes."""
    rows = {"items", "entries"}
    return value == VALUES[0] and path and path[-1] == "number" and not rows.isdisjoint(path)


@pytest.mark.parametrize("name", FILES)
def test_another_type_at_every_place(name, tmp_path):
    data = read_plain(BASE / name)
    folder = lay({}, tmp_path / "folder")
    for number, path in enumerate(places(data)):
        for value in values_for(number):
            write(put(data, path, value), folder / name)
            report = gaozhi.check(folder, bundled=False)
            found = [d for d in report.diagnostics if d.severity is Severity.ERROR]
            assert all(d.span is not None for d in found), (path, value, list(map(str, found)))
            if value in (VALUES[0], VALUES[-1]) and not fits(path, value):
                assert found, (path, value)


def rule(text, decision="适用性"):
    head = f"rules:\n  {decision}:\n"
    fields = "title: 甲, then: 不适用, basis: [DEMO-1]"
    return {"rules/demo/rules.yaml": f"{head}    - {text.replace('…', fields)}\n"}


def define(text):
    return {"rules/demo/rules.yaml": f"define:\n  {text}\n"}


def vocabulary(text):
    return {"rules/vocabulary.yml": text}


def catalog(old, new):
    text = (BASE / "catalogs/demo.yaml").read_text(encoding="utf-8")
    assert old in text
    return {"catalogs/demo.yaml": text.replace(old, new, 1)}


LONG = "\n  ".join(f"甲{i}: {{not: 甲{i + 1}}}" for i in range(400)) + "\n  甲400: 申请人.愿意承诺"
DEEP = "[" * 40 + "甲0" + "]" * 40
LONG_AND_DEEP = "\n  ".join(f"甲{i}: {DEEP}".replace("甲0]", f"甲{i + 1}]") for i in range(48))

ABUSE = {
    "a definition of itself": (define("甲: 甲"), "GZ308"),
    "a circle of three definitions": (define("甲: 乙\n  乙: {not: 丙}\n  丙: [甲]"), "GZ308"),
    "four hundred definitions in a row": (define(LONG), "GZ114"),
    "deep definitions of deep definitions": (
        define(f"{LONG_AND_DEEP}\n  甲48: 申请人.愿意承诺"),
        "GZ114",
    ),
    "a definition named like a keyword": (define("not: 申请人.愿意承诺"), "GZ312"),
    "a definition named like a decision": (define("适用性: 申请人.愿意承诺"), "GZ312"),
    "a definition named like a fact": (define("申请人.愿意承诺: 证明.在清单内"), "GZ312"),
    "a definition of nothing": (define("甲: null"), "GZ301"),
    "a replaced definition without a ground": (
        define("有失信情形: {when: 申请人.愿意承诺, replaces: true}"),
        "GZ205",
    ),
    "a decision of itself": (rule("{rule: 甲, when: {适用性: 不适用}, …}"), "GZ405"),
    "a decision of itself by way of a definition": (
        {
            **rule("{rule: 甲, when: 乙, …}"),
            "rules/demo/d.yaml": "define: {乙: {适用性: 不适用}}\n",
        },
        "GZ405",
    ),
    "a folder above itself": ({"rules/root/extends.yaml": "extends: root\n"}, "GZ508"),
    "two folders above each other": ({"rules/root/extends.yaml": "extends: demo\n"}, "GZ508"),
    "a rule of the same level replaced": (
        rule("{rule: 甲, when: 申请人.愿意承诺, …}\n    - {rule: 乙, replaces: 甲, …}"),
        "GZ402",
    ),
    "a rule of another decision replaced": (rule("{rule: 甲, replaces: 免予核查, …}"), "GZ402"),
    "an otherwise that only warns": (
        rule("{rule: 甲, title: 甲, otherwise: true, caveat: 乙, basis: [DEMO-1]}"),
        "GZ205",
    ),
    "an otherwise with a condition": (
        rule("{rule: 甲, otherwise: true, when: 申请人.愿意承诺, …}"),
        "GZ205",
    ),
    "each with an unknown value": (rule("each: {甲: DEMO-1}", "办理义务"), "GZ409"),
    "each of nothing": (rule("each: {}", "办理义务"), "GZ205"),
    "each without a ground": (rule("each: {不再索要证明: []}", "办理义务"), "GZ205"),
    "each that is null": (rule("each: null", "办理义务"), "GZ203"),
    "when that is null": (rule("{rule: 甲, when: null, …}"), "GZ301"),
    "unless that is null": (rule("{rule: 甲, unless: null, …}"), "GZ301"),
    "when that is a number": (rule("{rule: 甲, when: 3, …}"), "GZ301"),
    "when that is an empty mapping": (rule("{rule: 甲, when: {}, …}"), "GZ301"),
    "not of two": (rule("{rule: 甲, when: {not: {甲: 乙, 丙: 丁}}, …}"), "GZ302"),
    "any of a text": (rule("{rule: 甲, when: {any: 申请人.愿意承诺}, …}"), "GZ301"),
    "a comparison with nothing": (rule("{rule: 甲, when: {申请人.失信次数: {}}, …}"), "GZ301"),
    "a comparison with null": (
        rule("{rule: 甲, when: {申请人.失信次数: {at_least: null}}, …}"),
        "GZ305",
    ),
    "a comparison with a mapping": (
        rule("{rule: 甲, when: {申请人.失信届满日: {before: {甲: 乙}}}, …}"),
        "GZ305",
    ),
    "a comparison with another type": (
        rule("{rule: 甲, when: {申请人.失信届满日: {before: 申请人.姓名}}, …}"),
        "GZ305",
    ),
    "a day that does not exist": (
        rule("{rule: 甲, when: {申请人.失信届满日: {before: 2021-02-30}}, …}"),
        "GZ305",
    ),
    "a set that is_empty maybe": (
        rule("{rule: 甲, when: {证明.风险类别: {is_empty: 也许}}, …}"),
        "GZ306",
    ),
    "an api name in a rule": (rule("{rule: 甲, when: applicant.willing, …}"), "GZ303"),
    "a row before itself": (
        {
            "rules/demo/rules.yaml": "rules: {核查方式: [{rule: 甲, before: 甲, title: 甲, "
            "when: 有失信情形, then: 现场核查, basis: [DEMO-1]}]}\n"
        },
        "GZ407",
    ),
    "a ground that is empty": (
        rule("{rule: 甲, title: 甲, then: 不适用, basis: []}"),
        "GZ205",
    ),
    "a title that is empty": (
        rule('{rule: 甲, title: "", then: 不适用, basis: [DEMO-1]}'),
        "GZ203",
    ),
    "a list without a ground": (
        catalog("published: 2021-05-25, basis: [DEMO-1]", "published: 2021-05-25, basis: []"),
        "GZ203",
    ),
    "an item that is a text": (catalog("items:\n", "items:\n  - 学历证明\n"), "GZ203"),
    "an item number in quotes": (catalog("number: 2", 'number: "2"'), "GZ203"),
    "an item number with a fraction": (catalog("number: 2", "number: 2.5"), "GZ203"),
    "rules that do not exist": (catalog("rules: demo", "rules: 示范"), "GZ512"),
    "a county without a name": (catalog("county: 示范县", 'county: ""'), "GZ203"),
    "a presumption of an unknown fact": (catalog("事项.依申请办理: true", "事项.甲: 乙"), "GZ303"),
    "a presumption that the list may not make": (
        catalog("事项.依申请办理: true", "申请人.愿意承诺: true"),
        "GZ513",
    ),
    "a set that is a mapping": (catalog("证明.风险类别: []", "证明.风险类别: {}"), "GZ305"),
    "a directory on the ground of nothing": (
        catalog("  basis: [DEMO-1]\n  entries", "  basis: [DEMO-9]\n  entries"),
        "GZ501",
    ),
    "a mode that is none": (catalog("mode: 可选择", "mode: 可以"), "GZ306"),
    "a mode against the facts": (
        catalog("mode: 可选择", "mode: 可选择, facts: {证明.实施方式: 必须实行}"),
        "GZ604",
    ),
    "a digest that is none": (
        {
            "rules/demo/provisions.yaml": (BASE / "rules/demo/provisions.yaml")
            .read_text(encoding="utf-8")
            .replace("issued:", "text: {sha256: 12ab}, issued:")
        },
        "GZ203",
    ),
    "a ground in another county": (catalog("[DEMO-1]", '["邻县:DEMO-1"]'), "GZ506"),
    "a catalog one folder too deep": ({"catalogs/市/甲.yaml": "county: 甲\n"}, "GZ516"),
    "an ending in capitals": ({"rules/demo/MORE.YAML": "titel: 甲\n"}, "GZ201"),
    "values that are empty": (
        vocabulary("facts:\n  - {name: 甲.乙, api: a, type: {one_of: []}}\n"),
        "GZ310",
    ),
    "values that are the same": (
        vocabulary("facts:\n  - {name: 甲.乙, api: a, type: {set_of: [丙, 丙]}}\n"),
        "GZ310",
    ),
    "a fact without a group": (
        vocabulary("facts:\n  - {name: .乙, api: a, type: bool}\n"),
        "GZ310",
    ),
    "a fact of another type": (
        vocabulary("facts:\n  - {name: 申请人.愿意承诺, api: applicant.willing, type: date}\n"),
        "GZ309",
    ),
    "an api name that is taken": (
        vocabulary("facts:\n  - {name: 甲.乙, api: applicant.willing, type: bool}\n"),
        "GZ309",
    ),
    "a decision without values": (
        vocabulary("decisions:\n  - {name: 甲, api: a, combine: first, values: []}\n"),
        "GZ310",
    ),
    "a decision with the same value twice": (
        vocabulary("decisions:\n  - {name: 甲, api: a, combine: all, values: [乙, 乙]}\n"),
        "GZ310",
    ),
    "a role that no fact has": (vocabulary("roles: {date: 申请人.愿意承诺}\n"), "GZ310"),
    "an implication of two": (
        vocabulary(
            "implies:\n  - {申请人.愿意承诺: 证明.在清单内, 证明.在清单内: 申请人.愿意承诺}\n"
        ),
        "GZ311",
    ),
    "an implication that is a text": (vocabulary("implies: [申请人.愿意承诺]\n"), "GZ311"),
}


@pytest.mark.parametrize("what", ABUSE)
def test_abuse_is_answered_with_an_error_that_has_a_place(what, tmp_path):
    files, code = ABUSE[what]
    found = errors(files, tmp_path / "folder")
    assert code in {d.code for d in found}, list(map(str, found))
    for diagnostic in found:
        assert diagnostic.span is not None, str(diagnostic)
        assert diagnostic.help, str(diagnostic)


SPOILT = {
    "the county's own document": "rules/demo/provisions.yaml",
    "the rules of the level above": "rules/root/rules.yaml",
    "the catalog": "catalogs/demo.yaml",
    "the vocabulary": "rules/vocabulary.yaml",
}


@pytest.mark.parametrize("what", SPOILT)
def test_one_slip_is_one_error_however_much_hangs_on_it(what, tmp_path):
    name = SPOILT[what]
    text = (BASE / name).read_text(encoding="utf-8")
    found = errors({name: text + "甲: ]\n"}, tmp_path / "folder")
    assert [(d.code, d.span.line) for d in found] == [("GZ103", text.count("\n") + 1)]


def test_one_misspelt_key_does_not_bring_others_down(tmp_path):
    text = (BASE / "rules/root/provisions.yaml").read_text(encoding="utf-8")
    files = {"rules/root/provisions.yaml": text.replace("means: 由", "meens: 由")}
    assert {d.code for d in errors(files, tmp_path / "folder")} == {"GZ201", "GZ202"}


def test_what_editors_leave_behind_is_not_read(tmp_path):
    files = dict.fromkeys(
        ("rules/demo/~$甲.yaml", "rules/demo/.甲.yaml", "rules/.git/a.yaml"), "："
    )
    assert errors(files, tmp_path / "folder") == []
