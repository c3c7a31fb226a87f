"""The life of a case: the table of product.md, written down here a second time by hand."""

from contextlib import suppress
from itertools import product

import pytest

from caseflow.domain import lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.errors import NotYet
from caseflow.domain.guards import GUARDS
from caseflow.domain.lifecycle import machine, move
from caseflow.domain.permissions import GRANTS
from caseflow.domain.terms import Role, State, Step
from tests.domain.makers import DEFAULT, NOTICED_FIRST, ORDERS, SIGNED_FIRST, Story, a_story

MIDDLE = "accepting awaiting_notice publicized signing"
# trigger: from, to, who. An objection may reach a case after a recall, so every middle state takes one.
TABLE = {
    "assign": ("filed", "same", "coordinator"),
    "accept_assignment": ("filed", "rectifying", "lead_unit"),
    "deem_accepted": ("filed", "rectifying", "clock"),
    "return_assignment": ("filed", "same", "lead_unit"),
    "transfer": ("rectifying", "same", "coordinator"),
    "amend": ("filed rectifying", "same", "group_head"),
    "record_findings": ("rectifying", "same", "lead_unit"),
    "self_check": ("rectifying", "same", "responsible_unit"),
    "apply_closure": ("rectifying", "next", "lead_unit"),
    "withdraw": (MIDDLE, "rectifying", "lead_unit"),
    "request_supplement": ("accepting", "same", "acceptance_unit"),
    "pass_acceptance": ("accepting", "next", "acceptance_unit"),
    "fail_acceptance": ("accepting", "rectifying", "acceptance_unit"),
    "publish_notice": ("awaiting_notice", "publicized", "coordinator"),
    "end_notice": ("publicized", "next", "clock coordinator"),
    "exempt_notice": ("awaiting_notice", "next", "group_head"),
    "uphold_objection": (MIDDLE, "rectifying", "coordinator"),
    "recall": (MIDDLE, "earlier", "coordinator acceptance_unit"),
    "return_for_supplement": ("signing", "earlier", "party_head government_head"),
    "sign": ("signing", "next", "party_head government_head"),
    "refuse": ("signing", "rectifying", "party_head government_head"),
    "revoke_closure": ("closed", "rectifying", "group_head"),
    "file_up": ("closed", "same", "coordinator"),
    "confirm_year": ("rectifying closed", "same", "acceptance_unit"),
    "extend": ("filed rectifying", "same", "group_head"),
    "suspend": (f"filed rectifying {MIDDLE}", "same", "coordinator"),
    "resume": (f"filed rectifying {MIDDLE}", "same", "coordinator"),
    "feed_back": (f"filed rectifying {MIDDLE} closed merged", "same", "coordinator"),
    "object": (f"{MIDDLE} closed", "same", "coordinator"),
    "rebound": ("closed", "same", "group_head"),
    "gather_parts": ("rectifying", "signing", "coordinator"),
    "merge": ("filed rectifying", "merged", "coordinator"),
    "unmerge": ("merged", "filed rectifying", "coordinator"),
}
NEXT = {
    DEFAULT: {
        "rectifying": "accepting",
        "accepting": "awaiting_notice",
        "awaiting_notice": "signing",
        "publicized": "signing",
        "signing": "closed",
    },
    SIGNED_FIRST: {
        "rectifying": "accepting",
        "accepting": "signing",
        "signing": "awaiting_notice",
        "awaiting_notice": "closed",
        "publicized": "closed",
    },
    NOTICED_FIRST: {
        "rectifying": "awaiting_notice",
        "awaiting_notice": "accepting",
        "publicized": "accepting",
        "accepting": "signing",
        "signing": "closed",
    },
}
EARLIER = {
    DEFAULT: {
        "accepting": "",
        "awaiting_notice": "accepting",
        "publicized": "accepting awaiting_notice",
        "signing": "accepting awaiting_notice",
    },
    SIGNED_FIRST: {
        "accepting": "",
        "signing": "accepting",
        "awaiting_notice": "accepting signing",
        "publicized": "accepting signing awaiting_notice",
    },
    NOTICED_FIRST: {
        "awaiting_notice": "",
        "publicized": "awaiting_notice",
        "accepting": "awaiting_notice",
        "signing": "awaiting_notice accepting",
    },
}


def expected(order: tuple[Step, ...], state: State, trigger: str) -> set[str]:
    """Where product.md lets this trigger lead from this state; nowhere is the empty set."""
    sources, goal, _ = TABLE[trigger]
    if state not in sources.split():
        return set()
    if goal == "same":
        return {state.value}
    if goal in ("next", "earlier"):
        return set((NEXT if goal == "next" else EARLIER)[order][state].split())
    return set(goal.split())


def reached(order: tuple[Step, ...], state: State, trigger: Action) -> set[str]:
    """Where the program lets it lead, every state tried as a goal."""
    found = set()
    for goal in State:
        with suppress(NotYet):
            found.add(move(state, trigger, order, goal).value)
    return found


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ">".join(order))
@pytest.mark.parametrize("state", State)
def test_every_trigger_leads_from_every_state_where_the_table_says_and_nowhere_else(order, state):
    for trigger in TABLE:
        assert reached(order, state, Action(trigger)) == expected(order, state, trigger), trigger


