"""What home, lists, rounds and the pages of ledgers say."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "standing.review": N_("待审"),
    "standing.returned": N_("退回未补"),
    "standing.late": N_("到期未报"),
    "standing.open": N_("未报"),
    "standing.missing": N_("缺报"),
    "standing.accepted": N_("已通过"),
}
SENTENCES: dict[str, str] = {
    # what happens if something is not done
    "otherwise.accept_assignment": N_("过期视为签收"),
    "otherwise.rectify": N_("次日起计为超期，亮红灯"),
    "otherwise.report": N_("本月结束后不能补报，计为缺报"),
    "otherwise.supplement": N_("验收单位可以退回整改，整改时限不顺延"),
    "otherwise.answer": N_("到期未答复会一直列在这里，整改办看得到"),
    "otherwise.accept": N_("案件停在验收，等待的时间不计入责任单位"),
    "otherwise.confirm_year": N_("该年度一直显示为未确认"),
    "otherwise.feedback": N_("反馈超期单独记录，不能补救"),
    "otherwise.review": N_("确认进度不更新，统计仍按上月"),
    "otherwise.objection": N_("异议没有答复，公示不能结束"),
    "otherwise.notice": N_("案件停在待公示，等待的时间不计入责任单位"),
    "otherwise.file_up": N_("备案超期，本页显示红色"),
    "otherwise.sign": N_("案件停在双签字，等待的时间不计入责任单位"),
    "otherwise.decide": N_("没有决定，申请不生效"),
    "otherwise.publicized": N_("公示期满、没有异议的，自动进入下一步"),
    "otherwise.assign": N_("没有单位承办，案件自己的时限照算"),
    "otherwise.transfer": N_("接收单位已同意，仍由原单位负责"),
    "otherwise.accept_transfer": N_("不接收则仍由原单位负责"),
    "otherwise.issue_paper": N_("不签发就不生效；不予签发须写明理由"),
    "otherwise.check_amendment": N_("不审核，两位组长不能决定"),
    "otherwise.propose": N_("没有提出，发现的问题不能处理"),
    "otherwise.correct": N_("过期没有改正，退回的事由一直列在这里"),
    "otherwise.opinion": N_("没有意见，牵头部门不能申请验收"),
    "otherwise.confirm_findings": N_("没有确认，核查结论不生效，不计入统计"),
    "otherwise.mark_measure": N_("措施到期未完成，亮黄灯"),
    "otherwise.self_check": N_("没有自查，牵头部门不能申请验收"),
    "home.measure": N_("措施 {number}"),
    "home.count": N_("{count} 件"),
    # lists and rounds
    "list.batch": N_("第 {batch} 批"),
    "round.unknown": N_("没有 {month} 这一期月调度。"),
    # ledgers
    "ledger.tasks": N_("整改任务清单"),
    "ledger.petitions": N_("信访案件台账"),
    "ledger.no_file": N_("选一个台账文件再上传。"),
    "ledger.no_layout": N_("没有这种台账。选整改任务清单或信访案件台账。"),
    "ledger.no_longer_kept": N_("上传的文件已不在。文件只保留一小时，只有上传的人能看；再传一次。"),
    "ledger.not_imported": N_("有 {errors} 处错误，什么也没有保存。改好后再传，或者只导入没有错误的行。"),
    "export.tasks": N_("导出任务清单"),
    "export.petitions": N_("导出信访台账"),
    "export.several_inspections": N_("几个督察轮次的任务清单不能并成一份。先选一个督察轮次再导出。"),
    "export.purpose": N_("导出台账"),
    "export.held_back": N_("（疑似含有个人信息，未导出）"),
    "page.no_such_export": N_("没有这种导出。可以导出 .xlsx 和 .csv。"),
}
