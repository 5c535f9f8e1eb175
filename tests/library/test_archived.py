"""The rules of a receipt are found again in a folder of bundles, however much has changed since."""

import json
import shutil

import pytest

import gaozhi
from tests.builders import write_files
from tests.bundles import built, key_pair, rewrite
from tests.command import runner
from tests.counties import county
from tests.places import BASE

RULES = "rules/demo/rules.yaml"


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """An archive of two years, the receipt of an answer of the first, and the folder of now."""
    place = tmp_path_factory.mktemp("years")
    now = shutil.copytree(BASE, place / "folder")
    archive = place / "archive" / "示范县"
    archive.mkdir(parents=True)
    built(archive / "2021.gaozhi", now)
    receipt = gaozhi.load(now, bundled=False)["示范县"].decide({"申请人.愿意承诺": False}).receipt()
    text = (now / RULES).read_text(encoding="utf-8")
    (now / RULES).write_text(text.replace("不在清单内,", "清单之外,"), encoding="utf-8")
    built(archive / "2024.gaozhi", now)
    built(place / "now.gaozhi", now)
    (place / "r.json").write_text(receipt.to_json(), encoding="utf-8")
    return place


@pytest.fixture
def place(years, tmp_path):
    """A copy of them, to be spoilt."""
    return shutil.copytree(years, tmp_path / "years")


@pytest.fixture
def run(capfd, monkeypatch):
    return runner(capfd, monkeypatch)


def receipt_of(place):
    return gaozhi.read_receipt(place / "r.json")


def refused(call):
    with pytest.raises(gaozhi.BundleError) as caught:
        call()
    return [one.code for one in caught.value.diagnostics]


def test_an_answer_holds_under_the_rules_that_gave_it_and_not_under_those_of_now(years):
    receipt = receipt_of(years)
    found = gaozhi.find_archived(receipt, years / "archive")
    assert found.path.name == "2021.gaozhi"
    assert found.unread == ()
    then = gaozhi.replay(receipt, found.library)
    assert then.holds
    assert then.differences == ()
    now = gaozhi.replay(receipt, gaozhi.load(years / "folder", bundled=False))
    assert not now.holds


def test_a_bundle_that_cannot_be_used_is_passed_over_and_told(place):
    archive = place / "archive"
    (archive / "0.gaozhi").mkdir()
    (archive / "1.gaozhi").write_bytes(b"")
    shutil.copy(archive / "示范县" / "2021.gaozhi", archive / "2.gaozhi")
    data = bytearray((archive / "2.gaozhi").read_bytes())
    data[200] ^= 1  # a part, which is read only when it is asked for
    (archive / "2.gaozhi").write_bytes(data)
    found = gaozhi.find_archived(receipt_of(place), archive)
    assert found.path.name == "2021.gaozhi"
    assert [one.code for one in found.unread] == ["GZ714", "GZ715"]


def test_a_program_that_is_not_read_as_it_was_written_is_not_taken_for_it(place):
    """The index may say what it likes: the digest is reckoned from what was read."""
    archive = place / "archive" / "示范县"
    wanted = receipt_of(place).data["digests"]["program"]
    (archive / "2021.gaozhi").unlink()

    def claim(about, parts):
        for row in about["jurisdictions"]:
            if row[0] == "demo":
                row[3] = wanted

    rewrite(archive / "2024.gaozhi", claim)
    assert refused(lambda: gaozhi.find_archived(receipt_of(place), archive)) == ["GZ718", "GZ713"]


def test_of_several_the_one_with_the_same_calendar_is_taken(place):
    archive = place / "archive" / "示范县"

    def other_days(about, parts):
        calendars = gaozhi.load(archive / "2021.gaozhi").calendars
        name = calendars["china"].name
        parts["calendars"]["parts"][parts["calendars"]["parts"].index(name)] = "另一种日历"

    shutil.copy(archive / "2021.gaozhi", archive / "2020.gaozhi")
    rewrite(archive / "2020.gaozhi", other_days)
    other = gaozhi.load(archive / "2020.gaozhi")["示范县"].calendar.digest
    same = other == gaozhi.load(archive / "2021.gaozhi")["示范县"].calendar.digest
    found = gaozhi.find_archived(receipt_of(place), archive)
    assert found.path.name == ("2020.gaozhi" if same else "2021.gaozhi")
    (archive / "2021.gaozhi").unlink()
    assert gaozhi.find_archived(receipt_of(place), archive).path.name == "2020.gaozhi"


