"""What a first page of a county takes to load, compressed, with everything on it."""

import gzip
import json
import random
import re
import shutil
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
import yaml

from gaozhi import load
from gaozhi.site._assets import assets
from gaozhi.site._citations import Citations
from gaozhi.site._county import pages_of
from gaozhi.site._site import Site
from tests.places import REPOSITORY

FIRST = ("index.html", "ask.html")
MOST = 60_000
ROWS = 100


def names_like(names, lot):
    """Yield names without end in which two characters follow each other as in some names."""
    following = {}
    for one in names:
        for before, after in pairwise(f"^{one}$"):
            following.setdefault(before, []).append(after)
    while True:
        made = "^"
        while made[-1] != "$" and len(made) < 30:
            made += lot.choice(following[made[-1]])
        yield made.strip("^$")


@pytest.fixture(scope="module")
def of_a_hundred(tmp_path_factory):
    """Return 启东市 with a list of a hundred certificates: its own, and as many like them."""
    folder = tmp_path_factory.mktemp("hundred")
    rules, unwanted = REPOSITORY / "rules" / "qidong", shutil.ignore_patterns("scenarios")
    shutil.copytree(rules, folder / "rules" / "qidong", ignore=unwanted)
    (folder / "catalogs").mkdir()
    text = (REPOSITORY / "catalogs" / "qidong.yaml").read_text(encoding="utf-8")
    head = text.partition("\nitems:")[0]
    items, lot = yaml.safe_load(text)["items"], random.Random(7)
    certificates = names_like([one["certificate"] for one in items], lot)
    matters = names_like([one["matter"] for one in items], lot)
    for number in range(len(items) + 1, ROWS + 1):
        own = {"certificate": f"{next(certificates)}{number}", "matter": next(matters)}
        items.append({**lot.choice(items[:50]), "number": number, **own})
    rows = [f"  - {json.dumps(one, ensure_ascii=False)}" for one in items]
    written = "\n".join([head, "items:", *rows, ""])
    (folder / "catalogs" / "qidong.yaml").write_text(written, encoding="utf-8")
    return load(folder)


@pytest.mark.parametrize("name", ["启东市", "台儿庄区", "一百项的"])
def test_a_first_page_is_small_with_all_that_it_loads(name, library, of_a_hundred):
    whole = of_a_hundred if name == "一百项的" else library
    county = whole["启东市" if name == "一百项的" else name]
    site = Site(whole, asks=True)
    written: dict[str, str | bytes] = dict(assets())
    for path, content in pages_of(site, county, Citations(site, county)):
        written[path] = content
        if path.startswith(f"{county.id}/documents/"):
            break  # What a first page loads has been made.
    for page in FIRST:
        text = written[f"{county.id}/{page}"]
        assert isinstance(text, str)
        named = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', text)
        paths = [str(PurePosixPath(county.id, one)) for one in named]
        loaded = [written[path.replace(f"{county.id}/../", "")] for path in paths]
        assert len(loaded) >= 2
        files = [one.encode() if isinstance(one, str) else one for one in (text, *loaded)]
        size = sum(len(gzip.compress(one, 9)) for one in files)
        assert size <= MOST, (page, size)
