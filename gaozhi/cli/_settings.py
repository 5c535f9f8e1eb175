"""What every command shares: where its rules are, and the terminal it writes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import click

import gaozhi
from gaozhi.cli._console import Console
from gaozhi.cli._errors import CommandError


@dataclass(slots=True)
class Settings:
    """What the commands of one run have in common.

    out, err: standard output and standard error.
    rules: the folder of one's own rules, or None for those that come with the package; for what
        only decides also the file of a bundle.
    trusted: the files of the public keys one of which must have signed that bundle.
    """

    out: Console
    err: Console
    rules: Path | None = None
    trusted: tuple[Path, ...] = ()
    _library: gaozhi.Library | None = field(default=None, repr=False)

    def choose(self, folder: str | None, *, called: str = "文件夹") -> Path | None:
        """Take a command's argument as --rules, which may say it as well, and return the choice.

        Raises CommandError where both are given; `called` is what the argument is named there.
        """
        if folder is not None and self.rules is not None:
            message = f"{called}写了两个：{folder} 和 --rules {self.rules}。"
            raise CommandError(message, "只写其中一个。")
        if folder is not None:
            self.rules = Path(folder)
        return self.rules

    def library(self) -> gaozhi.Library:
        """Return the rules that the call chose, read once. Raises CatalogError.

        What is wrong with another county than the one that is asked for keeps nothing from it.
        """
        if self._library is None:
            self._library = gaozhi.load(self.rules, strict=False, trusted=self.trusted or None)
        return self._library

    def jurisdiction(self, name: str) -> gaozhi.Jurisdiction:
        """Return the county of that name, id or code. Raises UnknownJurisdiction, CatalogError."""
        return self.library()[name]


def settings_of(context: click.Context) -> Settings:
    """Return the settings of this run: one object, whichever command asks."""
    settings = context.find_root().obj
    assert isinstance(settings, Settings)
    return settings
