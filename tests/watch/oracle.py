"""The three rules of the small county by hand: every pair of events looked at, nothing kept."""

from datetime import date, timedelta

Alert = tuple[str, int, tuple[int, ...]]
"""The rule, the place of its first event among all, and those of the others."""


def brute(events: list[dict], workdays, roll) -> list[set[Alert]]:
    """Return what each event in turn completes.

    `workdays` counts those in (start, end]; `roll` is the first one on or after a day.
    """
    kept: list[dict] = []
    found = []
    for one in events:
        if one in kept:
            found.append(set())
            continue
        kept.append(one)
        last = len(kept) - 1
        everything = {*_untrue(kept), *_third(kept, roll), *_overdue(kept, workdays)}
        found.append({a for a in everything if last == a[1] or last in a[2]})
    return found


def _later(events, i, j) -> bool:
    """Whether event i comes after event j."""
    return (events[i]["at"], i) > (events[j]["at"], j)


def _same(events, i, j, *keys) -> bool:
    return all(events[i].get(k) is not None and events[i].get(k) == events[j].get(k) for k in keys)


def _differ(events, i, j, key) -> bool:
    one, other = events[i].get(key), events[j].get(key)
    return one is not None and other is not None and one != other


def _all(events, kind):
    return [i for i, one in enumerate(events) if one["event"] == kind]


def _untrue(events):
    for a in _all(events, "申请"):
        if any(_same(events, a, z, "case") for z in _all(events, "办结")):
            continue
        others = []
        for f in _all(events, "核查"):
            facts = events[f].get("facts", {})
            until = facts.get("记录.届满日")
            lapsed = isinstance(until, date) and until < events[a]["at"]
            if facts.get("核查.结论") != "不实" or lapsed:
                continue
            if not _same(events, a, f, "applicant") or not _differ(events, a, f, "case"):
                continue
            repairs = _all(events, "修复")
            if any(_same(events, r, f, "applicant") and _later(events, r, f) for r in repairs):
                continue
            others.append(f)
        if others:
            yield "不实又申请", a, _in_time(events, others)


def _third(events, roll):
    for h in _all(events, "承诺"):
        before = [
            c
            for c in _all(events, "承诺")
            if c != h
            and _later(events, h, c)
            and _same(events, h, c, "applicant", "certificate")
            and _differ(events, h, c, "case")
        ]
        if not before:
            continue
        first = _in_time(events, before)[0]
        checked = (z for z in _all(events, "核查") if _same(events, z, first, "case"))
        if any(_later(events, z, first) for z in checked):
            continue
        # Ten days are a legal period: the last of them rolls off a rest day.
        near = [c for c in before if events[h]["at"] <= roll(events[c]["at"] + timedelta(days=10))]
        if len({events[c]["case"] for c in near}) >= 2:
            yield "第三次承诺", h, (first, *_in_time(events, near))


def _overdue(events, workdays):
    for h in _all(events, "来函"):
        now = events[h]["at"]
        late = []
        for c in _all(events, "来函"):
            if c == h or not _later(events, h, c) or not _same(events, h, c, "organ"):
                continue
            answers = [
                z
                for z in _all(events, "复函")
                if _same(events, c, z, "case")
                and not _differ(events, c, z, "organ")
                and events[c]["at"] <= events[z]["at"] <= now
            ]
            if (
                not answers
                and events[c]["at"] < now
                and workdays(events[c]["at"], now - timedelta(1)) >= 3
            ):
                late.append(c)
        if len({events[c]["case"] for c in late}) >= 2:
            yield "逾期又来函", h, _in_time(events, late)


def _in_time(events, places) -> tuple[int, ...]:
    return tuple(sorted(places, key=lambda i: (events[i]["at"], i)))
