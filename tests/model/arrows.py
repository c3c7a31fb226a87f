"""The arrows of product.md's table, written down a second time: which event may move a case from where to where."""

from caseflow.domain.terms import Step

BEGINS = {Step.ACCEPTANCE: "accepting", Step.NOTICE: "awaiting_notice", Step.SIGNATURES: "signing"}
OF_STEP = {
    "accepting": Step.ACCEPTANCE,
    "awaiting_notice": Step.NOTICE,
    "publicized": Step.NOTICE,
    "signing": Step.SIGNATURES,
}
MIDDLE = tuple(OF_STEP)
RANK = ("filed", "rectifying", *MIDDLE, "closed")
TO_WORK = {
    "withdraw": MIDDLE,
    "fail_acceptance": ("accepting",),
    "uphold_objection": MIDDLE,
    "refuse": ("signing",),
    "revoke_closure": ("closed",),
    "fall_back": ("signing", "closed"),
    "accept_assignment": ("filed",),
    "deem_accepted": ("filed",),
}
FORWARD = {
    "pass_acceptance": "accepting",
    "end_notice": "publicized",
    "exempt_notice": "awaiting_notice",
    "sign": "signing",
}


def arrow(type_: str, before: str, after: str, order: tuple[Step, ...]) -> bool:
    """Whether an event of this type may take a case from one state to another under this order of steps."""
    if type_ in TO_WORK:
        return before in TO_WORK[type_] and after == "rectifying"
    if type_ in FORWARD:
        stays = type_ == "sign" and after == before  # the first of two
        return before == FORWARD[type_] and (stays or after == _next(before, order))
    if type_ in ("recall", "return_for_supplement"):
        return before in MIDDLE and after in _earlier(before, order)
    if type_ == "take_over":  # a ledger says how far the case had come; never back
        return RANK.index(after) >= RANK.index(before)
    match type_:
        case "apply_closure":
            return before == "rectifying" and after == BEGINS[order[0]]
        case "gather_parts":
            return (before, after) == ("rectifying", "signing")
        case "publish_notice":
            return (before, after) == ("awaiting_notice", "publicized")
        case "merge":
            return before in ("filed", "rectifying") and after == "merged"
        case "unmerge":
            return before == "merged" and after in ("filed", "rectifying")
    return before == after


def _next(state: str, order: tuple[Step, ...]) -> str:
    later = order[order.index(OF_STEP[state]) + 1 :]
    return BEGINS[later[0]] if later else "closed"


def _earlier(state: str, order: tuple[Step, ...]) -> list[str]:
    begun = [BEGINS[step] for step in order[: order.index(OF_STEP[state])]]
    return [*begun, "awaiting_notice"] if state == "publicized" else begun
