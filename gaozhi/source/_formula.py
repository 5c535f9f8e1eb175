"""Text that a spreadsheet shows as it is, instead of reckoning it out."""

import re

__all__ = ["without_formula"]

# A sign, but not a number or a dash alone.
_FORMULA = re.compile(r"[=@]|[+-](?![\d.]*%?$)")


def without_formula(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> without_formula("=1+1"), without_formula("-3.5"), without_formula("甲")
    ("'=1+1", '-3.5', '甲')
    """
    return f"'{text}" if _FORMULA.match(text) else text
