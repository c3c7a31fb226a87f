"""Doubts about hands and haste: who did what in one case, and how little time lay between two steps."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.actor import CLOCK
from caseflow.domain.event import Event
from caseflow.domain.flags.facts import Facts, Flag, Proof, in_one_go, instant

JUDGES = "accepted"
PARTED = frozenset({"filed", JUDGES})
"""Hands that should be other people's than those that did the work."""


def quick_acceptance(facts: Facts) -> Iterator[Flag]:
    """Accepted on the very day on which it was applied for."""
    applied: Event | None = None
    for event in facts.events("apply_closure", "pass_acceptance"):
        if event.type == "apply_closure":
            applied = event
        elif applied and applied.day == event.day:
            day = event.day.isoformat()
            yield facts.flag(
                "quick_acceptance", facts.proof(applied), facts.proof(event), who=(event.actor,), day=day
            )


def site_before_application(facts: Facts) -> Iterator[Flag]:
    """The place was checked, by the record of acceptance, before anybody had asked for acceptance."""
    applied: Event | None = None
    for event in facts.events("apply_closure", "pass_acceptance"):
        if event.type == "apply_closure":
            applied = event
        elif applied and (site := event.data.get("site_day")) and date.fromisoformat(site) < applied.day:
            proofs = (facts.proof(applied), facts.proof(event))
            yield facts.flag("site_before_application", *proofs, who=(event.actor,), site=site)


def many_hands(facts: Facts) -> Iterator[Flag]:
    """One person who accepted or filed the case and also did part of the work in it."""
    for person, hands in sorted(facts.case.hands.items()):
        machine = person == CLOCK.code or person.startswith("command_line/")
        if not machine and len(hands) > 1 and hands & PARTED:
            own = [event for event in facts.course.events if event.actor == person]
            proofs = (facts.proof(event) for event in own)
            yield facts.flag("many_hands", *proofs, who=(person,), hands="hand." + "|".join(sorted(hands)))


def both_heads_at_once(facts: Facts) -> Iterator[Flag]:
    """Both heads signed within minutes of each other."""
    minutes = facts.number("heads_minutes")
    signed = list(facts.events("sign"))
    both = in_one_go(signed, instant, minutes) if facts.around.hours else []
    if len({event.data["box"] for event in both}) > 1:
        proofs = (facts.proof(event) for event in both)
        who = tuple(dict.fromkeys(event.actor for event in both))
        yield facts.flag("both_heads_at_once", *proofs, who=who, minutes=minutes)


def serial_signing(facts: Facts) -> Iterator[Flag]:
    """One person who signed many cases within minutes."""
    minutes, least = facts.number("signing_minutes"), facts.number("signing_cases")
    for event in facts.events("sign") if facts.around.hours else ():
        signed = facts.around.signed.get(event.actor, ())
        close = [one for one in signed if abs((one[0] - instant(event)).total_seconds()) <= minutes * 60]
        cases = {case for _, case, _ in close}
        if len(cases) >= least:
            proofs = (Proof(case, n) for _, case, n in close)
            yield facts.flag("serial_signing", *proofs, who=(event.actor,), cases=len(cases), minutes=minutes)
