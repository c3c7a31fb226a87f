"""The one look-back of the demonstration: drawn in June 2023, looked at in July, two cases still to be looked at."""

from collections.abc import Iterator
from datetime import date

from caseflow.demo.acts import Act, Post, Stage
from caseflow.domain.terms import Office, State
from caseflow.services.access import held_case
from caseflow.services.looking_back import draw, look_back
from caseflow.services.streams import read_look_backs
from caseflow.services.work import Work

DRAWN, SEEN = date(2023, 6, 16), date(2023, 7, 5)
SEED = "4f1d7c2e9b6a58033d20c1f7e6458a9b"
"""Always the same, so that the demonstration is."""
LEFT = 2
"""Cases nobody has looked at yet."""
INSPECTOR = Post(Office.INSPECTOR, "jwjw")


def look_back_acts() -> Iterator[Act]:
    """The draw, and what was found; where the problem came back, its own story tells it."""
    yield Act(DRAWN, Stage.FIND, INSPECTOR, "", lambda work: draw(work, SEED))
    yield Act(SEEN, Stage.FIND, INSPECTOR, "", _look)


def _look(work: Work) -> None:
    for name, one in read_look_backs(work.session).items():
        for key in one.sample[:-LEFT]:
            case = held_case(work, key)
            if case and case.state is State.CLOSED and not case.after:
                words = "现场未见反弹，设施正常使用，与销号材料相符。"
                people = ["纪检监察工作人员甲", "纪检监察工作人员乙"]
                look_back(work, key, name, "holds", SEEN, "原点位", people, words)
