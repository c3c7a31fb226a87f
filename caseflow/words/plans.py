"""What is said of implementation plans."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "plan.unknown": N_("没有这份实施方案，或不归您看。回到实施方案列表重选。"),
    "plan.not_yours": N_("实施方案由本单位经办人报送；市级方案由整改办报送。"),
    "plan.waits": N_("第{number}版正在等审核，审核后才能再报。"),
    "plan.accepted": N_("第{number}版已通过，不用再报。"),
    "plan.none_waits": N_("没有等审核的版本。刷新页面看最新的状态。"),
    "plan.result_unknown": N_("审核结果须为通过或退回。"),
    "plan.no_text": N_("读不出方案的文字。把全文粘贴在“方案全文”里再报。"),
    "plan.no_file": N_("选一个方案文件再报。"),
    "plan.of_city": N_("市级整改方案"),
    "plan.file": N_("方案文件"),
    "plan.counted": N_("{rule}：从{start!d}的次日起{span}，到{due!d}，中间{skipped}天不计。"),
    "plan.called": N_("{inspection} 实施方案"),
    "otherwise.hand_in_plan": N_("期限过后一直列在这里，整改办看得到谁没有报"),
    "otherwise.review_plan": N_("没有审核，报送单位不知道能不能照方案办"),
}

TERMS: dict[str, str] = {
    "text.file_name": N_("文件名"),
    "action.hand_in_plan": N_("报送实施方案"),
    "action.review_plan": N_("审核实施方案"),
    "asked.hand_in_plan": N_("报送实施方案"),
    "asked.review_plan": N_("审核实施方案"),
    "plan_status.missing": N_("未报送"),
    "plan_status.handed_in": N_("待审核"),
    "plan_status.returned": N_("已退回，改好再报"),
    "plan_status.accepted": N_("已通过"),
    "plan_late.missing": N_("已过期限"),
    "plan_late.handed_in": N_("超过期限报送"),
    "plan_result.accepted": N_("通过"),
    "plan_result.returned": N_("退回"),
}
