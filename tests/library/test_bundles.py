"""A bundle answers as the folder that it was made of; what is wrong with one is never half used."""

import os
import pickle
import shutil
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

import gaozhi
from gaozhi.source.signatures import signer
from tests.builders import write_files
from tests.bundles import built, key_pair, rewrite
from tests.counties import WRONG, county
from tests.places import BASE, REPOSITORY


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A bundle of the small folder, which nothing changes."""
    return built(tmp_path_factory.mktemp("bundles") / "a.gaozhi")


@pytest.fixture
def bundle(made, tmp_path):
    """A copy of it, to be spoilt."""
    return shutil.copy(made, tmp_path / "a.gaozhi")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return key_pair(tmp_path_factory.mktemp("keys"))


def refused(call):
    with pytest.raises(gaozhi.BundleError) as caught:
        call()
    return [one.code for one in caught.value.diagnostics]


# As a folder answers


def test_a_bundle_answers_as_its_folder(made):
    folder, bundle = gaozhi.load(BASE, bundled=False), gaozhi.load(made)
    assert list(bundle) == list(folder)
    assert bundle.calendars == folder.calendars
    assert bundle.problems == {}
    for id_, one in bundle.items():
        other = folder[id_]
        assert one is bundle[one.name]
        assert one.digest == other.digest
        assert one.program == other.program
        assert one.calendar.digest == other.calendar.digest
        for decision in one.vocabulary.decisions:
            assert one.decide({}, decision).to_dict() == other.decide({}, decision).to_dict()


def test_a_folder_is_laid_over_what_is_bundled(tmp_path):
    folder = tmp_path / "folder"
    xinjiang = (REPOSITORY / "catalogs" / "calendars" / "xinjiang.yaml").read_text(encoding="utf-8")
    own = xinjiang.replace("calendar: xinjiang", "calendar: own")
    files = county("jia") | {"catalogs/calendars/own.yaml": own}
    gaozhi.build_bundle(write_files(folder, files), tmp_path / "a.gaozhi")
    found, expected = gaozhi.load(tmp_path / "a.gaozhi"), gaozhi.load(folder, strict=False)
    assert list(found) == list(expected)
    for id_ in ("jia", "qidong"):
        assert found[id_].digest == expected[id_].digest
    assert {i: c.digest for i, c in found.calendars.items()} == {
        i: c.digest for i, c in expected.calendars.items()
    }


def test_a_decision_that_only_another_jurisdiction_knows_is_answered_alike(tmp_path):
    place = REPOSITORY / "examples" / "jurisdictions"
    gaozhi.build_bundle(place, tmp_path / "a.gaozhi")
    bundle, folder = gaozhi.load(tmp_path / "a.gaozhi"), gaozhi.load(place, strict=False)
    assert list(bundle) == list(folder)
    known = {name for one in folder.values() for name in one.vocabulary.decisions}
    foreign = known - set(folder["启东市"].vocabulary.decisions)
    assert foreign
    for decision in foreign:
        answers = [one["启东市"].decide({}, decision).to_dict() for one in (bundle, folder)]
        assert answers[0] == answers[1]
    with pytest.raises(gaozhi.UnknownDecision):
        bundle["启东市"].decide({}, "没有的判断")


def test_every_process_writes_the_same_bytes(tmp_path):
    code = "import gaozhi, sys; gaozhi.build_bundle(None, sys.argv[1])"
    for seed in "12":
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
        path = tmp_path / f"{seed}.gaozhi"
        subprocess.run([sys.executable, "-c", code, path], check=True, env=environment)
    assert (tmp_path / "1.gaozhi").read_bytes() == (tmp_path / "2.gaozhi").read_bytes()


def test_a_decision_of_a_bundle_imports_neither_yaml_nor_pydantic(made):
    code = (
        "import gaozhi, sys; gaozhi.load(sys.argv[1])['示范县'].decide({}).explain();"
        "print(sorted({'yaml', 'pydantic', 'cryptography'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1"}
    said = subprocess.check_output([sys.executable, "-c", code, made], env=environment)
    assert said.strip() == b"[]"


def test_a_library_of_a_bundle_travels(made):
    found = pickle.loads(pickle.dumps(gaozhi.load(made)))
    assert found["示范县"].digest == gaozhi.load(made)["示范县"].digest


# Made whole or not at all


def test_a_folder_with_an_error_makes_no_bundle(tmp_path):
    folder = write_files(tmp_path / "folder", county("jia") | county("yi", WRONG))
    with pytest.raises(gaozhi.CatalogError) as caught:
        gaozhi.build_bundle(folder, tmp_path / "a.gaozhi")
    assert "不知道" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_error_in_a_file_that_is_no_countys_makes_no_bundle(tmp_path):
    files = county("jia") | {"catalogs/more/jia.yaml": "county: 丙县\n"}
    with pytest.raises(gaozhi.CatalogError, match="GZ516"):
        gaozhi.build_bundle(write_files(tmp_path / "folder", files), tmp_path / "a.gaozhi")
    assert not (tmp_path / "a.gaozhi").exists()


def test_an_existing_file_is_replaced_only_by_force(tmp_path):
    path = tmp_path / "a.gaozhi"
    path.write_bytes(b"kept")
    assert refused(lambda: built(path)) == ["GZ548"]
    assert path.read_bytes() == b"kept"
    done = gaozhi.build_bundle(BASE, path, bundled=False, force=True)
    assert (done.path, done.size, done.signed) == (path, path.stat().st_size, False)
    assert done.jurisdictions == len(gaozhi.load(path))
    assert [one.name for one in tmp_path.iterdir()] == ["a.gaozhi"]


def test_a_file_that_came_into_being_meanwhile_is_kept(tmp_path):
    path = tmp_path / "a.gaozhi"

    def meanwhile(_done, _total):
        path.write_bytes(b"kept")

    assert refused(lambda: built(path, on_progress=meanwhile)) == ["GZ548"]
    assert path.read_bytes() == b"kept"
    assert [one.name for one in tmp_path.iterdir()] == ["a.gaozhi"]


def test_progress_says_how_many_are_done(tmp_path):
    told = []
    built(tmp_path / "a.gaozhi", on_progress=lambda done, total: told.append((done, total)))
    total = len(gaozhi.load(tmp_path / "a.gaozhi"))
    assert told == [(done, total) for done in range(1, total + 1)]


def test_what_cannot_be_built_is_refused(tmp_path):
    target = tmp_path / "a.gaozhi"
    (tmp_path / "empty").mkdir()
    for folder, wanted in ((tmp_path / "no", "GZ701"), (tmp_path / "empty", "GZ701")):
        with pytest.raises(gaozhi.CatalogError, match=wanted):
            gaozhi.build_bundle(folder, target)
    assert refused(lambda: gaozhi.build_bundle(BASE, tmp_path / "no" / "a.gaozhi")) == ["GZ548"]
    assert refused(lambda: gaozhi.build_bundle(BASE, tmp_path)) == ["GZ548"]
    assert refused(lambda: gaozhi.build_bundle(BASE, 3)) == ["GZ622"]
    assert refused(lambda: gaozhi.build_bundle(BASE, target, on_progress=3)) == ["GZ622"]
    built(target)
    with pytest.raises(gaozhi.CatalogError, match="GZ704"):
        gaozhi.build_bundle(target, tmp_path / "b.gaozhi")
    assert not (tmp_path / "b.gaozhi").exists()


# What nobody wrote is refused


def drop(*names):
    def change(about, parts):
        for name in names:
            del about[name]

    return change


@pytest.mark.parametrize(
    "change",
    [
        drop("jurisdictions"),
        drop("decisions"),
        drop("gaozhi"),
        lambda about, parts: about.update(jurisdictions=[["demo"]]),
        lambda about, parts: about.update(jurisdictions=3),
        lambda about, parts: about.update(decisions=3),
    ],
)
def test_an_index_that_is_not_a_bundles_is_refused(bundle, change):
    rewrite(bundle, change)
    assert refused(lambda: gaozhi.load(bundle)) == ["GZ713"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda parts: parts["programs/demo"]["records"]["Rule"].append("more"), "GZ713"),
        (lambda parts: parts["programs/demo"].update(format="gaozhi.records/2"), "GZ713"),
        (lambda parts: parts["programs/demo"]["parts"].pop(), "GZ713"),
        (lambda parts: parts.update({"programs/demo": []}), "GZ713"),
        (lambda parts: parts.pop("programs/demo"), "GZ715"),
    ],
)
def test_a_program_that_cannot_be_read_refuses_its_jurisdiction_alone(bundle, change, wanted):
    rewrite(bundle, lambda about, parts: change(parts))
    library = gaozhi.load(bundle)
    for _ in range(2):
        assert refused(lambda: library["示范县"]) == [wanted]
    others = [id_ for id_ in library if id_ != "demo"]
    assert all(library[id_].name for id_ in others)


def test_the_program_of_another_jurisdiction_is_refused(bundle):
    def swap(about, parts):
        about["jurisdictions"][0][1] = "别的县"

    rewrite(bundle, swap)
    assert refused(lambda: gaozhi.load(bundle)["别的县"]) == ["GZ713"]


@pytest.mark.parametrize("wrong", [{}, [], {"records": {}, "parts": [1]}])
def test_calendars_that_cannot_be_read_are_refused(bundle, wrong):
    rewrite(bundle, lambda about, parts: parts.update(calendars=wrong))
    library = gaozhi.load(bundle)
    assert library["示范县"].decide({}).outcome
    assert refused(lambda: library.calendars) == ["GZ713"]


# Whom one trusts


def test_a_bundle_that_somebody_trusted_has_signed_is_loaded(tmp_path, keys):
    private, public = keys
    path = built(tmp_path / "a.gaozhi", key=private)
    assert built(tmp_path / "b.gaozhi", key=private).read_bytes() == path.read_bytes()
    _, other = key_pair(tmp_path, "other")
    for trusted in ([public], [other, str(public)], [public.read_bytes()]):
        assert gaozhi.load(path, trusted=trusted)["示范县"].name == "示范县"
    # Who does not ask is not refused.
    assert gaozhi.load(path)["示范县"].name == "示范县"
    assert refused(lambda: gaozhi.load(path, trusted=[other])) == ["GZ716"]


def test_a_signature_of_other_contents_is_refused(tmp_path, keys):
    private, public = keys
    one = built(tmp_path / "a.gaozhi", key=private)
    other = tmp_path / "b.gaozhi"
    shutil.copy(one, other)
    signature = one.read_bytes()[-202:]
    rewrite(other, lambda about, parts: about.update(more=1))
    other.write_bytes(other.read_bytes() + signature)
    assert gaozhi.load(other)["示范县"].name
    assert refused(lambda: gaozhi.load(other, trusted=[public])) == ["GZ716"]


def test_a_signature_under_anothers_name_is_refused(tmp_path, keys):
    private, public = keys
    forger, _ = key_pair(tmp_path, "forger")
    path = built(tmp_path / "a.gaozhi", key=private)
    owner = signer(private)(b"")[0]
    rewrite(path, lambda about, parts: None, lambda head: (owner, signer(forger)(head)[1]))
    assert refused(lambda: gaozhi.load(path, trusted=[public])) == ["GZ716"]


def test_what_is_not_signed_is_refused_where_a_signature_is_asked_for(made, keys):
    _, public = keys
    for folder in (made, BASE, None):
        assert refused(lambda one=folder: gaozhi.load(one, trusted=[public])) == ["GZ716"]


def test_a_key_that_is_none_is_refused(tmp_path, keys, made):
    private, public = keys
    elliptic, of_it = key_pair(tmp_path, "elliptic", curve=ec.SECP256R1())
    locked, _ = key_pair(tmp_path, "locked", password=b"secret")
    large = tmp_path / "large.pem"
    large.write_bytes(b"-" * 20_000)
    for key in (public, elliptic, locked, large, made, tmp_path / "no.pem", tmp_path):
        target = tmp_path / "b.gaozhi"
        assert refused(lambda one=key, to=target: built(to, key=one)) == ["GZ717"], key
        assert not target.exists()
    for key in (private, of_it, large, made, tmp_path / "no.pem", b"", b"-----BEGIN"):
        assert refused(lambda one=key: gaozhi.load(made, trusted=[one])) == ["GZ717"], key
    assert refused(lambda: gaozhi.load(made, trusted=[])) == ["GZ717"]
    assert refused(lambda: gaozhi.load(made, trusted=[3])) == ["GZ622"]
    assert refused(lambda: gaozhi.load(made, trusted=public)) == ["GZ622"]
    assert refused(lambda: built(tmp_path / "b.gaozhi", key=3)) == ["GZ622"]


def test_without_the_extra_what_is_missing_is_named(tmp_path, made, keys, monkeypatch):
    private, public = keys
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    for call in (
        lambda: built(tmp_path / "a.gaozhi", key=private),
        lambda: gaozhi.load(made, trusted=[public]),
    ):
        with pytest.raises(gaozhi.BundleError, match="signed") as caught:
            call()
        assert [one.code for one in caught.value.diagnostics] == ["GZ547"]
    assert gaozhi.load(made)["示范县"].name
