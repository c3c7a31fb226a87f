"""Evidence files (佐证材料): added and withdrawn by the units, opened by whoever may see the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.bare_pictures import bare
from caseflow.domain.case import Case
from caseflow.domain.case.parts import SIGNED_FORM, VISIT, Evidence
from caseflow.domain.city import City
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.file_names import clean_name
from caseflow.domain.lifecycle import lies_behind
from caseflow.domain.media import media_of
from caseflow.domain.permissions import can
from caseflow.domain.pictures import size_of_picture
from caseflow.domain.prints import LEAST
from caseflow.domain.terms import Office, State, Step
from caseflow.photos.apart import look_apart
from caseflow.rulebooks.schema import EVIDENCE
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.inputs import past_day, said
from caseflow.services.record import record
from caseflow.services.scanning import require_room, scan
from caseflow.services.withholding import own_words
from caseflow.services.work import Work
from caseflow.store.accounts import inserting
from caseflow.store.files import FileRow, Files

DRAWN = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Photos that bear a fingerprint."""
MOST_FILES = 2000
"""How many files one case may have, those taken off included: ten times the largest dossier seen."""
MOST_POINTS = 9999
"""The highest number a place of a case may bear."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to hand out, always as a download: where it lies, what it is, and the name to give it.

    `bare` is what goes out in its place where the reader may not have what lies beside the pixels of a picture.
    """

    path: Path
    media: str
    name: str
    bare: bytes | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A file as it was handed in."""

    name: str
    data: bytes


def add_evidence(
    work: Work,
    files: Files,
    key: str,
    data: bytes,
    name: str,
    kind: str,
    *,
    measure: int | None = None,
    point: int | None = None,
    note: str = "",
    taken_on: date | None = None,
) -> Case:
    """Puts a file on a case. What it is, its bytes say; `taken_on` is the day it claims, `point` pairs two photos.

    Raises NotYet where nothing may be added now, BadInput for a file or a place that cannot be.
    """
    case = case_for(work, key, Action.ADD_EVIDENCE)
    _require_open(case)
    _check_place(case, kind, measure, point)
    _require_few(case, 1)
    claimed = past_day(work, taken_on).isoformat() if taken_on else None
    facts = file_facts(files, data)
    shown = {(e.digest, e.kind, e.measure) for e in case.evidence if not e.withdrawn}
    if (facts["digest"], kind, measure) in shown:
        raise BadInput(Reason("evidence.already", {}))
    of_it = f"evidence.{len(case.evidence) + 1}"
    texts = {f"{of_it}.name": clean_name(name, facts["media"]), f"{of_it}.note": note.strip()}
    placed = facts | {"kind": kind, "measure": measure, "point": point} | _print(data, facts["media"])
    record(work, case.stream, "add_evidence", placed, texts=texts, occurred_at=claimed)
    keep_file(work, files, data, facts)
    return work.cases[key]


def add_visit_photos(work: Work, files: Files, key: str, photos: Iterable[Photo]) -> list[int]:
    """Puts photos of a visit on a case and gives their numbers, whoever asked having been let in to record the visit.

    Raises BadInput for what is no photo, or was shown before.
    """
    shown = tuple(photos)
    _require_few(work.cases[key], len(shown))
    read = [(one, file_facts(files, one.data)) for one in shown]
    known = {one.digest for one in work.cases[key].evidence if one.kind == VISIT}
    for _, facts in read:
        if not facts["media"].startswith("image/"):
            raise BadInput(Reason("guidance.no_photo", {}))
        if facts["digest"] in known:
            raise BadInput(Reason("evidence.already", {}))
        known.add(facts["digest"])
    for one, facts in read:
        case = work.cases[key]
        texts = {f"evidence.{len(case.evidence) + 1}.name": clean_name(one.name, facts["media"])}
        record(work, case.stream, "add_evidence", facts | {"kind": VISIT}, texts=texts)
    for one, facts in read:
        keep_file(work, files, one.data, facts)
    return [one.id for one in work.cases[key].evidence[-len(read) :]] if read else []


def add_signed_form(work: Work, files: Files, key: str, scan: Photo) -> int:
    """Puts the scan of a form signed on paper on a case and gives its number; the caller has let the actor in.

    Raises BadInput for what is neither picture nor PDF, or was shown before.
    """
    facts, case = file_facts(files, scan.data), work.cases[key]
    if not facts["media"].startswith("image/") and facts["media"] != "application/pdf":
        raise BadInput(Reason("signed_form.no_scan", {}))
    if any(one.digest == facts["digest"] for one in case.evidence):
        raise BadInput(Reason("evidence.already", {}))
    number = len(case.evidence) + 1
    texts = {f"evidence.{number}.name": clean_name(scan.name, facts["media"])}
    record(work, case.stream, "add_evidence", facts | {"kind": SIGNED_FORM}, texts=texts)
    keep_file(work, files, scan.data, facts)
    return number


def withdraw_evidence(work: Work, key: str, number: int, reason: str) -> Case:
    """Takes a file of the actor's own unit off a case; it stays readable to those who see the case."""
    case = case_for(work, key, Action.WITHDRAW_EVIDENCE)
    require_state(case, Action.WITHDRAW_EVIDENCE, State.RECTIFYING)
    evidence = _numbered(case, number)
    if evidence.withdrawn:
        raise NotYet(Reason("evidence.withdrawn", {}))
    if not is_own(work, evidence):
        raise NotPermitted(Reason("evidence.other_unit", {}))
    record(work, case.stream, "withdraw_evidence", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def is_own(work: Work, evidence: Evidence) -> bool:
    """Whether the actor, or the actor's unit, put this file on the case."""
    units = {post.unit for post in work.actor.posts}
    return evidence.by == work.actor.code or not units.isdisjoint(_units(work.city, evidence))


def open_evidence(work: Work, files: Files, key: str, number: int) -> Opened:
    """A file of a case the actor may see, read whole once: what was changed on disk is not handed out.

    Raises Unknown for the case as `case_for` does, BadInput for a number it has not or a picture that goes out whole
    alone and not to this reader, NotYet for a lost file.
    """
    case = case_for(work, key, Action.VIEW)
    evidence = _numbered(case, number)
    if not files.is_whole(evidence.digest):
        raise NotYet(Reason("evidence.lost", {}))
    path = files.path(evidence.digest)
    data = path.read_bytes()
    media = media_of(data)
    name = own_words(work, case).get(f"evidence.{number}.name", "")
    copy = None if may_see_place(work, case, evidence) else bare(data, media)
    return Opened(path, media, clean_name(name, media), None if copy == data else copy)


def may_see_place(work: Work, case: Case, evidence: Evidence) -> bool:
    """Whether the actor may have what a photo says of its time and place: the office, who accepts, who uploaded it."""
    return bool(can(work.actor, Action.SEE_PLACE, case, work.city, work.day)) or is_own(work, evidence)


def file_facts(files: Files, data: bytes) -> dict[str, Any]:
    """What an event says of the bytes; nothing is kept yet. Raises BadInput for bytes that are not let in."""
    if len(data) > files.most:
        raise BadInput(Reason("file.too_large", {"megabytes": files.most // 1024**2}))
    facts = {"digest": sha256(data).hexdigest(), "media": media_of(data), "bytes": len(data)}
    require_room(files, len(data))
    scan(files.scanner, data)
    return facts


def _print(data: bytes, media: str) -> dict[str, str]:
    """The fingerprint of a photo large enough to be compared; none where it cannot be drawn here, as HEIC."""
    if media not in DRAWN or min(size_of_picture(data, media)) < LEAST:
        return {}
    found = look_apart(data)
    return {"print": found} if found else {}


def keep_file(work: Work, files: Files, data: bytes, facts: dict[str, Any]) -> None:
    """Puts the bytes on disk, then a row for them in this work: last, for what is refused leaves no file."""
    files.put(data)
    row = {"digest": facts["digest"], "size": facts["bytes"], "media": facts["media"]}
    work.session.execute(inserting(work.session, FileRow).values(row).on_conflict_do_nothing())


def _require_open(case: Case) -> None:
    """While the unit works, and while acceptance waits for what it asked for; not behind signatures."""
    if case.state is State.RECTIFYING:
        return
    asked = case.supplement if case.state is State.ACCEPTING else None
    if asked is None or asked.supplied_on:
        require_state(case, Action.ADD_EVIDENCE, State.RECTIFYING)
    if lies_behind(Step.SIGNATURES, case.state, case.order):
        raise NotYet(Reason("evidence.signed", {}))


def _require_few(case: Case, more: int) -> None:
    if len(case.evidence) + more > MOST_FILES:
        raise NotYet(Reason("evidence.too_many", {"most": MOST_FILES}))


def _check_place(case: Case, kind: str, measure: int | None, point: int | None) -> None:
    if kind not in EVIDENCE:
        raise BadInput(Reason("evidence.kind_unknown", {}))
    if measure is not None and not any(m.number == measure and not m.withdrawn for m in case.measures):
        raise BadInput(Reason("measure.unknown", {"number": measure}))
    if point is not None and not 1 <= point <= MOST_POINTS:
        raise BadInput(Reason("evidence.point", {}))


def _numbered(case: Case, number: int) -> Evidence:
    found = next((evidence for evidence in case.evidence if evidence.id == number), None)
    if found is None:
        raise BadInput(Reason("evidence.unknown", {}))
    return found


def _units(city: City, evidence: Evidence) -> set[str]:
    """The units for which whoever put it there was an officer that day."""
    person = city.people.get(evidence.by)
    held = person.appointments if person else ()
    return {a.unit for a in held if a.office is Office.OFFICER and a.holds_on(evidence.on)}
