"""The words of an answer that come from no rule, once for every engine that says them."""

from __future__ import annotations

from typing import Final, NamedTuple

from gaozhi.model import NO_RULE

__all__ = ["CAVEATS", "PROBLEMS", "WORDS", "CaveatWording"]


class CaveatWording(NamedTuple):
    """The name under which a caveat stands, and its text, with fields in braces."""

    rule: str
    text: str


CAVEATS: Final = {
    "no_rule": CaveatWording(
        NO_RULE, "{jurisdiction}{day}已录入的条文没有规定“{decision}”；别的文件可能另有规定"
    ),
    "presumed": CaveatWording("清单推定", "清单推定的“{fact}”与案件所写不同，以案件所写为准"),
    "before": CaveatWording("施行日期", "{document}自 {day} 起施行，{lead}在此之前{above}"),
    "after": CaveatWording("施行日期", "{document}施行至 {day}，{lead}在此之后{above}"),
    "unpublished": CaveatWording(
        "清单公布",
        "《{list}》于 {day} 公布，{lead}在此之前，清单尚未公布，没有证明事项在清单内",
    ),
    "inferred": CaveatWording("{rule}", "“{title}”依据的{where}未见权威文本，{known}"),
    "inexact": CaveatWording(
        "推算限度",
        "规则在这些未知事实下的组合太多，没有逐一推算："
        "列出的结论中可能有实际不会出现的，列出的问题中可能有不影响结论的；补充事实后再看",
    ),
}
"""What an answer must bring along beside the caveats of rules, by the occasion."""

WORDS: Final = {
    "day": "在 {day} 适用、",
    "lead": "办理日期",
    "lead_open": "办理日期未知，如",
    "above": "，由上级文件作答",
    "weak": "仅见于个别方案",
    "inferred": "由多地方案推知",
    "comma": "、",
}
"""What is filled into the fields of `CAVEATS`."""

PROBLEMS: Final = {
    "GZ601": "不认识的事实；名称照抄词汇表",
    "GZ602": "值的类型不对",
    "GZ603": "没有这个取值",
    "GZ604": "与案件的另一项事实矛盾",
    "GZ605": "办理日期写了两次，值不同",
    "GZ606": "与清单写明的不同，以清单为准",
    "GZ607": "清单里没有这一项，或者不止一项",
    "GZ608": "办理日期不在文件施行期间",
    "GZ609": "号码不合规则，请与证件核对",
    "GZ610": "不认识的判断",
    "GZ612": "同一项事实写了两次，值不同",
    "GZ613": "这一天，这一项不在清单内",
    "GZ414": "规则在这些未知事实下的组合太多，没有逐一推算；补充事实后再看",
}
"""What a reader says of a case that it refuses, where it says no more, by the code."""
