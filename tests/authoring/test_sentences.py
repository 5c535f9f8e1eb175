"""Every sentence of a document is in a provision's quote or in an aside, or it is an error."""

import shutil

import pytest

import gaozhi
from gaozhi.authoring.document_text import DocumentText
from gaozhi.authoring.sentences import Cover, SentenceCount, account_for
from gaozhi.source import Source
from tests.places import BASE

DOCUMENT = (
    "document: {number: 示办发〔2021〕1号, title: 示范县工作方案, issuer: 示范县, "
    "issued: 2021-05-25, in_force: {from: 2021-05-25}}\n"
    "extends: root\n"
)
CARRIED = "列入清单的证明事项实行告知承诺制"
RESTATING = "申请人可自主选择是否承诺"
NOT_COMPUTED = "各部门要加强组织领导"
ASIDE = "为做好这项工作，结合我县实际，制定本方案"
TITLE = "示范县工作方案"
TEXT = f"""示办发〔2021〕1号
{TITLE}
{ASIDE}。
一、{CARRIED}；{RESTATING}。
二、{NOT_COMPUTED}。
"""


@pytest.fixture
def rules(tmp_path):
    """A county that has a provision of each fate, and asides in a file of their own."""
    folder = tmp_path / "rules_folder"
    shutil.copytree(BASE, folder)
    demo = folder / "rules" / "demo"
    demo.joinpath("provisions.yaml").write_text(
        f"{DOCUMENT}provisions:\n"
        f"  - {{id: DEMO-1, locator: 一, quote: {CARRIED}, means: 一}}\n"
        f"  - {{id: DEMO-2, locator: 一, quote: {RESTATING}, means: 二, restates: 不愿承诺}}\n"
        f"  - {{id: DEMO-3, locator: 二, quote: {NOT_COMPUTED}, means: 三, not_computed: 空泛}}\n",
        encoding="utf-8",
    )
    write(folder, {"locator": "题名", "quote": TITLE, "kind": "标题"}, aside(ASIDE))
    return folder


def aside(quote, kind="背景"):
    return {"locator": "序言", "quote": quote, "kind": kind}


def write(rules, *asides):
    """Put asides into a file of their own, which says no document."""
    lines = [
        "  - {" + ", ".join(f'{key}: "{value}"' for key, value in one.items()) + "}\n"
        for one in asides
    ]
    file = rules / "rules" / "demo" / "asides.yaml"
    file.write_text("asides:\n" + "".join(lines), encoding="utf-8")


def verified(rules, text=TEXT):
    folder = rules.parent / "原文"
    folder.mkdir(exist_ok=True)
    (folder / "方案.txt").write_text(text, encoding="utf-8")
    return gaozhi.verify(folder, "示范县", folder=rules, bundled=False)


def checked(rules):
    return gaozhi.check(rules, bundled=False).diagnostics


def counted(done):
    (document,) = done.documents
    return document.sentences


def under(done, span):
    """Return the words that a span of the text is under."""
    line = done.sources[span.file].splitlines()[span.line - 1]
    return line[span.column - 1 : span.end_column - 1]


# -- what a sentence counts as --------------------------------------------------------------------


def test_every_sentence_counts_once_as_what_covers_most_of_it(rules):
    assert checked(rules) == ()
    done = verified(rules)
    assert (done.diagnostics, done.sound) == ((), True)
    assert counted(done) == SentenceCount(carried=1, restating=1, not_computed=1, aside=1)
    assert counted(done).total == 4


def sentence(text, *quotes):
    """Return what the one sentence of a text counts as."""
    count, nowhere = account_for(DocumentText(Source("甲", text, None, ())), quotes)
    assert count.total == 1
    assert bool(nowhere) is bool(count.nowhere)
    return next(name for name, found in count.to_dict().items() if found and name != "total")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("甲" * 5 + "乙" * 5 + "。", "carried"),
        ("甲" * 4 + "乙" * 5 + "。", "nowhere"),
        ("甲" * 4 + "，、：" + "乙" * 4 + "。", "carried"),
        ("甲" * 30 + "乙" * 23 + "。", "carried"),
        ("甲" * 30 + "乙" * 24 + "。", "nowhere"),
        ("甲" * 30 + "应当" + "乙" * 10 + "。", "carried"),
        ("甲" * 30 + "应当" + "乙" * 11 + "。", "nowhere"),
        ("乙" * 11 + "五日前" + "甲" * 30, "nowhere"),
        ("甲" * 30 + "至于" + "乙" * 11 + "。", "carried"),
        ("乙。", "nowhere"),
    ],
    ids=[
        *("half", "less than half", "signs are no words", "24 uncovered", "25 uncovered"),
        *("13 obliging", "14 obliging", "14 with a day", "14 that oblige nobody", "nothing"),
    ],
)
def test_how_much_of_a_sentence_must_be_covered(text, outcome):
    words = "甲" * text.count("甲")
    assert sentence(text, (words, Cover.CARRIED)) == outcome


