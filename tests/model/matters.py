"""What is put before the heads of the leading group, and what they may say."""

from typing import Any

from caseflow.services import deciding
from caseflow.services.access import held_case
from caseflow.services.deciding import (
    EFFECT,
    check_amendment,
    enter_finding,
    propose_amendment,
    propose_exemption,
    propose_extension,
    propose_on_finding,
)
from caseflow.services.work import Work
from tests.model.dice import Dice
from tests.model.inputs import NONE, Given, Make, Scene

__all__ = [
    "EFFECT",
    "check_amendment",
    "enter_finding",
    "propose_amendment",
    "propose_exemption",
    "propose_extension",
    "propose_on_finding",
]


def change(dice: Dice, scene: Scene) -> Given:
    """Other words, other measures, other units, one of them."""
    changes: list[dict[str, Any]] = [
        {},
        {"measures": [{"number": 1}, {"number": len(scene.case.measures) + 1}]},
        {"responsible": [dice.choice(["tiexi", "tiedong", "slj"])]},
        {"acceptance_unit": "sthjj", "cooperating": []},
    ]
    texts = {"goal": f"目标{dice.randint(1, 99)}"}
    return {"reason": dice.reason(), "change": dice.choice(changes), "texts": texts, "paper": "〔3〕号"}


def later(dice: Dice, scene: Scene) -> Given:
    """A later date, sometimes the same."""
    return {"to_day": dice.ahead(scene.case.due.day or scene.day, 10, 60), "reason": dice.reason()}


def finding(dice: Dice, _: Scene) -> Given:
    """Wrong when made, or come back."""
    asks = "both" if dice.odd() else dice.choice(["revocation", "rebound"])
    return {"asks": asks, "origin": dice.choice(["inspector", "above"]), "words": "现场发现"}


def proposal(dice: Dice, scene: Scene) -> Given:
    """One finding of the case, and a number for the case that a rebound would open."""
    number = f"{scene.case.number}-{dice.randint(1, 99)}R"
    return {
        "finding": dice.one([f.id for f in scene.case.after], NONE),
        "reason": dice.reason(),
        "number": number,
    }


def vote_on(matter: str) -> Make:
    """A word on an open proposal of this matter, mostly for it."""

    def vote(dice: Dice, scene: Scene) -> Given:
        waiting = [d.id for d in scene.case.decisions if d.matter == matter and d.outcome is None]
        return {"number": dice.one(waiting, NONE), "agrees": not dice.odd(0.15), "note": "意见"}

    return vote


def decide_on(matter: str) -> Any:
    """Deciding, held to one matter, so that an act is one row of the table."""

    def decide(work: Work, key: str, number: int, **given: Any) -> object:
        case = held_case(work, key)
        own = [d.id for d in case.decisions if d.matter == matter] if case else []
        return deciding.decide(work, key, number if number in own else 0, **given)

    return decide
