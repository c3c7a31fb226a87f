"""Two people act on the same thing at the same moment: it takes effect once, as if one had come after the other.

Every race is run many times, from real threads let go together, on both databases; whoever comes second is
answered with the reason that then holds, never with a failure. `make races` runs more of each.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK, actor_on
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.errors import Refused
from caseflow.domain.terms import Kind, Progress, State
from caseflow.services import assigning, deciding, following, noticing, reporting, signing
from caseflow.services.access import held_case
from caseflow.services.appointing import end_appointment
from caseflow.services.filing import NewCase, file_case
from caseflow.services.opening import begin
from caseflow.services.peopling import disable_person
from caseflow.services.record import seal
from caseflow.services.streams import events_of, read_case
from caseflow.services.work import Work
from caseflow.store.database import writing
from caseflow.transaction import looking, retrying, working
from tests.makers import filed, morning, told, work_on
from tests.model.town import Town, town
from tests.services.writing import is_verified

DAY = date(2023, 7, 3)
TIMES = int(os.environ.get("RACES", "8"))
Do = Callable[[Work, str], object]
PARTIES = {"locality": "tiexi", "lead_unit": "zjj", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}
STEPS = ["acceptance", "notice", "signatures"]
NOTICE_DAYS = {"first_day": "2023-06-01", "last_day": "2023-06-14", "opens_on": "2023-06-20"}
TO_SIGNING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("assign", {"lead_unit": "zjj", "limit": "2023-07-10"}),
    ("accept_assignment", {"to": "rectifying"}),
    ("apply_closure", {"order": STEPS, "to": "accepting"}),
    ("pass_acceptance", {"unit": "sthjj", "site_day": "2023-07-03", "people": 2, "to": "awaiting_notice"}),
    ("draft_notice", {}),
    ("release_notice", {}),
    ("publish_notice", {**NOTICE_DAYS, "to": "publicized"}),
    ("end_notice", {"to": "signing"}),
)


@pytest.fixture
def races(database_url: str) -> Iterator[Town]:
    """The peopled city, in which cases are put where a race begins."""
    with town(database_url) as opened:
        yield opened
        assert is_verified(opened.engine)


def at_signing(
    town: Town, number: str, signed: str = "", then: tuple[tuple[str, dict[str, Any]], ...] = ()
) -> str:
    """A case that waits for its signatures, one of them given where `signed` says by whom."""
    put(town, number, *TO_SIGNING)
    key = f"SP2022/{number}"
    if signed:
        act(town, signed, sign, key)
    put(town, number, *then, new=False)
    return key


def put(town: Town, number: str, *events: tuple[str, dict[str, Any]], new: bool = True, **data: Any) -> str:
    with work_on(town.engine, DAY) as work:
        if new:
            filed(work, number, **PARTIES | data)
        for type_, facts in events:
            told(work, number, type_, facts)
    return f"SP2022/{number}"


def act(town: Town, login: str, do: Do, key: str) -> str:
    """One act as an edge does it: again where others were quicker; `done`, or the codes of the refusal."""

    def piece() -> None:
        with working(town.engine, CLOCK, morning(DAY), DAY) as work:
            if login != "clock":
                work.actor = actor_on(work.city.people[town.codes.get(login, login)], DAY)
            do(work, key)

    try:
        retrying(piece)
    except Refused as refused:
        return str(refused)
    return "done"


def race(town: Town, key: str, *runners: tuple[str, Do]) -> list[str]:
    """Everybody at once; how each fared, in the order they stand in."""
    start, fared = Barrier(len(runners)), [""] * len(runners)

    def run(n: int, login: str, do: Do) -> None:
        start.wait()
        fared[n] = act(town, login, do, key)

    threads = [Thread(target=run, args=(n, *runner)) for n, runner in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return fared


def case_of(engine: Engine, key: str) -> Case:
    with looking(engine) as session:
        case = read_case(session, key)
    assert case is not None
    return case


def counted(engine: Engine, stream: str, type_: str) -> int:
    with looking(engine) as session:
        return sum(event.type == type_ for event in events_of(session, stream))


def sign(work: Work, key: str) -> None:
    case = held_case(work, key)
    signing.sign(work, key, dossier_digest(case) if case else "")


def sign_as_shown(town: Town, key: str) -> Do:
    """Signs the dossier that stood when the page was shown, whatever has become of it."""
    shown = dossier_digest(case_of(town.engine, key))
    return lambda work, key: signing.sign(work, key, shown)


def test_a_box_signed_by_many_hands_at_once_is_signed_once(races: Town) -> None:
    for n in range(TIMES):
        key = at_signing(races, f"{n}")
        hands = (2, 4, 8, 16)[n % 4]
        fared = race(races, key, *[("tiexi-party", sign)] * hands)
        assert set(fared) == {"done", "guard.box_signed, guard.same_person"}
        assert fared.count("done") == counted(races.engine, f"case/{key}", "sign") == 1


def test_both_heads_at_once_close_the_case_once(races: Town) -> None:
    for n in range(TIMES):
        key = at_signing(races, f"{n}")
        assert race(races, key, ("tiexi-party", sign), ("tiexi-government", sign)) == ["done", "done"]
        case = case_of(races.engine, key)
        assert (case.state, len(case.live_signatures)) == (State.CLOSED, 2)
        closing = [event for event in events(races, key) if event.data.get("to") == "closed"]
        assert len(closing) == 1


def events(town: Town, key: str) -> list[Any]:
    with looking(town.engine) as session:
        return events_of(session, f"case/{key}")


def recall(work: Work, key: str) -> None:
    signing.recall(work, key, State.ACCEPTING, "更正")


def refuse(work: Work, key: str) -> None:
    signing.refuse(work, key, "未整改到位")


def enter_objection(work: Work, key: str) -> None:
    noticing.enter_objection(work, key, "仍有异味", date(2023, 6, 10))


@pytest.mark.parametrize(
    ("login", "other", "left"),
    [
        ("coordinator", recall, State.ACCEPTING),
        ("tiexi-party", refuse, State.RECTIFYING),
        ("coordinator", enter_objection, State.SIGNING),
    ],
)
def test_the_last_signature_and_what_would_void_it_never_both_stand(
    races: Town, login: str, other: Do, left: State
) -> None:
    for n in range(TIMES):
        key = at_signing(races, f"{n}", signed="tiexi-party")
        signed, undone = race(races, key, ("tiexi-government", sign_as_shown(races, key)), (login, other))
        case = case_of(races.engine, key)
        if signed == "done":
            assert case.state is State.CLOSED
            assert len({s.dossier for s in case.live_signatures}) == 1
            assert undone == ("done" if other is enter_objection else "lifecycle.wrong_state")
        else:
            assert (case.state, case.live_signatures, undone) == (left, (), "done")


def vote(work: Work, key: str) -> None:
    deciding.decide(work, key, 1, agrees=True)


def test_both_group_heads_at_once_revoke_a_closure_once_beside_its_filing(races: Town) -> None:
    found = ("enter_finding", {"asks": "revocation", "origin": "inspector"})
    asked = ("propose", {"matter": "revocation", "content": {"finding": 1}})
    for n in range(TIMES):
        key = at_signing(races, f"{n}", signed="tiexi-party")
        act(races, "tiexi-government", sign, key)
        put(races, f"{n}", found, asked, new=False)
        one, two, paper = race(
            races,
            key,
            ("city-party", vote),
            ("city-government", vote),
            ("coordinator", lambda work, key: following.file_up(work, key, "〔1〕号")),
        )
        assert [one, two] == ["done", "done"]
        assert paper in ("done", "lifecycle.wrong_state")
        assert counted(races.engine, f"case/{key}", "revoke_closure") == 1
        assert case_of(races.engine, key).state is State.RECTIFYING


def test_two_coordinators_review_a_report_once(races: Town) -> None:
    month = ("expect_report", {"month": "2023-07", "due": "2023-07-25"})
    sent = ("report", {"month": "2023-07", "progress": "normal", "unit": "zjj"})

    def review(progress: Progress) -> Do:
        return lambda work, key: reporting.review_report(work, key, "2023-07", confirmed=progress)

    for n in range(TIMES):
        key = put(races, f"{n}", *TO_SIGNING[:2], month, sent)
        fared = race(
            races, key, ("coordinator", review(Progress.NORMAL)), ("colleague", review(Progress.LAGGING))
        )
        assert sorted(fared) == ["done", "report.nothing_to_review"]
        confirmed = Progress.NORMAL if fared[0] == "done" else Progress.LAGGING
        assert case_of(races.engine, key).confirmed_progress is confirmed


def test_a_merge_and_an_assignment_come_one_after_the_other(races: Town) -> None:
    into = put(races, "main", feedback_due="2023-07-20")
    for n in range(TIMES):
        key = put(races, f"{n}", feedback_due="2023-07-20")
        merged, assigned = race(
            races,
            key,
            ("coordinator", lambda work, key: following.merge(work, key, into, "同一问题")),
            ("colleague", lambda work, key: assigning.assign(work, key, "slj")),
        )
        case = case_of(races.engine, key)
        assert (merged, case.state, case.links.merged_into) == ("done", State.MERGED, into)
        assert assigned == ("done" if case.assignment else "lifecycle.wrong_state")
        assert case_of(races.engine, into).links.merged_from.count(key) == 1


def test_one_number_is_filed_once(races: Town) -> None:
    for n in range(TIMES):
        new = NewCase("SP2022", f"{n}", Kind.TASK, "同号")
        fared = race(races, "", *[("coordinator", lambda work, _key, new=new: file_case(work, new))] * 4)
        assert sorted(fared) == ["done", *["number.taken"] * 3]


def leave(town: Town, login: str, how: str) -> Do:
    """The account is disabled, or the office ends: today's office days are yesterday's."""
    person = town.codes[login]
    if how == "disabled":
        return lambda work, _key: disable_person(work, person, "调离")
    return lambda work, _key: end_appointment(work, person, 1, date(2023, 7, 2))


@pytest.mark.parametrize(("how", "admin"), [("disabled", "p1"), ("ended", "security")])
def test_nobody_signs_after_they_left(races: Town, how: str, admin: str) -> None:
    for n in range(min(TIMES, 6)):
        races.renew()
        key = at_signing(races, f"{n}")
        left, signed = race(races, key, (admin, leave(races, "tiexi-party", how)), ("tiexi-party", sign))
        assert left == "done"
        assert_signed_before_leaving(races, key, signed == "done")


@pytest.mark.parametrize(("how", "admin"), [("disabled", "p1"), ("ended", "security")])
def test_who_leaves_while_they_sign_signs_nothing(postgresql_url: str, how: str, admin: str) -> None:
    with town(postgresql_url) as opened:
        key = at_signing(opened, "1")
        with writing(opened.engine) as session, session.begin():
            late = begin(session, CLOCK, morning(DAY), DAY)
            late.actor = actor_on(late.city.people[opened.codes["tiexi-party"]], DAY)
            sign(late, key)
            assert act(opened, admin, leave(opened, "tiexi-party", how), key) == "done"
            with pytest.raises(Refused, match=r"stale\.changed_meanwhile"):
                seal(late)
            session.rollback()
        assert counted(opened.engine, f"case/{key}", "sign") == 0


def assert_signed_before_leaving(town: Town, key: str, signed: bool) -> None:
    with looking(town.engine) as session:
        signatures = [event for event in events_of(session, f"case/{key}") if event.type == "sign"]
        person = events_of(session, f"person/{town.codes['tiexi-party']}")
    gone = next(event for event in person if event.type in ("disable_person", "end_appointment"))
    assert [(event.seq or 0) < (gone.seq or 0) for event in signatures] == [True] * signed
