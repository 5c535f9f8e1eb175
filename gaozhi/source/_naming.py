"""What ids and names may consist of: nothing that is invisible, or leads out of a folder."""

import re
import unicodedata

_LONGEST = 100
_ID = re.compile(r"[^\W_][\w\-·]*(?:\.[\w\-·]+)*")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def fault_of_id(text: str) -> str | None:
    """Return in Chinese what is wrong with an id and, after a full stop, what to do; or None.

    An id names files and folders too, on every system.

    >>> fault_of_id("qidong"), fault_of_id("QD-2.7-4")
    (None, None)
    >>> fault_of_id("../../evil")
    '里有“.”。只用字母、汉字、数字、“-”、“_”和中间的“.”，以字母、汉字或者数字开头'
    """
    if len(text) > _LONGEST:
        return f"超过 {_LONGEST} 字。写短些"
    if _ID.fullmatch(text):
        return None
    help = "只用字母、汉字、数字、“-”、“_”和中间的“.”，以字母、汉字或者数字开头"
    odd = next((sign for sign in text if _ID.fullmatch(f"甲{sign}甲") is None), text[:1])
    return f"里有{_sign(odd)}。{help}" if text else f"是空的。{help}"


def fault_of_name(text: str) -> str | None:
    """Return in Chinese what is wrong with a name and, after a full stop, what to do; or None.

    >>> fault_of_name("启东市"), fault_of_name("启东市 ")
    (None, '的首尾有空格。删去空格')
    """
    if len(text) > _LONGEST:
        return f"超过 {_LONGEST} 字。写短些"
    if text != text.strip():
        return "的首尾有空格。删去空格"
    for sign in text:
        if unicodedata.category(sign) in _UNSEEN or (sign.isspace() and sign != " "):
            return f"里有{_sign(sign)}。删去它；要分开的，用一个普通的空格"
    return "里有连在一起的几个空格。只留一个" if "  " in text else None


def fault_of_county(text: str) -> str | None:
    """Return in Chinese what is wrong with a jurisdiction's name, also as a file name; or None."""
    fault = fault_of_name(text)
    odd = next((sign for sign in text if sign in '/\\:*?"<>|'), None)
    if fault is None and odd is not None:
        return f"里有{_sign(odd)}。写文件所写的名称，例如 启东市"
    return fault


def _sign(sign: str) -> str:
    if sign == " ":
        return "空格"
    plain = sign.isprintable() and not sign.isspace()
    return f"“{sign}”" if plain else f"字符 U+{ord(sign):04X}"
