"""`gaozhi compare`: several jurisdictions side by side."""

import json


def test_what_is_said_alike_is_said_once_with_each_one_s_provision(run):
    result = run("compare", "启东市", "台儿庄区", "--decision", "撤回")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    at = lines.index("  行政事项已经办结，不得再撤回")
    assert lines[at + 1].startswith(
        "    启东市：启政办发〔2021〕22号 二（四）：“在行政事项办结前，"
    )
    assert lines[at + 2].startswith("    台儿庄区：国办发〔2020〕42号 原文未核对：")


def test_who_says_nothing_is_named(run):
    out = run("compare", "启东市", "陕州区", "台儿庄区", "--decision", "不实后果").out
    at = out.index("推送信用中国")
    assert "  没有规定：启东市、陕州区" in out[at:].splitlines()


def test_without_names_every_jurisdiction_is_there(run):
    data = json.loads(run("compare", "--format", "json").out)
    assert len(data["jurisdictions"]) == 6
    assert {"适用性", "代为承诺", "核查方式", "期限"} <= {one["name"] for one in data["sections"]}
    cells = data["sections"][0]["rows"][0]["cells"]
    assert len(cells) == 6
    assert cells[3][0]["basis"][0]["quote"]


def test_only_what_differs(run):
    result = run("compare", "全国", "毛集实验区", "--decision", "撤回", "--differing")
    assert (result.status, result.out.splitlines()[-1]) == (0, "没有不同。")


def test_pages(run):
    page = run("compare", "启东市", "--decision", "期限", "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "启东市对照" in page
    text = run("compare", "启东市", "陕州区", "--format", "markdown", "--on", "2022-01-01").out
    assert text.startswith("# 启东市、陕州区对照（2022-01-01 有效的规则）\n")


def test_what_cannot_be_used_is_refused(run):
    for given, said in (
        (["启东"], "是否要写 启东市？"),
        (["--format", "pdf"], "可写 text、markdown、html、json"),
        (["--decision", "适用"], "是否要写 适用性？"),
        (["--on", "昨天"], "--on"),
    ):
        result = run("compare", *given)
        assert result.status == 2
        assert said in result.err
