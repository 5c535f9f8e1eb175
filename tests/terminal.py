"""A terminal of any width: the program runs under a pty and believes that a person is looking."""

import os
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

END_OF_INPUT = "\x04"
INTERRUPT = "\x03"

_PATIENCE = 30  # seconds without any output, after which a program is given up as stuck
_PRESSES = 4  # how often Ctrl-C is pressed before that


@dataclass(frozen=True)
class Ended:
    """What a program showed, and its exit status."""

    status: int
    shown: str

    @property
    def lines(self) -> list[str]:
        return self.shown.splitlines()


def run_in_terminal(
    *arguments: str,
    columns: int = 80,
    answers: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run `gaozhi` on a terminal; at each prompt the next answer is typed, at last the end.

    The prompt is a line that is `> ` as yet.
    """
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "gaozhi.cli", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        # Whoever runs the tests in the background ignores interrupts; a terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env=environment(**({"TERM": "xterm-256color"} | dict(env or {}))),
    )
    os.close(slave)
    shown, typed, presses = b"", list(answers), 0
    while True:
        if not select.select([master], [], [], _PATIENCE)[0]:
            if not 0 < presses < _PRESSES:
                process.kill()
                break
            # An interrupt that falls into a finaliser is lost; a person would press it again.
            presses += 1
            process.send_signal(signal.SIGINT)
            continue
        try:
            chunk = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        shown += chunk
        if _plain(shown).endswith(b"> "):
            answer = typed.pop(0) if typed else END_OF_INPUT
            presses += answer == INTERRUPT
            _type(master, process, answer)
    os.close(master)
    return Ended(process.wait(), shown.decode().replace("\r\n", "\n"))


def environment(**changes: str) -> dict[str, str]:
    """Leave out of the environment what decides about colour, width or encoding."""
    decided = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "LANG", "PYTHONIOENCODING"}
    kept = {name: value for name, value in os.environ.items() if name not in decided}
    return kept | changes


def _plain(shown: bytes) -> bytes:
    return shown.removesuffix(b"\x1b[0m")


def _type(master: int, process: subprocess.Popen[bytes], answer: str) -> None:
    if answer == INTERRUPT:
        process.send_signal(signal.SIGINT)
    else:
        os.write(master, answer.encode() if answer == END_OF_INPUT else answer.encode() + b"\n")
