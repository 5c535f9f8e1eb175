"""Programs written without prepared diagrams, as where they grow too large."""

from gaozhi.logic import TooLarge
from gaozhi.portable import diagrams


def leave_out_diagrams(monkeypatch):
    """From now on every diagram is too large to be prepared."""

    def too_large(*_):
        raise TooLarge

    monkeypatch.setattr(diagrams, "SharedOutcomes", too_large)
