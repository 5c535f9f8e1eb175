"""A snapshot: the library that answers, and everything that was worked out from it once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from gaozhi._version import __version__
from gaozhi.errors import CatalogError, GaozhiError
from gaozhi.library.library import Library, load
from gaozhi.service._problems import refuse
from gaozhi.source import Diagnostic, Severity

if TYPE_CHECKING:
    from gaozhi.authoring.scenarios import Result

__all__ = ["MOST_READ", "Kept", "Page", "Snapshot", "load_checked"]

V = TypeVar("V")

_MOST_PAGES = 2_000
_MOST_ANSWERS = 8_192
_MOST_TOLD = 20
"""How many failed scenarios a refusal names."""
MOST_READ: Final = 100
"""How many jurisdictions are made ready, and described, before they are asked for. The others of a
large bundle are each read when they are; until then only the bundle's digests vouch for them."""


class Kept(Generic[V]):
    """The values that were worked out last, by their keys; the oldest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> V | None:
        """Return the value of a key, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
            return found

    def keep(self, key: Hashable, value: V) -> V:
        """Keep a value, and return it."""
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Page:
    """A body that was written once: its bytes, also compressed, and its tag."""

    body: bytes
    packed: bytes | None
    tag: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library, whole and checked; requests that began with it end with it.

    Attributes:
        library: the jurisdictions.
        source: where it came from, as an operator knows it.
        digest: ``sha256:…`` over the digests of all jurisdictions, or over a large bundle.
        loaded_at: when, in UTC.
        scenarios: how many scenarios it has passed.

    """

    library: Library
    source: str
    digest: str
    loaded_at: datetime
    scenarios: int = 0
    pages: Kept[Page] = field(default_factory=lambda: Kept(_MOST_PAGES), repr=False)
    answers: Kept[object] = field(default_factory=lambda: Kept(_MOST_ANSWERS), repr=False)

    @property
    def version(self) -> str:
        """The version of gaozhi that answers."""
        return __version__


def load_checked(
    rules: Path | None,
    trusted: tuple[Path, ...] = (),
    *,
    bundled: bool = True,
) -> Snapshot:
    """Return the snapshot of a folder or a bundle that has passed every check.

    A folder is checked in full, and its scenarios are run. A bundle holds none: its digests and,
    where one asks for it, its signature are checked, and its first jurisdictions are read.

    Args:
        rules: the folder or the bundle; None for the rules that come with the package.
        trusted: the public keys of whom one trusts.
        bundled: whether a folder is laid over the rules that come with the package.

    Raises:
        CatalogError: with every error of the rules.
        Refusal: a scenario does not come out as it says.

    """
    count = 0
    if rules is not None and rules.is_dir() and not trusted:
        library, count = _from_folder(rules, bundled=bundled)
    else:
        library = load(rules, strict=False, bundled=bundled, trusted=trusted or None)
    for name in islice(library, MOST_READ):
        library[name].decide({})
    source = "随软件提供的规则" if rules is None else rules.as_posix()
    return Snapshot(library, source, _digest(library, rules), datetime.now(UTC), count)


def _digest(library: Library, rules: Path | None) -> str:
    """Return a digest that is another where any jurisdiction's is."""
    if len(library) > MOST_READ and rules is not None and rules.is_file():
        with rules.open("rb") as file:
            return f"sha256:{file_digest(file, 'sha256').hexdigest()}"
    lines = "".join(f"{one.id} {one.digest}\n" for one in library.values())
    return f"sha256:{sha256(lines.encode()).hexdigest()}"


def _from_folder(rules: Path, *, bundled: bool) -> tuple[Library, int]:
    """Return the library of a folder, and how many scenarios it has passed."""
    from gaozhi.authoring.scenarios import run
    from gaozhi.authoring.scenarios._sets import Opened

    opened = Opened.of(rules, bundled=bundled)
    found = opened.read()
    errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, found.sources)
    failed = []
    for one in found.scenarios:
        result = run(one, opened.library[one.jurisdiction])
        if not result.passed:
            failed.append(result)
    if failed:
        raise _failed(failed)
    return opened.library, len(found.scenarios)


def _failed(results: list[Result]) -> GaozhiError:
    """Return the refusal of rules whose scenarios do not come out as they say."""
    told = "、".join(f"“{one.scenario.title}”" for one in results[:_MOST_TOLD])
    more = f"等 {len(results)} 个" if len(results) > _MOST_TOLD else ""
    error = refuse(
        "not-reloaded",
        f"有 {len(results)} 个场景不符：{told}{more}",
        "用 gaozhi test 看差在哪里；改好规则或者场景，再重新载入",
    )
    diagnostics: list[Diagnostic] = list(error.diagnostics)
    return type(error)(error.kind, diagnostics)
