"""A lint of reasons: a rule that reads a value, and names one of several ways to it.

The reason that is named would be told whatever the real one is. Looked at are words alone: those
that the title or the caveat shares with the title of a rule that gives the value, or with the names
of the facts that this rule reads. A rule whose own condition makes sure of the reason may name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gaozhi.compiler._inherit import MergedRule
from gaozhi.compiler.lint._chain import Chain
from gaozhi.compiler.lint._lint import ChainLint
from gaozhi.model import (
    All,
    Among,
    AnyOf,
    CameTo,
    Condition,
    Not,
    Overlaps,
    Rule,
    all_of,
    facts_read,
    negated,
    parts_of,
)
from gaozhi.source import Diagnostic, Related

__all__ = ["OneReasonOfSeveral"]

_CODE = "GZ584"
_EMPTY: Final = "的或者等其之"
"""Characters that say nothing of themselves, and part what stands around them."""
_CHINESE: Final = re.compile(rf"(?:(?![{_EMPTY}])[\u4e00-\u9fff])+")
_EVERYDAY: Final = 2
"""How many characters alone may be an everyday word."""
_HELP: Final = (
    "写成不论由哪一条得出都成立的话：真正的原因，答复会从那个判断引出来；"
    "只就这一种原因而言的，把它写进 when"
)


def _one_sided(chain: Chain) -> Iterator[Diagnostic]:
    """Yield every rule whose words name one way to a value that it reads, and pass over another."""
    specs = chain.lowering.vocabulary.decisions.values()
    general = _words(text for one in specs for text in (one.name, one.means, *one.values))
    for decision, table in chain.tables.items():
        placed = {rule.name: rule for rule in chain.merged[decision]}
        for rule in table.rules:
            for read in _came_to(rule.reads):
                found = _finding(chain, (rule, placed[rule.name]), general, read)
                if found is not None:
                    yield found
                    break


def _came_to(condition: Condition | None, *, want: bool = True) -> Iterator[CameTo]:
    """Yield the outcomes that a condition of `Rule.reads` asks for, and not those it rules out."""
    part: object = condition
    if isinstance(part, CameTo):
        if want:
            yield part
    elif isinstance(part, Not):
        yield from _came_to(part.part, want=not want)
    elif isinstance(part, All | AnyOf):
        for one in part.parts:
            yield from _came_to(one, want=want)


@dataclass(frozen=True, slots=True)
class _Way:
    """A rule that gives a value, and the words by which it is known.

    Attributes:
        rule: the rule.
        words: every two characters of its title, and of the names of what it reads.
        subjects: those that are a whole name, or stand both in the title and in a name. Two other
            characters alone may be any everyday word, such as 核实.

    """

    rule: Rule
    words: frozenset[str]
    subjects: frozenset[str]

    def is_named_by(self, run: str) -> bool:
        """Whether characters of its own that stand together in a text speak of it."""
        return len(run) > _EVERYDAY or run in self.subjects


def _finding(
    chain: Chain, holder: tuple[Rule, MergedRule], general: frozenset[str], read: CameTo
) -> Diagnostic | None:
    """Return the finding about a rule and one value that it reads, or None.

    Args:
        chain: the levels.
        holder: the rule, and where it stands.
        general: the words in which decisions and values are told: they name no reason.
        read: the value.

    """
    rule = holder[0]
    if len(read.values) > 1:
        # What is said of several values together is no reason for one of them.
        return None
    ways = _ways(chain, rule, read)
    if len(ways) < 2:
        return None
    common = general | _words(_names(chain, rule.reads))
    common |= frozenset[str].intersection(*(way.words for way in ways))
    for key, text in (("title", rule.title), ("caveat", rule.caveat or "")):
        said = _words([text]) - common
        passed = [way for way in ways if not said & way.words]
        for named in ways:
            runs = _runs(text, _telling(said, named, ways))
            telling = [run for run in runs if named.is_named_by(run)]
            if passed and telling and not _makes_sure(chain, rule, named.rule):
                what = (key, "、".join(f"“{run}”" for run in telling))
                return _reported(chain, holder, what, read, (named, passed[0]))
    return None


def _makes_sure(chain: Chain, rule: Rule, way: Rule) -> bool:
    """Whether a rule only holds where the way holds too, so that it may name it."""
    return not _can_hold(chain, all_of([rule.own, negated(way.own)]))


def _can_hold(chain: Chain, condition: Condition) -> bool:
    """Whether a condition can hold for certain: what is too large to tell raises no alarm."""
    return True in (chain.exact.decided(condition) or ())


def _ways(chain: Chain, rule: Rule, read: CameTo) -> list[_Way]:
    """Return the rules that may have led to what a rule reads when it holds."""
    return [
        _way(chain, one)
        for one in chain.tables[read.decision].rules
        if not one.otherwise
        and not read.values.isdisjoint(one.effects)
        and _can_hold(chain, all_of([rule.own, one.own]))
    ]


def _way(chain: Chain, rule: Rule) -> _Way:
    names = list(_names(chain, rule.body))
    title, named = _words([rule.title]), _words(names)
    return _Way(rule, title | named, title & named | frozenset(names))


def _names(chain: Chain, condition: Condition | None) -> Iterator[str]:
    """Yield what the facts and the values are called that a condition looks at itself."""
    if condition is None:
        return
    for name in sorted(facts_read(condition)):
        yield name.rpartition(".")[2]
        yield chain.lowering.vocabulary.facts[name].label
    for part in parts_of(condition):
        if isinstance(part, Among | Overlaps):
            yield from part.values


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Return every two Chinese characters that stand together in texts, but for empty words."""
    runs = (run for text in texts for run in _CHINESE.findall(text))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _telling(said: frozenset[str], way: _Way, ways: Sequence[_Way]) -> frozenset[str]:
    """Return the words said that are of one way alone."""
    others = frozenset[str]().union(*(one.words for one in ways if one is not way))
    return said & way.words - others


