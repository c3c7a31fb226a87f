"""Shows one case whole: its line, the ledger's own words, measures, people, closure, links, parts and timeline."""

from collections.abc import Iterable, Mapping
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.papers import OF_PAPERS, paper_by
from caseflow.domain.event import Event
from caseflow.domain.signer_keys import PASSWORD
from caseflow.domain.terms import Kind
from caseflow.ledgers.columns import COLUMNS, Layout, column
from caseflow.services.listing import iso, line
from caseflow.services.naming import Names
from caseflow.services.outside_words import claimed_days
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.services.viewing import View
from caseflow.words.say import say

CELL, OTHER = "cell.", "cell.other."
"""How the texts of a ledger's cells are named: by the column's code, or `<heading>\\t<words>` under a number."""
LAYOUT: Mapping[Kind, Layout] = {Kind.TASK: "tasks", Kind.PETITION: "petitions"}


def shown(view: View, case: Case) -> dict[str, Any]:
    """One case with everything on record of it by the view's day."""
    events = [event for event in events_of(view.session, case.stream) if event.day <= view.day]
    digests = {*case.texts.values(), *(digest for event in events for digest in event.texts.values())}
    words = read_texts(view.session, sorted(digests))
    return {
        **line(view, case, words),
        "text": cells_of(case, case.texts, words),
        "measures": _measures(view.names, case, words),
        "people": _people(view.names, case),
        "closure": _closure(view.names, case, words),
        "links": _links(view, case),
        "parts": [_part(view, view.cases[key]) for key in case.links.parts if key in view.cases],
        "timeline": [_moment(view.names, case, event, words) for event in events],
    }


def event_in_words(names: Names, event: Event, case: Case | None = None) -> str:
    """What happened, in one sentence, on a case where its papers are told apart by number.

    The type alone where its sentence wants more than this old event carries.
    """
    facts = {"who": names.called(event.actor)} | names.facts(event.data)
    if event.type == "sign":
        facts = {"means": PASSWORD, **facts}  # what was signed before it was noted how
    code = f"event.{event.type}"
    if case and event.type in OF_PAPERS and "id" in event.data:
        paper = paper_by(case, event.data["id"])
        facts |= {"ordinal": paper.ordinal, "rung": paper.rung}
        if event.data.get("why"):
            code = f"paper_fell.{event.type}"
        elif event.type == "issue_paper" and not event.data.get("reply_by"):
            code = "paper_issued.undated"
    try:
        return say(code, facts)
    except KeyError:
        return event.type


def cells_of(case: Case, texts: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """The ledger's own cells among these texts by canonical heading: its columns in order, then unknown ones."""
    codes = [known.code for known in COLUMNS[LAYOUT[case.kind]]]
    names = sorted(name for name in texts if name.startswith(CELL) and texts[name] in words)
    names.sort(
        key=lambda name: codes.index(code) if (code := name.removeprefix(CELL)) in codes else len(codes)
    )
    return dict(_cell(case, name, words[texts[name]]) for name in names)


def _cell(case: Case, name: str, text: str) -> tuple[str, str]:
    if name.startswith(OTHER):
        heading, _, text = text.partition("\t")
        return heading, text
    return column(LAYOUT[case.kind], name.removeprefix(CELL)).heading, text


def _measures(names: Names, case: Case, words: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "number": measure.number,
            "text": words.get(case.texts.get(f"measure.{measure.number}", "")),
            "unit": names.called(measure.unit),
            "due": iso(measure.due),
            "done_on": iso(measure.done_on),
            "withdrawn": measure.withdrawn,
        }
        for measure in case.measures
    ]


def _people(names: Names, case: Case) -> dict[str, Any]:
    """Who has which part, by name; several in a list."""
    parties = case.parties
    return {
        part: [names.called(code) for code in value] if isinstance(value, tuple) else names.called(value)
        for part in parties.__slots__
        for value in [getattr(parties, part)]
    }


def _closure(names: Names, case: Case, words: Mapping[str, str]) -> dict[str, Any] | None:
    """The closure in force with its signatures, None for a case that is not closed."""
    if case.closure is None:
        return None
    return {
        "on": iso(case.closure.on),
        "filed_up_on": iso(case.closure.filed_up_on),
        "signatures": [
            {
                "box": signature.box,
                "person": names.called(signature.person),
                "office": names.called(signature.office),
                "on": iso(signature.on),
            }
            for signature in case.live_signatures
        ],
        **_closed_outside(case, words),
    }


def _closed_outside(case: Case, words: Mapping[str, str]) -> dict[str, Any]:
    """What a ledger claims of a closure; nothing of one that was made here."""
    if case.closure is None or not case.closure.outside:
        return {}
    boxes = {
        box: {"on": iso(day), "words": words.get(case.texts.get(f"outside.{box}", ""))}
        for box, day in claimed_days(case).items()
    }
    return {"outside": True, "signatures_outside": boxes}


def _links(view: View, case: Case) -> dict[str, Any]:
    """Other cases by the number that `find` takes."""
    links = case.links
    return {
        "part_of": _number(view, links.part_of),
        "merged_into": _number(view, links.merged_into),
        "merged_from": [_number(view, key) for key in links.merged_from],
        "rebound_of": _number(view, links.rebound_of),
        "rebound_as": _number(view, links.rebound_as),
        "repeat_of": [_number(view, key) for key in links.repeat_of],
    }


def _number(view: View, key: str | None) -> str | None:
    """The number alone; with its inspection where another one holds the same."""
    number = key.partition("/")[2] if key else None
    twice = sum(case.number == number for case in view.cases.values()) > 1
    return key if twice else number


def _part(view: View, part: Case) -> dict[str, Any]:
    return {
        "number": part.number,
        "locality": view.names.called(part.parties.locality),
        "state": part.state.value,
        "closed_on": iso(part.closure.on) if part.closure else None,
    }


def _moment(names: Names, case: Case, event: Event, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seq": event.seq,
        "at": event.at,
        "day": iso(event.day),
        "event": event.type,
        "actor": names.called(event.actor),
        "office": names.called(event.office),
        "text": "\n".join([event_in_words(names, event, case), *_written(case, event, words)]),
    }


def _written(case: Case, event: Event, words: Mapping[str, str]) -> Iterable[str]:
    """What was written with an event; where a ledger brought it, its cells, of which all else was made."""
    cells = cells_of(case, event.texts, words)
    if cells:
        return [say("list.labelled", {"label": label, "words": text}) for label, text in cells.items()]
    return [words[digest] for digest in event.texts.values() if digest in words]
