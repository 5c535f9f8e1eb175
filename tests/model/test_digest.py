"""What a digest counts: a field that came later counts where it says something."""

from dataclasses import dataclass, field

from gaozhi.model import DIGEST_EXCLUDED, DIGEST_WHEN_SET
from gaozhi.model.program import fingerprint


@dataclass(frozen=True)
class Older:
    name: str


def _with_a_later_field() -> type:
    @dataclass(frozen=True)
    class Older:
        name: str
        later: str | None = field(default=None, metadata=DIGEST_WHEN_SET)
        never: str = field(default="", metadata=DIGEST_EXCLUDED)

    return Older


def test_a_later_field_counts_only_where_it_is_set() -> None:
    newer = _with_a_later_field()
    assert fingerprint(newer("甲")) == fingerprint(Older("甲"))
    assert fingerprint(newer("甲", "乙")) != fingerprint(newer("甲"))
    assert fingerprint(newer("甲", "乙")) != fingerprint(newer("甲", "丙"))


def test_an_excluded_field_never_counts() -> None:
    newer = _with_a_later_field()
    assert fingerprint(newer("甲", never="乙")) == fingerprint(newer("甲"))
