"""A service that runs: its end, its reloads, slow and large callers, many at once."""

import shutil
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.bundles import built
from tests.live import live
from tests.places import BASE

CASE = {"facts": {"申请人.愿意承诺": True}}
PATH = "/api/v1/demo/decide"


@pytest.fixture
def rules(tmp_path):
    return built(tmp_path / "规则.gaozhi")


def amend(rules, folder):
    """Put a bundle of amended rules in the place of another, whole."""
    shutil.copytree(BASE, folder)
    file = folder / "rules" / "demo" / "rules.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("不在清单内,", "清单之外,", 1), encoding="utf-8")
    built(folder / "新.gaozhi", folder).replace(rules)


def test_it_reloads_what_is_sound_and_keeps_what_it_has_from_what_is_not(rules, tmp_path):
    token = tmp_path / "令牌"
    token.write_text("0123456789abcdef\n", encoding="utf-8")
    admin = {"authorization": "Bearer 0123456789abcdef"}
    with live(tmp_path, rules, "--token-file", token) as service:
        first = service.http.get("/health/ready").json()
        assert (first["stale"], first["reload"]) == (False, None)
        answer = service.http.post(PATH, json=CASE, headers=admin).json()

        rules.write_bytes(rules.read_bytes()[:-1])
        refused = service.http.post("/admin/reload", headers=admin)
        assert refused.status_code == 409
        assert refused.json()["errors"][0]["code"] == "GZ714"
        service.signal(signal.SIGHUP)
        stale = service.until(lambda ready: ready["stale"] and not ready["reloading"])
        assert (stale["status"], stale["digest"]) == ("ready", first["digest"])
        assert stale["reload"]["errors"] > 0
        assert service.http.post(PATH, json=CASE, headers=admin).json() == answer

        amend(rules, tmp_path / "改")
        service.signal(signal.SIGHUP)
        fresh = service.until(lambda ready: not ready["stale"])
        assert fresh["digest"] != first["digest"]
        assert service.http.post("/admin/reload", headers=admin).status_code == 200
        assert service.http.post("/admin/reload").status_code == 401
        metrics = service.http.get("/metrics", headers=admin).text
        assert 'gaozhi_reloads_total{result="ok"} 2.0' in metrics
        assert "gaozhi_rules_stale 0.0" in metrics


def test_it_sees_that_its_rules_have_changed(rules, tmp_path):
    with live(tmp_path, rules, "--watch") as service:
        known = service.http.get("/health/ready").json()
        amend(rules, tmp_path / "改")
        fresh = service.until(lambda ready: ready["digest"] != known["digest"])
        assert fresh["reload"]["ok"]


def test_no_request_fails_while_the_rules_are_loaded_anew(rules, tmp_path):
    with live(tmp_path, rules, "--quiet") as service:
        statuses = []
        with ThreadPoolExecutor(4) as callers:
            for _ in range(3):
                service.signal(signal.SIGHUP)
                asked = [callers.submit(service.http.post, PATH, json=CASE) for _ in range(170)]
                statuses += [one.result().status_code for one in asked]
                service.until(lambda ready: not ready["reloading"])
        assert set(statuses) == {200}
        assert len(statuses) == 510


def test_it_finishes_what_runs_and_then_ends(rules, tmp_path):
    with live(tmp_path, rules) as service:
        host, port = service.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            head = (
                f"POST /api/v1/demo/batch HTTP/1.1\r\nhost: {host}\r\ncontent-length: 5\r\n\r\n{{}}"
            )
            slow.sendall(head.encode())
            time.sleep(0.3)
            service.signal(signal.SIGTERM)
            time.sleep(0.3)
            slow.sendall(b"\n{}")
            slow.settimeout(20)
            answer = b""
            while part := slow.recv(65536):
                answer += part
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.count(b'"decision":"') >= 2
        assert service.process.wait(20) == 0
        assert "已经结束。" in service.process.stdout.read().decode()
        assert service.log[-1]["event"] in ("ending", "request")


