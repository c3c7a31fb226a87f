"""Writing the month's circular as a Word document, from its facts and texts."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from caseflow.domain.circular import COUNTS, UnitMonth
from caseflow.domain.register import PaperKind
from caseflow.papers.documents import circular_paper
from caseflow.papers.facts import Circular, Section
from caseflow.papers.imprint import Imprint
from caseflow.services.circulars import ZH, CircularFacts
from caseflow.services.naming import Names
from caseflow.services.papering import VERIFY, code_of
from caseflow.services.streams import events_of
from caseflow.words.say import month_in_words, say, term

SECTIONS = ("progress", "commended", "criticised", "demands")


def write_circular(
    session: Session, facts: CircularFacts, texts: Mapping[str, str], names: Names, public_url: str
) -> bytes:
    """The .docx, a draft marked as one; `texts` by part. An issued one bears its number and a code to check it by."""
    issued = facts.issued
    code = _code(session, facts) if issued else ""
    plain = code.replace("-", "")
    imprint = Imprint(
        issuer=names.office(),
        number=issued.number or "" if issued else "",
        on=issued.issued_on if issued else None,
        code=code,
        address=f"{public_url}{VERIFY}{plain}" if public_url and plain else plain,
    )
    month = {"month": month_in_words(facts.month, ZH)}
    return circular_paper(
        Circular(
            imprint,
            title=texts.get("title", ""),
            to=say("circular.to", {}, ZH),
            opening=texts.get("opening", ""),
            sections=tuple(
                Section(term(f"circular.{part}", ZH), tuple(texts[part].splitlines()))
                for part in SECTIONS
                if texts.get(part)
            ),
            table_title=say("circular.table", month, ZH),
            headings=(term("circular.unit", ZH), *(term(f"circular_count.{name}", ZH) for name in COUNTS)),
            rows=tuple(_row(names, line) for line in (*facts.lines, facts.total)),
            note=say("circular.note", {}, ZH),
            draft=issued is None,
        )
    )


def _row(names: Names, line: UnitMonth) -> tuple[str, ...]:
    counts = (str(getattr(line, name)) for name in COUNTS)
    return (names.unit(line.unit) if line.unit else say("circular.all", {}, ZH), *counts)


def _code(session: Session, facts: CircularFacts) -> str:
    events = events_of(session, f"round/{facts.month}")
    last = [event for event in events if event.type == "issue_circular"][-1]
    return code_of(session, PaperKind.CIRCULAR.value, last)
