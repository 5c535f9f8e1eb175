"""The colours of the pages, light and dark: seven to one for text wherever it may stand."""

import re

import pytest

from gaozhi.site._site import STATIC

TEXT = ("text", "muted", "accent")
PLAIN = ("bg", "surface", "accent-weak")
MEANING = ("good", "bad", "warn")
PAIRS = [
    *((text, ground) for text in TEXT for ground in PLAIN),
    *((text, ground) for text in MEANING for ground in ("bg", "surface", f"{text}-weak")),
    ("text", "mark"),
    ("on-accent", "accent"),
]
"""Which colour may stand on which: the first is that of text."""


def colours(part):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_has_a_contrast_of_seven_to_one_and_borders_of_three(scheme):
    style = (STATIC / "site.css").read_text(encoding="utf-8")
    light, dark = style.split("@media (prefers-color-scheme: dark)", 1)
    found = colours(light)
    if scheme == "dark":
        found |= colours(dark.split("*,\n*::before", 1)[0])
    elif scheme == "print":
        found |= colours(style.split("@media print", 1)[1])
    faint = [
        (text, ground, round(contrast(found[text], found[ground]), 2))
        for text, ground in PAIRS
        if contrast(found[text], found[ground]) < 7
    ]
    assert faint == []
    assert contrast(found["line-strong"], found["bg"]) >= 3
