import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from caseflow.domain.errors import BadInput, Unknown
from caseflow.domain.rulebook import RuleSource
from caseflow.domain.terms import Step, UnitKind
from caseflow.rulebooks.loader import shipped
from caseflow.rulebooks.units import shipped_units, units_in
from caseflow.words.rulebook import grounds_in_words, value_in_words
from caseflow.words.say import say

RULES = shipped("siping")[0]
UNITS = shipped_units("siping")
FILE = files("caseflow.rulebooks") / "siping" / "2023.1.toml"
PAGE = Path(__file__).parents[2] / "docs" / "rulebooks.md"

# The documents the city handed over with its request.
SEEDS = {
    "beijing-2018-accountability",
    "changchun-2021-annual-assessment",
    "hunchun-2021-responsibility-plan",
    "linjiang-environmental-duties",
    "siping-2023-rectification-plan",
}

# Every unit and area named in the city's ledgers of tasks and petitions.
LEDGER_NAMES = """
市委组织部 市委宣传部 市委党校 市委督查室 市政府督查室 市委机构编制委员会办公室 市督察整改办
市农业农村局 市畜牧业管理局 市住房和城乡建设局 市水利局 市生态环境局 四平市生态环境局
市发展和改革委员会 市城市管理行政执法局 市自然资源局 市林业和草原局 市财政局 市公安局
市供销合作社联合社 市市场监督管理局 市工业和信息化局 市卫生健康委员会 市商务局 市机关事务管理局
市生态环境保护综合行政执法支队 市生态环境监测站 吉林省第一生态环境保护督察组 梨树县人民政府
双辽市人民政府 伊通满族自治县人民政府 铁西区人民政府 铁东区人民政府 梨树县 双辽市 伊通满族自治县
铁西区 铁东区 市辖区 四平市生态环境局梨树县分局 四平市生态环境局铁西区分局
四平市生态环境局铁东区分局 四平市生态环境局双辽市分局 四平市生态环境局伊通满族自治县分局
铁东区城市管理行政执法局 铁西区城市管理行政执法局 梨树县城市管理行政执法局 双辽市城市管理行政执法局
伊通满族自治县城市管理行政执法局 铁东区自然资源局 铁西区自然资源局 梨树县自然资源局
双辽市自然资源局 伊通满族自治县自然资源局 铁东区水利局 铁西区水利局 梨树县水利局 双辽市水利局
伊通满族自治县水利局 铁东区住房和城乡建设局 铁西区住房和城乡建设局 梨树县住房和城乡建设局
双辽市住房和城乡建设局 铁东区执法局
"""


def test_every_value_says_what_it_is_for_and_where_it_comes_from() -> None:
    sources = {"seed": "依据文件", "published": "参照公开", "assumed": "系统默认"}
    for rule in RULES.rules.values():
        assert grounds_in_words(rule).startswith(f"{rule.meaning_zh}〔{sources[rule.source]}")


def test_every_code_in_a_value_has_its_word() -> None:
    codes = re.compile(r"[a-z_]{2,}")
    said = {key: value_in_words(rule) for key, rule in RULES.rules.items()}
    assert {key: text for key, text in said.items() if codes.search(text)} == {}


def test_a_seed_value_cites_a_document_the_city_gave_and_its_clause() -> None:
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert tables["documents"].keys() <= SEEDS
    seeded = [rule for rule in RULES.rules.values() if rule.source is RuleSource.SEED]
    titles = tuple(tables["documents"].values())
    assert seeded
    assert all(rule.ref.startswith(titles) and rule.ref not in titles for rule in seeded)


def test_no_value_cites_an_address() -> None:
    assert not re.search(r"https?:|www\.|\.cn\b", FILE.read_text(encoding="utf-8"))


def test_the_steps_and_the_five_criteria_are_those_of_the_plan() -> None:
    assert RULES.codes("steps.order") == (Step.ACCEPTANCE, Step.NOTICE, Step.SIGNATURES)
    assert [rule.key for rule in RULES.criteria()] == [
        "criterion.measures",
        "criterion.penalties",
        "criterion.effect",
        "criterion.likewise",
        "criterion.lasting",
    ]


def test_every_type_in_the_ledgers_is_known_and_a_unit_in_its_place_is_not() -> None:
    types = RULES.synonyms("vocabulary.types")
    written = ["固体废物", "生态破坏", "油烟", "大气", "其他", "水", "噪声", "垃圾", "扬尘", "土壤"]
    assert set(written) <= types.keys()
    assert len(set(types.values())) == 12
    assert "铁东区执法局" not in types


def test_the_usual_petition_number_is_told_from_others() -> None:
    pattern = re.compile(RULES.words("inspection.petition_number"))
    assert pattern.fullmatch("SPD20220926001")
    assert pattern.fullmatch("SPX20220908001")
    assert not pattern.fullmatch("FT20230822001")


def test_the_page_asks_the_office_about_assumed_values_only() -> None:
    questions = PAGE.read_text(encoding="utf-8").split("## What the office should confirm")[1]
    asked = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", questions))
    assert asked
    assert {RULES.rules[key].source for key in asked} == {RuleSource.ASSUMED}


@pytest.mark.parametrize("name", LEDGER_NAMES.split())
def test_every_unit_a_ledger_names_is_one_unit(name: str) -> None:
    assert len([unit.code for unit in UNITS.values() if name in unit.names]) == 1


def test_the_city_has_five_localities_and_itself() -> None:
    assert [unit.code for unit in UNITS.values() if unit.kind is UnitKind.CITY] == ["siping"]
    localities = [unit.name for unit in UNITS.values() if unit.kind is UnitKind.LOCALITY]
    assert localities == ["铁东区", "铁西区", "梨树县", "双辽市", "伊通满族自治县"]


def test_a_unit_works_for_the_locality_above_it_or_the_one_it_names() -> None:
    assert UNITS["tiexi-slj"].locality == "tiexi"
    assert UNITS["sthjj-lishu"].locality == "lishu"
    assert UNITS["jcz"].locality == "siping"
    assert UNITS["dcz1"].locality is None


def test_everybody_below_the_city_has_a_parent() -> None:
    orphans = [unit.kind for unit in UNITS.values() if unit.parent is None]
    assert set(orphans) == {UnitKind.CITY, UnitKind.HIGHER}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[city", "units.unreadable"),
        ('[town]\na = { name = "A" }', "units.unreadable"),
        ('city = "A"', "units.unreadable"),
        ('[city]\nA = { name = "A" }', "units.malformed"),
        ("[city]\na = { }", "units.malformed"),
        ('[city]\na = { name = "A", colour = "red" }', "units.malformed"),
        ('[city]\na = { name = "A", aliases = "B" }', "units.malformed"),
        ('[city]\na = { name = "A", since = "2023" }', "units.malformed"),
        ('[city]\na = { name = "A" }\n[department]\na = { name = "B" }', "units.malformed"),
        ('[department]\na = { name = "A", parent = "b" }', "units.unknown_unit"),
        ('[city]\na = { name = "A" }\nb = { name = "B", aliases = ["A"] }', "units.name_twice"),
    ],
)
def test_a_bad_file_of_units_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        units_in("siping/units.toml", text.encode())
    (reason,) = refused.value.reasons
    assert reason.code == code
    assert "siping/units.toml" in say(reason.code, reason.facts)


def test_a_city_without_units_is_unknown() -> None:
    for city in ("atlantis", "china", "../siping"):
        with pytest.raises(Unknown):
            shipped_units(city)
