"""Dating what is asked beside cases (circulars, meetings, plans): each limit that waits, told day by day."""

from datetime import date

from caseflow.domain.errors import Reason, Unknown
from caseflow.services.attending import PLAN, RULES, Asked, may_see, standing
from caseflow.services.dating import Dated
from caseflow.services.explaining import Running
from caseflow.services.limits import unit_of
from caseflow.services.planning import asked_by, unsettled
from caseflow.services.standing_limits import rules_since
from caseflow.services.work import Work


def asked_date(work: Work, word: str, about: str, ref: str = "") -> tuple[Asked, Dated]:
    """What is asked there and waits, and its day. Raises Unknown for none that the actor may see."""
    if may_see(work, about):
        for one in standing(work):
            if (one.word, one.about, one.ref) == (word, about, ref) and one.due:
                return one, _dated(work, one)
    raise Unknown(Reason("days.no_such_date", {}))


def _dated(work: Work, one: Asked) -> Dated:
    rule, start = RULES.get(one.word), one.opened_on
    if one.place.kind == PLAN:
        rule, start = _of_plan(work, one)
    end, code = one.due or start, one.word.partition(".")[2]
    if rule is None:  # somebody named the day
        return Dated(Running(code, min(start, end), end, counted=False), work.book)
    rules = rules_since(work, rule, start)
    return Dated(Running(code, start, end, unit_of(rules, rule), rule=rule), rules)


def _of_plan(work: Work, one: Asked) -> tuple[str | None, date]:
    inspection, _, unit = one.place.name.partition("/")
    owed = next(plan for plan in unsettled(work, [unit]) if plan.inspection == inspection)
    asking = asked_by(work, owed)
    return (asking.rule, asking.start) if asking else (None, one.opened_on)
