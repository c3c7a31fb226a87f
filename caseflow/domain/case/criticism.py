"""What others say of a case: findings from outside, and the judgement that its date is out of reach."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CriticismKind(StrEnum):
    """Where a finding from outside stands: a circular (通报), the media (媒体曝光), a check on site (现场核查)."""

    CIRCULAR = "circular"
    MEDIA = "media"
    SITE_CHECK = "site_check"


@dataclass(frozen=True, slots=True)
class Criticism:
    """A finding from outside. `on` is the day it is about; `settled_on` None until the office has dealt with it.

    `files` is evidence it goes with; `paper` the how many-th issued one (a special inspection) and `visit` the visit to
    the place that found it.
    """

    id: int
    kind: CriticismKind
    on: date
    entered_on: date
    by: str
    settled_on: date | None = None
    files: tuple[int, ...] = ()
    paper: int | None = None
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """The judgement that a due date cannot be met (难以按期完成). It is about that date and falls with another."""

    due: date
    on: date
    by: str
