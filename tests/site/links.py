"""The links and the places of pages, read as a browser reads them."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

STATEFUL = {"ask.html", "counter.html"}
"""Pages whose fragment is what was answered, and no place."""

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """What a page holds: its links, its places, its words; and the tags that do not match."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.faults, self.words, self.headings = [], [], [], [], []
        self.title = ""
        self._open = []
        self.feed(text)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self._open]

    @property
    def text(self):
        return "".join(self.words)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.links += [attrs[name] for name in ("href", "src") if name in attrs]
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if "style" in attrs or any(name.startswith("on") for name in attrs):
            self.faults.append(f"refused by the policy: {attrs}")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"closed out of turn: {tag}")

    def handle_data(self, data):
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if "script" not in self._open:
            self.words.append(data)


def read_all(folder):
    """Return every page of a folder, by its path."""
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def broken(pages, folder):
    """Yield every link that leads nowhere, or out of the folder, with its page."""
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            parts = urlsplit(link)
            if link == "data:,":
                continue
            if parts.scheme or parts.netloc or link.startswith("/"):
                yield path, link
                continue
            target = path if not parts.path else Path(path.parent, unquote(parts.path)).resolve()
            known = pages.get(target)
            if not target.is_file() or not target.is_relative_to(folder):
                yield path, link
                continue
            place = "" if target.name in STATEFUL else unquote(parts.fragment)
            if place and (known is None or place not in known.ids):
                yield path, link
