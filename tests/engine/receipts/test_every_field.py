"""Whoever alters a receipt and makes its digest anew is told of what was altered, field by field."""

import contextlib
import copy
import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gaozhi
from gaozhi import Receipt
from tests.engine.receipts.test_verify import places
from tests.situations import CITIZEN, library

KEY = bytes(range(32))
FACTS = {
    "申请人.愿意承诺": True,
    "申请人.能够承诺": True,
    "申请人.曾作出不实承诺": True,
    "申请人.信用已修复": False,
    "申请人.失信信息有效期届满日": date(2022, 6, 30),
    "申请人.证件号码": CITIZEN,
}


def issue(key=None):
    return library()["启东市"].decide(FACTS, "适用性", item=2, on="2022-06-30").receipt(key=key)


def altered(change, key=None):
    """A receipt that was altered, and whose digest is right: as read back from a file."""
    receipt = issue(key)
    data = receipt.to_dict()
    del data["digest"]
    signature = data.pop("signature")
    change(data)
    return gaozhi.parse_receipt(Receipt(data, signature).to_json())


def what(receipt, **options):
    return {one.what for one in gaozhi.replay(receipt, library(), **options).differences}


def put(*path, to):
    """Return a change that puts a value at a place."""
    *above, last = path

    def change(data):
        for step in above:
            data = data[step]
        data[last] = to

    return change


def drop(*path):
    *above, last = path

    def change(data):
        for step in above:
            data = data[step]
        del data[last]

    return change


