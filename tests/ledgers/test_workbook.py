"""Which files are read, and that every other one is refused with one reason and without harm."""

import re
import struct
import time
from collections.abc import Callable

import pytest

from caseflow.domain.errors import BadInput
from caseflow.ledgers import xls
from caseflow.ledgers.compound import CompoundFile
from caseflow.ledgers.container import contained
from tests.ledgers.makers import (
    DATA,
    PETITION_HEADINGS,
    TASK_HEADINGS,
    altered,
    archive,
    ods,
    ods_row,
    petition,
    petitions,
    said,
    separated,
    task,
    tasks,
    xlsx,
)

PLAIN = xlsx([TASK_HEADINGS, task(1)])
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
EMPTY_STYLED_ROWS = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 1_000_001)).encode()


def _refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        tasks(data)
    (reason,) = refused.value.reasons
    return reason.code


def _with(name: str, content: bytes) -> bytes:
    return altered(PLAIN, lambda members: members.update({name: content}))


def _sheet_with(xml: bytes, after: bytes = b"</row>") -> bytes:
    """A task list with XML put in behind the last of these elements."""
    name = "xl/worksheets/sheet1.xml"

    def put_in(members: dict[str, bytes]) -> None:
        before, found, rest = members[name].rpartition(after)
        members[name] = before + found + xml + rest

    return altered(PLAIN, put_in)


