"""How limits came to end on another day: suspensions that are over, and each move with its reason."""

from dataclasses import dataclass
from datetime import date

RECTIFY = "rectify"
"""What moves of the rectification date are called."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A suspension that is over: the days after `on`, up to and including `until`, count for no procedural limit."""

    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Move:
    """A limit that was moved: by `resume` after a suspension, `redate` when a calendar was published, or `extend`;

    a date within the due date by `within`, when that was brought forward."""

    name: str
    was: date
    now: date
    why: str
    on: date
