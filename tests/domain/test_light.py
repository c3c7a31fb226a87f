"""The light says why, condition by condition."""

from datetime import date, timedelta

import pytest

from caseflow.domain.light import judge, kept
from caseflow.domain.terms import Kind, Light, State
from caseflow.rulebooks.schema import RED, YELLOW
from tests.domain.makers import DAY, RULES, a_case, a_story, rules_with

RECTIFYING, ACCEPTING = State.RECTIFYING, State.ACCEPTING
DUE, LATE = date(2023, 10, 31), date(2023, 11, 2)
LAGGING = {"month": "2023-05", "progress": "lagging", "unit": "bureau"}
CAUGHT_UP = {"month": "2023-05", "number": 2, "result": "accepted", "confirmed": "normal"}
NODE = [{"number": 1, "due": "2023-05-01"}]


def reported():
    return a_story(RECTIFYING).tell("report", LAGGING)


def confirmed(kind=Kind.TASK):
    story = a_story(RECTIFYING, kind=kind).tell("report", LAGGING | {"progress": "normal"})
    return story.tell(
        "review_report", {"month": "2023-05", "number": 1, "result": "accepted", "confirmed": "lagging"}
    )


def asked(matter="extension"):
    return a_story(RECTIFYING).tell("propose", {"matter": matter, "to_day": "2023-12-31"})


def refused_year():
    story = a_story(RECTIFYING, due=None, standing=True).tell("report_year", {"year": 2023})
    return story.tell("confirm_year", {"year": 2023, "confirmed": False}, "judge")


def criticised():
    return a_story(RECTIFYING).tell("record_criticism", {"kind": "media", "on": "2023-05-02"}, "inspector")


def unreachable():
    return a_story(RECTIFYING).tell("judge_out_of_reach", {"due": "2023-10-31"}, "watcher")


def internal():
    return a_story(RECTIFYING).tell("set_internal_due", {"due": "2023-05-01"}, "coordinator")


def returned(story):
    return story.until(ACCEPTING).go("fail_acceptance", "judge", correct_by="2023-06-01")