FIRST = next(iter(issue().data["provisions"]))
CHANGES = {
    "name of the county": (put("jurisdiction", "name", to="通州区"), "jurisdiction"),
    "code in place of the id": (put("jurisdiction", "id", to="320681"), "jurisdiction"),
    "api name of the decision": (put("decision", to="applicability"), "decision"),
    "number of the item": (put("item", "number", to=3), "item"),
    "item taken away": (put("item", to=None), "from_list"),
    "settled": (put("answer", "settled", to=False), "settled"),
    "outcome": (put("answer", "outcome", to="可适用"), "outcome"),
    "possible": (put("answer", "possible", to=["可适用"]), "possible"),
    "title of a ground": (put("answer", "grounds", 0, "title", to="别的"), "grounds"),
    "certainty of a ground": (put("answer", "grounds", 0, "certain", to=False), "grounds"),
    "facts of a ground": (put("answer", "grounds", 0, "facts", to=[]), "grounds"),
    "basis of a ground": (put("answer", "grounds", 0, "basis", to=[]), "grounds"),
    "questions": (put("answer", "questions", to=["申请人.类型"]), "questions"),
    "a number withheld that nobody gave": (
        put("withheld", "申请人.证件号码", to="0" * 64),
        "withheld",
    ),
    "a withheld fact that does not exist": (put("withheld", "申请人.没有", to=None), "withheld"),
    "a truth withheld": (put("withheld", "承诺.已签字", to=None), "withheld"),
    "from_list emptied": (put("from_list", to=[]), "from_list"),
    "from_list with one more": (
        lambda data: data["from_list"].append("申请人.愿意承诺"),
        "from_list",
    ),
    "a fact that is not read": (put("facts", "承诺.已签字", to=True), "facts"),
    "the day once more among the facts": (put("facts", "办理.日期", to="2022-06-30"), "facts"),
    "a fact of the list taken away": (drop("facts", "证明.在清单内"), "facts"),
    "provisions emptied": (put("provisions", to={}), "provision"),
    "a provision taken away": (drop("provisions", FIRST), "provision"),
    "words of a provision": (
        put("provisions", FIRST, "means", to=f"sha256:{'0' * 64}"),
        "provision",
    ),
    "place of a provision": (put("provisions", FIRST, "locator", to="别处"), "provision"),
    "digest of the rules": (put("digests", "program", to=f"sha256:{'0' * 64}"), "program"),
    "digest of the item": (put("digests", "item", to=None), "item"),
    "version": (put("versions", "gaozhi", to="0.0.1"), "engine"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_field_that_was_altered_is_named(name):
    change, named = CHANGES[name]
    found = gaozhi.replay(altered(change), library())
    assert named in {one.what for one in found.differences}
    assert found.holds == (named == "engine")
    for one in found.differences:
        assert one.text
        json.dumps(one.to_dict(), ensure_ascii=False)


def test_a_provision_that_nothing_cites_is_named():
    kept = dict(issue().to_dict()["provisions"][FIRST])
    found = gaozhi.replay(altered(put("provisions", "QD-9.9", to=kept)), library())
    assert [(one.what, one.name) for one in found.differences] == [
        ("provision", "QD-9.9"),
        ("provision", "QD-9.9"),
    ]


CHANGEABLE = [path for path in places(issue().to_dict()) if path[0] not in ("digest", "signature")]


@given(st.sampled_from(CHANGEABLE))
def test_no_place_can_be_altered_and_hold(path):
    """But for the version, and for facts whose change leaves another sound case."""
    data = issue().to_dict()
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    new = {True: False, False: True}.get(old) if isinstance(old, bool) else None
    if new is None:
        new = old + 1 if isinstance(old, int) else f"{old or ''}甲"  # type: ignore[assignment]
    holder[path[-1]] = new
    del data["digest"], data["signature"]
    if path[0] == "receipt":
        with pytest.raises(gaozhi.GaozhiError):
            gaozhi.replay(Receipt(data), library())
        return
    try:
        found = gaozhi.replay(Receipt(data), library())
    except gaozhi.GaozhiError:
        return
    assert found.differences
    assert not found.holds or path == ("versions", "gaozhi")


def test_true_is_not_one():
    assert not gaozhi.replay(altered(put("facts", "申请人.愿意承诺", to=1)), library()).holds


@pytest.mark.parametrize(
    "change",
    [
        put("facts", "申请人.证件号码", to=CITIZEN),
        put("facts", "承诺.已签字", to=int(CITIZEN[:17])),
        put("jurisdiction", "name", to=f"启东市{CITIZEN}"),
        put("answer", "grounds", 0, "title", to=f"{CITIZEN[:6]} {CITIZEN[6:14]} {CITIZEN[14:]}"),
        put("withheld", CITIZEN, to=None),
        put("versions", "gaozhi", to=CITIZEN),
    ],
)
def test_a_receipt_with_an_identity_number_is_refused(change):
    receipt = issue()
    data = receipt.to_dict()
    del data["digest"], data["signature"]
    change(data)
    for use in (
        lambda: gaozhi.parse_receipt(Receipt(data).to_json()),
        lambda: gaozhi.replay(Receipt(data), library()),
    ):
        with pytest.raises(gaozhi.CaseError) as refused:
            use()
        assert [one.code for one in refused.value.diagnostics] == ["GZ629"]
        assert CITIZEN not in str(refused.value)


def test_a_signed_receipt_is_checked_with_its_key():
    receipt = gaozhi.parse_receipt(issue(KEY).to_json())
    found = gaozhi.replay(receipt, library(), key=KEY)
    assert (found.differences, found.unchecked) == ((), ())


def test_without_its_key_it_is_said_that_the_signature_was_not_checked():
    found = gaozhi.replay(issue(KEY), library())
    assert found.holds
    [said] = found.unchecked
    assert "签名没有核对" in said
    assert found.to_dict()["unchecked"] == [said]


def test_the_signature_is_an_hmac_of_the_whole_that_anybody_can_reckon():
    import hashlib
    import hmac

    data = issue(KEY).to_dict()
    del data["digest"]
    signature = data.pop("signature")
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    expected = hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()
    assert signature == f"hmac-sha256:{expected}"


@given(st.sampled_from([path for path in CHANGEABLE if path[0] != "receipt"]))
def test_with_the_key_no_place_can_be_altered_at_all(path):
    data = issue(KEY).to_dict()
    signature = data["signature"]
    del data["digest"], data["signature"]
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    old = holder[path[-1]]
    holder[path[-1]] = not old if isinstance(old, bool) else f"{old or ''}甲"
    with contextlib.suppress(gaozhi.GaozhiError):
        assert "signature" in what(Receipt(data, signature), key=KEY)


@pytest.mark.parametrize(
    "change",
    [
        put("withheld", "申请人.证件号码", to="0" * 64),
        put("withheld", to={}),
        # Another sound case: nothing but the signature can tell.
        drop("facts", "申请人.信用已修复"),
    ],
)
def test_what_no_law_can_tell_the_signature_tells(change):
    assert "signature" in what(altered(change, KEY), key=KEY)


def test_a_receipt_of_another_key_or_of_none_is_not_of_the_key():
    assert what(issue(bytes(range(1, 33))), key=KEY) == {"signature"}
    found = gaozhi.replay(issue(), library(), key=KEY)
    assert not found.holds
    assert [one.text for one in found.differences] == ["凭据没有签名，不能证明由持有密钥的人出具"]


def older_format(written, **more):
    """A receipt as an earlier format had it."""
    data = {**issue().to_dict(), "receipt": written, **more}
    del data["digest"], data["signature"]
    for ground in data["answer"]["grounds"]:
        del ground["decision"], ground["because"]
    return Receipt(data)


def first_format(**more):
    return older_format(1, **more)


def test_a_receipt_of_the_second_format_is_read_and_replayed():
    text = older_format(2).to_json()
    assert gaozhi.replay(gaozhi.parse_receipt(text), library()).holds
    with pytest.raises(gaozhi.ReceiptError):
        gaozhi.parse_receipt(older_format(3).to_json())


def test_a_receipt_of_the_first_format_is_read_and_replayed():
    text = first_format().to_json()
    assert "signature" not in json.loads(text)
    receipt = gaozhi.parse_receipt(text)
    assert receipt.digest == first_format().digest
    found = gaozhi.replay(receipt, library())
    assert (found.differences, found.unchecked) == ((), ())
    assert what(receipt, key=KEY) == {"signature"}


def test_of_the_first_format_it_is_said_that_its_hmac_cannot_be_checked():
    found = gaozhi.replay(first_format(withheld={"申请人.证件号码": "0" * 64}), library())
    assert found.holds
    assert "HMAC" in found.unchecked[0]


def test_an_hmac_without_a_signature_is_a_difference():
    """A key makes both; only a receipt of the first format had the one without the other."""
    data = issue(KEY).to_dict()
    del data["digest"], data["signature"]
    assert what(Receipt(data)) == {"withheld"}


@pytest.mark.parametrize("signature", ["", "hmac-sha256:0", 1, ["甲"], "0" * 64])
def test_what_is_no_signature_is_refused(signature):
    data = {**issue().to_dict(), "signature": signature}
    with pytest.raises(gaozhi.CaseError) as refused:
        gaozhi.parse_receipt(json.dumps(data, ensure_ascii=False))
    assert refused.value.diagnostics


@pytest.mark.parametrize(
    "key",
    ["0123456789abcdef", b"", b"fifteen bytes!!", b"k" * 32, b"ab" * 16, b"0101010101010101", 7],
    ids=["text", "empty", "short", "one byte", "two bytes", "two digits", "number"],
)
def test_a_key_that_could_be_guessed_signs_and_checks_nothing(key):
    for use in (lambda: issue(key), lambda: gaozhi.replay(issue(), library(), key=key)):
        with pytest.raises(gaozhi.CaseError) as refused:
            use()
        assert [one.code for one in refused.value.diagnostics] == ["GZ634"]


def test_a_receipt_cannot_be_written_to():
    receipt = issue(KEY)
    before = receipt.to_json()
    with pytest.raises(TypeError):
        receipt.data["decision"] = "别的"
    with pytest.raises(TypeError):
        receipt.data["facts"]["申请人.愿意承诺"] = False
    with pytest.raises(AttributeError):
        receipt.data["answer"]["possible"].append("可适用")
    with pytest.raises(AttributeError):
        receipt.signature = None
    assert receipt.to_json() == before


def test_what_a_caller_made_a_receipt_of_is_no_way_into_it():
    data = issue().to_dict()
    del data["digest"], data["signature"]
    receipt = Receipt(data)
    before = receipt.digest
    data["answer"]["possible"].clear()
    assert receipt.digest == before


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copied_receipt_is_the_same(again):
    receipt = issue(KEY)
    assert again(receipt) == receipt
    assert again(receipt).to_json() == receipt.to_json()
    found = gaozhi.replay(receipt, library())
    assert pickle.loads(pickle.dumps(found.differences)) == found.differences
