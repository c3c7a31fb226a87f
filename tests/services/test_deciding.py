"""What the heads are asked to decide: when it may be asked, what must be brought, and what becomes of it."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK, Actor, actor_on
from caseflow.domain.city import Appointment
from caseflow.domain.errors import BadInput, NotYet
from caseflow.domain.terms import Office, Source, State, Tenure
from caseflow.services.dating import dates_of
from caseflow.services.deciding import (
    decide,
    enter_finding,
    propose_amendment,
    propose_extension,
    propose_on_finding,
)
from caseflow.services.explaining import why_moved
from caseflow.services.following import resume, suspend
from caseflow.services.naming import names_on
from caseflow.services.noticing import enter_objection
from caseflow.services.owing import Duty, duties, waits
from caseflow.services.picturing import picture_now
from caseflow.services.record import record
from caseflow.services.texts import texts_of
from caseflow.services.verifying import verify
from caseflow.services.work import Work
from caseflow.transaction import looking
from tests.makers import work_on
from tests.services.acting import (
    CITY_HEADS,
    COORDINATOR,
    DAY,
    KEY,
    LEAD,
    ORDER,
    acting,
    begun,
    closed,
    lived,
    the_case,
)

DUE, LATER = date(2023, 10, 31), date(2023, 12, 31)


def amend(engine: Engine, paper: str) -> None:
    with acting(engine, LEAD) as work:
        propose_amendment(work, KEY, "目标已变", change={}, texts={"goal": "接入管网"}, paper=paper)


def all_agree(engine: Engine, number: int, day: date = DAY) -> None:
    for post in CITY_HEADS:
        with acting(engine, post, day) as work:
            decide(work, KEY, number, agrees=True)


def test_a_longer_limit_is_asked_for_before_the_due_day_and_not_on_it(city: Engine) -> None:
    begun(city)
    with acting(city, LEAD, DUE) as work, pytest.raises(NotYet, match=r"extension\.after_due"):
        propose_extension(work, KEY, LATER, "汛期停工")
    with acting(city, LEAD, date(2023, 10, 30)) as work:
        propose_extension(work, KEY, LATER, "汛期停工")
    all_agree(city, 1, DUE)
    assert (the_case(city).due.day, the_case(city).due.first) == (LATER, DUE)


def test_an_extension_is_to_be_decided_by_the_date_in_force_and_its_page_says_why(city: Engine) -> None:
    begun(city)
    with acting(city, LEAD, date(2023, 10, 20)) as work:  # ten working days would end on 3 November
        propose_extension(work, KEY, LATER, "汛期停工")
    with acting(city, COORDINATOR, date(2023, 10, 20)) as work:
        suspend(work, KEY, "等待水质监测结果")
    with acting(city, COORDINATOR, date(2023, 10, 25)) as work:
        resume(work, KEY)
    case = the_case(city)
    with acting(city, COORDINATOR, date(2023, 10, 25)) as work:
        dates = dates_of(work, picture_now(work, case, names_on(work.session, work.city, work.day)))
    assert case.decisions[0].decide_by == case.due.day == DUE
    [why] = why_moved(dates["decide.1"].running)
    assert (why.code, why.facts["due"]) == ("why.decide_within", "2023-10-31")
    lived(city, ("redate", {"year": 2023, "moved": [], "due": "2023-10-27"}), day=date(2023, 10, 26))
    assert the_case(city).decisions[0].decide_by == date(2023, 10, 27)
    with looking(city) as session:
        assert verify(session).result == "verified"


@pytest.mark.parametrize("source", [Source.CENTRAL, Source.PROVINCIAL])
def test_a_plan_that_came_from_above_is_changed_only_with_the_number_of_a_paper_from_above(
    city: Engine, source: Source
) -> None:
    begun(city, source)
    with pytest.raises(BadInput, match=r"text\.missing"):
        amend(city, " ")
    amend(city, "吉环督改办〔2023〕7号")
    with looking(city) as session:
        assert texts_of(session, the_case(city))["paper"] == "吉环督改办〔2023〕7号"


def test_a_plan_of_the_city_s_own_inspection_is_changed_without_one(city: Engine) -> None:
    amend(begun(city, Source.CITY), "")
    assert the_case(city).open_decision("amendment")


def test_what_lapsed_when_acceptance_was_asked_for_is_decided_by_nobody(city: Engine) -> None:
    begun(city)
    with acting(city, LEAD) as work:
        propose_extension(work, KEY, LATER, "汛期停工")
    lived(city, ("apply_closure", {"order": ORDER, "to": "accepting"}))
    with acting(city, CITY_HEADS[0]) as work, pytest.raises(NotYet, match=r"decision\.already_voted"):
        decide(work, KEY, 1, agrees=True)
    assert the_case(city).decisions[0].outcome == "lapsed"


@pytest.fixture
def doubted(city: Engine) -> Engine:
    """A closed case that the public objects to and that was found wrong when it was closed."""
    closed(begun(city))
    with acting(city, COORDINATOR) as work:
        enter_objection(work, KEY, "仍有异味", DAY)
        enter_finding(work, KEY, "revocation", "from_above", "现场抽查未整改")
    return city


def test_a_finding_waits_five_working_days_for_a_proposal(doubted: Engine) -> None:
    # Saturday 6 May is worked for the holiday before it.
    assert the_case(doubted).after[0].propose_by == date(2023, 5, 10)


def test_a_revocation_settles_the_finding_and_what_was_objected(doubted: Engine) -> None:
    with acting(doubted, COORDINATOR) as work:
        propose_on_finding(work, KEY, 1, "销号时未完成")
    all_agree(doubted, 1)
    case = the_case(doubted)
    assert (case.state, case.after[0].decided) == (State.RECTIFYING, True)
    assert [(o.answer, o.answered_on) for o in case.objections] == [("upheld", DAY)]


@pytest.fixture
def waiting(city: Engine) -> Engine:
    """A longer limit is asked for."""
    begun(city)
    with acting(city, LEAD) as work:
        propose_extension(work, KEY, LATER, "汛期停工")
    return city


def one_head(work: Work) -> Actor:
    """Somebody who holds both of the city's head offices, as the record knows them."""
    return headed(work, "party_head/siping", "government_head/siping")


