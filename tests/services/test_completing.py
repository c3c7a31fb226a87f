"""What filing left open is filled in: freely while the case is filed, later only where something is missing."""

from datetime import date

from sqlalchemy import Engine

from caseflow.domain.case import Case
from caseflow.domain.case.parts import Due
from caseflow.domain.phrases import DuePhrase
from caseflow.domain.terms import Source
from caseflow.services.filing import NewMeasure, Plan, complete_filing, fillable
from caseflow.services.opening import open_inspection
from caseflow.services.texts import texts_of
from caseflow.transaction import looking
from tests.makers import filed
from tests.services.acting import COORDINATOR, KEY, NUMBER, PARTIES, acting, begun, lived, the_case

PLAN = Plan(
    goal="消除黑臭",
    measures=(NewMeasure("清淤"), NewMeasure("截污", "tiexi", date(2023, 8, 31))),
    due=DuePhrase(date(2023, 9, 30), standing=True),
    due_words="2023年9月底前，长期坚持",
)


def opened(engine: Engine, kind: str = "task", **data: object) -> Engine:
    """A city with one case that is filed and nothing more."""
    with acting(engine, COORDINATOR) as work:
        open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", date(2023, 4, 3))
        filed(work, NUMBER, kind, **data)
    return engine


def completed(engine: Engine, plan: Plan) -> Case:
    with acting(engine, COORDINATOR) as work:
        complete_filing(work, KEY, {}, plan=plan)
    return the_case(engine)


def words(engine: Engine) -> dict[str, str]:
    with looking(engine) as session:
        return texts_of(session, the_case(engine))


def test_a_filed_task_takes_a_whole_plan_and_takes_another_over_it(city: Engine) -> None:
    case = completed(opened(city), PLAN)
    day = date(2023, 9, 30)
    assert case.due == Due(day, first=day, standing=True)
    assert [(m.number, m.unit, m.due) for m in case.measures] == [
        (1, None, None),
        (2, "tiexi", date(2023, 8, 31)),
    ]
    assert words(city)["due_phrase"] == PLAN.due_words
    other = completed(city, Plan(measures=(NewMeasure("改造泵站"),), goal="水质达标"))
    assert [m.withdrawn for m in other.measures] == [False, True]
    assert (words(city)["goal"], words(city)["measure.1"]) == ("水质达标", "改造泵站")
    assert other.due == case.due


def test_once_work_has_begun_only_what_is_missing_is_filled_in(city: Engine) -> None:
    before = the_case(begun(city))
    assert fillable(before) == {"goal"}
    after = completed(city, PLAN)
    assert (after.due, after.measures) == (before.due, before.measures)
    assert words(city)["goal"] == "消除黑臭"
    assert completed(city, Plan(goal="另一个目标")).events == after.events


def test_measures_that_were_withdrawn_keep_their_numbers(city: Engine) -> None:
    lived(begun(city), ("amend", {"measures": []}))
    after = completed(city, Plan(measures=PLAN.measures))
    assert [(m.number, m.withdrawn) for m in after.measures] == [(1, True), (2, False), (3, False)]


def test_a_date_the_heads_were_asked_to_move_is_not_filled_in_over_theirs(city: Engine) -> None:
    opened(city, due="2023-08-31", **PARTIES)
    lived(city, ("propose", {"matter": "extension", "to_day": "2023-12-31", "limit": "2023-05-08"}))
    assert completed(city, PLAN).due.day == date(2023, 8, 31)


def test_a_petition_takes_its_feedback_limit_and_no_due_date(city: Engine) -> None:
    plan = Plan(due=PLAN.due, due_words=PLAN.due_words, feedback_due=date(2023, 5, 12))
    case = completed(opened(city, "petition"), plan)
    assert (case.feedback_due, case.due.day) == (date(2023, 5, 12), None)
    assert "due_phrase" not in words(city)
