"""How the steps of a case are chosen: by diligence, by a wish, at random, and now and then by anybody at any time."""

from datetime import timedelta
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Parties
from caseflow.domain.lifecycle import row_for
from caseflow.domain.phrases import DuePhrase
from caseflow.domain.terms import EvidenceClass, Kind, State
from caseflow.services.filing import NewCase, NewMeasure, file_case
from caseflow.transaction import working
from tests.model.acts import ACTS
from tests.model.cast import CAST, INSPECTION
from tests.model.dice import Dice
from tests.model.diligence import WAIT, helpful
from tests.model.inputs import LEADS, LOCALITIES, Given
from tests.model.life import Life

STEPS, CASES = 50, 5
BOTH = "tiedong-government"
"""Signs for a county and works in it too; others mostly do the work."""
TAKEN_OVER = {Kind.TASK: 0.25, Kind.PETITION: 0.1}
"""How many cases begin in the middle: a ledger says what was done before, of a petition not how it was settled."""
BESIDE = {
    State.FILED: "complete_filing describe clear_text split propose_extension propose_amendment name_successor "
    "set_internal_due",
    State.RECTIFYING: "complete_filing describe clear_text offer_transfer accept_transfer refuse_transfer "
    "take_back_transfer mark_measure schedule_measure set_internal_due add_evidence "
    "record_criticism settle_criticism judge_out_of_reach withdraw_out_of_reach "
    "withdraw_evidence contribute report review_report send_reminder confirm_findings give_opinion propose_extension "
    "propose_amendment report_year issue_paper sign_paper dismiss_paper acknowledge_paper answer_paper lift_paper "
    "void_paper",
    State.ACCEPTING: "begin_acceptance send_reminder supply_supplement add_evidence describe",
    State.AWAITING_NOTICE: "draft_notice release_notice propose_exemption describe",
    State.PUBLICIZED: "answer_objection describe",
    State.SIGNING: "answer_objection",
    State.CLOSED: "clear_text record_criticism settle_criticism enter_finding propose_revocation report_year",
    State.MERGED: "describe clear_text",
}
"""What is tried in each state beside the rows of the table."""
WISHES = (
    "return_assignment",
    "offer_transfer",
    "merge",
    "propose_extension",
    "propose_exemption",
    "withdraw",
    "request_supplement",
    "fail_acceptance",
    "recall",
    "return_for_supplement",
    "refuse",
    "object",
    "uphold_objection",
    "end_notice",
    "confirm_year",
    "suspend",
    "enter_finding",
    "self_check",
    "complete_filing",
    "apply_closure",
    "sign",
    "publish_notice",
    "exempt_notice",
    "revoke_closure",
    "rebound",
    "file_up",
)
"""What somebody is set on: each case has one, tried again and again, so that what is rare happens in every run."""

SHAPES: dict[str, dict[str, Any]] = {
    "return_assignment": {
        "kind": Kind.TASK,
        "goal": None,
    },  # nobody can take it, so that it is returned again
    "merge": {"kind": Kind.PETITION},
    "apply_closure": {"kind": Kind.PETITION, "acceptance_unit": None},
    "confirm_year": {"kind": Kind.TASK, "due": DuePhrase(standing=True)},
    "withdraw": {"co_leads": ["nyncj"]},
}
"""What a case must be for its wish to come up against what is rare."""


def live(life: Life) -> None:
    """All cases of one city."""
    reformed = life.dice.randint(1, CASES - 1)
    for number in range(CASES):
        live_a_case(life, number, reform=number == reformed)


def live_a_case(life: Life, number: int, *, reform: bool = False) -> None:
    """Files one case and takes its steps, with a reform of units on the way; one with parts takes twice as many."""
    whole = number == 0 and life.seed % 2 == 0
    wish = "apply_closure" if whole else WISHES[(life.seed * CASES + number) % len(WISHES)]
    key = _file(life, f"{number + 1}", whole=whole, shape={} if whole else SHAPES.get(wish, {}))
    if whole:
        life.perform("split", key, "coordinator", {"localities": ["tiexi", "tiedong"]})
    elif wish not in SHAPES and life.dice.odd(TAKEN_OVER[life.cases[key].kind]):
        given = ACTS["take_over"].make(life.dice, life.scene(key))
        life.perform("take_over", key, "coordinator", given)
    diligence = 0.97 if whole else life.dice.choice([0.35, 0.6, 0.85])
    for step in range(STEPS + STEPS * whole):
        if reform and step == STEPS // 2:
            life.reform()
        _step(life, _which(life, key), diligence, wish)


def _which(life: Life, key: str) -> str:
    """The case itself, one of its parts that is open, the case a rebound opened, or the main one."""
    case = life.cases[key]
    open_parts = [part for part in case.links.parts if life.cases[part].state is not State.CLOSED]
    if open_parts and not life.dice.odd(0.15):
        return life.dice.choice(open_parts)
    other = case.links.rebound_as or case.links.merged_into
    return other if other and life.dice.odd(0.5) else key


def _step(life: Life, key: str, diligence: float, wish: str) -> None:
    dice, case = life.dice, life.cases[key]
    if dice.odd(0.05):
        life.wait(dice.choice([1, 2, 12]))
    roll = dice.random()
    if wish in _plausible(case) and dice.odd(0.3):
        _try(life, key, wish)
    elif roll < diligence:
        _help(life, key)
    elif roll < diligence + (1 - diligence) * 0.65:
        _try(life, key, dice.choice(_plausible(case)))
    elif dice.odd(0.3):
        life.wait(dice.choice([1, 3, 35]))
    elif dice.odd(0.12 if life.away is None else 0.6):
        life.toggle()
    else:
        _try(life, key, dice.choice(list(ACTS)), anybody=dice.odd(0.4))


