"""A hint for an unknown name or value: which full-width sign in it looks mistaken."""

import re

from gaozhi.source._identity import HALF_WIDTH

_RIGHT = {
    "：": "“: ”（半角冒号加一个空格）",
    "，": "“, ”（半角逗号加一个空格）",
    "、": "“, ”（半角逗号加一个空格）",
    "；": "半角符号",
    "［": "半角的 [",
    "］": "半角的 ]",
    "【": "半角的 [",
    "】": "半角的 ]",
    "｛": "半角的 {",
    "｝": "半角的 }",
    "（": "半角的 [（列表）或者 {（映射）",
    "）": "半角的 ]（列表）或者 }（映射）",
    "“": '半角的 " 或者不加引号',
    "”": '半角的 " 或者不加引号',
    "‘": "半角的 ' 或者不加引号",
    "’": "半角的 ' 或者不加引号",
    "＂": '半角的 "',
    "＇": "半角的 '",
    "。": "半角的点“.”",
    "．": "半角的点“.”",
    "＃": "半角的 #",
    "－": "半角的 -",
    "＿": "半角的 _",
    "\u3000": "半角空格",
    "\u00a0": "半角空格",
}
_NAMES = {"\u3000": "全角空格", "\u00a0": "不间断空格"}
_SIGNS = re.compile("[" + "".join(_RIGHT) + "]")
_WIDE = re.compile("[" + "".join(map(chr, HALF_WIDTH)) + "]")


def fullwidth_hint(text: str) -> str | None:
    """Return which full-width signs of `text` may be mistaken and what to write, or None.

    Only for an unknown name or value: in a known one any sign is right.

    >>> fullwidth_hint("甲，乙")
    '其中“，”是全角符号，可能应写“, ”（半角逗号加一个空格）。'
    >>> fullwidth_hint("申请人.愿意承诺") is None
    True
    """
    hints: dict[str, str] = {}
    for sign in _SIGNS.findall(text):
        named = _NAMES.get(sign)
        subject = f"有{named}" if named else f"“{sign}”是全角符号"
        hints.setdefault(sign, f"{subject}，可能应写{_RIGHT[sign]}")
    if wide := _WIDE.findall(text):
        hints["wide"] = (
            f"“{wide[0]}”是全角的数字或者字母，可能应写“{wide[0].translate(HALF_WIDTH)}”"
        )
    return f"其中{'；'.join(hints.values())}。" if hints else None
