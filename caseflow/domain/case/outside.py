"""What a ledger claims was done before the record began (补录): days, never acts of this record."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.terms import State


@dataclass(frozen=True, slots=True)
class Outside:
    """The claims of the ledger of digest `file`, put on record on the day `on`; words stand in the texts `outside.…`.

    They brought the case to `state`, in its round `round`. `signed` are boxes with the day claimed for each. `fallen`
    says why the signatures claimed no longer count; None while they do.
    """

    on: date
    by: str
    file: str
    state: State
    round: int = 1
    assigned: date | None = None
    accepted: date | None = None
    applied: date | None = None
    site_day: date | None = None
    passed: bool = False
    first_day: date | None = None
    last_day: date | None = None
    signed: tuple[tuple[str, date], ...] = ()
    closed_on: date | None = None
    filed_up_on: date | None = None
    fallen: str | None = None

    @property
    def is_signed(self) -> bool:
        """Whether both boxes were signed, as the ledger claims, and nothing made that void."""
        return len(self.signed) > 1 and self.fallen is None

    @property
    def claims(self) -> list[str]:
        """What a dossier holds of it."""
        days = (self.applied, self.site_day, self.first_day, self.last_day, *(day for _, day in self.signed))
        return [self.file, self.state.value, str(self.round), *map(str, days)]
