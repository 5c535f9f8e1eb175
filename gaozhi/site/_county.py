"""Every page of one jurisdiction: its list, the guides, its documents, decisions and duties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from gaozhi.authoring.lists import LABELS
from gaozhi.documents._fields import item_text
from gaozhi.model import CERTIFICATE
from gaozhi.site import wizard
from gaozhi.site._citations import Citations
from gaozhi.site._documents import document_pages
from gaozhi.site._forms import File, Forms, can_write
from gaozhi.site._guide import Row, case_of, guide_rows, quotations
from gaozhi.site._outcomes import OutcomeDiagrams
from gaozhi.site._rules import rule_pages
from gaozhi.site._site import environment
from gaozhi.site._words import address, day_text, no_list
from gaozhi.source import mask

if TYPE_CHECKING:
    from gaozhi.engine import Case
    from gaozhi.library.jurisdiction import Jurisdiction
    from gaozhi.model import Item
    from gaozhi.site._site import Site

__all__ = ["Page", "pages_of"]

Page = tuple[str, str | bytes]
"""A file of the site: its path in the folder, and its content."""

_LOCAL = "departments.county"
"""Where a list names the organ of the place itself."""
_SHOWN = 3
"""How many quotations stand open in a guide; they are those of its main answer."""
_TOLD_ELSEWHERE = ("number", "kind", "certificate", "matter", "verification", "organ", _LOCAL)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a guide that rows with the same case share, ready to stand in a page.

    Attributes:
        before: the rows above the files.
        after: the rows below them.
        quotations: the words that are cited.

    """

    before: str
    after: str
    quotations: str


class _Stated(NamedTuple):
    """What a list says of a row, with the name of its column."""

    name: str
    value: str


def pages_of(site: Site, jurisdiction: Jurisdiction, citations: Citations) -> Iterator[Page]:
    """Yield every page and every file to download of a jurisdiction.

    Args:
        site: the site.
        jurisdiction: whose pages they are.
        citations: quotes the provisions.

    """
    county = _County(site, jurisdiction, citations)
    files = []
    for page in chain(county.index(), county.guides()):
        if page[0].endswith(".docx"):
            files.append(page[0].removeprefix(f"{jurisdiction.id}/"))
        yield page
    if site.asks:
        yield from wizard.pages(site, jurisdiction, citations.href, files)
    yield from document_pages(site, jurisdiction, county.day)
    yield from rule_pages(site, jurisdiction, county.day, citations, county.diagrams)


