"""What people hand in, made up: mostly as a careful person would, sometimes wrong, missing or out of range."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.obligations import obligations
from caseflow.domain.phrases import DuePhrase
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import EvidenceClass, Progress, Settlement, State, Verdict
from caseflow.services import noticing
from caseflow.services.filing import NewMeasure, Plan
from caseflow.store.files import Files
from tests.model.dice import Dice

LOCALITIES = ("tiexi", "tiedong", "lishu", "yitong", "shuangliao")
LEADS = ("zjj", "slj", "tiexi")
KINDS = (
    "before_photo",
    "after_photo",
    "site_check",
    "completion_report",
    "document",
    "proof_of_use",
    "investigation_record",
)
NONE = 9
"""A number that nothing bears."""
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What somebody looks at before they act: the case, the day, the rules, and other cases of its kind."""

    case: Case
    day: date
    rules: Rulebook
    others: tuple[str, ...]
    files: Files


Make = Callable[[Dice, Scene], Given]


def nothing(_dice: Dice, _scene: Scene) -> Given:
    """An act that asks for nothing."""
    return {}


def always(**given: Any) -> Make:
    """The same every time."""
    return lambda _dice, _scene: given


def reasoned(dice: Dice, _: Scene) -> Given:
    """A reason and nothing else."""
    return {"reason": dice.reason()}


def numbered(what: Callable[[Case], Iterable[Any]], **given: Any) -> Make:
    """The number of one of these on the case."""
    return lambda dice, scene: {"number": dice.one([one.id for one in what(scene.case)], NONE), **given}


def parties(dice: Dice, scene: Scene) -> Given:
    """What filing may have left open."""
    locality = dice.choice(LOCALITIES)
    named: dict[str, Any] = {
        "locality": locality,
        "lead_unit": dice.choice(LEADS),
        "acceptance_unit": "sthjj",
        "responsible": [locality],
        "supervising_unit": "dcs-zf",
    }
    given: dict[str, Any] = {
        "parties": {name: named[name] for name in dice.sample(sorted(named), dice.randint(1, 3))}
    }
    given |= {"plan": _plan(dice, scene)} if dice.odd(0.4) else {}
    return given | ({"evidence_class": dice.choice(list(EvidenceClass))} if dice.odd(0.2) else {})


def _plan(dice: Dice, scene: Scene) -> Plan:
    """A goal, measures, a date of any kind and an answer by a day, any of them left out."""
    day = dice.ahead(scene.day, 10, 150)
    dues = [DuePhrase(day), DuePhrase(at_once=True), DuePhrase(day, standing=True), DuePhrase(standing=True)]
    return Plan(
        goal="" if dice.odd(0.5) else f"目标{dice.randint(1, 99)}",
        measures=() if dice.odd(0.5) else (NewMeasure("补充措施"),),
        due=None if dice.odd(0.3) else dice.choice(dues),
        due_words="按新的方案",
        feedback_due=None if dice.odd(0.5) else dice.ahead(scene.day, 5, 20),
    )


def title(dice: Dice, _: Scene) -> Given:
    """Another title, now and then with somebody's telephone in it."""
    phone = "，电话13912345678" if dice.odd(0.3) else ""
    return {"texts": {"title": f"标题{dice.randint(1, 99)}{phone}"}}


def doubted(dice: Dice, scene: Scene) -> Given:
    """A text in which somebody may be named, and whether it may be shown."""
    held = [one.digest for one in scene.case.held]
    return {"decided": {dice.one(held, "0" * 64): dice.odd(0.5)}, "reason": dice.reason()}


def localities(dice: Dice, _: Scene) -> Given:
    """One or two counties; one is too few."""
    return {"localities": dice.sample(LOCALITIES, dice.randint(1, 2))}


def lead(dice: Dice, _: Scene) -> Given:
    """A unit to lead."""
    return {"lead_unit": "nobody" if dice.odd() else dice.choice(LEADS)}


