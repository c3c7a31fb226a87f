"""Everything an installation may set, read from `CASEFLOW_*` here alone, and its two key files.

`docs/settings.md` is made from the table `SETTINGS`.
"""

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from caseflow.domain.errors import BadInput, Reason

PREFIX = "CASEFLOW_"
DATABASE_FILE = "caseflow.sqlite3"
SECRET_LENGTH = 32  # bytes: one 256-bit key


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


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, checked; units as in `SETTINGS`."""

    home: Path
    database_url: str
    lang: str
    upload_limit: int
    session_idle: int
    session_max: int
    tls: bool
    proxies: int
    log_level: str
    public_url: str
    soffice: str

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """Reads an environment; BadInput names every bad value and every unknown `CASEFLOW_` name at once."""
        unknown = {name for name in environ if name.startswith(PREFIX)} - _NAMES
        reasons = [_unknown(name) for name in sorted(unknown)]
        values: dict[str, Any] = {}
        for setting in SETTINGS:
            try:
                values[setting.field] = setting.read(environ.get(setting.name, setting.default))
            except ValueError:
                reasons.append(_bad_value(setting, environ[setting.name]))
        if reasons:
            raise BadInput(*reasons)
        values["database_url"] = values["database_url"] or f"sqlite:///{values['home'] / DATABASE_FILE}"
        return cls(**values)


def _unknown(name: str) -> Reason:
    return Reason("settings.unknown", {"name": name, "known": ", ".join(sorted(_NAMES))})


def _bad_value(setting: Setting, value: str) -> Reason:
    facts = {"name": setting.name, "accepts": setting.accepts}
    if setting.confidential:
        return Reason("settings.bad_confidential_value", facts)
    return Reason("settings.bad_value", facts | {"value": value})


def _folder(text: str) -> Path:
    if not text:
        raise ValueError(text)
    return Path(text).absolute()


def _database_url(text: str) -> str:
    """The address with its driver named and an SQLite path made absolute; "" (unset) stays for the file under HOME."""
    # Memory is refused: each of the server's processes would have a city of its own.
    if found := re.fullmatch(r"sqlite:///(?!:memory:)([^?]+)", text):
        return f"sqlite:///{Path(found[1]).absolute()}"
    if found := re.fullmatch(r"postgresql(?:\+psycopg)?(://[^/]*/[^/?]+(?:\?.*)?)", text):
        return f"postgresql+psycopg{found[1]}"
    if text:
        raise ValueError("neither SQLite nor PostgreSQL")
    return ""


def _web_address(text: str) -> str:
    """The address without a stroke at its end; "" (unset) stays."""
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?", text):
        raise ValueError(text)
    return text.rstrip("/")


def _program(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        return choices[choices.index(text)]

    return read


def _yes_or_no(text: str) -> bool:
    return _one_of("no", "yes")(text) == "yes"


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return read


SETTINGS = (
    Setting(
        "CASEFLOW_HOME",
        "./instance",
        "a folder",
        "Where the database file, the keys and the office's own rulebooks lie.",
        _folder,
    ),
    Setting(
        "CASEFLOW_DATABASE_URL",
        "",
        "sqlite:///FILE | postgresql://USER:PASSWORD@HOST/DATABASE",
        f"The database; unset, the SQLite file `{DATABASE_FILE}` under `CASEFLOW_HOME`. Never shown.",
        _database_url,
        confidential=True,
    ),
    Setting(
        "CASEFLOW_LANG",
        "zh",
        "zh | en",
        "The language where a person has not chosen one.",
        _one_of("zh", "en"),
    ),
    Setting(
        "CASEFLOW_UPLOAD_LIMIT",
        "50",
        "1–1024 MB",
        "The most that one request may carry; larger ones are refused before they are read.",
        _between(1, 1024),
    ),
    Setting(
        "CASEFLOW_SESSION_IDLE",
        "30",
        "1–1440 minutes",
        "How long a signed-in person may be idle before signing in again.",
        _between(1, 1440),
    ),
    Setting(
        "CASEFLOW_SESSION_MAX",
        "12",
        "1–168 hours",
        "How long one sign-in lasts at most, busy or idle.",
        _between(1, 168),
    ),
    Setting(
        "CASEFLOW_TLS",
        "no",
        "no | yes",
        "Whether people reach the pages over https; if so, cookies go over nothing else and browsers stay there.",
        _yes_or_no,
    ),
    Setting(
        "CASEFLOW_PROXIES",
        "0",
        "0–9",
        "How many proxies stand before the program, whose X-Forwarded-For and -Proto are believed; 0 believes nobody.",
        _between(0, 9),
    ),
    Setting(
        "CASEFLOW_LOG_LEVEL",
        "info",
        "debug | info | warning | error",
        "The least urgent line the program logs.",
        _one_of("debug", "info", "warning", "error"),
    ),
    Setting(
        "CASEFLOW_PUBLIC_URL",
        "",
        "https://HOST[/PATH]",
        "Where this installation is reached from; the QR of a paper leads to its verification page below it. "
        "Unset, the QR holds the code alone.",
        _web_address,
    ),
    Setting(
        "CASEFLOW_SOFFICE",
        "soffice",
        "a program",
        "LibreOffice, which makes PDF of papers; where it is not installed papers are Word files only.",
        _program,
    ),
)
_NAMES = frozenset(setting.name for setting in SETTINGS)


class Secret(StrEnum):
    """A key file under HOME: what signs sessions and forms, and what opens the petitioners' vault."""

    SESSIONS = "secret.key"
    VAULT = "vault.key"


def make_secrets(home: Path) -> None:
    """Makes HOME and those of its key files that do not exist yet, readable by their owner only."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for secret in Secret:
        try:
            handle = os.open(home / secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(SECRET_LENGTH))


def read_secret(home: Path, secret: Secret) -> bytes:
    """The key; BadInput where the file is missing, shorter than a key, or open to anybody but its owner."""
    path = home / secret
    try:
        with path.open("rb") as file:
            mode, key = os.fstat(file.fileno()).st_mode, file.read()
    except FileNotFoundError:
        raise BadInput(Reason("secret.missing", {"path": str(path)})) from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadInput(Reason("secret.open_to_others", {"path": str(path)}))
    if len(key) < SECRET_LENGTH:
        raise BadInput(Reason("secret.too_short", {"path": str(path), "bytes": SECRET_LENGTH}))
    return key
