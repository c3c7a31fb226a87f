"""What the pages of acts say by themselves: what they need before they can be filled in, and where things come from."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "origin.inspector": N_("纪检监察发现"),
    "origin.supervising_unit": N_("督导单位发现"),
    "origin.acceptance_unit": N_("验收单位发现"),
    "origin.above": N_("上级发现"),
    "origin.look_back": N_("回头看发现"),
    "origin.year_refused": N_("年度确认不予确认"),
    "asks.revocation": N_("销号时就不实，须撤销销号"),
    "asks.rebound": N_("销号属实，问题后来反弹"),
}

SENTENCES: dict[str, str] = {
    "findings.leader_first": N_("核查结论先由县级负责同志确认，再由整改办确认。"),
    "findings.leader_confirmed": N_("县级负责同志已确认，由整改办确认。"),
    "month.none_open": N_("现在没有开放的月份，下一次月调度开放后填报。"),
    "report.none_waiting": N_("本件没有待审核的填报，牵头部门填报后审核。"),
    "paper.none": N_("本件没有可办“{action!t}”的文书。"),
    "finding.none": N_("本件没有待提出的发现问题，登记发现问题后提出。"),
    "amendment.nothing_changed": N_("方案没有改动，改动后再提出。"),
}
