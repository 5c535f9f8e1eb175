"""How a command ends, for the program that called it."""

from enum import IntEnum


class Status(IntEnum):
    """The exit statuses."""

    DONE = 0
    FOUND_ERRORS = 1
    UNUSABLE = 2
    UNPUBLISHED = 3
    PENDING = 4
    INTERRUPTED = 130
