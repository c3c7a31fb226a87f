"""The daily bulletin of a batch (转办情况通报): what was handed over, by channel, area and type, and since batch 1."""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from caseflow.domain.actor import NOBODY
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.terms import Channel, Kind
from caseflow.services.listing import iso
from caseflow.services.texts import read_texts
from caseflow.services.viewing import View, handed_over, known_inspection
from caseflow.services.withholding import seen_by


def bulletin(view: View, batch: int, inspection: str, decimals: int) -> dict[str, Any]:
    """The figures of an inspection's batch; percentages are rounded half up to `decimals` places.

    Types count as written, several on one case each for itself.
    """
    batched = [case for case in _petitions(view, inspection) if case.batch is not None]
    found = [case for case in batched if case.batch == batch]
    types = _types(view, found)
    return {
        "batch": batch,
        "received_on": iso(min((case.handed_over for case in found if case.handed_over), default=None)),
        **_sums(found),
        "by_area": _by_area(view, found),
        "problems": types.total(),
        "by_type": [
            {"type": name, "count": count, "percent": _percent(count, types.total(), decimals)}
            for name, count in types.most_common()
        ],
        "cumulative": _sums([case for case in batched if (case.batch or 0) <= batch]),
    }


def inspection_of(view: View, batch: int, named: str | None) -> str:
    """The inspection that handed the batch over, the one named or else the only one.

    Raises Unknown for a batch nobody handed over, and where several have it and none is named.
    """
    petitions = _petitions(view, known_inspection(view, named))
    codes = sorted({case.inspection for case in petitions if case.batch == batch})
    if not codes:
        raise Unknown(Reason("batch.unknown", {"batch": batch}))
    if len(codes) > 1:
        raise Unknown(Reason("batch.ambiguous", {"batch": batch, "known": ", ".join(codes)}))
    return codes[0]


def team_of(view: View, inspection: str) -> str:
    """The inspection team: as the rulebook names that of its own inspection, else by the inspection's name."""
    if inspection == view.rules.words("inspection.code"):
        return view.rules.words("inspection.team")
    name = view.city.inspections[inspection].name
    return read_texts(view.session, [name]).get(name, inspection)


def _petitions(view: View, inspection: str | None) -> list[Case]:
    return [case for case in handed_over(view, inspection) if case.kind is Kind.PETITION]


def _sums(cases: list[Case]) -> dict[str, Any]:
    return {
        "cases": len(cases),
        "key_cases": sum(case.key_case for case in cases),
        "by_channel": _by_channel(cases),
    }


def _by_channel(cases: Iterable[Case]) -> dict[str, int]:
    """The channels that occur, in the order of the terms; a case without one came by another way."""
    counted = Counter(case.channel or Channel.OTHER for case in cases)
    return {channel.value: counted[channel] for channel in Channel if counted[channel]}


def _by_area(view: View, cases: Iterable[Case]) -> dict[str, int]:
    named = Counter(view.names.called(case.parties.locality) or "" for case in cases)
    return dict(named.most_common())


def _types(view: View, cases: list[Case]) -> Counter[str]:
    digests = (digest for case in cases for name, digest in case.texts.items() if name.startswith("type."))
    words = seen_by(view.session, view.city, NOBODY, digests)  # a bulletin is published
    written = (words.get(c.texts.get(f"type.{n}", "")) for c in cases for n in range(1, c.types + 1))
    return Counter(name for name in written if name)


def _percent(count: int, total: int, decimals: int) -> float:
    share = Decimal(100 * count) / Decimal(total)
    return float(share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
