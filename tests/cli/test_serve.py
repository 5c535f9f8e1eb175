"""`gaozhi serve` where it cannot start; how it runs is tested with the service."""

import pytest

from gaozhi.service import Settings
from gaozhi.service._server import listen


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有"], "没有"),
        (["--site", "没有"], "没有文件夹 没有"),
        (["--token-file", "没有"], "令牌文件 没有 读不出来"),
        (["--host", "192.0.2.1"], "不能使用192.0.2.1 的端口"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(run, arguments, said):
    ended = run("serve", *arguments, *([] if "--host" in arguments else ["--port", "0"]))
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err


def test_a_port_that_is_taken_is_said_in_words(run):
    with listen(Settings(port=0)) as taken:
        ended = run("serve", "--port", str(taken.getsockname()[1]))
    assert ended.status == 2
    assert "已经有程序在用" in ended.err
    assert "--port" in ended.err


def test_a_missing_extra_is_said_in_words(run, monkeypatch):
    monkeypatch.setattr("gaozhi.service._public.find_spec", lambda _: None)
    ended = run("serve", "--port", "0")
    assert ended.status == 2
    assert 'pip install "gaozhi[serve]"' in ended.err
