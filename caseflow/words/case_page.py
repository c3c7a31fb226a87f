"""What the page of a case says by itself: why a date, what a step waits for, what evidence is called."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "case.not_filed_by": N_("案件{number}在{day!d}尚未建档，换一个以后的日期。"),
    # why this date
    "why.phrase": N_("方案原文“{phrase}”，即{due!d}；当天办完算按期，次日起算超期。"),
    "why.staged": N_("整改时限定为{due!d}；当天办完算按期，次日起算超期。"),
    "why.at_once": N_("立行立改，自方案印发之日起{days}日，即{due!d}；当天办完算按期。"),
    "why.standing": N_("长期坚持：每年{months}月填报，按年度确认。"),
    "why.extended": N_("经领导小组组长批准延期{times}次；原时限{first!d}长期保留并公开。"),
    "why.not_extended": N_("没有延期。"),
    "why.suspended": N_("{since!d}起中止计时；整改时限不因此顺延。"),
    "why.workdays": N_("自{from!d}数工作日，计入{counted}天，周末和节假日{skipped}天不计。"),
    "due.edge": N_("当天办完算按期"),
    "due.first": N_("原时限{day!d}"),
    "due.applied": N_("申请验收"),
    "due.fed_back": N_("{day!d}已反馈"),
    # the two words on progress
    "progress.reported": N_("填报进度 {progress:progress}"),
    "progress.confirmed": N_("确认进度 {progress:progress}"),
    # steps
    "step.done": N_("{day!d} {who}"),
    "step.now": N_("{since!d}起，第{n}天"),
    "step.returned": N_("{day!d}退回"),
    "step.two_heads": N_("党委、政府各一人"),
    "step.filed_up": N_("{limit}内备案"),
    "span.workday": N_("{n}个工作日"),
    "span.day": N_("{n}日"),
    # whose turn, and what can be done
    "turn.until": N_("{what!t}，{day!d}前"),
    "turn.notice": N_("没有人，等公示期满，{opens!d}起进入下一步"),
    "turn.merged": N_("没有人，随主案件办理"),
    "turn.done": N_("没有人，都办完了"),
    "turn.vacant": N_("没有人，{unit}{box!t}主要负责同志空缺，任职后办理，等待时间不计入"),
    "turn.one_person": N_(
        "没有人，党政主要负责同志为同一人，{unit}{box!t}一栏须另一人；另行任命，或登记上级单位及其政府主要负责同志，等待时间不计入"
    ),
    "other_turn.vacant": N_("{unit}{box!t}主要负责同志空缺，另一栏任职后再签，等待时间不计入"),
    "other_turn.one_person": N_(
        "党政主要负责同志为同一人，{unit}{box!t}一栏须另一人签；另行任命，或登记上级单位及其政府主要负责同志"
    ),
    "turn.parts": N_("没有人，等分件销号（{closed}/{all}）"),
    "turn.gather": N_("分件都已销号，可以汇总"),
    "turn.filing_incomplete": N_("签收期限{limit!d}已过，建档未补全，不能视为签收"),
    "act.until": N_("{day!d}前"),
    "act.correct_feedback": N_("更正反馈登记"),
    "act.decide": N_("决定{matter!t}"),
    "act.elsewhere": N_("“{action!t}”由{who!t}决定。"),
    # evidence
    "evidence.nameless": N_("第{id}号证据"),
    "evidence.at_point": N_("{point}号点位"),
    "evidence.alt": N_("{kind}，第{id}号证据"),
    "evidence.document": N_("{kind}　{taken}　校验码 {code}"),
    "evidence.taken": N_("{day!d}拍摄或出具"),
    "evidence.uploaded": N_("{day!d}上传"),
    "evidence.general": N_("不分措施，说明全案"),
    "timeline.claimed": N_("材料载明日期{day!d}"),
    # what the steps left on record
    "record.findings": N_("{on!d}：{verdict:verdict}，{settlement:settlement}"),
    "record.fed_back": N_("{on!d}"),
    "record.self_check": N_("{unit}，{on!d}，勾选标准{n}条"),
    "record.acceptance": N_("{unit}，{site_day!d}到{place}，{people}人；{on!d}通过"),
    "record.notice": N_("{first!d}至{last!d}，{medium}；{opens!d}起可办下一步"),
    "record.year": N_("{year}年，{reported_on!d}报告，{result}"),
    "record.unconfirmed": N_("待确认"),
    "record.closure": N_("{on!d}销号；备案{filed_up_on!d}"),
    # what the group's heads decide, and what the public objects
    "matter.proposed": N_("{who} {on!d}提出"),
    "matter.checked": N_("{who} 已审核"),
    "matter.voted": N_("{box:box} {who} {on!d} {agrees:agrees}"),
    "matter.decide_by": N_("{day!d}前决定"),
    "objection.sent": N_("{on!d}提出，在公示期内"),
    "objection.late": N_("{on!d}提出，在公示期外"),
    "objection.answered_on": N_("{on!d}答复"),
    "objection.answer_by": N_("{day!d}前答复"),
    # signatures
    "signature.given": N_("{on!d}签字"),
    "signature.awaited": N_("待签字"),
    "signature.void": N_("{who} {on!d}签字，已失效：{why}"),
}

TERMS: dict[str, str] = {
    "limit.rectify": N_("整改时限"),
    "limit.overdue": N_("超期"),
    "limit.feedback": N_("反馈期限"),
    "limit.accept_assignment": N_("签收期限"),
    "limit.notice": N_("公示期"),
    "limit.post": N_("邮寄异议等候期"),
    "limit.supplement": N_("补正期限"),
    "limit.correct": N_("改正期限"),
    "limit.state_accepting": N_("验收期限"),
    "limit.state_awaiting_notice": N_("发布公示期限"),
    "limit.state_signing": N_("双签字期限"),
    "limit.state_closed": N_("备案期限"),
    "record.findings": N_("核查结论"),
    "record.fed_back": N_("反馈督察组"),
    "record.self_check": N_("自查"),
    "record.acceptance": N_("验收"),
    "record.notice": N_("公示"),
    "record.year": N_("年度确认"),
    "record.closure": N_("销号"),
}
