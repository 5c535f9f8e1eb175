"""JSON Schema of every kind of file, for editors: completion, words on each key, first errors."""

from gaozhi.authoring.schema._files import KINDS, kind_of, schema_of
from gaozhi.authoring.schema._kinds import FileKind
from gaozhi.authoring.schema._names import County, Names, names_of
from gaozhi.authoring.schema._pieces import Offer, Schema

__all__ = [
    "KINDS",
    "County",
    "FileKind",
    "Names",
    "Offer",
    "Schema",
    "kind_of",
    "names_of",
    "schema_of",
]
