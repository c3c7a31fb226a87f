"""A ledger that goes out comes back as unchanged, whatever its cells hold."""

import string
from contextlib import suppress
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from caseflow.domain.case.parts import Parties
from caseflow.domain.phrases import DuePhrase
from caseflow.domain.terms import Channel, Kind, Source
from caseflow.ledgers.columns import PETITION_COLUMNS, TASK_COLUMNS, Layout
from caseflow.services.exporting import export_ledger
from caseflow.services.filing import NewCase, NewMeasure, file_case
from caseflow.services.importing import import_ledger
from caseflow.services.naming import names_on
from caseflow.services.opening import open_inspection
from caseflow.services.record import seal
from caseflow.services.texts import read_texts
from caseflow.services.viewing import look
from caseflow.transaction import looking
from tests.ledgers.makers import TASK_HEADINGS, petitions, task, tasks, xlsx
from tests.makers import work_on
from tests.services.importer import (
    BATCH19,
    DAY,
    INSPECTION,
    OFFICE,
    PETITIONS,
    PLAN,
    TASKS,
    TakenBack,
    bring,
    counts,
    inspect,
)

SURE = ["序号", "反馈问题", "整改目标", "整改时限", "牵头部门"]
NASTY = st.text(
    st.sampled_from([*string.printable, *"，。、（）“”＝＋－＠　\u200b\ufeff合计注一二三铁东区四平市科"])
    | st.characters(codec="utf-8"),
    max_size=40,
)


def exported(engine: Engine, layout: Layout) -> bytes:
    """Every case of the city as a ledger."""
    with looking(engine) as session:
        view = look(session, DAY)
        return export_ledger(partial(read_texts, session), view.names, layout, view.cases.values())


def test_the_demonstration_ledgers_come_back_unchanged(city: Engine) -> None:
    inspect(city)
    bring(city, TASKS)
    bring(city, PETITIONS, "petitions")
    first, second = (
        bring(city, exported(city, "tasks")),
        bring(city, exported(city, "petitions"), "petitions"),
    )
    assert (counts(first), counts(second)) == ((0, 30, 0, 0), (0, 160, 0, 0))
    assert first.warnings == second.warnings == ()


def test_every_cell_goes_out_as_it_came_in(city: Engine) -> None:
    bring(inspect(city), PETITIONS, "petitions")
    before, after = petitions(PETITIONS), petitions(exported(city, "petitions"))
    assert list(after.columns) == [column.code for column in PETITION_COLUMNS]
    cells = {row.number: dict(row.cells) for row in before.rows}
    assert {row.number: dict(row.cells) for row in after.rows} == cells


def test_the_published_form_comes_back_unchanged_with_what_is_known_beside_it(city: Engine) -> None:
    bring(inspect(city), BATCH19, "petitions")
    data = exported(city, "petitions")
    assert counts(bring(city, data, "petitions")) == (0, 7, 0, 0)
    cells = petitions(data).rows[0].cells
    assert (cells["batch"], cells["channel"], cells["feedback_due"]) == ("19", "来电", "2022-10-06")


def test_columns_nobody_knows_go_out_behind_the_layout(city: Engine) -> None:
    bring(inspect(city), xlsx([[*TASK_HEADINGS, "科 室", "备注", "备注"], task(1, "一科\t二科", "甲", "乙")]))
    ledger = tasks(exported(city, "tasks"))
    assert list(ledger.columns) == [*(column.code for column in TASK_COLUMNS), "~科 室", "~备注"]
    cells = ledger.rows[0].cells
    assert (cells["~科 室"], cells["remark"], cells["~备注"]) == ("一科\t二科", "甲", "乙")


def test_cases_filed_by_hand_go_out_and_come_back_unchanged(city: Engine) -> None:
    inspect(city)
    parties = Parties("tiedong", "slj", ("czj",), ("tiedong",), ("gaj",), "sthjj", "dcs-sw")
    with work_on(city, DAY, OFFICE) as work:
        file_case(
            work,
            NewCase(
                "SP2022",
                "SP2022-T08",
                Kind.TASK,
                "管网未接",
                8,
                parties=parties,
                due=DuePhrase(standing=True),
                measures=(NewMeasure("铺管。"), NewMeasure("验收。")),
                texts={"goal": "接入管网", "problem": "管网未接入，污水直排。"},
            ),
        )
        file_case(
            work,
            NewCase(
                "SP2022",
                "A1",
                Kind.PETITION,
                "油烟扰民",
                batch=2,
                channel=Channel.WEB,
                parties=parties,
                types=("油烟", "噪声"),
            ),
        )
    task_cells = tasks(exported(city, "tasks")).rows[0].cells
    assert task_cells["measures"] == "1.铺管。\n2.验收。"
    assert (task_cells["lead"], task_cells["due"]) == ("市水利局、市财政局", "长期坚持")
    assert counts(bring(city, exported(city, "tasks"))) == (0, 1, 0, 0)
    assert counts(bring(city, exported(city, "petitions"), "petitions")) == (0, 1, 0, 0)


def test_a_case_in_parts_goes_out_once(city: Engine) -> None:
    bring(inspect(city), xlsx([[*TASK_HEADINGS, "责任单位"], task(1, "各县（市、区）")]))
    assert counts(bring(city, exported(city, "tasks"))) == (0, 1, 0, 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[NASTY] * 5), min_size=1, max_size=4))
def test_whatever_the_cells_hold_they_come_back_unchanged(city: Engine, rows: list[tuple[str, ...]]) -> None:
    headings = [*SURE, "配合部门", "备注", "科室", "责任单位", "责任人"]
    sure = ["问题", "目标", "2023年底前", "市水利局"]
    data = xlsx([headings, *([n, *sure, *row] for n, row in enumerate(rows, 1))])
    with suppress(TakenBack), work_on(city, PLAN, OFFICE) as work:
        open_inspection(work, INSPECTION, Source.PROVINCIAL, "督察", PLAN)
        first = import_ledger(work, data, "tasks")
        seal(work)
        back = export_ledger(
            partial(read_texts, work.session),
            names_on(work.session, work.city, DAY),
            "tasks",
            work.cases.values(),
        )
        second = import_ledger(work, back, "tasks")
        raise TakenBack
    assert counts(first) == (len(rows), 0, 0, 0)
    assert counts(second) == (0, len(rows), 0, 0)
