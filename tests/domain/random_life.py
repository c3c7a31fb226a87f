"""One random but lawful life of a case, without a database: what people try, and what stays true whatever they do."""

from random import Random

from caseflow.domain import case as cases
from caseflow.domain.actions import Action
from caseflow.domain.case import dossier_digest
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.guards import ask
from caseflow.domain.lifecycle import MIDDLE, TRIGGERS, earlier, falling, lies_behind, row_for
from caseflow.domain.permissions import can
from caseflow.domain.signers import boxes_of
from caseflow.domain.terms import State, Step
from tests.domain.makers import CITY, CRITERIA, PEOPLE, Story, a_moment, the

WHO = [row.split()[0] for row in PEOPLE.split(";")] + ["clock"]
MATTERS = {
    "extend": "extension",
    "amend": "amendment",
    "exempt_notice": "exemption",
    "revoke_closure": "revocation",
    "rebound": "rebound",
}
DATA = {
    "assign": {"lead_unit": "bureau", "limit": "2023-05-11"},
    "record_findings": {"verdict": "partly", "settlement": "staged", "due": "2023-12-31"},
    "self_check": {"unit": "works", "criteria": CRITERIA},
    "fail_acceptance": {"correct_by": "2023-12-31"},
    "pass_acceptance": {"unit": "judge", "people": 2},
    "publish_notice": {"first_day": "2023-05-05", "last_day": "2023-05-18", "opens_on": "2023-05-24"},
    "object": {"sent_on": "2023-05-08", "in_time": True},
    "uphold_objection": {"id": 1},
    "extend": {"due": "2024-06-30"},
    "confirm_year": {"year": 2023, "confirmed": True},
    "rebound": {"new_case": "SP2022/2"},
    "merge": {"into": "SP2022/2"},
    "transfer": {"unit": "bureau"},
    "resume": {"days": 3},
}
BESIDE = (
    ("mark_measure", {"number": 1, "done": False}),
    ("add_evidence", {"kind": "document", "digest": "more"}),
    ("withdraw_evidence", {"id": 1}),
    ("describe", {}),
    ("confirm_findings", {"by": "coordinator"}),
    ("report_year", {"year": 2023}),
    ("report", {"month": "2023-05", "progress": "lagging", "unit": "bureau"}),
)


STEPS = 150
"""Steps of one life."""


