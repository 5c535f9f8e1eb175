"""Mutation: rules with one thing changed, to see whether scenarios notice."""

from gaozhi.mutation._mutants import Mutant, mutants_of
from gaozhi.mutation._mutate import mutate
from gaozhi.mutation._report import Fate, Judged, Mutation, Tried
from gaozhi.mutation._suggestion import Suggestion

__all__ = [
    "Fate",
    "Judged",
    "Mutant",
    "Mutation",
    "Suggestion",
    "Tried",
    "mutants_of",
    "mutate",
]
