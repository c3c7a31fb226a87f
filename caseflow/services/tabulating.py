"""A case as the row of its ledger: the cells as they came in, what no cell says told by the facts."""

from collections.abc import Iterable, Mapping
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.phrases import AT_ONCE, STANDING
from caseflow.domain.terms import Kind
from caseflow.ledgers.columns import UNKNOWN
from caseflow.services.matching import EVERY_LOCALITY
from caseflow.services.naming import Names
from caseflow.services.showing import CELL, OTHER
from caseflow.words.say import term

_YES, _NO = "是", "否"


def cells_of(case: Case, texts: Mapping[str, str], names: Names) -> dict[str, str]:
    """The texts of a case's row by column code, none of them empty; `texts` are the case's words by name.

    A cell of the ledger stays as it came in; verdicts, dates and units found since are on record, not in the ledger.
    """
    facts = _task(case, texts, names) if case.kind is Kind.TASK else _petition(case, texts, names)
    cells = {code: text for code, text in facts.items() if text}
    for name, text in texts.items():
        if name.startswith(OTHER):
            heading, _, value = text.partition("\t")
            cells[UNKNOWN + heading] = value
        elif name.startswith(CELL):
            cells[name.removeprefix(CELL)] = text
    return cells


def _task(case: Case, texts: Mapping[str, str], names: Names) -> dict[str, str]:
    parties = case.parties
    measures = [measure.number for measure in case.measures if not measure.withdrawn]
    return {
        "ordinal": str(case.ordinal) if case.ordinal else case.number.rpartition("-T")[2],
        "problem": texts.get("problem", texts.get("title", "")),
        "goal": texts.get("goal", ""),
        "measures": "\n".join(f"{n}.{texts.get(f'measure.{n}', '')}" for n in measures),
        "due": texts.get("due_phrase") or due_in_words(case),
        "lead": _units(names, (parties.lead_unit, *parties.co_leads)),
        "cooperating": _units(names, parties.cooperating),
        "responsible": _units(names, parties.responsible) or (EVERY_LOCALITY if case.links.parts else ""),
        "supervising": _units(names, (parties.supervising_unit,)),
        "acceptance": _units(names, (parties.acceptance_unit,)),
    }


def _petition(case: Case, texts: Mapping[str, str], names: Names) -> dict[str, str]:
    parties = case.parties
    return {
        "number": case.number,
        "problem": texts.get("problem", texts.get("title", "")),
        "area": _units(names, (parties.locality,)),
        "types": "、".join(texts.get(f"type.{n}", "") for n in range(1, case.types + 1)),
        "findings": texts.get("findings.facts", ""),
        "verdict": _word("verdict", case.verdict),
        "batch": str(case.batch or ""),
        "handed_over": _day(case.handed_over),
        "channel": _word("channel", case.channel),
        "key": _YES if case.key_case else _NO,
        "repeat": _YES if case.links.repeat_of else _NO,
        "earlier": "、".join(key.partition("/")[2] for key in case.links.repeat_of),
        "lead": _units(names, (parties.lead_unit, *parties.co_leads)),
        "feedback_due": _day(case.feedback_due),
        "settlement": _word("settlement", case.settlement),
    }


def due_in_words(case: Case) -> str:
    """The first due date as a phrase that reads back; empty for none."""
    parts = (_day(case.due.first), AT_ONCE if case.due.at_once else "", STANDING if case.due.standing else "")
    return "，".join(filter(None, parts))


def _units(names: Names, codes: Iterable[str | None]) -> str:
    return "、".join(names.unit(code) for code in codes if code)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _word(kind: str, code: str | None) -> str:
    """The word of the field, in the ledger's own language whatever the reader's."""
    return term(f"{kind}.{code}", "zh") if code else ""
