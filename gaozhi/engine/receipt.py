"""Receipts: what is filed of a decision, so that it can be replayed and compared years later.

A receipt says what was asked, which facts the decision read, what came out and on which words of
the law, and digests of everything that the answer depends on. It never holds an identity number,
only, where the caller gives a key, an HMAC of it; and with a key it is signed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from gaozhi.engine.case import Case
from gaozhi.engine.frozen import FrozenDict, frozen, thawed
from gaozhi.errors import CaseError
from gaozhi.model import (
    Fact,
    FactValue,
    Item,
    Program,
    Provision,
    Rule,
    decisions_read,
    facts_read,
    fingerprint,
    plain_value,
)
from gaozhi.source import Diagnostic, fault_of_key, mask, require_text, unusable

if TYPE_CHECKING:
    from gaozhi.engine.decision import Decision
    from gaozhi.engine.parts import Caveat, Citation, Ground, Stamp

__all__ = [
    "FORMAT",
    "READABLE",
    "Receipt",
    "canonical",
    "digests_of",
    "plain_numbers",
    "reads",
    "receipt_of",
    "require_key",
    "signature_of",
    "text_digest",
    "text_of",
]

FORMAT: Final = 3
"""The version of the shape of a receipt."""

READABLE: Final = (1, 2, FORMAT)
"""The versions that can be read; receipts of the first were never signed.

Of the first two, grounds do not say what they rest on."""

_DIGEST: Final = re.compile("(?:hmac-)?(?:sha256:)?[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A decision as it is filed: JSON-ready data in a fixed shape, with a digest of its own.

    Attributes:
        data: all of it but the digest and the signature, read-only: mappings, and tuples in place
            of lists. See ``docs/integrators/receipts.md`` for the shape. What is not JSON raises
            CaseError.
        signature: ``hmac-sha256:…`` over the canonical JSON of the data, under the key of whoever
            issued it; None where it was issued without one.

    """

    data: Mapping[str, Any] = field(repr=False)
    signature: str | None = None

    def __post_init__(self) -> None:
        try:
            data = frozen(self.data)
            canonical(thawed(data))
        except (TypeError, ValueError, RecursionError):
            data = None
        if not isinstance(data, Mapping):
            found = unusable(
                "data", "凭据的内容（JSON 的对象）", self.data, "用 decision.receipt()"
            )
            raise CaseError([found])
        object.__setattr__(self, "data", data)
        if self.signature is not None:
            help = "没有签名的，不写 signature"
            require_text(self.signature, "signature", help)

    @property
    def digest(self) -> str:
        """``sha256:…`` over the canonical JSON of the data: what shows that it was altered."""
        return text_digest(canonical(thawed(self.data)))

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as JSON-ready data, its digest and its signature last."""
        data = thawed(self.data)
        made: dict[str, Any] = {**data, "digest": text_digest(canonical(data))}
        return made if data.get("receipt") == 1 else {**made, "signature": self.signature}

    def to_json(self) -> str:
        """Return the receipt as a text to file, readable to a person too."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type[Receipt], tuple[dict[str, Any], str | None]]:
        return Receipt, (thawed(self.data), self.signature)


def canonical(data: object) -> str:
    """Return the one JSON text of the data: keys in order, no blanks, no escapes but the needed."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def text_digest(text: str) -> str:
    """Return ``sha256:…`` over the UTF-8 bytes of a text."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def signature_of(data: object, key: bytes) -> str:
    """Return ``hmac-sha256:…`` over the canonical JSON of plain data."""
    return f"hmac-sha256:{_hmac(key, canonical(data))}"


def require_key(key: object) -> None:
    """Raise CaseError where a key cannot be used."""
    fault = fault_of_key(key)
    if fault is not None:
        help = "用 secrets.token_bytes(32) 生成一个，妥善保管；不要密钥的，不写 key"
        raise CaseError([Diagnostic.error("GZ634", fault, help=help)])


