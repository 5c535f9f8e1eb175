"""What is installed: in known bounds for users, in one version for development."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.places import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_USERS = [*PROJECT["dependencies"]]
FOR_USERS += [
    one for extra in ("cli", "office", "signed", "testing", "watch") for one in EXTRAS[extra]
]
FOR_DEVELOPMENT = [*FOR_USERS, *(one for one in EXTRAS["dev"] if not one.startswith("gaozhi"))]
LOCKED = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)$",
        (REPOSITORY / "requirements" / "dev.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}


@pytest.mark.parametrize("written", FOR_USERS)
def test_what_users_install_has_a_first_and_a_last_version(written):
    bounds = {one.operator for one in Requirement(written).specifier}
    assert bounds == {">=", "<"}


@pytest.mark.parametrize("written", FOR_DEVELOPMENT)
def test_what_is_installed_for_development_has_one_version_within_the_bounds(written):
    wanted = Requirement(written)
    assert LOCKED[canonicalize_name(wanted.name)] in wanted.specifier


def test_the_lock_holds_nothing_but_versions():
    lines = (REPOSITORY / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in entries)
    assert len(entries) == len(LOCKED)


def test_everything_that_make_installs_is_locked():
    """But for the environment in which `make lock` finds the versions."""
    text = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if "$(PIP) install" in line]
    assert len(installs) == 7
    assert all("$(LOCKED)" in line for line in installs)
