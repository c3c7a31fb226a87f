"""Examines an installation (doctor): settings, key files, database, log, rulebook, calendar, clock, disk and fonts."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from caseflow.domain.calendar import Calendar
from caseflow.domain.city import City
from caseflow.domain.errors import BadInput, Fact
from caseflow.domain.separation import missing_administrators
from caseflow.services.converting import find_soffice
from caseflow.services.opening import rulebook_on
from caseflow.services.reaching import set_up
from caseflow.services.record import instant
from caseflow.services.running import late_since
from caseflow.services.scanning import scan
from caseflow.services.streams import city_heads, read_city
from caseflow.services.ticking import last_tick
from caseflow.services.today import today
from caseflow.settings import Secret, Settings, read_secret
from caseflow.store.database import wal_is_affected
from caseflow.store.log import LogState
from caseflow.store.migrate import is_newest

FREE_BYTES = 1024**3
"""Less room than this on the disk is a fault: a busy month of photographs takes about as much."""
PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
TRIGGERS = {
    "sqlite": {"event_no_update", "event_no_delete", "event_in_order", "text_no_update", "text_no_replace"},
    "postgresql": {"event_no_change", "event_in_order", "text_no_update"},
}
"""What makes the log append-only (migration 0001)."""
ALIVE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its stable name, whether it is well, and the code and facts of what is said of it."""

    name: str
    ok: bool
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def examine_machine(settings: Settings) -> Iterator[Check]:
    """What lies outside the database."""
    yield Check("settings", True, "doctor.settings", {"home": str(settings.home)})
    for secret in Secret:
        yield _key(settings.home, secret)
    yield _disk(settings.home)
    yield _fonts()
    yield _converter(settings.soffice)
    yield _scanner(settings.scanner)
    yield _messages(settings)
    yield _passkeys(settings)


def examine_database(engine: Engine, connection: Connection) -> Iterator[Check]:
    """The database itself: schema, engine, triggers. The connection may only read."""
    newest = is_newest(connection)
    yield Check("schema", newest, "doctor.schema" if newest else "database.other_schema")
    if engine.dialect.name == "sqlite":
        code = "doctor.sqlite_mitigated" if wal_is_affected() else "doctor.sqlite"
        yield Check("sqlite", True, code, {"version": sqlite3.sqlite_version})
        yield _pragmas(connection)
    alive = {name for (name,) in connection.exec_driver_sql(ALIVE[engine.dialect.name])}
    missing = ", ".join(sorted(TRIGGERS[engine.dialect.name] - alive))
    yield Check(
        "triggers", not missing, "doctor.no_triggers" if missing else "doctor.triggers", {"names": missing}
    )


def examine_city(session: Session, now: datetime) -> Iterator[Check]:
    """The city on record: log, rulebook, calendar, clock."""
    state = session.scalar(select(LogState))
    if state is None:
        yield Check("log", False, "city.not_open")
        return
    yield Check("log", True, "doctor.log", {"log": state.log, "events": state.size})
    behind = now < state.last_at
    code, facts = "doctor.clock_behind" if behind else "doctor.clock", {"last": instant(state.last_at)}
    yield Check("clock", not behind, code, facts)
    yield from _of_the_day(session, now)
    yield _runs(session, now)


def _of_the_day(session: Session, now: datetime) -> Iterator[Check]:
    day = today(session, now)
    city = read_city(session, {name: size for name, (size, _) in city_heads(session).items()})
    rules = rulebook_on(session, city, day)
    if rules:
        yield Check("rulebook", True, "doctor.rulebook", {"id": rules.id, "digest": rules.digest})
    else:
        yield Check("rulebook", False, "doctor.no_rulebook")
    yield _administrators(city, day)
    through = Calendar(city.years.values()).published_through
    ends = through is None or through < day
    code = "doctor.calendar_ended" if ends else "doctor.calendar"
    yield Check("calendar", not ends, code, {"through": through.isoformat() if through else None})


def _administrators(city: City, day: date) -> Check:
    """Whether all three administrators hold office; a city that is being founded is well without them, but says so."""
    missing = missing_administrators(city.people.values(), day)
    code = "doctor.administrators_missing" if missing else "doctor.administrators"
    return Check("administrators", True, code, {"offices": f"office.{'|'.join(missing)}"})


