"""A text that is held back beyond the office until it was looked through (个人信息)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """A text in which somebody may be named, by whom and in which office it came. `checked_on` None still waits.

    Checked, it is `cleared` for everybody, or stays with the office because it does name somebody or was replaced.
    """

    digest: str
    name: str
    on: date
    by: str
    office: str
    check_by: date | None = None
    cleared: bool = False
    checked_on: date | None = None
