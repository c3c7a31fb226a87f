"""Doubts about the dates papers claim, beside the server's (seen elsewhere: invented minutes)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from caseflow.domain.flags.facts import BEFORE, Facts, File, Flag, Proof, in_one_go


def claimed_long_ago(facts: Facts) -> Iterator[Flag]:
    """Papers whose date lies long before they were handed in."""
    most = facts.number("claimed_days")
    late = [
        one for one in facts.files if one.is_paper and one.claimed and (one.day - one.claimed).days >= most
    ]
    if late:
        days = max((one.day - one.claimed).days for one in late if one.claimed)
        yield facts.flag("claimed_long_ago", *_proofs(late), who=_who(late), files=len(late), days=days)


def upload_burst(facts: Facts) -> Iterator[Flag]:
    """Many files by one person within minutes, claimed to be of different days."""
    minutes = facts.number("burst_minutes")
    for person, own in groupby(sorted(facts.files, key=lambda one: (one.by, one.at)), key=lambda one: one.by):
        many = in_one_go(list(own), lambda one: one.at, minutes)
        if facts.around.hours and len(many) >= facts.number("burst_files"):
            yield facts.flag("upload_burst", *_proofs(many), who=(person,), files=len(many), minutes=minutes)


def before_upstream(facts: Facts) -> Iterator[Flag]:
    """Papers that are older than the plan or the hand-over they say they carry out."""
    upstream = facts.upstream
    old = [one for one in facts.files if one.is_paper and one.claimed and upstream and one.claimed < upstream]
    if old and upstream:
        yield facts.flag(
            "before_upstream", *_proofs(old), who=_who(old), files=len(old), upstream=upstream.isoformat()
        )


def before_arrival(facts: Facts) -> Iterator[Flag]:
    """Papers that came into being in the weeks before the inspection team arrived."""
    arrived = facts.arrived
    if arrived is None:
        return
    first = arrived - timedelta(days=facts.number("arrival_days"))
    close = [one for one in facts.files if one.is_paper and one.claimed and first <= one.claimed < arrived]
    if close:
        yield facts.flag(
            "before_arrival", *_proofs(close), who=_who(close), files=len(close), arrived=arrived.isoformat()
        )


def made_after_finding(facts: Facts) -> Iterator[Flag]:
    """Papers dated before somebody looked, and handed in only after they had."""
    found = _looked(facts)
    papers = [one for one in facts.files if one.is_paper and one.claimed]
    for on, proof in found:
        late = [one for one in papers if one.claimed and one.claimed < on < one.day]
        if late:
            yield facts.flag(
                "made_after_finding",
                proof,
                *_proofs(late),
                who=_who(late),
                files=len(late),
                found=on.isoformat(),
            )
            return  # the same papers are late for every later look too


def report_before_photo(facts: Facts) -> Iterator[Flag]:
    """A report on the finished work that is older than the photo of the place before it."""
    photos = [one for one in facts.files if one.kind == BEFORE and one.claimed]
    reports = [
        one for one in facts.files if one.kind in ("completion_report", "monitoring_report") and one.claimed
    ]
    if not photos or not reports:
        return
    first = min(photos, key=_claimed)
    old = [one for one in reports if _claimed(one) < _claimed(first)]
    if old:
        photo = _claimed(first).isoformat()
        yield facts.flag(
            "report_before_photo", first.proof, *_proofs(old), who=_who(old), photo=photo, files=len(old)
        )


def rush_before_due(facts: Facts) -> Iterator[Flag]:
    """Most of the evidence handed in within the last days before the date."""
    due, shown = facts.case.due.day, [one for one in facts.files if not one.withdrawn]
    if due is None or len(shown) < facts.number("rush_files"):
        return
    first = due - timedelta(days=facts.number("rush_days"))
    late = [one for one in shown if first < one.day <= due]
    if len(late) * 100 >= len(shown) * facts.number("rush_share"):
        yield facts.flag(
            "rush_before_due",
            *_proofs(late),
            who=_who(late),
            files=len(late),
            all=len(shown),
            due=due.isoformat(),
        )


def _looked(facts: Facts) -> list[tuple[date, Proof]]:
    """The days on which somebody from outside the unit found something or came to the place, oldest first."""
    found = facts.events("record_criticism", "record_guidance", "enter_finding")
    days = ((date.fromisoformat(event.data.get("on") or event.day.isoformat()), event) for event in found)
    return sorted(((on, facts.proof(event)) for on, event in days), key=lambda one: (one[0], one[1].n))


def _claimed(file: File) -> date:
    return file.claimed or file.day


def _proofs(files: list[File]) -> tuple[Proof, ...]:
    return tuple(one.proof for one in files)


def _who(files: list[File]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.by for one in files))
