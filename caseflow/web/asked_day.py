"""The past day a page is looked at on, from its address: the same argument and the same refusals everywhere."""

from datetime import date

from flask import request

from caseflow.domain.errors import BadInput, Reason
from caseflow.services.work import Work


def asked_day(work: Work) -> date:
    """The office day asked for. Raises BadInput for no date, or one that has not come."""
    written = request.args.get("day", "").strip()
    if not written:
        return work.day
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise BadInput(Reason("date.not_understood", {"text": written})) from None
    if day > work.day:
        raise BadInput(Reason("day.in_future", {"day": day.isoformat()}))
    return day
