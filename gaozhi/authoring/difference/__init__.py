"""What has changed between two folders of rules: by meaning, not by line."""

from gaozhi.authoring.difference._change import (
    Answer,
    Change,
    ChangedCase,
    ChangeKind,
    Comparison,
    FieldChange,
    Part,
    Section,
)
from gaozhi.authoring.difference._compare import compare
from gaozhi.authoring.difference._sides import BUNDLE
from gaozhi.authoring.difference._versions import prove_versions

__all__ = [
    "BUNDLE",
    "Answer",
    "Change",
    "ChangeKind",
    "ChangedCase",
    "Comparison",
    "FieldChange",
    "Part",
    "Section",
    "compare",
    "prove_versions",
]
