"""What becomes of every provision: carried by what, restating what, not computed, or orphaned."""

from gaozhi.compiler import compile_chain
from gaozhi.language import read_catalog, read_rules, read_vocabulary
from gaozhi.model import Carrier, CarrierKind, Fate
from gaozhi.source import Diagnostics
from tests.builders import VOCABULARY, jurisdiction, source

ROOT = [
    """
    document: {number: 根文, title: 根文件, issuer: 某机关, issued: 2020-01-01}
    provisions: [{id: R-1, locator: 一, quote: 根, means: 根}]
    duties: [{duty: 上级的义务, actor: 机关, act: 做, untimed: true, basis: R-1}]
    """,
    """
    rules:
      强:
        - {rule: 上级的规则, title: 甲, when: 甲.一, then: 上, basis: R-1}
        - {rule: 强其余, title: 其余, otherwise: true, then: 下, basis: R-1}
      表:
        - {rule: 上级的一行, title: 乙, when: 甲.一, then: 上, basis: R-1}
        - {rule: 表其余, title: 其余, otherwise: true, then: 下, silent: true}
    """,
]
PROVISIONS = """
document: {number: 县文, title: 县文件, issuer: 某县, issued: 2024-01-01}
extends: root
provisions:
  - {id: X-1, locator: 一, quote: 一, means: 一}
  - {id: X-2, locator: 二, quote: 二, means: 二, restates: [上级的规则, 上级的义务]}
  - {id: X-3, locator: 三, quote: 三, means: 三, not_computed: 只作号召}
  - {id: X-4, locator: 四, quote: 四, means: 四, restates: 上级的规则}
"""
RULES = """
define:
  县里的定义: {when: 甲.二, basis: [X-1]}
rules:
  强:
    - {rule: 县里的规则, title: 丙, when: 县里的定义, then: 中, basis: [X-1, X-4, root:R-1]}
  集:
    - each: {上: X-1}
  表:
    - {removes: 上级的一行, basis: X-1}
duties:
  - {duty: 县里的义务, actor: 县局, act: 做, untimed: true, basis: X-1}
forms:
  - {form: 县里的文书, title: 文书, status: 供参考, basis: X-1, body: [{text: 正文}]}
wording: {vague: [若干], basis: X-1}
watch:
  - {watch: 县里的预警, title: 甲, alert: 核对, events: {甲: {event: 到达}, 乙: {event: 回复, same: case}}, basis: X-1}
"""
CATALOG = """
county: 某县
id: demo
rules: level1
calendar: china
list: {title: 清单, published: 2024-01-01, basis: X-1}
presumes: {facts: {事项.急: true}, basis: X-1}
responsible: {organs: [县局], basis: X-1}
list_form: {title: 清单样表, columns: [序号], basis: X-1}
directory: {title: 协助清单, basis: X-1}
directory_form: {title: 协助样表, columns: [序号], basis: X-1}
"""


def accounts_of(catalog=CATALOG, rules=RULES):
    county = jurisdiction(ROOT, [PROVISIONS, rules], catalog=catalog)
    return {account.provision.id: account for account in county.provisions}


def test_everything_that_may_carry_a_provision_does():
    assert set(accounts_of()["X-1"].carriers) == {
        Carrier(CarrierKind.DEFINITION, "县里的定义"),
        Carrier(CarrierKind.RULE, "县里的规则", "强"),
        Carrier(CarrierKind.RULE, "集·上", "集"),
        Carrier(CarrierKind.REMOVAL, "上级的一行", "表"),
        Carrier(CarrierKind.DUTY, "县里的义务"),
        Carrier(CarrierKind.LIST, "清单"),
        Carrier(CarrierKind.PRESUMES, "某县"),
        Carrier(CarrierKind.RESPONSIBLE, "某县"),
        Carrier(CarrierKind.LIST_FORM, "清单样表"),
        Carrier(CarrierKind.DIRECTORY, "协助清单"),
        Carrier(CarrierKind.DIRECTORY_FORM, "协助样表"),
        Carrier(CarrierKind.FORM, "县里的文书"),
        Carrier(CarrierKind.WORDING, "level1"),
        Carrier(CarrierKind.WATCH, "县里的预警"),
    }
    assert {carrier.kind for carrier in accounts_of()["X-1"].carriers} == set(CarrierKind)


def test_what_a_provision_restates_is_told_apart_by_decision_and_duty():
    account = accounts_of()["X-2"]
    assert account.carriers == ()
    assert account.restates == (
        Carrier(CarrierKind.RULE, "上级的规则", "强"),
        Carrier(CarrierKind.DUTY, "上级的义务"),
    )


def test_each_provision_has_one_fate():
    fates = {id_: account.fate for id_, account in accounts_of().items()}
    assert fates == {
        "X-1": Fate.CARRIED,
        "X-2": Fate.RESTATING,
        "X-3": Fate.NOT_COMPUTED,
        "X-4": Fate.CARRIED,
    }


def test_the_provisions_are_the_county_s_own_in_their_order():
    assert list(accounts_of()) == ["X-1", "X-2", "X-3", "X-4"]


def test_the_reason_for_not_computing_stands_beside_the_provision():
    assert accounts_of()["X-3"].to_dict()["not_computed"] == "只作号召"


def test_a_parent_does_not_carry_for_its_county_nor_the_county_for_its_parent():
    parent = {account.provision.id: account for account in jurisdiction(ROOT).provisions}
    names = {carrier.name for carrier in parent["R-1"].carriers}
    assert names == {"上级的义务", "上级的规则", "上级的一行", "强其余"}


def test_an_orphan_is_told_though_nothing_loads():
    problems = Diagnostics()
    words = read_vocabulary([source(VOCABULARY, "rules/vocabulary.yaml")], problems)
    chain = [
        read_rules(
            id_,
            [source(text, f"rules/{id_}/{n}.yaml") for n, text in enumerate(texts)],
            Diagnostics(),
        )
        for id_, texts in (("root", ROOT), ("level1", [PROVISIONS]))
    ]
    bare = CATALOG.split("list:")[0] + "list: not_at_hand\n"
    catalog = read_catalog(source(bare, "catalogs/demo.yaml"), problems)
    compiled = compile_chain(chain, catalog, words, problems)
    assert compiled.program is None
    assert [problem.code for problem in problems] == ["GZ503"]
    fates = {account.provision.id: account.fate for account in compiled.accounts}
    assert fates["X-1"] is Fate.ORPHANED
    assert fates["X-4"] is Fate.RESTATING


def test_what_becomes_of_a_provision_is_no_part_of_the_digest():
    other = PROVISIONS.replace("只作号召", "只提要求")
    first = jurisdiction(ROOT, [PROVISIONS, RULES], catalog=CATALOG)
    second = jurisdiction(ROOT, [other, RULES], catalog=CATALOG)
    assert first.provisions != second.provisions
    assert first.digest == second.digest
