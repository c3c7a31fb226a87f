"""The keys people sign with as tables show them: on one's own account, and on a person's page."""

from typing import Any

from caseflow.domain.city import Person
from caseflow.services.key_list import KeyLine, keys_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.words.say import term


def key_rows(work: Work, person: Person) -> list[dict[str, Any]]:
    """A person's keys as tables show them."""
    return [_row(line) for line in keys_of(work, person)]


def _row(line: KeyLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "number": line.number,
        "means": term(line.means),
        "short": line.short,
        "state": term(line.state),
        "enrolled_on": line.enrolled_on,
        "approved_by": here.names().called(line.approved_by),
        "approved_on": line.approved_on,
        "revoked_by": here.names().called(line.revoked_by),
        "revoked_on": line.revoked_on,
        "approves": line.approves,
        "revokes": line.revokes,
    }
