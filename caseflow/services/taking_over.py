"""Taking over (补录): what a ledger says was done before the record began, put on record as claims and never as acts.

For a city that begins in the middle; the importer asks for it by name. Nothing that was done here is overwritten.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.parts import Parties
from caseflow.domain.claims import RANK, Claims, faults, reached
from caseflow.domain.lifecycle import MIDDLE
from caseflow.domain.terms import Kind, Settlement, State, Step, Verdict
from caseflow.ledgers.columns import UNKNOWN, step_heading
from caseflow.ledgers.ledger import PetitionFacts, Vocabulary
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.steps import MARK, Telling, plain_step, signer
from caseflow.services.advance import inform_whole
from caseflow.services.limits import ends, of_state
from caseflow.services.matching import Matching
from caseflow.services.record import record
from caseflow.services.work import Work

OUTSIDE = "outside."
"""How the cells of steps are named on record."""
_OTHER = "other."
_FIGURES = re.compile(r"[-+−0-9./ 件条起]+")
_COUNTS = re.compile(r"([0-9]{1,6})[件条起]?(?:/([0-9]{1,6})[件条起]?)?")
"""How many objections came, and of how many it is written that they were dealt with."""
Steps = Mapping[str, tuple[str, str]]
"""The cells of a row that tell of steps: by their own code the column's code in the sheet, and the text."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to go on record of one case: its state, the days as the event carries them, the words by name."""

    state: State
    data: Mapping[str, Any]
    texts: Mapping[str, str]
    claimed_on: date | None


