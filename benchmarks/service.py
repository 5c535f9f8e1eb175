"""The service under wrk, beside the same server that answers a constant (Linux).

    apt-get install wrk
    python -m benchmarks.service

What a request costs is the processor time of the server, which a busy machine lengthens far less
than the clock; the ratio is to that of the constant. The last column is the 99th percentile at half
the load that the same server takes, by the clock: it is worth something on a quiet machine only.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import gaozhi
from gaozhi.model import FactType
from gaozhi.service._reading import read_by

SECONDS = 5
CONNECTIONS = 8
DISTINCT = 6_000
_TICKS = os.sysconf("SC_CLK_TCK")

_SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local bodies, at, pause = {}, 0, 0
function init(args)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = line end
  pause = tonumber(args[2])
end
function delay() return pause end
function request()
  at = at % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[at])
end
"""

_CONSTANT = """
import sys
from gaozhi.service import Settings
from gaozhi.service import _server
from gaozhi.service._public import create
from gaozhi.service._log import Log
body = open(sys.argv[1], "rb").read()
service = create(Settings(port=0), log=Log(requests=False))
async def constant(scope, receive, send):
    if scope["type"] != "http":
        return await service(scope, receive, send)
    while (await receive()).get("more_body"):
        pass
    length = str(len(body)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
_server._app = lambda _: constant
bound = _server.listen(service.settings)
said = f"http://127.0.0.1:{bound.getsockname()[1]}"
_server.serve(service, bound, lambda: print("已在", said, flush=True))
"""


class Load(NamedTuple):
    """What a run of wrk came to."""

    rate: float
    processor: float
    p99: float
    failed: int


def cases(known: float, *, settled: bool) -> list[str]:
    """Return distinct bodies about 适用性, as lines of JSON.

    Args:
        known: the share of the facts that are known.
        settled: whether their answers are; else they have questions.

    """
    county, draw = gaozhi.load()["启东市"], random.Random(1)
    words = county.vocabulary
    facts = [words.facts[name] for name in read_by(county, "适用性") if name != words.roles.date]
    found: dict[str, None] = {}
    while len(found) < DISTINCT:
        case: dict[str, object] = {}
        for fact in facts:
            if draw.random() >= known:
                continue
            if fact.kind is FactType.BOOL:
                case[fact.name] = draw.random() < 0.5
            elif fact.kind is FactType.ONE_OF:
                case[fact.name] = draw.choice(fact.values)
        day = date(2021, 6, 1) + timedelta(draw.randrange(900))
        item = draw.randrange(1, len(county.items) + 1)
        try:
            decision = county.decide(case, item=item, on=day)
        except gaozhi.CaseError:
            continue
        if decision.settled is settled:
            body = {"item": item, "date": day.isoformat(), "facts": case}
            found[json.dumps(body, ensure_ascii=False)] = None
    return list(found)


@contextmanager
def running(*command: str) -> Iterator[tuple[int, str]]:
    """Run a server; give its process and its address."""
    with subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        url = next(line.split()[1] for line in server.stdout if line.startswith("已在 "))
        try:
            yield server.pid, url
        finally:
            server.terminate()


def processor_time(process: int) -> float:
    """Return the seconds of the processor that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def load(process: int, url: str, script: Path, bodies: Path, pause: float = 0) -> Load:
    """Send bodies for some seconds.

    Args:
        process: the server's.
        url: where to.
        script: the one for wrk.
        bodies: the file with a body a line.
        pause: the milliseconds that each connection waits after an answer.

    """
    before = processor_time(process)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "--latency", "-s", str(script)]
    ended = subprocess.run(
        [*command, url, "--", str(bodies), str(pause)], check=True, capture_output=True, text=True
    )
    spent = processor_time(process) - before
    said = ended.stdout
    number = int(re.findall(r"(\d+) requests in", said)[0])
    value, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)[0]
    p99 = float(value) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit]
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    return Load(number / SECONDS, spent / max(1, number), p99, failed)


def main() -> int:
    """Print a line a kind of request; return 1 where wrk is missing or a request failed."""
    if shutil.which("wrk") is None:
        print("没有 wrk：apt-get install wrk")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        script = folder / "load.lua"
        script.write_text(_SCRIPT, encoding="utf-8")
        known = cases(1, settled=True)
        kinds = {
            "同一个案件": known[:1],
            "有依据，各不相同": known,
            "有全部问题，各不相同": cases(0.35, settled=False),
        }
        return _measured(folder, script, kinds)


def _measured(folder: Path, script: Path, kinds: dict[str, list[str]]) -> int:
    failed = 0
    answer = folder / "answer.json"
    county = gaozhi.load()["启东市"]
    answer.write_text(json.dumps(county.decide({}, item=2).to_dict()), encoding="utf-8")
    bodies = folder / "bodies"
    serve = ("-m", "gaozhi", "serve", "--port", "0", "--quiet")
    with running("-c", _CONSTANT, str(answer)) as constant, running(*serve) as service:
        bodies.write_text("{}\n", encoding="utf-8")
        base = load(*constant, script, bodies)
        print(f"{'常数':　<12}  {base.rate:6.0f}/s  {base.processor * 1e6:5.0f} µs")
        process, url = service
        for name, lines in kinds.items():
            bodies.write_text("\n".join(lines) + "\n", encoding="utf-8")
            address = f"{url}/api/v1/qidong/decide"
            full = load(process, address, script, bodies)
            # Half the rate: each connection waits as long again as an answer takes.
            pause = 2_000 * CONNECTIONS / max(full.rate, 1)
            half = load(process, address, script, bodies, pause)
            ratio = full.processor / base.processor
            core = 1 / full.processor
            cost = f"{full.processor * 1e6:5.0f} µs  {ratio:4.1f} 倍  一个核 {core:5.0f}/s"
            late = f"{half.rate:5.0f}/s 时 p99 {half.p99:.1f} ms"
            print(f"{name:　<12}  {full.rate:6.0f}/s  {cost}  {late}")
            failed += full.failed + half.failed
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
