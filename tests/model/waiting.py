"""What a plain reader makes of the limits that run on a case, and of texts that wait to be looked through."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from caseflow.domain.event import Event

REWORDS = frozenset({"describe", "amend", "complete_filing"})
"""What puts other words in the place of older ones."""


@dataclass(slots=True)
class Waiting:
    """The limits by name with the day they end on, and each doubted text's name, author and answer so far."""

    findings: int = 0
    suspended: date | None = None
    limits: dict[str, date] = field(default_factory=dict)
    doubted: dict[str, tuple[str, str, bool | None]] = field(default_factory=dict)
    answered: list[date | None] = field(default_factory=list)

    def _limit(self, name: str, day: str | None, later: int = 0) -> None:
        if day:
            self.limits[name] = date.fromisoformat(day) + timedelta(days=later)

    def _forget(self, *names: str) -> None:
        self.limits = {name: day for name, day in self.limits.items() if not name.startswith(names)}

    def _doubt(self, event: Event) -> None:
        """What is put in the place of older words ends the waiting for those."""
        for digest, (name, by, shown) in self.doubted.items():
            if shown is None and name in event.texts and event.type in REWORDS:
                self.doubted[digest] = name, by, False
        for name in event.data.get("personal", ()):
            shown = True if name in event.data.get("personal_cleared", ()) else None
            self.doubted[event.texts[name]] = name, event.actor, shown

    def _clear_texts(self, event: Event) -> None:
        for answer, digests in ((True, event.data["cleared"]), (False, event.data["withheld"])):
            for digest in digests:
                self.doubted[digest] = *self.doubted[digest][:2], answer

    def _suspend(self, event: Event) -> None:
        self.suspended = event.day

    def _request_supplement(self, event: Event) -> None:
        self._limit("supplement", event.data["until"])

    def _self_check(self, event: Event) -> None:
        self._limit("opinion", event.data.get("opinion_by"))
        self._limit("apply", event.data.get("apply_by"))

    def _supply_supplement(self, _: Event) -> None:
        self._forget("supplement")

    def _file_up(self, _: Event) -> None:
        self._forget("state_closed")

    def _issue_paper(self, event: Event) -> None:
        self._limit(f"answer.{event.data['id']}", event.data["reply_by"])
        self._limit(f"minutes.{event.data['id']}", event.data.get("minutes_by"))

    def _hold_interview(self, event: Event) -> None:
        self.limits.pop(f"minutes.{event.data['id']}")
        self._limit(f"answer.{event.data['id']}", event.data["reply_by"])

    def _answer_paper(self, event: Event) -> None:
        self.limits.pop(f"answer.{event.data['id']}", None)
        self._limit(f"check_answer.{event.data['id']}", event.data["check_by"])

    def _return_answer(self, event: Event) -> None:
        self.limits.pop(f"check_answer.{event.data['id']}")
        self._limit(f"answer.{event.data['id']}", event.data["reply_by"])

    def _report_year(self, event: Event) -> None:
        self._limit(f"confirm_year.{event.data['year']}", event.data["limit"])

    def _confirm_year(self, event: Event) -> None:
        self.limits.pop(f"confirm_year.{event.data['year']}", None)

    def _enter_finding(self, event: Event) -> None:
        self.findings += 1
        self._limit(f"propose.{self.findings}", event.data["limit"])

    def _settle_finding(self, event: Event) -> None:
        self.limits.pop(f"propose.{event.data['id']}", None)

    def _lift_paper(self, event: Event) -> None:
        for kind in ("answer", "check_answer", "minutes"):
            self.limits.pop(f"{kind}.{event.data['id']}", None)

    _void_paper = _escalate_paper = _lift_paper

    def _object(self, event: Event) -> None:
        self.answered.append(None)
        self._limit(f"objection.{len(self.answered)}", event.data["limit"])

    def _answer_objection(self, event: Event) -> None:
        self.answered[event.data["id"] - 1] = event.day
        self.limits.pop(f"objection.{event.data['id']}")

    _uphold_objection = _answer_objection