@pytest.fixture(scope="module")
def patient(tmp_path_factory):
    """A service for several tests, which waits for nobody longer than a second."""
    folder = tmp_path_factory.mktemp("live")
    rules = built(folder / "规则.gaozhi")
    with live(folder, rules, "--timeout", "1", "--host", "0.0.0.0") as service:
        service.http.base_url = service.url = service.url.replace("0.0.0.0", "127.0.0.1")
        yield service


def connect(service):
    host, port = service.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def everything(connection):
    """Return what comes until the other side closes."""
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
    except ConnectionResetError:
        pass
    return answer


HEAD = b"POST /api/v1/demo/decide HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


def test_slow_callers_are_not_waited_for(patient):
    said = []
    for head in (b"", HEAD, HEAD + b"content-length: 100\r\n\r\n{"):
        with connect(patient) as slow:
            slow.sendall(head)
            said.append(everything(slow)[:12])
    assert said == [b"", b"", b"HTTP/1.1 408"]
    assert patient.http.post(PATH, json=CASE).status_code == 200


def test_a_head_that_never_ends_is_refused(patient):
    with connect(patient) as endless:
        endless.sendall(HEAD)
        try:
            for _ in range(400):
                endless.sendall(b"x: " + b"y" * 2_000 + b"\r\n")
        except OSError:
            return
        assert everything(endless)[:12] in (b"", b"HTTP/1.1 431")


def test_an_offer_to_speak_http_2_is_not_taken_and_loses_no_body(patient):
    offer = {
        "connection": "Upgrade, HTTP2-Settings",
        "upgrade": "h2c",
        "http2-settings": "AAEAAEAA",
        "content-type": "application/json",
    }
    with closing(HTTPConnection(patient.url.removeprefix("http://"), timeout=30)) as other:
        for _ in range(3):
            other.request("POST", PATH, body=b"{}", headers=offer)
            answer = other.getresponse()
            assert (answer.status, b'"outcome"' in answer.read()) == (200, True)


def test_what_is_no_request_is_told_so_in_words(patient):
    with connect(patient) as other:
        other.sendall(b"\x16\x03\x01\x02\x00 hello\r\n\r\n")
        answer = everything(other)
    assert answer.startswith(b"HTTP/1.1 400")
    assert "这不是 HTTP 的请求" in answer.decode("utf-8")


def memory(service):
    """Return how many kB a process has in use."""
    status = Path(f"/proc/{service.process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_fifty_megabytes_are_refused_without_being_kept(patient):
    patient.http.post(PATH, json=CASE)
    before = memory(patient)
    many = b"%x\r\n%s\r\n" % (1_000_000, b" " * 1_000_000)
    for head, part in (
        (b"content-length: 50000000\r\n\r\n", b" " * 1_000_000),
        (b"transfer-encoding: chunked\r\n\r\n", many),
    ):
        with connect(patient) as large:
            large.sendall(HEAD + head)
            # The service says no, and shuts the door while there is more to come.
            with suppress(OSError):
                for _ in range(50):
                    large.sendall(part)
    refused = [one for one in patient.log if one.get("status") == 413]
    assert len(refused) == 2
    assert memory(patient) - before < 20_000
    assert patient.http.post(PATH, json=CASE).status_code == 200


def test_two_hundred_connections_are_answered(patient):
    body = b'{"facts": {}}'
    request = HEAD + b"connection: close\r\ncontent-length: %d\r\n\r\n" % len(body) + body
    with ExitStack() as stack:
        connections = [stack.enter_context(connect(patient)) for _ in range(200)]
        for one in connections:
            one.sendall(request)
        answers = [everything(one) for one in connections]
    assert {answer[:15] for answer in answers} == {b"HTTP/1.1 200 OK"}


def test_whoever_may_reach_it_from_elsewhere_is_warned_of(patient):
    assert "谁都可以调用" in patient.warned
