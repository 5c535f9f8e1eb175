"""Building the folder: every page of every jurisdiction, written whole or not at all."""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from gaozhi.errors import GaozhiError
from gaozhi.library.days import require_day
from gaozhi.library.library import load
from gaozhi.site._assets import assets
from gaozhi.site._calendars import calendar_pages
from gaozhi.site._citations import Citations
from gaozhi.site._compare import Comparison, Statement, statements_of
from gaozhi.site._county import Page, pages_of
from gaozhi.site._forms import can_write
from gaozhi.site._output import Written, check_output, replaced_whole, write_pages
from gaozhi.site._site import Site, environment
from gaozhi.site._words import address
from gaozhi.source import (
    Diagnostic,
    list_of,
    path_of,
    require,
    require_callable,
    require_text,
    unusable,
)
from gaozhi.source.container import is_container
from gaozhi.workspace.bundling import build_bundle

if TYPE_CHECKING:
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library

__all__ = ["BuiltSite", "build"]

_TOGETHER: Final = 16
"""How many jurisdictions a process takes at once; then it forgets them."""
_RESERVED: Final = frozenset({"assets", "calendars", "compare"})

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A folder that was written.

    Attributes:
        path: the folder.
        jurisdictions: how many jurisdictions it has.
        pages: how many pages.
        files: how many files in all.
        size: how many bytes.
        forms: whether there are forms to download; not without python-docx.

    """

    path: Path
    jurisdictions: int
    pages: int
    files: int
    size: int
    forms: bool


class _Done(NamedTuple):
    """What came of some jurisdictions."""

    numbers: tuple[int, int, int]
    places: list[dict[str, str]]
    statements: list[list[Statement]]


def build(
    folder: str | PathLike[str] | None,
    output: str | PathLike[str],
    *,
    on: date | None = None,
    only: Iterable[str] | None = None,
    jobs: int = 1,
    on_progress: Progress | None = None,
) -> BuiltSite:
    """Write the pages of every jurisdiction to a folder.

    Args:
        folder: as for `load`: a folder of YAML, a bundle, or None for what is bundled.
        output: the folder; it comes into being whole, and replaces one that this call made.
        on: the day that the pages answer for; None for what holds last.
        only: the names, ids or codes of the jurisdictions that get pages, to which their superiors
            are added; None for all.
        jobs: how many processes work on it.
        on_progress: is called with how many jurisdictions are done, and of how many.

    Raises:
        CatalogError: with every error of every file of the folder.
        UnknownJurisdiction: there is no such jurisdiction.
        GaozhiError: jinja2 is not installed, or the output cannot be used.
        OSError: the output cannot be written; then it is as it was.

    """
    environment()
    target = path_of(output, "output", GaozhiError)
    check_output(target)
    on = None if on is None else require_day(on, "on", "写 date(2022, 1, 1)；不写 on 就按最后的")
    names = None if only is None else _names(only)
    if require(jobs, int, "jobs", "整数", "写用几个进程", GaozhiError) < 1:
        raise GaozhiError([unusable("jobs", "不小于 1 的整数", jobs, "写用几个进程")])
    require_callable(on_progress, "on_progress")
    source = None if folder is None else path_of(folder, "folder", GaozhiError)
    with ExitStack() as held:
        if source is not None and not is_container(source):
            source = _bundled(source, Path(held.enter_context(tempfile.TemporaryDirectory())))
        library = load(source)
        ids = _chosen(library, names)
        _refuse_reserved(ids)
        written = Written()
        draft = held.enter_context(replaced_whole(target))
        write_pages(draft, assets(), written)
        plan = _Plan(source, draft, ids, on, jobs)
        _write_all(plan, library, written, on_progress)
    return BuiltSite(target, len(ids), *written.numbers, forms=can_write())


def _names(only: Iterable[str]) -> list[str]:
    help = "写地区的列表，如 ['启东市']；全部的，不写 only"
    return [require_text(one, "only", help) for one in list_of(only, "only", help)]


def _bundled(folder: Path, temporary: Path) -> Path:
    """Return a bundle of a folder: checked once, and opened by as many processes as there are."""
    path = temporary / "rules.gaozhi"
    build_bundle(folder, path)
    return path


def _chosen(library: Library, only: Iterable[str] | None) -> list[str]:
    """Return the ids of the jurisdictions that get pages, those of their superiors among them."""
    if only is None:
        return list(library)
    chosen: dict[str, None] = {}
    site = Site(library)
    for name in only:
        jurisdiction = library[name]
        for level in jurisdiction.program.levels[:-1]:
            superior = site.superior(level.id)
            if superior is not None:
                chosen[superior.id] = None
        chosen[jurisdiction.id] = None
    return [id_ for id_ in library if id_ in chosen]


def _refuse_reserved(ids: Iterable[str]) -> None:
    taken = sorted(_RESERVED.intersection(ids))
    if taken:
        message = f"地区的代号 {taken[0]} 是网页文件夹里的名称，不能用"
        help = "换一个代号（catalogs/ 里的 id），或者用 --only 不要这个地区"
        raise GaozhiError([Diagnostic.error("GZ752", message, help=help)])


class _Plan(NamedTuple):
    """What is to be written.

    Attributes:
        source: the bundle; None for what comes with the package.
        draft: the folder that is written to.
        ids: the jurisdictions.
        on: the day that the pages answer for.
        jobs: how many processes work on it.

    """

    source: Path | None
    draft: Path
    ids: Sequence[str]
    on: date | None
    jobs: int


def _write_all(
    plan: _Plan, library: Library, written: Written, on_progress: Progress | None
) -> None:
    """Write the pages of jurisdictions, and those about all of them."""
    comparison = Comparison()
    places: list[dict[str, str]] = []
    for done in _worked(plan, library):
        written.take(done.numbers)
        places += done.places
        for statements in done.statements:
            comparison.add(statements)
        if on_progress is not None:
            on_progress(len(places), len(plan.ids))
    write_pages(plan.draft, _common(Site(library, plan.on), comparison, places), written)


def _worked(plan: _Plan, library: Library) -> Iterator[_Done]:
    """Yield what came of the jurisdictions, some after the other."""
    ids = plan.ids
    if plan.source is None or len(ids) <= _TOGETHER:
        for id_ in ids:
            yield _write_some(library, plan._replace(ids=[id_]))
        return
    tasks = [plan._replace(ids=ids[at : at + _TOGETHER]) for at in range(0, len(ids), _TOGETHER)]
    if plan.jobs <= 1:
        yield from map(_write_apart, tasks)
        return
    # Not forked: a process that was may hold a lock of another's thread.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(plan.jobs, context, initializer=gc.disable) as pool:
        yield from pool.map(_write_alone, tasks)


def _write_alone(plan: _Plan) -> _Done:
    """Write the pages of some jurisdictions in a process that looks for garbage only here."""
    done = _write_apart(plan)
    gc.collect()
    return done


def _write_apart(plan: _Plan) -> _Done:
    """Write the pages of some jurisdictions, which are forgotten afterwards."""
    return _write_some(load(plan.source), plan)


def _write_some(library: Library, plan: _Plan) -> _Done:
    """Write the pages of some jurisdictions, and return what is said of them elsewhere."""
    site = Site(library, plan.on, asks=True)
    written = Written()
    places, statements = [], []
    for id_ in plan.ids:
        jurisdiction = library[id_]
        citations = Citations(site, jurisdiction)
        write_pages(plan.draft, pages_of(site, jurisdiction, citations), written)
        statements.append(statements_of(jurisdiction, citations, site))
        places.append(_place(jurisdiction))
    return _Done(written.numbers, places, statements)


def _place(jurisdiction: Jurisdiction) -> dict[str, str]:
    count = len(jurisdiction.items)
    about = f"{jurisdiction.document.label}　" + (f"清单 {count} 项" if count else "没有收录清单")
    return {
        "name": jurisdiction.name,
        "href": address(f"{jurisdiction.id}/index.html"),
        "about": about,
    }


def _common(site: Site, comparison: Comparison, places: Sequence[dict[str, str]]) -> Iterator[Page]:
    yield "index.html", site.page("home.html", "index.html", {"places": places})
    yield "404.html", site.page("404.html", "404.html", {})
    yield from comparison.pages(site)
    yield from calendar_pages(site, site.library.calendars)
