"""The tools, and the answers that they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from gaozhi.engine import Decision, Question
from gaozhi.errors import GaozhiError
from gaozhi.library.jurisdiction import Jurisdiction
from gaozhi.library.library import Library
from gaozhi.mcp._arguments import Arguments, refuse
from gaozhi.mcp._schemas import named, schemas_of
from gaozhi.model import Account, Item, Provision
from gaozhi.source import did_you_mean, shown
from gaozhi.workdays import Period, WorkdaysError

__all__ = ["Answer", "Tools"]

_FEW: Final = 20
"""How many provisions or questions the text has; all are in the data."""


_QUOTED: Final = 5
"""How many provisions of a list, which may cite one a row."""


class Answer(NamedTuple):
    """What a tool answers.

    text: in Chinese, for the model to read.
    data: the same as JSON-ready data.
    """

    text: str
    data: dict[str, Any]


class Tools:
    """The tools of a library.

    Args:
        library: the jurisdictions that answer.

    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answers: dict[str, Callable[[Arguments], Answer]] = {
            "jurisdictions": self._jurisdictions,
            "items": self._items,
            "decide": self._decide,
            "questions": self._questions,
            "due": self._due,
            "provision": self._provision,
        }

    @cached_property
    def _schemas(self) -> dict[str, dict[str, Any]]:
        return {one["name"]: one for one in schemas_of(self._library)}

    def described(self) -> list[dict[str, Any]]:
        """Return the tools: name, title, description and schema."""
        return [*self._schemas.values()]

    def call(self, name: str, given: Mapping[str, Any]) -> Answer:
        """Return what a tool answers.

        Args:
            name: the tool's name.
            given: its arguments.

        Raises:
            GaozhiError: it cannot be answered.

        """
        if name not in self._answers:
            help = did_you_mean(name, self._answers, f"有：{'、'.join(self._answers)}")
            refuse("GZ792", f"没有“{shown(name)}”这个工具", help)
        return self._answers[name](Arguments(given, self._schemas[name]["schema"]))

    def _jurisdictions(self, given: Arguments) -> Answer:
        word, most = given.text("search") or "", given.count("limit", 50, 500)
        found = [one for one in named(self._library) if word in one[0] or word in one[1]]
        rows: list[dict[str, Any]] = []
        lines: list[str] = []
        for id_, name in found[:most]:
            try:
                county = self._library[id_]
            except GaozhiError as error:
                rows.append({"id": id_, "name": name, "problem": str(error.diagnostics[0])})
                lines.append(f"{name}：规则有错误，不能作答")
                continue
            rows.append(_county(county))
            listed = f"，清单 {len(county.items)} 项" if county.items else ""
            lines.append(f"{name}（{id_}）：{county.document.label}{listed}")
        if len(found) > most:
            lines.append(f"……另有 {len(found) - most} 个，写 search 或者 limit")
        return Answer("\n".join(lines), {"total": len(found), "jurisdictions": rows})

    def _items(self, given: Arguments) -> Answer:
        county = self._county(given)
        words = (given.text("search") or "").split()
        most = given.count("limit", 50, 500)
        found = [one for one in county.items if all(word in _searched(one) for word in words)]
        listed = county.program.list
        if listed is None:
            said = f"{county.program.why_no_list}。"
            return Answer(said, {"jurisdiction": county.name, "total": 0, "items": [], "basis": []})
        basis = [_quoted(one) for one in listed.basis]
        data = {
            "jurisdiction": county.name,
            "list": listed.title,
            "published": listed.published.isoformat(),
            "total": len(found),
            "items": [_item(one) for one in found[:most]],
            "basis": basis,
        }
        lines = [f"{listed.title}：符合的 {len(found)} 项"]
        lines += [f"{one.number} {one.label}" for one in found[:most]]
        if len(found) > most:
            lines.append(f"……另有 {len(found) - most} 项，写 search 或者 limit")
        return Answer("\n".join([*lines, "依据：", *_cited(basis[:_QUOTED])]), data)

    def _decide(self, given: Arguments) -> Answer:
        decision = self._decision(given)
        return Answer(decision.explain(full=True), decision.to_dict())

    def _questions(self, given: Arguments) -> Answer:
        decision = self._decision(given)
        # What an agent may not be told is not asked for.
        asked = [one for one in decision.questions if not one.identity]
        cited = {
            one.provision: one.to_dict()
            for question in asked
            for reason in question.because
            for one in reason.basis
        }
        data = {
            "jurisdiction": decision.jurisdiction,
            "decision": decision.decision,
            "outcome": decision.outcome,
            "possible": list(decision.possible),
            "pending": list(decision.pending),
            "settled": decision.settled,
            "questions": [one.to_dict() for one in asked],
            "provisions": [*cited.values()],
        }
        if not asked:
            said = f"{decision.decision}：{decision.outcome or '、'.join(decision.values)}"
            return Answer(f"{said}。没有还要问的", data)
        lines = [f"{decision.decision}还要问 {len(asked)} 项，最要紧的在前："]
        lines += [_question(one) for one in asked[:_FEW]]
        return Answer("\n".join([*lines, "依据：", *_cited([*cited.values()][:_FEW])]), data)

    def _due(self, given: Arguments) -> Answer:
        start, period, event = given.day("start"), given.text("period"), given.text("event")
        assert start is not None
        if (period is None) == (event is None):
            help = "算一段期间的写 period，问事件以后要办什么的写 event"
            refuse("GZ791", "period 和 event 要写一个，也只写一个", help, "period")
        county = self._county(given) if given.text("jurisdiction") is not None else None
        if event is not None:
            if county is None:
                refuse("GZ791", "写 event 的，要写 jurisdiction", "写地区的名称", "jurisdiction")
            facts = given.facts("facts", county)
            found = county.deadlines(event, at=start, facts=facts, item=given.item("item"))
            rows = [one.to_dict() for one in found]
            lines = [_deadline(row) for row in rows] or [f"{event}以后没有限期要办的事"]
            return Answer("\n".join(lines), {"jurisdiction": county.name, "deadlines": rows})
        assert period is not None
        calendar = self._calendar() if county is None else county.calendar
        try:
            due = calendar.due(start, Period.parse(period))
        except WorkdaysError:
            raise
        except ValueError as error:
            message, _, way = str(error).partition("；")
            refuse("GZ791", message, way or "如 3工作日、一个月", "period")
        data = due.to_dict()
        told = f"{due.date}（{calendar.name}）"
        said = [f"{period}，自 {start} 的次日起算，最后一日是 {told}", *due.doubts]
        return Answer("\n".join([*said, "依据：", *map(str, data["basis"])]), data)

    def _provision(self, given: Arguments) -> Answer:
        county = self._county(given)
        name, search = given.text("provision"), given.text("search")
        if (name is None) == (search is None):
            help = "知道编号的写 provision，按字找的写 search"
            refuse("GZ791", "provision 和 search 要写一个，也只写一个", help, "provision")
        accounts = self._accounts(county, name)
        if name is not None:
            wanted = name.rpartition(":")[2]
            found = [one for one in accounts if one.provision.id in (name, wanted)]
        else:
            words = (search or "").split()
            found = [one for one in accounts if all(word in _words(one) for word in words)]
        if not found:
            help = did_you_mean(
                name or "",
                [one.provision.id for one in accounts],
                "用 search 按字查找；编号在答复的依据里",
            )
            what = shown(name or search or "")
            refuse("GZ793", f"{county.name}没有找到“{what}”这一条", help, "provision")
        rows = [one.to_dict() for one in found]
        lines = _cited([_quoted(one.provision) for one in found[:_FEW]])
        if len(found) > _FEW:
            lines.append(f"……另有 {len(found) - _FEW} 条")
        return Answer("\n".join(lines), {"jurisdiction": county.name, "provisions": rows})

    def _accounts(self, county: Jurisdiction, name: str | None) -> tuple[Account, ...]:
        """Return the provisions among which one is looked for; another level's by its prefix."""
        level = (name or "").rpartition(":")[0]
        if not level:
            return county.provisions
        if level not in self._library:
            refuse("GZ793", f"没有“{shown(level)}”这一级", "编号照答复的依据写", "provision")
        return self._library[level].provisions

    def _decision(self, given: Arguments) -> Decision:
        county = self._county(given)
        return county.decide(
            given.facts("facts", county),
            given.text("decision"),
            item=given.item("item"),
            on=given.day("date"),
        )

    def _county(self, given: Arguments) -> Jurisdiction:
        return self._library[given.required("jurisdiction")]

    def _calendar(self) -> Any:  # noqa: ANN401 - WorkCalendar
        from gaozhi.workdays import WorkCalendar

        return self._library.calendars.get("china") or WorkCalendar.china()


