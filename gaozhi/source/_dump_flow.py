"""Writing a value as YAML on one line (flow style) that our reader reads back as the same value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

import yaml

__all__ = ["dump_flow"]

# Text that some reader of YAML would take for a number, a date or a truth value.
_NUMERIC: Final = re.compile(r"[-+.]?[0-9][0-9a-fA-FxobeE_.:+-]*")
_ENDLESS: Final = 1 << 30


class _Dumper(yaml.SafeDumper):
    """Writes text plain where it is read back as text, and otherwise in double quotes."""

    def choose_scalar_style(self) -> str:
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _NUMERIC.fullmatch(value) or "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    whole = value == value.to_integral_value()
    tag = f"tag:yaml.org,2002:{'int' if whole else 'float'}"
    return dumper.represent_scalar(tag, format(value.normalize(), "f"))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)


def dump_flow(value: Any) -> str:  # noqa: ANN401 - whatever YAML can say
    """Return plain data as YAML on one line; a number or a date in a text is quoted.

    >>> dump_flow({"matter": "教师资格认定", "code": "0123", "facts": {}})
    '{matter: 教师资格认定, code: "0123", facts: {}}'
    """
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=_ENDLESS,
    )
    return text.removesuffix("\n").removesuffix("\n...")