def _runs(text: str, words: frozenset[str]) -> list[str]:
    """Return the words as they stand in a text, those that overlap in one piece."""
    found: list[str] = []
    last = -2
    for at in range(len(text) - 1):
        if text[at : at + 2] in words:
            if at == last + 1:
                found[-1] += text[at + 1]
            else:
                found.append(text[at : at + 2])
            last = at
    return list(dict.fromkeys(found))


def _reported(
    chain: Chain,
    holder: tuple[Rule, MergedRule],
    what: tuple[str, str],
    read: CameTo,
    ways: tuple[_Way, _Way],
) -> Diagnostic | None:
    """Return the finding, at whichever rule came later: the one that reads, or the way passed over.

    Args:
        chain: the levels.
        holder: the rule that reads, and where it stands.
        what: whether its title or its caveat names one way, and the words.
        read: what it reads.
        ways: the way that is named, and one that is passed over.

    """
    rule, source = holder
    named, passed = ways
    other = next(one for one in chain.merged[read.decision] if one.name == passed.rule.name)
    later, earlier = (source, other) if source.level >= other.level else (other, source)
    if not chain.asks(_CODE, later.level, later.span):
        return None
    key, words = what
    (value,) = read.values
    message = (
        f"规则“{rule.name}”的 {key} 只说了“{read.decision}”为“{value}”的一种原因："
        f"{words}是规则“{named.rule.name}”的；由于规则“{passed.rule.name}”的，也会这样答复"
    )
    related = (Related(earlier.span, f"规则“{earlier.name}”在这里"),)
    return Diagnostic.warning(_CODE, message, later.span, related=related, help=_HELP)


class OneReasonOfSeveral(ChainLint):
    """A rule that reads another decision's value, and in whose words only one way leads there."""

    code = _CODE
    source = "结论可能由于几种原因时，只说其中一种，会把不成立的理由告诉申请人"
    tags = ("规则",)
    search = _one_sided
