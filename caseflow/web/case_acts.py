"""What this reader can do on a case now, what still stands in the way, and whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.guards import Answer
from caseflow.domain.obligations import Obligation, obligations, stands_still
from caseflow.domain.permissions import can, may_ever
from caseflow.domain.terms import State
from caseflow.domain.turn import Turn, waiting_boxes, whose_turn
from caseflow.services.access import moment
from caseflow.services.advance import available
from caseflow.services.awaiting import head_awaited
from caseflow.services.naming import in_words, waits_in_words
from caseflow.services.owing import answers_to, is_own
from caseflow.services.picturing import Picture
from caseflow.services.work import Work
from caseflow.web.acting import act_address
from caseflow.web.acts import ACTS
from caseflow.web.case_kinds import kind_of
from caseflow.web.case_offers import (
    AWAITED,
    DECIDED_BY_HEADS,
    DECIDED_ELSEWHERE,
    MENDS,
    NOTHING_TO_DO,
    OWED,
    POSSIBLE,
    RETREATS,
    Offered,
)
from caseflow.words.rulebook import meaning_in_words
from caseflow.words.say import say, term

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """The act panel: whose turn (`mine`: the reader's), acts open or not yet, further links, who else decides."""

    who: str
    mine: bool
    note: str
    open: list[Row]
    locked: list[Row]
    further: list[Row]
    elsewhere: str


def panel(work: Work, picture: Picture) -> Panel:
    """What the reader sees at the head of the case's page. Only for today: nobody acts on a past day."""
    case = picture.case
    offered = {trigger: answers for trigger, answers in available(work, case).items() if _is_any(answers)}
    mine = answers_to(work)
    owed = [one for one in obligations(case) if one.met_on is None and one.who in mine]
    ready = [trigger for trigger, answers in offered.items() if not any(answer.unmet for answer in answers)]
    pressing = [*_beside(work, case, AWAITED), *(trigger for trigger in ready if trigger not in RETREATS)]
    possible = [*(trigger for trigger in ready if trigger in RETREATS), *_beside(work, case, POSSIBLE)]
    turn = whose_turn(case, moment(work, case))
    who, why = in_words(picture.names, turn)
    notes = (why, _until(work, case, turn.who), *_other_boxes(picture, turn))
    return Panel(
        who=who,
        mine=turn.who is not None and is_own(work, turn.who),
        note=say("list.semicolon").join(filter(None, notes)),
        open=_without_doubles(_link(case, action, owed) for action in pressing if page_of(action)),
        locked=[
            _locked(work, picture, trigger, answers)
            for trigger, answers in offered.items()
            if trigger not in ready and page_of(trigger)
        ],
        further=[
            _link(case, action, owed) | _kind(action)
            for action in possible
            if action not in pressing and page_of(action)
        ],
        elsewhere="".join(_elsewhere(work, case)),
    )


def _beside(work: Work, case: Case, table: tuple[tuple[Action, Offered], ...]) -> list[Action]:
    """The acts of a table that are offered now to whoever may do them."""
    actor = work.actor
    return [
        action
        for action, offered in table
        if offered(case, actor.code) and can(actor, action, case, work.city, work.day)
    ]


def page_of(action: Action) -> str | None:
    """The name of the page on which an act is done, None while it has none."""
    return next((name for name, page in ACTS.items() if page.action is action), None)


def _is_any(answers: tuple[Answer, ...]) -> bool:
    return not any(reason.code in NOTHING_TO_DO for answer in answers for reason in answer.unmet)


def _link(case: Case, action: Action, owed: list[Obligation]) -> Row:
    name = page_of(action) or action.value
    due = next((one.due for one in owed if OWED.get(one.kind) is action and one.due), None)
    return {
        "name": name,
        "label": _label(case, action),
        "href": act_address(case, name),
        "next": say("act.until", {"day": due}) if due else "",
    }


def _kind(action: Action) -> Row:
    place, name = kind_of(action)
    return {"place": place, "kind": say(f"acts.{name}")}


def _label(case: Case, action: Action) -> str:
    if action is Action.FEED_BACK and case.fed_back_on:
        return say("act.correct_feedback")
    matter = DECIDED_BY_HEADS.get(action)
    return say("act.decide", {"matter": f"matter.{matter}"}) if matter else term(f"action.{action}")


def _without_doubles(rows: Iterator[Row]) -> list[Row]:
    return list({row["href"]: row for row in rows}.values())


def _locked(work: Work, picture: Picture, trigger: Action, answers: tuple[Answer, ...]) -> Row:
    return {
        "id": f"why-{trigger}",
        "label": _label(picture.case, trigger),
        "unmet": [_reason(work, picture, reason) for answer in answers for reason in answer.unmet],
        "met": [{"text": say(f"met.{answer.guard}")} for answer in answers if not answer.unmet],
    }


def _reason(work: Work, picture: Picture, reason: Reason) -> Row:
    turn = str(reason.facts.get("turn") or "")
    named = picture.names.reason(_with_criterion(picture, reason))
    return {
        "text": say(named.code, named.facts),
        "turn": picture.names.called(turn) or "",
        "mine": bool(turn) and is_own(work, turn),
        "href": _mended(work, picture.case, reason),
    }


def _with_criterion(picture: Picture, reason: Reason) -> Reason:
    """A criterion is named by what the rulebook says of it."""
    rule = picture.rules.rules.get(str(reason.facts.get("criterion")))
    return Reason(reason.code, {**reason.facts, "criterion": meaning_in_words(rule)}) if rule else reason


def _mended(work: Work, case: Case, reason: Reason) -> str | None:
    action, anchor = MENDS.get(reason.code.removeprefix("guard."), (Action.VIEW, ""))
    name = page_of(action)
    if name and can(work.actor, action, case, work.city, work.day):
        asked = {key: str(reason.facts[key]) for key in ("number", "month") if key in reason.facts}
        return f"{act_address(case, name)}?{urlencode(asked)}" if asked else act_address(case, name)
    return f"#{anchor}" if anchor else None


def _until(work: Work, case: Case, who: str | None) -> str:
    """By when whoever's turn it is should act, and what."""
    found = [(one, head_awaited(work, case, one)) for one in obligations(case) if one.met_on is None]
    owed = [
        (one.kind, awaited.due if awaited else one.due)
        for one, awaited in found
        if who and (awaited.who if awaited else one.who) == who
    ]
    dated = [(due, kind) for kind, due in owed if due]
    if not dated:
        stopped = any(stands_still(case, kind) for kind, _ in owed)
        return say("turn.stopped", {"since": case.suspended_on}) if stopped else ""
    due, kind = min(dated)
    return say("turn.until", {"what": f"obligation.{kind}", "day": due})


def _other_boxes(picture: Picture, turn: Turn) -> Iterator[str]:
    """What the other signature waits for while one head can sign."""
    if picture.case.state is State.SIGNING and turn.who:
        for reason in waiting_boxes(picture.case, picture.city, picture.day).values():
            yield waits_in_words(picture.names, reason)


def _elsewhere(work: Work, case: Case) -> Iterator[str]:
    for action in DECIDED_ELSEWHERE.get(case.state, ()):
        refused = may_ever(work.actor, action, work.city).reason
        if refused:
            yield say("act.elsewhere", refused.facts)
