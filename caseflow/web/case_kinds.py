"""What the acts that nothing waits for are about, so that many of them stand in order."""

from caseflow.domain.actions import Action

WORK = frozenset(
    {
        Action.REPORT,
        Action.CONTRIBUTE,
        Action.REPORT_YEAR,
        Action.MARK_MEASURE,
        Action.ADD_EVIDENCE,
        Action.GIVE_OPINION,
    }
)
PAPERS = frozenset(
    {
        Action.PROPOSE_PAPER,
        Action.DISMISS_PAPER,
        Action.VOID_PAPER,
        Action.RETURN_ANSWER,
        Action.LIFT_PAPER,
        Action.SEND_REMINDER,
        Action.PROPOSE_COMMENDATION,
    }
)
DATES = frozenset(
    {
        Action.SUSPEND,
        Action.SET_INTERNAL_DUE,
        Action.PROPOSE_EXTENSION,
        Action.SCHEDULE_MEASURE,
        Action.JUDGE_OUT_OF_REACH,
        Action.WITHDRAW_OUT_OF_REACH,
    }
)
RECORDS = frozenset({Action.RECORD_GUIDANCE, Action.RECORD_CRITICISM, Action.ENTER_FINDING, Action.OBJECT})
KINDS = (("work", WORK), ("papers", PAPERS), ("dates", DATES), ("records", RECORDS))
"""In the order in which they are shown; everything else is about the case and comes last."""


def kind_of(action: Action) -> tuple[int, str]:
    """The place of an act's kind, and its name."""
    return next(
        ((place, name) for place, (name, actions) in enumerate(KINDS) if action in actions),
        (len(KINDS), "case"),
    )
