"""What is said of the month's circular, and what it says itself."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "asked.draft_circular": N_("拟通报"),
    "asked.issue_circular": N_("签发通报"),
    "circular.unit": N_("单位"),
    "circular.progress": N_("总体情况"),
    "circular.commended": N_("表扬"),
    "circular.criticised": N_("存在问题"),
    "circular.demands": N_("下步要求"),
    "circular_count.expected": N_("应报"),
    "circular_count.on_time": N_("按时"),
    "circular_count.late": N_("迟报"),
    "circular_count.missing": N_("缺报"),
    "circular_count.returned": N_("退回"),
    "circular_count.copied": N_("雷同"),
    "circular_count.unchanged": N_("无变化"),
    "circular_count.lacking": N_("缺分报"),
    "circular_count.yellow": N_("黄灯"),
    "circular_count.red": N_("红灯"),
    "circular_count.behind": N_("滞后或未启动"),
    "circular_count.on_plan": N_("正常或达序时"),
    "circular_count.done": N_("完成或基本完成"),
    "circular_count.unconfirmed": N_("未确认"),
    "text.opening": N_("开头"),
    "text.progress": N_("总体情况"),
    "text.commended": N_("表扬"),
    "text.criticised": N_("存在问题"),
    "text.demands": N_("下步要求"),
}
SENTENCES: dict[str, str] = {
    "circular.title": N_("关于{month}督察整改调度情况的通报"),
    "circular.to": N_("各县（市、区）委和人民政府，市直有关部门"),
    "circular.opening": N_("现将{month}全市督察整改调度情况通报如下："),
    "circular.progress": N_(
        "本月应报{expected}件，按时报送{on_time}件，迟报{late}件，缺报{missing}件，审核退回{returned}件。"
        "所报与其他填报雷同{copied}件，报本月无变化{unchanged}件，责任单位没有分报{lacking}件。"
        "经审核确认，正常推进或达到序时进度{on_plan}件，完成或基本完成{done}件，滞后或未启动{behind}件，"
        "还没有确认{unconfirmed}件。月末黄灯{yellow}件，红灯{red}件。"
    ),
    "circular.commended": N_("按时报送、进度符合要求、没有黄灯和红灯的单位：{units}。"),
    "circular.missing": N_("缺报：{units}。"),
    "circular.late": N_("迟报：{units}。"),
    "circular.returned": N_("审核退回：{units}。"),
    "circular.copied": N_("填报雷同：{units}。"),
    "circular.lacking": N_("缺责任单位分报：{units}。"),
    "circular.red": N_("红灯：{units}。"),
    "circular.yellow": N_("黄灯：{units}。"),
    "circular.behind": N_("进度滞后或未启动：{units}。"),
    "circular.demands": N_(
        "请有关单位对照调度情况表逐件查明原因，按整改时限推进；缺报、迟报的，下月按时报送。"
    ),
    "circular.table": N_("{month}调度情况表"),
    "circular.all": N_("合计"),
    "circular.note": N_("注：单位为件，按单位名录的顺序排列，不作名次。"),
    "circular.file": N_("{month!m}调度通报"),
    "circular.none": N_("{month!m}的通报还没有签发，签发后在这里看。"),
    "circular.none_stands": N_("本月没有签发的通报，不需作废。"),
    "circular.issued": N_("本月通报{number}已签发；要改的，先作废再拟。"),
    "circular.not_drafted": N_("本月通报还没有定稿，先拟通报。"),
    "circular.month_open": N_("{month!m}的调度还没有结束，结束后数才定，那时签发。"),
    "circular.same_person": N_("拟稿人不能自己签发，由整改办另一人签发。"),
    "burden.line": N_(
        "本月要求各单位填报{requests}次，必填{fields}项，材料{files}份；上月{last_requests}次，{last_fields}项，{last_files}份。"
    ),
    "otherwise.draft_circular": N_("没有通报稿，本月通报发不出去"),
    "otherwise.issue_circular": N_("没有签发，各单位看不到本月通报"),
}
