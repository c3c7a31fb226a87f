"""A case that changed is a new case: the old one stays, other fields stay, and no field is made up."""

from dataclasses import FrozenInstanceError
from dataclasses import replace as as_python_does

import pytest

from caseflow.domain.case.facts import Case
from caseflow.domain.case.parts import Closure
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Kind, State
from tests.domain.makers import DAY, ORDERS, Story


def a_case() -> Case:
    return Story(ORDERS[0]).filed(Kind.TASK).case


def test_a_changed_case_is_what_python_would_make_of_it_and_the_old_one_stays() -> None:
    case = a_case()
    changed = replace(case, state=State.MERGED)
    assert changed == as_python_does(case, state=State.MERGED)
    assert (case.state, changed.state) == (State.FILED, State.MERGED)


def test_what_was_changed_is_as_frozen_as_before() -> None:
    with pytest.raises(FrozenInstanceError):
        del replace(a_case(), events=1).events


def test_a_field_that_is_none_is_refused_with_and_without_slots() -> None:
    for facts in (a_case(), Closure(DAY)):
        with pytest.raises(TypeError):
            replace(facts, nothing=1)