def offer(dice: Dice, _: Scene) -> Given:
    """A unit to take over, and why."""
    return {"unit": dice.choice(LEADS), "reason": dice.reason()}


def successor(dice: Dice, scene: Scene) -> Given:
    """One of the units that another was split into, sometimes any other."""
    return {
        "unit": dice.one(scene.case.awaiting, "slj"),
        "successor": dice.choice(("slj", "nyncj", "tiedong") if dice.odd() else ("slj", "nyncj")),
    }


def merged(dice: Dice, scene: Scene) -> Given:
    """Another case of the kind, or by mistake the same."""
    return {"into": dice.one(scene.others, scene.case.key), "reason": dice.reason()}


def measure(dice: Dice, scene: Scene) -> Given:
    """One measure, mostly done."""
    return {"number": dice.one([m.number for m in scene.case.measures], NONE), "done": not dice.odd(0.2)}


def measure_date(dice: Dice, scene: Scene) -> Given:
    """A measure and a day that is mostly within what its date may be."""
    return {"number": measure(dice, scene)["number"], "due": scene.day + timedelta(days=dice.randint(-2, 40))}


def internal_due(dice: Dice, scene: Scene) -> Given:
    """A day ahead, now and then none."""
    return {"due": None if dice.odd(0.2) else scene.day + timedelta(days=dice.randint(-2, 40))}


def evidence(dice: Dice, scene: Scene) -> Given:
    """A file of some kind; one of eight contents, so that some are handed in twice."""
    of = dice.one([m.number for m in scene.case.measures], NONE) if dice.odd(0.5) else None
    data = f"佐证{dice.randint(1, 8)}".encode()
    return {
        "files": scene.files,
        "data": data,
        "name": "佐证.txt",
        "kind": dice.one(KINDS, "rumour"),
        "measure": of,
    }


def withdrawn(dice: Dice, scene: Scene) -> Given:
    """One file of the case."""
    return {"number": dice.one([e.id for e in scene.case.evidence], NONE), "reason": dice.reason()}


def part(dice: Dice, scene: Scene) -> Given:
    """A responsible unit's part of an open month, now and then with a measure done, or with nothing new."""
    months = [expected.month for expected in scene.case.expected if not expected.closed]
    given: Given = {"month": dice.one(months, "2023-01")}
    if dice.odd(0.2):
        return given | {"unchanged": True}
    numbers = [measure.number for measure in scene.case.measures]
    return given | {"done": "完成一段", "measures": [dice.one(numbers, NONE)] if dice.odd(0.3) else []}


def report(dice: Dice, scene: Scene) -> Given:
    """A word for an open month."""
    months = [expected.month for expected in scene.case.expected if not expected.closed]
    return {"month": dice.one(months, "2023-01"), "progress": dice.choice(list(Progress)), "done": "本月进展"}


def review(dice: Dice, scene: Scene) -> Given:
    """A progress confirmed, or the report returned."""
    month = dice.one([report.month for report in scene.case.reports], "2023-01")
    if dice.odd(0.3):
        return {"month": month, "reason": dice.reason()}
    return {"month": month, "confirmed": dice.choice(list(Progress)), "tail": "收尾", "tail_by": scene.day}


def owed(dice: Dice, scene: Scene) -> Given:
    """Something that is owed on the case, by a unit or by an office; sometimes nothing."""
    found = [(one.kind, one.ref) for one in obligations(scene.case) if one.met_on is None]
    kind, ref = dice.one(found, ("report", "2023-01"))
    return {"kind": kind, "ref": ref}


def findings(dice: Dice, scene: Scene) -> Given:
    """Any verdict, mostly settled; staged with its plan."""
    settlement = dice.choice([Settlement.SETTLED, Settlement.SETTLED, Settlement.STAGED, Settlement.OPEN])
    staged = {"plan": "计划", "due": dice.ahead(scene.day, 20, 90)} if settlement is Settlement.STAGED else {}
    people = ["甲"] if dice.odd() else ["甲", "乙"]
    return {
        "verdict": dice.choice(list(Verdict)),
        "settlement": settlement,
        "facts": "查明",
        "investigators": people,
        **staged,
    }


