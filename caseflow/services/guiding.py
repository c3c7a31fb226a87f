"""On-site guidance (现场督导): who went to see the work, what they found, and what they asked for by when."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.criticising import record_criticism
from caseflow.services.evidencing import Photo, add_visit_photos
from caseflow.services.inputs import on_the_case, past_day, said
from caseflow.services.laddering import OVER
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.files import Files


def record_guidance(
    work: Work,
    key: str,
    on: date,
    place: str,
    people: Sequence[str],
    findings: str,
    *,
    asks: Iterable[tuple[date, str]] = (),
    files: Iterable[int] = (),
    photos: Iterable[Photo] = (),
    keep: Files | None = None,
    hand_on: bool = False,
) -> Case:
    """A visit by the supervising unit, the leader in charge or the office. `asks` are measures with the day for each.

    `files` are evidence that lies on the case; `photos` were taken on the visit and go into the files `keep`.
    `hand_on` enters the findings as one from outside too, where the actor may.

    Raises BadInput for nobody, a day before the case or to come, or a file that is not on the case.
    """
    case = case_for(work, key, Action.RECORD_GUIDANCE)
    require_state(case, Action.RECORD_GUIDANCE, *(state for state in State if state not in OVER))
    past_day(work, on, case.filed_on)
    names = [name.strip() for name in people if name.strip()]
    if not names:
        raise BadInput(Reason("guidance.nobody", {}))
    wanted, named = list(asks), on_the_case(case, files)
    texts = _said(len(case.guidances) + 1, place, names, findings, wanted)
    if keep:
        named += add_visit_photos(work, keep, key, photos)
    data: dict[str, Any] = {"on": on.isoformat()}
    data |= {"asks": [[n, day.isoformat()] for n, (day, _) in enumerate(wanted, 1)]} if wanted else {}
    data |= {"files": named} if named else {}
    record(work, case.stream, "record_guidance", data, texts=texts, occurred_at=on.isoformat())
    if hand_on:
        kind, visit = CriticismKind.SITE_CHECK, len(case.guidances) + 1
        record_criticism(work, key, kind, "、".join(names), on, findings, files=named, visit=visit)
    return work.cases[key]


def _said(
    number: int, place: str, people: Sequence[str], findings: str, asks: Sequence[tuple[date, str]]
) -> dict[str, str]:
    """The words of a visit by their names; everything but what is asked for must be said."""
    of_it = f"guidance.{number}"
    texts = {f"{of_it}.ask.{n}": said("words", words) for n, (_, words) in enumerate(asks, 1)}
    texts |= {f"{of_it}.place": said("place", place), f"{of_it}.people": "、".join(people)}
    return texts | {f"{of_it}.findings": said("findings", findings)}
