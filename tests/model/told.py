"""What a plain reader makes of a case's raw events: written from product.md, without the product's fold.

Kept apart on purpose and never to be shared with it: where the two disagree, one of them misread the promise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseflow.domain.event import Event
from tests.model.waiting import Waiting

BACK = frozenset({"withdraw", "fail_acceptance", "uphold_objection", "refuse", "revoke_closure", "fall_back"})
"""What sends a case back to rectifying."""
HAND = {
    "filed": {"file", "complete_filing", "take_over"},
    "reported": {"contribute", "report", "self_check", "record_findings", "apply_closure", "mark_measure"},
    "uploaded": {"add_evidence", "supply_supplement"},
    "accepted": {"begin_acceptance", "pass_acceptance"},
}
"""Product.md, sign: the person filed, reported, uploaded or accepted nothing in the case."""
DONE = {"pass_acceptance": "acceptance", "end_notice": "notice", "exempt_notice": "notice"}
"""Which event completes which step; signatures are complete with the second."""

ON_THE_WORK = frozenset({"extension", "amendment"})
"""Matters that end unanswered when acceptance is asked for."""


@dataclass(slots=True)
class Told(Waiting):
    """One case as told so far. `done` holds the steps completed in this round, `reports` (day, result) by month.

    `outside` says that a ledger closed it, `elsewhere` in which boxes it claims signatures.

    `doubted` are texts that may name somebody, by digest: their name, who brought them, and whether they may be shown.
    """

    kind: str = ""
    state: str = "filed"
    lead: str | None = None
    locality: str | None = None
    order: tuple[str, ...] = ()
    done: set[str] = field(default_factory=set)
    due: date | None = None
    first: date | None = None
    applied: date | None = None
    settlement: str = "open"
    staged_due: date | None = None
    proposed: Mapping[str, Any] = field(default_factory=dict)
    confirmed: str = "not_started"
    fed_back: date | None = None
    feedback_due: date | None = None
    reports: dict[str, list[tuple[date, str | None]]] = field(default_factory=dict)
    expected: dict[str, bool] = field(default_factory=dict)
    criticised: list[date | None] = field(default_factory=list)
    parts_told: dict[tuple[str, str], date] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    again: str | None = None
    offered: str | None = None
    drafts: int = 0
    matters: list[str] = field(default_factory=list)
    decided: list[date | None] = field(default_factory=list)
    hands: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    standing: bool = False
    outside: bool = False
    elsewhere: set[str] = field(default_factory=set)

    def hear(self, event: Event) -> None:
        """Takes in the next event."""
        data = event.data
        if event.type in BACK:
            self.done, self.applied, self.order, self.confirmed = set(), None, (), "normal"
            self.outside, self.elsewhere = False, set()
        if event.type in {*BACK, "apply_closure", "gather_parts"}:
            self._forget("opinion", "apply")
        if (step := DONE.get(event.type)) is not None:
            self.done.add(step)
        if data.get("kind") in ("guidance", "signed_form"):
            pass  # the photo of whoever came to look, the scan of what a head signed
        elif any(event.type in types for types in HAND.values()) and not data.get("rebound_of"):
            self.hands.add(event.actor)
        self._doubt(event)
        told = getattr(self, f"_{event.type}", None)
        if told:
            told(event)
        if event.type == "sign" and data.get("to"):
            self.done.add("signatures")
        self._move(event)

    def _move(self, event: Event) -> None:
        """A new state ends the limits of the one it leaves; a suspension that ends moves those that stood still."""
        to = event.data.get("to")
        for name, day in event.data.get("moved", ()):
            assert name in self.limits
            self.limits[name] = date.fromisoformat(day)
        if event.type == "resume" or to == "closed":
            self.suspended = None
        if to and to != self.state:
            self._forget("state_", "notice", "post", "supplement", "correct")
            self._limit(f"state_{to}", event.data.get("limit"))
            if event.type == "fail_acceptance":
                self._limit("correct", event.data["correct_by"])
            if to == "publicized" and event.type in ("publish_notice", "take_over"):
                self._limit("notice", event.data["last_day"])
                self._limit("post", event.data["opens_on"], -1)
            if to == "closed" and event.data.get("filed_up_on"):
                self._forget("state_closed")
        self.state = to or self.state

    def _file(self, event: Event) -> None:
        data = event.data
        self.kind = data["kind"]
        self.due = self.first = _day(data.get("due"))
        self.feedback_due = _day(data.get("feedback_due"))
        self.standing = bool(data.get("standing"))
        self._name(data)

    def _take_over(self, event: Event) -> None:
        """What a ledger claims: nothing of it was done here, and no signature of it counts as one."""
        data = event.data
        self._name(data)
        self.settlement = data.get("settlement", self.settlement)
        self.confirmed = data.get("progress", self.confirmed)
        if data["state"] not in ("filed", "rectifying"):
            self.order, self.applied = tuple(data["order"]), _day(data["applied_on"])
            behind = {"acceptance"} if data["passed"] else set()
            behind |= {"notice"} if "last_day" in data and data["state"] != "publicized" else set()
            self.elsewhere = {box for box, _ in data["signed_on"]}
            self.done = behind | (
                {"signatures"} if len(self.elsewhere) == len(("party", "government")) else set()
            )
        self.outside = data["state"] == "closed"

    def _name(self, data: Mapping[str, Any]) -> None:
        self.lead = data.get("lead_unit", self.lead)
        self.locality = data.get("locality", self.locality)

    def _amend(self, event: Event) -> None:
        self._name(event.data)

    def _complete_filing(self, event: Event) -> None:
        """While it is only filed, a later plan takes the place of the first one, its date with it."""
        data = event.data
        self._name(data)
        self.feedback_due = _day(data.get("feedback_due", str(self.feedback_due or "")))
        if "due" in data:
            self.due, self.standing = _day(data["due"]), data["standing"]
            self.first = self.due if self.state == "filed" or self.first is None else self.first

    def _assign(self, event: Event) -> None:
        self._name(event.data)
        self._limit("accept_assignment", event.data["limit"])

    def _accept_assignment(self, _: Event) -> None:
        self._forget("accept_assignment")

    _deem_accepted = _return_assignment = _accept_assignment

    def _offer_transfer(self, event: Event) -> None:
        self.offered = event.data["unit"]
        self._limit("accept_transfer", event.data["limit"])

    def _accept_transfer(self, event: Event) -> None:
        self._forget("accept_transfer")
        self._limit("transfer", event.data["limit"])

    def _refuse_transfer(self, _: Event) -> None:
        self.offered = None
        self._forget("accept_transfer", "transfer")

    _take_back_transfer = _refuse_transfer

    def _transfer(self, event: Event) -> None:
        self.lead, self.offered = event.data["unit"], None
        self._forget("transfer")

    def _propose_paper(self, _: Event) -> None:
        self.drafts += 1

    _merge_paper = _submit_paper = _approve_paper = _send_back_paper = _dismiss_paper = _propose_paper

    def _rebound(self, event: Event) -> None:
        self.again = event.data["new_case"]

    _mark_rebound = _rebound

    def _fall_back(self, _: Event) -> None:
        self.again = None

    def _succeed_unit(self, event: Event) -> None:
        old, new = event.data["unit"], event.data["successor"]
        self.lead = new if self.lead == old else self.lead
        offered = new if self.offered == old else self.offered
        self.offered = None if offered == self.lead else offered
        if self.offered is None:
            self._forget("accept_transfer", "transfer")
        self.locality = new if self.locality == old else self.locality
        self.waiting.discard(old)
        self.limits.pop(f"name_successor.{old}", None)

    def _await_successor(self, event: Event) -> None:
        self.waiting.add(event.data["unit"])
        self._limit(f"name_successor.{event.data['unit']}", event.data["limit"])

    def _extend(self, event: Event) -> None:
        self.due = _day(event.data["due"])

    def _record_findings(self, event: Event) -> None:
        self.proposed = event.data
        self._limit("confirm_findings", event.data["limit"])

    def _confirm_findings(self, event: Event) -> None:
        self._forget("confirm_findings")
        if event.data["by"] == "leader":
            self._limit("confirm_findings", event.data["limit"])
            return
        self.settlement = self.proposed["settlement"]
        planned = _day(self.proposed["due"]) if self.settlement == "staged" else None
        if planned and self.due is None:
            self.due, self.first = planned, self.first or planned

    def _apply_closure(self, event: Event) -> None:
        self.applied, self.order = event.day, tuple(event.data["order"])
        asked = zip(
            self.matters, self.decided, strict=True
        )  # a longer limit, another plan: their object is lost
        self.decided = [day or (event.day if matter in ON_THE_WORK else None) for matter, day in asked]
        for number, day in enumerate(self.decided, 1):
            if day:
                self.limits.pop(f"decide.{number}", None)

    def _revoke_closure(self, event: Event) -> None:
        self.answered, self.again = [day or event.day for day in self.answered], None
        self._forget("objection.")

    def _split(self, event: Event) -> None:
        self.locality, self.parts = event.data["locality"], tuple(event.data["parts"])

    def _note_parts(self, event: Event) -> None:
        self.applied = _day(event.data["applied_on"])

    def _gather_parts(self, event: Event) -> None:
        self.order = tuple(event.data["order"])

    def _recall(self, event: Event) -> None:
        self.done -= set(event.data["falls"])
        self.elsewhere = set() if "signatures" in event.data["falls"] else self.elsewhere
        if "acceptance" in event.data["falls"]:
            self._forget("supplement")

    _return_for_supplement = _recall

    def _report(self, event: Event) -> None:
        month, limit = event.data["month"], event.data["limit"]
        self.reports.setdefault(month, []).append((event.day, None))
        self._forget(f"review.{month}.")
        self._limit(f"review.{month}.{len(self.reports[month])}", limit)

    def _review_report(self, event: Event) -> None:
        month, number = event.data["month"], event.data["number"]
        self.reports[month][number - 1] = self.reports[month][number - 1][0], event.data["result"]
        self._forget(f"review.{month}.")
        if self.state != "closed":
            self.confirmed = event.data.get("confirmed") or self.confirmed

    def _expect_report(self, event: Event) -> None:
        self.expected[event.data["month"]] = False

    def _record_criticism(self, _: Event) -> None:
        self.criticised.append(None)

    def _settle_criticism(self, event: Event) -> None:
        self.criticised[event.data["id"] - 1] = event.day

    def _contribute(self, event: Event) -> None:
        self.parts_told.setdefault((event.data["month"], event.data["unit"]), event.day)

    def _freeze_light(self, event: Event) -> None:
        self.expected[event.data["month"]] = True

    def _feed_back(self, event: Event) -> None:
        self.fed_back = self.fed_back or event.day

    def _propose(self, event: Event) -> None:
        self.matters.append(event.data["matter"])
        self.decided.append(None)
        self._limit(f"decide.{len(self.matters)}", event.data["limit"])
        finding = event.data.get("content", {}).get("finding")
        self.limits.pop(f"propose.{finding}", None)

    def _decide(self, event: Event) -> None:
        if event.data["outcome"]:
            self.decided[event.data["id"] - 1] = event.day
            self.limits.pop(f"decide.{event.data['id']}", None)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
