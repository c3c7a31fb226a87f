"""On-site guidance (现场督导): a visit to the place, what was found, and what was asked for by when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Guidance:
    """One visit, on the day `on`. People, place and findings are the texts `guidance.<id>.…`, what was asked for
    `guidance.<id>.ask.<n>`, each with the day of `asks` by which; `files` is the case's evidence it goes with.
    """

    id: int
    on: date
    by: str
    office: str
    entered_on: date
    asks: tuple[tuple[int, date], ...] = ()
    files: tuple[int, ...] = ()
