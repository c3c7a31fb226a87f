"""Evidence: what is kept is what was shown, whole, and found out when it no longer is."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from caseflow.domain.bare_pictures import bare
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused, Unknown
from caseflow.domain.terms import Office
from caseflow.photos.fingerprint import fingerprint
from caseflow.services.access import held_case
from caseflow.services.evidencing import Opened, add_evidence, open_evidence, withdraw_evidence
from caseflow.services.record import record
from caseflow.services.streams import events_of
from caseflow.services.verifying import verify
from caseflow.store.database import writing
from caseflow.store.files import FileRow, Files
from caseflow.transaction import looking, retrying
from tests.domain.test_bare_pictures import photo
from tests.house.source import ROOT
from tests.makers import work_on
from tests.samples import heic, png
from tests.services.staff import DAY, SYSTEM, hire, staffed, work_as

KEY = "SP2022/SP2022-T01"
LEAD, HELPER, STRANGER, COLLEAGUE = "p4", "p5", "p6", "p7"
PHOTO = png()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", 1024 * 1024)


@pytest.fixture
def office(city: Engine) -> Engine:
    staffed(city)
    for name, login, unit in (
        ("李四", "li.si", "zjj"),
        ("周五", "zhou.wu", "tiexi"),
        ("吴六", "wu.liu", "slj"),
        ("郑七", "zheng.qi", "zjj"),
    ):
        hire(city, name, login, Office.OFFICER, unit)
    measures = {"measures": [{"number": 1}]}
    tell(city, "file", {"kind": "task", "lead_unit": "zjj", "responsible": ["tiexi"]} | measures)
    tell(city, "assign", {"lead_unit": "zjj", "limit": DAY.isoformat()})
    tell(city, "accept_assignment", {"to": "rectifying"})
    return city


def tell(engine: Engine, type_: str, data: dict[str, Any]) -> None:
    """Puts an event of the case on record, whoever would be the one to do it."""
    with work_on(engine, DAY) as work:
        held_case(work, KEY)
        record(work, f"case/{KEY}", type_, data)


def add(
    engine: Engine, files: Files, data: bytes = PHOTO, person: str = LEAD, name: str = "后.png", **more: Any
) -> str:
    kind = more.pop("kind", "after_photo")
    with work_as(engine, person) as work:
        return add_evidence(work, files, KEY, data, name, kind, **more).evidence[-1].digest


def opened(engine: Engine, files: Files, person: str = LEAD, number: int = 1) -> Opened:
    with work_as(engine, person) as work:
        return open_evidence(work, files, KEY, number)


def faults(engine: Engine, files: Files) -> list[str]:
    with looking(engine) as session:
        return [fault.code for fault in verify(session, files).faults]


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.reasons[0].code


def test_what_was_added_is_opened_as_it_was(office: Engine, files: Files) -> None:
    digest = add(office, files, name="../现场\u202e后.PNG", measure=1, point=2, note="东侧", taken_on=DAY)
    found = opened(office, files, HELPER)
    assert found.path.read_bytes() == PHOTO
    assert (found.media, found.name) == ("image/png", "现场后.PNG")
    assert digest == sha256(PHOTO).hexdigest()
    assert found.path == files.folder / digest[:2] / digest[2:]
    assert found.path.stat().st_mode & 0o777 == 0o600
    assert faults(office, files) == []


def test_who_may_not_see_the_case_opens_and_adds_nothing(office: Engine, files: Files) -> None:
    add(office, files)
    for person in (STRANGER, SYSTEM):
        with pytest.raises(Unknown):
            opened(office, files, person)
        with pytest.raises(Unknown):
            add(office, files, png(3, 3), person)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"data": b"<svg onload=alert(1)>"}, "file.kind_unknown"),
        ({"data": b"x" * (1024 * 1024 + 1)}, "file.too_large"),
        ({"kind": "portrait"}, "evidence.kind_unknown"),
        ({"measure": 2}, "measure.unknown"),
        ({"point": 0}, "evidence.point"),
        ({"point": 10_000}, "evidence.point"),
        ({"note": "东侧\x00"}, "text.unstorable"),
        ({"taken_on": DAY + timedelta(days=1)}, "day.in_future"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_file(
    office: Engine, files: Files, change: dict[str, Any], expected: str
) -> None:
    with pytest.raises(BadInput) as refused:
        add(office, files, **change)
    assert code(refused) == expected
    assert list(files.kept()) == []


def test_the_same_file_twice_lies_there_once(office: Engine, files: Files) -> None:
    add(office, files)
    with pytest.raises(BadInput) as refused:
        add(office, files)
    assert code(refused) == "evidence.already"
    add(office, files, kind="before_photo", person=HELPER)
    assert len(list(files.kept())) == 1
    with looking(office) as session:
        assert len(session.scalars(select(FileRow)).all()) == 1


def test_after_the_work_only_an_open_supplement_lets_evidence_in(office: Engine, files: Files) -> None:
    order = {"order": ["acceptance", "notice", "signatures"], "to": "accepting"}
    tell(office, "apply_closure", order)
    with pytest.raises(NotYet) as refused:
        add(office, files)
    assert code(refused) == "lifecycle.wrong_state"
    tell(office, "request_supplement", {"until": DAY.isoformat()})
    add(office, files)
    tell(office, "supply_supplement", {})
    with pytest.raises(NotYet):
        add(office, files, png(3, 3))


def test_nothing_is_added_behind_signatures(office: Engine, files: Files) -> None:
    tell(office, "apply_closure", {"order": ["signatures", "acceptance"], "to": "accepting"})
    tell(office, "request_supplement", {"until": DAY.isoformat()})
    with pytest.raises(NotYet) as refused:
        add(office, files)
    assert code(refused) == "evidence.signed"


def test_a_unit_withdraws_its_own_files_while_it_works(office: Engine, files: Files) -> None:
    add(office, files)
    with pytest.raises(NotPermitted) as refused, work_as(office, HELPER) as work:
        withdraw_evidence(work, KEY, 1, "不是本点位")
    assert code(refused) == "evidence.other_unit"
    with work_as(office, COLLEAGUE) as work:
        assert withdraw_evidence(work, KEY, 1, "不是本点位").evidence[0].withdrawn
    with pytest.raises(NotYet), work_as(office, LEAD) as work:
        withdraw_evidence(work, KEY, 1, "不是本点位")
    assert opened(office, files).path.read_bytes() == PHOTO
    add(office, files)
    tell(office, "apply_closure", {"order": ["acceptance", "notice", "signatures"], "to": "accepting"})
    with pytest.raises(NotYet), work_as(office, LEAD) as work:
        withdraw_evidence(work, KEY, 2, "不是本点位")


def test_a_file_lost_or_changed_is_found_and_not_handed_out(office: Engine, files: Files) -> None:
    path = files.path(add(office, files))
    path.write_bytes(png(9, 9))
    assert faults(office, files) == ["file_changed"]
    with pytest.raises(NotYet) as refused:
        opened(office, files)
    assert code(refused) == "evidence.lost"
    path.unlink()
    assert faults(office, files) == ["file_missing"]
    with pytest.raises(NotYet):
        opened(office, files)
    add(office, files, kind="before_photo")
    assert faults(office, files) == []


def test_a_changed_row_of_a_file_is_found_and_not_believed(office: Engine, files: Files) -> None:
    add(office, files)
    with writing(office) as session:
        session.execute(update(FileRow).values(media="text/html"))
        session.commit()
    assert faults(office, files) == ["file_changed"]
    assert opened(office, files).media == "image/png"


def test_without_the_files_at_hand_the_record_is_checked_alone(office: Engine, files: Files) -> None:
    files.path(add(office, files)).unlink()
    with looking(office) as session:
        assert verify(session).result == "verified"


def test_many_hands_add_the_same_file_to_one_case(office: Engine, files: Files) -> None:
    kinds = ("before_photo", "after_photo", "site_check", "document", "proof_of_use", "completion_report")
    with ThreadPoolExecutor(len(kinds)) as hands:
        list(hands.map(lambda kind: retrying(lambda: add(office, files, kind=kind), times=20), kinds))
    assert faults(office, files) == []
    assert len(list(files.kept())) == 1


KILLED = """
import os, sys
from pathlib import Path
from caseflow.store.files import Files
left = int(sys.argv[2])
def die(handle):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
real, os.fsync = os.fsync, die
Files(Path(sys.argv[1]), 10**6).put(b"evidence" * 1000)
"""


@pytest.mark.parametrize("survived", [0, 1, 2])
def test_a_death_while_writing_leaves_a_whole_file_or_none(tmp_path: Path, survived: int) -> None:
    """The process ends at each of its three waits for the disk in turn: the bytes, the name, the folder."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(survived)]
    ended = subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert ended.returncode == 9
    files = Files(tmp_path, 10**6)
    kept = list(files.kept())
    assert len(kept) == (1 if survived else 0)
    assert all(files.is_whole(digest) for digest in kept)
    assert files.is_whole(files.put(b"evidence" * 1000))


