"""YAML with places: reading, strict values, problems, and how they are shown."""

from gaozhi.source._codes import CODES
from gaozhi.source._diagnostic import Diagnostic, Related, Severity, Span, in_order
from gaozhi.source._files import read_file, read_plain, read_tree
from gaozhi.source._frames import render, summary
from gaozhi.source._fullwidth import fullwidth_hint
from gaozhi.source._identity import Identity, IdentityProblem, check_identity
from gaozhi.source._limits import Limits
from gaozhi.source._mask import mask, shown
from gaozhi.source._nodes import Mapping, Node, Plain, Scalar, Sequence, Value
from gaozhi.source._reader import Source, read_text
from gaozhi.source._suggest import suggest
from gaozhi.source._text import Places
from gaozhi.source._width import text_width, visible, wrap
from gaozhi.source._written import one_line

__all__ = [
    "CODES",
    "Diagnostic",
    "Identity",
    "IdentityProblem",
    "Limits",
    "Mapping",
    "Node",
    "Places",
    "Plain",
    "Related",
    "Scalar",
    "Sequence",
    "Severity",
    "Source",
    "Span",
    "Value",
    "check_identity",
    "fullwidth_hint",
    "in_order",
    "mask",
    "one_line",
    "read_file",
    "read_plain",
    "read_text",
    "read_tree",
    "render",
    "shown",
    "suggest",
    "summary",
    "text_width",
    "visible",
    "wrap",
]
