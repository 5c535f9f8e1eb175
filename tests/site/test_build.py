"""The folder: what is on its pages, that its links lead somewhere, that it is written whole."""

import io
import json
import re
import shutil
from datetime import date

import docx
import pytest

import gaozhi
from gaozhi.site import _build, _forms, build
from gaozhi.site._output import MARKER
from tests.bundles import built
from tests.places import BASE
from tests.site.links import Page, broken, read_all
from tests.situations import library

QIDONG = library()["启东市"]


@pytest.fixture(scope="module")
def pages(public):
    return read_all(public)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Return the bundle of the small folder, of which a site is written in no time."""
    return built(tmp_path_factory.mktemp("bundle") / "规则.gaozhi")


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read(public, name):
    return Page((public / name).read_text(encoding="utf-8"))


def test_every_link_and_every_place_that_it_names_is_there(pages, public):
    assert list(broken(pages, public.resolve())) == []


def test_every_page_is_well_formed_has_one_heading_and_no_place_twice(pages):
    faults = {path.name: page.faults for path, page in pages.items() if page.faults}
    assert faults == {}
    assert {page.headings.count("h1") for page in pages.values()} == {1}
    assert [path for path, page in pages.items() if len(set(page.ids)) < len(page.ids)] == []


def test_the_titles_of_a_folder_differ(pages):
    titles = [page.title for path, page in pages.items() if "calendars" not in path.parts]
    assert [one for one in titles if titles.count(one) > 1 and "启东市" not in one] == []
    assert all(titles)


def test_a_guide_tells_every_outcome_that_is_possible_and_none_that_is_not(public):
    page = read(public, "qidong/items/2.html")
    for name in ("适用性", "代为承诺", "核查方式", "承诺书公开", "撤回"):
        spec = QIDONG.vocabulary.decisions[name]
        possible = QIDONG.decide({}, name, item=2, on=QIDONG.document.since).possible
        for value in possible:
            assert spec.told(value) in page.text
    assert "尚未纳入清单" not in page.text


def test_a_guide_has_its_rows_in_the_order_of_the_standards(public):
    text = (public / "qidong/items/2.html").read_text(encoding="utf-8")
    rows = re.findall(r"<dt>(.*?)</dt>", text)
    wanted = ["事项", "向谁办理", "依据", "能否承诺", "怎样承诺", "文书下载", "怎样核查", "期限"]
    wanted += ["能否撤回", "承诺不实"]
    assert [row for row in rows if row in wanted] == wanted


def test_what_no_document_says_is_said_to_be_not_said(bundle, tmp_path):
    build(bundle, tmp_path / "public")
    page = read(tmp_path / "public", "demo/items/1.html")
    assert "没有规定" in page.text


def test_the_forms_of_a_row_are_those_that_are_rendered_for_it(public):
    def words(data):
        return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]

    for number in (2, 17):
        case = QIDONG.case({}, item=number, on=QIDONG.document.since)
        rendered = QIDONG.render("告知承诺书", case, blank=True).docx()
        written = (public / f"qidong/files/{number}-告知承诺书.docx").read_bytes()
        assert words(written) == words(rendered)


def test_without_python_docx_the_guide_says_that_there_are_no_forms(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr(_forms, "find_spec", lambda _: None)
    made = build(bundle, tmp_path / "public")
    assert not made.forms
    assert "请向办理机关领取" in read(tmp_path / "public", "demo/items/1.html").text
    assert not list((tmp_path / "public").rglob("*.docx"))


def test_a_document_has_an_address_for_every_provision_and_says_what_rests_on_it(public):
    page = read(public, "qidong/documents/1.html")
    ids = [account.provision.id for account in QIDONG.provisions]
    assert [one for one in ids if one not in page.ids] == []
    assert "../decisions/applicability.html#rule-" in "".join(page.links)
    for account in QIDONG.provisions:
        assert account.provision.quote is None or account.provision.quote in page.text


def test_the_same_rules_give_the_same_bytes_with_any_number_of_processes(
    bundle, tmp_path, monkeypatch
):
    build(bundle, tmp_path / "one")
    monkeypatch.setattr(_build, "_TOGETHER", 1)
    build(bundle, tmp_path / "two", jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_superiors_come_with_those_that_are_asked_for(public):
    assert sorted(path.name for path in public.iterdir() if path.is_dir()) == [
        *("aheqi", "assets", "calendars", "compare", "national", "qidong")
    ]


def test_a_jurisdiction_that_is_not_there_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(gaozhi.UnknownJurisdiction, match="启东市"):
        build(None, tmp_path / "public", only=["启东"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_ours_is_replaced_whole_and_an_empty_one_is_filled(bundle, tmp_path):
    target = tmp_path / "public"
    target.mkdir()
    build(bundle, target)
    (target / "old.html").write_text("", encoding="utf-8")
    build(bundle, target)
    assert not (target / "old.html").exists()
    assert (target / MARKER).is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("made", ["file", "foreign", "nowhere"])
def test_a_place_that_is_not_ours_is_left_alone(made, bundle, tmp_path):
    target = tmp_path / "public"
    if made == "file":
        target.write_text("甲", encoding="utf-8")
    elif made == "foreign":
        target.mkdir()
        (target / "甲.txt").write_text("乙", encoding="utf-8")
    else:
        target = tmp_path / "no" / "public"
    before = contents(tmp_path)
    with pytest.raises(gaozhi.GaozhiError, match=r"不能写入|没有动它") as raised:
        build(bundle, target)
    assert raised.value.diagnostics[0].code == "GZ751"
    assert contents(tmp_path) == before


def test_what_fails_half_way_leaves_the_old_folder_as_it_was(bundle, tmp_path, monkeypatch):
    target = tmp_path / "public"
    build(bundle, target)
    before = contents(tmp_path)

    def fails(*_):
        yield "demo/index.html", "甲"
        raise OSError("磁盘满了")

    monkeypatch.setattr(_build, "pages_of", fails)
    with pytest.raises(OSError, match="磁盘满了"):
        build(bundle, target)
    assert contents(tmp_path) == before


def test_a_folder_that_does_not_check_is_refused_with_every_error(tmp_path):
    folder = tmp_path / "folder"
    (folder / "catalogs").mkdir(parents=True)
    (folder / "catalogs" / "qidong.yaml").write_text("county: 启东市\n", encoding="utf-8")
    with pytest.raises(gaozhi.CatalogError):
        build(folder, tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_what_a_list_says_is_shown_as_text(tmp_path):
    folder = tmp_path / "folder"
    for path in BASE.rglob("*.yaml"):
        target = folder / path.relative_to(BASE)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        target.write_text(text.replace("学历证明", "</script><b>学历&证明"), encoding="utf-8")
    build(built(tmp_path / "规则.gaozhi", folder), tmp_path / "public")
    pages = read_all(tmp_path / "public")
    assert [path for path, page in pages.items() if page.faults] == []
    assert list(broken(pages, tmp_path / "public")) == []
    assert "</script><b>学历&证明" in read(tmp_path / "public", "demo/items/2.html").text


def test_an_identity_number_in_a_list_is_masked(tmp_path):
    folder = tmp_path / "folder"
    shutil.copytree(BASE, folder)
    catalog = folder / "catalogs" / "demo.yaml"
    text = catalog.read_text(encoding="utf-8")
    number = "11010519491231002X"
    catalog.write_text(text.replace("remark: 限首次", f"remark: {number}"), encoding="utf-8")
    build(built(tmp_path / "规则.gaozhi", folder), tmp_path / "public")
    assert all(number.encode() not in data for data in contents(tmp_path / "public").values())


def test_a_day_before_there_were_rules_is_refused_in_words(bundle, tmp_path):
    with pytest.raises(gaozhi.GaozhiError):
        build(bundle, tmp_path / "public", on=date(1999, 1, 1))
    assert list(tmp_path.iterdir()) == []


def test_the_search_finds_the_provisions_of_the_document(public):
    text = (public / "qidong/index.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="provisions">(.*?)</script>', text)
    rows = json.loads(data)
    assert len(rows) == len(QIDONG.provisions)
    assert ["../qidong/documents/1.html#QD-2.7-4", "二（七）"] in [row[:2] for row in rows]


def test_a_comparison_says_who_says_what(public):
    page = read(public, "compare/withdrawal.html")
    assert "行政事项办结前，可以撤回承诺申请，无须理由" in page.text
    assert "（各地都这样规定）" in page.text
    assert "在行政事项办结前，申请人可以撤回承诺申请" in page.text


def test_a_calendar_shows_its_days_off_with_the_notice(public):
    page = read(public, "calendars/xinjiang.html")
    assert "地区放假" in page.text
    assert "https://" in page.text
    assert not any(link.startswith("http") for link in page.links)


def test_the_command_says_what_it_wrote(run, bundle, tmp_path):
    said = run("site", bundle, "-o", tmp_path / "public")
    assert said.status == 0
    assert "1 个地区" in said.out
    assert str(tmp_path / "public" / "index.html") in said.out
    data = json.loads(run("site", bundle, "-o", tmp_path / "public", "--json").out)
    assert data["jurisdictions"] == 1
    assert run("site", bundle).status == 2
