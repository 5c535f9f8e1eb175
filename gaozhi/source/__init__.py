"""Files as text and YAML nodes that know their place, diagnostics, and how they are shown.

Most is imported when it is first used: a program that only decides reads no YAML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gaozhi.source._arguments import (
    list_of,
    path_of,
    require,
    require_callable,
    require_flag,
    require_text,
    unusable,
)
from gaozhi.source._codes import CODES
from gaozhi.source._diagnostic import (
    Details,
    Diagnostic,
    Edit,
    Related,
    Severity,
    Span,
    at_most,
    in_order,
)
from gaozhi.source._found import as_given, described, whole_number
from gaozhi.source._limits import MOST_PROBLEMS, MOST_SUGGESTIONS, Limits
from gaozhi.source._mask import legible, mask, shown
from gaozhi.source._normalised import normalised
from gaozhi.source._plain_data import plain_data
from gaozhi.source._text import Places

if TYPE_CHECKING:
    from gaozhi.source._days import day_meant, read_day
    from gaozhi.source._diagnostics import Diagnostics
    from gaozhi.source._dump_flow import dump_flow
    from gaozhi.source._edits import Splice, apply_edits, fixable, spliced
    from gaozhi.source._encoding import decode
    from gaozhi.source._files import read_file, read_plain, read_tree
    from gaozhi.source._formula import without_formula
    from gaozhi.source._frames import render, summary
    from gaozhi.source._fullwidth import fullwidth_hint
    from gaozhi.source._identity import Identity, IdentityProblem, check_identity
    from gaozhi.source._json import json_tree, read_json
    from gaozhi.source._json_record import JsonRecord, as_json
    from gaozhi.source._keys import SHORTEST_KEY, fault_of_key
    from gaozhi.source._logic import opposite_among, same_logic, without_joining
    from gaozhi.source._lookalikes import Named, alike_names, misleading_signs
    from gaozhi.source._lost import lost_text
    from gaozhi.source._naming import fault_of_county, fault_of_id, fault_of_name
    from gaozhi.source._nodes import (
        Mapping,
        Node,
        Plain,
        Scalar,
        Sequence,
        Value,
        element_of,
        key_of,
    )
    from gaozhi.source._reader import Source, read_text
    from gaozhi.source._suggest import Meant, did_you_mean, is_slip, meant, suggest
    from gaozhi.source._tree import scalars
    from gaozhi.source._walk import Walk, printable, walk
    from gaozhi.source._width import harmless, text_width, visible, wrap

__all__ = [
    "CODES",
    "MOST_PROBLEMS",
    "MOST_SUGGESTIONS",
    "SHORTEST_KEY",
    "Details",
    "Diagnostic",
    "Diagnostics",
    "Edit",
    "Identity",
    "IdentityProblem",
    "JsonRecord",
    "Limits",
    "Mapping",
    "Meant",
    "Named",
    "Node",
    "Places",
    "Plain",
    "Related",
    "Scalar",
    "Sequence",
    "Severity",
    "Source",
    "Span",
    "Splice",
    "Value",
    "Walk",
    "alike_names",
    "apply_edits",
    "as_given",
    "as_json",
    "at_most",
    "check_identity",
    "day_meant",
    "decode",
    "described",
    "did_you_mean",
    "dump_flow",
    "element_of",
    "fault_of_county",
    "fault_of_id",
    "fault_of_key",
    "fault_of_name",
    "fixable",
    "fullwidth_hint",
    "harmless",
    "in_order",
    "is_slip",
    "json_tree",
    "key_of",
    "legible",
    "list_of",
    "lost_text",
    "mask",
    "meant",
    "misleading_signs",
    "normalised",
    "opposite_among",
    "path_of",
    "plain_data",
    "printable",
    "read_day",
    "read_file",
    "read_json",
    "read_plain",
    "read_text",
    "read_tree",
    "render",
    "require",
    "require_callable",
    "require_flag",
    "require_text",
    "same_logic",
    "scalars",
    "shown",
    "spliced",
    "suggest",
    "summary",
    "text_width",
    "unusable",
    "visible",
    "walk",
    "whole_number",
    "without_formula",
    "without_joining",
    "wrap",
]

_LATE = {
    **dict.fromkeys(("Identity", "IdentityProblem", "check_identity"), "_identity"),
    **dict.fromkeys(("day_meant", "read_day"), "_days"),
    "Diagnostics": "_diagnostics",
    **dict.fromkeys(("Splice", "apply_edits", "fixable", "spliced"), "_edits"),
    "decode": "_encoding",
    "without_formula": "_formula",
    **dict.fromkeys(("render", "summary"), "_frames"),
    **dict.fromkeys(("JsonRecord", "as_json"), "_json_record"),
    **dict.fromkeys(("SHORTEST_KEY", "fault_of_key"), "_keys"),
    **dict.fromkeys(("fault_of_county", "fault_of_id", "fault_of_name"), "_naming"),
    **dict.fromkeys(("Meant", "did_you_mean", "is_slip", "meant", "suggest"), "_suggest"),
    **dict.fromkeys(("Walk", "printable", "walk"), "_walk"),
    **dict.fromkeys(("harmless", "text_width", "visible", "wrap"), "_width"),
    "dump_flow": "_dump_flow",
    **dict.fromkeys(("read_file", "read_plain", "read_tree"), "_files"),
    "fullwidth_hint": "_fullwidth",
    **dict.fromkeys(("json_tree", "read_json"), "_json"),
    **dict.fromkeys(("opposite_among", "same_logic", "without_joining"), "_logic"),
    **dict.fromkeys(("Named", "alike_names", "misleading_signs"), "_lookalikes"),
    "lost_text": "_lost",
    **dict.fromkeys(
        ("Mapping", "Node", "Plain", "Scalar", "Sequence", "Value", "element_of", "key_of"),
        "_nodes",
    ),
    **dict.fromkeys(("Source", "read_text"), "_reader"),
    "scalars": "_tree",
}


if not TYPE_CHECKING:  # a checker that saw this would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in _LATE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
        globals()[name] = found
        return found