def _runs(session: Session, now: datetime) -> Check:
    """Whether the day's work is behind; what never ran yet is not."""
    late, last = late_since(session, now), last_tick(session)
    code = "doctor.runs_late" if late else "doctor.runs"
    day = late or last
    return Check("runs", late is None, code, {"day": day.isoformat() if day else None})


def _key(home: Path, secret: Secret) -> Check:
    name = secret.value.replace(".", "_")
    try:
        read_secret(home, secret)
    except BadInput as refused:
        return Check(name, False, refused.reasons[0].code, refused.reasons[0].facts)
    return Check(name, True, "doctor.key", {"path": str(home / secret)})


def _pragmas(connection: Connection) -> Check:
    found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    wrong = ", ".join(f"{name}={found[name]}" for name in PRAGMAS if found[name] != PRAGMAS[name])
    return Check(
        "pragmas", not wrong, "doctor.other_pragmas" if wrong else "doctor.pragmas", {"found": wrong}
    )


def _disk(home: Path) -> Check:
    there = next(folder for folder in (home, *home.parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    well = free >= FREE_BYTES
    return Check("disk", well, "doctor.disk" if well else "doctor.disk_full", {"megabytes": free // 1024**2})


def _converter(program: str) -> Check:
    """Without LibreOffice papers are Word files only, which is no fault."""
    path = find_soffice(program)
    code = "doctor.pdf" if path else "doctor.no_pdf"
    return Check("pdf", True, code, {"program": path or program})


def _scanner(program: str) -> Check:
    """Without a scanner files are not scanned, which is no fault; one that is set up and lets nothing in is."""
    if not program:
        return Check("scanner", True, "doctor.no_scanner")
    try:
        scan(program, b"caseflow doctor")
    except BadInput:
        return Check("scanner", False, "doctor.scanner_down", {"program": program})
    return Check("scanner", True, "doctor.scanner", {"program": program})


def _messages(settings: Settings) -> Check:
    """Nothing leaves an installation without channels, which is no fault; one set up by half is."""
    pairs = (
        ("CASEFLOW_MAIL_FROM", settings.mail_host and not settings.mail_from),
        ("CASEFLOW_MAIL_HOST", settings.mail_from and not settings.mail_host),
        ("CASEFLOW_MAIL_USER", settings.mail_password and not settings.mail_user),
        ("CASEFLOW_DINGTALK_URL", settings.dingtalk_secret and not settings.dingtalk_url),
    )
    if missing := [name for name, lacks in pairs if lacks]:
        return Check("messages", False, "doctor.messages_half", {"names": ", ".join(missing)})
    ways = "way." + "|".join(set_up(settings))
    code = "doctor.messages" if set_up(settings) else "doctor.no_messages"
    return Check("messages", True, code, {"ways": ways})


def _passkeys(settings: Settings) -> Check:
    """Without an address nobody signs with a passkey, which is no fault; one unlike the pages' own does not work."""
    origin, public = settings.passkey_origin, settings.public_url
    if not origin:
        return Check("passkeys", True, "doctor.no_passkeys")
    if origin.startswith("https://") and not settings.tls:
        return Check("passkeys", False, "doctor.passkeys_without_tls", {"origin": origin})
    if public and urlsplit(public).netloc != urlsplit(origin).netloc:
        return Check("passkeys", False, "doctor.passkeys_elsewhere", {"origin": origin, "public": public})
    return Check("passkeys", True, "doctor.passkeys", {"origin": origin})


def _fonts() -> Check:
    """Papers and charts need a Chinese font; without fontconfig there is nobody to ask."""
    program = shutil.which("fc-list")
    if program is None:
        return Check("fonts", True, "doctor.fonts_unknown")
    asked = [program, ":lang=zh", "family"]
    found = subprocess.run(asked, capture_output=True, check=False)  # noqa: S603  its arguments are ours
    families = sorted(found.stdout.decode(errors="replace").splitlines())
    if not families:
        return Check("fonts", False, "doctor.no_fonts")
    return Check("fonts", True, "doctor.fonts", {"family": families[0]})
