"""The schema of a working-day calendar, which `gaozhi.workdays` reads without models."""

from __future__ import annotations

from typing import Final

from gaozhi.authoring.schema._names import Names
from gaozhi.authoring.schema._pieces import (
    ANY_TEXT,
    DAY,
    Schema,
    described,
    list_of,
    offered,
    one_of,
    text,
)

__all__ = ["calendar_schema"]

_DAY: Final = text(f"^{DAY}$", "应为日期，写作 2027-01-01，月、日写满两位")
_RANGE: Final[Schema] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["from", "to"],
    "properties": {"from": described(_DAY, "第一天"), "to": described(_DAY, "最后一天，包括在内")},
}
_DAYS: Final = list_of({"anyOf": [_DAY, _RANGE]}, minItems=1, uniqueItems=True)
_TEXT: Final[Schema] = {**ANY_TEXT, "pattern": r"\S"}
_TEXTS: Final = list_of(_TEXT, minItems=1)
_YEAR: Final[Schema] = {"type": "integer", "minimum": 2004, "maximum": 2199}
_ARRANGED: Final = {
    "rest": described(_DAYS, "休息日，包括放假期间的周六、周日"),
    "work": described(_DAYS, "调休上班的日子"),
}
_NOTICE: Final = {
    "year": described(_YEAR, "安排哪一年；还可以写上一年 12 月末的日子"),
    "published": described(_DAY, "公布日"),
    "source": described(_TEXT, "网址、文号或者出处"),
    "number": described(_TEXT, "文号"),
    "note": described(_TEXT, "说明"),
    **_ARRANGED,
}
_FILE: Final = {
    "calendar": described(_TEXT, "名称，清单的 calendar 写它"),
    "name": described(_TEXT, "中文名称"),
    "basis": described(_TEXTS, "依据的办法、通知"),
    "note": described(_TEXT, "说明"),
}


def _object(properties: dict[str, Schema], required: list[str], **more: object) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
        **more,
    }


def calendar_schema(names: Names) -> Schema:
    """Return the schema of a file below ``catalogs/calendars/``.

    With ``over`` it is a region's, with ``base`` or ``name`` a national one; with neither it adds
    some years to the calendar that it names.
    """
    own = {"anyOf": [{"required": [key]} for key in ("base", "name")]}
    return {
        "type": "object",
        "if": {"required": ["over"]},
        "then": _regional(names),
        "else": {"if": own, "then": _national(), "else": _added(names)},
    }


def _added(names: Names) -> Schema:
    notices = {"anyOf": [list_of(one(), minItems=1) for one in (_national_notice, _festival)]}
    return _object(
        {
            "calendar": described(offered(names.calendars), "补在哪一份日历上"),
            "note": _FILE["note"],
            "notices": described(notices, "要补的年份的通知"),
        },
        ["calendar", "notices"],
    )


def _regional(names: Names) -> Schema:
    return _object(
        {
            **_FILE,
            "over": described(offered(names.calendars), "在哪一份日历之上"),
            "from": described(_DAY, "从哪一天起有地区放假"),
            "festivals": described(_TEXTS, "地区放假的节日"),
            "notices": described(list_of(_festival(), minItems=1), "通知，一年一个节日一条"),
        },
        ["calendar", "name", "over", "from", "festivals", "basis", "notices"],
    )


def _festival() -> Schema:
    seen = one_of(["text", "reprint", "weak"], ["见到通知原件", "见到转载", "只有一处来源"])
    return _object(
        {
            **_NOTICE,
            "festival": described(_TEXT, "节日，照 festivals 里的写法"),
            "certainty": described(seen, "见到的是什么"),
        },
        ["year", "festival", "rest", "certainty"],
    )


def _national() -> Schema:
    corrected = _object(
        {
            **_ARRANGED,
            "festival": described(_TEXT, "节日"),
            "source": described(_TEXT, "出处"),
            "note": described(_TEXT, "说明"),
        },
        ["source"],
        anyOf=[{"required": ["rest"]}, {"required": ["work"]}],
    )
    return _object(
        {
            **_FILE,
            "base": described(one_of(["chinese_calendar"]), "基础数据"),
            "without_notice": described(
                list_of(_YEAR, minItems=1), "通知不在手边、日子取自基础数据的年份"
            ),
            "corrections": described(list_of(corrected, minItems=1), "基础数据的改正"),
            "notices": described(list_of(_national_notice(), minItems=1), "每年的通知，按先后"),
        },
        ["calendar", "name", "base", "notices"],
    )


def _national_notice() -> Schema:
    return _object(
        {
            **_NOTICE,
            "festival": described(_TEXT, "节日"),
            "uploaded": described(_DAY, "上传日；不知道公布日时写"),
            "amends": {"type": "boolean", "description": "true：修改前一份"},
            "before": described(_object(dict(_ARRANGED), []), "修改以前是怎样安排的"),
        },
        ["year", "source"],
        oneOf=[{"required": ["published"]}, {"required": ["uploaded"]}],
        allOf=[
            {
                "if": {"required": ["amends"], "properties": {"amends": {"const": True}}},
                "then": {"anyOf": [{"required": ["rest"]}, {"required": ["work"]}]},
            }
        ],
    )
