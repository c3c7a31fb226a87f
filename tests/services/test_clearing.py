"""What may name somebody waits for a second person of the office; the same words are not asked of twice."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actions import Action
from caseflow.domain.case import dossier_digest
from caseflow.domain.errors import BadInput, NotPermitted, NotYet
from caseflow.domain.obligations import Obligation, obligations
from caseflow.services.access import case_for
from caseflow.services.clearing import clear_texts, doubts
from caseflow.services.filing import describe
from caseflow.services.naming import names_on
from caseflow.services.noticing import draft_notice, release_notice
from caseflow.services.owing import duties
from caseflow.services.tabulating import cells_of
from caseflow.services.texts import texts_of
from caseflow.services.withholding import seen_of
from tests.makers import told
from tests.services.acting import (
    COORDINATOR,
    DAY,
    KEY,
    LEAD,
    NUMBER,
    acting,
    begun,
    lived,
    the_case,
)

SECOND = "coordinator/sthjj"
NAMED = "举报人张建国，电话13912345678"
LINE = "单位公开电话0434-3266666"


def one_that_waits(engine: Engine, by: str = LEAD, words: str = LINE) -> Engine:
    with acting(begun(engine), by) as work:
        told(work, NUMBER, "describe", {}, problem=words)
    return engine


def decided(engine: Engine, post: str, *, harmless: bool) -> None:
    """Somebody decides all that waits."""
    with acting(engine, post) as work:
        waiting = [doubt.digest for doubt in doubts(work, the_case(engine)) if doubt.status == "waiting"]
        clear_texts(work, KEY, dict.fromkeys(waiting, harmless), "核对过")


def problem_seen(engine: Engine, post: str) -> str:
    with acting(engine, post) as work:
        return seen_of(work, the_case(engine))["problem"]


def owed(engine: Engine) -> list[Obligation]:
    return [one for one in obligations(the_case(engine)) if one.kind == "clear"]


def test_a_text_that_may_name_somebody_is_due_the_next_working_day_and_met_when_cleared(city: Engine) -> None:
    one_that_waits(city)
    due = Obligation("clear", DAY.isoformat(), "coordinator", DAY, date(2023, 5, 5))
    assert owed(city) == [due]
    decided(city, COORDINATOR, harmless=True)
    assert [one.met_on for one in owed(city)] == [DAY]
    assert problem_seen(city, "party_head/tiexi") == LINE


def test_what_stays_hidden_is_decided_too(city: Engine) -> None:
    one_that_waits(city)
    decided(city, COORDINATOR, harmless=False)
    assert [one.met_on for one in owed(city)] == [DAY]
    assert problem_seen(city, "party_head/tiexi") != LINE


def test_who_brought_words_hides_them_alone_and_clears_them_never(city: Engine) -> None:
    one_that_waits(city, COORDINATOR)
    with pytest.raises(NotPermitted, match=r"clear\.same_person"):
        decided(city, COORDINATOR, harmless=True)
    decided(city, COORDINATOR, harmless=False)
    with acting(city, SECOND) as work:
        (doubt,) = doubts(work, the_case(city))
        clear_texts(work, KEY, {doubt.digest: True}, "另一人核对")
    assert problem_seen(city, LEAD) == LINE


def test_nobody_but_the_office_clears(city: Engine) -> None:
    one_that_waits(city)
    with pytest.raises(NotPermitted, match=r"denied\.role"):
        decided(city, LEAD, harmless=True)


def test_only_what_waits_on_this_case_is_decided(city: Engine) -> None:
    one_that_waits(city)
    with acting(city, COORDINATOR) as work:
        with pytest.raises(BadInput, match=r"clear\.nothing_decided"):
            clear_texts(work, KEY, {}, "核对过")
        with pytest.raises(BadInput, match=r"clear\.unknown"):
            clear_texts(work, KEY, {the_case(city).texts["title"]: True}, "核对过")


def test_other_words_end_the_waiting_and_are_looked_through_anew(city: Engine) -> None:
    one_that_waits(city, words=NAMED)
    with acting(city, COORDINATOR) as work:
        describe(work, KEY, {"problem": "群众反映水体发黑"})
    assert [one.met_on for one in owed(city)] == [DAY]
    assert problem_seen(city, LEAD) == "群众反映水体发黑"
    with acting(city, COORDINATOR) as work:
        describe(work, KEY, {"problem": NAMED})
    assert [one.met_on for one in owed(city)] == [None]


def test_a_corrected_problem_goes_out_corrected(city: Engine) -> None:
    begun(city)
    with acting(city, COORDINATOR) as work:
        describe(work, KEY, {"problem": "更正后的问题"})
    with acting(city, COORDINATOR) as work:
        case = the_case(city)
        cells = cells_of(case, texts_of(work.session, case), names_on(work.session, work.city, DAY))
    assert cells["problem"] == "更正后的问题"


def test_words_once_cleared_are_not_asked_of_again(city: Engine) -> None:
    one_that_waits(city)
    decided(city, COORDINATOR, harmless=True)
    with acting(city, "officer/tiexi") as work:
        told(work, NUMBER, "mark_measure", {"number": 1, "done": True}, note=LINE)
    assert [one.met_on for one in owed(city)] == [DAY]
    with acting(city, "party_head/tiexi") as work:
        assert seen_of(work, the_case(city))["note"] == LINE


def test_a_part_is_made_of_cleared_words(city: Engine) -> None:
    one_that_waits(city)
    decided(city, COORDINATOR, harmless=True)
    with acting(city, COORDINATOR) as work:
        case_for(work, KEY, Action.SPLIT)
        told(
            work, f"{NUMBER}-1", "file", {"kind": "task", "part_of": KEY, "locality": "tiedong"}, problem=LINE
        )
        assert [one.cleared for one in work.cases[f"{KEY}-1"].held] == [True]
        assert not [one for one in obligations(work.cases[f"{KEY}-1"]) if one.kind == "clear"]


def test_clearing_voids_no_signature(city: Engine) -> None:
    one_that_waits(city)
    lived(city, ("apply_closure", {"order": ["signatures"], "to": "signing"}))
    lived(city, ("sign", {"box": "party", "dossier": _digest(city)}))
    decided(city, COORDINATOR, harmless=True)
    assert len(the_case(city).live_signatures) == 1


def _digest(engine: Engine) -> str:
    return dossier_digest(the_case(engine))


def test_a_notice_that_may_name_somebody_is_not_released_until_cleared(city: Engine) -> None:
    begun(city)
    lived(city, ("apply_closure", {"order": ["notice"], "to": "awaiting_notice"}))
    words = dict.fromkeys(("problem", "goal", "measures", "office", "address"), "内容")
    with acting(city, COORDINATOR) as work:
        draft_notice(work, KEY, words | {"result": NAMED, "phone": "0434-3266666"})
    with acting(city, SECOND) as work, pytest.raises(NotYet, match=r"notice\.not_cleared"):
        release_notice(work, KEY)
    decided(city, SECOND, harmless=True)
    with acting(city, SECOND) as work:
        assert release_notice(work, KEY).notice.released_by == SECOND.replace("/", "-")


def test_the_offices_own_telephone_in_a_notice_is_no_find(city: Engine) -> None:
    begun(city)
    lived(city, ("apply_closure", {"order": ["notice"], "to": "awaiting_notice"}))
    parts = ("problem", "goal", "measures", "result", "office", "address")
    with acting(city, COORDINATOR) as work:
        draft_notice(work, KEY, dict.fromkeys(parts, "内容") | {"phone": "0434-3266666"})
    assert the_case(city).held == ()


def test_who_brought_words_sees_that_another_must_check_them(city: Engine) -> None:
    one_that_waits(city, COORDINATOR)
    for post, act in ((COORDINATOR, None), (SECOND, Action.CLEAR_TEXT)):
        with acting(city, post) as work:
            assert [duty.act for duty in duties(work) if duty.word == "obligation.clear"] == [act]