def plain_numbers(
    data: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """Yield the places of plain data at which an identity number, or what looks like one, stands.

    No receipt holds one. A place is a path of keys and indices.
    """
    if isinstance(data, dict):
        for key, value in data.items():
            if _masked(key) != key:
                yield (*path, key)
            yield from plain_numbers(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from plain_numbers(value, (*path, index))
    elif isinstance(data, str | int) and _masked(str(data)) != str(data):
        yield path


def _masked(text: str) -> str:
    return text if _DIGEST.fullmatch(text) else mask(text)


def _without_numbers(value: Any) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return plain data with what looks like an identity number masked, whoever wrote it."""
    if isinstance(value, dict):
        return {key: _without_numbers(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_numbers(one) for one in value]
    return _masked(value) if isinstance(value, str) else value


def receipt_of(decision: Decision, case: Case | None, key: bytes | None) -> Receipt:
    """Return the receipt of a decision.

    Args:
        decision: the answer.
        case: the case that it is about; a decision that was copied has none.
        key: see `Decision.receipt`; the receipt is signed with it.

    Raises:
        CaseError: there is no case, or the key cannot be used.

    """
    if case is None:
        message = "这份判断是复制或者读回来的，已经没有案件的事实，不能出具凭据"
        help = "在作出判断的进程里先出具凭据，再复制或者传送；或者用同样的事实重新判断"
        raise CaseError([Diagnostic.error("GZ630", message, help=help)])
    if key is not None:
        require_key(key)
    program, stamp = case.program, decision.stamp
    item = decision.item
    data = FrozenDict(
        {
            "receipt": FORMAT,
            "jurisdiction": stamp.once("jurisdiction", lambda: _jurisdiction(program)),
            "decision": _masked(decision.decision),
            "date": decision.date.isoformat() if decision.date else None,
            "item": _safe(item.to_dict()) if item else None,
            **_facts(decision, case, key),
            "answer": _answer(decision),
            "provisions": _provisions(decision),
            "digests": FrozenDict(digests_of(stamp, program, case.item)),
            "versions": FrozenDict({"gaozhi": stamp.version}),
        }
    )
    return _issued(data, None if key is None else signature_of(thawed(data), key))


def _issued(data: Mapping[str, Any], signature: str | None) -> Receipt:
    """Return a receipt of data that is read-only and JSON for certain."""
    made: Receipt = object.__new__(Receipt)
    object.__setattr__(made, "data", data)
    object.__setattr__(made, "signature", signature)
    return made


def _safe(value: Any) -> Any:  # noqa: ANN401 - of the shape that it is given
    """Return plain data read-only, with what looks like an identity number masked."""
    return frozen(_without_numbers(value))


def _jurisdiction(program: Program) -> Mapping[str, str]:
    found: Mapping[str, str] = _safe({"id": program.id, "name": program.jurisdiction})
    return found


def digests_of(stamp: Stamp, program: Program, item: Item | None) -> dict[str, str | None]:
    """Return the digests of all that an answer depends on, and of the calendar for its periods.

    Args:
        stamp: says which program and calendar answered, and keeps the digests.
        program: the jurisdiction's program.
        item: the listed item that the answer is about; None has no digest.

    """
    return {
        "program": stamp.digest,
        "vocabulary": stamp.once("vocabulary", lambda: _vocabulary_digest(program)),
        "item": None
        if item is None
        else stamp.once(("item", item.number), lambda: _item_digest(program, item)),
        "calendar": stamp.calendar.digest,
    }


def _vocabulary_digest(program: Program) -> str:
    words = program.vocabulary
    return fingerprint((words, (tuple(words.facts), tuple(words.decisions))))


def _item_digest(program: Program, item: Item) -> str:
    """Return ``sha256:…`` over an item and over what standing on the list settles."""
    listed = program.list
    if listed is None:
        return fingerprint(item)
    settles = (listed.presumes, tuple(listed.presumes), listed.presumes_basis)
    return fingerprint((item, listed.title, listed.published, listed.basis, *settles))


def text_of(provision: Provision | Citation) -> dict[str, str | None]:
    """Return what a receipt keeps of a provision: where it stands, and digests of its words."""
    document = provision.document
    quote = provision.quote
    return {
        "document": document if isinstance(document, str) else document.label,
        "locator": provision.locator,
        "certainty": provision.certainty,
        "quote": None if quote is None else text_digest(quote),
        "means": text_digest(provision.means),
    }


def _facts(decision: Decision, case: Case, key: bytes | None) -> dict[str, Any]:
    """Return the facts that the decision reads of the case, and whence it knows them.

    What the case says against the list is there too: a caveat tells of it in every decision.
    """
    vocabulary = case.program.vocabulary
    read = decision.stamp.once(
        ("reads", decision.decision), lambda: reads(case.program, decision.decision)
    ).union(case.overridden)
    facts: dict[str, Any] = {}
    withheld: dict[str, str | None] = {}
    known = case.known
    for name, fact in vocabulary.facts.items():
        value = known.get(name)
        if value is None or name == vocabulary.roles.date:
            continue
        if _is_private(fact, value):
            if name in read or key is not None:
                withheld[name] = None if key is None else _hmac(key, str(value))
        elif name in read:
            facts[name] = plain_value(fact, value)
    settled = _settled_by_item(case)
    return {
        "facts": _safe(facts),
        "from_list": _safe([name for name in facts if name in settled]),
        "withheld": FrozenDict(withheld),
    }


def reads(program: Program, decision: str, *, reasons: bool = True) -> frozenset[str]:
    """Return the facts that a decision's rules read.

    Args:
        program: the jurisdiction's program.
        decision: the decision.
        reasons: also those that only the grounds of other decisions turn on, which it reads.

    """
    table = program.decisions.get(decision)
    rules = () if table is None else table.rules
    found = facts_read(*(rule.holds for rule in rules))
    return found | _reasons_read(program, rules) if reasons else found


def _reasons_read(program: Program, rules: Iterable[Rule]) -> frozenset[str]:
    """Return the facts on which the grounds of the decisions turn that rules read."""
    names = {name for rule in rules for name in decisions_read(rule.reads)}
    giving = [rule for name in names for rule in program.decisions[name].rules if rule.effects]
    found = facts_read(*(rule.holds for rule in giving))
    return found | _reasons_read(program, giving) if giving else found


def _is_private(fact: Fact, value: FactValue) -> bool:
    """Whether a value is an identity number, or looks like one, and so is never written out."""
    if isinstance(value, bool):
        return False
    return fact.identity or mask(str(value)) != str(value)


def _hmac(key: bytes, value: str) -> str:
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _settled_by_item(case: Case) -> frozenset[str]:
    item, listed = case.item, case.program.list
    role = case.program.vocabulary.roles.listed
    roles = frozenset[str]() if role is None else frozenset({role})
    if item is None or listed is None:
        return frozenset() if case.off_list is None else roles
    presumed = set[str]() if case.before_the_list else set(listed.presumes)
    return roles | {*item.facts, *(presumed - set(case.overridden))}


def _answer(decision: Decision) -> Mapping[str, Any]:
    once = decision.stamp.once
    said = {
        "outcome": decision.outcome,
        "possible": list(decision.possible),
        "settled": decision.settled,
        "values": list(decision.values),
        "pending": list(decision.pending),
        "grounds": [],
        "caveats": [_caveat(caveat) for caveat in decision.caveats],
        "pending_caveats": [_caveat(caveat) for caveat in decision.pending_caveats],
        "questions": [question.fact for question in decision.questions],
    }
    grounds = tuple(once(_said_by(ground), partial(_ground, ground)) for ground in decision.grounds)
    return FrozenDict({**_safe(said), "grounds": grounds})


def _said_by(ground: Ground) -> Hashable:
    """Return what tells apart the grounds of one program, as far as a receipt has them."""
    said = (ground.decision, ground.rule, ground.effect, ground.certain, (*ground.facts,))
    return (*said, _ids(ground.basis), tuple(_said_by(one) for one in ground.because))


def _ground(ground: Ground) -> Mapping[str, Any]:
    reading = ground.reading
    found: Mapping[str, Any] = _safe(
        {
            "decision": ground.decision,
            "rule": ground.rule,
            "title": ground.title,
            "effect": ground.effect,
            "certain": ground.certain,
            "facts": list(ground.facts),
            "reading": reading and {"taken": reading.taken, "other": reading.other},
            "basis": list(_ids(ground.basis)),
            "because": [_ground(one) for one in ground.because],
        }
    )
    return found


def _caveat(caveat: Caveat) -> dict[str, Any]:
    return {"rule": caveat.rule, "text": caveat.text, "basis": list(_ids(caveat.basis))}


def _ids(basis: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(citation.provision for citation in basis)


def _provisions(decision: Decision) -> Mapping[str, Any]:
    once = decision.stamp.once
    bases = [
        *(one.basis for ground in decision.grounds for one in ground.within()),
        *(caveat.basis for caveat in decision.caveats),
        *(caveat.basis for caveat in decision.pending_caveats),
    ]
    cited = {citation.provision: citation for basis in bases for citation in basis}
    return FrozenDict(
        {
            name: once(citation, partial(lambda one: _safe(text_of(one)), citation))
            for name, citation in cited.items()
        }
    )
