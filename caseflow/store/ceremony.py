"""Ceremonies at the keys: what a person was asked to sign or enrol, on which sign-in, until when. Used once."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.city import CODE


class CeremonyRow(Base):
    """One ceremony by its nonce. `asked` is what was shown, one JSON document; `sign_in` the digest of a token."""

    __tablename__ = "ceremony"

    nonce: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str] = mapped_column(String(10))
    sign_in: Mapped[bytes] = mapped_column(LargeBinary)
    asked: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
