"""Notices, commitments, letters: filled from a case, checked against the rules."""

from gaozhi.documents._check import check_forms
from gaozhi.documents._document import Blank, Document, Filled, Grid, Line, OpenField, Piece, Run
from gaozhi.documents._field_values import Written
from gaozhi.documents._render import find_form, render, standing_forms
from gaozhi.documents._save import SUFFIXES, check_target

__all__ = [
    "SUFFIXES",
    "Blank",
    "Document",
    "Filled",
    "Grid",
    "Line",
    "OpenField",
    "Piece",
    "Run",
    "Written",
    "check_forms",
    "check_target",
    "find_form",
    "render",
    "standing_forms",
]
