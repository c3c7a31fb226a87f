"""The office's own ledgers: 月调度表, 销号台账 and 督办台账 (research/domain.md §9 J, K, L), in Chinese as ledgers are.

What they say is on record. An import that takes over reads the first two (docs/taking-over.md), never over what was
done here; what was done outside is marked.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from contextvars import copy_context
from datetime import date
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper
from caseflow.domain.case.parts import Notice, Signature
from caseflow.domain.dispatch_facts import marks
from caseflow.domain.event import Event
from caseflow.domain.seats import BOXES
from caseflow.ledgers.writer import Table, write_csv, write_xlsx
from caseflow.services.dispatching import Entry, entries
from caseflow.services.naming import Names
from caseflow.services.outside_words import signed_claim, state_in_words
from caseflow.services.reporting import last_worded
from caseflow.services.streams import events_of
from caseflow.services.tabulating import due_in_words
from caseflow.services.taking_over import marked
from caseflow.services.withholding import seen_of, seen_texts
from caseflow.services.work import Work
from caseflow.words.ladder import causes_in_words, rule_in_words
from caseflow.words.say import say, speak, term

MONTH = ("序号", "整改任务", "责任单位", "整改时限", "距时限（天）", "本月进展", "累计完成措施/总措施", "进度判定",
         "程序状态", "存在问题", "下步措施", "佐证附件", "填报人/时间", "牵头部门审核", "整改办审核",
         "本月情况")  # fmt: skip
CLOSURES = (
    "序号", "任务/受理编号", "牵头部门", "验收单位", "申请日期", "现场核查日期", "验收结论", "公示起止", "异议数/办理",
    "党委签字人/日期", "政府签字人/日期", "销号日期", "备案文号", "回头看日期/结论", "档案号",
)  # fmt: skip
PAPERS = (
    "编号",
    "类型",
    "事由",
    "触发规则",
    "对象单位",
    "签发人",
    "发出日期",
    "反馈期限",
    "反馈日期",
    "结果",
    "关联任务",
)
_WIDE = frozenset({"整改任务", "本月进展", "存在问题", "下步措施", "事由"})
_SHEETS = {"closures": "销号台账", "papers": "督办台账"}
NAMES = tuple(_SHEETS)
"""The ledgers that a list of cases can leave in, beside the one it came in."""


def month_table(work: Work, names: Names, month: str) -> bytes:
    """The .xlsx of a month's reports, on cases the actor may see."""
    rows = copy_context().run(_in_chinese, _month_rows, work, names, month)
    return _xlsx(MONTH, rows, f"{month}月调度表")


def office_ledger(work: Work, names: Names, name: str, cases: Iterable[Case], format_: str) -> bytes:
    """The closures or the issued papers of these cases, as .xlsx or .csv."""
    makers: dict[str, tuple[Sequence[str], Callable[..., list[list[str]]]]] = {
        "closures": (CLOSURES, _closure_rows),
        "papers": (PAPERS, _papers_of),
    }
    headings, make = makers[name]
    rows = copy_context().run(_in_chinese, make, work, names, list(cases))
    return _file(headings, rows, _SHEETS[name], format_)


def paper_ledger(names: Names, found: Iterable[tuple[Case, Paper]], format_: str) -> bytes:
    """These papers as 督办台账, in their order, as .xlsx or .csv."""
    rows = copy_context().run(_in_chinese, _paper_rows, names, found)
    return _file(PAPERS, rows, _SHEETS["papers"], format_)


def list_ledger(
    headings: Sequence[str], make: Callable[[], list[list[str]]], sheet: str, format_: str
) -> bytes:
    """Any other list under these headings, its rows made in Chinese, as .xlsx or .csv."""
    return _file(headings, copy_context().run(_in_chinese, make), sheet, format_)


def _file(headings: Sequence[str], rows: list[list[str]], sheet: str, format_: str) -> bytes:
    if format_ != "csv":
        return _xlsx(headings, rows, sheet)
    target = io.StringIO(newline="")
    write_csv(target, _table(headings, rows))
    return target.getvalue().encode("utf-8-sig")


def _in_chinese(do: Callable[..., Any], *facts: Any) -> Any:
    speak("zh")
    return do(*facts)


def _xlsx(headings: Sequence[str], rows: list[list[str]], sheet: str) -> bytes:
    target = io.BytesIO()
    write_xlsx(target, _table(headings, rows), sheet)
    return target.getvalue()


def _table(headings: Sequence[str], rows: list[list[str]]) -> Table:
    return Table(headings, [34 if heading in _WIDE else 16 for heading in headings], rows)


def _month_rows(work: Work, names: Names, month: str) -> list[list[str]]:
    return [
        [str(n), *_month_row(work, names, entry, month)] for n, entry in enumerate(entries(work, month), 1)
    ]


