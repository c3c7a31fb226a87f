"""What a case's month is made of: the month expected, what the units contributed, what the lead unit reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseflow.domain.terms import Light, Progress


@dataclass(frozen=True, slots=True)
class Expected:
    """A month for which a report is expected by `due`; `contributors` tell the lead unit their part by `contribute_by`.

    Once it `closed`, `light` is the judgement then frozen, `why` the codes that lit it, and `lacking` the units that
    still had a part to tell.
    """

    month: str
    due: date
    closed: bool = False
    light: Light | None = None
    contributors: tuple[str, ...] = ()
    contribute_by: date | None = None
    why: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A unit's word for one month. `result` is the coordinator's review: None, accepted or returned.

    `unchanged` is the unit's word that nothing changed since its last report, whose words then stand. `like` is the
    share, as a decimal, of what it has in common with the nearest other report where that is much, `like_to` that
    report's case and month. `words` are its texts' digests by name.
    """

    month: str
    number: int
    progress: Progress
    on: date
    by: str
    unit: str
    review_by: date | None = None
    result: str | None = None
    confirmed: Progress | None = None
    reviewed_on: date | None = None
    unchanged: bool = False
    like: str | None = None
    like_to: tuple[str, str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a responsible unit told the lead unit for a month; `measures` are those it then marked done."""

    month: str
    unit: str
    on: date
    by: str
    unchanged: bool = False
    measures: tuple[int, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
