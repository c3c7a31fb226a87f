"""Evidence in the browser: added from a phone, shown in pairs, handed out as a download to whoever may see the case."""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.samples import PDF, png
from tests.web.lives import ACCEPTING, WORKING, live
from tests.web.office import PLANNED, City, act
from tests.web.reading import words
from tests.web.visiting import Page

PHOTO = png()
Add = Callable[..., TestResponse]
_numbers = count(1)


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


@pytest.fixture
def number(city: City) -> str:
    """The number of a case that its units work on."""
    number = f"SP2022-T{next(_numbers):02}"
    live(city, number, WORKING)
    return number


@pytest.fixture
def add(city: City, number: str) -> Add:
    """Sends the form of adding evidence, with a photograph unless told otherwise."""

    def send(
        data: bytes = PHOTO,
        name: str = "后.png",
        field: str = "photo",
        who: str = "responsible",
        **typed: Any,
    ) -> TestResponse:
        visitor = city.visitor(who)
        page = visitor.open(act(number, "add_evidence"))
        filled = page.filled({"kind": "after_photo", "measure": "1"} | typed)
        form = filled.to_dict() | ({field: (BytesIO(data), name)} if data else {})
        return visitor.client.post(page.action, data=form, content_type="multipart/form-data")

    return send


def page_of(city: City, number: str, who: str = "lead") -> str:
    return city.visitor(who).open(f"/cases/SP2022/{number}").html


def address_of(city: City, number: str) -> str:
    """The address of the case's newest file."""
    return re.findall(r'"(/cases/SP2022/[^"]*/evidence/[^"]+)"', page_of(city, number))[0]


def test_a_photograph_is_taken_with_the_phones_camera_or_chosen(city: City, number: str) -> None:
    html = city.visitor("responsible").open(act(number, "add_evidence")).html
    assert re.search(r'<input[^>]*accept="image/\*"[^>]*type="file"', html)
    assert "拍照或选照片" in words(html)
    assert 'enctype="multipart/form-data"' in html


def test_photographs_of_one_point_stand_side_by_side_and_a_document_by_its_name(
    city: City, number: str, add: Add
) -> None:
    assert add(point="2", taken_on="2023-04-18").status_code == 303
    assert add(png(shade=9), kind="before_photo", point="2").status_code == 303
    assert add(PDF, "监测报告.pdf", "document", kind="monitoring_report", measure="0").status_code == 303
    html = page_of(city, number)
    pair = re.search(r'<div class="cf-pair">.*?</div>\s*</div>', html, re.S)
    assert pair
    assert pair[0].count("<img") == 2
    assert "前 2023年4月20日上传 2号点位" in words(pair[0])
    assert "后 2023年4月18日拍摄或出具 · 2023年4月20日上传 2号点位" in words(pair[0])
    assert re.search(r"监测报告\.pdf</a>.*?校验码 [0-9A-F]{4}-[0-9A-F]{4}", html, re.S)