def test_an_archive_that_does_not_hold_it_is_refused(place, tmp_path):
    receipt = receipt_of(place)
    (place / "archive" / "示范县" / "2021.gaozhi").unlink()
    (place / "archive" / "坏.gaozhi").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    for folder, wanted in (
        (place / "archive", ["GZ718", "GZ714"]),
        (tmp_path / "empty", ["GZ718"]),
        (tmp_path / "no", ["GZ701"]),
        (place / "r.json", ["GZ704"]),
        (3, ["GZ622"]),
    ):
        assert refused(lambda one=folder: gaozhi.find_archived(receipt, one)) == wanted
    with pytest.raises(gaozhi.CaseError, match="receipt"):
        gaozhi.find_archived({}, place / "archive")


def test_an_archive_may_be_trusted_by_its_signatures(place):
    private, public = key_pair(place)
    archive = place / "archive"
    receipt = receipt_of(place)
    assert refused(lambda: gaozhi.find_archived(receipt, archive, trusted=[public])) == [
        "GZ718",
        "GZ716",
        "GZ716",
    ]
    built(archive / "signed.gaozhi", BASE, key=private)
    found = gaozhi.find_archived(receipt, archive, trusted=[public])
    assert found.path.name == "signed.gaozhi"
    assert [one.code for one in found.unread] == []  # the search ended there


# On the command line


def test_verify_says_both_results(place, run):
    """The status is that of the rules of then."""
    (place / "archive" / "1.gaozhi").write_bytes(b"")
    asked = (
        "verify",
        place / "r.json",
        "--archive",
        place / "archive",
        "--rules",
        place / "now.gaozhi",
    )
    done = run(*asked)
    assert done.status == 0, done.err
    then, now = done.out.split("依现在的规则")
    assert "2021.gaozhi" in then
    assert "一致\n" in then
    assert "不一致" not in then
    assert "规则有变动" in now
    assert "GZ714" in done.err


def test_verify_says_both_results_as_data(place, run):
    archive = ("--archive", place / "archive", "--json")
    data = json.loads(
        run("verify", place / "r.json", *archive, "--rules", place / "now.gaozhi").out
    )
    assert data["then"]["holds"]
    assert data["then"]["bundle"].endswith("2021.gaozhi")
    assert not data["now"]["holds"]
    assert data["unread"] == []
    # What is bundled knows no such county.
    data = json.loads(run("verify", place / "r.json", *archive).out)
    assert data["then"]["holds"]
    assert data["now"]["problem"]["errors"][0]["code"] == "GZ611"
    done = run("verify", place / "r.json", "--archive", place / "archive")
    assert done.status == 0
    assert "GZ611" in done.out


def test_a_receipt_that_was_altered_does_not_hold_under_the_rules_of_then(place, run):
    data = receipt_of(place).to_dict()
    del data["digest"], data["signature"]
    data["answer"]["outcome"] = "可适用"
    altered = place / "altered.json"
    altered.write_text(gaozhi.Receipt(data).to_json(), encoding="utf-8")
    done = run("verify", altered, "--archive", place / "archive", "--rules", place / "now.gaozhi")
    assert done.status == 1
    assert "结论不同" in done.out.split("依现在的规则")[0]


def test_a_command_line_makes_a_bundle_and_asks_for_its_signature(tmp_path, run):
    private, public = key_pair(tmp_path)
    _, other = key_pair(tmp_path, "other")
    bundle, folder = tmp_path / "a.gaozhi", write_files(tmp_path / "folder", county("jia"))
    done = run("build", folder, "-o", bundle, "--sign", private)
    assert done.status == 0, done.err
    assert "7 个地区" in done.out
    assert "已签名" in done.out
    listed = run("items", "启东市", "--rules", bundle, "--trusted", other, "--trusted", public)
    assert listed.status == 0
    assert listed.out == run("items", "启东市").out
    for asked, code in (
        (("items", "启东市", "--rules", bundle, "--trusted", other), "GZ716"),
        (("items", "启东市", "--rules", folder, "--trusted", public), "GZ716"),
        (("items", "启东市", "--trusted", public), "GZ716"),
        (("due", "2025-01-06", "3工作日", "--trusted", public), "GZ716"),
        (("items", "启东市", "--rules", bundle, "--trusted", private), "GZ717"),
        (("check", bundle), "GZ704"),
        (("test", "--rules", bundle), "GZ704"),
        (("build", folder, "-o", bundle), "GZ548"),
    ):
        done = run(*asked)
        assert (done.status, code in done.err) == (2, True), (asked, done.err, done.out)
    done = run("build", "-o", bundle, "--force", "--json")
    assert '"signed": false' in done.out


def test_a_call_that_cannot_be_meant_is_refused(tmp_path, run):
    for asked in (
        ("build", BASE),
        ("build", BASE, "--rules", BASE, "-o", tmp_path / "a.gaozhi"),
        ("provisions", "--coverage", "--trusted", "key.pem"),
    ):
        done = run(*asked)
        assert done.status == 2, asked
        assert done.err
    assert list(tmp_path.iterdir()) == []