LIGHTS = [
    ("on time", lambda: a_story(RECTIFYING), DAY, Light.BLUE, ["on_time"]),
    ("eight days before", lambda: a_story(RECTIFYING), date(2023, 10, 23), Light.BLUE, ["on_time"]),
    ("seven days before", lambda: a_story(RECTIFYING), date(2023, 10, 24), Light.YELLOW, ["near"]),
    ("the due day", lambda: a_story(RECTIFYING), DUE, Light.YELLOW, ["near"]),
    ("the day after", lambda: a_story(RECTIFYING), date(2023, 11, 1), Light.RED, ["overdue"]),
    ("not begun", a_story, DAY, Light.BLUE, ["on_time"]),
    ("lagging, says the unit alone", reported, DAY, Light.BLUE, ["on_time"]),
    ("lagging, says the coordinator", confirmed, DAY, Light.YELLOW, ["lagging"]),
    ("a node missed", lambda: a_story(RECTIFYING, measures=NODE), DAY, Light.YELLOW, ["measure_missed"]),
    ("the office's own date missed", internal, DAY, Light.YELLOW, ["internal_missed"]),
    ("its own day", internal, date(2023, 5, 1), Light.BLUE, ["on_time"]),
    ("a return makes it void", lambda: returned(internal()), DAY, Light.BLUE, ["on_time"]),
    (
        "on a node's own day",
        lambda: a_story(RECTIFYING, measures=NODE),
        date(2023, 5, 1),
        Light.BLUE,
        ["on_time"],
    ),
    (
        "a node met late",
        lambda: a_story(RECTIFYING, measures=NODE).tell("mark_measure", {"number": 1, "done": True}),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    (
        "a node withdrawn",
        lambda: a_story(RECTIFYING, measures=NODE).tell("amend", {"measures": []}),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    ("an extension waits", asked, DAY, Light.YELLOW, ["extension_pending"]),
    ("an extension waits, the date near", asked, DUE, Light.YELLOW, ["near", "extension_pending"]),
    ("an extension waits, the date gone", asked, LATE, Light.RED, ["overdue"]),
    ("another matter waits", lambda: asked("amendment"), DAY, Light.BLUE, ["on_time"]),
    (
        "an extension decided",
        lambda: asked().tell("decide", {"id": 1, "box": "party", "agrees": False, "outcome": "refused"}),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    ("red before yellow", confirmed, LATE, Light.RED, ["overdue"]),
    ("in acceptance, the date gone", lambda: a_story(ACCEPTING), LATE, Light.BLUE, ["on_time"]),
    ("in acceptance, the date near", lambda: a_story(ACCEPTING), DUE, Light.BLUE, ["on_time"]),
    ("criticised", criticised, DAY, Light.RED, ["criticised"]),
    ("criticised, the day before", criticised, date(2023, 5, 1), Light.BLUE, ["on_time"]),
    (
        "criticised, dealt with",
        lambda: criticised().tell("settle_criticism", {"id": 1}, "coordinator"),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    ("out of reach", unreachable, DAY, Light.RED, ["out_of_reach"]),
    (
        "out of reach, extended",
        lambda: unreachable().tell("extend", {"due": "2023-12-31"}),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    (
        "out of reach, withdrawn",
        lambda: unreachable().tell("withdraw_out_of_reach", {}, "watcher"),
        DAY,
        Light.BLUE,
        ["on_time"],
    ),
    ("out of reach, yet applied for", lambda: unreachable().until(ACCEPTING), DAY, Light.BLUE, ["on_time"]),
    ("a year refused", refused_year, DAY, Light.RED, ["year_refused"]),
    ("no date", lambda: a_story(RECTIFYING, kind=Kind.PETITION), DAY, None, ["no_date"]),
    (
        "no date and lagging",
        lambda: confirmed(Kind.PETITION),
        DAY,
        Light.YELLOW,
        ["lagging"],
    ),
    ("closed", lambda: a_story(State.CLOSED), date(2024, 1, 1), None, ["closed"]),
    ("merged", lambda: a_story(State.MERGED, kind=Kind.PETITION), LATE, None, ["merged"]),
]


@pytest.mark.parametrize(
    ("story", "day", "light", "reasons"), [row[1:] for row in LIGHTS], ids=[row[0] for row in LIGHTS]
)
def test_the_light_is_lit_for_these_reasons(story, day, light, reasons):
    judgement = judge(story().case, RULES, day)
    assert judgement.light is light
    assert [reason.code for reason in judgement.reasons] == [f"light.{reason}" for reason in reasons]


def test_a_late_case_that_was_closed_shows_no_light():
    story = a_story(RECTIFYING, due="2023-05-03").until(State.CLOSED)
    assert judge(story.case, RULES, story.day).light is None


def test_a_year_confirmed_after_all_turns_the_light_off():
    story = refused_year().tell("report_year", {"year": 2023})
    story.tell("confirm_year", {"year": 2023, "confirmed": True}, "judge")
    assert judge(story.case, RULES, DAY).light is None


def test_the_reasons_name_their_facts():
    assert judge(a_case(RECTIFYING), RULES, LATE).reasons[0].facts == {"due": "2023-10-31", "days": 2}
    assert judge(a_case(RECTIFYING), RULES, DUE).reasons[0].facts == {"due": "2023-10-31", "days": 0}
    missed = judge(a_case(RECTIFYING, measures=NODE), RULES, DAY).reasons
    assert [reason.facts for reason in missed] == [{"number": 1, "due": "2023-05-01"}]


def test_the_rulebook_says_which_conditions_count_and_how_near_is_near():
    case = confirmed().case
    assert judge(case, rules_with("light.yellow", ("near",)), DAY).light is Light.BLUE
    assert judge(case, rules_with("light.red", ("lagging",)), DAY).light is Light.RED
    assert judge(a_case(RECTIFYING), rules_with("light.near", 30), date(2023, 10, 1)).light is Light.YELLOW


@pytest.mark.parametrize(("story", "day"), [row[1:3] for row in LIGHTS], ids=[row[0] for row in LIGHTS])
def test_every_light_names_its_rules_and_what_turns_it(story, day):
    judgement = judge(story().case, RULES, day)
    assert judgement.rulebook == "siping/2023.1"
    for cause in judgement.causes:
        assert all(key in RULES.rules for key in cause.rules)
        if judgement.light in (Light.RED, Light.YELLOW):
            assert cause.rules[0] == f"light.{judgement.light}"
            assert cause.turns.code == cause.reason.code.replace("light.", "turns.")
            assert cause.turns.facts == cause.reason.facts


@pytest.mark.parametrize(
    ("story", "day", "then"),
    [
        (confirmed, DAY, lambda s: s.tell("report", LAGGING).tell("review_report", CAUGHT_UP, "coordinator")),
        (
            lambda: a_story(RECTIFYING, measures=NODE),
            DAY,
            lambda s: s.tell("mark_measure", {"number": 1, "done": True}),
        ),
        (lambda: a_story(RECTIFYING), DUE, lambda s: s.until(ACCEPTING)),
        (lambda: a_story(RECTIFYING), DUE, lambda s: s.tell("extend", {"due": "2023-12-31"})),
        (
            asked,
            DAY,
            lambda s: s.tell("decide", {"id": 1, "box": "party", "agrees": False, "outcome": "refused"}),
        ),
        (lambda: a_story(RECTIFYING), LATE, lambda s: s.until(State.CLOSED)),
    ],
    ids=["lagging", "a node missed", "near, applied", "near, extended", "an extension waits", "overdue"],
)
def test_what_a_light_says_would_turn_it_does(story, day, then):
    lit = story()
    before = {cause.turns.code for cause in judge(lit.case, RULES, day).causes}
    assert (
        before & {cause.turns and cause.turns.code for cause in judge(then(lit).case, RULES, day).causes}
        == set()
    )


def test_a_blue_light_says_from_which_day_it_would_be_yellow():
    (cause,) = judge(a_case(RECTIFYING), RULES, DAY).causes
    turns_on = date.fromisoformat(cause.turns.facts["on"])
    assert judge(a_case(RECTIFYING), RULES, turns_on).light is Light.YELLOW
    assert judge(a_case(RECTIFYING), RULES, turns_on - timedelta(days=1)).light is Light.BLUE
    assert judge(a_case(ACCEPTING), RULES, DAY).causes[0].turns is None


def test_every_condition_is_tried():
    assert set(YELLOW) | set(RED) <= {reason for row in LIGHTS for reason in row[4]}


def test_a_month_keeps_no_yellow_that_only_the_offices_own_date_lit():
    assert kept(judge(internal().case, RULES, DAY)) is Light.BLUE
    both = a_story(RECTIFYING, measures=NODE).tell("set_internal_due", {"due": "2023-05-01"}, "coordinator")
    assert kept(judge(both.case, RULES, DAY)) is Light.YELLOW