class _County:
    """The list and the guides of a jurisdiction; what rows have in common is made once."""

    def __init__(self, site: Site, jurisdiction: Jurisdiction, citations: Citations) -> None:
        self._site = site
        self._jurisdiction = jurisdiction
        self._citations = citations
        self.day = site.day_of(jurisdiction)
        self.diagrams = OutcomeDiagrams(jurisdiction.vocabulary, self.day)
        self._forms = Forms(jurisdiction, self.day)
        self._parts: dict[object, _Parts] = {}
        calendar = jurisdiction.calendar
        self._shared = {
            "sources": jurisdiction.document.label,
            "calendar": address(f"calendars/{calendar.id}.html"),
            "calendar_name": f"工作日历（{calendar.name}）",
        }

    def index(self) -> Iterator[Page]:
        """Yield the page with the list, and the blank forms."""
        jurisdiction = self._jurisdiction
        blank = list(self._forms.blank(case_of(jurisdiction, None, self.day)))
        for file, content in blank:
            yield f"{jurisdiction.id}/{file.path}", content
        listed = jurisdiction.program.list
        path = f"{jurisdiction.id}/index.html"
        values = {
            "items": [
                {
                    "number": item.number,
                    "title": mask(item.thing),
                    "about": "　".join(filter(None, (mask(item.matter), self._organ(item)))),
                }
                for item in jurisdiction.items
            ],
            "list_title": jurisdiction.list_title,
            "published": "" if listed is None else day_text(listed.published),
            "no_list": no_list(jurisdiction.program),
            "document_title": jurisdiction.document.title,
            "files": [file for file, _ in blank],
            "asks": "ask.html" if self._site.asks else "",
            "provisions": self._provisions(),
            **self._shared,
            "calendar_name": jurisdiction.calendar.name,
        }
        yield path, self._site.county_page(jurisdiction, "list.html", path, values)

    def _provisions(self) -> str:
        """Return the provisions as data in the page, for its search."""
        from markupsafe import Markup

        rows = [
            [f"../{one.href}", one.place, one.quote or one.means]
            for account in self._jurisdiction.provisions
            if (one := self._citations.of(account.provision)).href
        ]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        # Within a script element only this could end it, or begin a comment.
        return Markup(text.replace("<", "\\u003c"))  # noqa: S704

    def guides(self) -> Iterator[Page]:
        """Yield the guide of every row with its files; without a list, the one of all rows."""
        jurisdiction = self._jurisdiction
        for item in jurisdiction.items:
            case = case_of(jurisdiction, item, self.day)
            alike = (frozenset(item.facts.items()), item.kind, item.mode, case.day)
            files = []
            for file, content in self._forms.of_item(item, case, alike):
                files.append(file)
                yield f"{jurisdiction.id}/{file.path}", content
            path = f"{jurisdiction.id}/items/{item.number}.html"
            parts = self._shared_parts(case, (alike, item.verification), path, item)
            values = {
                "heading": mask(item.thing),
                "matter": mask(item.matter),
                "back": f"清单（{len(jurisdiction.items)} 项）",
                "lead": self._lead(item),
                "stated": self._stated(item),
                "basis": self._basis(item),
                "asks": f"ask.html#item={item.number}" if self._site.asks else "",
                **self._files(files),
            }
            yield path, self._guide(path, parts, values)
        if not jurisdiction.items:
            yield self._general()

    def _general(self) -> Page:
        """Return the guide of a jurisdiction whose list is not at hand."""
        jurisdiction = self._jurisdiction
        path = f"{jurisdiction.id}/guide.html"
        case = case_of(jurisdiction, None, self.day)
        values = {
            "heading": "证明事项告知承诺：办事指南",
            "matter": "",
            "back": jurisdiction.name,
            "lead": f"{no_list(jurisdiction.program)}，下面是一般规定。",
            "stated": [],
            "basis": self._basis(None),
            "asks": "ask.html" if self._site.asks else "",
            "files": None,
            "no_files": "",
        }
        return path, self._guide(path, self._shared_parts(case, None, path, None), values)

    def _guide(self, path: str, parts: _Parts, values: dict[str, Any]) -> str:
        shared = {
            "before": parts.before,
            "after": parts.after,
            "quotations": parts.quotations,
        }
        return self._site.county_page(self._jurisdiction, "guide.html", path, {**shared, **values})

    def _files(self, files: Sequence[File]) -> dict[str, Any]:
        forms = self._forms.of_a_row
        missing = "这里没有做成可以下载的文书；请向办理机关领取。"
        none = f"{self._jurisdiction.document.label}没有附告知承诺的文书样式。"
        return {"files": files, "no_files": missing if forms or not can_write() else none}

    def _shared_parts(self, case: Case, alike: object, path: str, item: Item | None) -> _Parts:
        parts = self._parts.get(alike)
        if parts is None:
            rows = guide_rows(self._jurisdiction, case, self._citations, self.diagrams)
            parts = self._parts[alike] = self._made(rows, path, item)
        return parts

    def _made(self, rows: Sequence[Row], path: str, item: Item | None) -> _Parts:
        from markupsafe import Markup

        root = "../" * path.count("/")
        stated = {"verification": "、".join(item.verification) if item is not None else ""}
        place = next((n for n, row in enumerate(rows) if row.files), len(rows))
        template = environment().get_template("guide_rows.html")
        own = root.removesuffix("../")
        values = {**self._shared, "root": root, "own": own, "stated": stated}
        # What a template of ours returns is escaped.
        before, after = (
            Markup(template.render({**values, "rows": some}))  # noqa: S704
            for some in (rows[:place], rows[place + 1 :])
        )
        quoted = environment().get_template("quotations.html")
        cited = Markup(quoted.render(root=root, own=own, quoted=quotations(rows), shown=_SHOWN))  # noqa: S704
        return _Parts(before, after, cited)

    # -- what a list says of a row --------------------------------------------------------------

    def _organ(self, item: Item) -> str:
        """Return the organ that handles the matter, by its full name; empty where none is named."""
        return mask(item.organ or item_text(self._jurisdiction.name, item, _LOCAL) or "")

    def _lead(self, item: Item) -> str:
        listed = f"《{self._jurisdiction.list_title}》第 {item.number} 项。"
        matter = mask(item.matter)
        if item.kind != CERTIFICATE or not item.certificate:
            return f"{matter}。{listed}" if item.certificate else listed
        return f"办理{matter}时要交。{listed}" if matter else listed

    def _stated(self, item: Item) -> list[_Stated]:
        rows = [_Stated("事项", mask(item.matter))] if item.matter else []
        organ = self._organ(item)
        rows.append(_Stated("向谁办理", organ or "清单没有写明"))
        listed = self._jurisdiction.program.list
        assert listed is not None
        above: list[str] = []
        for column in listed.layout:
            told = [
                f"{part.label or ''}{text}"
                for part in column.parts
                if part.field not in _TOLD_ELSEWHERE
                and part.mark is None
                and (text := _text(item, part.field))
            ]
            if told and column.parts[0].field.startswith("departments."):
                above.append(f"{column.name}：{'；'.join(told)}")
            elif told:
                rows.append(_Stated(column.name, "；".join(told)))
        named = {part.field for column in listed.layout for part in column.parts}
        for field in _MORE:
            name = LABELS[field]
            if field not in named and (text := _text(item, field)):
                if field.startswith("departments."):
                    above.append(f"{name}：{text}")
                else:
                    rows.append(_Stated(name, text))
        if above:
            rows.insert(2 if item.matter else 1, _Stated("上级部门", "；".join(above)))
        if item.since is not None or item.until is not None:
            since = f"{day_text(item.since)}起" if item.since else ""
            until = f"到{day_text(item.until)}为止" if item.until else ""
            rows.append(_Stated("列入清单", f"{since}{until}"))
        return rows

    def _basis(self, item: Item | None) -> list[tuple[str, str, str]]:
        """Return what the guide rests on: its words, its address, and what stands behind it."""
        jurisdiction = self._jurisdiction
        document = jurisdiction.document
        number = f"（{document.number}）" if document.number else ""
        title = document.title if document.title.startswith("《") else f"《{document.title}》"
        lines = [(f"{title}{number}", address(f"{jurisdiction.id}/documents/1.html"), "")]
        listed = jurisdiction.program.list
        if listed is not None and item is not None:
            when = f"，{day_text(listed.published)}公布，第 {item.number} 项"
            home = address(f"{jurisdiction.id}/index.html")
            lines.append((f"《{listed.title}》", home, when))
        return lines


_MORE = (
    "code",
    "departments.province",
    "departments.prefecture",
    "set_by.law",
    "set_by.detail",
    "issuer",
    "mode",
    "contact",
    "remark",
)
"""What a list may say of a row that is no column of its own, in the order of a guide."""


def _text(item: Item, field: str) -> str:
    """Return what a list says of a row in a field, as text; empty for nothing."""
    name, _, part = field.partition(".")
    value: Any = getattr(item, name, None)
    if value is None:
        return ""
    if part:
        value = value.get(part) if hasattr(value, "get") else getattr(value, part, None)
    text = "；".join(value) if isinstance(value, tuple) else str(value or "")
    return mask(text)
