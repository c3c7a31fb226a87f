"""Ledger files for tests, small and odd: words first, few arguments."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from caseflow.ledgers.ledger import Ledger, PetitionFacts, TaskFacts, Vocabulary
from caseflow.ledgers.messages import Message
from caseflow.ledgers.reading import read

DATA = Path(__file__).parent / "data"
VOCABULARY = Vocabulary(
    types={"大气": "大气", "噪声": "噪声", "噪声类": "噪声", "油烟": "油烟", "生态破坏": "生态破坏"},
    verdicts={"属实": "substantiated", "不属实": "unfounded"},
    settlements={"已办结": "settled", "阶段性办结": "staged"},
    channels={"来电": "call", "来信": "letter", "D": "call", "X": "letter"},
    petition_number_pattern=r"SP[DX]\d{11}",
    city_names=("四平市",),
)
TASK_HEADINGS = ("序号", "反馈问题", "整改目标", "整改时限", "牵头部门")
PETITION_HEADINGS = ("受理编号", "交办问题基本情况", "行政区域")
Cells = Sequence[object]


def task(number: object, *more: object, due: object = "2023年10月底前") -> list[object]:
    """A row of a task list under TASK_HEADINGS."""
    return [number, f"问题{number}", f"目标{number}", due, "市生态环境局", *more]


def petition(number: object, *more: object) -> list[object]:
    """A row of a petition ledger under PETITION_HEADINGS."""
    return [number, "夜间施工噪声扰民。", "铁东区", *more]


def xlsx(
    rows: Iterable[Cells], prepare: Callable[[Worksheet], object] | None = None, **options: object
) -> bytes:
    """A workbook of one sheet: texts and numbers as given, then whatever `prepare` does to the sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as book:
        page = book.add_worksheet("整改任务清单")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write = page.write_string if isinstance(cell, str) else page.write_number
                write(row, column, cell)
        if prepare:
            prepare(page)
    return target.getvalue()


def separated(rows: Iterable[Cells], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """The same as csv."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def ods(body: str, styles: str = "") -> bytes:
    """An OpenDocument spreadsheet with this XML inside its one table."""
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content{spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="台账">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def ods_row(cells: Cells, attributes: str = "") -> str:
    """A row of texts; a cell that is XML already stands as it is."""
    xml = "".join(
        str(cell)
        if str(cell).startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {attributes}>{xml}</table:table-row>"


def archive(members: dict[str, bytes]) -> bytes:
    """A zip archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in members.items():
            parts.writestr(name, content)
    return target.getvalue()


def altered(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The same archive after a change to its members."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    change(members)
    return archive(members)


def tasks(data: bytes, sheet: str | None = None, include_hidden: bool = False) -> Ledger[TaskFacts]:
    """The task list in these bytes."""
    return read(data, sheet=sheet, kind="tasks", include_hidden=include_hidden, rules=VOCABULARY)


def petitions(data: bytes, sheet: str | None = None, include_hidden: bool = False) -> Ledger[PetitionFacts]:
    """The petition ledger in these bytes."""
    return read(data, sheet=sheet, kind="petitions", include_hidden=include_hidden, rules=VOCABULARY)


def said(messages: Iterable[Message]) -> list[tuple[int | None, str | None, str]]:
    """Messages without their facts."""
    return [(message.row, message.column, message.code) for message in messages]
