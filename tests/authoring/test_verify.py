"""Quotes and the texts that they were taken from."""

import os
import shutil
from pathlib import Path

import pytest

import gaozhi
from gaozhi.authoring.document_text import DocumentText
from gaozhi.source import Source, normalised
from tests.places import BASE

QUOTE = "列入清单的证明事项实行告知承诺制"
HEAD = "根据《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号），制定本方案"
TEXT = f"""示范县人民政府文件

示办发〔2021〕1号

示范县工作方案

{HEAD}。
一、{QUOTE}。
"""


@pytest.fixture
def rules(tmp_path):
    """The small sound folder, which a test may change."""
    folder = tmp_path / "rules_folder"
    shutil.copytree(BASE, folder)
    write_asides(folder, "示范县工作方案", HEAD)
    return folder


def write_asides(rules, *quotes):
    """Put asides into a file of their own, which says no document."""
    lines = [f'  - {{locator: 序言, quote: "{quote}", kind: 背景}}\n' for quote in quotes]
    file = rules / "rules" / "demo" / "asides.yaml"
    file.write_text("asides:\n" + "".join(lines) if lines else "", encoding="utf-8")


@pytest.fixture
def verified(tmp_path, rules):
    """Give a function that lays texts and returns what comes of the quotes of 示范县."""

    def call(*, county="示范县", **texts):
        folder = tmp_path / "原文"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{name}.txt").write_bytes(data)
        return gaozhi.verify(folder, county, folder=rules, bundled=False)

    return call


def change(rules, old, new):
    file = rules / "rules" / "demo" / "provisions.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def codes(done):
    return [found.code for found in done.diagnostics]


def of_demo(done):
    return next(one for one in done.documents if one.rules == "demo")


def test_a_quote_that_is_there(verified):
    done = verified(方案=TEXT)
    assert (codes(done), done.sound) == ([], True)
    document = of_demo(done)
    assert (document.quotes, document.found) == (1, 1)
    assert (document.asides, document.asides_found) == (2, 2)
    assert document.text.endswith("方案.txt")


@pytest.mark.parametrize(
    "written",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace(QUOTE, "列入清单的证明 事项\n　　实行告知\t承诺制"),
        TEXT.replace("〔2021〕1号", "〔２０２１〕１ 号"),
    ],
    ids=["line ends of Windows", "byte-order mark", "white space", "full width"],
)
def test_white_space_and_width_make_no_difference(verified, written):
    done = verified(方案=written)
    assert (codes(done), of_demo(done).found) == ([], 1)
    assert of_demo(done).sha256 == DocumentText(Source("x", TEXT, None, ())).sha256


def test_a_quote_that_is_not_there_is_shown_beside_what_is(verified):
    done = verified(方案=TEXT.replace("实行告知承诺制。", "可以实行告知承诺制。"))
    found, nowhere = done.diagnostics
    assert (found.code, found.severity, done.sound) == ("GZ521", "error", False)
    assert nowhere.code == "GZ525"
    assert found.span.file.endswith("rules/demo/provisions.yaml")
    line = done.sources[found.span.file].splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == QUOTE
    assert "方案.txt 第 8 行" in found.help
    assert "列入清单的证明事项可以实行告知承" in found.help
    assert "引文“”，原文“可以”" in found.help


def test_a_quote_like_nothing_in_the_text(verified):
    done = verified(方案=TEXT.replace(QUOTE, "其他"))
    found, nowhere = done.diagnostics
    assert (found.code, nowhere.code) == ("GZ521", "GZ525")
    assert found.help == "与原文核对，逐字抄录"


def test_a_document_without_text_and_a_text_without_document_are_named(verified):
    done = verified(别的="某市人民政府文件\n某政办发〔2021〕9号\n")
    assert sorted(codes(done)) == ["GZ523", "GZ524"]
    assert done.sound
    messages = " ".join(found.message for found in done.diagnostics)
    assert "没有 示办发〔2021〕1号 的原文" in messages
    assert "别的.txt" in messages
    assert (of_demo(done).text, of_demo(done).found) == (None, 0)


def test_a_document_that_a_text_only_cites_is_not_that_text(verified):
    cites = "某市文件\n根据《示范县工作方案》（示办发〔2021〕1号），制定本办法。\n"
    assert sorted(codes(verified(别的=cites))) == ["GZ523", "GZ524"]


