"""Words for tests of the pure floor: a small city, and a case in any state, both folded from real events."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK, Actor, actor_on
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.city import City
from caseflow.domain.event import Event
from caseflow.domain.guards import GUARDS
from caseflow.domain.moment import Moment
from caseflow.domain.rulebook import Rulebook, Value
from caseflow.domain.terms import Kind, State, Step
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.loader import shipped

DAY = date(2023, 5, 4)
DUE = date(2023, 10, 31)
KEY = "SP2022/SP2022-T01"
RULES = shipped("siping")[0]
CRITERIA = [rule.key for rule in RULES.criteria()]
A, N, S = Step.ACCEPTANCE, Step.NOTICE, Step.SIGNATURES
DEFAULT, SIGNED_FIRST, NOTICED_FIRST = ORDERS = ((A, N, S), (A, S, N), (N, A, S))

UNITS = """
jilin higher - -; siping city jilin siping; tiexi locality siping tiexi; lishu locality siping lishu;
zone zone siping zone; town township tiexi tiexi; bureau department siping siping; partner department siping siping;
works department tiexi tiexi; works-branch branch works tiexi; helper department siping siping;
judge department siping siping; watch department siping siping; office department siping siping;
elsewhere department siping siping; as-written unconfirmed - -
"""
PEOPLE = """
clerk officer bureau; partner officer partner; worker officer works; helper officer helper; judge officer judge;
watcher officer watch; patron officer siping; stranger officer elsewhere; coordinator coordinator office;
second coordinator office; party party_head tiexi; government government_head tiexi; deputy deputy tiexi;
other_party party_head lishu; other_government government_head lishu; other_deputy deputy lishu;
city_party party_head siping; city_government government_head siping; city_deputy deputy siping;
both party_head zone; inspector inspector siping; assessor assessor siping; townsman officer town;
villager village_supervisor town; system system_admin siping; security security_admin siping; audit audit_admin siping;
head coordinator_head office; listener discipline_auditor siping
"""
PARTIES = {
    "locality": "tiexi", "lead_unit": "bureau", "responsible": ["works"], "acceptance_unit": "judge",
    "supervising_unit": "watch",
}  # fmt: skip


def an_event(
    stream: str, n: int, type_: str, data: Mapping[str, Any], by: str = "lead", **more: Any
) -> Event:
    day = more.pop("day", DAY)
    return Event(stream, n, type_, by, f"post/{by}", day, data, **more)


def _city_events() -> Iterable[Event]:
    for row in UNITS.replace("\n", " ").strip().split(";"):
        code, kind, parent, locality = (None if word == "-" else word for word in row.split())
        data = {"code": code, "kind": kind, "parent": parent, "locality": locality}
        yield an_event("city", 0, "add_unit", data, texts={"name": f"name of {code}"})
    for row in PEOPLE.replace("\n", " ").strip().split(";"):
        code, office, unit = row.split()
        yield an_event(f"person/{code}", 0, "add_person", {}, texts={"name": "n", "login": "l"})
        yield appointed(code, office, unit)
    yield appointed("both", "government_head", "zone")


def appointed(code: str, office: str, unit: str, start: str = "2020-01-01", end: str | None = None) -> Event:
    data = {"office": office, "unit": unit, "tenure": "regular", "start": start, "end": end}
    return an_event(f"person/{code}", 1, "appoint", data)


CITY = cities.fold(_city_events())


def a_city(*events: Event) -> City:
    """The small city after some more events."""
    city = CITY
    for event in events:
        city = cities.apply(city, event)
    return city


def the(person: str, city: City = CITY, day: date = DAY) -> Actor:
    """Somebody of the city with the offices held on a day, or the clock."""
    return CLOCK if person == "clock" else actor_on(city.people[person], day)


class Story:
    """A case as it is told, event after event; `case` is what the fold makes of it so far."""

    def __init__(self, order: tuple[Step, ...] = DEFAULT, key: str = KEY, day: date = DAY) -> None:
        self.order, self.stream, self.day = order, f"case/{key}", day
        self.events: list[Event] = []
        self.folded: Case | None = None

    @property
    def case(self) -> Case:
        assert self.folded is not None
        return self.folded

    def as_of(self, day: date) -> Case | None:
        """What was known at the end of a day; None before the case was filed."""
        return cases.fold(event for event in self.events if event.day <= day)

    def ended(self, **data: Any) -> "Story":
        """The same story, its last event saying something more."""
        last = self.events.pop()
        self.folded = cases.fold(self.events)
        return self.tell(last.type, {**last.data, **data}, last.actor, day=last.day, texts=last.texts)

    def tell(
        self, type_: str, data: Mapping[str, Any] | None = None, by: str = "clerk", **more: Any
    ) -> "Story":
        """One more event, as it is."""
        more.setdefault("day", self.day)
        event = an_event(self.stream, len(self.events), type_, dict(data or {}), by, **more)
        self.folded = cases.apply(self.folded, event)
        self.events.append(event)
        return self

    def go(self, type_: str, by: str = "clerk", to: State | None = None, **data: Any) -> "Story":
        """One more event of the table; the table says where it leads."""
        goal = lifecycle.move(self.case.state, Action(type_), self.case.order or self.order, to)
        moved = {} if goal is self.case.state else {"to": goal.value}
        return self.tell(type_, data | moved, by)

    def later(self, days: int) -> "Story":
        """Some days pass."""
        self.day += timedelta(days)
        return self

    def filed(self, kind: Kind = Kind.TASK, **data: Any) -> "Story":
        """On file with all that product.md asks; `data` says what is otherwise."""
        filed: dict[str, Any] = {"kind": kind.value, "measures": [{"number": 1}], **PARTIES}
        filed |= {"due": DUE.isoformat()} if kind is Kind.TASK else {"feedback_due": "2023-05-12"}
        texts = {"title": "t1", "problem": "p1", "goal": "g1", "measure.1": "m1"}
        return self.tell("file", filed | data, "coordinator", texts=texts)

    def taken(self) -> "Story":
        """Assigned and accepted: work has begun."""
        self.tell("assign", {"lead_unit": self.case.parties.lead_unit, "limit": "2023-05-11"}, "coordinator")
        return self.go("accept_assignment")

    def checked(self) -> "Story":
        """Measures done, evidence shown, findings confirmed, every responsible unit checked."""
        if self.case.kind is Kind.PETITION:
            self.tell("record_findings", {"verdict": "partly", "settlement": "settled"})
            self.tell("confirm_findings", {"by": "leader"}, "deputy")
            self.tell("confirm_findings", {"by": "coordinator"}, "coordinator")
        for measure in self.case.measures:
            self.tell("mark_measure", {"number": measure.number, "done": True}, "worker")
        for kind in ("before_photo", "after_photo", "site_check"):
            self.tell("add_evidence", {"kind": kind, "digest": f"{kind}-{len(self.events)}"}, "worker")
        for unit in self.case.checkers:
            texts = {"self_check.head": "h1"}
            self.tell("self_check", {"unit": unit, "criteria": CRITERIA}, "worker", texts=texts)
        return self

    def applied(self) -> "Story":
        """Acceptance has been asked for."""
        return self.checked().go("apply_closure", order=[step.value for step in self.order])

    def stepped(self) -> "Story":
        """The step the case stands in, done."""
        match self.case.state:
            case State.ACCEPTING:
                self.tell("begin_acceptance", {"unit": "judge"}, "judge")
                return self.go("pass_acceptance", "judge", unit="judge", site_day="2023-05-04", people=2)
            case State.AWAITING_NOTICE:
                return self.drafted().published()
            case State.PUBLICIZED:
                return self.later(30).go("end_notice", "clock")
            case _:
                return self.signed("party").signed("government")

    def drafted(self) -> "Story":
        """The text of a notice, written by one and released by another."""
        self.tell("draft_notice", {}, "coordinator", texts={"notice.result": "r1"})
        return self.tell("release_notice", {}, "second")

    def published(self) -> "Story":
        """A notice from today; the next step opens three weeks on."""
        days = {
            "first_day": self.day,
            "last_day": self.day + timedelta(14),
            "opens_on": self.day + timedelta(20),
        }
        return self.go(
            "publish_notice", "coordinator", **{name: day.isoformat() for name, day in days.items()}
        )

    def signed(self, box: str, by: str = "") -> "Story":
        """One signature over the dossier as it is; the second moves the case."""
        data = {"box": box, "dossier": dossier_digest(self.case)}
        if self.case.live_signatures:
            return self.go("sign", by or box, **data)
        return self.tell("sign", data, by or box)

    def until(self, state: State) -> "Story":
        """Told on, step by step, until the case stands in this state."""
        if state is State.MERGED:
            return self.taken().go("merge", "coordinator", into="SP2022/SPD20220926001")
        while self.case.state is not state:
            moves = {State.FILED: self.taken, State.RECTIFYING: self.applied}
            moves.get(self.case.state, self.stepped)()
        return self


def a_story(
    state: State = State.FILED,
    order: tuple[Step, ...] = DEFAULT,
    kind: Kind = Kind.TASK,
    *,
    key: str = KEY,
    **filed: Any,
) -> Story:
    """A story told until a case stands in a state, walked through an order of the steps."""
    return Story(order, key).filed(kind, **filed).until(state)


def a_case(*where: Any, **filed: Any) -> Case:
    """The case of such a story."""
    return a_story(*where, **filed).case


def a_moment(by: str = "clerk", day: date = DAY, city: City = CITY, **more: Any) -> Moment:
    """The moment somebody asks; `rules` and `parts` where they matter."""
    rules: Rulebook = more.get("rules", RULES)
    return Moment(day, the(by, city, day), city, rules, shipped_calendar(), more.get("parts", ()))


def rules_with(key: str, value: Value) -> Rulebook:
    """The shipped rulebook with one value changed."""
    return replace(RULES, rules={**RULES.rules, key: replace(RULES.rules[key], value=value)})


def unmet(guard: str, case: Case, by: str = "clerk", day: date = DAY, **more: Any) -> list[str]:
    """The codes a guard answers with, without their prefix; empty where it is met."""
    reasons = GUARDS[guard](case, a_moment(by, day, **more))
    return [reason.code.removeprefix("guard.") for reason in reasons]
