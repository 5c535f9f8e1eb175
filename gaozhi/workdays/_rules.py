"""The two kinds of calendar files: one on the base data, and one that overlays another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from gaozhi.source import Diagnostic, Diagnostics, Node, Related, Span
from gaozhi.workdays._arranged import Seen, check_days, check_work, days_of
from gaozhi.workdays._base import FIRST, base_days
from gaozhi.workdays._notices import Correction, Days, Entry, National, Notice, Regional
from gaozhi.workdays._shape import (
    Field,
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

__all__ = ["add_national", "add_regional", "read_national", "read_regional"]

_FILE: dict[str, Read] = {"calendar": id_, "name": name_, "basis": texts, "note": text}
_ADDED: dict[str, Read] = {"calendar": id_, "note": text, "notices": nodes}
"""What a file may say that is laid over a calendar."""
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
"""The source of a regional notice whose file names none."""


def read_national(root: Node, problems: Diagnostics) -> tuple[dict[str, Any], National] | None:
    """Return the head and the notices of a calendar on the base data; None on an error."""
    known = {**_FILE, "base": one_of("chinese_calendar"), "without_notice": years}
    known |= {"corrections": nodes, "notices": nodes}
    fields = read_fields(root, known, ("calendar", "name", "base", "notices"), problems)
    if fields is None:
        return None
    corrections = tuple(_corrections(fields.get("corrections", ()), problems))
    unseen: tuple[int, ...] = fields.get("without_notice", ())
    found = _entries(fields["notices"], National((), corrections, (), FIRST), problems)
    _check_years(unseen, found.places, root, problems)
    published = [one.notice.published for one in found.entries if one.notice.published]
    known_from = max(found.uploads, default=min(published, default=FIRST))
    return fields, National(unseen, corrections, tuple(found.entries), known_from)


def add_national(root: Node, under: National, problems: Diagnostics) -> National | None:
    """Return a calendar on the base data with a file's years laid over it; None on an error.

    A year that the file arranges is as the file has it; one that it only amends is amended.
    """
    fields = read_fields(root, _ADDED, ("calendar", "notices"), problems)
    if fields is None:
        return None
    anew = {
        node.at(["year"]).plain()
        for node in fields["notices"]
        if node.at(["amends"]).plain() is not True
    }
    kept = tuple(one for one in under.entries if one.notice.year not in anew)
    found = _entries(fields["notices"], replace(under, entries=kept), problems)
    unseen = tuple(year for year in under.without_notice if year not in found.places)
    here = root.at(["calendar"]).span
    known = {one.notice.year: here for one in kept}
    _check_years(unseen, known | found.places, root, problems)
    entries = sorted(found.entries, key=lambda one: one.notice.year)
    known_from = max([under.known_from, *found.uploads])
    return National(unseen, under.corrections, tuple(entries), known_from)


@dataclass(slots=True)
class _Entries:
    """The notices of a file, after those that stand already.

    Attributes:
        entries: the notices.
        places: where the file first names a year.
        uploads: the days of upload.

    """

    entries: list[Entry]
    places: dict[int, Span] = field(default_factory=dict)
    uploads: list[date] = field(default_factory=list)


def _entries(nodes: tuple[Node, ...], under: National, problems: Diagnostics) -> _Entries:
    """Return the notices of a file on the base data, after those that stand already."""
    found = _Entries(list(under.entries))
    for node in nodes:
        entry = _national_entry(node, found, problems)
        if entry is not None:
            check_work(node, partial(_rests, under, found.entries), problems)
            found.entries.append(entry)
            found.places.setdefault(entry.notice.year, node.at(["year"]).span)
    return found


def _rests(under: National, entries: list[Entry], day: date) -> bool:
    """Whether a day rests by the base data, by a correction of it or by one of the notices."""
    named = [one.days for one in under.corrections]
    named += [days for one in entries for days in (one.days, one.before) if days]
    return _rests_in_base(day) or any(day in days.rest for days in named)


def _rests_in_base(day: date) -> bool:
    worked, _ = base_days().get(day, (True, ""))
    return not worked


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
            check_days(node, one.year, seen, problems)
            break
        check_work(node, _rests_in_base, problems)
        yield Correction(named, fields.get("festival"), fields["source"])


def _national_entry(node: Node, found: _Entries, problems: Diagnostics) -> Entry | None:
    entries, places = found.entries, found.places
    known = {**_NOTICE, "uploaded": day, "amends": flag, "before": _before}
    fields = read_fields(node, known, ("year", "source"), problems)
    if fields is None:
        return None
    count, published = fields["year"], fields.get("published")
    amends = fields.get("amends", False)
    named = days_of(fields)
    check_days(node, count, {}, problems)
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
        found.uploads.append(fields["uploaded"])
    return Entry(_notice(fields), named, fields.get("before") or Days())


def _before(field: Field) -> Days | None:
    fields = read_fields(field.node, _ARRANGED, (), field.problems)
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
            help = (
                f"补上 {count - 1} 年的通知；没有见到通知的，列入 without_notice；"
                "只补几年的，不写 name 和 base，就补在同名的日历上"
            )
            problems.error("GZ807", message, span, help=help)


def read_regional(root: Node, problems: Diagnostics) -> tuple[dict[str, Any], Regional] | None:
    """Return the head and the notices of a calendar that overlays another; None on an error."""
    known = {**_FILE, "over": id_, "from": day, "festivals": texts, "notices": nodes}
    required = ("calendar", "name", "over", "from", "festivals", "basis", "notices")
    fields = read_fields(root, known, required, problems)
    if fields is None:
        return None
    under = Regional(fields["from"], fields["festivals"], ())
    entries = _regional_entries(fields["notices"], under, problems)
    return fields, replace(under, entries=tuple(entries.values()))


def add_regional(root: Node, under: Regional, problems: Diagnostics) -> Regional | None:
    """Return a region's calendar with a file's notices laid over it; None on an error.

    A festival of a year for which the file has a notice is as the file has it.
    """
    fields = read_fields(root, _ADDED, ("calendar", "notices"), problems)
    if fields is None:
        return None
    before = {(one.notice.year, str(one.notice.festival)): one for one in under.entries}
    entries = before | _regional_entries(fields["notices"], under, problems)
    found = sorted(entries.values(), key=lambda one: one.notice.year)
    return replace(under, entries=tuple(found))


def _regional_entries(
    nodes: tuple[Node, ...], under: Regional, problems: Diagnostics
) -> dict[tuple[int, str], Entry]:
    """Return the notices of a region's file by year and festival."""
    seen: Seen = {}
    entries: dict[tuple[int, str], Entry] = {}
    places: dict[tuple[int, str], Span] = {}
    for node in nodes:
        entry = _regional_entry(node, under, seen, problems)
        if entry is None:
            continue
        key = (entry.notice.year, str(entry.notice.festival))
        span = node.at(["year"]).span
        if key in entries:
            message = f"{key[0]} 年{key[1]}写了两次"
            related = [Related(places[key], "在这里")]
            help = "合并成一条；一年过两次的，也写在一条里"
            problems.error("GZ802", message, span, related=related, help=help)
            continue
        entries[key], places[key] = entry, span
    return entries


def _regional_entry(node: Node, under: Regional, seen: Seen, problems: Diagnostics) -> Entry | None:
    known = {**_NOTICE, "certainty": one_of(*_SEEN)}
    fields = read_fields(node, known, ("year", "festival", "rest", "certainty"), problems)
    if fields is None:
        return None
    festivals = under.festivals
    if fields["festival"] not in festivals:
        span = node.at(["festival"]).span
        known_ones = f"festivals 中有：{'、'.join(festivals)}"
        message = f"festivals 中没有“{fields['festival']}”"
        problems.unknown_name("GZ809", message, fields["festival"], festivals, span, known_ones)
    if fields["year"] < under.since.year:
        message = f"{fields['year']} 年在 from（{under.since}）之前"
        help = "地区的办法施行以前适用下一层日历，这一条不写"
        span = node.at(["year"]).span
        problems.error("GZ803", message, span, help=help)
    else:
        check_days(node, fields["year"], seen, problems)
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
