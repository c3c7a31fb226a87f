"""The checks of a bundle, each by the code it tells: the table `CHECKS`. They yield the places that fail.

The modules `…_checks` fill it; `verifying` runs it. Whoever removes one lets an attack through, which a test shows.
"""

from collections.abc import Callable, Iterator

from caseflow.proof.bundle.reading import Bundle

Check = Callable[[Bundle], Iterator[str]]
CHECKS: dict[str, Check] = {}
READING = (
    "member_missing",
    "manifest_malformed",
    "checkpoint_malformed",
    "policy_missing",
    "policy_malformed",
    "case_empty",
    "leaf_unreadable",
    "proof_malformed",
    "heads_malformed",
    "openings_malformed",
)
"""What is told while a bundle is taken apart; `member_unknown` is told there and by a check."""
FATAL = ("zip_malformed", "zip_entry_unsafe", "zip_name_twice", "version_unknown", "version_malformed")
"""What ends the verifying: nothing else can be said of such a bundle."""
DOUBTS = frozenset(
    {
        "version_unknown",
        "checkpoint_missing",
        "policy_missing",
        "policy_malformed",
        "quorum_unmet",
        "held_malformed",
        "older_than_held",
        "consistency_missing",
        "key_algorithm",
    }
)
"""What leaves it open whether anything was tampered with; any other code says that something was."""


def check(code: str) -> Callable[[Check], Check]:
    """Puts a check into the table."""

    def put(function: Check) -> Check:
        if code in CHECKS:
            raise ValueError(f"two checks for {code}")
        CHECKS[code] = function
        return function

    return put


def told(code: str) -> Check:
    """The check that says what reading the bundle found."""
    return lambda bundle: iter([where for known, where in bundle.problems if known == code])


CHECKS.update({code: told(code) for code in READING})
