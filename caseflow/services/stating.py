"""Statements for signing: built here from the record as it stands, shown whole, compared with the record again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from caseflow.domain.actions import Action
from caseflow.domain.case import dossier_digest
from caseflow.domain.errors import NotYet, Reason, Refused
from caseflow.domain.signers import boxes_of
from caseflow.proof.batch import root_of
from caseflow.proof.statement import BatchStatement, Statement, challenge
from caseflow.services.access import case_for
from caseflow.services.advance import ready
from caseflow.services.challenging import GOOD_FOR, begin_ceremony, moment_of, new_nonce
from caseflow.services.record import instant
from caseflow.services.streams import heads_of
from caseflow.services.work import Work

SIGN = "sign"
MOST_AT_ONCE = 50
"""Statements in one ceremony (assumed): more is not read at one sitting."""
_MOVED = {"dossier": "signature.dossier_changed", "head": "signature.head_changed"}
"""What is said where a line is no longer so; of every other line, that who signs in which office or box changed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a signer is shown before signing: the statements by case, what they are asked to sign, until when.

    `refused` are the cases left out, each with why; where no statement is left there is no `nonce`.
    """

    nonce: str
    statements: Mapping[str, Statement]
    batch: BatchStatement | None
    refused: Mapping[str, tuple[Reason, ...]]
    until: datetime | None = None

    @property
    def challenge(self) -> bytes:
        """What a key answers."""
        one = next(iter(self.statements.values()))
        return challenge(self.batch.encode() if self.batch else one.encode())


def shown(work: Work, key: str) -> str:
    """A case as a signer is shown it, as one code: the dossier's digest, and the case's last event with its hash."""
    case = case_for(work, key, Action.SIGN)
    return f"{dossier_digest(case)}:{_head(work, case.stream)}"


def prepare_signing(work: Work, browser: str, wanted: Mapping[str, str]) -> Prepared:
    """Builds the statements of the cases a signer ticked, as they were shown them, and keeps them for one ceremony.

    `wanted` is by case what `shown` said when the page was made. A case that is not so any more, or cannot be
    signed, is left out with every reason. Raises NotYet for none or too many.
    """
    if not wanted:
        raise NotYet(Reason("signature.none_chosen", {}))
    if len(wanted) > MOST_AT_ONCE:
        raise NotYet(Reason("signature.too_many", {"most": MOST_AT_ONCE}))
    until = instant(moment_of(work) + GOOD_FOR)
    found: dict[str, Statement] = {}
    refused: dict[str, tuple[Reason, ...]] = {}
    for key, seen in wanted.items():
        try:
            statement = statement_now(work, key, until, new_nonce())
        except Refused as why:
            refused[key] = why.reasons
            continue
        if seen != f"{statement.dossier}:{statement.head}":
            refused[key] = (Reason("signature.changed_since_shown", {}),)
        else:
            found[key] = statement
    if not found:
        return Prepared("", {}, None, refused)
    batch = _batch(work, list(found.values()), until) if len(found) > 1 else None
    nonce = batch.nonce if batch else next(iter(found.values())).nonce
    asked = {
        "statements": [statement.encode().decode("utf-8") for statement in found.values()],
        "batch": batch.encode().decode("utf-8") if batch else None,
    }
    ceremony = begin_ceremony(work, SIGN, browser, asked, nonce)
    return Prepared(nonce, found, batch, refused, ceremony.expires_at)


def statement_now(work: Work, key: str, until: str, nonce: str) -> Statement:
    """The statement the actor would sign on a case as it stands. Raises as signing does."""
    case = case_for(work, key, Action.SIGN)
    ready(work, case, Action.SIGN)
    signed = {signature.box for signature in case.live_signatures}
    box = next(box for box in boxes_of(work.actor, case, work.city, work.day) if box not in signed)
    return Statement(
        log=work.city.log,
        case=case.key,
        action=Action.SIGN.value,
        box=box,
        office=work.office,
        person=work.actor.code,
        dossier=dossier_digest(case),
        head=_head(work, case.stream),
        rules=work.book.id,
        expires=until,
        nonce=nonce,
    )


def changed_since(work: Work, statement: Statement) -> tuple[Reason, ...]:
    """Why a statement is no longer what the record says, nothing where it is. Raises as signing does."""
    now = statement_now(work, statement.case, statement.expires, statement.nonce)
    lines = [
        field.name for field in fields(now) if getattr(now, field.name) != getattr(statement, field.name)
    ]
    codes = dict.fromkeys(_MOVED.get(line, "signature.place_changed") for line in lines)
    return tuple(Reason(code, {}) for code in codes)


def _batch(work: Work, statements: list[Statement], until: str) -> BatchStatement:
    return BatchStatement(
        log=work.city.log,
        person=work.actor.code,
        size=str(len(statements)),
        root=root_of([statement.encode() for statement in statements]).hex(),
        expires=until,
        nonce=new_nonce(),
    )


def _head(work: Work, stream: str) -> str:
    size, head = heads_of(work.session, [stream])[stream]
    return f"{size - 1}:{head.hex()}"
