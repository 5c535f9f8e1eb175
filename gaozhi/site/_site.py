"""The site: what every page is made with, and the addresses of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gaozhi.errors import GaozhiError
from gaozhi.source import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.library.library import Library

TEMPLATES: Final = Path(__file__).with_name("templates")
"""The templates of the pages, those of the questions too."""

STATIC: Final = Path(__file__).with_name("static")
"""What the files of ``assets/`` are made of."""


@dataclass(frozen=True, slots=True)
class Site:
    """What pages are made with.

    Attributes:
        library: the jurisdictions.
        on: the day that the pages answer for; None for the last day from which something of a
            jurisdiction is known to hold, see `day_of`.
        asks: whether the pages with the questions are there, so that others may lead to them.

    """

    library: Library
    on: date | None = None
    asks: bool = False

    def superior(self, level: str) -> Jurisdiction | None:
        """Return the jurisdiction whose own rules are those of a level; None where there is none.

        Args:
            level: the id of the level, which is the folder of its rules.

        """
        if level not in self.library:
            return None
        found = self.library[level]
        return found if found.program.levels[-1].id == level else None

    def day_of(self, jurisdiction: Jurisdiction) -> date | None:
        """Return the day that the pages of a jurisdiction answer for; None where none is known."""
        if self.on is not None:
            return self.on
        levels = jurisdiction.program.levels
        listed = jurisdiction.program.list
        days = [level.document.since for level in levels]
        days.append(listed.published if listed is not None else None)
        latest = max((day for day in days if day is not None), default=None)
        own = jurisdiction.document
        return latest if own.in_force(latest) else own.since

    def page(self, template: str, path: str, values: Mapping[str, Any]) -> str:
        """Return a page that belongs to no jurisdiction.

        Args:
            template: the name of a file in ``templates``.
            path: where the page stands in the folder, as in ``compare/index.html``; the template
                has the way back to the top as ``root``, as in ``../``.
            values: what else the template reads.

        """
        known = {"place": None, "document": None, "sources": None, "root": root_of(path)}
        return environment().get_template(template).render({**known, **values})

    def county_page(
        self, jurisdiction: Jurisdiction, template: str, path: str, values: Mapping[str, Any]
    ) -> str:
        """Return a page of a jurisdiction: its name, list and document stand in the head.

        Args:
            jurisdiction: whose page it is.
            template: see `page`.
            path: see `page`; the template has the way back to the jurisdiction's folder as
                ``own``, as in ``../``.
            values: what else the template reads.

        """
        own = "../" * (path.count("/") - 1)
        document = jurisdiction.document
        more = {
            "own": own,
            "place": jurisdiction.name,
            "home": f"{own}index.html",
            "document": f"{own}documents/1.html",
            "sources": document.number or f"《{document.title}》",
        }
        return self.page(template, path, {**more, **values})


def root_of(path: str) -> str:
    """Return the way from a page to the top of the folder.

    >>> root_of("qidong/items/2.html")
    '../../'

    """
    return "../" * path.count("/")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment, made once a process; everything in a page is escaped.

    Raises:
        GaozhiError: jinja2 is not installed; the message says what to install.

    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        help = '用 pip 安装 "gaozhi[site]"'
        raise GaozhiError(
            [Diagnostic.error("GZ750", "缺少 jinja2，不能生成网页", help=help)]
        ) from error

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
