"""A container gives back what was put in, and nothing of one that was cut off or altered."""

import io
import os
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaozhi.errors import BundleError
from gaozhi.source.container import Container, ContainerWriter, is_container

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
PARTS = st.dictionaries(st.text(min_size=1, max_size=8), DATA, max_size=4)


def signed(head):
    return b"k" * 32, b"s" * 64


def written(parts, about=None, sign=None):
    file = io.BytesIO()
    writer = ContainerWriter(file)
    for name, data in parts.items():
        writer.add(name, data)
    writer.finish(about or {}, sign)
    return file.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("containers") / "a.gaozhi"


def opened(path, data):
    path.write_bytes(data)
    return Container(path)


def everything(path, data):
    container = opened(path, data)
    return container.about, {name: container.part(name) for name in container._parts}


def code(path, data):
    with pytest.raises(BundleError) as caught:
        everything(path, data)
    (found,) = caught.value.diagnostics
    return found.code


@given(PARTS, st.dictionaries(st.text(), DATA, max_size=3))
def test_what_is_put_in_comes_out(path, parts, about):
    data = written(parts, about)
    assert everything(path, data) == (about, parts)
    assert data == written(parts, about)


def test_a_signature_is_read_but_vouches_for_nothing_here(path):
    data = written({"甲": 1}, sign=signed)
    container = opened(path, data)
    assert container.signature == signed(b"")
    assert data.startswith(container.head)
    assert opened(path, written({"甲": 1})).signature is None


@pytest.mark.parametrize("sign", [None, signed])
def test_every_beginning_is_refused_as_one(path, sign):
    data = written({"甲": [1, "二"], "乙": {}}, sign=sign)
    whole = len(written({"甲": [1, "二"], "乙": {}}))
    for length in range(len(data)):
        if length == whole:  # all but the signature is a whole container that is not signed
            continue
        assert code(path, data[:length]) == ("GZ712" if 0 < length < 14 else "GZ714"), length


@pytest.mark.parametrize("sign", [None, signed])
def test_no_byte_can_be_altered(path, sign):
    data = written({"甲": [1, "二"], "乙": {}}, sign=sign)
    keys = len(written({"甲": [1, "二"], "乙": {}})) + len("ed25519 ")
    for place in range(len(data)):
        spoilt = bytearray(data)
        spoilt[place] ^= 1
        if place >= keys and spoilt[place] in b"0123456789abcdef":
            # Another key or signature, well formed: whoever asks for a signature will refuse it.
            assert opened(path, bytes(spoilt)).signature != signed(b"")
        else:
            assert code(path, bytes(spoilt)) in ("GZ712", "GZ713", "GZ714", "GZ715"), place


def test_nothing_can_be_added(path):
    assert code(path, written({"甲": 1}) + b"x" * 300) == "GZ715"
    assert code(path, written({"甲": 1}) + b"ed25519 " + b"g" * 194) == "GZ715"
    assert code(path, written({"甲": 1}, sign=signed) + b"\n") == "GZ715"


def test_another_format_is_named(path):
    data = written({}).replace(b"gaozhi.bundle/1", b"gaozhi.bundle/2", 1)
    with pytest.raises(BundleError, match="格式是 2"):
        opened(path, data)


def of_index(index):
    file = io.BytesIO()
    writer = ContainerWriter(file)
    place, length, digest = writer._put(index)
    head = f"gaozhi.bundle/1 {place:016} {length:016} {digest}\n".encode()
    return head + file.getvalue()[len(head) :]


@pytest.mark.parametrize(
    "index",
    [
        {},
        [],
        None,
        {"parts": []},
        {"parts": {}},
        {"parts": {}, "about": []},
        {"parts": {"甲": 1}, "about": {}},
        {"parts": {"甲": [0, 10, ""]}, "about": {}},
        {"parts": {"甲": [115, -1, ""]}, "about": {}},
        {"parts": {"甲": [115, 10**9, ""]}, "about": {}},
        {"parts": {"甲": [10**30, 1, ""]}, "about": {}},
        {"parts": {"甲": [115, 2, None]}, "about": {}},
    ],
)
def test_an_index_that_nobody_wrote_is_refused(path, index):
    assert code(path, of_index(index)) == "GZ715"


@pytest.mark.parametrize("text", ["", "no json", "[" * 100_000, "\xff", "9" * 10_000], ids=range(5))
def test_a_part_that_is_no_json_is_refused(path, text, monkeypatch):
    packed = zlib.compress(text.encode("latin-1"))
    monkeypatch.setattr(zlib, "compress", lambda *_: packed)
    file = io.BytesIO()
    writer = ContainerWriter(file)
    writer.add("甲", 1)
    monkeypatch.undo()
    writer.finish({})
    assert code(path, file.getvalue()) == "GZ715"


def test_a_part_that_unpacks_to_too_much_is_refused(path, monkeypatch):
    data = written({"甲": "0" * 10_000})
    monkeypatch.setattr("gaozhi.source.container._LARGEST", 9_999)
    assert code(path, data) == "GZ715"
    with pytest.raises(ValueError, match="too large"):
        written({"甲": "0" * 10_000})


def test_a_part_that_is_not_there_is_refused(path):
    container = opened(path, written({"甲": 1}))
    assert "甲" in container
    assert "乙" not in container
    with pytest.raises(BundleError, match="乙"):
        container.part("乙")


def test_what_takes_the_place_of_an_open_container_is_another(tmp_path):
    path = tmp_path / "a.gaozhi"
    container = opened(path, written({"甲": 1}))
    new = tmp_path / "b.gaozhi"
    new.write_bytes(written({"甲": 2}))
    new.replace(path)
    assert container.part("甲") == 1
    assert Container(path).part("甲") == 2


def test_threads_read_one_container_together(path, monkeypatch):
    parts = {str(number): [number] * 500 for number in range(40)}
    for missing in (False, True):
        if missing:  # as on Windows
            monkeypatch.delattr("os.pread", raising=False)
        container = opened(path, written(parts))
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(container.part, [*parts] * 5)) == [*parts.values()] * 5


def test_what_is_meant_to_be_a_container(tmp_path):
    (tmp_path / "folder.gaozhi").mkdir()
    (tmp_path / "a").write_bytes(written({}))
    (tmp_path / "b").write_bytes(b"rules: {}")
    assert is_container(tmp_path / "a")
    assert is_container(tmp_path / "nowhere.gaozhi")
    os.mkfifo(tmp_path / "pipe.gaozhi")
    for name in ("b", "nowhere", "folder.gaozhi", "pipe.gaozhi", "\0"):
        assert not is_container(tmp_path / name)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    for path, wanted in (
        (tmp_path / "no.gaozhi", "GZ703"),
        (tmp_path / "a\0.gaozhi", "GZ702"),
        (tmp_path, "GZ702"),
    ):
        with pytest.raises(BundleError) as caught:
            Container(path)
        assert [one.code for one in caught.value.diagnostics] == [wanted]