@dataclass(slots=True)
class TakingOver:
    """Judges the rows of one ledger of digest `file`; `words` are folded, `columns` those of the sheet by code."""

    work: Work
    names: Matching
    words: Vocabulary
    notes: Notes
    file: str
    order: tuple[Step, ...] = field(init=False)

    def __post_init__(self) -> None:
        """The order of the steps that is in force."""
        self.order = tuple(Step(code) for code in self.work.book.codes("steps.order"))

    def look(
        self,
        case: Case,
        steps: Steps,
        *,
        held: Mapping[str, str],
        verdict: Verdict | None = None,
        many: bool = False,
    ) -> Taken | None:
        """What a row claims of a case; None where it claims nothing, or contradicts itself, which is noted.

        `held` are the cells an earlier ledger brought; `verdict` is what a settled petition's row says; `many` says
        that the case has parts in several localities.
        """
        cells = {code: text for code, (_, text) in steps.items()}
        columns = {code: column for code, (column, _) in steps.items()}
        if not cells and verdict is None:
            return None
        before = len(self.notes.errors)
        claims = Telling(cells, self.words, self.notes, columns).claims()
        claims = _joined(claims, self._held(held))
        over = self._notice_over(claims)
        for fault in faults(claims, self.order, over, self.work.day):
            self.notes.error(fault.code, _place(fault.column, columns), **fault.facts)
        if len(self.notes.errors) > before:
            return None
        state = max(reached(claims, self.order, over), case.state, key=RANK.__getitem__)
        parties = self._parties(case, cells)
        self._check(case, parties, state, verdict, many=many)
        if len(self.notes.errors) > before:
            return None
        self._warn(claims, state, cells, columns)
        data = parties | self._data(claims, state) | _found(verdict)
        return Taken(state, data, _texts(cells), _latest(claims, self.work.day))

    def differing(self, steps: Steps, held: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """The cells that say something else than an earlier ledger did: column of the sheet, old and new words."""
        return [
            (column, held[code], text)
            for code, (column, text) in steps.items()
            if code in held and self._meaning(code, held[code]) != self._meaning(code, text)
        ]

    def _meaning(self, code: str, text: str) -> Hashable:
        """What a cell claims, so that two ways of writing it are equal; beside a day also who signed."""
        claims = Telling({code: text}, self.words, Notes({}), {}).claims()
        named = signer(text) if code in ("party", "government") else ""
        return (claims, named) if claims != Claims() else plain_step(text)

    def _held(self, held: Mapping[str, str]) -> Claims:
        """What earlier ledgers claimed; the state they named may have been left behind since."""
        quiet = Notes({})
        return replace(Telling(held, self.words, quiet, {}).claims(), state=None)

    def _notice_over(self, claims: Claims) -> bool:
        opens = self._opens_on(claims)
        return opens is not None and opens <= self.work.day

    def _opens_on(self, claims: Claims) -> date | None:
        if claims.last is None:
            return None
        return ends(self.work, "notice.post", claims.last) + timedelta(days=1)

    def _parties(self, case: Case, cells: Mapping[str, str]) -> dict[str, str]:
        """A unit the case lacks and the row names."""
        found = {}
        for code, name in (("lead", "lead_unit"), ("acceptance", "acceptance_unit")):
            if code in cells and getattr(case.parties, name) is None:
                unit = self.names.unit(cells[code])
                heirs = self.names.heirs(unit)
                if not self.names.is_confirmed(unit):
                    self.notes.warn("unknown_unit", code, name=cells[code])
                if len(heirs) == 1:
                    found[name] = heirs[0]
        return found

    def _check(
        self, case: Case, named: Mapping[str, str], state: State, verdict: Verdict | None, *, many: bool
    ) -> None:
        """What a case needs in order to go on from its state, or to stand in it."""
        if state not in (*MIDDLE, State.CLOSED):
            return
        if many and state is not State.CLOSED:
            self.notes.error("takeover_parts", None)
        needed = ("locality", "lead_unit", *(("acceptance_unit",) if state is State.ACCEPTING else ()))
        for name in needed:
            if (named.get(name) or getattr(case.parties, name)) is None and state is not State.CLOSED:
                self.notes.error("takeover_gap", None, part=name)
        settled = verdict is not None or case.settlement is Settlement.SETTLED
        if case.kind is Kind.PETITION and not settled:
            self.notes.error("takeover_unsettled", "settlement")

    def _warn(
        self, claims: Claims, state: State, cells: Mapping[str, str], columns: Mapping[str, str]
    ) -> None:
        if state is State.CLOSED and claims.progress is None:
            self.notes.warn("takeover_no_progress", _place("progress", columns))
        if claims.first and claims.last:
            wanted = ends(self.work, "notice.period", claims.first, counting_start=True)
            if claims.last < wanted:
                self.notes.warn("takeover_notice_short", _place("notice", columns), wanted=wanted.isoformat())
        self._objections(state, cells, columns)
        hands = [signer(cells[box]) for box in ("party", "government") if box in cells]
        if len(hands) > len(set(hands)) and all(hands):
            self.notes.warn("takeover_one_hand", _place("government", columns))

    def _objections(self, state: State, cells: Mapping[str, str], columns: Mapping[str, str]) -> None:
        """A count of objections that is none, or not all of them dealt with on a case that is closed."""
        text = plain_step(cells.get("objections", ""))
        if not _FIGURES.fullmatch(text):
            return
        counts = _COUNTS.fullmatch(text)
        came, dealt = (int(counts[1]), int(counts[2] or counts[1])) if counts else (0, 1)
        if dealt > came or (dealt < came and state is State.CLOSED):
            code = "takeover_objections_open" if dealt < came else "takeover_objections_unread"
            self.notes.warn(code, _place("objections", columns), text=text)

    def _data(self, claims: Claims, state: State) -> dict[str, Any]:
        signed = (("party", claims.party), ("government", claims.government))
        days = {
            "assigned_on": claims.assigned,
            "accepted_on": claims.accepted,
            "applied_on": claims.applied,
            "site_day": claims.site,
            "first_day": claims.first,
            "last_day": claims.last,
            "opens_on": self._opens_on(claims),
            "closed_on": claims.closed,
            "filed_up_on": claims.filed_up,
        }
        data: dict[str, Any] = {"file": self.file, "state": state.value, "passed": claims.passed is True}
        data |= {name: day.isoformat() for name, day in days.items() if day}
        data["signed_on"] = [[box, day.isoformat()] for box, day in signed if day]
        if claims.progress:
            data["progress"] = claims.progress.value
        if state in (*MIDDLE, State.CLOSED):
            data["order"] = [step.value for step in self.order]
        return data


def settled_verdict(facts: PetitionFacts, notes: Notes) -> Verdict | None:
    """The verdict to take over; None, noted, where it is missing, or where the case is staged and so lacks its date."""
    if facts.settlement == Settlement.STAGED:
        notes.warn("takeover_no_due", "settlement")
    elif facts.settlement == Settlement.SETTLED:
        if facts.verdict:
            return Verdict(facts.verdict)
        notes.warn("takeover_no_verdict", "settlement")
    return None


def take_over(work: Work, key: str, taken: Taken) -> None:
    """Puts the claims on record, on every part of the case too: one line of a ledger speaks of all localities."""
    for one in (*work.cases[key].links.parts, key):
        _record(work, work.cases[one], taken)
    inform_whole(work, work.cases[key])


def held_steps(texts: Mapping[str, str]) -> dict[str, str]:
    """The cells an earlier ledger brought, by code; columns nobody knows under their headings."""
    found = {}
    for name, text in texts.items():
        if name.startswith(OUTSIDE + _OTHER):
            heading, _, words = text.partition("\t")
            found[UNKNOWN + heading] = words
        elif name.startswith(OUTSIDE):
            found[name.removeprefix(OUTSIDE)] = text
    return found


def _record(work: Work, case: Case, taken: Taken) -> None:
    own = {
        name: value
        for name, value in taken.data.items()
        if name not in Parties.__slots__ or _lacks(case, name)
    }
    if case.state is not taken.state:
        own |= {"to": taken.state.value} | of_state(work, taken.state)
    day = taken.claimed_on
    record(
        work, case.stream, "take_over", own, texts=taken.texts, occurred_at=day.isoformat() if day else None
    )


def _place(code: str | None, columns: Mapping[str, str]) -> str | None:
    """The column of the sheet that tells of a step; its usual heading where the sheet has none."""
    return columns.get(code, step_heading(code)) if code else None


def _lacks(case: Case, party: str) -> bool:
    return getattr(case.parties, party) is None


def _joined(new: Claims, old: Claims) -> Claims:
    """What two ledgers claim together; where both speak the cells agree."""
    known = {name: getattr(old, name) for name in Claims.__slots__ if getattr(new, name) is None}
    return replace(new, **known)


def _texts(cells: Mapping[str, str]) -> dict[str, str]:
    others = [(code, text) for code, text in cells.items() if code.startswith(UNKNOWN)]
    texts = {OUTSIDE + code: text for code, text in cells.items() if not code.startswith(UNKNOWN)}
    return texts | {
        f"{OUTSIDE}{_OTHER}{n}": f"{' '.join(code.removeprefix(UNKNOWN).split())}\t{text}"
        for n, (code, text) in enumerate(others, 1)
    }


def _found(verdict: Verdict | None) -> dict[str, str]:
    if verdict is None:
        return {}
    return {"verdict": verdict.value, "settlement": Settlement.SETTLED.value}


def _latest(claims: Claims, today: date) -> date | None:
    """The day the ledger claims for the last thing it tells."""
    days: Iterable[Any] = (getattr(claims, name) for name in Claims.__slots__)
    return max((day for day in days if isinstance(day, date) and day <= today), default=None)


def marked(text: str, outside: bool) -> str:
    """A cell of a ledger going out, with the mark that it was not done here."""
    return f"{text}{MARK}" if text and outside else text


def untouched(case: Case, parts: Iterable[Case]) -> bool:
    """Whether nothing was done here on a case or any part of it, so that a ledger may say how far it is."""
    return not any(one.worked or one.state is State.MERGED for one in (case, *parts))
