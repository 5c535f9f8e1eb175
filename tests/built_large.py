"""Rules that are more than can be thought through: no page can show them whole."""

import random
import shutil
from pathlib import Path

import pytest

import gaozhi
from tests.diagnostic_pages import Found, attempt
from tests.places import BASE

_RULES = "rules/demo/large.yaml"


def drawn(facts: int, groups: int, size: int = 3, seed: int = 1) -> list[list[str]]:
    """Return groups of conditions over some facts, each fact in one of them at least."""
    draw = random.Random(seed)
    names = [f"甲.事{n}" for n in range(facts)]
    found = [draw.sample(names, size) for _ in range(groups)]
    found += [names[n : n + size] for n in range(0, facts, size)]
    return [
        [name if draw.random() < 0.6 else f"{{not: {name}}}" for name in group] for group in found
    ]


def lay_large(folder: Path, facts: int, rules: str) -> Path:
    """Write the small folder with more facts in its vocabulary, and more rules."""
    shutil.copytree(BASE, folder)
    vocabulary = folder / "rules/vocabulary.yaml"
    more = "".join(
        f"  - {{name: 甲.事{n}, api: a.n{n}, type: bool, ask: 事{n}？}}\n" for n in range(facts)
    )
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace("facts:\n", f"facts:\n{more}", 1), encoding="utf-8")
    (folder / _RULES).write_text(f"rules:\n  适用性:\n{rules}", encoding="utf-8")
    return folder


def rule(name: str, when: str) -> str:
    """Return a rule that bars."""
    return f"    - {{rule: {name}, title: 某, when: {when}, then: 不适用, silent: true}}\n"


def crossed(groups: list[list[str]]) -> str:
    """Return the condition that one of every group holds."""
    parts = (f"{{any: [{', '.join(group)}]}}" for group in groups)
    return f"[{', '.join(parts)}]"


def _checked(folder: Path) -> Found:
    report = gaozhi.check(folder, bundled=False)
    return Found(report.diagnostics, dict(report.sources))


def _too_large(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return _checked(lay_large(folder, 60, rule("某", crossed(drawn(60, 150)))))


def lay_large_together(folder: Path) -> Path:
    """Write the small folder with rules that are too large together."""
    groups = drawn(40, 60)
    rules = "".join(rule(f"某{n}", f"[{', '.join(group)}]") for n, group in enumerate(groups))
    return lay_large(folder, 40, rules)


def _too_large_together(folder: Path, _: pytest.MonkeyPatch) -> Found:
    return _checked(lay_large_together(folder))


def _too_large_for_sql(folder: Path, _: pytest.MonkeyPatch) -> Found:
    lay_large_together(folder)
    county = gaozhi.load(folder, bundled=False, strict=False)["demo"]
    return attempt(county.sql)


BUILT = {
    "GZ414": _too_large,
    "GZ582": _too_large_together,
    "GZ746": _too_large_for_sql,
}
