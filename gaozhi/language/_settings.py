"""Models of the settings of a folder."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gaozhi.language._validation import Model

__all__ = ["LintSettings", "SettingsFile"]


class LintSettings(Model):
    """The lints that a check silences, and the severity of others."""

    silence: list[str] = Field([], description="不列出的编号")
    severity: dict[str, Literal["error", "warning", "note"]] = Field(
        {}, description="编号算作什么：编号 = 种类"
    )


class SettingsFile(Model):
    """``gaozhi.toml``, or ``[tool.gaozhi]`` of a ``pyproject.toml``."""

    lint: LintSettings = Field(default_factory=LintSettings, description="检查")
