"""On-site guidance (现场督导): who went to see the work, what they found, and what they asked for by when."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.evidencing import Photo, add_visit_photos
from caseflow.services.inputs import past_day, said
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
) -> Case:
    """A visit by the supervising unit, the leader in charge or the office. `asks` are measures with the day for each.

    `files` are evidence that lies on the case; `photos` were taken on the visit and go into the files `keep`.

    Raises BadInput for nobody, a day before the case or to come, or a file that is not on the case.
    """
    case = case_for(work, key, Action.RECORD_GUIDANCE)
    require_state(case, Action.RECORD_GUIDANCE, *(state for state in State if state not in OVER))
    past_day(work, on, case.filed_on)
    names = [name.strip() for name in people if name.strip()]
    if not names:
        raise BadInput(Reason("guidance.nobody", {}))
    wanted, named = list(asks), list(dict.fromkeys(files))
    if not {*named} <= {one.id for one in case.evidence if not one.withdrawn}:
        raise BadInput(Reason("evidence.unknown", {}))
    of_it = f"guidance.{len(case.guidances) + 1}"
    texts = {f"{of_it}.ask.{n}": said("words", words) for n, (_, words) in enumerate(wanted, 1)}
    texts |= {f"{of_it}.place": said("place", place), f"{of_it}.people": "、".join(names)}
    texts[f"{of_it}.findings"] = said("findings", findings)
    if keep:
        named += add_visit_photos(work, keep, key, photos)
    data: dict[str, Any] = {"on": on.isoformat()}
    data |= {"asks": [[n, day.isoformat()] for n, (day, _) in enumerate(wanted, 1)]} if wanted else {}
    data |= {"files": named} if named else {}
    record(work, case.stream, "record_guidance", data, texts=texts, occurred_at=on.isoformat())
    return work.cases[key]
