"""The page on forms has every key, in its tables and in an example."""

import re

import pytest
from pydantic import BaseModel

from gaozhi.language import _forms as models
from tests.guide_pages import blocks_of
from tests.places import REPOSITORY

PAGE = REPOSITORY / "docs" / "authors" / "forms.md"


def keys():
    return {
        info.alias or name
        for model in vars(models).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, info in model.model_fields.items()
    }


@pytest.mark.parametrize("kind", ["reference", "examples"])
def test_every_key_of_a_form_is_in_the_table_and_in_an_example(kind):
    if kind == "reference":
        text = PAGE.read_text(encoding="utf-8").partition("## 速查")[2]
        written = set(re.findall(r"`(\w+)`", text))
    else:
        yaml = "\n".join(b.text for b in blocks_of(PAGE) if b.language == "yaml")
        written = set(re.findall(r"(\w+):(?=\s)", yaml))
    # A form that takes the place of a parent's is shown by what is bundled.
    assert sorted(keys() - written - ({"replaces"} if kind == "examples" else set())) == []
