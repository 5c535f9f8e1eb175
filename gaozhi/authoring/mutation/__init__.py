"""Mutation: rules with one thing changed, to see whether scenarios notice."""

from gaozhi.authoring.mutation._mutants import Mutant, mutants_of
from gaozhi.authoring.mutation._mutate import mutate
from gaozhi.authoring.mutation._report import Fate, Judged, Mutation, Tried
from gaozhi.authoring.mutation._suggestion import Suggestion

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
