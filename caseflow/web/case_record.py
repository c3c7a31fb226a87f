"""What the steps of a case left on record, as rows: findings, checks, notice, matters, objections, signatures."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.criticism import Criticism
from caseflow.domain.case.parts import Decision, Objection, Signature, Year
from caseflow.domain.event import Event
from caseflow.domain.signer_keys import PASSWORD
from caseflow.domain.signers import signing_posts, waiting_voices
from caseflow.domain.terms import State
from caseflow.domain.turn import waiting_boxes
from caseflow.services.naming import waits_in_words
from caseflow.services.outside_words import brought, claimed, claimed_days, signed_claim
from caseflow.services.picturing import Picture
from caseflow.web.day_links import day_link
from caseflow.words.say import msgids, say, term

Row = dict[str, Any]


def procedure(picture: Picture) -> list[Row]:
    """What findings, self-checks, acceptance, notice and closure left on record, one line each."""
    done = [
        {
            "term": term(f"record.{code}"),
            "value": say(f"record.{code}", facts),
            "href": day_link(picture.case, "notice", picture.day) if code == "notice" else None,
        }
        for code, facts in _steps(picture)
    ]
    outside = [
        {"term": term(f"record.{code}"), "value": say(f"outside.{code}", facts)}
        for code, facts in _outside(picture.case)
    ]
    return outside + done


def outside(picture: Picture) -> Row | None:
    """What a ledger claims was done before the record began, and how it came here; None where none does."""
    claims = picture.case.outside
    if claims is None:
        return None
    said = brought(picture.case, picture.names.called(claims.by) or "")
    return {"rows": claimed(picture.case, picture.text), "said": said}


def notice(picture: Picture) -> list[Row]:
    """The text of the notice, part by part."""
    return [
        {"term": term(f"text.{part}"), "value": picture.text(f"notice.{part}")}
        for part in ("problem", "goal", "measures", "result", "office", "phone", "address")
    ]


def decisions(picture: Picture) -> list[Row]:
    """The matters before the group's heads, newest first, each with its course and the words it was proposed in."""
    proposals = [event for event in picture.events if event.type == "propose"]
    rows = []
    for decision in reversed(picture.case.decisions):
        texts = proposals[decision.id - 1].texts
        rows.append(
            {
                "matter": term(f"matter.{decision.matter}"),
                "reason": picture.words.get(texts.get("reason", ""), ""),
                "to_day": decision.to_day,
                "changes": list(_changes(picture, decision)),
                "outcome": term(f"outcome.{decision.outcome}") if decision.outcome else "",
                "course": say("list.semicolon").join(_course(picture, decision)),
                "href": day_link(picture.case, f"decide.{decision.id}", picture.day)
                if decision.decide_by
                else None,
            }
        )
    return rows


def objections(picture: Picture) -> list[Row]:
    """What the public objected, newest first."""
    entered = [event for event in picture.events if event.type == "object"]
    return [
        {
            "id": one.id,
            "words": "\n".join(_words(picture, entered[one.id - 1])),
            "answer": term(f"objection_answer.{one.answer}") if one.answer else "",
            "course": say("list.semicolon").join(_answered(one)),
            "href": day_link(picture.case, f"objection.{one.id}", picture.day) if one.answer_by else None,
        }
        for one in reversed(picture.case.objections)
    ]


def boxes(picture: Picture) -> list[Row]:
    """The two equal boxes, Party left: who signed, or who is to; what fell is struck through with the reason."""
    case = picture.case
    if not case.signatures and case.state is not State.SIGNING and not claimed_days(case):
        return []
    return [
        _box(picture, box, f"{post.office}/{post.unit}")
        for box, post in signing_posts(case, picture.city, picture.day).items()
    ]


def findings_after(picture: Picture) -> list[Row]:
    """What was found after closure, newest first, in the words it was entered in."""
    entered = [event for event in picture.events if event.type == "enter_finding"]
    return [
        {
            "asks": term(f"matter.{finding.asks}"),
            "on": finding.on,
            "by": picture.names.called(finding.by),
            "origin": term(f"origin.{finding.origin}"),
            "words": "\n".join(_words(picture, entered[finding.id - 1])),
            "decided": finding.decided,
            "propose_by": finding.propose_by,
            "href": day_link(picture.case, f"propose.{finding.id}", picture.day),
        }
        for finding in reversed(picture.case.after)
    ]


def looked_back(picture: Picture) -> list[Row]:
    """What look-backs found at the place, newest first."""
    return [
        {
            "result": term(f"look_back.{one.result}"),
            "on": one.on,
            "place": picture.text(f"look_back.{one.id}.place"),
            "people": picture.text(f"look_back.{one.id}.people"),
            "words": picture.text(f"look_back.{one.id}.words"),
            "by": picture.names.called(one.by),
        }
        for one in reversed(picture.case.looked_back)
    ]


def criticisms(picture: Picture) -> list[Row]:
    """Findings from outside, newest first, in the words they were entered in."""
    entered = [event for event in picture.events if event.type == "record_criticism"]
    return [
        {
            "kind": term(f"criticism.{found.kind}"),
            "on": found.on,
            "by": picture.names.called(found.by),
            "words": "\n".join(_words(picture, entered[found.id - 1])),
            "settled": found.settled_on,
            "source": _source(picture.case, found),
            "files": [picture.text(f"evidence.{number}.name") for number in found.files],
        }
        for found in reversed(picture.case.criticisms)
    ]


