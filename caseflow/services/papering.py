"""Writing the papers of a case (文书): which there are, and the Word document of each from the facts on record."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain import paper_code
from caseflow.domain.case.papers import paper_by
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.issuing import SIGNS, Paper, made_by, number_of, papers_of
from caseflow.domain.register import PaperKind
from caseflow.papers.documents import minutes_paper, notice_paper, order_paper
from caseflow.papers.facts import Interview, Order
from caseflow.papers.forms import acceptance_form, case_file, closure_form, extension_form
from caseflow.papers.imprint import Imprint
from caseflow.papers.letters import interview_notice, letter_paper
from caseflow.papers.template import fill_template
from caseflow.services import form_facts, paper_facts
from caseflow.services.paper_facts import Desk
from caseflow.services.picturing import Picture
from caseflow.store.log import EventRow
from caseflow.words.say import speak, term

VERIFY = "/verify/"
"""Below the installation's public address: where a code is asked about."""


@dataclass(frozen=True, slots=True)
class Written:
    """A paper of a case: how it is called, its number and day; `code` "" while no event has made it official."""

    paper: Paper
    word: str
    number: str
    event: Event | None
    code: str
    void: bool

    @property
    def file_name(self) -> str:
        """The name under which it is handed out, without ending."""
        return f"{self.word}{self.number}"


def written_papers(session: Session, picture: Picture) -> list[Written]:
    """Every paper that can be written of this case now."""
    return [_written(session, picture, paper) for paper in papers_of(picture.case)]


def write_paper(
    session: Session, picture: Picture, name: str, public_url: str, templates: Path | None = None
) -> tuple[Written, bytes]:
    """One paper by its name, and its .docx, in Chinese whatever the reader's language. Raises Unknown for no such.

    With `templates`, by the office's own template of its kind where there is one; BadInput says what is wrong with it.
    """
    paper = next((one for one in papers_of(picture.case) if one.name == name), None)
    if paper is None:
        raise Unknown(Reason("paper.unknown", {}))
    written = copy_context().run(_in_chinese, _written, session, picture, paper)
    make, facts = copy_context().run(_in_chinese, _facts, picture, written, public_url)
    own = own_template(templates, paper.kind) if templates else None
    return written, fill_template(own.read_bytes(), own.name, facts) if own else make(facts)


def own_template(templates: Path, kind: str) -> Path | None:
    """The office's own template of a kind of paper, None where it has put none there."""
    file = templates / f"{kind}.docx"
    return file if file.is_file() else None


def word_of(kind: str) -> str:
    """What a kind of paper is called."""
    return term(f"paper.{kind}")


def code_of(session: Session, kind: str, event: Event) -> str:
    """The short code of a paper that this event made."""
    leaf_hash = session.scalar(select(EventRow.leaf_hash).where(EventRow.seq == event.seq))
    return paper_code.make(SIGNS[kind], bytes(leaf_hash)) if leaf_hash else ""


def _written(session: Session, picture: Picture, paper: Paper) -> Written:
    event = made_by(paper, picture.events)
    code = code_of(session, paper.kind, event) if event else ""
    number, void = "", False
    if paper.kind in frozenset(PaperKind):
        issued = paper_by(picture.case, paper.id)
        number, void = number_of(paper, issued), issued.status == "void"
    return Written(paper, word_of(paper.kind), number, event, code, void)


def _in_chinese(do: Callable[..., Any], *facts: Any) -> Any:
    speak("zh")
    return do(*facts)


def _facts(picture: Picture, written: Written, public_url: str) -> tuple[Callable[[Any], bytes], Any]:
    """What the paper says, and the layout it is shipped with."""
    desk, kind = Desk(picture), written.paper.kind
    plain = written.code.replace("-", "")
    imprint = Imprint(
        issuer=picture.names.office(),
        number=written.number,
        on=written.event.day if written.event else None,
        code=written.code,
        address=f"{public_url}{VERIFY}{plain}" if public_url and plain else plain,
        void=written.void,
    )
    if kind in _FORMS:
        facts_of, make = _FORMS[kind]
        return make, facts_of(desk, imprint)
    if kind == "extension":
        return extension_form, paper_facts.extension(desk, imprint, written.paper.id)
    if kind == PaperKind.MINUTES:
        return minutes_paper, paper_facts.interview_minutes(desk, imprint, written.paper.id)
    facts = paper_facts.ladder_paper(desk, imprint, written.paper.id)
    if isinstance(facts, Order):
        return order_paper, facts
    return (interview_notice if isinstance(facts, Interview) else letter_paper), facts


_FORMS: dict[str, tuple[Callable[[Desk, Imprint], Any], Callable[[Any], bytes]]] = {
    "acceptance": (form_facts.acceptance, acceptance_form),
    "closure": (form_facts.closure, closure_form),
    "case_file": (form_facts.case_file, case_file),
    "notice": (paper_facts.public_notice, notice_paper),
}
