"""What is said of the ladder: why a paper is proposed, what it skips, what it must be answered with."""

from collections.abc import Callable, Iterable

from caseflow.domain.case.paper import Paper
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, msgids, say, term

TERMS: dict[str, str] = {
    "rung.reminder": N_("提醒函"),
    "rung.warning": N_("预警函"),
    "rung.supervision": N_("督办单"),
    "rung.circular": N_("通报"),
    "rung.interview": N_("约谈"),
    "rung.special_inspection": N_("专项督察"),
    "rung.commendation": N_("通报表扬"),
    "issuer.coordinator": N_("整改办签发"),
    "issuer.group_head": N_("领导小组组长签发"),
    "issuer.both_heads": N_("领导小组两位组长签发"),
    "answer_item.cause": N_("原因"),
    "answer_item.measures": N_("补救措施"),
    "answer_item.finish_by": N_("完成时间"),
    "answer_item.person": N_("责任人"),
    "answer_item.result": N_("落实情况"),
    "minutes.cause": N_("说明事由"),
    "minutes.heard": N_("被约谈方说明"),
    "minutes.demand": N_("要求与时限"),
    "minutes.pledge": N_("被约谈方表态"),
}
SENTENCES: dict[str, str] = {
    "paper_cause.days_before_due": N_("整改时限{about!d}临近"),
    "paper_cause.lagging_months": N_("至{about!m}确认滞后"),
    "paper_cause.yellow_months": N_("多次亮黄灯，最近一次{about!m}"),
    "paper_cause.red_days": N_("自{about!d}起亮红灯"),
    "paper_cause.report_missed_days": N_("{about!m}调度到期未报"),
    "paper_cause.report_missed_workdays": N_("{about!m}调度逾限仍未报"),
    "paper_cause.reports_missed_in_row": N_("连续缺报月调度，至{about!m}"),
    "paper_cause.unanswered_days": N_("第{about}号文书到期未答复"),
    "paper_cause.overdue_days": N_("整改时限{about!d}已过，仍未完成"),
    "paper_cause.by_hand": N_("整改办提出"),
    "paper_cause.escalated": N_("第{about}号文书升级"),
    "ladder.by_rule": N_("{condition}（规则 {book}）"),
    "ladder.gone": N_("这一事由今天已不成立"),
    "ladder.skipped": N_("没有发过{rungs!t}，越级签发须写明理由"),
    "ladder.left_out": N_("越级：没有发过{rungs!t}"),
    "ladder.open_below": N_("{papers}还没有了结"),
    "ladder.nth": N_("第{ordinal}号{rung:rung}"),
    "ladder.merged": N_("并入{rung:rung}"),
    "ladder.acknowledged": N_("{on!d}由{who}签收"),
    "ladder.concluded": N_("{on!d}形成督察报告"),
    "inspection.none": N_("这份文书不是专项督察，或者结论已经记录，从所列文书中选。"),
    "guidance.line": N_("“{line}”没有写成“日期 措施”，例如 2023-11-10 修复围挡。"),
    "criticism.of_visit": N_("{on!d}现场督导发现"),
    "criticism.of_paper": N_("{rung:rung}（{number}）发现"),
    "guidance.no_photo": N_("现场照片限jpg、png、webp、heic；其他材料由责任单位作为证据上传。"),
    "guidance.nobody": N_("写明参加督导的人员，每行一人。"),
    "ladder.held": N_("{on!d}约谈"),
    "ladder.answered": N_("{on!d}答复"),
    "ladder.returned": N_("答复被退回{n}次"),
    "ladder.ended": N_("{on!d}{status:paper_status}"),
    "ladder.raised": N_("升级为{rung:rung}"),
    "ladder.cases": N_("并涉及{cases}"),
    "commendation.no_part": N_("{number}没有这个案件，或者该单位不在其中。核对编号后再提出。"),
    "ladder.proposed": N_("{on!d}提示"),
    "ladder.points": N_("年度考核扣 {n} 分"),
    "paper.skips": N_("没有发过{rungs!t}。写明越级签发的理由，或者先发下一级的文书。"),
    "paper.no_rung": N_("规则没有这一级措施，从所列措施中选。"),
    "paper.nobody": N_("本件没有牵头部门，交办后再提出。"),
    "paper.not_higher": N_("升级须选比{rung!t}更高的措施。"),
    "paper.not_merged": N_(
        "只能并入发给同一单位、级别不更高的文书草稿；并入的是{rung!t}。重新选择，或者另行签发。"
    ),
    "paper.case_over": N_("本件{state!t}，不再签发文书。草稿不予签发，已送负责人的先退回。"),
    "paper.other_lead": N_(
        "本件已由{unit}移交{other}，原单位收不到这份文书。草稿不予签发；确需发给现牵头部门的，另行提出。"
    ),
    "interview.day_gone": N_("约谈日期{day!d}已过。退回并写明理由，由整改办另定日期。"),
    "answer.incomplete": N_("答复还没有写明{items!t}，逐项补全后再提交。"),
    "interview.no_day": N_("写明约谈日期，不早于{day!d}。"),
    "interview.not_held": N_("约谈还没有进行，约谈后书面报送落实情况。"),
    "interview.none": N_("这份文书不是约谈通知书，从所列文书中选。"),
}


def causes_in_words(rules: Iterable[str]) -> str:
    """Why a paper was proposed; a cause of an older record that has no words is shown as it stands."""
    return say("list.semicolon").join(_cause(rule) for rule in rules)


def answer_in_words(paper: Paper, text: Callable[[str], str | None]) -> tuple[tuple[str, str], ...]:
    """What the last answer says, item by item under its name; `text` knows the case's words by name."""
    if not paper.answered_on:
        return ()
    of_it = f"paper.{paper.id}.answer"
    finish_by = day_in_words(paper.finish_by) if paper.finish_by else ""
    items = [
        (term(f"answer_item.{code}"), finish_by if code == "finish_by" else text(f"{of_it}.{code}") or "")
        for code in paper.items
        if code != "rest"
    ]
    rest = text(of_it) if "rest" in paper.items or not items else ""
    return (*items, (term("text.answer"), rest)) if rest else tuple(items)


def rule_in_words(rule: str, threshold: int | None, book: str | None) -> str:
    """The condition with its number and the rulebook that proposed a paper; a person's own reason as it is."""
    if threshold is None or not book:
        return _cause(rule)
    said = say(f"rulebook.when.{rule.partition(':')[0]}", {"n": threshold})
    return say("ladder.by_rule", {"condition": said, "book": book})


def _cause(rule: str) -> str:
    condition, _, about = rule.partition(":")
    code = f"paper_cause.{condition}"
    return say(code, {"about": about}) if code in msgids("SENTENCES") else rule
