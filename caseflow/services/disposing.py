"""Disposing (线索处置): what discipline inspectors do with referrals addressed to them and with clues of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseflow.domain import clue as clues
from caseflow.domain.actions import Action
from caseflow.domain.clue import Clue
from caseflow.domain.errors import BadInput, NotYet, Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.handling import Handling, Result, Way
from caseflow.domain.referral import Referral, Status
from caseflow.domain.terms import Office
from caseflow.services.access import case_for, permit
from caseflow.services.apart import Told, note_reading_apart, record_apart, told_of
from caseflow.services.inputs import said
from caseflow.services.limits import ends
from caseflow.services.referring import noted, referral_for, require
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work

CLUES = "clues"
"""What a reading of somebody's own list of clues is called on record."""


@dataclass(frozen=True, slots=True, repr=False)
class OwnClue:
    """A clue with its words; `number` counts those of its reader alone, so that no gap tells of another's."""

    number: int
    clue: Clue
    told: Told


def receive_referral(work: Work, vault: Vault, name: str) -> Referral:
    """Signs for a letter (签收); from then on the clock to choose a way runs."""
    one = _addressed(work, vault, name, Status.ISSUED)
    data = {"limit": ends(work, "referral.dispose").isoformat()}
    return noted(work, one, record_apart(work, vault, one.stream, "receive_referral", data))


def refuse_referral(work: Work, vault: Vault, name: str, reason: str) -> Referral:
    """Not this office's to deal with; the office that referred addresses it anew."""
    one = _addressed(work, vault, name, Status.ISSUED)
    texts = {"refusal": said("reason", reason)}
    return noted(work, one, record_apart(work, vault, one.stream, "refuse_referral", texts=texts))


def dispose_referral(work: Work, vault: Vault, name: str, way: Way, words: str) -> Referral:
    """Takes one of the four ways, or another one than before; why and how stays with the discipline office."""
    one = _addressed(work, vault, name, Status.RECEIVED)
    texts = {"plan": said("plan", words)}
    return noted(work, one, record_apart(work, vault, one.stream, "dispose_referral", _way(work, way), texts))


def conclude_referral(work: Work, vault: Vault, name: str, words: str) -> Referral:
    """What came of it, in words that stay with the discipline office."""
    one = _addressed(work, vault, name, Status.RECEIVED)
    _concludable(one.handling)
    texts = {"outcome": said("outcome", words)}
    data = {"limit": ends(work, "referral.feed_back").isoformat()}
    return noted(work, one, record_apart(work, vault, one.stream, "conclude_referral", data, texts))


def feed_back_referral(work: Work, vault: Vault, name: str, result: Result) -> Referral:
    """Lets the office know the kind of result, and nothing else."""
    one = _addressed(work, vault, name, Status.CONCLUDED)
    data = {"result": result.value}
    return noted(work, one, record_apart(work, vault, one.stream, "feed_back_referral", data))


def keep_clue(work: Work, vault: Vault, title: str, words: str, cases: Iterable[str] = ()) -> Clue:
    """Keeps a clue nobody else sees; the cases it names know nothing of it."""
    data = {"cases": _known(work, cases)}
    permit(work, Action.KEEP_CLUE)
    count = len({*told_of(work.session, vault, "clue/"), *(f"clue/{name}" for name in work.clues)})
    texts = {"title": said("clue_title", title), "words": said("clue_words", words)}
    event = record_apart(work, vault, f"clue/{count + 1}", "keep_clue", data, texts)
    return _noted(work, None, event)


def add_to_clue(work: Work, vault: Vault, number: int, words: str, cases: Iterable[str] = ()) -> Clue:
    """Writes on: further words, further cases."""
    one = _held(work, vault, number)
    data = {"cases": _known(work, cases)}
    permit(work, Action.KEEP_CLUE)
    texts = {f"words.{one.events}": said("clue_words", words)}
    return _noted(work, one, record_apart(work, vault, one.stream, "add_to_clue", data, texts))


def hand_clue(work: Work, vault: Vault, number: int, to: str) -> Clue:
    """Hands it to one more inspector, who goes on with it; its keeper still reads it. Once, and never back."""
    one = _held(work, vault, number)
    if one.handed_on:
        raise NotYet(Reason("clue.handed", {"on": one.handed_on.isoformat()}))
    if to == work.actor.code or to not in others(work):
        raise BadInput(Reason("clue.not_inspector", {}))
    return _noted(work, one, record_apart(work, vault, one.stream, "hand_clue", {"to": to}))


