"""Searching for cases: a page of a list at a time, by key; what no row can judge is judged by the facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.light import judge
from caseflow.domain.overdue import is_listed_overdue
from caseflow.domain.permissions import can
from caseflow.domain.terms import Light
from caseflow.services import folded
from caseflow.services.streams import heads_of, read_cases
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.store.queries import Narrow, Sorting, case_keys
from caseflow.store.scope import scope_clause

AT_ONCE = 100
"""How many cases are read together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as somebody asked for it: what rows say, and what only facts do."""

    narrow: Narrow = field(default_factory=Narrow)
    sorting: Sorting = field(default_factory=Sorting)
    light: Light | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases of a list in its order; `back` and `on` say whether there are others on that side."""

    cases: Sequence[Case]
    back: bool
    on: bool


def page_of(
    work: Work, wanted: Wanted, size: int, *, after: str | None = None, before: str | None = None
) -> Page:
    """The cases of a list that follow one, or go before one; the first ones without either."""
    start, back = (before, True) if before else (after, False)
    walk = passing(work, wanted, start=start, back=back)
    found = [case for _, case in zip(range(size + 1), walk, strict=False)]
    more = len(found) > size
    cases = found[:size][::-1] if back else found[:size]
    return Page(cases, back=more if back else start is not None, on=start is not None if back else more)


def passing(work: Work, wanted: Wanted, *, start: str | None = None, back: bool = False) -> Iterator[Case]:
    """Every case of a list, in its order, read as far as it is walked."""
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    late = {"unclosed": True, "due_before": work.day}
    narrow = replace(wanted.narrow, **late) if wanted.overdue else wanted.narrow  # type: ignore[arg-type]
    while keys := case_keys(work.session, within, narrow, wanted.sorting, AT_ONCE, start=start, back=back):
        cases = cases_of(work, keys)
        unsaid = _unsaid(work, cases.values(), wanted.narrow)
        yield from (
            cases[key]
            for key in keys
            if key in cases and key not in unsaid and _passes(work, cases[key], wanted)
        )
        start = keys[-1]


def cases_of(work: Work, keys: Sequence[str]) -> dict[str, Case]:
    """Many cases at once by key; one folded before is taken again if its stream has not grown."""
    heads = heads_of(work.session, (f"case/{key}" for key in dict.fromkeys(keys)))
    found: dict[str, Case] = {}
    for stream, (_, head) in heads.items():
        case = folded.known(stream, head)
        if case:
            found[case.key] = case
    missing = [key for key in map(_key, heads) if key not in found]
    read = read_cases(work.session, missing)
    for case in read.values():
        folded.keep(case.stream, heads[case.stream][1], case)
    return found | read


def _unsaid(work: Work, cases: Iterable[Case], narrow: Narrow) -> frozenset[str]:
    """The cases that were found by words alone which the actor may not read."""
    words = narrow.words.lower()
    found = [case for case in cases if words and words not in case.number.lower()]
    titles = {
        case.key: case.texts.get("title", "") for case in found if case.parties.locality not in narrow.areas
    }
    texts = seen_texts(work, titles.values())
    return frozenset(key for key, digest in titles.items() if words not in texts.get(digest, "").lower())


def _key(stream: str) -> str:
    return stream.removeprefix("case/")


def _passes(work: Work, case: Case, wanted: Wanted) -> bool:
    return (
        bool(can(work.actor, Action.VIEW, case, work.city, work.day))
        and (wanted.light is None or judge(case, work.book, work.day).light is wanted.light)
        and (not wanted.overdue or is_listed_overdue(case, work.day))
    )
