"""An amendment read side by side: what stands, and what would stand in its place."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.parts import Decision, Parties
from caseflow.services.withholding import seen_of, seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.matter import Row, called
from caseflow.web.speaking import gettext
from caseflow.words.say import day_in_words, term

ROLE_OF = {"responsible": "responsible_unit", "cooperating": "cooperating_unit", "co_leads": "co_lead"}
"""Parts in a case whose word is that of another name."""


def comparison(work: Work, case: Case, decision: Decision) -> list[Row]:
    """Every place that changes, each {label, old, new}."""
    old, digests = seen_of(work, case), decision.words
    found = seen_texts(work, digests.values())
    new = {name: found.get(digest, "") for name, digest in digests.items()}
    rows = [*_goal(old, new), *_measures(case, decision, old, new), *_units(case, decision)]
    return [line for line in rows if line["old"] != line["new"]]


def _goal(old: dict[str, str], new: dict[str, str]) -> Iterator[Row]:
    if "goal" in new:
        yield {"label": gettext("整改目标"), "old": old.get("goal", ""), "new": new["goal"]}


def _measures(case: Case, decision: Decision, old: dict[str, str], new: dict[str, str]) -> Iterator[Row]:
    if "measures" not in decision.content:
        return
    standing = {m.number: (m.unit, m.due) for m in case.measures if not m.withdrawn}
    proposed = {m["number"]: (m.get("unit"), m.get("due")) for m in decision.content["measures"]}
    for number in sorted(standing.keys() | proposed.keys()):
        name = f"measure.{number}"
        yield {
            "label": gettext("措施%(number)s") % {"number": number},
            "old": _line(old.get(name, ""), *standing[number]) if number in standing else gettext("（无）"),
            "new": _line(new.get(name, old.get(name, "")), *proposed[number])
            if number in proposed
            else gettext("（删去）"),
        }


def _line(text: str, unit: str | None, due: Any) -> str:
    """A measure in one text: its words, its unit and its node."""
    node = gettext("%(day)s前") % {"day": day_in_words(due)} if due else ""
    return "\n".join(filter(None, (text, here.names().called(unit), node)))


def _units(case: Case, decision: Decision) -> Iterator[Row]:
    for name in Parties.__slots__:
        if name in decision.content:
            yield {
                "label": term(f"role.{ROLE_OF.get(name, name)}")
                if name != "locality"
                else gettext("责任主体"),
                "old": _names(getattr(case.parties, name)),
                "new": _names(decision.content[name]),
            }


def _names(value: Any) -> str:
    codes = value if isinstance(value, list | tuple) else [value]
    return called(code for code in codes if code) or gettext("（无）")