def _county(county: Jurisdiction) -> dict[str, Any]:
    return {
        "id": county.id,
        "name": county.name,
        "code": county.code,
        "document": county.document.label,
        "decisions": list(county.program.decisions),
        "list": county.list_title,
        "items": len(county.items),
        "digest": county.digest,
    }


def _searched(item: Item) -> str:
    return f"{item.label} {' '.join(item.departments.values())} {item.code or ''}"


def _item(item: Item) -> dict[str, Any]:
    set_by = item.set_by
    return {
        "number": item.number,
        "kind": item.kind,
        "certificate": item.certificate,
        "matter": item.matter,
        "departments": dict(item.departments),
        "set_by": [] if set_by is None else [*set_by.law, *set_by.detail],
        "mode": item.mode,
        "verification": list(item.verification),
    }


def _quoted(provision: Provision) -> dict[str, Any]:
    return {
        "provision": provision.id,
        "document": provision.document.label,
        "locator": provision.locator,
        "quote": provision.quote,
        "means": provision.means,
        "certainty": provision.certainty,
    }


def _cited(basis: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say provisions, each in a line: the words in 「」, or else the meaning."""
    lines = []
    for one in basis:
        words = f"「{one['quote']}」" if one["quote"] else f"{one['means']}（大意）"
        lines.append(f"{one['provision']} {one['document']} {one['locator']}：{words}")
    return lines


def _question(question: Question) -> str:
    choices = f"（{'、'.join(question.values)}）" if question.values else ""
    why = "；".join(reason.title for reason in question.because[:3])
    return f"{question.fact}：{question.ask}{choices} 为什么问：{why}"


def _deadline(row: Mapping[str, Any]) -> str:
    when = row["due"] or row["unpublished"] or row["manner"] or "期限未知"
    cited = "；".join(_cited(row["basis"]))
    return f"{row['actor']}：{row['act']}，{when}。依据：{cited}"


def _words(account: Account) -> str:
    one = account.provision
    return f"{one.id} {one.document.label} {one.locator} {one.quote or ''} {one.means}"