def _encrypted_member() -> bytes:
    data = bytearray(PLAIN)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _lying_about_its_size() -> bytes:
    """A member that says it is small and is not."""
    data = bytearray(archive({"xl/workbook.xml": b" " * 100_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def _encrypted_workbook(data: bytes) -> bytes:
    """What Excel makes of a workbook with a password: a compound file with an EncryptedPackage in it."""
    name = "EncryptedPackage\0".encode("utf-16-le")
    at = data.index("Workbook".encode("utf-16-le"))
    return data[:at] + name.ljust(64, b"\0") + bytes([len(name)]) + data[at + 65 :]


def test_the_kind_is_told_by_content_and_never_by_name() -> None:
    rows = [PETITION_HEADINGS, petition("SPD20220926001")]
    files = [
        xlsx(rows),
        separated(rows),
        ods("".join(map(ods_row, rows))),
        (DATA / "petitions.xls").read_bytes(),
    ]
    assert [petitions(file).rows[0].number for file in files] == ["SPD20220926001"] * 4


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ledger_empty"),
        (b" \r\n", "ledger_empty"),
        (b"x" * (20 * 2**20 + 1), "ledger_too_large"),
        (PNG, "ledger_kind_unknown"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "ledger_kind_unknown"),
        (b"%PDF-1.7", "ledger_kind_unknown"),
        (b"\x00\x01\x02\x03" * 40, "ledger_kind_unknown"),
        (archive({"word/document.xml": b"<x/>"}), "ledger_kind_unknown"),
        (archive({"xl/workbook.bin": b"x"}), "ledger_kind_unknown"),
        (PLAIN[:200], "ledger_unreadable"),
        (_lying_about_its_size(), "ledger_unreadable"),
        (archive({"xl/workbook.xml": b"<workbook/>"}), "ledger_unreadable"),
        (archive({"a.xml": b"", "A.XML": b""}), "ledger_unreadable"),
        (_with("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"), "ledger_unreadable"),
        (_sheet_with(b"<row r='9'><c r='A4'><v>1</v></c></row>"), "ledger_unreadable"),
        (_sheet_with(b"<row r='9'><c r='ZZZZ9'><v>1</v></c></row>"), "ledger_unreadable"),
        (_with("xl/vbaProject.bin", b"x"), "ledger_has_macros"),
        (_with("xl/macrosheets/sheet2.xml", b"<x/>"), "ledger_has_macros"),
        (_encrypted_member(), "ledger_encrypted"),
        (_with("bomb.xml", b" " * (200 * 2**20)), "ledger_unpacks_too_large"),
        (archive({f"{n}.txt": b"" for n in range(10_001)}), "ledger_unpacks_too_large"),
        (_sheet_with(b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), "ledger_too_sparse"),
        (xlsx([["标题"], ["没有表头"]]), "ledger_no_header"),
        (b'"never closed,\n1,2', "ledger_unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_not_taken_is_refused_with_one_reason(data: bytes, code: str) -> None:
    assert _refusal(data) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda data: data.replace("Workbook".encode("utf-16-le"), "Workshop".encode("utf-16-le")),
            "ledger_kind_unknown",
        ),
        (lambda data: data[:600], "ledger_unreadable"),
        (_encrypted_workbook, "ledger_encrypted"),
    ],
)
def test_an_xls_that_is_not_taken_is_refused_with_one_reason(
    change: Callable[[bytes], bytes], code: str
) -> None:
    assert _refusal(change((DATA / "petitions.xls").read_bytes())) == code


def test_an_encrypted_ods_is_refused() -> None:
    locked = altered(
        ods(""), lambda members: members.update({"META-INF/manifest.xml": b"<m><encryption-data/></m>"})
    )
    assert _refusal(locked) == "ledger_encrypted"


def test_more_rows_with_text_than_the_limit_are_refused_and_exactly_the_limit_is_not() -> None:
    rows = [TASK_HEADINGS, *[["小计"]] * 199_999, task(1)]
    assert tasks(separated(rows)).skipped == 199_999
    assert _refusal(separated([*rows, task(2)])) == "ledger_too_many_rows"


def test_a_repeated_row_cannot_make_an_ods_endless() -> None:
    rows = ods_row(TASK_HEADINGS) + ods_row(task(1), 'table:number-rows-repeated="2000000000"')
    assert _refusal(ods(rows)) == "ledger_too_many_rows"


def test_a_million_empty_styled_rows_cost_nothing_and_count_nothing() -> None:
    data = _sheet_with(EMPTY_STYLED_ROWS)
    began = time.perf_counter()
    ledger = tasks(data)
    assert (len(ledger.rows), ledger.skipped) == (1, 0)
    assert time.perf_counter() - began < 20  # some two seconds on an idle machine


def test_parts_that_point_outside_are_left_out_of_what_is_read() -> None:
    linked = _with("xl/externalLinks/externalLink1.xml", b"<!DOCTYPE x>")
    assert [row.number for row in tasks(linked).rows] == ["1"]


def test_an_xls_tells_its_formulas_and_what_it_hides() -> None:
    ledger = petitions((DATA / "petitions.xls").read_bytes())
    assert [row.row for row in ledger.rows] == [3, 5]
    assert ledger.skipped == 1
    assert said(ledger.warnings) == [
        (None, None, "hidden_sheet"),
        (None, "内部意见", "hidden_column"),
        (3, None, "formula"),
        (4, None, "hidden_row"),
    ]


@pytest.mark.parametrize("name", ["petitions.xls", "petitions-1904.xls"])
def test_an_xls_tells_its_days_by_its_own_epoch(name: str) -> None:
    ledger = petitions((DATA / name).read_bytes(), include_hidden=True)
    assert [row.cells["handed_over"] for row in ledger.rows] == ["2022-09-27"] * 3


def _xls_with(kind: int, at: int, value: bytes) -> bytes:
    """The .xls with some bytes of its last record of a kind overwritten."""
    stream = bytearray(xls.workbook_stream((DATA / "petitions.xls").read_bytes()))
    places, place = [], 0
    while place < len(stream.rstrip(b"\0")):
        found, size = struct.unpack_from("<HH", stream, place)
        places += [place + 4] * (found == kind)
        place += 4 + size
    stream[places[-1] + at : places[-1] + at + len(value)] = value
    return contained(bytes(stream))


@pytest.mark.parametrize(
    ("kind", "at", "value", "code"),
    [
        (0x22, -4, b"\x2f", "ledger_encrypted"),
        (0x85, 5, b"\x01", "ledger_has_macros"),
        (0xFC, 4, b"\xff\xff\xff\x7f", "ledger_unreadable"),
        (0x200, 4, b"\xff\xff\xff\xff", "ledger_too_sparse"),
        (0x200, 0, b"\xff\xff\x00\x00", "ledger_unreadable"),
        (0x85, 0, b"\xff\xff\xff\x00", "ledger_unreadable"),
    ],
    ids=[
        "password",
        "macro sheet",
        "texts announced",
        "rows announced",
        "rows upside down",
        "sheet out of reach",
    ],
)
def test_an_xls_that_would_harm_its_reader_is_refused(kind: int, at: int, value: bytes, code: str) -> None:
    assert _refusal(_xls_with(kind, at, value)) == code


def test_a_container_that_lies_about_a_size_does_no_harm() -> None:
    data = bytearray((DATA / "petitions.xls").read_bytes())
    entry = data.index("Workbook".encode("utf-16-le"))
    data[entry + 124 : entry + 128] = b"\xd2\0\0\0"  # the upper half of a stream's length: some 900 GB
    assert len(petitions(bytes(data)).rows) == 2


@pytest.mark.parametrize("size", [1, 4096, 4097, 8_000_000])
def test_a_stream_comes_out_of_a_new_container_as_it_went_in(size: int) -> None:
    stream = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert CompoundFile(contained(stream)).read("Workbook")[:size] == stream


@pytest.mark.parametrize("announced", [b"4294967295", b"9" * 5000, b"&#52;294967295", b"-1"])
def test_texts_that_are_announced_and_not_there_refuse_the_file(announced: bytes) -> None:
    def announce(members: dict[str, bytes]) -> None:
        texts = members["xl/sharedStrings.xml"]
        members["xl/sharedStrings.xml"] = re.sub(
            rb'uniqueCount="\d+"', b'uniqueCount="' + announced + b'"', texts
        )

    assert _refusal(altered(PLAIN, announce)) == "ledger_unreadable"


def test_a_merge_without_end_ends_where_the_sheet_does() -> None:
    merge = b"<mergeCells><mergeCell ref='A1:XFD4294967295'/></mergeCells>"
    ledger = tasks(_sheet_with(merge, after=b"</sheetData>"))
    assert [row.number for row in ledger.rows] == ["1"]
