"""Counties that stand on the bundled baseline: a folder of a few small files each."""

COUNTY = "county: {name}\nid: {id}\nrules: {id}\ncalendar: {calendar}\nlist: not_at_hand\n"
DOCUMENT = """
document: {{title: {name}方案, issuer: {name}, issued: 2021-06-01, in_force: {{from: 2021-06-01}}}}
extends: national
provisions:
  - {{id: P-1, locator: 一, quote: 都不实行, means: 都不实行}}
"""
RULES = "rules:\n  适用性:\n    - {rule: 都不实行, title: 都不实行, then: 不适用, basis: [P-1]}\n"
NAMES = {"jia": "甲县", "yi": "乙县"}


def county(id_, rules=RULES, calendar="china"):
    """The files of a county that stands on the bundled baseline."""
    name = NAMES[id_]
    return {
        f"catalogs/{id_}.yaml": COUNTY.format(name=name, id=id_, calendar=calendar),
        f"rules/{id_}/provisions.yaml": DOCUMENT.format(name=name),
        f"rules/{id_}/rules.yaml": rules,
    }


WRONG = RULES.replace("then: 不适用", "then: 不知道")
