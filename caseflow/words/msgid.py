"""Marks a Chinese msgid for extraction without translating it yet."""


def N_(msgid: str) -> str:  # noqa: N802  gettext's own name
    """The msgid itself; translation happens when a sentence is made."""
    return msgid
