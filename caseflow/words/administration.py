"""What is said about keeping units, the calendar and the rulebooks, and what the reading audit lists."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "text.unit_name": N_("单位名称"),
    "text.notice_number": N_("通知文号"),
    "reading.identity": N_("来信来访人信息"),
    "reading.export": N_("导出台账"),
    "reading.case": N_("案件"),
    "reading.audit": N_("审计记录"),
}

SENTENCES: dict[str, str] = {
    # units
    "unit.name_taken": N_("“{name}”已是{unit}的名称，须另写；确是同一单位的，不需添加。"),
    "unit.kind": N_("没有这一类别，从所列类别中选。"),
    "unit.is_city": N_("这是本市自身，不撤销；隶属只能改到上级单位之下。"),
    "unit.not_above": N_("上级单位不能是本单位、其下级或现在的上级，须另选。"),
    "unit.no_successor": N_("须选至少一个承接单位，不能是本单位。"),
    "unit.unconfirmed": N_("这个名称还没有确认为单位，先确认，或选其他单位。"),
    "unit.ended": N_("该单位自{day!d}起撤销，选它的承接单位或其他现有单位。"),
    "unit.not_waiting": N_("这个名称已经确认或已归为其他单位，不需再办。"),
    # the calendar
    "calendar.line": N_("第{n}行“{line}”没有看懂，写成：春节 2024-02-10 至 2024-02-17 上班 2024-02-04。"),
    "calendar.no_days": N_("没有写放假的日子，按通知逐行写上。"),
    "calendar.not_on_record": N_("没有{year}年的放假安排。"),
    # rulebooks
    "rulebook.not_on_record": N_("没有启用过规则“{name}”。"),
    "rulebook.no_candidate": N_("没有可启用的规则“{name}”，看规则文件是否在位。"),
    "rulebook.file_changed": N_("规则文件“{name}”刚才有改动，看过新的差别再启用。"),
    "rulebook.on_record": N_("规则“{name}”已经启用，启用后不再改动；要改，写新的一版。"),
}
