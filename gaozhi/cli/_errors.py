"""What a command raises when it cannot go on: one message for the person who called it."""


class CommandError(Exception):
    """The call or its input is unusable; nothing was done.

    message: what is wrong. hint: what to do about it, or "".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