def self_check(dice: Dice, scene: Scene) -> Given:
    """The criteria ticked, sometimes all but one."""
    criteria = [rule.key for rule in scene.rules.criteria()]
    return {"criteria": criteria[1:] if dice.odd(0.3) else criteria, "head": "负责人"}


def opinion(dice: Dice, _: Scene) -> Given:
    """For or against."""
    return {"agrees": not dice.odd(0.3), "note": "意见"}


def feedback(dice: Dice, scene: Scene) -> Given:
    """A day since filing and a paper number; a correction mostly says why."""
    why = "" if dice.odd(0.3) else "日期有误"
    return {"on": dice.past(scene.day, scene.case.filed_on), "paper": "〔1〕号", "reason": why}


def supplement(dice: Dice, scene: Scene) -> Given:
    """What is missing and by when, sometimes too late."""
    return {"wanted": "补交材料", "until": dice.ahead(scene.day, 1, 20)}


def site(dice: Dice, scene: Scene) -> Given:
    """The on-site record."""
    verdicts = {rule.key: not dice.odd(0.02) for rule in scene.rules.criteria()}
    people = ["甲"] if dice.odd() else ["甲", "乙"]
    day = dice.past(scene.day, scene.case.since)
    return {"site_day": day, "place": "现场", "who": people, "verdicts": verdicts}


def correction(dice: Dice, scene: Scene) -> Given:
    """Why it failed and by when it is to be corrected."""
    return {"reason": dice.reason(), "correct_by": dice.ahead(scene.day, 1, 40)}


def notice_text(dice: Dice, _: Scene) -> Given:
    """The whole text, rarely with a gap."""
    return {"words": {part: "" if dice.odd(0.01) else f"{part}文字" for part in noticing.PARTS}}


def publication(dice: Dice, scene: Scene) -> Given:
    """Where, and from when."""
    return {"medium": "网站", "address": "栏目", "first_day": dice.ahead(scene.day, 0, 2)}


def objection(dice: Dice, scene: Scene) -> Given:
    """Words with a postmark since the notice began."""
    first = scene.case.notice.first_day if scene.case.notice else None
    return {"words": "仍有异味", "sent_on": dice.past(scene.day, min(first or scene.day, scene.day))}


def answer(dice: Dice, scene: Scene) -> Given:
    """An answer to an open objection."""
    return {"number": dice.one([o.id for o in scene.case.open_objections], NONE), "answer": dice.reason()}


def upheld(dice: Dice, scene: Scene) -> Given:
    """An open objection that is right."""
    return {"number": dice.one([o.id for o in scene.case.open_objections], NONE), "reason": dice.reason()}


def target(dice: Dice, scene: Scene) -> Given:
    """Mostly the beginning of a step, sometimes any state at all."""
    steps = [State.ACCEPTING, State.AWAITING_NOTICE, State.SIGNING]
    return {"to": dice.choice(list(State) if dice.odd() else steps), "reason": dice.reason()}


def signature(dice: Dice, scene: Scene) -> Given:
    """The dossier as it stands, sometimes another."""
    return {"dossier": "0" * 64 if dice.odd() else dossier_digest(scene.case)}


def year(dice: Dice, scene: Scene) -> Given:
    """This year, sometimes the last."""
    return {"year": scene.day.year - dice.odd(), "note": "已落实"}


def year_confirmed(dice: Dice, scene: Scene) -> Given:
    """A reported year confirmed or refused."""
    reported = [year.year for year in scene.case.years]
    return {"year": dice.one(reported, 1999), "confirmed": not dice.odd(0.3), "note": "意见"}
