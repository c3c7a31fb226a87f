"""Names in ledgers: the city's own name is folded, unknown ones wait, and every locality gets its part."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import NotPermitted, Unknown
from caseflow.domain.terms import UnitKind
from caseflow.services.importing import import_ledger
from caseflow.services.record import record
from caseflow.services.streams import city_heads, read_city
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.ledgers.makers import PETITION_HEADINGS, TASK_HEADINGS, task, xlsx
from tests.makers import work_on
from tests.services.importer import DAY, OFFICE, TASKS, bring, case_of, codes, counts, inspect, words_of

UNITS = [*TASK_HEADINGS, "配合部门", "责任单位", "验收单位"]


def test_a_unit_is_known_by_every_name_and_with_the_citys_name_before_it(city: Engine) -> None:
    rows = [
        task(1, "四平市住房和城乡建设局、市住建局", "四平市铁东区", "四平市 生态环境局"),
        task(2, "", "铁东区人民政府", "市生态环境局"),
    ]
    assert codes(bring(inspect(city), xlsx([UNITS, *rows]))) == []
    first, second = case_of(city, "SP2022-T01").parties, case_of(city, "SP2022-T02").parties
    assert first.cooperating == ("zjj",)
    assert (first.responsible, first.locality, first.acceptance_unit) == (("tiedong",), "tiedong", "sthjj")
    assert (second.responsible, second.locality, second.acceptance_unit) == (("tiedong",), "tiedong", "sthjj")


def test_a_unit_is_known_by_its_past_name_and_by_a_name_mapped_to_it(city: Engine) -> None:
    bring(inspect(city), xlsx([UNITS, task(1, "市环委会")]))
    with work_on(city, DAY, OFFICE) as work:
        record(work, "city", "rename_unit", {"code": "slj"}, texts={"name": "四平市水务局"})
        record(work, "city", "map_name", {"code": "name-1", "unit": "sthjj"})
    assert codes(bring(city, xlsx([UNITS, task(2, "四平市水利局、市环委会、市水务局")]))) == ["unknown_unit"]
    assert case_of(city, "SP2022-T02").parties.cooperating == ("slj", "sthjj", "name-2")


def test_an_unknown_name_is_recorded_once_and_warned_of_on_every_cell(city: Engine) -> None:
    rows = [task(1, "市环委会", "某某公司"), task(2, "四平市市环委会", "铁东区")]
    outcome = bring(inspect(city), xlsx([UNITS, *rows]))
    assert [(m.row, m.column, m.facts["name"]) for m in outcome.warnings] == [
        (2, "责任单位", "某某公司"),
        (2, "配合部门", "市环委会"),
        (3, "配合部门", "四平市市环委会"),
    ]
    again = bring(city, xlsx([UNITS, task(3, "市环委会")]))
    assert codes(again) == ["unknown_unit"]
    assert case_of(city, "SP2022-T03").parties.cooperating == ("name-2",)
    assert case_of(city, "SP2022-T01").parties.locality == "siping"
    with looking(city) as session:
        sizes = {name: size for name, (size, _) in city_heads(session).items()}
        units = read_city(session, sizes).units
        assert verify(session).faults == ()
    waiting = [unit.code for unit in units.values() if unit.kind is UnitKind.UNCONFIRMED]
    assert waiting == ["name-1", "name-2"]


def test_an_area_is_a_locality_the_city_itself_or_waits(city: Engine) -> None:
    numbered = [["A1", "问题", "四平市铁西区"], ["A2", "问题", "市辖区"], ["A3", "问题", "公主岭市"]]
    numbered.append(["A4", "问题", "市水利局"])
    outcome = bring(inspect(city), xlsx([PETITION_HEADINGS, *numbered]), "petitions")
    assert [(m.row, m.code) for m in outcome.warnings if m.code == "unknown_area"] == [
        (4, "unknown_area"),
        (5, "unknown_area"),
    ]
    found = [case_of(city, number).parties.locality for number in ("A1", "A2", "A3", "A4")]
    assert found == ["tiexi", "siping", "name-1", None]


@pytest.mark.parametrize(
    "name", ["各县（市、区）", "各县(市)区", "各县（市、区）人民政府", "各县（市、区）党委政府"]
)
def test_every_locality_gets_a_part_with_the_words_of_the_whole(city: Engine, name: str) -> None:
    outcome = bring(inspect(city), xlsx([UNITS, task(1, "", name)]))
    whole = case_of(city, "SP2022-T01")
    assert codes(outcome) == []
    assert (whole.parties.locality, whole.parties.responsible) == ("siping", ())
    parts = [case_of(city, key.removeprefix("SP2022/")) for key in whole.links.parts]
    assert [part.parties.locality for part in parts] == ["tiedong", "tiexi", "lishu", "shuangliao", "yitong"]
    assert words_of(city, parts[0].number) == words_of(city, "SP2022-T01")
    assert bring(city, xlsx([UNITS, task(1, "", name)])).unchanged == 1
    with looking(city) as session:
        assert verify(session).faults == ()


def test_further_lead_units_are_co_leads(city: Engine) -> None:
    rows = [[1, "问题", "目标", "2023年底前", "市水利局牵头，市财政局、市公安局配合"]]
    rows.append([2, "问题", "目标", "2023年底前", "市水利局、市财政局"])
    assert codes(bring(inspect(city), xlsx([TASK_HEADINGS, *rows]))) == ["co_lead"]
    one, two = case_of(city, "SP2022-T01").parties, case_of(city, "SP2022-T02").parties
    assert (one.lead_unit, one.co_leads, one.cooperating) == ("slj", (), ("czj", "gaj"))
    assert (two.lead_unit, two.co_leads) == ("slj", ("czj",))


def test_the_inspection_must_be_named_where_several_are_open(city: Engine) -> None:
    with pytest.raises(Unknown, match=r"inspection.none_open"):
        bring(city, TASKS)
    inspect(city)
    inspect(city, "JL2024")
    with pytest.raises(Unknown, match=r"inspection.not_named"):
        bring(city, TASKS)
    with pytest.raises(Unknown, match=r"inspection.unknown"):
        bring(city, TASKS, inspection="X")
    bring(city, TASKS, inspection="JL2024")
    assert case_of(city, "JL2024-T30", "JL2024").ordinal == 30


def test_only_the_office_imports(city: Engine) -> None:
    inspect(city)
    with pytest.raises(NotPermitted, match=r"denied.role"), work_on(city, DAY, CLOCK) as work:
        import_ledger(work, TASKS, "tasks")


def test_an_ended_unit_s_name_means_its_only_successor_and_reads_back_unchanged(city: Engine) -> None:
    with work_on(inspect(city), DAY, OFFICE) as work:
        record(work, "city", "end_unit", {"code": "slj", "on": "2023-04-01", "successors": ["zjj"]})
        record(work, "city", "end_unit", {"code": "tiedong", "on": "2023-04-04", "successors": ["tiexi"]})
        record(work, "city", "end_unit", {"code": "lcj", "on": "2023-04-05", "successors": ["zjj"]})
    old = xlsx([UNITS, task(1, "市水利局、市林草局", "铁东区")])
    outcome = bring(city, old)
    assert sorted(m.facts["name"] for m in outcome.warnings if m.code == "unit_succeeded") == [
        "市水利局",
        "铁东区",
    ]
    parties = case_of(city, "SP2022-T01").parties
    assert (parties.cooperating, parties.responsible, parties.locality) == (
        ("zjj", "lcj"),
        ("tiexi",),
        "tiexi",
    )
    assert counts(bring(city, old)) == (0, 1, 0, 0)
    assert counts(bring(city, xlsx([UNITS, task(1, "市住建局、市林草局", "铁西区")]))) == (0, 1, 0, 0)


def test_of_a_unit_that_was_split_only_the_cell_is_kept(city: Engine) -> None:
    with work_on(inspect(city), DAY, OFFICE) as work:
        record(work, "city", "end_unit", {"code": "slj", "on": "2023-04-01", "successors": ["zjj", "lcj"]})
        record(
            work,
            "city",
            "end_unit",
            {"code": "tiedong", "on": "2023-04-01", "successors": ["tiexi", "lishu"]},
        )
    outcome = bring(city, xlsx([UNITS, task(1, "市水利局", "铁东区")]))
    assert codes(outcome) == ["unit_split", "unit_split"]
    parties = case_of(city, "SP2022-T01").parties
    assert (parties.cooperating, parties.responsible) == ((), ())
    assert words_of(city, "SP2022-T01")["cell.cooperating"] == "市水利局"


def test_every_locality_means_those_that_stand_today(city: Engine) -> None:
    with work_on(inspect(city), DAY, OFFICE) as work:
        record(work, "city", "end_unit", {"code": "tiedong", "on": "2023-04-04", "successors": ["tiexi"]})
        record(work, "city", "end_unit", {"code": "lishu", "on": "2023-04-05", "successors": ["tiexi"]})
    bring(city, xlsx([UNITS, task(1, "", "各县（市、区）")]))
    found = [case_of(city, key.partition("/")[2]) for key in case_of(city, "SP2022-T01").links.parts]
    assert [part.parties.locality for part in found] == ["tiexi", "lishu", "shuangliao", "yitong"]
