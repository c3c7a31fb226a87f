"""What a text is called that somebody writes or says, by the last part of its name."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "text.reason": N_("理由"),
    "text.note": N_("说明"),
    "text.words": N_("内容"),
    "text.number": N_("编号"),
    "text.paper": N_("文号"),
    "text.done": N_("本月进展"),
    "text.contribution": N_("本单位本月所做工作"),
    "text.finder": N_("由谁发现"),
    "text.facts": N_("核查事实"),
    "text.head": N_("单位负责人"),
    "text.place": N_("现场地点"),
    "text.province": N_("省级意见"),
    "text.wanted": N_("补正内容"),
    "text.medium": N_("公示媒体"),
    "text.address": N_("地址"),
    "text.problem": N_("问题"),
    "text.goal": N_("整改目标"),
    "text.measures": N_("整改措施"),
    "text.result": N_("整改结果"),
    "text.office": N_("受理单位"),
    "text.phone": N_("电话"),
    "text.answer": N_("答复内容"),
    "text.interview_place": N_("约谈地点"),
    "text.whom": N_("约谈对象"),
    "text.team": N_("督察组"),
    "text.findings": N_("发现的问题"),
    "text.conclusion": N_("督察报告"),
    "text.clause": N_("方案条款"),
}
