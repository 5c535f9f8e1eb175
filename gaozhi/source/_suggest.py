"""The name that was probably meant."""

import unicodedata
from collections.abc import Iterable

_LONGEST = 100


def suggest(found: object, known: Iterable[str]) -> str | None:
    """Return the known name nearest to `found`, or None when none is near enough.

    Full-width signs, capitals and blanks do not count; a name without its group is found too. The
    same names in any order give the same answer. What is no text is near no name.

    >>> suggest("申请人.愿意承若", ["申请人.愿意承诺", "申请人.能够承诺"])
    '申请人.愿意承诺'
    >>> suggest("教师", ["申请人.愿意承诺"]) is None
    True
    """
    if not isinstance(found, str):
        return None
    wanted = _folded(found)
    if not wanted or len(wanted) > _LONGEST:
        return None
    best: tuple[int, int, str] | None = None
    for name in sorted(set(known) - {found}):
        distance = _distance_to(wanted, _folded(name))
        if distance is not None:
            rank = (distance, -_shared_start(wanted, name), name)
            best = rank if best is None else min(best, rank)
    return None if best is None else best[2]


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("。", ".").replace("·", ".")
    return "".join(text.split())


def _allowed(length: int) -> int:
    """Return how many slips a name of this length may hold; of a single character, none."""
    if length < 2:
        return 0
    return 1 if length < 5 else max(2, length // 4)


def _distance_to(wanted: str, name: str) -> int | None:
    if wanted == name:
        return 0
    if "." not in wanted and len(wanted) > 1 and name.rpartition(".")[2] == wanted:
        return 1
    allowed = _allowed(min(len(wanted), len(name)))
    if abs(len(wanted) - len(name)) > allowed:
        return None
    distance = _edits(wanted, name, allowed)
    return distance if distance <= allowed else None


def _edits(a: str, b: str, bound: int) -> int:
    """Return the slips between two names (a swap of neighbours is one), or more than `bound`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i, *([bound + 1] * len(b))]
        for j in range(max(1, i - bound), min(len(b), i + bound) + 1):
            y = b[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > bound:
            return bound + 1
    return row[-1]


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
