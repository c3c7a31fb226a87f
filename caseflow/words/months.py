"""A month of a case in the matrix: one character to see, a sentence for each fact."""

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
    "month.late": N_("{on!d}报送，迟于{due!d}"),
    "month.returned": N_("退回 {n} 次"),
    "month.copied": N_("与另一份填报相同 {like}"),
    "month.unchanged": N_("自报本月无变化"),
    "month.reminded": N_("已提醒 {n} 次，最近{on!d}"),
}
