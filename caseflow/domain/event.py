"""One thing that happened, as the folds read it: codes, days and digests, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one stream. `n` counts from 0 within the stream; `seq` within the log, None until sealed.

    `day` is the office day the act counts for; `at` the server's instant (ISO, UTC) once sealed; `occurred_at`
    what a document claims. `texts` maps field names to the digests of the texts a person typed.
    """

    stream: str
    n: int
    type: str
    actor: str
    office: str
    day: date
    data: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    on_behalf: str | None = None
    occurred_at: str | None = None
    rules: str | None = None
    at: str | None = None
    seq: int | None = None


def day_of(data: Mapping[str, Any], key: str) -> date | None:
    """A day written in an event's data, None where it is null or absent."""
    value = data.get(key)
    return date.fromisoformat(value) if value else None


def days_of(data: Mapping[str, Any], key: str) -> tuple[tuple[str, date], ...]:
    """Names with a day each, written as a list of pairs; none where it is absent."""
    return tuple((name, date.fromisoformat(day)) for name, day in data.get(key, ()))
