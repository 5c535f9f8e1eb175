"""What a schema says of a file, and what our own reading of the same file says of its shape."""

from functools import cache

from jsonschema import Draft7Validator

import gaozhi
from gaozhi.authoring.schema import kind_of
from gaozhi.language import read_catalog, read_rules, read_vocabulary
from gaozhi.source import Diagnostics, read_text
from gaozhi.workdays._reading import read_calendars


@cache
def validators(folder=None, *, bundled=True):
    """Return a validator for every kind of file, by the name of its schema."""
    found = gaozhi.schemas(folder, bundled=bundled)
    return {name: Draft7Validator(schema) for name, schema in found.items()}


def root_of(text, name):
    """Return the tree of a text, or None where it cannot be read."""
    return read_text(text, name).root


def kind(name, root):
    """Return what kind of file it is, by its place and its keys."""
    return kind_of(name, root.plain())


def faults(name, root, known):
    """Return what the schema of its kind says of a file; [] where no schema is for it."""
    found = None if root is None else kind(name, root)
    if found is None:
        return []
    return [
        f"{name}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in known[found.file].iter_errors(root.plain())
    ]


def shape_problems(name, text):
    """Return what reading one file alone finds wrong with its shape, names aside."""
    source = read_text(text, name)
    problems = Diagnostics(d for d in source.diagnostics if d.severity == "error")
    if source.root is None:
        return problems
    match kind(name, source.root).name:
        case "vocabulary":
            read_vocabulary([source], problems)
        case "rules":
            read_rules("demo", [source], problems)
        case "catalog":
            read_catalog(source, problems)
        case "calendar":
            read_calendars([source], {}, problems)
    return problems