def headed(work: Work, *posts: str) -> Actor:
    """A new person in these posts, with nothing else in the city to do."""
    code = f"p{len(work.city.people) + 1}"
    record(work, f"person/{code}", "add_person", texts={"name": code, "login": code})
    for post in posts:
        office, _, unit = post.partition("/")
        data = {"office": office, "unit": unit, "tenure": "regular", "start": "2023-04-10", "end": None}
        record(work, f"person/{code}", "appoint", data)
    return actor_on(work.city.people[code], work.day)


def speak(engine: Engine, who: Actor, *, day: date = DAY) -> None:
    with work_on(engine, day, who) as work:
        decide(work, KEY, 1, agrees=True)


def test_one_person_in_both_head_offices_is_one_voice_and_is_told_what_to_do(waiting: Engine) -> None:
    with work_on(waiting, DAY) as work:
        both = one_head(work)
    speak(waiting, both)
    with pytest.raises(NotYet, match=r"guard\.same_person, turn\.one_person"):
        speak(waiting, both)
    assert the_case(waiting).decisions[0].outcome is None


def test_the_superiors_government_head_is_the_second_voice(waiting: Engine) -> None:
    with work_on(waiting, DAY) as work:
        both = one_head(work)
        record(work, "city", "add_unit", {"code": "jilin", "kind": "higher"}, texts={"name": "吉林省"})
        record(work, "city", "move_unit", {"code": "siping", "parent": "jilin"})
        governor = headed(work, "government_head/jilin")
    speak(waiting, both)
    speak(waiting, governor)
    assert [vote[:3] for vote in the_case(waiting).decisions[0].votes] == [
        ("party", True, both.code),
        ("government", True, governor.code),
    ]
    assert the_case(waiting).due.day == LATER


def decisions_of(engine: Engine, who: Actor, day: date = DAY) -> list[Duty]:
    with work_on(engine, day, who) as work:
        return [duty for duty in duties(work) if duty.word == "obligation.decide"]


def test_the_inbox_of_the_second_voice_shows_the_matter_in_its_own_name(waiting: Engine) -> None:
    with work_on(waiting, DAY) as work:
        party, government = headed(work, "party_head/siping"), headed(work, "government_head/siping")
    assert [duty.who for duty in decisions_of(waiting, government)] == ["group_head"]
    speak(waiting, party)
    assert [duty.who for duty in decisions_of(waiting, government)] == ["government_head/siping"]
    assert decisions_of(waiting, party) == []


def test_a_vacant_office_of_the_group_makes_a_matter_wait_charged_to_nobody(waiting: Engine) -> None:
    with work_on(waiting, DAY) as work:
        party = headed(work, "party_head/siping")
    speak(waiting, party)
    with acting(waiting, COORDINATOR) as work:
        (wait,) = [duty for duty in waits(work) if duty.word == "obligation.decide"]
    assert (wait.due, wait.why and wait.why.code) == (None, "turn.vacant")


def test_who_takes_up_an_office_has_the_whole_limit(waiting: Engine) -> None:
    taken = date(2023, 9, 1)
    with work_on(waiting, DAY) as work:
        headed(work, "party_head/siping")
        government = headed(work, "officer/sthjj")
        data = {
            "office": "government_head",
            "unit": "siping",
            "tenure": "regular",
            "start": taken.isoformat(),
        }
        record(work, f"person/{government.code}", "appoint", data)
    speak(waiting, Actor("p-party", (Appointment(1, Office.PARTY_HEAD, "siping", Tenure.REGULAR, DAY),)))
    with work_on(waiting, taken, CLOCK) as work:
        work.actor = actor_on(work.city.people[government.code], taken)
        (duty,) = [duty for duty in duties(work) if duty.word == "obligation.decide"]
    assert duty.due == date(2023, 9, 15)  # ten working days after
