"""In a fresh clone an editor finds all that it needs: the schemas, and the way from file to schema."""

import json
import re
import shutil

import pytest
from jsonschema import Draft7Validator

from tests.places import BASE, REPOSITORY

FILES = [
    *(path for folder in ("rules", "catalogs") for path in (REPOSITORY / folder).rglob("*.yaml")),
    *(REPOSITORY / "examples").glob("*.yaml"),
]


def test_the_schemas_and_the_modelines_are_as_the_rules_are_now(run, monkeypatch):
    """`make schemas` writes them anew."""
    monkeypatch.chdir(REPOSITORY)
    result = run("schema", ".", "--modelines", "--cases", "examples", "--check")
    assert (result.status, result.out) == (0, "schemas 和各文件的首行都是新的。\n")


def test_a_folder_of_rules_among_the_cases_is_left_to_schemas_of_its_own(run, tmp_path):
    case = "jurisdiction: 启东市\nfacts: {}\n"
    for path in (
        "cases/甲.yaml",
        "cases/他乡/rules/乙/乙.scenarios.yaml",
        "cases/丙/rules/丙.yaml",
    ):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(case, encoding="utf-8")
    (tmp_path / "cases" / "他乡" / "catalogs").mkdir()
    shutil.copytree(BASE, tmp_path / "own")
    assert run("schema", tmp_path / "own", "--cases", tmp_path / "cases").status == 0
    headed = [p.name for p in tmp_path.glob("cases/**/*.yaml") if p.read_text("utf-8") != case]
    assert sorted(headed) == ["丙.yaml", "甲.yaml"]


def test_every_file_leads_both_editors_to_the_schema_of_its_kind():
    for path in FILES:
        first, second, *_ = path.read_text(encoding="utf-8").splitlines()
        way = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)[1]
        assert second == f"# $schema: {way}"
        schema = (path.parent / way).resolve()
        assert schema.parent == REPOSITORY / "schemas"
        assert schema.is_file()


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "schemas").iterdir()), ids=lambda path: path.name
)
def test_every_schema_is_a_schema_of_draft_07_in_chinese(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert re.search(r"[\u4e00-\u9fff]", schema["title"])
