"""`init`, `inspections add`, `tick`, and the checks: what changes the city, and what says whether it is whole."""

import json
import stat
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from caseflow.clock import SystemClock, office_day
from caseflow.domain.actor import CLOCK
from caseflow.services.opening import begin
from caseflow.services.ticking import Counts, note_run
from caseflow.store.database import make_engine, writing
from caseflow.store.files import FileRow, Files
from tests.cli.conftest import LAST, Run, answer, refusals
from tests.makers import morning, told, work_on
from tests.samples import png


def ticked(url: str, until: date) -> None:
    """The clock has been at work up to a day."""
    engine = make_engine(url)
    with writing(engine) as session, session.begin():
        note_run(session, until, begin(session, CLOCK, morning(until), until), Counts())
    engine.dispose()


def count(url: str, table: str) -> int:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
    engine.dispose()
    return found


def test_init_makes_a_city_ready_for_work(run: Run, tmp_path: Path) -> None:
    made = answer(run, "init", "--city", "siping")
    assert list(made) == ["city", "login", "one_time_password"]
    assert (made["city"], made["login"]) == ("siping", "admin")
    assert stat.S_IMODE((tmp_path / "home" / "secret.key").stat().st_mode) == 0o600
    assert answer(run, "verify")["result"] == "verified"
    assert answer(run, "inspections") == [
        {
            "code": "SP2022",
            "name": "第二轮省级生态环境保护督察",
            "source": "provincial",
            "plan_date": "2023-04-03",
        }
    ]
    assert refusals(run, "init", "--city", "siping") == ["city.already_open"]
    health = answer(run, "doctor")
    assert (health["ok"], {check["name"] for check in health["checks"]}) == (
        True,
        {
            "settings", "secret_key", "vault_key", "disk", "fonts", "pdf", "database", "schema", "sqlite", "pragmas",
            "triggers", "log", "clock", "rulebook", "calendar", "administrators", "runs", "messages", "passkeys",
            "scanner", "log_key", "checkpoint", "witness",
        },
    )  # fmt: skip


@pytest.mark.usefixtures("siping")
def test_an_inspection_is_opened_once_and_by_the_server_account(run: Run) -> None:
    row = {"code": "SP2026", "name": "第三轮", "source": "central", "plan_date": None}
    add = ("inspections", "add", "SP2026", "--name", "第三轮", "--source", "central")
    assert answer(run, *add) == [row]
    assert answer(run, "inspections")[1] == row
    assert refusals(run, *add) == ["inspection.taken"]
    assert refusals(run, "inspections", "add", "a/b", "--name", "x", "--source", "city") == [
        "inspection.bad_code"
    ]
    assert answer(run, "stats", "--inspection", "SP2026")["petitions"]["total"] == 0


def test_a_tick_does_one_day_after_another_and_again_nothing(run: Run, siping: str) -> None:
    ticked(siping, LAST)
    runs, events = count(siping, "tick"), count(siping, "event")
    rehearsed = answer(run, "tick", "--at", "2023-11-02", "--dry-run")
    assert (count(siping, "tick"), count(siping, "event")) == (runs, events)
    assert (
        answer(run, "tick", "--at", "2023-11-02T08:30")
        == rehearsed
        == {
            "at": "2023-11-02",
            "changed": True,
            "opened_rounds": 2,
            "ended_notices": 0,
            "proposed_papers": 5,
            "sent": 20,  # ten reports fall due on the 25th, and are late a day after
        }
    )
    done = count(siping, "event")
    assert (count(siping, "tick") - runs, done > events) == (13, True)
    for day in ("2023-11-02", "2023-10-01"):
        again = answer(run, "tick", "--at", day)
        assert again == {**dict.fromkeys(again, 0), "at": day, "changed": False}
    assert (count(siping, "tick") - runs, count(siping, "event")) == (15, done)
    assert answer(run, "verify")["result"] == "verified"


def test_a_tick_s_events_are_for_their_own_day_and_move_the_demonstration_s_today(
    run: Run, siping: str
) -> None:
    ticked(siping, LAST)
    answer(run, "tick", "--at", "2023-11-10")
    assert answer(run, "stats")["as_of"] == "2023-11-10"
    expected = answer(run, "show", "SP2022-T02")["timeline"][-1]
    assert [expected[key] for key in ("event", "day", "at")] == [
        "expect_report",
        "2023-11-01",
        "2023-10-31T16:05:00.000000Z",
    ]


def test_a_day_before_the_last_event_is_none_to_act_on(run: Run, siping: str) -> None:
    ticked(siping, date(2023, 10, 1))
    assert refusals(run, "tick", "--at", "2023-10-10") == ["at.before_last_event"]


