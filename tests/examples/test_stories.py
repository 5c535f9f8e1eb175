"""The stories of `examples/stories` are what the rules make of them, from intake to the end."""

import importlib.util
import shutil
from datetime import date

import pytest

import gaozhi
from gaozhi.workdays import Period, WorkCalendar
from tests.places import EXAMPLES

STORIES = EXAMPLES / "stories"
FILES = sorted(STORIES.glob("*.yaml"))
STAGES = {
    "适用性",
    "告知要素",
    "承诺书公开",
    "承诺效力",
    "办理程序",
    "办理义务",
    "核查方式",
    "不实后果",
}


def _program():
    spec = importlib.util.spec_from_file_location("tell", STORIES / "tell.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


teller = _program()
every_story = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@every_story
def test_the_story_is_told_as_it_is_recorded(path, library):
    told = teller.tell(teller.read_story(path), library)
    assert told == path.with_suffix(".md").read_text(encoding="utf-8")


def test_every_county_has_one_story(library):
    told = {teller.read_story(path).jurisdiction: path.stem for path in FILES}
    assert told == {one.name: one.id for one in library.values() if one.id != "national"}


@every_story
def test_it_goes_from_intake_to_the_end_of_verification(path):
    steps = teller.read_story(path).steps
    decided = {name for step in steps for name in step.decides}
    happened = [one.event for step in steps for one in step.events]
    assert decided >= STAGES
    assert steps[0].decides["适用性"].asks
    assert happened.index("作出告知") < happened.index("作出承诺")
    assert happened.index("协助请求到达") < happened.index("核查结论")
    assert {"协助回复", "书面说明不能协助"} & {*happened}
    assert any("至迟 2026-" in stands for step in steps for stands in step.owes.values())


@every_story
def test_every_outcome_names_the_provision_that_it_rests_on(path):
    for step in teller.read_story(path).steps:
        for name, expected in step.decides.items():
            groundless = expected.gives in ("待补充", "未规定", [])
            assert bool(expected.by) is not groundless, f"{step.step}，{name}"


def test_papers_are_made_out_where_the_county_has_its_own(library):
    for path in FILES:
        story = teller.read_story(path)
        county = library[story.jurisdiction]
        own = {form.name for form in county.forms if form.level > 0} & {
            form.name for form in county.forms if form.fulfils
        }
        assert own <= {name for step in story.steps for name in step.renders}


def test_the_festivals_of_xinjiang_move_the_days_of_the_story(library):
    county = library["阿合奇县"]
    for start, length, told, elsewhere in (
        (date(2026, 3, 17), 10, date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 5, 25), 20, date(2026, 6, 26), date(2026, 6, 23)),
    ):
        period = Period(length, "工作日")
        assert county.calendar.due(start, period).date == told
        assert WorkCalendar.china().due(start, period).date == elsewhere
        assert f"至迟 {told}" in (STORIES / "aheqi.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "instead", "message"),
    [
        ("{gives: 应提交证明, by: [TZ-2.4-1", "{gives: 可适用, by: [TZ-2.4-1", "适用性：故事写的是“可适用”，规则得出“应提交证明”"),
        ("by: [TZ-2.4-1, TZ-2.4-3]", "by: [TZ-2.4-1, TZ-3.1-5]", "适用性的依据：故事写的是“TZ-2.4-1、TZ-3.1-5”"),
        ("asks: [申请人.同意公开承诺书]", "asks: [申请人.愿意承诺]", "适用性要问的：故事写的是“申请人.愿意承诺”"),
        ("待履行，至迟 2026-03-23", "待履行，至迟 2026-03-24", "三日内答复协助请求：故事写的是“待履行，至迟 2026-03-24”"),
        ("三日内答复协助请求: 待履行", "三日内回复协助请求: 待履行", "三日内回复协助请求：故事写的是“待履行，至迟 2026-03-23”，规则得出“没有”"),
    ],
)  # fmt: skip
def test_what_does_not_come_true_is_told_with_its_step(said, instead, message, library, tmp_path):
    text = (STORIES / "taierzhuang.yaml").read_text(encoding="utf-8")
    assert text.count(said) == 1
    path = tmp_path / "story.yaml"
    path.write_text(text.replace(said, instead), encoding="utf-8")
    with pytest.raises(teller.NotSo) as found:
        teller.tell(teller.read_story(path), library)
    assert message in str(found.value)
    assert len(str(found.value).splitlines()) == 1


def test_a_misspelt_key_is_refused_at_its_place(tmp_path):
    path = tmp_path / "story.yaml"
    text = (STORIES / "maoji.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("    decides:", "    decide:", 1), encoding="utf-8")
    with pytest.raises(gaozhi.CaseError, match="GZ201") as found:
        teller.read_story(path)
    assert "decide" in str(found.value)
    assert found.value.diagnostics[0].span.line > 1


def test_one_command_tells_them_all_again(tmp_path, monkeypatch, capsys):
    for path in FILES:
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(teller, "STORIES", tmp_path)
    assert teller.main() == 0
    assert capsys.readouterr().out.count("讲好了") == len(FILES)
    for path in FILES:
        record = path.with_suffix(".md")
        assert (tmp_path / record.name).read_bytes() == record.read_bytes()


def test_a_story_that_is_not_so_is_not_written(tmp_path, monkeypatch, capsys):
    text = (STORIES / "shanzhou.yaml").read_text(encoding="utf-8")
    assert "gives: 须补授权" in text
    broken = text.replace("gives: 须补授权", "gives: 可代为")
    (tmp_path / "shanzhou.yaml").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(teller, "STORIES", tmp_path)
    assert teller.main() == 1
    assert "shanzhou.yaml：讲不下去" in capsys.readouterr().err
    assert not (tmp_path / "shanzhou.md").exists()
