"""The page on running the service shows what happens: its calls are made, its options exist."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gaozhi.service._problems import REFUSALS
from tests.browser import browser
from tests.live import live
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "operators" / "serve.md"
EXAMPLES = REPOSITORY / "examples" / "service"
TEXT = PAGE.read_text(encoding="utf-8")
CALLS = re.findall(r"^\$ (curl .*)\n((?:(?!\$ |```).*\n)*)", TEXT, re.MULTILINE)


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with live(tmp_path_factory.mktemp("serve"), "--site", EXAMPLES) as running:
        yield running


def like(shown):
    """A pattern of what is shown; … stands for anything."""
    return ".*".join(map(re.escape, shown.split("…")))


@needs("curl")
@pytest.mark.parametrize(("call", "shown"), CALLS, ids=[call[:60] for call, _ in CALLS])
def test_what_a_call_answers_is_as_shown(service, call, shown):
    said = subprocess.run(
        ["sh", "-c", call.replace("http://127.0.0.1:8311", service.url)],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    assert re.fullmatch(like(shown.strip()), said.strip(), re.DOTALL), said


def test_what_it_says_when_it_starts_is_as_shown(service):
    shown = re.search(r"^\$ gaozhi serve\n((?:.+\n)+?)```", TEXT, re.MULTILINE)[1]
    assert service.said == shown.strip().replace("http://127.0.0.1:8311", service.url)


def test_every_option_with_its_default_and_every_status_stands_on_it(run):
    told = run("serve", "--help").out
    for option in re.findall(r"^  (--[a-z-]+)", told, re.MULTILINE):
        if option not in ("--no-color", "--help", "--rules"):
            assert option in TEXT, option
    for option, default in re.findall(r"^\| `(--[a-z-]+) \S+` \| (\d+) \|", TEXT, re.MULTILINE):
        line = next(one for one in told.splitlines() if one.strip().startswith(option))
        assert f"不写就是 {default}" in line
    for kind in REFUSALS.values():
        if kind.status not in (409, 431):
            assert str(kind.status) in TEXT, kind


def test_the_line_of_the_log_has_the_keys_of_one(service):
    [shown] = re.findall(r"^```json\n(.*)\n```", TEXT, re.MULTILINE)
    service.http.post("/api/v1/启东市/decide", json={})
    assert list(json.loads(shown)) == list(service.log[-1])


@needs("curl")
def test_the_session_with_curl_goes_as_its_headings_say(service):
    ended = subprocess.run(
        ["sh", EXAMPLES / "session.sh", service.url], capture_output=True, check=True
    )
    parts = ended.stdout.decode("utf-8").split("\n━━ ")[1:]
    said = [part.strip().splitlines()[1:] for part in parts]
    assert said[0][0].startswith("sha256:")
    assert said[1] == ["待补充"]
    assert said[2][0] == "不适用"
    assert said[3] == ["422 不认识的事实“申请人.愿意承若”"]
    assert [line.partition(":")[0] for line in said[4]] == ['"outcome"', '"detail"', '"outcome"']
    assert said[5] == ["304"]
    assert said[6] == ["告知承诺书"]


@needs("java")
def test_the_client_in_java_is_answered(service):
    ended = subprocess.run(
        [
            *("java", "-Dfile.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8"),
            *(EXAMPLES / "Client.java", service.url),
        ],
        capture_output=True,
        check=True,
    )
    first, second, third = ended.stdout.decode("utf-8").splitlines()
    assert first == "200 待补充"
    assert second.startswith("200 待补充：申请人不愿承诺或者无法承诺的")
    assert third == "404 没有地区“启动市”"


@needs("chromium")
def test_the_page_asks_until_there_is_an_answer(service):
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(f"{service.url}/page.html")
        first = page.locator("#talk h2")
        first.wait_for()
        asked = first.inner_text()
        page.get_by_role("button", name="否", exact=True).click()
        page.locator("#back").wait_for(state="visible")
        page.locator("#back").click()
        page.wait_for_function(
            "text => document.querySelector('#talk h2').innerText === text", arg=asked
        )
        for _ in range(30):
            if page.locator("#talk button").count() == 0:
                break
            before = page.locator("#talk h2").inner_text()
            page.get_by_role("button", name="不知道").click()
            page.wait_for_function(
                "text => document.querySelector('#talk h2').innerText !== text", arg=before
            )
        assert page.locator("#talk h2").inner_text() == "待补充"


def test_what_is_deployed_names_what_there_is():
    unit = (REPOSITORY / "deploy" / "gaozhi.service").read_text(encoding="utf-8")
    image = (REPOSITORY / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z-]+", unit.split("ExecStart=")[1].splitlines()[0]))
    options |= set(re.findall(r'"(--[a-z-]+)"', image))
    assert options
    assert [option for option in options if option not in TEXT] == []
    assert "USER 10001" in image
    assert "HEALTHCHECK" in image
    extras = re.findall(r"\[([a-z,]+)\]", image)[0].split(",")
    project = Path(REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert all(re.search(rf"^{extra} = \[", project, re.MULTILINE) for extra in extras)
