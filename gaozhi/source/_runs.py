"""Runs of letters and digits, of which identity numbers are made."""

import re

SIGNS = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
"""The characters of identity numbers, as a class of a regular expression."""
RUN = re.compile(f"[{SIGNS}]+")
SHORTEST = 15
"""How many letters and digits the shortest number has."""