def dispose_clue(work: Work, vault: Vault, number: int, way: Way, words: str) -> Clue:
    """Takes one of the four ways with a clue."""
    one = _held(work, vault, number)
    if one.handling.concluded_on:
        raise NotYet(Reason("clue.concluded", {"on": one.handling.concluded_on.isoformat()}))
    texts = {"plan": said("plan", words)}
    return _noted(work, one, record_apart(work, vault, one.stream, "dispose_clue", _way(work, way), texts))


def conclude_clue(work: Work, vault: Vault, number: int, words: str) -> Clue:
    """What came of it."""
    one = _held(work, vault, number)
    _concludable(one.handling)
    texts = {"outcome": said("outcome", words)}
    return _noted(work, one, record_apart(work, vault, one.stream, "conclude_clue", {}, texts))


def read_clues(work: Work, vault: Vault) -> list[OwnClue]:
    """The actor's own list to be shown; that it was read is on record before it is."""
    permit(work, Action.KEEP_CLUE)
    note_reading_apart(work, vault, CLUES)
    return clues_of(work, vault)[::-1]


def read_clue(work: Work, vault: Vault, number: int) -> OwnClue:
    """One of them to be shown, and the reading on record. Raises Unknown."""
    found = clue_for(work, vault, number)
    note_reading_apart(work, vault, found.clue.stream)
    return found


def clue_for(work: Work, vault: Vault, number: int) -> OwnClue:
    """The actor's clue of this number. Raises Unknown, for another's as for none."""
    found = next((one for one in clues_of(work, vault) if one.number == number), None)
    if found is None:
        raise Unknown(Reason("clue.unknown", {}))
    work.seen.setdefault(found.clue.stream, found.clue.events)
    return found


def clues_of(work: Work, vault: Vault) -> list[OwnClue]:
    """The clues the actor keeps or was handed, numbered as they came to them."""
    permit(work, Action.KEEP_CLUE)
    folded = [(told, clues.fold(told.events)) for told in told_of(work.session, vault, "clue/").values()]
    held = [(told, work.clues.get(one.name, one)) for told, one in folded if one]
    found = [(since, one, told) for told, one in held if (since := one.since(work.actor.code))]
    found.sort(key=lambda row: (row[0], int(row[1].name)))
    return [OwnClue(n, one, told) for n, (_, one, told) in enumerate(found, 1)]


def others(work: Work) -> list[str]:
    """The codes of the other people who inspect today."""
    people = work.city.people.values()
    inspect = [
        person.code
        for person in people
        if person.enabled
        and any(a.office is Office.INSPECTOR and a.holds_on(work.day) for a in person.appointments)
    ]
    return [code for code in inspect if code != work.actor.code]


def clock_of(clue: Clue) -> date | None:
    """By when the next step with a clue is to be done, None where nothing is."""
    return None if clue.handling.concluded_on else clue.handling.limit


def _held(work: Work, vault: Vault, number: int) -> Clue:
    """A clue that the actor goes on with. Raises NotYet where they handed it to another."""
    one = clue_for(work, vault, number).clue
    if one.holder != work.actor.code:
        raise NotYet(Reason("clue.handed", {"on": one.handed_on.isoformat() if one.handed_on else None}))
    return one


def _noted(work: Work, one: Clue | None, event: Event) -> Clue:
    after = clues.apply(one, event)
    work.clues[after.name] = after
    return after


def _addressed(work: Work, vault: Vault, name: str, *wanted: Status) -> Referral:
    one = referral_for(work, vault, name, Action.RECEIVE_REFERRAL).referral
    require(one, *wanted)
    return one


def _way(work: Work, way: Way) -> dict[str, str | None]:
    limit = None if way is Way.CLOSE else ends(work, f"disposal.{way}").isoformat()
    return {"way": way.value, "limit": limit}


def _concludable(handling: Handling) -> None:
    if handling.concluded_on or handling.way in (None, Way.HOLD):
        raise NotYet(Reason("disposal.none", {}))


def _known(work: Work, cases: Iterable[str]) -> list[str]:
    """Cases by key, each to be seen by the actor. Raises Unknown."""
    return [case_for(work, key, Action.VIEW).key for key in dict.fromkeys(cases)]