class Life:
    """One case and a dice; every step asks permission and guards as the services do."""

    def __init__(self, seed, order, kind):
        self.dice, self.firsts, self.moves = Random(seed), set(), 0  # noqa: S311  a dice, no secret
        self.seen = set()
        self.story = Story(order).filed(kind, standing=True)

    @property
    def case(self):
        return self.story.case

    def attempt(self, trigger, by):
        """The trigger by this person, if it is granted and every guard is met."""
        row, case = row_for(self.case.state, trigger), self.case
        if row is None or not can(the(by), trigger, case, CITY, self.story.day):
            return
        answers = ask(row.guards, case, a_moment(by, self.story.day))
        if any(answer.unmet for answer in answers):
            return
        self.tell(trigger, by)
        self.moves += 1

    def tell(self, trigger, by):
        case, story = self.case, self.story
        data, to = dict(DATA.get(trigger, {})), None
        if trigger in (Action.RECALL, Action.RETURN_FOR_SUPPLEMENT):
            to = self.dice.choice(earlier(case.state, case.order))
            data["falls"] = [step.value for step in falling(to, case.order)]
        elif trigger is Action.UNMERGE:
            to = case.before_merge
        elif trigger is Action.APPLY_CLOSURE:
            data["order"] = [step.value for step in story.order]
        elif trigger is Action.UPHOLD_OBJECTION:
            data["id"] = case.open_objections[0].id
        if trigger is Action.SIGN:
            signed = {signature.box for signature in case.live_signatures}
            story.signed(next(b for b in boxes_of(the(by), case, CITY, story.day) if b not in signed), by)
        else:
            story.go(trigger, by, to, **data)
        if trigger in MATTERS:
            number = case.open_decision(MATTERS[trigger]).id
            story.tell("decide", {"id": number, "box": "party", "agrees": True, "outcome": "granted"}, by)

    def forward(self):
        """The next helpful step of a diligent city."""
        case, story = self.case, self.story
        match case.state:
            case State.FILED:
                self.attempt(Action.ASSIGN, "coordinator")
                self.attempt(Action.ACCEPT_ASSIGNMENT, "clerk")
            case State.RECTIFYING:
                self.attempt(Action.APPLY_CLOSURE, "clerk")
                if self.case.state is State.RECTIFYING:
                    story.checked()
            case State.ACCEPTING:
                self.attempt(Action.PASS_ACCEPTANCE, "judge")
            case State.AWAITING_NOTICE:
                story.drafted()
                self.attempt(Action.PUBLISH_NOTICE, "coordinator")
            case State.PUBLICIZED:
                self.attempt(Action.END_NOTICE, "clock")
            case State.SIGNING:
                self.attempt(Action.SIGN, self.dice.choice(["party", "government"]))
            case State.MERGED:
                self.attempt(Action.UNMERGE, "coordinator")
            case _:
                self.attempt(self.dice.choice([Action.FILE_UP, Action.REBOUND]), "city_party")
                self.attempt(Action.REVOKE_CLOSURE, "city_party")
                self.propose("revocation")

    def hear(self):
        """Every objection is upheld or answered."""
        for objection in self.case.open_objections:
            if self.dice.random() < 0.5:
                self.attempt(Action.UPHOLD_OBJECTION, "coordinator")
            if objection in self.case.open_objections:
                self.story.tell("answer_objection", {"id": objection.id}, "coordinator")

    def beside(self):
        """Something that moves nothing, where the dossier may still change."""
        type_, data = self.dice.choice(BESIDE)
        if type_ == "confirm_findings" and not self.case.proposed_findings:
            return
        if not lies_behind(Step.SIGNATURES, self.case.state, self.case.order):
            texts = {"title": f"t{self.dice.random()}"} if type_ == "describe" else {}
            self.story.tell(type_, data, "coordinator" if texts else "worker", texts=texts)

    def propose(self, matter):
        """A matter put before the heads."""
        if not self.case.open_decision(matter):
            self.story.tell("propose", {"matter": matter}, "coordinator")
            self.story.tell("check_proposal", {"id": len(self.case.decisions)}, "coordinator")

    def step(self):
        roll = self.dice.random()
        if roll < 0.65:
            if self.case.state is State.PUBLICIZED:
                self.story.later(20)
            self.hear()
            self.forward()
        elif roll < 0.75:
            self.beside()
        elif roll < 0.8:
            self.propose(self.dice.choice(list(MATTERS.values())))
        else:
            trigger = self.dice.choice([t for t in TRIGGERS if row_for(self.case.state, t)])
            granted = [who for who in WHO if can(the(who), trigger, self.case, CITY, self.story.day)]
            self.attempt(trigger, self.dice.choice(granted))

    def hold(self):
        """What must be true after every step."""
        case, live = self.case, self.case.live_signatures
        assert case.state in State
        assert len({s.box for s in live}) == len({s.person for s in live}) == len(live) <= 2
        assert len({s.dossier for s in live}) <= 1
        assert not {s.person for s in live} & set(case.hands)
        assert {s.office for s in live} <= {"post/party", "post/government"}
        if case.state in MIDDLE:
            assert case.order == self.story.order
        if live:
            assert case.state is State.SIGNING or lies_behind(Step.SIGNATURES, case.state, case.order)
        if case.state is State.CLOSED:
            assert len(live) == 2
        assert (case.closure is not None) == (case.state is State.CLOSED)
        assert not any(a.status is not ApplicationStatus.FALLEN for a in case.applications[:-1])
        if case.state in (*MIDDLE, State.CLOSED):
            assert case.application is not None
        if case.state is State.RECTIFYING:
            assert case.application is None
            assert case.round > 1 or not case.applications
        if case.state is not State.FILED and case.due.first:
            self.firsts.add(case.due.first)
        assert len(self.firsts) <= 1
        assert {check.unit for check in case.self_checks} <= set(case.checkers)

    def live(self, steps=STEPS):
        """Steps one after another, each held to every promise; and the events alone must tell the same in the end."""
        for _ in range(steps):
            before = self.case
            self.step()
            self.hold()
            if self.case.state is State.CLOSED and before.state is State.SIGNING:
                assert {s.dossier for s in self.case.live_signatures} == {dossier_digest(self.case)}
            self.seen.add(self.case.state)
        assert cases.fold(self.story.events) == self.case
        assert self.case.events == len(self.story.events)