def test_a_form_without_a_file_or_with_two_says_what_to_do_and_keeps_what_was_typed(
    city: City, add: Add
) -> None:
    refused = add(data=b"", note="一号点位")
    assert refused.status_code == 422
    assert "选一张照片或者一个文件" in words(refused.text)
    assert "一号点位" in refused.text


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"data": b"<svg onload=alert(1)>"}, "不接收这种文件"),
        ({"point": "左边"}, "点位须为1至9999的整数"),
        ({"taken_on": "2023-04-21"}, "晚于今天"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_reason(
    add: Add, told: dict[str, Any], reason: str
) -> None:
    refused = add(**told)
    assert refused.status_code == 422
    assert reason in words(refused.text)


def test_a_file_is_only_ever_downloaded_and_can_do_nothing(city: City, number: str, add: Add) -> None:
    add()
    answer = city.visitor("lead").client.get(address_of(city, number), buffered=True)
    assert answer.data == PHOTO
    headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert "%E5%90%8E.png" in headers["Content-Disposition"]
    assert headers["Content-Type"] == "image/png"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"


def test_a_file_can_be_asked_for_its_size_and_in_pieces(city: City, number: str, add: Add) -> None:
    add()
    client, address = city.visitor("lead").client, address_of(city, number)
    assert client.head(address, buffered=True).headers["Content-Length"] == str(len(PHOTO))
    piece = client.get(address, headers={"Range": "bytes=0-3"}, buffered=True)
    assert (piece.status_code, piece.data) == (206, PHOTO[:4])


def test_a_file_is_handed_out_by_its_own_code_alone_and_only_to_who_sees_the_case(
    city: City, number: str, add: Add
) -> None:
    add()
    address = address_of(city, number)
    lead = city.visitor("lead")
    lead.open(address.rpartition("/")[0] + "/00000000", 404)
    lead.open(address.replace("/evidence/1/", "/evidence/2/"), 404)
    city.visitor("stranger").open(address, 404)
    assert city.app.test_client().get(address).status_code == 303


def test_a_file_that_was_changed_on_disk_is_not_handed_out(city: City, number: str, add: Add) -> None:
    other = png(shade=77)
    add(other)
    (kept,) = (path for path in _files(city) if path.read_bytes() == other)
    kept.chmod(0o600)
    kept.write_bytes(PHOTO)
    assert "文件不见了或已被改动" in words(city.visitor("lead").open(address_of(city, number), 404).html)


def test_the_inspector_opening_a_file_is_noted(city: City, number: str, add: Add) -> None:
    add()
    city.visitor("inspector").client.get(address_of(city, number), buffered=True)
    with looking(city.engine) as session:
        noted = session.scalars(select(ReadingRow.ref).where(ReadingRow.ref == f"SP2022/{number} 1")).all()
    assert len(noted) == 1


def test_a_unit_takes_its_own_file_off_and_it_stays_readable(city: City, number: str, add: Add) -> None:
    add()
    address = address_of(city, number)
    assert "withdraw_evidence" not in page_of(city, number, "lead")
    html = page_of(city, number, "responsible")
    link = re.search(r'href="([^"]*/do/withdraw_evidence\?evidence=1)"', html)
    assert link
    visitor = city.visitor("responsible")
    page = visitor.open(link[1])
    assert page.fields["evidence"] == "1"
    visitor.send(page, reason="传错了点位")
    html = page_of(city, number)
    assert "已撤下 1 份" in words(html)
    assert "传错了点位" in words(html)
    assert city.visitor("lead").client.get(address, buffered=True).status_code == 200


def test_the_same_form_sent_twice_adds_one_file(city: City, number: str) -> None:
    visitor = city.visitor("responsible")
    page: Page = visitor.open(act(number, "add_evidence"))
    for _ in range(2):
        form = page.filled({"kind": "after_photo", "measure": "1"}).to_dict() | {
            "photo": (BytesIO(PHOTO), "x.png")
        }
        answer = visitor.client.post(page.action, data=form, content_type="multipart/form-data")
        assert answer.status_code == 303
    assert city.events(number).count("add_evidence") == 1


def test_nothing_is_added_once_the_case_waits_for_acceptance(city: City) -> None:
    live(city, "SP2022-T99", ACCEPTING)
    assert "add_evidence" not in page_of(city, "SP2022-T99", "responsible")


def _files(city: City) -> list[Path]:
    folder = Path(str(city.engine.url.database)).parent / "files"
    return [path for path in folder.glob("*/*") if path.is_file()]


def test_photos_of_a_visit_are_sent_with_its_record_by_an_office_that_uploads_no_evidence(
    city: City, number: str
) -> None:
    visitor = city.visitor("coordinator")
    page = visitor.open(act(number, "record_guidance"))
    told = {"on": PLANNED.isoformat(), "place": "河口", "people": "市长", "findings": "没有围挡"}
    form = page.filled(told).to_dict() | {
        "photos": [(BytesIO(PHOTO), "一.png"), (BytesIO(png(shade=3)), "二.png")]
    }
    answer = visitor.client.post(page.action, data=form, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert city.events(number)[-3:] == ["add_evidence", "add_evidence", "record_guidance"]
    html = page_of(city, number, "responsible")
    assert "督导照片" in html
    assert all(name in words(html) for name in ("一.png", "二.png"))
