"""A form made out for many items at once is the form that is made out for each."""

import io
import zipfile

import docx
import pytest

from gaozhi.documents._series import Series
from tests.situations import library

COUNTY = library()["启东市"]
DAY = COUNTY.document.since


def words(data):
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.fixture(scope="module")
def series():
    (form,) = [one for one in COUNTY.forms if one.name == "告知承诺书"]
    document = COUNTY.render(form.name, {}, item=2, on=DAY, blank=True)
    return Series(COUNTY.name, form, document)


@pytest.mark.parametrize("number", [1, 2, 18, 50])
def test_the_words_are_those_of_the_item(series, number):
    item = COUNTY.items[number - 1]
    alone = COUNTY.render("告知承诺书", {}, item=number, on=DAY, blank=True).docx()
    assert words(series.docx(item)) == words(alone)


def test_the_same_item_gives_the_same_bytes_and_a_file_without_faults(series):
    made = series.docx(COUNTY.items[6])
    assert made == series.docx(COUNTY.items[6])
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


def test_no_style_of_a_table_that_is_not_used_is_carried_along(series):
    made = docx.Document(io.BytesIO(series.docx(COUNTY.items[0])))
    assert {one.name for one in made.styles if one.type == 3} == {"Normal Table", "Table Grid"}
    names = zipfile.ZipFile(io.BytesIO(series.docx(COUNTY.items[0]))).namelist()
    assert not [one for one in names if "thumbnail" in one or "Effects" in one]
