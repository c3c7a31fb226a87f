"""What the demonstration referred to discipline offices, and a clue its inspector keeps; told by the same services."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from caseflow.demo.acts import COORDINATOR, Act, Post, Stage
from caseflow.demo.tasks import number_for
from caseflow.domain.case import Case
from caseflow.domain.handling import Rank, Result, Way
from caseflow.domain.referral import Concerned, Origin
from caseflow.domain.terms import Office
from caseflow.services import disposing, referring
from caseflow.services.referring import Draft
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work

HEAD, INSPECTOR = Post(Office.COORDINATOR_HEAD, "zgb"), Post(Office.INSPECTOR, "jwjw")
FIRST, SECOND = "2023-1", "2023-2"
COUNTY = "中共双辽市纪律检查委员会双辽市监察委员会"


def referral_acts(cases: Mapping[str, Case], vault: Vault) -> Iterator[Act]:
    """One referral with its result, one to an office that does not work here, and a clue; `cases` by number."""
    first, second = cases[number_for(9)], cases[number_for(18)]
    for day, stage, post, do in (
        (date(2023, 8, 8), Stage.DECIDE, COORDINATOR, partial(_propose_first, key=first.key)),
        (date(2023, 8, 9), Stage.DECIDE, HEAD, partial(referring.issue_referral, name=FIRST)),
        (date(2023, 8, 10), Stage.FIND, INSPECTOR, partial(disposing.receive_referral, name=FIRST)),
        (date(2023, 8, 15), Stage.FIND, INSPECTOR, partial(_verify, name=FIRST)),
        (date(2023, 9, 4), Stage.FIND, INSPECTOR, partial(_conclude, name=FIRST)),
        (
            date(2023, 9, 6),
            Stage.FIND,
            INSPECTOR,
            partial(disposing.feed_back_referral, name=FIRST, result=Result.ADMONISHED),
        ),
        (date(2023, 9, 19), Stage.FIND, INSPECTOR, partial(_keep, key=second.key)),
        (date(2023, 9, 20), Stage.FIND, INSPECTOR, _hold),
        (date(2023, 10, 10), Stage.DECIDE, COORDINATOR, partial(_propose_second, key=second.key)),
        (date(2023, 10, 11), Stage.DECIDE, HEAD, partial(referring.issue_referral, name=SECOND)),
        (date(2023, 10, 16), Stage.DECIDE, COORDINATOR, partial(_receipt, name=SECOND)),
    ):
        yield Act(day, stage, post, FIRST, partial(do, vault=vault))


def _propose_first(work: Work, *, vault: Vault, key: str) -> None:
    who = Concerned(Rank.DIVISION, "石某", "市属部门分管负责人")
    draft = Draft(
        Origin.CASE,
        key,
        ["zjj"],
        [who],
        "报称沟渠治理完成，雨后返黑，现场与填报材料不符。",
        category="敷衍整改",
        note="媒体报道后现场核查",
    )
    referring.propose_referral(work, vault, draft)


def _propose_second(work: Work, *, vault: Vault, key: str) -> None:
    who = Concerned(Rank.SECTION, "段某", "乡镇分管负责人")
    draft = Draft(
        Origin.CASE,
        key,
        [],
        [who],
        "整改台账登记日期早于方案印发日期。",
        category="虚假整改",
        receiver=COUNTY,
    )
    referring.propose_referral(work, vault, draft)


def _verify(work: Work, *, vault: Vault, name: str) -> None:
    disposing.dispose_referral(work, vault, name, Way.VERIFY, "调取施工和监测资料，现场核实。")


def _conclude(work: Work, *, vault: Vault, name: str) -> None:
    disposing.conclude_referral(work, vault, name, "填报时未到现场，属履职不到位。")


def _keep(work: Work, *, vault: Vault, key: str) -> None:
    disposing.keep_clue(work, vault, "多份材料同日形成", "几份记录的形成日期相同，笔迹相近，待比对。", [key])


def _hold(work: Work, *, vault: Vault) -> None:
    disposing.dispose_clue(work, vault, 1, Way.HOLD, "等现场督导之后再看。")


def _receipt(work: Work, *, vault: Vault, name: str) -> None:
    referring.receive_by_hand(work, vault, name, date(2023, 10, 13), "案件监督管理室")
