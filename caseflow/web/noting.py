"""A look by the discipline inspector is noted, committed, before the first byte is shown; nobody else sees the note."""

from caseflow.domain.terms import Office
from caseflow.services.auditing import note_reading
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.words.say import term


def note_look(looking: Work, ref: str) -> None:
    """Notes that the inspector looks at a case, or at `<case> <number of a file>`; of others nothing is noted.

    Where it cannot be noted, nothing is shown: the failure goes on to the reader.
    """
    post = next((post for post in looking.actor.posts if post.office is Office.INSPECTOR), None)
    if post is None:
        return
    office = f"{post.office}/{post.unit}"

    def note(work: Work) -> None:
        work.office = office
        note_reading(work, "case", ref, term("action.view", "zh"))

    here.act(note)
