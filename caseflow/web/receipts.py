"""Receipts: after an act its number and code are offered; here whoever kept them sees what became of it."""

from flask import Blueprint, flash, render_template, request

from caseflow.services.receipts import Checked, check_receipt, signed_so_far
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.words.say import say

bp = Blueprint("receipts", __name__)
RECEIPT = "receipt"
"""The category of the message that offers a receipt."""
KINDS = {"included": "done", "waiting": "warning", "not_there": "error"}


@bp.get("/receipts")
def receipts() -> tuple[str, int]:
    """The form, and what is found of the code that was asked for."""
    here.look()
    code = request.args.get("code", "").strip()[:60]
    found = check_receipt(here.session(), code) if code else None
    wrong = bool(code) and found is None
    page = render_template(
        "receipts.html",
        code=code,
        reasons=[say("receipt.malformed")] if wrong else [],
        found=_told(found) if found else None,
        signed=signed_so_far(here.session()),
    )
    return page, 422 if wrong else 200


def offer_receipts(work: Work | None, *keys: str) -> None:
    """Tells whoever acted the receipt of the last event of each of these cases; nothing where there is none."""
    for key in keys:
        if work and (receipt := work.receipts.get(f"case/{key}")):
            flash(receipt.code, RECEIPT)


def _told(found: Checked) -> dict[str, str]:
    facts = {"seq": found.seq, "size": found.checkpoint}
    return {
        "kind": KINDS[found.standing],
        "title": say(f"receipt.{found.standing}"),
        "text": say(f"receipt.{found.standing}_why", facts),
        "leaf_hash": found.leaf_hash.hex() if found.leaf_hash else "",
    }
