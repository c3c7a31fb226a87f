"""Who a petitioner is stands nowhere but in the vault, and nobody sees it without saying what for."""

import logging
import traceback
from dataclasses import replace

import pytest
from sqlalchemy import Engine, delete, select, text
from sqlalchemy.exc import DatabaseError

from caseflow.domain.actor import CLOCK, Actor, command_line
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused, Unknown
from caseflow.domain.terms import Office
from caseflow.services.auditing import note_reading, readings
from caseflow.services.record import record
from caseflow.services.vaulting import Identity, Vault, erase_identity, keep_identity, open_identity
from caseflow.services.verifying import verify
from caseflow.store.accounts import ReadingRow
from caseflow.store.database import writing
from caseflow.store.tables import METADATA
from caseflow.store.vault import VaultRow
from caseflow.transaction import looking
from tests.makers import morning, work_on
from tests.services.attacker import Attacker
from tests.services.staff import AUDIT, DAY, SYSTEM, hire, staffed, work_as

KEY, OTHER = "SP2022/D2SP1", "SP2022/D2SP2"
VAULT = Vault(b"k" * 32)
WHO = Identity("𠮷田幸子", "13904340001", "铁西区仁兴街道九号楼", "微信 canary-wx", consent=True)
CANARIES = ("𠮷田幸子", "13904340001", "铁西区仁兴街道九号楼", "canary-wx")
COORDINATOR, OFFICER = "p4", "p5"
PURPOSE = "电话回访核实"


@pytest.fixture
def office(city: Engine) -> Engine:
    hire(staffed(city), "李四", "li.si", Office.COORDINATOR, "zgb")
    hire(city, "周五", "zhou.wu", Office.OFFICER, "zjj")
    with work_on(city, DAY) as work:
        for key in (KEY, OTHER):
            record(
                work, f"case/{key}", "file", {"kind": "petition", "lead_unit": "zjj"}, texts={"title": "噪声"}
            )
    with work_as(city, COORDINATOR) as work:
        keep_identity(work, VAULT, KEY, WHO)
    return city


def opened(
    engine: Engine, person: str = COORDINATOR, purpose: str = PURPOSE, vault: Vault = VAULT
) -> Identity:
    with work_as(engine, person) as work:
        return open_identity(work, vault, KEY, purpose)


def audited(engine: Engine) -> list[tuple[str, str, str, str]]:
    with looking(engine) as session:
        rows = session.scalars(select(ReadingRow).order_by(ReadingRow.id)).all()
    return [(row.person, row.office, row.what, row.ref) for row in rows]


def verified(engine: Engine) -> list[str]:
    with looking(engine) as session:
        return [fault.code for fault in verify(session).faults]


def test_the_coordinator_reads_what_was_kept_and_is_seen_reading(office: Engine) -> None:
    assert opened(office) == WHO
    assert audited(office) == [(COORDINATOR, "coordinator/zgb", "identity", KEY)]
    assert verified(office) == []


@pytest.mark.parametrize("person", [OFFICER, SYSTEM, AUDIT])
def test_nobody_else_reads_or_keeps(office: Engine, person: str) -> None:
    with pytest.raises((NotPermitted, Unknown)):
        opened(office, person)
    with pytest.raises((NotPermitted, Unknown)), work_as(office, person) as work:
        keep_identity(work, VAULT, KEY, WHO)
    with pytest.raises((NotPermitted, Unknown)), work_as(office, person) as work:
        erase_identity(work, KEY, "期满")
    assert audited(office) == []


def test_neither_the_command_line_nor_the_clock_reads(office: Engine) -> None:
    with work_on(office, DAY) as work:
        root = command_line("root", work.city, DAY)
    for actor in (root, CLOCK):
        with pytest.raises(NotPermitted), work_on(office, DAY, actor) as work:
            open_identity(work, VAULT, KEY, PURPOSE)


def test_without_a_purpose_nothing_is_shown(office: Engine) -> None:
    with pytest.raises(BadInput):
        opened(office, purpose=" \n")


def test_where_the_audit_cannot_be_written_nothing_is_opened(office: Engine) -> None:
    with writing(office) as session:
        session.execute(text("DROP TABLE read_audit"))
        session.commit()
    with pytest.raises(DatabaseError):
        opened(office)


def test_the_words_stand_in_no_row_of_any_table(office: Engine) -> None:
    opened(office)
    with looking(office) as session:
        for table in METADATA.tables:
            for row in session.execute(text(f'SELECT * FROM "{table}"')):
                shown = " ".join(v.hex() if isinstance(v, bytes) else str(v) for v in row)
                for canary in CANARIES:
                    assert canary not in shown, table
                    assert canary.encode().hex() not in shown, table


def test_the_words_stand_in_no_log_and_no_error(office: Engine, caplog: pytest.LogCaptureFixture) -> None:
    said = [repr(WHO), str(WHO), f"{WHO!r}"]
    with caplog.at_level(logging.DEBUG, "sqlalchemy.engine"):
        with work_as(office, COORDINATOR) as work:
            keep_identity(work, VAULT, KEY, WHO)
        for attempt in (lambda: opened(office, vault=Vault(b"x" * 32)), lambda: keep_twice(office)):
            try:
                attempt()
            except (Refused, DatabaseError) as wrong:
                said += traceback.format_exception(wrong)
    assert len(said) > 3
    for canary in CANARIES:
        assert canary not in caplog.text
        assert canary not in "".join(said)


