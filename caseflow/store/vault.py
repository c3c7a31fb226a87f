"""The petitioners' vault: what the record commits to and nobody reads without its key."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.case import KEY


class VaultRow(Base):
    """One field of a petitioner's identity, sealed with AES-256-GCM for this case and field.

    `digest` is the commitment on record; its salt lies sealed with the words, so that nobody can try a guess.
    Never changed, removed only by an erasure that is itself on record.
    """

    __tablename__ = "vault_entry"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    case: Mapped[str] = mapped_column(KEY, index=True)
    name: Mapped[str] = mapped_column(String(100))
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
