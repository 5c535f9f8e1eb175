"""An editor has words for every key, in Chinese, and for every name of the vocabulary."""

import re

import pytest
from pydantic import BaseModel

import gaozhi
from gaozhi.language import _catalog, _documents, _forms, _lists, _scenarios, _watch
from tests.authoring.schema.reading import validators

MODULES = (_catalog, _documents, _forms, _lists, _scenarios, _watch)
MODELS = {
    name: model
    for module in MODULES
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, BaseModel) and name != "Model"
}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_has_its_words(name):
    for key, info in MODELS[name].model_fields.items():
        assert re.search(r"[\u4e00-\u9fff]", info.description or ""), key
        assert not info.description.endswith("。"), key


def bundled():
    """Return the schemas of the bundle."""
    return {name: validator.schema for name, validator in validators().items()}


def test_a_fact_comes_with_its_question_its_type_and_its_api_name():
    schemas = bundled()
    rules = schemas["rules.schema.json"]["definitions"]
    said = rules["test.applicant.willing"]["description"]
    assert said == "申请人是否愿意以书面承诺代替提交这项证明？\n是非 · applicant.willing"
    assert schemas["case.schema.json"]["definitions"]["known.applicant.willing"]["description"] == (
        said
    )


def test_a_provision_is_offered_with_its_quote():
    cited = bundled()["rules.schema.json"]["definitions"]["cited"]["anyOf"]
    offered = {one.get("const"): one.get("description", "") for one in cited}
    assert "「在失信信息有效期届满前或者信用修复前不适用告知承诺制」" in offered["QD-2.7-4"]
    assert "national:GBF42-4-2" in offered


def test_only_what_an_author_can_cite_is_offered(tmp_path):
    folder = tmp_path / "rules" / "mouxian"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(
        "document: {title: 某县方案, issuer: 某县, issued: 2024-03-01}\nextends: national\n"
        "provisions: [{id: MX-1, locator: 一, quote: 甲, means: 乙}]\n",
        encoding="utf-8",
    )
    rules = gaozhi.schemas(tmp_path)["rules.schema.json"]
    names = {one.get("const") for one in rules["definitions"]["cited"]["anyOf"]} - {None}
    assert "MX-1" in names
    assert {name.partition(":")[0] for name in names if ":" in name} == {"national"}
    assert not any(name.startswith("QD-") for name in names)


def test_the_schemas_of_a_folder_with_faults_are_made_all_the_same(tmp_path):
    folder = tmp_path / "rules" / "mouxian"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("rules: {适用性: [{rule: 甲}]}\n", encoding="utf-8")
    assert gaozhi.schemas(tmp_path)["rules.schema.json"]["properties"]["rules"]


def test_an_item_is_offered_by_the_number_of_the_list_that_the_case_is_about():
    branches = bundled()["case.schema.json"]["allOf"]
    county = next(
        one for one in branches if "320681" in one["if"]["properties"]["jurisdiction"]["enum"]
    )
    offered = county["then"]["properties"]["item"]["anyOf"]
    assert {"const": 2, "description": "无犯罪记录证明（教师资格认定）"} in offered