def _plausible(case: Case) -> list[str]:
    rows = [name for name, act in ACTS.items() if act.row and row_for(case.state, act.row)]
    return rows + BESIDE[case.state].split()


def _try(life: Life, key: str, name: str, *, anybody: bool = False) -> None:
    """An act with whatever inputs, mostly by somebody who may."""
    given = ACTS[name].make(life.dice, life.scene(key))
    anybody = anybody or life.dice.odd(0.12)
    who = life.dice.choice(list(CAST)) if anybody else _who(life, name, key)
    life.perform(name, key, who, given)


def _help(life: Life, key: str) -> None:
    """A helpful act by somebody for whom nothing stands in the way; where nothing helps, anything."""
    found = helpful(life.scene(key))
    helping: tuple[str, Given] = life.dice.choice(found) if found else (WAIT, {})
    name, given = helping
    case = life.cases[key]
    if name == WAIT:
        opens = case.notice.opens_on if case.notice else None
        life.wait(max((opens - life.day).days, 1) if opens else 5)
        return
    if name == "self_check" and life.dice.odd(0.25):
        given = ACTS[name].make(life.dice, life.scene(key))
    likely = _likely(life, name, key)
    free = likely if life.dice.odd(0.1) else [who for who in likely if life.free(name, key, who)]
    if free or life.dice.odd(0.3):
        life.perform(name, key, life.dice.choice(free or likely), given)
    else:
        _try(life, key, life.dice.choice(_plausible(case)))


def _who(life: Life, name: str, key: str) -> str:
    """Somebody who may; for a signature rather somebody who has not signed."""
    return life.dice.choice(_likely(life, name, key))


def _likely(life: Life, name: str, key: str) -> list[str]:
    case, asks = life.cases[key], ACTS[name].asks
    if name == "confirm_findings" and not (
        case.proposed_findings and case.proposed_findings.leader_confirmed
    ):
        asks = Action.CONFIRM_FINDINGS_AS_LEADER
    who = life.able(asks, case)
    drafted_by = case.notice.drafted_by if case.notice and name == "release_notice" else None
    hands_off = [
        login
        for login in who
        if (login != BOTH or asks is Action.SIGN) and life.town.codes.get(login) != drafted_by
    ]
    return who if life.dice.odd(0.15) or not hands_off else hands_off


def _file(life: Life, number: str, *, whole: bool, shape: dict[str, Any]) -> str:
    new = _new_case(life.dice, life, number, whole=whole, shape=shape)
    life.steps.append(f"{life.day} coordinator file {new}")
    with working(life.town.engine, life.actor("coordinator"), life.instant(), life.day) as work:
        case = file_case(work, new)
    life.hear()
    return case.key


def _new_case(dice: Dice, life: Life, number: str, *, whole: bool, shape: dict[str, Any]) -> NewCase:
    """A task or a petition of any class, due in any way; now and then with a gap. A whole is a task without one."""
    gap = 0 if whole else 0.08
    kind = Kind.TASK if whole else shape.get("kind") or dice.choice(list(Kind))
    locality = "siping" if whole else dice.choice((*LOCALITIES, "tiexi", "siping"))
    near = locality if locality != "siping" else "slj"
    parties: dict[str, Any] = {
        "locality": locality,
        "lead_unit": dice.choice(LEADS),
        "responsible": [
            near,
            *(["nyncj"] if dice.odd(0.2) else []),
            *(["sthjj-tiexi"] if dice.odd(2 * gap) else []),
        ],
        "acceptance_unit": "sthjj",
        "co_leads": ["nyncj"] if dice.odd(0.2) and not whole else [],
        "cooperating": ["sthjj"] if dice.odd(2 * gap) else ["nyncj"],
    }
    parties = {name: _standing(life, value) for name, value in parties.items()}
    named = {name: value for name, value in parties.items() if not dice.odd(gap / 2)}
    named |= {name: _standing(life, value) for name, value in shape.items() if name in Parties.__slots__}
    day = dice.ahead(life.day, 10, 150)
    dues = [
        DuePhrase(day),
        DuePhrase(day),
        DuePhrase(at_once=True),
        DuePhrase(day, standing=True),
        DuePhrase(standing=True),
    ]
    task = kind is Kind.TASK
    return NewCase(
        inspection=INSPECTION,
        number=number,
        kind=kind,
        title=f"第{number}件",
        handed_over=None if task else life.day,
        feedback_due=None if task or dice.odd() else life.day + timedelta(days=10),
        parties=Parties(**named),
        due=shape.get("due")
        or (dice.choice(dues[: 2 if whole else None]) if task and not dice.odd(gap / 4) else None),
        evidence_class=EvidenceClass.INSTITUTION if whole else dice.choice(list(EvidenceClass)[:3]),
        measures=tuple(
            NewMeasure("措施", None if whole else dice.choice([None, _standing(life, near)]))
            for _ in range(1 + dice.odd(0.5))
        ),
        texts={"problem": "问题"} | ({} if "goal" in shape or dice.odd(gap) else {"goal": "目标"}),
    )


def _standing(life: Life, units: Any) -> Any:
    """The units that stand today for these."""
    if isinstance(units, list):
        return list(dict.fromkeys(_standing(life, unit) for unit in units))
    return life.city.heirs(units, life.day)[0] if units else units
