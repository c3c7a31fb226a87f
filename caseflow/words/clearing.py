"""What is said of texts that may name somebody, and of their clearing."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "held.sentence": N_("（此段可能含个人信息，整改办核对后显示）"),
    "clear.nothing_decided": N_("没有作出决定。至少对一段内容选“可以公开”或“不公开”。"),
    "clear.unknown": N_("所选内容不在本件待核对之列。回到案件页，重新打开“清理个人信息”。"),
    "clear.same_person": N_(
        "这段内容由您录入，是否公开由整改办另一人核对；您可以选“不公开”，或改写后重新录入。"
    ),
    "clear.none": N_("本件没有疑似含个人信息的内容。"),
    "clear.erased": N_("（已依法删除）"),
}

TERMS: dict[str, str] = {
    "clear_status.waiting": N_("待核对"),
    "clear_status.cleared": N_("可以公开"),
    "clear_status.withheld": N_("不公开"),
    "span.phone": N_("电话"),
    "span.id_number": N_("身份证号"),
    "span.name": N_("姓名"),
}
