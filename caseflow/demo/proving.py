"""The evidence a case of the demonstration shows, by its class."""

from collections.abc import Iterator

from caseflow.demo.pictures import picture
from caseflow.domain.case import Case
from caseflow.domain.rulebook import Rulebook

NAMES = {
    "before_photo": "整改前照片.png",
    "after_photo": "整改后照片.png",
    "site_check": "现场核查记录.txt",
    "completion_report": "完工报告.txt",
    "document": "制度文件.txt",
    "proof_of_use": "执行情况说明.txt",
    "investigation_record": "调查核实记录.txt",
}


def missing_evidence(case: Case, rules: Rulebook) -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and bytes of each piece of evidence the case still lacks."""
    shown = {evidence.kind for evidence in case.evidence if not evidence.withdrawn}
    for choice in rules.alternatives(f"evidence.{case.evidence_class}"):
        if not choice & shown:
            kind = next(kind for kind in NAMES if kind in choice)
            yield kind, NAMES[kind], _content(case, kind)


def _content(case: Case, kind: str) -> bytes:
    if kind.endswith("_photo"):
        return picture(case.number, after=kind == "after_photo")
    title = NAMES[kind].removesuffix(".txt")
    return f"{title}\n案件编号：{case.number}\n本件为演示数据，内容系虚构。\n".encode()
