"""Looking back (回头看): closed cases are drawn by lot and looked at; what does not hold goes to the heads."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.dwell import Course
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason, Unknown
from caseflow.domain.lookback import ASKS, RESULTS, Candidate, LookBack, drawn, sizes
from caseflow.domain.terms import State
from caseflow.services.access import case_for, permit
from caseflow.services.advance import require_state
from caseflow.services.flagging import flags_of
from caseflow.services.inputs import past_day, people, said
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.streams import read_look_backs
from caseflow.services.surveying import Survey, survey
from caseflow.services.work import Work

SEED_BYTES = 16


def draw(work: Work, seed: str = "") -> LookBack:
    """Draws cases closed long enough, by the rulebook's strata, share and lots; the seed is the server's own.

    What was drawn before and waits for its result is left out. Once a day, so that nobody draws until it suits them.
    Raises NotYet for a second one, and where there is nobody to draw.
    """
    permit(work, Action.DRAW_LOOK_BACK)
    found, before = survey(work, work.day), read_look_backs(work.session)
    if today := next((one.name for one in before.values() if one.on == work.day), None):
        raise NotYet(Reason("look_back.today", {"name": today}))
    frame = _frame(work, found, {key for key, _ in _waiting(before, found)})
    if not frame:
        raise NotYet(Reason("look_back.nobody"))
    take = sizes(frame, work.book.number("look_back.share"), work.book.number("look_back.least"))
    seed = seed or secrets.token_hex(SEED_BYTES)
    name = f"{work.day.year}-{1 + sum(one.startswith(f'{work.day.year}-') for one in before)}"
    data = {
        "seed": seed,
        "frame": [[one.key, one.stratum, one.lots] for one in frame],
        "take": [[stratum, n] for stratum, n in take.items()],
        "sample": list(drawn(seed, frame, take)),
    }
    permit(work, Action.DRAW_LOOK_BACK)  # the office in which it is done, whatever was looked at for it
    record(work, f"lookback/{name}", "draw_look_back", data)
    return work.look_backs[name]


def look_back(
    work: Work, key: str, name: str, result: str, on: date, place: str, who: Sequence[str], words: str
) -> Case:
    """What was found at the place. What does not hold is a finding too: the coordinator puts it before the heads.

    Raises NotYet for a case that was not drawn or has its result, NotPermitted for whoever had a hand in it.
    """
    case = case_for(work, key, Action.LOOK_BACK)
    require_state(case, Action.LOOK_BACK, State.CLOSED)
    if result not in RESULTS:
        raise BadInput(Reason("finding.unknown", {}))
    found = open_draws(work, case).get(name)
    if found is None:
        raise NotYet(Reason("look_back.not_drawn"))
    if hands := case.hands.get(work.actor.code):
        raise NotPermitted(Reason("look_back.own_hand", {"hands": "hand." + "|".join(sorted(hands))}))
    past_day(work, on, found.on)
    named, number = people(work, list(who), "look_back.people"), len(case.looked_back) + 1
    data = {"draw": name, "result": result, "on": on.isoformat(), "people": len(named)}
    seen, of_it = said("words", words), f"look_back.{number}"
    texts = {
        f"{of_it}.place": said("place", place),
        f"{of_it}.people": "、".join(named),
        f"{of_it}.words": seen,
    }
    record(work, case.stream, "look_back", data, texts=texts, occurred_at=on.isoformat())
    if asks := ASKS.get(result):
        finding = {"asks": asks, "origin": "look_back", "limit": ends(work, "revocation.propose").isoformat()}
        record(work, case.stream, "enter_finding", finding, texts={"finding.words": seen})
    return work.cases[key]


def open_draws(work: Work, case: Case) -> dict[str, LookBack]:
    """The draws in which this case was drawn and that still wait for what is found on it, by name."""
    done = {one.draw for one in case.looked_back}
    every = read_look_backs(work.session)
    return {name: one for name, one in every.items() if case.key in one.sample and name not in done}


def look_backs(work: Work) -> list[LookBack]:
    """Every draw, the newest first. Raises NotPermitted."""
    permit(work, Action.VIEW_LOOK_BACKS)
    return list(read_look_backs(work.session).values())[::-1]


def look_back_called(work: Work, name: str) -> LookBack:
    """One draw. Raises Unknown."""
    found = next((one for one in look_backs(work) if one.name == name), None)
    if found is None:
        raise Unknown(Reason("look_back.unknown", {"name": name}))
    return found


def result_of(case: Case, name: str) -> str:
    """What a draw found on a case; `open` while nobody has said."""
    return next((one.result for one in case.looked_back if one.draw == name), "open")


def _waiting(before: dict[str, LookBack], found: Survey) -> list[tuple[str, str]]:
    """Cases drawn before and not looked at yet, with the draw."""
    return [
        (key, one.name)
        for one in before.values()
        for key in one.sample
        if key in found.courses and result_of(found.courses[key].case, one.name) == "open"
    ]


def _frame(work: Work, found: Survey, waiting: set[str]) -> list[Candidate]:
    doubted = {flag.case for flag in flags_of(work, found)}
    last = work.day - timedelta(days=work.book.number("look_back.closed_for"))
    return [
        Candidate(key, _stratum(work, course.case), _lots(work, course, key in doubted))
        for key, course in sorted(found.courses.items())
        if key not in waiting and _may_be_drawn(course.case, last)
    ]


def _may_be_drawn(case: Case, last: date) -> bool:
    """Closed and standing since that day; of a whole its parts are looked at, for there is no other place to go."""
    closed = case.closure
    return case.counts_as_closed and closed is not None and closed.on <= last and not case.links.parts


def _stratum(work: Work, case: Case) -> str:
    by = {"kind": case.kind.value, "locality": case.parties.locality or "none"}
    return ".".join(by[one] for one in work.book.codes("look_back.strata"))


def _lots(work: Work, course: Course, doubted: bool) -> int:
    """One lot for everybody, and more for what the rulebook says deserves a look."""
    case, book = course.case, work.book
    more = (
        (doubted, "look_back.lots_flagged"),
        (case.key_case, "look_back.lots_key"),
        (not case.looked_back, "look_back.lots_never"),
    )
    return 1 + sum(book.number(key) for said_, key in more if said_)
