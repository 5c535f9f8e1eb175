"""Bodies as the library reads them: a case file's object without its jurisdiction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from gaozhi.errors import CaseError, GaozhiError, UnknownJurisdiction
from gaozhi.library.case_file import CaseRequest, request_of
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.service._call import NOWHERE
from gaozhi.service._problems import refuse
from gaozhi.source import Diagnostic, Mapping, Node, Scalar, Source, mask, unusable

__all__ = ["case_request", "of_county", "plain", "refuse_identity", "taken", "without_places"]

_KEY: Final = Scalar("jurisdiction", "jurisdiction", quoted=True, span=NOWHERE)


def case_request(root: Mapping, county: Jurisdiction, library: Library) -> CaseRequest:
    """Return the request of a body about one jurisdiction.

    Args:
        root: the object: decision, item, date, facts, fill; jurisdiction only where it is the same.
        county: the jurisdiction that the address names.
        library: all jurisdictions.

    Raises:
        CaseError: with every problem, each by its path.
        Refusal: an identity number stands where none belongs.

    """
    body = of_county(root, county, library)
    if "facts" in body:
        refuse_identity(body.at(["facts"]).plain(), county)
    try:
        return request_of(Source("请求", "", body, ()), body, library)
    except CaseError as error:
        raise without_places(error) from None


def of_county(root: Mapping, county: Jurisdiction, library: Library) -> Mapping:
    """Return an object with the jurisdiction that the address names. Raises CaseError."""
    if "jurisdiction" not in root:
        name = Scalar(county.id, county.id, quoted=True, span=NOWHERE)
        return Mapping((*root.entries, (_KEY, name)), root.span)
    said = root.at(["jurisdiction"]).plain()
    if not isinstance(said, str) or said not in library or library[said].id != county.id:
        help = f"不写 jurisdiction；或者写 {county.name}"
        expected = f"地址里的地区（{county.name}）"
        raise CaseError([unusable("jurisdiction", expected, said, help)])
    return root


def taken(root: Mapping, **kinds: type | tuple[type, ...]) -> tuple[dict[str, Any], Mapping]:
    """Take keys out of an object that are not a case's.

    Args:
        root: the object.
        kinds: the type that the value of each key must have, where it is there.

    Returns:
        Their values by key, and the object without them.

    Raises:
        CaseError: with every value of another type.

    """
    found: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    rest = []
    for key, value in root.entries:
        name = str(key.value)
        if name not in kinds:
            rest.append((key, value))
            continue
        found[name] = value.plain()
        kind = kinds[name]
        fits = isinstance(found[name], kind) and (
            kind is not int or not isinstance(found[name], bool)
        )
        if not fits:
            problems.append(unusable(name, _SAID[kind], found[name], f"核对 {name} 的写法"))
    if problems:
        raise CaseError(problems)
    return found, Mapping(tuple(rest), root.span)


_SAID: Final[dict[Any, str]] = {str: "文本", bool: " true 或者 false", list: "列表", dict: "键值对"}


def plain(node: Node) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return a node as plain data."""
    return node.plain()


def refuse_identity(facts: Any, county: Jurisdiction) -> None:  # noqa: ANN401 - a case's facts
    """Raise Refusal where an identity number stands in a fact that is none."""
    found = [
        path
        for path, text in _texts(facts, ("facts",))
        if mask(text) != text and not _is_identity(path, county)
    ]
    if found:
        names = "、".join(".".join(path[1:]) for path in found[:5])
        message = f"证件号码写在了不该写的地方：{names}"
        help = "证件号码只写在问证件号码的事实里；其余的改写编号，或者删去"
        raise refuse("identity", message, help, found[0])


def _is_identity(path: tuple[str, ...], county: Jurisdiction) -> bool:
    words = county.vocabulary
    name = ".".join(path[1:])
    fact = words.facts.get(words.by_api.get(name, name))
    return fact is not None and fact.identity


def _texts(value: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:  # noqa: ANN401
    """Return every text of a value, with the names that lead to it."""
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, dict):
        return [one for key, each in value.items() for one in _texts(each, (*path, str(key)))]
    if isinstance(value, list | tuple):
        return [one for each in value for one in _texts(each, path)]
    if isinstance(value, bool) or value is None:
        return []
    return [(path, str(value))]


def without_places(error: GaozhiError) -> CaseError:
    """Return an error whose problems have paths, and no lines of a file that nobody has."""
    found = [replace(one, span=None, related=(), fix=()) for one in error.diagnostics]
    if isinstance(error, CaseError) and not isinstance(error, UnknownJurisdiction):
        return type(error)(found)
    return CaseError(found)
