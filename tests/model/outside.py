"""What comes from outside: findings of others, and ledgers that claim what was done before the record began."""

from collections.abc import Iterator
from datetime import timedelta

from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.terms import Step
from caseflow.services.importing import import_ledger
from caseflow.services.work import Work
from tests.model.cast import INSPECTION
from tests.model.dice import Dice
from tests.model.inputs import Given, Scene

HEADINGS = {
    "number": "任务/受理编号",
    "state": "程序状态",
    "applied": "申请日期",
    "site": "现场核查日期",
    "passed": "验收结论",
    "notice": "公示起止",
    "party": "党委签字人/日期",
    "government": "政府签字人/日期",
    "closed": "销号日期",
    "filed_up": "备案文号",
}


def criticism(dice: Dice, scene: Scene) -> Given:
    """What others found, now and then on a day to come."""
    on = scene.day + timedelta(days=dice.randint(-5, 1))
    kind = dice.choice(list(CriticismKind))
    return {"kind": kind, "finder": "省电视台", "on": on, "words": "现场发现"}


def ledger(dice: Dice, scene: Scene) -> Given:
    """A row that claims the first steps in their order; now and then one is left out, or a day is to come."""
    steps = list(_steps(dice, scene))
    taken = steps[: dice.choice((0, 1, 3, 4, 4, *range(len(steps) + 1)))]
    began = scene.day - timedelta(days=taken[-1][1] + dice.randint(0, 15) if taken else 0)
    cells = {
        name: words.format(
            (began + timedelta(days=day)).isoformat(), (began + timedelta(days=last)).isoformat()
        )
        for name, day, last, words in taken
    } or {"state": "整改中"}
    if dice.odd(0.1):
        cells.pop(dice.choice(list(cells)))
    if dice.odd(0.1):
        cells[dice.choice(("applied", "closed"))] = (scene.day + timedelta(days=3)).isoformat()
    cells["number"] = scene.case.number
    return {"row": ",".join(cells.get(name, "") for name in HEADINGS)}


def take_over(work: Work, _: str, row: str) -> object:
    """The office imports it, with the switch; which case is meant the row says."""
    data = f"{','.join(HEADINGS.values())}\n{row}\n".encode()
    return import_ledger(work, data, "tasks", inspection=INSPECTION, takeover=True)


def _steps(dice: Dice, scene: Scene) -> Iterator[tuple[str, int, int, str]]:
    """Every cell in the order of the rulebook's steps: its column, first and last day, and words for both."""
    yield "applied", 0, 0, "{}"
    day = 0
    for code in scene.rules.codes("steps.order"):
        day += dice.randint(1, 12)
        match Step(code):
            case Step.ACCEPTANCE:
                yield "site", day, day, "{}"
                yield "passed", day, day, "不通过" if dice.odd(0.1) else "通过"
            case Step.NOTICE:
                last = day + dice.randint(14, 20)
                yield "notice", day, last, "{}至{}"
                day = last
            case Step.SIGNATURES:
                yield "party", day, day, "甲 {}"
                yield "government", day, day, "乙 {}"
    day += dice.randint(0, 10)
    yield "closed", day, day, "{}"
    yield "filed_up", day, day, "督备〔2023〕9号"
