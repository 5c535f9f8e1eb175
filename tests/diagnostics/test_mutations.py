"""Whatever a file is turned into, a check says what is wrong with it, and never raises."""

import shutil
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gaozhi
from gaozhi.source import Severity, render
from tests.diagnostic_pages import ENGLISH
from tests.effort import examples
from tests.nodes import KEYS, ODD, at, places, put, read_plain, renamed, without, write
from tests.places import BASE, REPOSITORY


def files_of(folder):
    found = [*folder.glob("rules/**/*.yaml"), *folder.glob("catalogs/**/*.yaml")]
    return {file.relative_to(folder).as_posix(): read_plain(file) for file in sorted(found)}


FOLDERS = {"base": BASE, "bundled": REPOSITORY}


@cache
def sound(name):
    """Return the files of a folder as they are; read when a test wants them, not when it is collected."""
    return files_of(FOLDERS[name])


@cache
def nodes(name):
    return [(file, path) for file, data in sound(name).items() for path in places(data)]


@st.composite
def spoilt(draw, name):
    """Some files of a folder, each with nodes replaced, dropped or renamed."""
    changed = {}
    for _ in range(draw(st.integers(1, 3))):
        file, path = draw(st.sampled_from(nodes(name)))
        data = changed.get(file, sound(name)[file])
        if path not in set(places(data)):
            continue
        match draw(st.sampled_from(["odd", "other", "other", "drop", "rename"])):
            case "odd":
                changed[file] = put(data, path, draw(st.sampled_from(ODD)))
            case "other":
                elsewhere, there = draw(st.sampled_from(nodes(name)))
                changed[file] = put(data, path, at(sound(name)[elsewhere], there))
            case "drop":
                changed[file] = without(data, path)
            case _:
                changed[file] = renamed(data, path, draw(st.sampled_from(KEYS)))
    return changed


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A copy of each folder, to be spoilt and mended again."""
    copies = {}
    for name, source in FOLDERS.items():
        copies[name] = tmp_path_factory.mktemp(name)
        for part in ("rules", "catalogs"):
            shutil.copytree(source / part, copies[name] / part)
    return copies


def check_spoilt(folder, changed, name):
    try:
        for file, data in changed.items():
            write(data, folder / file)
        report = gaozhi.check(folder, bundled=False)
    finally:
        for file in changed:
            write(sound(name)[file], folder / file)
    for diagnostic in report.diagnostics:
        assert diagnostic.span is None or diagnostic.span.file in report.sources
        assert not ENGLISH.search(f"{diagnostic.message}；{diagnostic.help}"), str(diagnostic)
    assert render(report.diagnostics, report.sources, colour=False, width=60) or report.sound
    if not report.sound:
        errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
        assert any(d.span is not None for d in errors) or {d.code for d in errors} == {"GZ515"}


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(changed=spoilt("base"))
def test_the_small_folder_with_any_nodes_replaced(folders, changed):
    check_spoilt(folders["base"], changed, "base")


@settings(max_examples=examples(5), suppress_health_check=[HealthCheck.too_slow])
@given(changed=spoilt("bundled"))
def test_the_bundled_folder_with_any_nodes_replaced(folders, changed):
    check_spoilt(folders["bundled"], changed, "bundled")