def test_a_demonstration_city_is_not_taken_day_by_day_to_the_end_of_time(run: Run, siping: str) -> None:
    ticked(siping, LAST)
    assert refusals(run, "tick", "--at", "9999-12-31", "--dry-run") == ["at.too_far"]
    assert "一次最远到2033年10月27日" in run("tick", "--at", "2033-10-28").stderr


def test_a_real_city_s_tick_never_runs_ahead_of_the_clock(run: Run) -> None:
    answer(run, "init", "--city", "siping")
    assert refusals(run, "tick", "--at", "2099-01-01") == ["at.after_today"]
    assert answer(run, "tick")["at"] == office_day(SystemClock().now()).isoformat()


@pytest.mark.usefixtures("siping")
def test_a_verified_log_says_that_nobody_has_witnessed_it(run: Run) -> None:
    events = count_of_events(run)
    assert answer(run, "verify") == {"result": "verified", "events": events, "faults": []}
    assert "未签检查点" in run("verify").stdout
    made = answer(run, "checkpoint")
    assert answer(run, "verify")["checkpoint"] == made["size"] == events + 1
    assert "未见证" in run("verify").stdout


def count_of_events(run: Run) -> int:
    (log,) = [
        check for check in json.loads(run("doctor", "--json").stdout)["checks"] if check["name"] == "log"
    ]
    return int("".join(filter(str.isdigit, log["message"])))


def test_a_state_changed_by_hand_is_tampering_with_its_place(run: Run, siping: str) -> None:
    engine = make_engine(siping)
    with engine.begin() as connection:
        connection.execute(text("UPDATE \"case\" SET state = 'closed' WHERE number = 'SP2022-T02'"))
    engine.dispose()
    found = answer(run, "verify", code=1)
    assert found["result"] == "tampered"
    assert [list(fault) for fault in found["faults"]] == [["code", "where", "message"]]
    assert found["faults"][0]["code"] == "row_changed"
    assert run("verify").exit_code == 1


def test_a_file_of_evidence_changed_by_hand_is_tampering_with_its_place(
    run: Run, siping: str, tmp_path: Path
) -> None:
    engine, files = make_engine(siping), Files(tmp_path / "home" / "files", 1024**2)
    photo = png()
    digest, facts = files.put(photo), {"media": "image/png", "kind": "after_photo"}
    with work_on(engine, LAST) as work:
        work.session.add(FileRow(digest=digest, size=len(photo), media=facts["media"]))
        told(work, "SP2022-T01", "add_evidence", {"digest": digest, "bytes": len(photo)} | facts)
    engine.dispose()
    assert answer(run, "verify")["result"] == "verified"
    with files.path(digest).open("ab") as file:
        file.write(b"x")
    (fault,) = answer(run, "verify", code=1)["faults"]
    assert (fault["code"], fault["where"].partition(" file ")[2]) == ("file_changed", digest)


def test_what_cannot_be_told_is_exit_code_2_with_a_document(run: Run) -> None:
    assert answer(run, "verify", code=2) == {
        "result": "cannot_tell",
        "events": 0,
        "faults": [
            {
                "code": "database.missing",
                "where": "database",
                "message": "还没有数据库。先运行 caseflow init。",
            }
        ],
    }
    (fault,) = answer(run, "verify", "--bundle", "x.zip", code=2)["faults"]
    assert (fault["code"], fault["where"]) == ("bundle.file_unreadable", "x.zip")


def test_a_file_that_is_no_database_is_not_called_tampered(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"no database" * 100)
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    found = answer(run, "verify", code=2)
    assert (found["result"], [fault["code"] for fault in found["faults"]]) == (
        "cannot_tell",
        ["database.unreachable"],
    )
    assert refusals(run, "restore", __file__) == ["database.unreachable"]


def test_without_its_keys_the_pages_are_not_served(run: Run, siping: str) -> None:
    outcome = run("serve")
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert "secret.key" in outcome.stderr


def test_doctor_names_what_is_not_well(run: Run, siping: str) -> None:
    engine = make_engine(siping)
    sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER event_in_order" + ("" if sqlite else " ON event")))
    engine.dispose()
    found = answer(run, "doctor", code=1)
    wrong = {check["name"] for check in found["checks"] if not check["ok"]}
    assert (found["ok"], wrong) == (False, {"secret_key", "vault_key", "triggers"})
    assert "✗ 数据库缺少把守日志的触发器：event_in_order" in run("doctor").stdout
