"""How much longer a ledger takes to be read into facts than its bare values take: both in turn, in one run.

Processor time, so that other programs on the machine slow neither side alone. `python -m benchmarks.ledger_reading`.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

import xlsxwriter
from python_calamine import CalamineWorkbook

from caseflow.ledgers.ledger import Vocabulary
from caseflow.ledgers.reading import read

ROWS, ROUNDS = 20_000, 7
HEADINGS = (
    "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "是否属实",
    "处理和整改情况", "责任人被处理情况", "承办单位",
)  # fmt: skip
PROBLEM = "某小区北侧工地夜间施工噪声扰民，运输车辆未覆盖，道路扬尘严重，多次反映未得到解决"
TOLD = ("铁东区", "噪声、扬尘", "经现场核实，情况属实", "属实", "责令限期整改", "无", "铁东区人民政府")
VOCABULARY = Vocabulary(
    types={"噪声": "噪声", "扬尘": "扬尘"},
    verdicts={"属实": "substantiated"},
    settlements={},
    channels={"D": "call"},
    petition_number_pattern=r"SP[DX]\d{11}",
    city_names=("四平市",),
)


def made(rows: int) -> bytes:
    """A petition ledger in the nine published columns, every row good."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("台账")
        for row in range(rows + 1):
            number = f"SPD20220926{row:03d}" if row < 1000 else f"SPD{20220000000 + row}"
            told = (number, f"{PROBLEM}{row}", *TOLD)
            for column, text in enumerate(told if row else HEADINGS):
                page.write_string(row, column, text)
    return target.getvalue()


def ours(data: bytes) -> int:
    """Rows of facts."""
    ledger = read(data, sheet=None, kind="petitions", include_hidden=False, rules=VOCABULARY)
    return sum(row.facts is not None for row in ledger.rows)


def bare(data: bytes) -> int:
    """Rows of values, as the value reader alone gives them."""
    return len(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()) - 1


def spent(do: Callable[[bytes], int], data: bytes) -> float:
    """Seconds of processor time. Raises ValueError where a row is missing."""
    began = time.process_time()
    if do(data) != ROWS:
        raise ValueError(do.__name__)
    return time.process_time() - began


def main() -> None:
    """Prints a row for the table in docs/performance.md: median of each side, median and range of the ratios."""
    data = made(ROWS)
    spent(bare, data), spent(ours, data)  # nobody pays for imports and caches
    pairs = [(spent(bare, data), spent(ours, data)) for _ in range(ROUNDS)]
    ratios = sorted(one / other for other, one in pairs)
    sides = [statistics.median(side) for side in zip(*pairs, strict=True)]
    sys.stdout.write(
        f"| .xlsx, {ROWS:,} petitions, {len(data) / 2**20:.1f} MB | {sides[0]:.2f} s | {sides[1]:.2f} s "
        f"| {statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}) |\n"
    )


if __name__ == "__main__":
    main()
