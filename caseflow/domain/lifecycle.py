"""The life of a case as one table. To change the process, change this table (product.md, The life of a case).

Read a row aloud: "pass_acceptance takes a case from accepting to the next step; the guards are independence
and own evidence". Who may is said in `permissions`, and what a guard means in `guards`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from transitions import Machine

from caseflow.domain.actions import Action as A
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.terms import State as S
from caseflow.domain.terms import Step


class Goal(StrEnum):
    """Where a row leads when that is not always the same state."""

    SAME = "same"
    NEXT = "next"
    NAMED = "named"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table. `guards` are asked in this order, and all unmet ones are answered."""

    trigger: A
    sources: frozenset[S]
    goal: S | Goal
    guards: tuple[str, ...] = ()


HEAD = {Step.ACCEPTANCE: S.ACCEPTING, Step.NOTICE: S.AWAITING_NOTICE, Step.SIGNATURES: S.SIGNING}
"""The state a step begins in."""
STEP = {state: step for step, state in HEAD.items()} | {S.PUBLICIZED: Step.NOTICE}
"""The step a middle state belongs to."""
OPEN = (S.FILED, S.RECTIFYING)
MIDDLE = (S.ACCEPTING, S.AWAITING_NOTICE, S.PUBLICIZED, S.SIGNING)
AFTER_NOTICE = (*MIDDLE, S.CLOSED)
ALL = (*OPEN, *MIDDLE, S.CLOSED, S.MERGED)


def _row(trigger: A, sources: tuple[S, ...] | S, goal: S | Goal, *guards: str) -> Row:
    return Row(trigger, frozenset((sources,) if isinstance(sources, S) else sources), goal, guards)


# fmt: off
TABLE: tuple[Row, ...] = (
    #    trigger                  from               to             guards
    _row(A.ASSIGN,                S.FILED,           Goal.SAME,     "no_open_assignment"),
    _row(A.ACCEPT_ASSIGNMENT,     S.FILED,           S.RECTIFYING,  "assigned", "filing_complete"),
    _row(A.DEEM_ACCEPTED,         S.FILED,           S.RECTIFYING,  "assigned", "not_suspended", "assignment_limit_passed", "filing_complete"),
    _row(A.RETURN_ASSIGNMENT,     S.FILED,           Goal.SAME,     "assigned", "not_designated"),
    _row(A.TRANSFER,              S.RECTIFYING,      Goal.SAME,     "transfer_accepted"),
    _row(A.AMEND,                 OPEN,              Goal.SAME,     "amendment_open"),
    _row(A.RECORD_FINDINGS,       S.RECTIFYING,      Goal.SAME,     "is_petition"),
    _row(A.SELF_CHECK,            S.RECTIFYING,      Goal.SAME,     "measures_done", "evidence_complete"),
    _row(A.APPLY_CLOSURE,         S.RECTIFYING,      Goal.NEXT,     "not_standing_only", "no_parts", "every_measure_done", "self_checks_in", "criteria_ticked", "no_report_owed", "closure_requirements", "evidence_complete", "opinions_given", "middle_units"),
    _row(A.WITHDRAW,              MIDDLE,            S.RECTIFYING,  "no_site_record", "nobody_signed"),
    _row(A.REQUEST_SUPPLEMENT,    S.ACCEPTING,       Goal.SAME,     "supplement_left"),
    _row(A.PASS_ACCEPTANCE,       S.ACCEPTING,       Goal.NEXT,     "acceptance_independent", "cooperating_may_accept", "uploaded_nothing"),
    _row(A.FAIL_ACCEPTANCE,       S.ACCEPTING,       S.RECTIFYING),
    _row(A.PUBLISH_NOTICE,        S.AWAITING_NOTICE, S.PUBLICIZED,  "notice_released"),
    _row(A.END_NOTICE,            S.PUBLICIZED,      Goal.NEXT,     "not_suspended", "notice_over", "no_objection_open", "signatures_stand"),
    _row(A.EXEMPT_NOTICE,         S.AWAITING_NOTICE, Goal.NEXT,     "exemption_open", "signatures_stand"),
    _row(A.UPHOLD_OBJECTION,      MIDDLE,            S.RECTIFYING,  "noticed_this_round", "objection_open"),
    _row(A.RECALL,                MIDDLE,            Goal.NAMED,    "earlier_step"),
    _row(A.RETURN_FOR_SUPPLEMENT, S.SIGNING,         Goal.NAMED,    "earlier_step", "holds_signing_post"),
    _row(A.SIGN,                  S.SIGNING,         Goal.NEXT,     "holds_signing_post", "box_empty", "other_person", "no_hand_in_case", "no_objection_open"),
    _row(A.REFUSE,                S.SIGNING,         S.RECTIFYING,  "holds_signing_post"),
    _row(A.REVOKE_CLOSURE,        S.CLOSED,          S.RECTIFYING,  "revocation_open"),
    _row(A.FILE_UP,               S.CLOSED,          Goal.SAME,     "not_filed_up"),
    _row(A.CONFIRM_YEAR,          (S.RECTIFYING, S.CLOSED), Goal.SAME, "is_standing", "year_reported"),
    _row(A.EXTEND,                OPEN,              Goal.SAME,     "extension_open"),
    _row(A.SUSPEND,               (*OPEN, *MIDDLE),  Goal.SAME,     "not_suspended"),
    _row(A.RESUME,                (*OPEN, *MIDDLE),  Goal.SAME,     "is_suspended"),
    _row(A.FEED_BACK,             ALL,               Goal.SAME,     "is_petition"),
    _row(A.OBJECT,                AFTER_NOTICE,      Goal.SAME,     "noticed_this_round"),
    _row(A.REBOUND,               S.CLOSED,          Goal.SAME,     "rebound_open"),
    _row(A.GATHER_PARTS,          S.RECTIFYING,      S.SIGNING,     "parts_closed"),
    _row(A.MERGE,                 OPEN,              S.MERGED,      "is_petition", "not_merged_into"),
    _row(A.UNMERGE,               S.MERGED,          Goal.BACK),
)
# fmt: on

