"""No schema cries wolf: whatever the library takes, an editor takes."""

import pytest
from jsonschema import Draft7Validator

from gaozhi.authoring.schema import KINDS
from tests.authoring.schema.reading import faults, kind, root_of, validators
from tests.diagnostic_pages import lay, read_page
from tests.guide_pages import FOLDER, blocks_of, lay_all
from tests.places import BASE, EXAMPLES, REPOSITORY

CITIES = EXAMPLES / "jurisdictions"
"""Laid over what is bundled: with schemas of its own."""
BUNDLED = [
    path
    for folder in ("rules", "catalogs", "examples")
    for path in sorted((REPOSITORY / folder).rglob("*.yaml"))
    if path.parent.name != "stories"  # told by a program of their own
    and CITIES not in path.parents
]
PAGES = sorted((REPOSITORY / "docs" / "authors").glob("*.md"))
CODES = [path.stem for path in sorted((REPOSITORY / "docs" / "diagnostics").glob("GZ*.md"))]


def name_of(path):
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("kind_name", sorted(KINDS))
def test_a_schema_is_one_of_draft_07(kind_name):
    schema = validators()[KINDS[kind_name].file].schema
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("path", BUNDLED, ids=name_of)
def test_a_bundled_file_has_a_schema_and_follows_it(path):
    root = root_of(path.read_bytes(), name_of(path))
    assert kind(name_of(path), root) is not None
    assert faults(name_of(path), root, validators()) == []


def test_the_files_of_cities_follow_the_schemas_of_their_folder():
    known = validators(CITIES)
    for path in CITIES.rglob("*.yaml"):
        name = path.relative_to(CITIES).as_posix()
        root = root_of(path.read_bytes(), name)
        assert kind(name, root) is not None
        assert faults(name, root, known) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_files_of_a_page_for_authors_follow_the_schemas_of_their_folder(page, tmp_path):
    blocks = blocks_of(page)
    lay_all(blocks, tmp_path)
    (tmp_path / FOLDER / "rules").mkdir(parents=True, exist_ok=True)
    known = validators(tmp_path / FOLDER)
    for block in blocks:
        if block.language == "yaml" and not block.is_mistake:
            assert faults(block.name, root_of(block.text, block.name), known) == []


@pytest.mark.parametrize("code", CODES)
def test_the_right_examples_of_a_diagnostic_follow_the_schemas(code, tmp_path):
    files = read_page(code).files("对")
    adds_words = any(name.startswith("rules/vocabulary") for name in files) and len(files) > 1
    folder = lay(files, tmp_path / "folder") if adds_words else BASE
    known = validators(folder, bundled=False)
    for name, text in files.items():
        assert faults(name, root_of(text, name), known) == []


NAMES_OF_ONES_OWN = """
document: {title: 某县方案, issuer: 某县, issued: 2024-03-01}
extends: 上级尚未写好
provisions:
  - {id: X-1, locator: 一, quote: 甲, means: 乙, restates: [尚未写好的规则]}
define: {尚未用到: 申请人.愿意承诺}
rules:
  适用性:
    - {rule: 甲, replaces: 尚未写好, title: 甲, when: 尚未定义, then: 不适用, basis: [尚未抄录]}
    - {removes: 尚未写好, basis: X-1}
  核查方式:
    - {rule: 乙, after: 尚未写好, title: 乙, then: 现场核查, basis: national:尚未抄录}
duties:
  - {duty: 丙, actor: 甲, act: 乙, within: 三个工作日内, from: 作出承诺, met_by: 核查结论, instead_of: 尚未写好, basis: X-1}
"""


def test_names_that_an_author_gives_are_offered_and_not_enforced():
    """A schema of yesterday does not know what was written today."""
    name = "rules/mouxian/a.yaml"
    assert faults(name, root_of(NAMES_OF_ONES_OWN, name), validators()) == []


@pytest.mark.parametrize(
    "written",
    [
        "jurisdiction: 尚未写好的县\nitem: 999\ndecision: applicability\n",
        "jurisdiction: 启东市\nitem: {certificate: 甲, matter: 乙}\n",
        "jurisdiction: 启东市\nfacts: {applicant.willing: true, 申请人: {能够承诺: null}, applicant: {kind: 法人}}\n",
        '{"jurisdiction": "qidong", "facts": {"申请人.失信信息有效期届满日": "无固定期限"}}',
    ],
)
def test_a_case_may_be_written_in_every_way_that_is_read(written):
    assert faults("案件.yaml", root_of(written, "案件.yaml"), validators()) == []
