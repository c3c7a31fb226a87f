"""The petitioners' vault (来信来访人信息): kept sealed, opened only here, and never without a trace.

`docs/decisions/0003` says why. The record holds digests; words and salts lie sealed in `vault_entry`.
"""

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import delete, insert, select

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.proof.commitment import SALT_BYTES, commitment
from caseflow.services.access import case_for
from caseflow.services.auditing import note_reading
from caseflow.services.inputs import said
from caseflow.services.record import record
from caseflow.services.streams import events_of
from caseflow.services.work import Work
from caseflow.settings import Secret, read_secret
from caseflow.store.log import DisciplineTextRow
from caseflow.store.vault import VaultRow

OPENS = Action.OPEN_IDENTITY
"""The coordinator's alone."""
NONCE_BYTES = 12
PETITIONERS, DISCIPLINE = "vault", "discipline"
"""What the installation's one key is used for."""
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """Who a petitioner is and how to reach them; no `repr`, so that no error or log shows one.

    `consent`: they agree that the responsible unit learns how to reach them.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    contact: str = ""
    consent: bool = False


class Vault:
    """The key at work: AES-256-GCM with a fresh nonce; the case (or stream) and the field's name are authenticated.

    Each purpose has a key of its own, derived from the installation's one.
    """

    def __init__(self, secret: bytes, purpose: str = PETITIONERS) -> None:
        info = f"caseflow/{purpose}/v1".encode()
        derived = HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)
        self._cipher = AESGCM(derived)

    @classmethod
    def at(cls, home: Path, purpose: str = PETITIONERS) -> "Vault":
        """The vault of an installation. Raises BadInput where its key file cannot be used."""
        return cls(read_secret(home, Secret.VAULT), purpose)

    @classmethod
    def found_at(cls, home: Path, purpose: str = PETITIONERS) -> "Vault | None":
        """The same for a check, None where the key file cannot be used: what is sealed stays unopened then."""
        try:
            return cls.at(home, purpose)
        except BadInput:
            return None

    def seal(self, case: str, name: str, salt: bytes, text: str) -> tuple[bytes, bytes]:
        """Nonce and ciphertext of a field with its salt before it."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce, self._cipher.encrypt(nonce, salt + text.encode("utf-8"), _place(case, name))

    def open(self, case: str, row: VaultRow | DisciplineTextRow) -> str:
        """The words of a case's row. Raises NotYet for another key, or a row that is not what the record commits to."""
        try:
            plain = self._cipher.decrypt(row.nonce, row.sealed, _place(case, row.name))
        except (InvalidTag, ValueError):
            raise NotYet(Reason("vault.unreadable", {})) from None
        salt, text = plain[:SALT_BYTES], plain[SALT_BYTES:].decode("utf-8")
        if commitment(salt, row.name, text) != row.digest:
            raise NotYet(Reason("vault.unreadable", {}))
        return text


def keep_identity(work: Work, vault: Vault, key: str, identity: Identity) -> None:
    """Seals who the petitioner is; it replaces what was kept before, which stays sealed until it is erased."""
    case = case_for(work, key, OPENS)
    event = record(work, case.stream, "keep_identity", texts=_words(identity))
    draft = work.drafts.pop()
    work.drafts.append(replace(draft, texts={}))  # the words go nowhere but into the vault
    for name, (salt, text) in draft.texts.items():
        nonce, sealed = vault.seal(key, name, salt, text)
        row = {"digest": event.texts[name], "case": key, "name": name, "nonce": nonce, "sealed": sealed}
        work.session.execute(insert(VaultRow).values(row))


def open_identity(work: Work, vault: Vault, key: str, purpose: str) -> Identity:
    """Who the petitioner is, to a person of the coordinator's office who says what for.

    The reading is noted before anything is opened; the caller commits before it shows anything. Raises NotYet where
    nothing is kept.
    """
    case = case_for(work, key, OPENS)
    if work.actor.code not in work.city.people:
        raise NotPermitted(Reason("vault.people_only", {}))
    note_reading(work, "identity", key, purpose)
    wanted = _latest(work, case)
    rows = work.session.scalars(select(VaultRow).where(VaultRow.digest.in_(wanted))).all()
    if not rows:
        raise NotYet(Reason("vault.empty", {}))
    if len(rows) < len(wanted):
        raise NotYet(Reason("vault.unreadable", {}))
    found = {row.name.removeprefix("vault."): vault.open(key, row) for row in rows}
    return Identity(consent=found.pop("consent", _NO) == _YES, **found)


def erase_identity(work: Work, key: str, reason: str) -> None:
    """Removes all that was ever kept of a case's petitioner; the record says so and still verifies."""
    case_for(work, key, OPENS)
    digests = work.session.scalars(select(VaultRow.digest).where(VaultRow.case == key)).all()
    if not digests:
        raise NotYet(Reason("vault.empty", {}))
    work.session.execute(delete(VaultRow).where(VaultRow.case == key))
    record(work, "log", "erase_text", {"digests": sorted(digests)}, texts={"reason": said("reason", reason)})


def _words(identity: Identity) -> dict[str, str]:
    words = {field.name: getattr(identity, field.name) for field in fields(identity)}
    words["consent"] = _YES if identity.consent else _NO
    return {f"vault.{name}": text.strip() for name, text in words.items()}


def _latest(work: Work, case: Case) -> list[str]:
    """The digests of what was kept last; a field left out then is not filled from before."""
    kept = [event for event in events_of(work.session, case.stream) if event.type == "keep_identity"]
    return list(kept[-1].texts.values()) if kept else []


def _place(case: str, name: str) -> bytes:
    return f"{case}\n{name}".encode()
