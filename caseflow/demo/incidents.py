"""What happened once in the demonstration: a media report, a visit, praise, a paper sent by mistake, and dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from caseflow.demo.acts import COORDINATOR, Act, Stage, officer
from caseflow.demo.laddering import PARTY
from caseflow.demo.tasks import number_for
from caseflow.domain.case import Case
from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.case.papers import PRAISE
from caseflow.services import criticising, guiding, laddering, praising, rectifying, replying, scheduling
from caseflow.services.access import held_case
from caseflow.services.work import Work

PUBLISHED, RECORDED, SETTLED = date(2023, 9, 13), date(2023, 9, 14), date(2023, 9, 27)
VISITED, ASKED_BY = date(2023, 7, 19), date(2023, 8, 15)
PRAISED, APPROVED = date(2023, 10, 16), date(2023, 10, 17)
MISSENT, VOIDED = date(2023, 6, 12), date(2023, 6, 13)
INTERNAL = {
    3: (date(2023, 5, 15), date(2023, 10, 8)),
    14: (date(2023, 5, 15), date(2023, 9, 8)),
    27: (date(2023, 6, 15), date(2023, 9, 15)),
}
"""By task: when the office set an internal due date, and which; that of the last was missed."""
SCHEDULED = {
    5: ((1, date(2023, 6, 9), date(2023, 8, 31), date(2023, 8, 25)),),
    10: (
        (1, date(2023, 6, 9), date(2023, 9, 15), date(2023, 9, 12)),
        (2, date(2023, 6, 9), date(2023, 12, 15), date(2023, 12, 12)),
    ),
    16: ((1, date(2023, 6, 9), date(2023, 9, 28), date(2023, 10, 17)),),
}
"""By task: number of the measure, when the lead unit gave it a date, which, and when it was done; the last late."""


def incident_acts(cases: Mapping[str, Case]) -> Iterator[Act]:
    """All of them; `cases` are the tasks by number."""
    media, visited, praised, missent = (cases[number_for(n)] for n in (9, 12, 28, 18))
    for day, stage, case, do in (
        (RECORDED, Stage.FIND, media, _criticise),
        (SETTLED, Stage.CONFIRM, media, _settle),
        (VISITED, Stage.FIND, visited, _guide),
        (PRAISED, Stage.DECIDE, praised, _praise),
        (MISSENT, Stage.DECIDE, missent, _missend),
        (VOIDED, Stage.DECIDE, missent, _void),
    ):
        yield Act(day, stage, COORDINATOR, case.key, partial(do, key=case.key))
    yield Act(APPROVED, Stage.SIGN_PARTY, PARTY, praised.key, partial(_approve, key=praised.key))
    yield from _dates(cases)


def _dates(cases: Mapping[str, Case]) -> Iterator[Act]:
    for task, (on, due) in INTERNAL.items():
        key = cases[number_for(task)].key
        do = partial(scheduling.set_internal_due, key=key, due=due)
        yield Act(on, Stage.DECIDE, COORDINATOR, key, do)
    for task, measures in SCHEDULED.items():
        case = cases[number_for(task)]
        lead = officer(case.parties.lead_unit or "")
        for number, on, due, done in measures:
            give = partial(scheduling.schedule_measure, key=case.key, number=number, due=due)
            yield Act(on, Stage.DECIDE, lead, case.key, give)
            mark = partial(rectifying.mark_measure, key=case.key, number=number, done=True)
            yield Act(done, Stage.PROVE, lead, case.key, mark)


def _criticise(work: Work, *, key: str) -> None:
    words = "报道称一处治理过的沟渠雨后返黑，岸边有异味。"
    criticising.record_criticism(work, key, CriticismKind.MEDIA, "某新闻媒体", PUBLISHED, words)


def _settle(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    for finding in case.criticisms if case else ():
        if finding.settled_on is None:
            criticising.settle_criticism(work, key, finding.id, "点位已清淤换水，连续一周监测未见返黑。")


def _guide(work: Work, *, key: str) -> None:
    asks = [(ASKED_BY, "接通两座设施之间的配套管网。"), (ASKED_BY, "明确运维单位，建立运行记录。")]
    found = "设施已通电，配套管网尚未接通，进水不足。"
    guiding.record_guidance(
        work, key, work.day, "乡镇污水处理设施现场", ["督导人员甲", "督导人员乙"], found, asks=asks
    )


def _praise(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    if case and case.parties.lead_unit:
        reason = "提前完成整改，经验可供借鉴。"
        words = "措施落实到位，资料完整，一次通过验收，予以通报表扬。"
        praising.propose_commendation(work, key, case.parties.lead_unit, reason, words)


def _approve(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    for paper in case.papers if case else ():
        if paper.rung == PRAISE and paper.status == "submitted":
            laddering.sign_paper(work, key, paper.id, agrees=True)


def _missend(work: Work, *, key: str) -> None:
    case = laddering.propose_paper(work, key, "reminder", "提请按月报送现场照片。")
    laddering.issue_paper(work, key, len(case.papers), "请于本月报送整改现场照片。")


def _void(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    for paper in case.papers if case else ():
        if paper.rung == "reminder" and paper.status == "issued":
            replying.void_paper(work, key, paper.id, "文书发错单位，予以作废。")
