"""The one predicate of lateness, by hand and against a second judge who reads the events alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.overdue import is_listed_overdue, is_overdue, overdue_days, standing_application
from caseflow.domain.terms import Kind, State
from tests.domain.makers import DEFAULT, NOTICED_FIRST, SIGNED_FIRST, Story

DUE = date(2023, 10, 31)
NEXT = {
    "apply": ("apply_closure", {"order": ["acceptance", "notice", "signatures"], "to": "accepting"}),
    "withdraw": ("withdraw", {"to": "rectifying"}),
    "fail": ("fail_acceptance", {"to": "rectifying", "correct_by": "2023-12-31"}),
    "pass": ("pass_acceptance", {"unit": "judge", "people": 2, "to": "awaiting_notice"}),
    "refuse": ("refuse", {"to": "rectifying"}),
    "uphold": ("uphold_objection", {"id": 1, "to": "rectifying"}),
    "recall": ("recall", {"falls": ["acceptance", "notice", "signatures"], "to": "accepting"}),
    "close": ("sign", {"box": "party", "dossier": "d", "to": "closed"}),
    "revoke": ("revoke_closure", {"to": "rectifying"}),
    "rebound": ("rebound", {"new_case": "SP2022/2"}),
    "merge": ("merge", {"into": "SP2022/2", "to": "merged"}),
    "unmerge": ("unmerge", {"to": "rectifying"}),
    "suspend": ("suspend", {}),
}

# due as filed · what happened, each with its day · the day asked · late? · by how many days · on the lists?
HAND = [
    # nothing was asked for
    ("10-31", "", "10-30", False, 0, False),
    ("10-31", "", "10-31", False, 0, False),  # the due day is in time
    ("10-31", "", "11-01", True, 1, True),
    ("10-31", "", "12-31", True, 61, True),
    ("02-28", "", "03-01", True, 1, True),  # 2023 is no leap year
    # asked for in time
    ("10-31", "apply 10-30", "11-30", False, 0, False),
    ("10-31", "apply 10-31", "10-31", False, 0, False),
    ("10-31", "apply 10-31", "11-01", False, 0, False),  # on the due day itself
    ("10-31", "apply 10-31; pass 11-20", "11-30", False, 0, False),
    ("10-31", "apply 10-31; pass 11-20; close 12-20", "12-31", False, 0, False),
    ("10-31", "apply 10-01; recall 11-05", "11-30", False, 0, False),  # a recall does not make it fall
    ("10-31", "apply 10-01; pass 10-20; recall 11-05", "11-30", False, 0, False),
    ("10-31", "apply 10-01; suspend 10-02", "11-30", False, 0, False),
    # asked for late
    ("10-31", "apply 11-01", "11-01", True, 1, True),
    ("10-31", "apply 11-10", "11-30", True, 10, True),  # counted to the application, not to the day
    ("10-31", "apply 11-10; pass 11-25", "12-31", True, 10, True),
    (
        "10-31",
        "apply 11-10; pass 11-25; close 12-20",
        "12-31",
        True,
        10,
        False,
    ),  # late stays late, off the lists
    # an application that fell
    ("10-31", "apply 10-15; withdraw 10-20", "10-31", False, 0, False),
    ("10-31", "apply 10-15; withdraw 10-20", "11-01", True, 1, True),
    ("10-31", "apply 10-15; withdraw 11-20", "11-20", True, 20, True),  # the old date is in force again
    ("10-31", "apply 10-15; fail 11-10", "11-10", True, 10, True),
    ("10-31", "apply 10-15; pass 10-20; refuse 11-10", "11-30", True, 30, True),
    ("10-31", "apply 10-15; pass 10-20; uphold 11-10", "11-30", True, 30, True),
    ("10-31", "apply 10-15; pass 10-20; close 11-20; revoke 12-01", "12-01", True, 31, True),
    ("10-31", "apply 10-15; fail 10-20; apply 10-25", "11-30", False, 0, False),  # again and in time
    ("10-31", "apply 10-15; fail 10-20; apply 11-05", "11-30", True, 5, True),  # again and late
    ("10-31", "apply 10-15; fail 11-02; apply 11-05", "11-04", True, 4, True),
    ("10-31", "apply 10-15; fail 11-02; apply 11-05", "12-31", True, 5, True),
    ("10-31", "apply 10-15; fail 10-20; apply 11-05; withdraw 11-06", "11-30", True, 30, True),
    ("10-31", "apply 10-15; pass 10-20; close 11-20; revoke 12-01; apply 12-05", "12-31", True, 35, True),
    # extension
    ("10-31", "extend 10-20 12-15", "11-30", False, 0, False),
    ("10-31", "extend 10-20 12-15", "12-15", False, 0, False),
    ("10-31", "extend 10-20 12-15", "12-16", True, 1, True),
    ("10-31", "extend 10-20 12-15; apply 12-15", "12-31", False, 0, False),
    ("10-31", "extend 10-20 12-15; apply 12-16", "12-31", True, 1, True),
    ("10-31", "extend 10-20 11-15; extend 11-10 12-15", "12-10", False, 0, False),
    ("10-31", "extend 10-20 12-15; apply 12-01; withdraw 12-20", "12-25", True, 10, True),
    # nothing but 长期坚持, and a date joined with it
    ("standing", "", "12-31", False, 0, False),
    ("10-31 standing", "", "11-01", True, 1, True),
    ("10-31 standing", "apply 10-31; pass 11-20; close 12-20", "12-31", False, 0, False),
    ("10-31 standing", "apply 11-02; pass 11-20; close 12-20", "12-31", True, 2, False),
    # suspension moves no date, merging takes the case off the lists
    ("10-31", "suspend 10-01", "11-05", True, 5, True),
    ("10-31", "merge 10-01", "11-05", True, 5, False),
    ("10-31", "merge 10-01; unmerge 11-03", "11-05", True, 5, True),
    ("10-31", "apply 11-10; pass 11-25; close 12-20; rebound 12-25", "12-31", True, 10, False),
    # a petition has no date until a staged plan fixes one
    ("petition", "", "12-31", False, 0, False),
    ("petition", "apply 12-01", "12-31", False, 0, False),
    ("petition", "stage 09-01 10-31", "10-31", False, 0, False),
    ("petition", "stage 09-01 10-31", "11-01", True, 1, True),
    ("petition", "stage 09-01 10-31; apply 10-31", "12-31", False, 0, False),
    (
        "petition",
        "stage 09-01 10-31; stage 10-20 12-31",
        "11-10",
        True,
        10,
        True,
    ),  # only an extension moves it
]


def day(text: str) -> date:
    return date.fromisoformat(f"2023-{text}")


def told(due: str, events: str) -> Story:
    story, kind = Story(day=date(2023, 1, 1)), Kind.PETITION if due == "petition" else Kind.TASK
    dated = due.split()[0] not in ("petition", "standing")
    story.filed(kind, due=day(due.split()[0]).isoformat() if dated else None, standing="standing" in due)
    story.taken()
    for word, on, *to in (event.split() for event in events.split(";") if event.strip()):
        story.day = day(on)
        if word == "extend":
            story.tell("extend", {"due": day(to[0]).isoformat()})
        elif word == "stage":
            story.tell(
                "record_findings",
                {"verdict": "partly", "settlement": "staged", "due": day(to[0]).isoformat()},
            )
            story.tell("confirm_findings", {"by": "coordinator"})
        else:
            story.tell(*NEXT[word])
    return story


@pytest.mark.parametrize(("due", "events", "on", "late", "days", "listed"), HAND)
def test_lateness_by_hand(due, events, on, late, days, listed):
    case = told(due, events).as_of(day(on))
    assert is_overdue(case, day(on)) is late
    assert overdue_days(case, day(on)) == days
    assert is_listed_overdue(case, day(on)) is listed


@pytest.mark.parametrize("order", [DEFAULT, SIGNED_FIRST, NOTICED_FIRST], ids=lambda order: ">".join(order))
def test_time_in_the_middle_steps_is_never_charged_in_any_order(order):
    story = Story(order, day=DUE).filed().taken().applied()
    while story.case.state is not State.CLOSED:
        assert not is_overdue(story.later(30).case, story.day)
        story.stepped()
    assert not is_overdue(story.case, story.later(400).day)
    assert standing_application(story.case) == DUE


def second_judge(events, on: date) -> tuple[bool, int]:
    """Lateness once more, from the events and the sentence of product.md alone."""
    due, asked = None, None
    for event in events:
        if event.day > on:
            break
        if event.type in ("file", "extend") and event.data.get("due"):
            due = date.fromisoformat(event.data["due"])
        elif event.type == "apply_closure":
            asked = event.day
        elif event.data.get("to") == "rectifying":
            asked = None
    if due is None or on <= due or (asked is not None and asked <= due):
        return False, 0
    return True, (min(asked, on) - due).days if asked else (on - due).days


MOVES = {
    State.RECTIFYING: ("apply", "extend", "suspend"),
    State.ACCEPTING: ("withdraw", "fail", "pass"),
    State.AWAITING_NOTICE: ("uphold", "refuse", "recall", "close"),
    State.CLOSED: ("revoke", "rebound"),
}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_second_judge_agrees_whatever_happened(data):
    story = Story(day=date(2023, 1, 1)).filed(due="2023-03-01").taken()
    for _ in range(data.draw(st.integers(0, 12))):
        story.later(data.draw(st.integers(0, 40)))
        word = data.draw(st.sampled_from(MOVES[story.case.state]))
        if word == "extend":
            story.tell("extend", {"due": (story.day + timedelta(data.draw(st.integers(0, 60)))).isoformat()})
        else:
            story.tell(*NEXT[word])
    on = story.day + timedelta(data.draw(st.integers(0, 100)))
    late, days = second_judge(story.events, on)
    assert (is_overdue(story.case, on), overdue_days(story.case, on)) == (late, days)
    then = story.day - timedelta(data.draw(st.integers(0, 100)))
    past = story.as_of(then)
    if past:
        assert (is_overdue(past, then), overdue_days(past, then)) == second_judge(story.events, then)
