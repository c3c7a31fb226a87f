"""Who acts: a person with the offices held that day, the clock, or the command line of a server account."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.city import Appointment, City, Person
from caseflow.domain.terms import Office, Tenure


@dataclass(frozen=True, slots=True)
class Actor:
    """`code` is a person's, `clock`, or `command_line/<account>`; `posts` are the offices held on the day."""

    code: str
    posts: tuple[Appointment, ...] = ()

    @property
    def is_clock(self) -> bool:
        """Whether the day's automatic work acts."""
        return self.code == CLOCK.code

    def holds(self, office: Office, unit: str | None = None) -> bool:
        """Whether one of the posts is this office (of this unit, if given)."""
        return any(post.office is office and unit in (None, post.unit) for post in self.posts)


CLOCK = Actor("clock")
NOBODY = Actor("none")
"""Who has not signed in, and who reads what is published."""


def actor_on(person: Person, day: date) -> Actor:
    """A person with the offices held on a day; none where the account is disabled."""
    posts = tuple(a for a in person.appointments if a.holds_on(day)) if person.enabled else ()
    return Actor(person.code, posts)


def command_line(account: str, city: City, day: date) -> Actor:
    """The command line of a server account: it does what the coordinator may, and the record says who it was."""
    post = Appointment(0, Office.COORDINATOR, city.root if city.units else "", Tenure.REGULAR, day)
    return Actor(f"command_line/{account}", (post,))
