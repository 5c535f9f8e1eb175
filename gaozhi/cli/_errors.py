"""What a command raises when it cannot go on: one message for the person who called it."""

from collections.abc import Iterable

from gaozhi.cli._status import Status
from gaozhi.source import did_you_mean


class CommandError(Exception):
    """The call or its input is unusable; nothing was done.

    Attributes:
        message: what is wrong.
        hint: what to do about it, or "".
        status: how the command ends.

    """

    def __init__(self, message: str, hint: str = "", status: Status = Status.UNUSABLE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status


def perhaps(found: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return which known name was probably meant, or else the text `otherwise`."""
    return did_you_mean(found, known, otherwise, ask="是不是 {}？")
