"""How a command ends, for the program that called it."""

from enum import IntEnum


class Status(IntEnum):
    """The exit statuses. 3 is kept for what lies beyond the published calendars."""

    DONE = 0
    FOUND_ERRORS = 1
    UNUSABLE = 2
    PENDING = 4
    INTERRUPTED = 130
