"""The letter of a referral (问题线索移送函) as a Word file, for those who may see it; its draft has no number."""

from contextvars import copy_context

from sqlalchemy import select

from caseflow.domain import paper_code
from caseflow.domain.issuing import SIGNS
from caseflow.domain.register import PaperKind
from caseflow.papers.facts import Piece, Referral
from caseflow.papers.imprint import Imprint
from caseflow.papers.letters import referral_letter
from caseflow.services.naming import Names
from caseflow.services.papering import VERIFY
from caseflow.services.referring import Opened
from caseflow.services.work import Work
from caseflow.store.log import DisciplineEventRow
from caseflow.words.say import speak, term


def write_referral(work: Work, opened: Opened, names: Names, public_url: str) -> tuple[str, bytes]:
    """The name of the file and the file, in Chinese whatever the reader's language."""
    return copy_context().run(_write, work, opened, names, public_url)


def code_of_referral(work: Work, opened: Opened) -> str:
    """The short code of the letter as it was issued; "" before."""
    event = next((one for one in reversed(opened.told.events) if one.type == "issue_referral"), None)
    if event is None or opened.referral.letter is None:
        return ""
    table = DisciplineEventRow
    leaf_hash = work.session.scalar(select(table.leaf_hash).where(table.seq == event.seq))
    return paper_code.make(SIGNS[PaperKind.REFERRAL], bytes(leaf_hash)) if leaf_hash else ""


def _write(work: Work, opened: Opened, names: Names, public_url: str) -> tuple[str, bytes]:
    speak("zh")
    one, words = opened.referral, opened.told.words
    letter, matter = one.letter, one.matter
    code = code_of_referral(work, opened)
    plain = code.replace("-", "")
    imprint = Imprint(
        issuer=names.office(),
        number=letter.number if letter else "",
        on=letter.on if letter else None,
        code=code,
        address=f"{public_url}{VERIFY}{plain}" if public_url and plain else plain,
    )
    note = words.get("note", "")
    origin = term(f"referral_origin.{matter.origin}")
    people = [f"{who.post}{who.name}（{term(f'rank.{who.rank}')}）" for who in matter.people]
    facts = Referral(
        imprint,
        to=letter.to if letter else "",
        clue=one.name,
        origin=f"{origin}（{matter.case.partition('/')[2]}）{note}",
        category=words.get("category", ""),
        units="、".join([*(names.full(code) for code in matter.units), *people]),
        level=term(f"rank.{matter.rank}"),
        problem=words.get("problem", ""),
        evidence=tuple(Piece(proof.name, proof.digest[:16], "", proof.on) for proof in matter.proofs),
        contact=words.get("contact", ""),
    )
    return f"{term('paper.referral')}{imprint.number or one.name}", referral_letter(facts)