def test_what_is_said_far_below_the_head_names_nothing(verified):
    assert sorted(codes(verified(别的="某" * 500 + "示办发〔2021〕1号"))) == ["GZ523", "GZ524"]


def test_a_second_text_of_a_document_is_left_over(verified):
    done = verified(甲=TEXT, 乙=TEXT + "——")
    assert codes(done) == ["GZ524"]
    assert of_demo(done).text.endswith("乙.txt")


def test_the_recorded_name_finds_a_text_that_does_not_name_itself(verified, rules):
    write_asides(rules)
    bare = f"各乡镇：\n{QUOTE}。\n"
    assert of_demo(verified(甲=bare)).text is None
    change(rules, "issued: 2021-05-25,", "issued: 2021-05-25, text: {file: 甲.txt},")
    assert (codes(verified(甲=bare)), of_demo(verified(甲=bare)).found) == ([], 1)


def test_a_recorded_name_that_is_not_there(verified, rules):
    change(rules, "issued: 2021-05-25,", "issued: 2021-05-25, text: {file: 没有.txt},")
    done = verified(甲="各乡镇：\n")
    assert sorted(codes(done)) == ["GZ523", "GZ524"]
    assert any("没有.txt 不在文件夹里" in found.message for found in done.diagnostics)


def test_the_recorded_digest_finds_its_text_and_tells_another_one(verified, rules):
    digest = of_demo(verified(甲=TEXT)).sha256
    change(rules, "issued: 2021-05-25,", f'issued: 2021-05-25, text: {{sha256: "{digest}"}},')
    assert codes(verified(甲=TEXT)) == []
    done = verified(甲=TEXT + "——")
    (found,) = done.diagnostics
    assert (found.code, found.severity, done.sound) == ("GZ522", "warning", True)
    assert of_demo(done).sha256 in found.help
    assert of_demo(done).recorded == digest


def test_the_digest_is_that_of_the_text_without_white_space_in_usual_width():
    import hashlib

    text = "Ａ 一\r\n（二）\u200b"
    assert normalised(text) == "A一(二)"
    expected = hashlib.sha256("A一(二)".encode()).hexdigest()
    assert DocumentText(Source("x", text, None, ())).sha256 == expected


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (TEXT.encode("gb18030"), "GBK"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n\x00\xff", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (bytes(range(254, 0, -1)) * 4, "不是 UTF-8"),
        ((TEXT + "\0").encode(), "空字符"),
    ],
    ids=["GBK", "UTF-16", "PDF", "docx", "doc", "bytes", "a zero"],
)
def test_a_file_that_is_no_utf8_text_is_an_error_that_says_what_it_is(verified, data, says):
    done = verified(甲=data)
    assert codes(done)[0] == "GZ110"
    assert says in done.diagnostics[0].message
    assert "UTF-8" in done.diagnostics[0].help
    assert not done.sound


def test_rules_with_errors_are_not_said_to_be_verified(verified, rules):
    change(rules, "means:", "meens:")
    done = verified(方案=TEXT)
    assert done.unread >= 1
    assert not done.sound


def test_an_orphan_alone_hinders_no_comparison(verified, rules):
    change(
        rules, "provisions:\n", "provisions:\n  - {id: D-9, locator: 九, quote: 一、, means: 九}\n"
    )
    assert of_demo(verified(方案=TEXT)).found == 2


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "GZ701"),
        (lambda path: path.write_text("x"), "GZ704"),
        (lambda path: path.mkdir(), "GZ703"),
    ],
    ids=["missing", "a file", "empty"],
)
def test_a_folder_of_texts_that_cannot_be_used(make, code, tmp_path, rules):
    make(tmp_path / "x")
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.verify(tmp_path / "x", folder=rules, bundled=False)
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_a_folder_of_texts_that_nobody_may_list(tmp_path, rules, monkeypatch):
    (tmp_path / "x").mkdir()
    real = os.listdir

    def refuse(path):
        if Path(path).name == "x":
            raise PermissionError(13, "Permission denied")
        return real(path)

    def iterdir(path):
        return (path / name for name in refuse(path))

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.verify(tmp_path / "x", folder=rules, bundled=False)
    assert [found.code for found in caught.value.diagnostics] == ["GZ705"]


def test_a_county_that_is_not_there(verified):
    with pytest.raises(gaozhi.UnknownJurisdiction) as caught:
        verified(方案=TEXT, county="示范")
    assert "示范县" in str(caught.value)
