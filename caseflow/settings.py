"""Everything an installation may set, read from `CASEFLOW_*` here alone, and its two key files.

`docs/settings.md` is made from the table `SETTINGS`.
"""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from caseflow.domain.errors import BadInput, Reason
from caseflow.setting import (
    PREFIX,
    Setting,
    between,
    database_url,
    folder,
    folder_or_unset,
    line,
    mail_address,
    one_of,
    passkey_origin,
    program,
    web_address,
    webhook,
    yes_or_no,
)

DATABASE_FILE = "caseflow.sqlite3"
CHECKPOINTS = "checkpoints"
SECRET_LENGTH = 32  # bytes: one 256-bit key


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
    passkey_origin: str
    soffice: str
    scanner: str
    mail_host: str
    mail_port: int
    mail_security: str
    mail_user: str
    mail_password: str
    mail_from: str
    wecom_url: str
    dingtalk_url: str
    dingtalk_secret: str
    checkpoints: Path
    checkpointing: bool

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
        values["checkpoints"] = values["checkpoints"] or values["home"] / CHECKPOINTS
        return cls(**values)


def _unknown(name: str) -> Reason:
    return Reason("settings.unknown", {"name": name, "known": ", ".join(sorted(_NAMES))})


def _bad_value(setting: Setting, value: str) -> Reason:
    facts = {"name": setting.name, "accepts": setting.accepts}
    if setting.confidential:
        return Reason("settings.bad_confidential_value", facts)
    return Reason("settings.bad_value", facts | {"value": value})


SETTINGS = (
    Setting(
        "CASEFLOW_HOME",
        "./instance",
        "a folder",
        "Where the database file, the keys and the office's own rulebooks lie.",
        folder,
    ),
    Setting(
        "CASEFLOW_DATABASE_URL",
        "",
        "sqlite:///FILE | postgresql://USER:PASSWORD@HOST/DATABASE",
        f"The database; unset, the SQLite file `{DATABASE_FILE}` under `CASEFLOW_HOME`. Never shown.",
        database_url,
        confidential=True,
    ),
    Setting(
        "CASEFLOW_LANG",
        "zh",
        "zh | en",
        "The language where a person has not chosen one.",
        one_of("zh", "en"),
    ),
    Setting(
        "CASEFLOW_UPLOAD_LIMIT",
        "50",
        "1–1024 MB",
        "The most that one request may carry; larger ones are refused before they are read.",
        between(1, 1024),
    ),
    Setting(
        "CASEFLOW_SESSION_IDLE",
        "30",
        "1–1440 minutes",
        "How long a signed-in person may be idle before signing in again.",
        between(1, 1440),
    ),
    Setting(
        "CASEFLOW_SESSION_MAX",
        "12",
        "1–168 hours",
        "How long one sign-in lasts at most, busy or idle.",
        between(1, 168),
    ),
    Setting(
        "CASEFLOW_TLS",
        "no",
        "no | yes",
        "Whether people reach the pages over https; if so, cookies go over nothing else and browsers stay there.",
        yes_or_no,
    ),
    Setting(
        "CASEFLOW_PROXIES",
        "0",
        "0–9",
        "How many proxies stand before the program, whose X-Forwarded-For and -Proto are believed; 0 believes nobody.",
        between(0, 9),
    ),
    Setting(
        "CASEFLOW_LOG_LEVEL",
        "info",
        "debug | info | warning | error",
        "The least urgent line the program logs.",
        one_of("debug", "info", "warning", "error"),
    ),
    Setting(
        "CASEFLOW_PUBLIC_URL",
        "",
        "https://HOST[/PATH]",
        "Where this installation is reached from; the QR of a paper leads to its verification page below it. "
        "Unset, the QR holds the code alone.",
        web_address,
    ),
    Setting(
        "CASEFLOW_PASSKEY_ORIGIN",
        "",
        "https://HOST[:PORT] | http://localhost[:PORT]",
        "Where people's browsers reach the pages, written as browsers do; passkeys belong to this host. Browsers make "
        "none over http, except on localhost, nor for an IP address. Unset, password and one-time code sign instead.",
        passkey_origin,
    ),
    Setting(
        "CASEFLOW_SOFFICE",
        "soffice",
        "a program",
        "LibreOffice, which makes PDF of papers; where it is not installed papers are Word files only.",
        program,
    ),
    Setting(
        "CASEFLOW_SCANNER",
        "",
        "a program",
        "A virus scanner, given every file on its standard input, without arguments; it ends with 0 where it found "
        "nothing and 1 where it found something. Once set, any other end refuses the file too.",
        line,
    ),
    Setting(
        "CASEFLOW_MAIL_HOST",
        "",
        "a host",
        "The mail server that messages are handed to. Unset, or without `CASEFLOW_MAIL_FROM`, nothing is sent by mail.",
        line,
    ),
    Setting("CASEFLOW_MAIL_PORT", "587", "1–65535", "Its port.", between(1, 65535)),
    Setting(
        "CASEFLOW_MAIL_SECURITY",
        "starttls",
        "starttls | ssl | none",
        "How the way there is kept secret; the server's certificate is checked. `none` only within one machine room.",
        one_of("starttls", "ssl", "none"),
    ),
    Setting(
        "CASEFLOW_MAIL_USER",
        "",
        "a text",
        "The account at the mail server; unset, nobody signs in there.",
        line,
    ),
    Setting("CASEFLOW_MAIL_PASSWORD", "", "a text", "Its password. Never shown.", line, confidential=True),
    Setting("CASEFLOW_MAIL_FROM", "", "NAME@HOST", "Who messages by mail come from.", mail_address),
    Setting(
        "CASEFLOW_WECOM_URL",
        "",
        "https://HOST/PATH?key=KEY",
        "The whole webhook of a 企业微信 group robot, or of a gateway of one's own before it. Never shown.",
        webhook,
        confidential=True,
    ),
    Setting(
        "CASEFLOW_DINGTALK_URL",
        "",
        "https://HOST/PATH?access_token=TOKEN",
        "The whole webhook of a 钉钉 group robot, or of a gateway of one's own before it. Never shown.",
        webhook,
        confidential=True,
    ),
    Setting(
        "CASEFLOW_DINGTALK_SECRET",
        "",
        "a text",
        "The secret with which messages to the 钉钉 robot are signed (加签); unset, they are not. Never shown.",
        line,
        confidential=True,
    ),
    Setting(
        "CASEFLOW_CHECKPOINTS",
        "",
        "a folder",
        f"Where the log's signing key, its state and the checkpoints lie; unset, `{CHECKPOINTS}` under "
        "`CASEFLOW_HOME`. Web workers need not be able to read it.",
        folder_or_unset,
    ),
    Setting(
        "CASEFLOW_CHECKPOINTING",
        "yes",
        "yes | no",
        "Whether `serve` starts the process that signs checkpoints; `no` where an account of its own runs it.",
        yes_or_no,
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
