"""A service as a process of its own, on a free port."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.terminal import environment


class Live:
    """A running service: its address, and what it wrote."""

    def __init__(self, process: subprocess.Popen, said: str, log: Path) -> None:
        self.process = process
        self.said = said
        """What it said until it answered."""
        self.url = said.splitlines()[-1].split()[1]
        self._log = log
        self.http = httpx.Client(base_url=self.url, timeout=30, trust_env=False, verify=False)

    @property
    def log(self) -> list[dict]:
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @property
    def warned(self) -> str:
        """What it said on standard error besides its log."""
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return "\n".join(line for line in lines if not line.startswith("{"))

    def signal(self, which: signal.Signals) -> None:
        os.kill(self.process.pid, which)

    def until(self, holds, seconds: float = 60):
        """Wait until the service says that something holds, and return what it says then."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready = self.http.get("/health/ready").json()
            if holds(ready):
                return ready
            time.sleep(0.05)
        raise AssertionError(f"it does not come to hold: {ready}")


@contextmanager
def live(folder: Path, *arguments: str | Path) -> Iterator[Live]:
    """Run `gaozhi serve` until the end of the block.

    Args:
        folder: takes its log.
        arguments: of the command.

    """
    log = folder / "serve.log"
    command = [sys.executable, "-m", "gaozhi", "serve", "--port", "0", *map(str, arguments)]
    running = None
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=environment()
        )
        try:
            running = Live(process, _started(process, log), log)
            yield running
        finally:
            if running is not None:
                running.http.close()
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()


def _started(process: subprocess.Popen, log: Path) -> str:
    """What the service says until it answers; the last line has its address."""
    said = ""
    for line in process.stdout:
        said += line.decode("utf-8")
        if said.splitlines()[-1].startswith("已在 "):
            return said.strip()
    raise AssertionError(log.read_text(encoding="utf-8"))
