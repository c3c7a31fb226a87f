"""What one setting is, and how the text of a variable is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PREFIX = "CASEFLOW_"
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
"""An address of electronic mail as it is typed: no name before it, no line break in it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: how its text is read (ValueError where it cannot be), and what the table says of it."""

    name: str
    default: str
    accepts: str
    meaning: str
    read: Callable[[str], Any]
    confidential: bool = False

    @property
    def field(self) -> str:
        """Its name in `Settings`."""
        return self.name.removeprefix(PREFIX).lower()


def folder(text: str) -> Path:
    """A path made absolute."""
    if not text:
        raise ValueError(text)
    return Path(text).absolute()


def folder_or_unset(text: str) -> Path | None:
    """A path made absolute; "" (unset) is None."""
    return folder(text) if text else None


def database_url(text: str) -> str:
    """The address with its driver named and an SQLite path made absolute; "" (unset) stays for the file under HOME."""
    # Memory is refused: each of the server's processes would have a city of its own.
    if found := re.fullmatch(r"sqlite:///(?!:memory:)([^?]+)", text):
        return f"sqlite:///{Path(found[1]).absolute()}"
    if found := re.fullmatch(r"postgresql(?:\+psycopg)?(://[^/]*/[^/?]+(?:\?.*)?)", text):
        return f"postgresql+psycopg{found[1]}"
    if text:
        raise ValueError("neither SQLite nor PostgreSQL")
    return ""


def web_address(text: str) -> str:
    """The address without a stroke at its end; "" (unset) stays."""
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?", text):
        raise ValueError(text)
    return text.rstrip("/")


def passkey_origin(text: str) -> str:
    """Where browsers make passkeys: https with a host's name, or localhost; never an IP address. "" (unset) stays."""
    host = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
    named = re.fullmatch(rf"https://(?:{host}\.)*{host}(?::[0-9]{{1,5}})?", text)
    if text and not re.fullmatch(r"http://localhost(?::[0-9]{1,5})?", text) and not named:
        raise ValueError(text)
    if named and re.fullmatch(r"https://[0-9.]+(?::[0-9]+)?", text):
        raise ValueError(text)
    return text


def program(text: str) -> str:
    """A command's name or path."""
    if not text.strip():
        raise ValueError(text)
    return text


def one_of(*choices: str) -> Callable[[str], str]:
    """One of these words."""

    def read(text: str) -> str:
        return choices[choices.index(text)]

    return read


def yes_or_no(text: str) -> bool:
    """`yes` or `no`."""
    return one_of("no", "yes")(text) == "yes"


def between(low: int, high: int) -> Callable[[str], int]:
    """A whole number, both bounds included."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return read


def webhook(text: str) -> str:
    """The whole address of a robot, with its key; "" (unset) stays."""
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/[!-~]*", text):
        raise ValueError(text)
    return text


def mail_address(text: str) -> str:
    """One address of electronic mail; "" (unset) stays."""
    if text and not MAIL.fullmatch(text):
        raise ValueError(text)
    return text


def line(text: str) -> str:
    """Any text without a control character."""
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise ValueError(text)
    return text
