"""Starting in the middle: what ledgers say was done earlier comes in as claims, and cases go on from there."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actions import Action
from caseflow.domain.case import dossier_digest
from caseflow.domain.case.clocks import clocks
from caseflow.domain.overdue import is_overdue, overdue_days
from caseflow.domain.terms import Settlement, State
from caseflow.services.accepting import begin_acceptance
from caseflow.services.access import case_for
from caseflow.services.assigning import assign
from caseflow.services.naming import names_on
from caseflow.services.office_ledgers import office_ledger
from caseflow.services.streams import events_of
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.ledgers.makers import PETITION_HEADINGS, TASK_HEADINGS, petition, task, xlsx
from tests.model.arrows import arrow
from tests.model.told import Told
from tests.services.acting import COORDINATOR, acting
from tests.services.importer import bring, case_of, codes, counts, events, inspect, rehearse, words_of

STEPS = ("责任单位", "验收单位", "申请日期", "现场核查日期", "验收结论", "公示起止", "党委签字人/日期",
         "政府签字人/日期", "销号日期", "备案文号")  # fmt: skip
HEADINGS = (*TASK_HEADINGS, *STEPS)
WHO = ("铁西区人民政府", "市水利局")
APPLIED = (*WHO, "2022-10-08", "", "", "", "", "", "", "")
PASSED = (*WHO, "2022-10-08", "2022-10-20", "通过", "", "", "", "", "")
SIGNED = (
    *WHO,
    "2022-10-08",
    "2022-10-20",
    "通过",
    "2022-11-01至11-14",
    "张三 2022-11-25",
    "李四 2022-11-26",
    "",
    "",
)
CLOSED = (*SIGNED[:-2], "2022-11-26", "吉环督备〔2022〕9号")
LATE = "2022年9月底前"


def ledger(*rows: tuple[object, ...], due: str = "2022年12月底前") -> bytes:
    """A task list that also tells of steps: a row for each of these."""
    return xlsx([HEADINGS, *(task(n, *row, due=due) for n, row in enumerate(rows, 1))])


def closures(*rows: tuple[object, ...]) -> bytes:
    """A ledger of closures alone."""
    return xlsx([("序号", "任务/受理编号", *STEPS[2:]), *((n, *row) for n, row in enumerate(rows, 1))])


def faults(engine: Engine) -> tuple[object, ...]:
    """What `verify` finds."""
    with looking(engine) as session:
        return tuple(verify(session).faults)


def test_a_case_stands_where_the_days_say_it_had_come_to(city: Engine) -> None:
    data = ledger(("铁西区人民政府", "市水利局", *[""] * 8), APPLIED, PASSED, SIGNED[:-4] + ("",) * 4, CLOSED)
    outcome = bring(inspect(city), data, takeover=True)
    assert (counts(outcome), codes(outcome)) == ((5, 0, 0, 0), ["takeover_no_progress"])
    found = [case_of(city, f"SP2022-T0{n}") for n in range(1, 6)]
    assert [case.state for case in found] == [
        State.FILED,
        State.ACCEPTING,
        State.AWAITING_NOTICE,
        State.SIGNING,
        State.CLOSED,
    ]
    closed = found[4]
    assert closed.closure
    assert closed.closure.outside
    assert (closed.closure.on, closed.closure.filed_up_on) == (date(2022, 11, 26), date(2022, 11, 26))
    assert closed.counts_as_closed
    assert closed.signatures == ()
    assert closed.outside
    assert [box for box, _ in closed.outside.signed] == ["party", "government"]
    assert words_of(city, "SP2022-T05")["outside.party"] == "张三 2022-11-25"
    assert faults(city) == ()


def test_the_application_claimed_decides_whether_a_case_is_late(city: Engine) -> None:
    bring(inspect(city), ledger(APPLIED, APPLIED, due=LATE), takeover=True, partial=True)
    late = case_of(city, "SP2022-T01")
    assert late.application
    assert late.application.outside
    assert is_overdue(late, date(2023, 4, 4))
    assert overdue_days(late, date(2023, 4, 4)) == 8
    bring(city, ledger(APPLIED, APPLIED, APPLIED), takeover=True)
    assert not is_overdue(case_of(city, "SP2022-T03"), date(2023, 4, 4))


def test_an_open_case_goes_on_here_from_the_step_it_stands_in(city: Engine) -> None:
    bring(inspect(city), ledger(APPLIED), takeover=True)
    key = "SP2022/SP2022-T01"
    with acting(city, "officer/slj", date(2023, 4, 5)) as work:
        begin_acceptance(work, key)
    case = case_of(city, "SP2022-T01")
    assert case.acceptance
    assert not case.acceptance.outside
    assert case.worked
    again = bring(city, ledger(PASSED), takeover=True)
    assert counts(again) == (0, 0, 1, 0)
    assert "takeover_done_here" in codes(again)
    assert case_of(city, "SP2022-T01").acceptance == case.acceptance


def test_a_second_import_is_unchanged_and_another_word_changes_nothing(city: Engine) -> None:
    bring(inspect(city), ledger(PASSED, CLOSED), takeover=True)
    before = events(city)
    assert counts(bring(city, ledger(PASSED, CLOSED), takeover=True)) == (0, 2, 0, 0)
    assert counts(bring(city, ledger(PASSED, CLOSED))) == (0, 2, 0, 0)
    other = (*PASSED[:3], "2022-10-21", *PASSED[4:])
    outcome = bring(city, ledger(other, CLOSED), takeover=True, update=True)
    assert counts(outcome) == (0, 1, 1, 0)
    assert [m.column for m in outcome.warnings if m.code == "guarded"] == ["现场核查日期"]
    site = case_of(city, "SP2022-T01").outside
    assert site
    assert site.site_day == date(2022, 10, 20)
    assert events(city) == before


def test_a_dry_run_says_what_the_import_does_and_without_the_switch_the_columns_are_remarks(
    city: Engine,
) -> None:
    said = rehearse(inspect(city), ledger(PASSED, CLOSED), takeover=True)
    assert events(city) == events(city)
    plain = rehearse(city, ledger(PASSED, CLOSED))
    assert {m.code for m in plain.warnings} == {"unknown_column"}
    done = bring(city, ledger(PASSED, CLOSED), takeover=True)
    assert (said.warnings, said.errors, counts(said)) == (done.warnings, done.errors, counts(done))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((*WHO, "2022-10-08", "2022-10-01", "通过", "", "", "", "", ""), "takeover_backwards"),
        ((*WHO, "2023-05-08", "", "", "", "", "", "", ""), "takeover_future"),
        ((*WHO, "", "2022-10-20", "通过", "", "", "", "", ""), "takeover_not_applied"),
        ((*WHO, "2022-10-08", "", "通过", "", "", "", "", ""), "takeover_undated"),
        ((*PASSED[:5], "", "张三 2022-11-25", "李四 2022-11-26", "", ""), "takeover_step_missing"),
        ((*SIGNED[:-4], "张三 2022-11-25", "", "2022-11-26", ""), "takeover_unsigned"),
        (SIGNED, "takeover_not_closed"),
        (
            (*WHO, "2022-10-08", "2022-10-20", "不通过", "2022-11-01至11-14", "", "", "", ""),
            "takeover_failed",
        ),
        ((*WHO, "十月", "", "", "", "", "", "", ""), "unreadable_date"),
        (("铁西区人民政府", "", "2022-10-08", "", "", "", "", "", "", ""), "takeover_gap"),
        (("各县（市、区）", "市水利局", "2022-10-08", "", "", "", "", "", "", ""), "takeover_parts"),
    ],
)
def test_a_row_that_contradicts_itself_is_an_error_and_leaves_no_trace(
    city: Engine, row: tuple[object, ...], code: str
) -> None:
    before = events(inspect(city))
    outcome = bring(city, ledger(CLOSED, row), takeover=True)
    assert (code in [m.code for m in outcome.errors], outcome.committed) == (True, False)
    assert events(city) == before
    assert counts(bring(city, ledger(CLOSED, row), takeover=True, partial=True))[0] == 1


@pytest.mark.parametrize(
    ("objections", "code"),
    [("-1", "takeover_objections_unread"), ("3/2", "takeover_objections_open"), ("2/3", "takeover_objections_unread"),
     ("2/2", None), ("0", None), ("2：采纳、未采纳", None), ("收到1条，已答复", None)],
)  # fmt: skip
def test_a_count_of_objections_that_cannot_be_is_named(
    city: Engine, objections: str, code: str | None
) -> None:
    data = xlsx([(*HEADINGS, "异议数/办理", "进度判定"), task(1, *CLOSED, objections, "完成")])
    outcome = bring(inspect(city), data, takeover=True)
    assert [(m.column, m.code) for m in outcome.warnings] == ([("异议数/办理", code)] if code else [])
    assert outcome.committed


def test_a_telephone_number_beside_a_signer_is_named_and_withheld(city: Engine) -> None:
    row = (*SIGNED[:6], "张三 13843456789 2022-11-25", *CLOSED[7:])
    outcome = bring(inspect(city), ledger(row), takeover=True)
    assert [(m.column, m.code) for m in outcome.warnings if m.code == "personal_data"] == [
        ("党委签字人/日期", "personal_data")
    ]
    assert "outside.party" in [one.name for one in case_of(city, "SP2022-T01").held]


def test_a_state_that_the_days_do_not_speak_of_is_an_error(city: Engine) -> None:
    data = xlsx([(*HEADINGS, "程序状态"), task(1, *APPLIED, "公示中"), task(2, *APPLIED, "验收中")])
    outcome = bring(inspect(city), data, takeover=True)
    assert [(m.row, m.column, m.code) for m in outcome.errors] == [
        (2, "程序状态", "takeover_state_unsupported")
    ]


def test_a_ledger_of_closures_adds_to_cases_on_file_and_never_to_what_was_done_here(city: Engine) -> None:
    bring(inspect(city), ledger(*[(*WHO, *[""] * 8)] * 2))
    with acting(city, COORDINATOR, date(2023, 4, 5)) as work:
        assign(work, "SP2022/SP2022-T02", "slj")
    outcome = bring(
        city, closures(("1", *CLOSED[2:]), ("SP2022-T02", *CLOSED[2:]), ("77", *CLOSED[2:])), takeover=True
    )
    assert [(m.row, m.code) for m in (*outcome.errors, *outcome.warnings)] == [
        (4, "takeover_no_case"),
        (2, "takeover_no_progress"),
        (3, "takeover_done_here"),
    ]
    bring(city, closures(("1", *CLOSED[2:]), ("SP2022-T02", *CLOSED[2:])), takeover=True)
    assert case_of(city, "SP2022-T01").state is State.CLOSED
    assert case_of(city, "SP2022-T02").outside is None
    again = bring(city, closures(("第1项", *CLOSED[2:])), takeover=True)
    assert counts(again) == (0, 1, 0, 0)


def test_a_months_table_brings_progress_and_state_of_the_case_it_names(city: Engine) -> None:
    bring(inspect(city), ledger((*WHO, *[""] * 8), (*WHO, *[""] * 8)))
    head = ("序号", "整改任务", "责任单位", "整改时限", "进度判定", "程序状态", "本月进展")
    rows = [
        ("1", "问题1", "铁西区人民政府", "", "达到序时", "整改中", "管网完成过半"),
        ("9", "SP2022-T02 问题2", "铁西区人民政府", "", "滞后", "整改中", ""),
    ]
    assert counts(bring(city, xlsx([head, *rows]), takeover=True)) == (2, 0, 0, 0)
    first, second = case_of(city, "SP2022-T01"), case_of(city, "SP2022-T02")
    assert (first.state, first.confirmed_progress) == (State.RECTIFYING, "on_schedule")
    assert second.confirmed_progress == "lagging"
    wrong = bring(city, xlsx([head, ("1", "别的事", "", "", "完成", "整改中", "")]), takeover=True)
    assert codes(wrong) == ["takeover_other_case"]
    closing = bring(city, closures(("1", *CLOSED[2:])), takeover=True)
    assert counts(closing) == (1, 0, 0, 0)
    assert case_of(city, "SP2022-T01").state is State.CLOSED


def test_a_petition_is_closed_outside_only_once_its_settlement_is_taken_over(city: Engine) -> None:
    data = xlsx(
        [
            (*PETITION_HEADINGS, "是否属实", "是否办结"),
            petition("A1", "属实", "已办结"),
            petition("A2", "", ""),
        ]
    )
    bring(inspect(city), data, "petitions", takeover=True)
    outcome = bring(
        city, closures(("A1", *CLOSED[2:]), ("A2", *CLOSED[2:])), "petitions", takeover=True, partial=True
    )
    assert [(m.row, m.code) for m in outcome.errors] == [(3, "takeover_unsettled")]
    case = case_of(city, "A1")
    assert (case.state, case.settlement) == (State.CLOSED, Settlement.SETTLED)
    assert case.findings
    assert case.findings.outside
    assert counts(bring(city, data, "petitions", takeover=True)) == (0, 2, 0, 0)
    assert faults(city) == ()


def test_a_task_of_every_locality_is_closed_outside_with_all_its_parts(city: Engine) -> None:
    bring(inspect(city), ledger(("各县（市、区）", *CLOSED[1:])), takeover=True)
    whole = case_of(city, "SP2022-T01")
    parts = [case_of(city, key.partition("/")[2]) for key in whole.links.parts]
    assert len(parts) > 1
    assert {case.state for case in (whole, *parts)} == {State.CLOSED}
    assert faults(city) == ()


def test_what_was_claimed_is_part_of_the_dossier_the_heads_sign(city: Engine) -> None:
    other = (*SIGNED[:3], "2022-10-21", *SIGNED[4:-4], *[""] * 4)
    bring(inspect(city), ledger((*SIGNED[:-4], *[""] * 4), other), takeover=True)
    first, second = case_of(city, "SP2022-T01"), case_of(city, "SP2022-T02")
    assert first.state is second.state is State.SIGNING
    assert dossier_digest(first) != dossier_digest(second)


def test_a_second_reading_of_the_events_tells_the_same_case_and_no_signature(city: Engine) -> None:
    bring(inspect(city), ledger(APPLIED, PASSED, CLOSED), takeover=True)
    for number in ("SP2022-T01", "SP2022-T02", "SP2022-T03"):
        case, told = case_of(city, number), Told()
        with looking(city) as session:
            filed, taken = events_of(session, case.stream)
        told.hear(filed)
        told.hear(taken)
        assert arrow(taken.type, "filed", told.state, case.order)
        assert (told.state, told.applied) == (case.state, case.application and case.application.on)
        assert told.limits.keys() == {clock.name for clock in clocks(case)}
        assert told.outside is (case.state is State.CLOSED)
        assert not case.live_signatures


def test_what_we_write_of_steps_reads_back_as_the_same_claims(city: Engine) -> None:
    bring(inspect(city), ledger(APPLIED, PASSED, CLOSED), takeover=True)
    with acting(city, COORDINATOR, date(2023, 4, 5)) as work:
        names = names_on(work.session, work.city, work.day)
        cases = [case_for(work, f"SP2022/SP2022-T0{n}", Action.VIEW) for n in (1, 2, 3)]
        written = office_ledger(work, names, "closures", cases, "xlsx")
    outcome = bring(city, written, takeover=True)
    assert [m.code for m in (*outcome.errors, *outcome.warnings) if m.code != "takeover_no_progress"] == []
    assert outcome.changed == outcome.rejected == 0
    assert case_of(city, "SP2022-T03").state is State.CLOSED
    assert words_of(city, "SP2022-T03")["outside.party"].startswith("张三 2022-11-25")
