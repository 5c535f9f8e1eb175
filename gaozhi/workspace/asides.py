"""Checks of asides that may be provisions: they oblige somebody, or a provision has their words."""

from __future__ import annotations

import re
from typing import Final

from gaozhi.language import AsideSource, ProvisionSource, RulesFolder
from gaozhi.source import Diagnostic, Diagnostics, Related, normalised

__all__ = ["OBLIGING", "check_asides", "overlapping"]

OBLIGING: Final = "应当|不得|必须|须|日前|月底前|工作日内"
"""Words in which a document obliges or sets a time, as a regular expression."""

_OBLIGES: Final = re.compile(f"{OBLIGING}|日内")


def check_asides(folder: RulesFolder, problems: Diagnostics) -> None:
    """Report the problems of the quotes of a folder's asides.

    Args:
        folder: one folder of rules.
        problems: receives asides with words that oblige, and those whose quote contains a
            provision's, or is contained in one.

    """
    if not folder.asides:
        return
    quotes = [(one, normalised(one.entry.quote or "")) for one in folder.provisions if one.own]
    for aside in folder.asides:
        words = normalised(aside.entry.quote)
        obliging = _OBLIGES.search(words)
        if obliging is not None:
            problems.append(_obliging(aside, obliging.group()))
        shared = [one for one, quote in quotes if quote and (quote in words or words in quote)]
        if shared:
            problems.append(overlapping(aside, shared))


def _obliging(aside: AsideSource, word: str) -> Diagnostic:
    message = f"其余文字里有“{word}”，像是给人定了义务或者期限"
    help = "写成条文：有规则、义务引用它，或者写 not_computed"
    return Diagnostic.warning("GZ526", message, aside.node.at(["quote"]).span, help=help)


def overlapping(aside: AsideSource, provisions: list[ProvisionSource]) -> Diagnostic:
    """Return the error of an aside whose quote overlaps those of some provisions."""
    ids = "、".join(one.entry.id for one in provisions)
    return Diagnostic.error(
        "GZ527",
        f"这段其余文字与条文 {ids} 的引文重叠",
        aside.node.at(["quote"]).span,
        related=tuple(Related(one.node.at(["quote"]).span, "条文在这里") for one in provisions),
        help="一段文字只归一处：是条文的，从 asides 里删去；在原文里不止一处的，引文写长一些",
    )
