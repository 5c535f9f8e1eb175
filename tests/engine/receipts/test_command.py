"""`gaozhi decide --receipt` files a receipt; `gaozhi verify` says what differs."""

import json
import shutil

import pytest

from tests.places import REPOSITORY

CASE = REPOSITORY / "examples" / "失信未届满.yaml"


@pytest.fixture
def filed(run, tmp_path):
    path = tmp_path / "凭据.json"
    assert run("decide", CASE, "--receipt", path).status == 0
    return path


@pytest.fixture
def amended(tmp_path):
    """A folder with the bundled law, one text in one file put for another."""

    def write(name, old, new):
        folder = tmp_path / "规则"
        for part in ("rules", "catalogs"):
            shutil.copytree(REPOSITORY / part, folder / part)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return write


def test_a_receipt_of_the_same_law_holds(run, filed):
    result = run("verify", filed)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "启东市 · 适用性，办理日期 2022-06-30，清单第 2 项 无犯罪记录证明（教师资格认定）",
        "当时的答复：不适用",
        "复核的答复：不适用",
        "一致",
    ]


def test_an_open_answer_is_filed_and_replayed_too(run, tmp_path):
    path = tmp_path / "凭据.json"
    assert run("decide", REPOSITORY / "examples" / "待补充.yaml", "--receipt", path).status == 4
    result = run("verify", path)
    assert result.status == 0
    assert "复核的答复：待补充" in result.out


def test_only_another_version_is_no_difference(run, filed):
    data = json.loads(filed.read_text(encoding="utf-8"))
    del data["digest"], data["signature"]
    data["versions"]["gaozhi"] = "0.0.1"
    from gaozhi import Receipt

    filed.write_text(Receipt(data).to_json(), encoding="utf-8")
    result = run("verify", filed)
    assert result.status == 0
    assert "一致，只有软件的版本不同" in result.out


def test_another_outcome_has_status_1_and_says_both(run, filed, amended):
    folder = amended(
        "rules/qidong/eligibility.yaml", "{before: 办理.日期}", "{on_or_before: 办理.日期}"
    )
    result = run("verify", filed, "--rules", folder)
    assert result.status == 1
    assert "不一致" in result.out
    assert "结论不同：原为“不适用”" in result.out
    assert "本地区的规则有变动" in result.out


def test_another_text_has_status_1_and_quotes_it(run, filed, amended):
    folder = amended(
        "rules/qidong/provisions.yaml",
        "信用修复前不适用告知承诺制",
        "信用修复前，不适用告知承诺制",
    )
    result = run("verify", filed, "--rules", folder)
    assert result.status == 1
    assert "答复一致，但是有变动" in result.out
    assert "二（七）（QD-2.7-4）的原文有变动，现为：" in result.out


def test_json_says_the_same(run, filed, amended):
    folder = amended("catalogs/qidong.yaml", "calendar: china", "calendar: xinjiang")
    result = run("verify", filed, "--rules", folder, "--json")
    data = json.loads(result.out)
    assert (result.status, data["holds"], data["same_answer"]) == (1, False, True)
    assert [one["what"] for one in data["differences"]] == ["program", "calendar"]
    assert data["decision"]["outcome"] == "不适用"


def test_an_altered_receipt_has_status_2(run, filed):
    text = filed.read_text(encoding="utf-8")
    filed.write_text(
        text.replace('"申请人.信用已修复": false', '"申请人.信用已修复": true'), encoding="utf-8"
    )
    result = run("verify", filed)
    assert (result.status, result.out) == (2, "")
    assert "GZ631" in result.err


@pytest.mark.parametrize("text", ["", "凭据", '{"receipt": 1}', "[" * 100])
def test_what_is_no_receipt_has_status_2(run, tmp_path, text):
    path = tmp_path / "凭据.json"
    path.write_text(text, encoding="utf-8")
    result = run("verify", path)
    assert (result.status, result.out) == (2, "")
    assert "GZ" in result.err


def test_a_file_that_is_not_there_has_status_2(run, tmp_path):
    assert run("verify", tmp_path / "没有.json").status == 2


def test_a_receipt_is_never_written_over_another_file(run, filed):
    before = filed.read_text(encoding="utf-8")
    result = run("decide", REPOSITORY / "examples" / "届满次日.yaml", "--receipt", filed)
    assert (result.status, result.out) == (2, "")
    assert filed.read_text(encoding="utf-8") == before


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "密钥"
    path.write_bytes(bytes(range(32)))
    return path


def test_a_signed_receipt_is_checked_with_its_key(run, tmp_path, key):
    path = tmp_path / "凭据.json"
    assert run("decide", CASE, "--receipt", path, "--key", key).status == 0
    result = run("verify", path, "--key", key)
    assert result.status == 0
    assert result.out.splitlines()[-2:] == ["一致", "签名与密钥相符"]
    result = run("verify", path)
    assert result.status == 0
    assert "签名没有核对" in result.out


def test_a_signature_of_another_key_has_status_1(run, tmp_path, key, filed):
    path = tmp_path / "签名.json"
    run("decide", CASE, "--receipt", path, "--key", key)
    key.write_bytes(bytes(range(100, 132)))
    for receipt, said in ((path, "签名与密钥不符"), (filed, "凭据没有签名")):
        result = run("verify", receipt, "--key", key)
        assert result.status == 1
        assert said in result.out


@pytest.mark.parametrize(
    "data",
    [b"", b"short", b"0" * 32, bytes(range(256)) * 17],
    ids=["empty", "short", "one byte", "large"],
)
def test_a_key_file_that_cannot_be_used_has_status_2(run, filed, key, data):
    key.write_bytes(data)
    result = run("verify", filed, "--key", key)
    assert (result.status, result.out) == (2, "")
    assert "不能用" in result.err


def test_a_key_file_that_is_not_there_has_status_2(run, filed, tmp_path):
    assert run("verify", filed, "--key", tmp_path / "没有").status == 2
    assert run("decide", CASE, "--key", tmp_path / "没有").status == 2
