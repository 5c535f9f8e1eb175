"""The two kinds of calendar files: one on the base data, and one that overlays another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gaozhi.source import Diagnostic, Diagnostics, Node, Related, Span
from gaozhi.workdays._arranged import Seen, check_days, days_of
from gaozhi.workdays._base import FIRST, base_days
from gaozhi.workdays._notices import Correction, Days, Entry, National, Notice, Regional
from gaozhi.workdays._shape import (
    Read,
    day,
    days,
    flag,
    head,
    id_,
    name_,
    nodes,
    one_of,
    read_fields,
    text,
    texts,
    year,
    years,
)

__all__ = ["read_national", "read_regional"]

_FILE: dict[str, Read] = {"calendar": id_, "name": name_, "basis": texts, "note": text}
_ARRANGED: dict[str, Read] = {"rest": days, "work": days}
_NOTICE: dict[str, Read] = {
    "year": year,
    "festival": text,
    "published": day,
    "number": text,
    "source": text,
    "note": text,
    **_ARRANGED,
}

_SEEN = {"text": "通知原件", "reprint": "通知文本的转载", "weak": "一处来源，未见通知"}
"""What a regional notice is cited by where the file names no source."""


def read_national(root: Node, problems: Diagnostics) -> tuple[dict[str, Any], National] | None:
    """Return the head and the notices of a calendar on the base data; None on an error."""
    known = {**_FILE, "base": one_of("chinese_calendar"), "without_notice": years}
    known |= {"corrections": nodes, "notices": nodes}
    fields = read_fields(root, known, ("calendar", "name", "base", "notices"), problems)
    if fields is None:
        return None
    corrections = tuple(_corrections(fields.get("corrections", ()), problems))
    unseen: tuple[int, ...] = fields.get("without_notice", ())
    entries: list[Entry] = []
    uploads: list[date] = []
    places: dict[int, Span] = {}
    for node in fields["notices"]:
        entry = _national_entry(node, entries, places, uploads, problems)
        if entry is not None:
            entries.append(entry)
            places.setdefault(entry.notice.year, node.at(["year"]).span)
    _check_years(unseen, places, root, problems)
    published = [entry.notice.published for entry in entries if entry.notice.published]
    known_from = max(uploads) if uploads else min(published, default=FIRST)
    return fields, National(unseen, corrections, tuple(entries), known_from)


def _corrections(written: tuple[Node, ...], problems: Diagnostics) -> Iterator[Correction]:
    known: dict[str, Read] = {**_ARRANGED, "festival": text, "source": text, "note": text}
    seen: Seen = {}
    for node in written:
        fields = read_fields(node, known, ("source",), problems)
        if fields is None:
            continue
        named = days_of(fields)
        if named is None:
            problems.append(_no_days(node, "写明改正的日子"))
            continue
        for one, _ in named:
            check_days(node, fields, one.year, seen, problems)
            break
        yield Correction(named, fields.get("festival"), fields["source"])


def _national_entry(
    node: Node,
    entries: list[Entry],
    places: dict[int, Span],
    uploads: list[date],
    problems: Diagnostics,
) -> Entry | None:
    known = {**_NOTICE, "uploaded": day, "amends": flag, "before": _before}
    fields = read_fields(node, known, ("year", "source"), problems)
    if fields is None:
        return None
    count, published = fields["year"], fields.get("published")
    amends = fields.get("amends", False)
    named = days_of(fields)
    check_days(node, fields, count, {}, problems)
    first = next((entry for entry in entries if entry.notice.year == count), None)

    def fault(code: str, message: str, help: str) -> None:
        related = [Related(places[count], "在这里")] if count in places else []
        span = node.at(["year"]).span
        problems.error(code, message, span, related=related, help=help)

    if ("published" in fields) is ("uploaded" in fields):
        fault(
            "GZ205",
            "published（公布日）和 uploaded（上传日）应当写一个，只写一个",
            "知道公布日的写 published",
        )
    if first is not None and not amends:
        fault(
            "GZ802", f"{count} 年写了两次", "后一份是修改前一份的，加上 amends: true；否则删去一份"
        )
    elif first is None and amends:
        fault("GZ205", f"{count} 年还没有可以修改的通知", "先写修改以前的那一份，再写这一份")
    elif first is None and "before" in fields:
        fault("GZ205", "before 只写在 amends: true 的通知里", "删去 before")
    elif first is not None and published and (first.notice.published or FIRST) >= published:
        fault("GZ205", "修改的通知应当晚于所修改的通知", "核对 published")
    if named is None and (amends or count > max(base_days()).year):
        problems.append(_no_days(node, "照通知写出全部休息日（rest）和调休上班日（work）"))
    if "uploaded" in fields:
        uploads.append(fields["uploaded"])
    return Entry(_notice(fields), named, fields.get("before") or Days())


def _before(name: str, node: Node, problems: Diagnostics) -> Days | None:
    fields = read_fields(node, _ARRANGED, (), problems)
    if fields is None:
        return None
    return days_of(fields) or Days()


def _check_years(
    unseen: tuple[int, ...], places: dict[int, Span], root: Node, problems: Diagnostics
) -> None:
    for count in unseen:
        if count in places:
            message, help = f"{count} 年写了两次", "已有通知的年份，从 without_notice 中删去"
            related = [Related(root.at(["without_notice"]).span, "在这里")]
            problems.error("GZ802", message, places[count], related=related, help=help)
    listed = root.at(["without_notice"]).span
    known = max(base_days()).year
    covered = {**dict.fromkeys(unseen, listed), **places}
    for count, span in sorted(covered.items()):
        if count in unseen and count > known:
            message, help = f"{count} 年没有通知，基础数据里也没有", "等通知公布以后写进 notices"
            problems.error("GZ808", message, listed, help=help)
        elif count > FIRST.year and count - 1 not in covered:
            message = f"有 {count} 年，没有 {count - 1} 年"
            help = f"补上 {count - 1} 年的通知；没有见到通知的，列入 without_notice"
            problems.error("GZ807", message, span, help=help)


def read_regional(root: Node, problems: Diagnostics) -> tuple[dict[str, Any], Regional] | None:
    """Return the head and the notices of a calendar that overlays another; None on an error."""
    known = {**_FILE, "over": id_, "from": day, "festivals": texts, "notices": nodes}
    required = ("calendar", "name", "over", "from", "festivals", "basis", "notices")
    fields = read_fields(root, known, required, problems)
    if fields is None:
        return None
    seen: Seen = {}
    entries: dict[tuple[int, str], tuple[Entry, Span]] = {}
    for node in fields["notices"]:
        entry = _regional_entry(node, fields, seen, problems)
        if entry is None:
            continue
        key = (entry.notice.year, str(entry.notice.festival))
        span = node.at(["year"]).span
        if key in entries:
            message = f"{key[0]} 年{key[1]}写了两次"
            related = [Related(entries[key][1], "在这里")]
            help = "合并成一条；一年过两次的，也写在一条里"
            problems.error("GZ802", message, span, related=related, help=help)
            continue
        entries[key] = (entry, span)
    found = tuple(entry for entry, _ in entries.values())
    return fields, Regional(fields["from"], fields["festivals"], found)


def _regional_entry(
    node: Node, file: dict[str, Any], seen: Seen, problems: Diagnostics
) -> Entry | None:
    known = {**_NOTICE, "certainty": one_of(*_SEEN)}
    fields = read_fields(node, known, ("year", "festival", "rest", "certainty"), problems)
    if fields is None:
        return None
    festivals: tuple[str, ...] = file["festivals"]
    if fields["festival"] not in festivals:
        span = node.at(["festival"]).span
        known_ones = f"festivals 中有：{'、'.join(festivals)}"
        message = f"festivals 中没有“{fields['festival']}”"
        problems.unknown_name("GZ809", message, fields["festival"], festivals, span, known_ones)
    if fields["year"] < file["from"].year:
        message = f"{fields['year']} 年在 from（{file['from']}）之前"
        help = "地区的办法施行以前适用下一层日历，这一条不写"
        span = node.at(["year"]).span
        problems.error("GZ803", message, span, help=help)
    else:
        check_days(node, fields, fields["year"], seen, problems)
    return Entry(_notice(fields), days_of(fields))


def _notice(fields: dict[str, Any]) -> Notice:
    seen = fields.get("certainty", "text")
    where = fields.get("source") or _SEEN[seen]
    number = fields.get("number")
    note = fields.get("note")
    if "uploaded" in fields:
        note = "；".join(filter(None, (f"{fields['uploaded']} 上传，公布日不详", note)))
    return Notice(
        year=fields["year"],
        published=fields.get("published"),
        source=f"{number} {where}" if number else where,
        festival=fields.get("festival"),
        certainty="weak" if seen == "weak" else "certain",
        note=note,
    )


def _no_days(node: Node, help: str) -> Diagnostic:
    return Diagnostic.error("GZ808", "没有写放假安排的日子", head(node), help=help)
