"""The plugin of pytest: scenario files are tests, in any folder."""

import subprocess
import sys

import pytest

from tests.places import REPOSITORY

CALL = ["-m", "pytest", "-p", "gaozhi_pytest", "-p", "no:cacheprovider", "-v", "--rootdir"]
TEXT = """
scenarios:
  - {name: 平常, expect: {outcome: 可适用}}
  - {name: 错的, expect: {outcome: 不适用}}
"""


@pytest.fixture
def suite(tmp_path):
    """Run pytest on the folder, with nothing of this repository's configuration."""

    folder = tmp_path / "over"
    folder.mkdir()

    def run(*arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, *CALL, str(folder), *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={"PYTHONPATH": str(REPOSITORY), "PYTHONUTF8": "1", "PATH": ""},
        )
        return ended.stdout + ended.stderr

    return run


def test_every_scenario_is_a_test_and_a_difference_is_shown(over, suite):
    over(TEXT)
    shown = suite()
    assert "1 failed, 1 passed" in shown
    assert "期望：不适用" in shown
    assert "实际：可适用" in shown
    assert "Traceback" not in shown


def test_what_cannot_be_read_fails_and_the_others_run(over, suite):
    over("scenarios:\n  - {name: 没有期望}\n  - {name: 平常, expect: {outcome: 可适用}}\n")
    shown = suite()
    assert "1 failed, 1 passed" in shown
    assert "GZ560" in shown


def test_a_file_elsewhere_is_answered_by_the_bundle_or_by_the_folder_named(over, suite):
    text = (
        "jurisdiction: 启东市\nscenarios:\n  - {name: 一, facts: {}, expect: {outcome: 待补充}}\n"
    )
    folder = over(TEXT)
    (folder / "试").mkdir()
    (folder / "试/一.scenarios.yaml").write_text(text, encoding="utf-8")
    assert "1 passed" in suite("试")
    (folder / "试/一.scenarios.yaml").write_text(text.replace("启东市", "某县"), encoding="utf-8")
    assert "GZ611" in suite("试")
    (folder / "catalogs").mkdir()
    catalog = "county: 某县\nid: mouxian\nrules: national\ncalendar: china\nlist: not_at_hand\n"
    (folder / "catalogs/mouxian.yaml").write_text(catalog, encoding="utf-8")
    assert "1 passed" in suite("试", "-o", "gaozhi_rules=.")


def test_unsound_rules_are_an_error_of_collection(over, suite):
    folder = over(TEXT)
    (folder / "rules/qidong/rules.yaml").write_text("rules: {适用性: [{rule: 甲}]}\n", "utf-8")
    shown = suite()
    assert "1 error" in shown
    assert "GZ202" in shown


def test_a_suite_without_scenarios_loads_nothing_of_gaozhi(over, suite):
    folder = over("scenarios: []\n", name="别")
    (folder / "test_own.py").write_text(
        "import sys\n\ndef test_own():\n    assert not [n for n in sys.modules if n.startswith('gaozhi.')]\n"
    )
    assert "1 passed" in suite("test_own.py")
