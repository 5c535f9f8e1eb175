"""A certificate that a case names and that the published list has not got."""

from __future__ import annotations

from collections.abc import Mapping

from gaozhi.engine.parts import Caveat, Citation, ItemRef
from gaozhi.model import CERTIFICATE, ItemList
from gaozhi.source import mask, shown, suggest

__all__ = ["off_list_caveat", "off_the_list"]

_ALIKE = 0.4
"""The share of pairs of neighbouring characters above which two names are told as alike."""


def off_the_list(listed: ItemList | None, key: object) -> ItemRef | None:
    """Return the names that a case gives a certificate which the list has not got.

    Args:
        listed: the published list, or None where it is not at hand.
        key: how the case names the item. Where the list has the certificate, or one whose name is
            so near that it may be meant, this is None, as for anything but names.

    """
    if listed is None or not isinstance(key, Mapping):
        return None
    certificate, matter = key.get("certificate"), key.get("matter", "")
    kind = key.get("kind", CERTIFICATE)
    if kind != CERTIFICATE and certificate is None:
        return _matter_off_the_list(listed, kind, matter)
    if not isinstance(certificate, str) or not isinstance(matter, str) or not certificate.strip():
        return None
    names = {item.certificate for item in listed.items}
    if certificate in names or suggest(certificate, names) is not None:
        return None
    return ItemRef(None, mask(certificate), mask(matter), kind)


def _matter_off_the_list(listed: ItemList, kind: object, matter: object) -> ItemRef | None:
    """Return the names of what is no certificate, such as a permit; None where it may be listed."""
    if not isinstance(kind, str) or not isinstance(matter, str) or not matter.strip():
        return None
    matters = {item.matter for item in listed.items if item.kind == kind}
    if matter in matters or suggest(matter, matters) is not None:
        return None
    return ItemRef(None, "", mask(matter), kind)


def off_list_caveat(listed: ItemList, named: ItemRef) -> Caveat:
    """Return what an answer says of such a certificate: that it is not listed, and what is."""
    if not named.certificate:
        matters = [item.matter for item in listed.items if item.kind == named.kind]
        found = f"列入的有：{'、'.join(matters)}" if matters else "清单没有列入这一种"
        text = f"《{listed.title}》里没有“{shown(named.matter, 40)}”的{named.kind}；{found}"
        return Caveat("不在清单内的事项", text, tuple(Citation.of(one) for one in listed.basis))
    said = f"“{shown(named.certificate, 40)}”"
    if named.matter:
        said = f"“{shown(named.matter, 40)}”的{said}"
    certificates = [item for item in listed.items if item.certificate]
    same = [item.certificate for item in certificates if item.matter == named.matter]
    nearest = max(
        certificates, key=lambda i: _likeness(i.certificate, named.certificate), default=None
    )
    found = "清单里没有名称相近的证明"
    if same:
        found = f"这一事项列入清单的证明有：{'、'.join(same)}"
    elif nearest is not None and _likeness(nearest.certificate, named.certificate) >= _ALIKE:
        found = f"名称最接近的是第 {nearest.number} 项“{nearest.certificate}”（{nearest.matter}）"
    text = f"《{listed.title}》里没有{said}；{found}"
    return Caveat("不在清单内的证明", text, tuple(Citation.of(one) for one in listed.basis))


def _likeness(one: str, other: str) -> float:
    pairs = [{name[n : n + 2] for n in range(len(name) - 1)} for name in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]) or 1)