def test_where_several_quotes_cover_the_same_words_the_weightiest_counts():
    whole = ("甲乙丙丁", Cover.RESTATING)
    assert sentence("甲乙丙丁。", whole, ("丙丁", Cover.CARRIED)) == "carried"
    assert sentence("甲乙丙丁。", whole, ("丁", Cover.CARRIED)) == "restating"


def test_sentences_end_at_full_stops_and_semicolons_of_any_width():
    text = DocumentText(Source("甲", "甲。乙；丙;丁｡……\n。", None, ()))
    assert account_for(text, [])[0] == SentenceCount(nowhere=4)


def test_a_quote_covers_every_place_in_which_it_stands():
    text = DocumentText(Source("甲", "第一条。第二条。第一条。", None, ()))
    assert account_for(text, [("第一条", Cover.ASIDE)])[0] == SentenceCount(aside=2, nowhere=1)


def test_a_provision_that_nothing_carries_leaves_its_sentence_without_a_place(rules):
    file = rules / "rules" / "demo" / "provisions.yaml"
    text = file.read_text(encoding="utf-8").replace(", not_computed: 空泛", "")
    file.write_text(text, encoding="utf-8")
    done = verified(rules)
    assert counted(done) == SentenceCount(carried=1, restating=1, aside=1, nowhere=1)
    assert (done.diagnostics, done.unread, done.sound) == ((), 1, False)


def test_the_sentences_of_a_statute_are_not_counted(rules):
    (rules / "rules" / "demo" / "law.yaml").write_text(
        "statute: {title: 某法, issuer: 某机关, issued: 2019-04-23}\n"
        "provisions:\n"
        "  - {id: FA-1, locator: 一, quote: 应当公开, means: 公开, not_computed: 空泛}\n",
        encoding="utf-8",
    )
    folder = rules.parent / "原文"
    folder.mkdir()
    (folder / "某法.txt").write_text("某法\n应当公开。不得隐瞒。\n", encoding="utf-8")
    done = verified(rules)
    assert done.sound
    assert [one.sentences is None for one in done.documents] == [True, False]


# -- a sentence that is nowhere -------------------------------------------------------------------


def test_a_sentence_that_is_nowhere_is_an_error_at_its_line_in_the_text(rules):
    done = verified(rules, TEXT + "三、各部门应当在年底以前报送总结。\n")
    (found,) = done.diagnostics
    assert (found.code, found.severity, done.sound) == ("GZ525", "error", False)
    assert found.span.file.endswith("方案.txt")
    assert found.span.line == 6
    assert under(done, found.span) == "三、各部门应当在年底以前报送总结。"
    assert "“三、各部门应当在年底以前报送总结。”" in found.message
    assert counted(done).nowhere == 1


def test_the_stretch_that_is_not_covered_is_shown_apart_from_the_sentence(rules):
    more = "并且应当在每年年底以前向司法局报送总结"
    done = verified(rules, TEXT.replace(NOT_COMPUTED, f"{NOT_COMPUTED}，{more}"))
    (found,) = done.diagnostics
    assert found.code == "GZ525"
    assert under(done, found.span) == f"，{more}。"
    assert NOT_COMPUTED in found.message
    assert f"没有引文的一段：“二、”、“，{more}。”" in found.help


def test_a_long_sentence_is_cut_in_the_message_and_all_of_them_are_told(rules):
    done = verified(rules, TEXT + "长" * 500 + "。短句。")
    long, short = done.diagnostics
    assert "长" * 120 + "……”" in long.message
    assert "长" * 121 not in long.message
    assert "“短句。”" in short.message


def test_without_any_aside_headings_and_background_are_nowhere(rules):
    (rules / "rules" / "demo" / "asides.yaml").unlink()
    assert counted(verified(rules)) == SentenceCount(1, 1, 1, 0, 1)


# -- asides ---------------------------------------------------------------------------------------


def test_asides_may_stand_beside_the_document_and_before_it(rules):
    before = verified(rules)
    asides = rules / "rules" / "demo" / "asides.yaml"
    text = asides.read_text(encoding="utf-8")
    asides.unlink()
    with (rules / "rules" / "demo" / "provisions.yaml").open("a", encoding="utf-8") as more:
        more.write(text)
    assert verified(rules).documents == before.documents
    assert before.sound


def test_asides_are_no_part_of_the_digest_and_move_no_answer(rules):
    with_asides = gaozhi.load(rules, bundled=False)["示范县"]
    assert [(one.kind, one.quote) for one in with_asides.asides] == [
        ("标题", TITLE),
        ("背景", ASIDE),
    ]
    (rules / "rules" / "demo" / "asides.yaml").unlink()
    without = gaozhi.load(rules, bundled=False)["示范县"]
    assert without.asides == ()
    assert without.digest == with_asides.digest


