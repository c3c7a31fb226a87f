"""Any acts in any order on two referrals at once: what happens goes by the arrows, and numbers have no gap."""

from random import Random

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import Refused
from caseflow.domain.handling import Result, Way
from caseflow.services import disposing, referring
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.services.apart import SEALED, a_draft, as_, disciplined, proposed

STEPS = {
    "send_back": lambda w, n: referring.send_back_referral(w, SEALED, n, "退"),
    "drop": lambda w, n: referring.drop_referral(w, SEALED, n, "不移"),
    "issue": lambda w, n: referring.issue_referral(w, SEALED, n),
    "revise": lambda w, n: referring.revise_referral(w, SEALED, n, a_draft()),
    "receive": lambda w, n: disposing.receive_referral(w, SEALED, n),
    "refuse": lambda w, n: disposing.refuse_referral(w, SEALED, n, "不属"),
    "dispose": lambda w, n: disposing.dispose_referral(w, SEALED, n, Way.VERIFY, "核"),
    "hold": lambda w, n: disposing.dispose_referral(w, SEALED, n, Way.HOLD, "放"),
    "conclude": lambda w, n: disposing.conclude_referral(w, SEALED, n, "完"),
    "feed_back": lambda w, n: disposing.feed_back_referral(w, SEALED, n, Result.UNFOUNDED),
}
ARROWS = {
    ("proposed", "send_back"): "sent_back", ("proposed", "drop"): "dropped", ("proposed", "issue"): "issued",
    ("proposed", "revise"): "proposed", ("sent_back", "drop"): "dropped", ("sent_back", "revise"): "proposed",
    ("refused", "drop"): "dropped", ("refused", "revise"): "proposed", ("issued", "receive"): "received",
    ("issued", "refuse"): "refused", ("received", "dispose"): "received", ("received", "hold"): "received",
    ("received", "conclude"): "concluded", ("concluded", "feed_back"): "fed_back",
}  # fmt: skip
"""The life of a referral, written down a second time."""
WHO = {"revise": "coordinator", "send_back": "head", "drop": "head", "issue": "head"}


@pytest.mark.parametrize("seed", range(3))
def test_any_acts_in_any_order_go_by_the_arrows_and_numbers_have_no_gap(city: Engine, seed: int) -> None:
    office = disciplined(city)
    dice = Random(seed)  # noqa: S311  not for secrets
    names, states, way = [proposed(office), proposed(office)], ["proposed", "proposed"], ["", ""]
    numbers: list[str] = []
    for _ in range(30):
        n, step = dice.randrange(2), dice.choice(list(STEPS))
        wanted = ARROWS.get((states[n], step))
        if step == "conclude" and way[n] != "dispose":
            wanted = None
        try:
            with as_(office, WHO.get(step, "inspector")) as work:
                after = STEPS[step](work, names[n])
        except Refused:
            assert wanted is None, (states[n], step)
            continue
        assert after.status == wanted, (states[n], step)
        states[n] = after.status.value
        way[n] = step if step in ("dispose", "hold") else "" if step == "receive" else way[n]
        if step == "issue" and after.letter:
            numbers.append(after.letter.number)
    assert numbers == [f"四环督整办移〔2023〕{n}号" for n in range(1, len(numbers) + 1)]
    with looking(office) as session:
        assert verify(session, apart=SEALED).faults == ()
