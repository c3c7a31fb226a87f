"""A case is the fold of its events: one handler per event type, the newest fact replacing the older."""

from collections.abc import Callable, Iterable
from typing import Any

from caseflow.domain.case.clocks import resumed
from caseflow.domain.case.dossier import void_if_changed
from caseflow.domain.case.facts import Case
from caseflow.domain.case.held import Held
from caseflow.domain.case.parts import BESIDE, Closure
from caseflow.domain.case.within import brought_forward
from caseflow.domain.event import Event, day_of, days_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import State

Handler = Callable[[Case, Event], Case]
HANDLERS: dict[str, Handler] = {}
HAND: dict[str, str] = {
    "file": "filed",
    "complete_filing": "filed",
    "contribute": "reported",
    "take_over": "filed",
    "report": "reported",
    "self_check": "reported",
    "record_findings": "reported",
    "apply_closure": "reported",
    "mark_measure": "reported",
    "add_evidence": "uploaded",
    "supply_supplement": "uploaded",
    "begin_acceptance": "accepted",
    "pass_acceptance": "accepted",
}
"""Which hand a person had in the case by an event: whoever had one may not sign it (product.md, sign)."""

NO_WORK = frozenset(
    {"file", "complete_filing", "describe", "clear_texts", "keep_identity", "split", "take_over", "expect_report",
     "freeze_light", "expect_year", "note_parts", "succeed_unit", "await_successor", "redate", "propose_paper",
     "dismiss_paper"}
)  # fmt: skip
"""What puts a case on record or follows from the calendar; after anything else no ledger says how far it is."""
CORRECTS = frozenset({"describe", "amend", "complete_filing"})
"""What puts other words in the place of older ones; nobody waits for those to be checked any more."""


def on(type_: str) -> Callable[[Handler], Handler]:
    """Registers the handler of one event type."""

    def register(handler: Handler) -> Handler:
        if type_ in HANDLERS:
            raise ValueError(f"two handlers for {type_}")
        HANDLERS[type_] = handler
        return handler

    return register


def apply(case: Case | None, event: Event) -> Case:
    """The case after one more event. Raises KeyError for a type nobody folds, ValueError out of place."""
    if (case is None) != (event.type == "file"):
        raise ValueError(f"{event.type} at {event.stream} {event.n}")
    after = HANDLERS[event.type](case, event)  # type: ignore[arg-type]  # only `file` takes None
    texts = {**after.texts, **event.texts} if event.texts else after.texts
    after = replace(
        after,
        events=event.n + 1,
        hands=_hands(after, event),
        texts=texts,
        held=_held(after, event),
        worked=after.worked or event.type not in NO_WORK,
    )
    return _moved(void_if_changed(brought_forward(case, after, event.day)), event)


def fold(events: Iterable[Event]) -> Case | None:
    """The case all these events make, in order; None for no events."""
    case: Case | None = None
    for event in events:
        case = apply(case, event)
    return case


def _moved(case: Case, event: Event) -> Case:
    to = event.data.get("to")
    if to is None or to == case.state:
        return case
    if to == State.CLOSED:  # nothing stands still any more in a case that is closed
        case = resumed(case, days_of(event.data, "moved"), event.day)
        case = replace(case, closure=_closure(event))
    return replace(case, state=State(to), since=event.day, limit=day_of(event.data, "limit"))


def _closure(event: Event) -> Closure:
    """Closed by this event; on the day a ledger claims where it was closed outside."""
    if event.type != "take_over":
        return Closure(event.day)
    claimed = day_of(event.data, "closed_on") or event.day
    return Closure(claimed, day_of(event.data, "filed_up_on"), outside=True)


def _hands(case: Case, event: Event) -> Any:
    looked_on = event.type == "add_evidence" and event.data["kind"] in BESIDE  # no hand in the work
    hand = None if looked_on else HAND.get(event.type)
    if hand is None or (event.type == "file" and case.links.rebound_of):
        return case.hands  # the heads who decide a rebound open the new case, and sign it in the end
    held = case.hands.get(event.actor, frozenset())
    return case.hands if hand in held else {**case.hands, event.actor: held | {hand}}


def _held(case: Case, event: Event) -> tuple[Held, ...]:
    """The texts in which somebody may be named, with those of this event; `personal_cleared` were cleared before."""
    held = case.held
    if held and event.type in CORRECTS:
        held = tuple(
            replace(one, checked_on=event.day) if one.checked_on is None and one.name in event.texts else one
            for one in held
        )
    cleared, limit = event.data.get("personal_cleared", ()), day_of(event.data, "personal_by")
    found = (name for name in event.data.get("personal", ()) if name in event.texts)
    new = (Held(event.texts[name], name, event.day, event.actor, event.office, limit) for name in found)
    return *held, *(
        replace(one, check_by=None, cleared=True, checked_on=event.day) if one.name in cleared else one
        for one in new
    )