def _source(case: Case, found: Criticism) -> str:
    """The paper or the visit by which it was found, "" where it came in from elsewhere."""
    if found.visit:
        return say("criticism.of_visit", {"on": case.guidances[found.visit - 1].on})
    paper = next((one for one in case.papers if found.paper and one.ordinal == found.paper), None)
    return (
        say("criticism.of_paper", {"rung": paper.rung, "number": paper.number or paper.ordinal})
        if paper
        else ""
    )


def _steps(picture: Picture) -> Iterator[tuple[str, dict[str, Any]]]:
    case, names = picture.case, picture.names
    if case.findings and not case.findings.outside:
        facts = {"verdict": case.findings.verdict, "settlement": case.findings.settlement}
        yield "findings", {**facts, "on": case.findings.on}
    if case.fed_back_on:
        yield "fed_back", {"on": case.fed_back_on}
    for check in case.self_checks:
        yield "self_check", {"unit": names.called(check.unit), "on": check.on, "n": len(check.criteria)}
    if case.acceptance and case.acceptance.passed_on and not case.acceptance.outside:
        done = case.acceptance
        yield (
            "acceptance",
            {
                "unit": names.called(done.unit),
                "on": done.passed_on,
                "site_day": done.site_day,
                "people": done.people,
                "place": picture.text("acceptance.place"),
            },
        )
    if case.notice and case.notice.first_day and not case.notice.outside:
        yield (
            "notice",
            {
                "first": case.notice.first_day,
                "last": case.notice.last_day,
                "opens": case.notice.opens_on,
                "medium": picture.text("notice.medium"),
            },
        )
    for year in case.years:
        yield "year", {"year": year.year, "reported_on": year.reported_on, "result": _result(year)}
    if case.closure and not case.closure.outside:
        yield "closure", {"on": case.closure.on, "filed_up_on": case.closure.filed_up_on}


def _outside(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    """The steps that stand as a ledger claims them."""
    findings, passed, notice, closure = case.findings, case.acceptance, case.notice, case.closure
    if findings and findings.outside:
        yield "findings", {"verdict": findings.verdict, "settlement": findings.settlement}
    if case.application and case.application.outside:
        yield "applied", {"on": case.application.on}
    if passed and passed.outside:
        yield "acceptance", {"site_day": passed.site_day}
    if notice and notice.outside:
        yield "notice", {"first": notice.first_day, "last": notice.last_day}
    if closure and closure.outside:
        yield "closure", {"on": closure.on, "filed_up_on": closure.filed_up_on}


def _result(year: Year) -> str:
    if year.confirmed is None:
        return say("record.unconfirmed")
    return term(f"confirmed.{str(year.confirmed).lower()}")


def _words(picture: Picture, event: Event) -> Iterator[str]:
    """What was typed with an event, but for what was erased."""
    return (picture.words[digest] for digest in event.texts.values() if digest in picture.words)


def _course(picture: Picture, decision: Decision) -> Iterator[str]:
    yield say(
        "matter.proposed", {"who": picture.names.called(decision.proposed_by), "on": decision.proposed_on}
    )
    if decision.checked_by:
        yield say("matter.checked", {"who": picture.names.called(decision.checked_by)})
    for box, agrees, who, on in decision.votes:
        yield say("matter.voted", {"box": box, "who": picture.names.called(who), "on": on, "agrees": agrees})
    for reason in waiting_voices(picture.city, picture.day, decision).values():
        yield waits_in_words(picture.names, reason)
    if decision.outcome is None and decision.decide_by:
        yield say("matter.decide_by", {"day": decision.decide_by})


def _answered(objection: Objection) -> Iterator[str]:
    yield say("objection.sent" if objection.in_time else "objection.late", {"on": objection.sent_on})
    if objection.answered_on:
        yield say("objection.answered_on", {"on": objection.answered_on})
    elif objection.answer_by:
        yield say("objection.answer_by", {"day": objection.answer_by})


def _changes(picture: Picture, decision: Decision) -> Iterator[Row]:
    """What an amendment would put in place of what, text by text."""
    for name, digest in decision.words.items():
        yield {
            "old": picture.text(name) if decision.outcome is None else "",
            "new": picture.words.get(digest, ""),
        }


def _box(picture: Picture, box: str, post: str) -> Row:
    own = [signature for signature in picture.case.signatures if signature.box == box]
    live = next((signature for signature in own if signature.void is None), None)
    fallen = [say("signature.void", _signed(picture, one) | {"why": _why(one)}) for one in own if one.void]
    why = waiting_boxes(picture.case, picture.city, picture.day).get(box)
    awaited = waits_in_words(picture.names, why) if why else say("signature.awaited")
    status = say("signature.given", _signed(picture, live)) if live else awaited
    outside = "" if live else signed_claim(picture.case, box, picture.text)
    if outside:
        claim = say("outside.signature", {"words": outside})
        status = claim if picture.case.state is State.CLOSED else f"{claim}；{status}"
    name = live.person if live else post
    return {
        "office": term(f"box.{box}"),
        "name": picture.names.called(name) or "",
        "mine": False,
        "void": "；".join(fallen),
        "status": status,
    }


def _signed(picture: Picture, signature: Signature) -> Row:
    return {
        "who": picture.names.called(signature.person),
        "on": signature.on,
        "means": signature.means or PASSWORD,
    }


def _why(signature: Signature) -> str:
    """A signature falls because the dossier changed, or by an act of that name."""
    code = f"void.{signature.void}"
    return term(code if code in msgids("TERMS") else f"action.{signature.void}")