def keep_twice(engine: Engine) -> None:
    """Fails in the database, with the row among what the error shows."""
    with work_as(engine, COORDINATOR) as work:
        keep_identity(work, VAULT, KEY, WHO)
        row = work.session.scalars(select(VaultRow)).first()
        assert row
        work.session.execute(text("INSERT INTO vault_entry SELECT * FROM vault_entry"))


def test_what_is_kept_anew_takes_the_place_of_all_that_was(office: Engine) -> None:
    with work_as(office, COORDINATOR) as work:
        keep_identity(work, VAULT, KEY, Identity(name="王二"))
    assert opened(office) == Identity(name="王二")
    assert verified(office) == []


def test_another_key_opens_nothing(office: Engine) -> None:
    with pytest.raises(NotYet) as refused:
        opened(office, vault=Vault(b"x" * 32))
    assert [reason.code for reason in refused.value.reasons] == ["vault.unreadable"]
    assert audited(office) == []


@pytest.mark.parametrize(
    "trick",
    [
        "UPDATE vault_entry SET name = 'vault.address' WHERE name = 'vault.phone'",
        "UPDATE vault_entry SET sealed = substr(sealed, 1, 20)",
        "UPDATE vault_entry SET sealed = substr(sealed, 1, 5)",
        "DELETE FROM vault_entry WHERE name = 'vault.phone'",
    ],
)
def test_where_a_row_was_changed_or_taken_away_nothing_is_opened(office: Engine, trick: str) -> None:
    with writing(office) as session:
        Attacker(session).run(trick)
        session.commit()
    with pytest.raises(NotYet):
        opened(office)


def test_a_row_put_under_another_case_opens_nothing_there(office: Engine) -> None:
    with looking(office) as session:
        row = session.scalars(select(VaultRow).limit(1)).one()
    assert VAULT.open(KEY, row)
    with pytest.raises(NotYet):
        VAULT.open(OTHER, row)


def test_a_case_that_holds_nothing_says_so(office: Engine) -> None:
    with pytest.raises(NotYet) as refused, work_as(office, COORDINATOR) as work:
        open_identity(work, VAULT, OTHER, PURPOSE)
    assert [reason.code for reason in refused.value.reasons] == ["vault.empty"]


def test_an_erased_identity_is_gone_and_the_record_still_verifies(office: Engine) -> None:
    with work_as(office, COORDINATOR) as work:
        keep_identity(work, VAULT, KEY, replace(WHO, phone="13904340002"))
    with work_as(office, COORDINATOR) as work:
        erase_identity(work, KEY, "保存期满")
    with pytest.raises(NotYet):
        opened(office)
    with looking(office) as session:
        assert session.scalars(select(VaultRow)).all() == []
    assert verified(office) == []


def test_a_row_taken_away_added_or_left_after_its_erasure_is_found(office: Engine) -> None:
    with writing(office) as session:
        row = session.scalars(select(VaultRow).limit(1)).one()
        values = {name: getattr(row, name) for name in ("digest", "case", "name", "nonce", "sealed")}
        session.execute(delete(VaultRow).where(VaultRow.digest == row.digest))
        assert [fault.code for fault in verify(session).faults] == ["text_missing"]
        session.rollback()
        session.execute(VaultRow.__table__.insert().values(values | {"digest": "0" * 64}))
        assert [fault.code for fault in verify(session).faults] == ["text_not_on_record"]
        session.rollback()
    with work_as(office, COORDINATOR) as work:
        erase_identity(work, KEY, "保存期满")
        work.session.execute(VaultRow.__table__.insert().values(values))
    assert verified(office) == ["text_not_erased"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE read_audit SET purpose = 'x'",
        "DELETE FROM read_audit",
        "UPDATE vault_entry SET name = 'x'",
    ],
)
def test_the_database_itself_keeps_audit_and_vault_as_they_are(office: Engine, change: str) -> None:
    opened(office)
    with writing(office) as session, pytest.raises(DatabaseError):
        session.execute(text(change))


@pytest.mark.parametrize("table", ["read_audit", "vault_entry"])
def test_no_row_of_them_is_replaced(office: Engine, table: str) -> None:
    opened(office)
    replacing = "INSERT OR REPLACE" if office.dialect.name == "sqlite" else "INSERT"
    with writing(office) as session, pytest.raises(DatabaseError):
        session.execute(text(f"{replacing} INTO {table} SELECT * FROM {table}"))


def test_looking_at_the_audit_is_audited(office: Engine) -> None:
    opened(office)
    with work_as(office, AUDIT) as work:
        seen = [row.what for row in readings(work, morning(DAY), morning(DAY), "季度检查")]
    assert seen == ["identity", "audit"]
    assert audited(office)[-1][:3] == (AUDIT, "audit_admin/siping", "audit")
    with pytest.raises(NotPermitted), work_as(office, COORDINATOR) as work:
        readings(work, morning(DAY), morning(DAY), "看看")


def test_only_known_kinds_of_reading_are_noted(office: Engine) -> None:
    with pytest.raises(ValueError, match="gossip"), work_on(office, DAY, Actor("p4")) as work:
        note_reading(work, "gossip", KEY, PURPOSE)
