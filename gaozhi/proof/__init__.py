"""Proofs: two jurisdictions, or two versions of one, compared in every case that there can be.

Built on the decision diagrams of `gaozhi.logic`: both sides stand over one space of cases, so that
where they differ is a diagram too, from which the smallest case of every kind is read. Every such
case is put to the ordinary engine on both sides, which has to answer as the diagrams say.
"""

from gaozhi.proof._gaps import Gap, GapKind, Gaps, gaps
from gaozhi.proof._many import Asked, prove_all
from gaozhi.proof._public import prove, superior_of
from gaozhi.proof._result import Answer, DecisionProof, Direction, Kind, Meant, Proof, Settled, Side
from gaozhi.proof._words import WordDifference, WordDifferenceKind

__all__ = [
    "Answer",
    "Asked",
    "DecisionProof",
    "Direction",
    "Gap",
    "GapKind",
    "Gaps",
    "Kind",
    "Meant",
    "Proof",
    "Settled",
    "Side",
    "WordDifference",
    "WordDifferenceKind",
    "gaps",
    "prove",
    "prove_all",
    "superior_of",
]