def _month_row(work: Work, names: Names, entry: Entry, month: str) -> list[str]:
    case, report = entry.case, entry.report
    _, reviewed = _report_events(events_of(work.session, case.stream), month)
    last = (last_worded(case, month) if report.unchanged else report.words) if report else {}
    words = seen_texts(work, last.values())
    said = {name: words.get(digest, "") for name, digest in last.items()}
    measures = [one for one in case.measures if not one.withdrawn]
    evidence = sum(not one.withdrawn for one in case.evidence)
    by = f"{names.called(report.by) or ''} {_day(report.on)}" if report else ""
    result = (
        f"{term(f'review.{report.result}')} {_day(report.reviewed_on)}" if report and report.result else ""
    )
    return [
        f"{case.number} {seen_of(work, case).get('title', '')}".strip(),
        _units(names, case.parties.responsible or (case.parties.lead_unit,)),
        due_in_words(case) if case.due.day is None else _day(case.due.day),
        str((case.due.day - work.day).days) if case.due.day else "",
        said.get("report.done", ""),
        f"{sum(bool(one.done_on) for one in measures)}/{len(measures)}",
        _progress(report.confirmed or report.progress) if report else term(f"standing.{entry.standing}"),
        state_in_words(case),
        said.get("report.problems", ""),
        said.get("report.next", ""),
        str(evidence or ""),
        by,
        _units(names, (report.unit,)) if report else "",
        f"{result} {names.called(reviewed.actor) or ''}".strip() if reviewed else result,
        say("list.comma").join(say(mark.code, mark.facts) for mark in marks(entry.facts)),
    ]


def _report_events(events: list[Event], month: str) -> tuple[Event | None, Event | None]:
    """The last word of the unit for a month, and of the office on it."""
    of_month = [event for event in events if event.data.get("month") == month]
    told = [event for event in of_month if event.type == "report"]
    reviewed = [event for event in of_month if event.type == "review_report"]
    last = told[-1] if told else None
    return last, reviewed[-1] if reviewed and last and reviewed[-1].n > last.n else None


def _closure_rows(work: Work, names: Names, cases: list[Case]) -> list[list[str]]:
    """The cases for which acceptance was ever applied for."""
    asked = [case for case in cases if case.applications]
    return [[str(n), *_closure_row(work, names, case)] for n, case in enumerate(asked, 1)]


def _closure_row(work: Work, names: Names, case: Case) -> list[str]:
    passed, notice, seen = case.acceptance, case.notice, seen_of(work, case)
    given = {signature.box: signature for signature in case.live_signatures}
    answers = [term(f"objection_answer.{one.answer or 'open'}") for one in case.objections]
    filed = seen.get("filing.paper", "") if case.closure else ""
    claims = case.outside is not None and case.closure is not None and case.closure.outside
    told = {code: marked(seen.get(f"outside.{code}", ""), True) for code in ("filed_up", "look_back", "file")}
    return [
        case.number,
        _units(names, (case.parties.lead_unit,)),
        _units(names, (case.parties.acceptance_unit,)),
        marked(_day(case.applications[-1].on), case.applications[-1].outside),
        marked(_day(passed.site_day), passed.outside) if passed else "",
        marked(term("review.accepted"), passed.outside) if passed and passed.passed_on else "",
        _notice_days(notice),
        f"{len(answers)}：{'、'.join(answers)}" if answers else "0",
        *(_signed(names, given[box]) if box in given else _claimed(case, box, seen) for box in BOXES),
        marked(_day(case.closure.on), case.closure.outside) if case.closure else "",
        told["filed_up"] if claims and not filed else filed,
        _looked_back(case) or told["look_back"],
        told["file"] or case.number,
    ]


def _looked_back(case: Case) -> str:
    """The last look-back: when somebody was there, and what they found."""
    last = case.looked_back[-1] if case.looked_back else None
    return f"{_day(last.on)} {term(f'look_back.{last.result}')}" if last else ""


def _notice_days(notice: Notice | None) -> str:
    if notice is None or notice.first_day is None:
        return ""
    return marked(f"{_day(notice.first_day)}至{_day(notice.last_day)}", notice.outside)


def _claimed(case: Case, box: str, seen: dict[str, str]) -> str:
    """What a ledger claims of a box in which nobody signed here."""
    return marked(signed_claim(case, box, lambda name: seen.get(name, "")), True)


def _papers_of(_work: Work, names: Names, cases: list[Case]) -> list[list[str]]:
    """Every issued paper of these cases, in the order in which they went out."""
    found = [(case, paper) for case in cases for paper in case.papers if paper.issued_on]
    found.sort(key=lambda pair: (pair[1].issued_on, pair[1].number or "", pair[0].key))
    return _paper_rows(names, found)


def _paper_rows(names: Names, found: Iterable[tuple[Case, Paper]]) -> list[list[str]]:
    return [_paper_row(names, case, paper) for case, paper in found]


def _paper_row(names: Names, case: Case, paper: Paper) -> list[str]:
    return [
        paper.number or "",
        term(f"paper.{paper.rung}"),
        causes_in_words((paper.rule, *paper.causes)),
        rule_in_words(paper.rule, paper.threshold, paper.book),
        _units(names, (paper.to_unit,)),
        names.called(paper.issued_by) or "",
        _day(paper.issued_on),
        _day(paper.reply_by),
        _day(paper.answered_on),
        term(f"paper_status.{paper.status}"),
        case.number,
    ]


def _signed(names: Names, signature: Signature) -> str:
    return f"{names.called(signature.person) or ''} {_day(signature.on)}"


def _units(names: Names, codes: Iterable[str | None]) -> str:
    return "、".join(names.unit(code) for code in codes if code)


def _progress(code: str) -> str:
    return term(f"progress.{code}")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