def test_a_work_that_fails_leaves_no_row_of_its_file(office: Engine, files: Files) -> None:
    with work_as(office, LEAD) as work:
        add_evidence(work, files, KEY, PHOTO, "后.png", "after_photo")
        work.session.rollback()
        work.drafts.clear()
    with looking(office) as session:
        assert session.scalars(select(FileRow)).all() == []
    assert faults(office, files) == []


def test_a_file_whose_name_may_name_somebody_goes_out_without_it_beyond_its_unit(
    office: Engine, files: Files
) -> None:
    named = "举报人张建国13912345678.png"
    add(office, files, name=named)
    for who, name in ((LEAD, named), (COLLEAGUE, named), (HELPER, "文件.png")):
        assert opened(office, files, who).name == name


def test_a_photos_place_goes_to_the_office_who_accepts_the_inspector_and_its_own_unit_alone(
    office: Engine, files: Files
) -> None:
    """Everybody else gets the same pixels without it, and the original stays as it was."""
    inspector = hire(office, "钱八", "qian.ba", Office.INSPECTOR, "siping")
    whole = photo("JPEG")
    digest = add(office, files, whole, name="后.jpg")
    handed = {person: opened(office, files, person).bare for person in (LEAD, COLLEAGUE, HELPER, inspector)}
    assert handed == {LEAD: None, COLLEAGUE: None, HELPER: bare(whole, "image/jpeg"), inspector: None}
    assert files.is_whole(digest)
    add(office, files, heic(), name="后.heic")
    with pytest.raises(BadInput) as refused:
        opened(office, files, HELPER, 2)
    assert code(refused) == "evidence.whole_only"


def test_a_photo_is_recorded_with_its_fingerprint_and_a_picture_too_small_without(
    office: Engine, files: Files
) -> None:
    whole = photo("JPEG")
    add(office, files, whole)
    add(office, files)
    with looking(office) as session:
        told = [event.data for event in events_of(session, f"case/{KEY}") if event.type == "add_evidence"]
    assert [data.get("print") for data in told] == [fingerprint(whole), None]
    assert faults(office, files) == []