def test_an_aside_that_is_not_in_the_document_is_an_error_like_that_of_a_quote(rules):
    write(rules, aside(TITLE), aside(ASIDE.replace("我县", "本县")))
    done = verified(rules)
    found, nowhere = done.diagnostics
    assert (found.code, nowhere.code) == ("GZ521", "GZ525")
    assert found.message == "这段其余文字不在 示办发〔2021〕1号 的原文里"
    assert found.span.file.endswith("rules/demo/asides.yaml")
    assert "引文“本”，原文“我”" in found.help
    (document,) = done.documents
    assert (document.asides, document.asides_found) == (2, 1)


@pytest.mark.parametrize(
    "word", ["应当", "不得", "必须", "须", "30日前", "月底前", "5日内", "3个工作日内"]
)
def test_an_aside_that_obliges_in_words_is_a_warning(rules, word):
    write(rules, aside(f"各部门{word}报送"))
    (found,) = checked(rules)
    assert (found.code, found.severity) == ("GZ526", "warning")
    assert word.lstrip("35个0") in found.message
    assert "写成条文" in found.help


def test_an_aside_that_obliges_nobody_is_no_warning(rules):
    write(rules, aside("近来召开的会议要求，国内、市内都要重视"))
    assert checked(rules) == ()


@pytest.mark.parametrize(
    "quote",
    [CARRIED, f"一、{CARRIED}", "证明事项实行告知承诺制", "证明事项 实行\u3000告知承诺制"],
    ids=["the same", "around it", "within it", "white space"],
)
def test_a_provision_and_an_aside_of_the_same_words_are_an_error_with_both_places(rules, quote):
    write(rules, aside(quote))
    (found,) = checked(rules)
    assert (found.code, found.severity) == ("GZ527", "error")
    assert found.span.file.endswith("asides.yaml")
    (other,) = found.related
    assert other.span.file.endswith("provisions.yaml")
    assert "DEMO-1" in found.message


def test_words_that_a_provision_and_an_aside_share_in_part_are_found_in_the_text(rules):
    write(rules, aside(TITLE), aside(ASIDE), aside(f"制；{RESTATING[:3]}"))
    assert checked(rules) == ()
    done = verified(rules)
    (found,) = done.diagnostics
    assert (found.code, done.sound) == ("GZ527", False)
    assert "DEMO-1、DEMO-2" in found.message
    assert len(found.related) == 2


@pytest.mark.parametrize(
    ("quote", "shares"),
    [
        ("。一、", False),
        ("。一、列", True),
        ("制；申", True),
        ("。二、", False),
        ("织领导。", True),
    ],
)
def test_one_shared_character_is_an_overlap_and_neighbours_share_none(rules, quote, shares):
    write(rules, aside(TITLE), aside(ASIDE), aside(quote))
    found = {one.code for one in verified(rules).diagnostics}
    assert found == ({"GZ527"} if shares else set())


@pytest.mark.parametrize(
    ("entry", "code", "says"),
    [
        ({"locator": "一", "quote": "甲", "kind": "说明"}, "GZ204", "标题、背景、号召、名单、样表"),
        ({"quote": "甲", "kind": "标题"}, "GZ202", "locator"),
        ({"locator": "一", "kind": "标题"}, "GZ202", "quote"),
        ({"locator": "一", "quote": "甲"}, "GZ202", "kind"),
        ({"locator": "一", "quote": "", "kind": "标题"}, "GZ203", "quote"),
        ({"locator": "一", "quote": "甲", "kind": "标题", "id": "1"}, "GZ201", "id"),
    ],
    ids=["unknown kind", "no locator", "no quote", "no kind", "empty quote", "unknown key"],
)
def test_an_aside_that_is_badly_written(rules, entry, code, says):
    write(rules, entry)
    (found,) = checked(rules)
    assert (found.code, found.severity) == (code, "error")
    assert found.span.file.endswith("asides.yaml")
    assert says in f"{found.message} {found.help}"


def test_an_aside_that_is_no_mapping(rules):
    (rules / "rules" / "demo" / "asides.yaml").write_text("asides: [甲]\n", encoding="utf-8")
    assert [found.code for found in checked(rules)] == ["GZ203"]


def test_asides_beside_a_statute_are_an_error(rules):
    with (rules / "rules" / "demo" / "asides.yaml").open("a", encoding="utf-8") as more:
        more.write("statute: {title: 某法, issuer: 某机关, issued: 2019-04-23}\n")
    (found,) = checked(rules)
    assert (found.code, found.severity) == ("GZ509", "error")
    assert "document" in found.help
