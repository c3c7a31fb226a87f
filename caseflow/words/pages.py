"""Sentences that pages say by themselves."""

from caseflow.words.msgid import N_

SENTENCES = {
    "page.400": N_("这个表单收不下"),
    "page.403": N_("这一步不由您办"),
    "page.404": N_("没有这一页，或不归您看"),
    "page.405": N_("不能这样打开这一页"),
    "page.409": N_("现在还不能办"),
    "page.413": N_("文件太大"),
    "page.422": N_("有几处没填好"),
    "page.429": N_("太快了，等一会儿再试"),
    "page.500": N_("系统出了故障，没有存上"),
    "page.form_expired": N_("表单已失效，多半是登录过期。重新登录后再交一次。"),
    "page.no_such_act": N_("没有这个办理事项。回到案件页，从那里点进来。"),
    "page.home": N_("回工作台"),
    "page.done": N_("已{action}"),
    "acts.work": N_("日常办理"),
    "acts.papers": N_("文书和提醒"),
    "acts.dates": N_("时限和计时"),
    "acts.records": N_("登记"),
    "acts.case": N_("案件本身"),
    "page.proposed": N_("已{action}，等领导小组两位组长决定。"),
    "page.to_be_checked": N_("已{action}，整改办审核后由领导小组两位组长决定。"),
    "page.to_heads": N_("已送领导小组组长签发，两位组长都同意后送达。"),
    "page.paper_proposed": N_("文书已提出，现在由整改办决定签发、送签或不予签发。"),
    "page.reported": N_("已填报，等整改办审核。月份关闭前有新情况可以再报。"),
    "page.contributed": N_("已分报，牵头部门填报时看得到、可以取用。"),
    "page.answered": N_("已答复，等整改办核查；核查后了结或退回重新答复。"),
    "page.acted": N_("已{action}。现在轮到{who}。"),
    "password.not_same": N_("两遍新密码不一样。再输一遍。"),
}