_ROWS = {(row.trigger, source): row for row in TABLE for source in row.sources}
if len(_ROWS) != sum(len(row.sources) for row in TABLE):
    raise AssertionError("two rows share a trigger and a source; the library would silently use the first")
TRIGGERS = tuple(dict.fromkeys(row.trigger for row in TABLE))


def row_for(state: S, trigger: A) -> Row | None:
    """The row for this trigger in this state, None where the table has none."""
    return _ROWS.get((trigger, state))


def find(state: S, trigger: A) -> Row:
    """The same, or NotYet with `lifecycle.wrong_state`."""
    row = row_for(state, trigger)
    if row is None:
        raise NotYet(
            Reason("lifecycle.wrong_state", {"state": f"state.{state}", "trigger": f"action.{trigger}"})
        )
    return row


def following(state: S, order: tuple[Step, ...]) -> S:
    """The state that follows a middle state or rectifying in this order of steps; `closed` after the last."""
    steps = order if state is S.RECTIFYING else order[order.index(STEP[state]) + 1 :]
    return HEAD[steps[0]] if steps else S.CLOSED


def earlier(state: S, order: tuple[Step, ...]) -> tuple[S, ...]:
    """The states a case may be recalled to from a middle state, the first step first.

    A notice that runs may also be recalled to be written anew.
    """
    here = order.index(STEP[state])
    own = (S.AWAITING_NOTICE,) if state is S.PUBLICIZED else ()
    return (*(HEAD[step] for step in order[:here]), *own)


def lies_behind(step: Step, state: S, order: tuple[Step, ...]) -> bool:
    """Whether a case in this state has taken this step; a closed one has taken every step of its order."""
    if state is S.CLOSED:
        return step in order
    return state in MIDDLE and step in order[: order.index(STEP[state])]


def falling(to: S, order: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps whose products fall when a case is recalled to a state: that step and every later one."""
    return order[order.index(STEP[to]) :]


def goals(state: S, trigger: A, order: tuple[Step, ...]) -> tuple[S, ...]:
    """Every state this trigger may lead to from here; the state itself where it does not move the case.

    Nowhere from a state whose step the order leaves out: gathered parts are only signed.
    """
    row = find(state, trigger)
    if state in STEP and STEP[state] not in order:
        return ()
    match row.goal:
        case Goal.SAME:
            return (state,)
        case Goal.NEXT:
            return (following(state, order),)
        case Goal.NAMED:
            return earlier(state, order)
        case Goal.BACK:
            return OPEN
        case _:
            return (S(row.goal),)


def move(state: S, trigger: A, order: tuple[Step, ...], to: S | None = None) -> S:
    """The state after the trigger, moved over the table by the library.

    `to` names the goal where there are several. Raises NotYet where the table has no such arrow.
    """
    possible = goals(state, trigger, order)
    goal = to or (possible[0] if len(possible) == 1 else None)
    if goal not in possible:
        raise NotYet(Reason("lifecycle.no_such_step", {"trigger": f"action.{trigger}"}))
    token = _Token(state.value)
    if not machine(order).events[_arrow(trigger, goal)].trigger(token):
        raise AssertionError("the library answered False though it was given no condition")
    return S(token.state)


@cache
def machine(order: tuple[Step, ...]) -> Machine:
    """The library's machine for one order: it checks arrows and draws them.

    It holds no model (one added is kept alive for ever and its state overwritten), no automatic arrows (back
    doors round every guard) and no queue (every trigger would answer True).
    """
    arrows = [
        {"trigger": _arrow(row.trigger, goal), "source": source.value, "dest": goal.value}
        for row in TABLE
        for source in sorted(row.sources)
        for goal in goals(source, row.trigger, order)
    ]
    states = [state.value for state in S]
    return Machine(
        model=None, states=states, transitions=arrows, initial=None, auto_transitions=False, queued=False
    )


@dataclass(slots=True)
class _Token:
    """What the library moves; no row of the database ever touches it."""

    state: str


def _arrow(trigger: A, goal: S) -> str:
    return f"{trigger.value}>{goal.value}"
