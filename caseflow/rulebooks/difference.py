"""What changed between two rulebooks."""

from typing import NamedTuple

from caseflow.domain.rulebook import Rule, Rulebook


class Change(NamedTuple):
    """One key that differs; None where that rulebook does not hold it."""

    key: str
    old: Rule | None
    new: Rule | None


def difference(old: Rulebook, new: Rulebook) -> list[Change]:
    """Every rule that differs in value, unit, meaning or source, in the order of the files; empty when none does."""
    keys = dict.fromkeys([*old.rules, *new.rules])
    changes = (Change(key, old.rules.get(key), new.rules.get(key)) for key in keys)
    return [change for change in changes if change.old != change.new]
