"""The coverage of scenarios: rules, conditions, boundaries and provisions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gaozhi.model import Account
from gaozhi.source import JsonRecord


@dataclass(frozen=True, slots=True)
class ConditionTried(JsonRecord):
    """A condition of a rule, and the scenarios in which it alone decided what came out."""

    json_keys = "condition=text decided by"

    text: str
    decided: int
    by: str | None
    """one of those scenarios"""


@dataclass(frozen=True, slots=True)
class RuleTried(JsonRecord):
    """A rule, and what the scenarios of its decision made of it.

    Attributes:
        decision: the decision.
        rule: its name.
        title: what it says.
        basis: the ids of the provisions that it rests on.
        held: in how many scenarios it held.
        failed: in how many it did not.
        unknown: in how many that was open.
        sides: the sides that it has; an unconditional rule has one.
        conditions: its conditions.
        own: whether the jurisdiction states it itself; the others are inherited.

    """

    json_keys = "decision rule title own basis held failed unknown missing conditions"

    decision: str
    rule: str
    title: str
    basis: tuple[str, ...]
    held: int
    failed: int
    unknown: int
    sides: frozenset[bool]
    conditions: tuple[ConditionTried, ...]
    own: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The sides that no scenario showed, in Chinese."""
        found = []
        if True in self.sides and not self.held:
            found.append("没有成立过")
        if False in self.sides and not self.failed:
            found.append("没有不成立过")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class BoundaryTried(JsonRecord):
    """A date or a number that rules compare a fact with, and on which sides of it was tried.

    Attributes:
        fact: the fact.
        point: what it is compared with: a day, a number, or another fact.
        below: scenarios on one side: earlier, less.
        on: scenarios at the point itself.
        above: scenarios on the other side: later, more.
        rules: the rules that compare.
        own: whether one of them is the jurisdiction's own.

    """

    json_keys = "fact point own below on above missing rules"

    fact: str
    point: str
    below: int
    on: int
    above: int
    rules: tuple[str, ...]
    own: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not tried, in Chinese."""
        tried = (("之前", self.below), ("当日（恰好）", self.on), ("之后", self.above))
        return tuple(name for name, number in tried if not number)


@dataclass(frozen=True, slots=True)
class ProvisionReached(JsonRecord):
    """A provision, and how many scenarios were answered with it.

    Attributes:
        account: the provision and what carries it.
        reached: how many scenarios' answers cite it.
        answers: whether an answer to a decision can cite it at all: a rule rests on it.

    """

    json_keys = (
        "provision=account.provision.id locator=account.provision.locator fate=account.fate "
        "answers reached missed"
    )

    account: Account
    reached: int
    answers: bool

    @property
    def missed(self) -> bool:
        """Whether an answer can cite it, and none did."""
        return self.answers and not self.reached


@dataclass(frozen=True, slots=True)
class Coverage(JsonRecord):
    """The coverage of the scenarios of a jurisdiction.

    Attributes:
        jurisdiction: its name.
        id: its id.
        document: the title of its own document.
        scenarios: how many there are.
        rules: every rule of every decision, inherited ones included.
        boundaries: every date and number that a rule compares with.
        provisions: every provision of its own, in the document's order.

    """

    json_keys = "jurisdiction id scenarios rules boundaries provisions"

    jurisdiction: str
    id: str
    document: str
    scenarios: int
    rules: tuple[RuleTried, ...]
    boundaries: tuple[BoundaryTried, ...]
    provisions: tuple[ProvisionReached, ...]

    @property
    def conditions(self) -> tuple[tuple[RuleTried, ConditionTried], ...]:
        """Every condition with its rule."""
        return tuple((rule, one) for rule in self.rules for one in rule.conditions)

    @property
    def own(self) -> Coverage:
        """The part about what the jurisdiction states itself."""
        return replace(
            self,
            rules=tuple(one for one in self.rules if one.own),
            boundaries=tuple(one for one in self.boundaries if one.own),
        )

    @property
    def inherited(self) -> Coverage:
        """The part about what it inherits; the provisions of others are counted with them."""
        return replace(
            self,
            rules=tuple(one for one in self.rules if not one.own),
            boundaries=tuple(one for one in self.boundaries if not one.own),
            provisions=(),
        )

    def summary(self) -> tuple[tuple[str, str, str], ...]:
        """Return what was tried, and how much there is, each with its Chinese name."""
        conditions = [one for _, one in self.conditions]
        counted = (
            ("规则两面", sum(not one.missing for one in self.rules), len(self.rules)),
            ("条件单独决定", sum(one.decided > 0 for one in conditions), len(conditions)),
            ("界限三处", sum(not one.missing for one in self.boundaries), len(self.boundaries)),
            (
                "条文到达",
                sum(one.answers and not one.missed for one in self.provisions),
                sum(one.answers for one in self.provisions),
            ),
        )
        return tuple((name, str(tried), str(total)) for name, tried, total in counted)
