"""What can be refused, and why: a code with facts, never a sentence (`caseflow/words` makes those)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Fact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One unmet condition: a stable code and the facts its sentence names."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818  a refusal is an answer, not a fault of the program
    """Something was asked that is not granted; nothing was changed. `reasons` holds every reason, never none."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class NotPermitted(Refused):
    """Not you: the actor may not do this, whatever the moment (403)."""


class NotYet(Refused):
    """Not now: the moment or a condition is wrong (409)."""


class Stale(Refused):
    """Somebody else changed it first (409)."""


class BadInput(Refused):
    """What was handed in cannot be read or is out of range (422; exit 1)."""


class Unknown(Refused):
    """There is no such thing, or it is not the actor's to know (404; exit 2)."""
