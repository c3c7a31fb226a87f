"""Limits that no event carries: counted whenever they are asked for, by the rulebook of the day on which they began."""

from datetime import date

from caseflow.domain.days import limit_end
from caseflow.domain.rulebook import Rulebook
from caseflow.services.opening import rulebook_on
from caseflow.services.work import Work


def ends_since(work: Work, key: str, start: date) -> date:
    """The last day of a limit that no event carries: by the rulebook in force when it began, so that a later one moves
    nothing that runs or has passed."""
    limit = rules_since(work, key, start).limit(key)
    return limit_end(work.calendar, start, limit.n, limit.unit, after=True).end


def rules_since(work: Work, key: str, start: date) -> Rulebook:
    """The rulebook that sets such a limit: the first one for what began before, today's for a rule it did not know."""
    first = min((forced.start for forced in work.city.rulebooks), default=start)
    rules = rulebook_on(work.session, work.city, max(start, first))
    return rules if rules and key in rules.rules else work.book