@pytest.mark.parametrize("trigger", TABLE)
def test_the_roles_of_the_table_may_and_no_other_may(trigger):
    who = TABLE[trigger][2].split()
    assert {role for role in Role if role in GRANTS[Action(trigger)]} == {Role(role) for role in who}


def test_the_table_holds_every_trigger_once():
    assert set(lifecycle.TRIGGERS) == {Action(trigger) for trigger in TABLE}


def test_whatever_is_no_trigger_moves_nothing():
    for action, state in product(set(Action) - set(lifecycle.TRIGGERS), State):
        with pytest.raises(NotYet):
            move(state, action, DEFAULT)


def test_a_goal_must_be_named_where_there_are_several_and_be_one_of_them():
    assert move(State.SIGNING, Action.RECALL, DEFAULT, State.ACCEPTING) is State.ACCEPTING
    for to in (None, State.SIGNING, State.CLOSED, State.PUBLICIZED):
        with pytest.raises(NotYet, match=r"lifecycle\.no_such_step"):
            move(State.SIGNING, Action.RECALL, DEFAULT, to)


@pytest.mark.parametrize("state", [State.FILED, State.RECTIFYING])
def test_an_unmerged_petition_is_back_where_it_was(state):
    story = a_story(state).go("merge", "coordinator", into="SP2022/1")
    assert (story.case.state, story.case.before_merge) == (State.MERGED, state)
    story.go("unmerge", "coordinator", to=story.case.before_merge)
    assert (story.case.state, story.case.links.merged_into) == (state, None)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ">".join(order))
def test_a_case_is_closed_by_whichever_step_is_last(order):
    story, seen = a_story(State.RECTIFYING, order), []
    story.applied()
    while story.case.state is not State.CLOSED:
        seen.append(story.case.state)
        story.stepped()
    heads = {
        "acceptance": ["accepting"],
        "notice": ["awaiting_notice", "publicized"],
        "signatures": ["signing"],
    }
    assert seen == [state for step in order for state in heads[step]]
    assert story.case.closure.on == story.day
    assert story.events[-1].type == ("end_notice" if order == SIGNED_FIRST else "sign")


def test_what_falls_by_a_recall_is_the_named_step_and_every_later_one():
    accepting, notice, signing = State.ACCEPTING, State.AWAITING_NOTICE, State.SIGNING
    assert lifecycle.falling(accepting, DEFAULT) == DEFAULT
    assert lifecycle.falling(notice, DEFAULT) == ("notice", "signatures")
    assert lifecycle.falling(State.PUBLICIZED, DEFAULT) == ("notice", "signatures")
    assert lifecycle.falling(signing, SIGNED_FIRST) == ("signatures", "notice")
    assert lifecycle.falling(notice, SIGNED_FIRST) == ("notice",)
    assert lifecycle.falling(accepting, NOTICED_FIRST) == ("acceptance", "signatures")


def test_gathered_parts_are_signed_and_no_other_step_is_theirs():
    only = (Step.SIGNATURES,)
    assert move(State.RECTIFYING, Action.GATHER_PARTS, only) is State.SIGNING
    assert move(State.SIGNING, Action.SIGN, only) is State.CLOSED
    assert move(State.SIGNING, Action.REFUSE, only) is State.RECTIFYING
    for state, trigger in product((State.ACCEPTING, State.AWAITING_NOTICE, State.PUBLICIZED), TABLE):
        assert reached(only, state, Action(trigger)) == set()


def test_a_step_lies_behind_once_a_later_one_has_begun_or_the_case_is_closed():
    behind = {
        order: {state for state in State if lifecycle.lies_behind(Step.SIGNATURES, state, order)}
        for order in ORDERS
    }
    closed = {State.CLOSED}
    assert behind == {
        DEFAULT: closed,
        SIGNED_FIRST: closed | {State.AWAITING_NOTICE, State.PUBLICIZED},
        NOTICED_FIRST: closed,
    }


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: ">".join(order))
def test_every_arrow_of_the_library_joins_states_it_knows(order):
    drawn = machine(order)
    known = set(drawn.states)
    arrows = [(arrow.source, arrow.dest) for event in drawn.events.values() for arrow in _arrows(event)]
    assert known == {state.value for state in State}
    assert {end for arrow in arrows for end in arrow} <= known
    assert len(arrows) == sum(len(expected(order, state, trigger)) for state in State for trigger in TABLE)


def test_the_library_has_no_back_door():
    for order in ORDERS:
        assert not [name for name in machine(order).events if name.startswith("to_")]
        assert {name.partition(">")[0] for name in machine(order).events} == set(TABLE)


def test_a_hundred_thousand_moves_keep_nothing_and_always_answer():
    steps = [
        Action.APPLY_CLOSURE,
        Action.PASS_ACCEPTANCE,
        Action.PUBLISH_NOTICE,
        Action.END_NOTICE,
        Action.REFUSE,
    ]
    state = State.RECTIFYING
    for n in range(100_000):
        state = move(state, steps[n % len(steps)], DEFAULT)
    assert state is State.RECTIFYING
    assert len(machine(DEFAULT).models) == 0


def test_every_guard_stands_in_a_row_and_every_row_names_guards_that_exist():
    assert {name for row in lifecycle.TABLE for name in row.guards} == set(GUARDS)


def test_a_story_that_leaves_the_table_cannot_be_told():
    with pytest.raises(NotYet):
        Story().filed().go("sign")


def _arrows(event):
    return [arrow for several in event.transitions.values() for arrow in several]
