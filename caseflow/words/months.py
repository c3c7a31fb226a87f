"""A month of a case: one character in the matrix, and what stands out in words."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "mark.on_time": N_("按"),
    "mark.late": N_("迟"),
    "mark.missing": N_("缺"),
    "mark.copied": N_("同"),
    "mark.returned": N_("退"),
    "mark.review": N_("审"),
    "mark.open": N_("未"),
    "mark_says.on_time": N_("按时报送"),
    "mark_says.late": N_("迟报"),
    "mark_says.missing": N_("缺报"),
    "mark_says.copied": N_("与别的填报雷同"),
    "mark_says.returned": N_("退回"),
    "mark_says.review": N_("待审"),
    "mark_says.open": N_("未报"),
}
SENTENCES: dict[str, str] = {
    "month.late": N_("迟报"),
    "month.missing": N_("缺报"),
    "month.returned": N_("退回{times}次"),
    "month.left_returned": N_("退回后未补"),
    "month.copied": N_("雷同{percent}%"),
    "month.unchanged": N_("本月无变化"),
    "month.lacking": N_("缺分报{units}家"),
    "month.reminded": N_("已提醒 {n} 次，最近{on!d}"),
}
