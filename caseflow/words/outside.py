"""What was done before the record began, as ledgers claim it."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "outside.mark": N_("（系统外）"),
    "outside.brought": N_(
        "{who} {on!d}按台账补录，台账校验码 {file}。不是系统内的办理记录，签字不算系统内签字。"
    ),
    "outside.signed_on": N_("{on!d}"),
    "outside.signature": N_("系统外签字：{words}"),
    "outside.acceptance": N_("{site_day!d}现场核查，通过（系统外）"),
    "outside.notice": N_("{first!d}至{last!d}（系统外）"),
    "outside.applied": N_("{on!d}申请验收（系统外）"),
    "outside.closure": N_("{on!d}销号（系统外）；备案{filed_up_on!d}"),
    "outside.findings": N_("{verdict:verdict}，{settlement:settlement}（系统外）"),
    "outside.application_day": N_("申请日期{on!d}为系统外台账所载，是否超期按此计算。"),
    "outside.step": N_("系统外办理"),
    "outside.form": N_("系统外办理，按台账补录"),
    "show.closed_outside": N_("{day!d}系统外销号，签字为系统外台账所载，不算系统内签字"),
}

TERMS: dict[str, str] = {
    "outside.closure": N_("系统外销号"),
    "outside.lead": N_("牵头部门"),
    "outside.acceptance": N_("验收单位"),
    "outside.progress": N_("进度判定"),
    "outside.state": N_("程序状态"),
    "outside.assigned": N_("交办日期"),
    "outside.accepted": N_("签收日期"),
    "outside.applied": N_("申请日期"),
    "outside.site": N_("现场核查日期"),
    "outside.verdict": N_("验收结论"),
    "outside.notice": N_("公示起止"),
    "outside.objections": N_("异议数及办理"),
    "outside.party": N_("党委签字人、日期"),
    "outside.government": N_("政府签字人、日期"),
    "outside.closed": N_("销号日期"),
    "outside.filed_up": N_("备案文号"),
    "outside.look_back": N_("回头看日期、结论"),
    "outside.file": N_("档案号"),
    "outside.done": N_("本月进展"),
    "outside.counted": N_("累计完成措施、总措施"),
    "outside.problems": N_("存在问题"),
    "outside.next": N_("下步措施"),
    "outside.proofs": N_("佐证附件"),
    "outside.reporter": N_("填报人、时间"),
    "outside.checked": N_("牵头部门审核"),
    "outside.reviewed": N_("整改办审核"),
}
