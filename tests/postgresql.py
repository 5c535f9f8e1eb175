"""A PostgreSQL of one's own: the system's package, on the loopback address, for one test module."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        port: where it listens.
        control: the command that starts and stops it, but for its last words.
        options: what it is started with.

    """

    port: str
    control: list[str]
    options: list[str]

    def stop(self) -> None:
        """Stop it as if its machine had lost power."""
        subprocess.run([*self.control, "-m", "immediate", "stop"], capture_output=True, check=False)

    def start(self) -> None:
        """Start it again."""
        _called([*self.control, *self.options, "start"])


@contextmanager
def server() -> Iterator[Server]:
    """Run PostgreSQL, with the user postgres and a database of the same name."""
    if not _BINARIES and not os.environ.get("CI"):
        pytest.skip("没有安装 postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    binaries, data = _BINARIES[-1], folder / "data"
    made = ["initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"]
    said = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    control = [*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
    running = Server(port, control, ["-o", said, "-l", str(folder / "log")])
    try:
        _called([*as_user, str(binaries / made[0]), *made[1:]])
        running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _called(command: list[str]) -> None:
    # What it starts keeps an inherited pipe open: the output goes nowhere.
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    assert done.returncode == 0, command
