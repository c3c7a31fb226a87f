"""Keys of another kind than passkeys (CA certificates, SM2 tokens): what one must answer for its signatures to count.

No kind is shipped. Whoever adds one gives it a name, which `means` then holds, and says in its words how it is checked.
"""

from typing import Protocol


class Provider(Protocol):
    """One kind of key."""

    @property
    def id(self) -> str:
        """What `means` says: lower-case letters, digits and `_`, and none of passkey, code, paper, password."""

    def faults(self, signed: bytes, proof: str, public: bytes) -> tuple[str, ...]:
        """Why the holder of this public part did not sign these bytes, by code; nothing where they did.

        `proof` is what the key answered, as it is put on record: one line of text. The answer depends on nothing
        outside these three, and is the same years later.
        """
