"""What is said where an act on a case is refused: not you, not in this state, or not with what was filled in."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    # not you
    "denied.role": N_("“{action!t}”由{who!t}办理，不在您的职责内。"),
    "denied.other_case": N_("“{action!t}”由本件的{who!t}办理，您在本件中没有这一职责。"),
    # not in this state
    "lifecycle.wrong_state": N_("本件现为“{state!t}”，这一状态不办“{trigger!t}”；能办的事项见案件页。"),
    "lifecycle.no_such_step": N_("“{trigger!t}”须选定退到哪一步，从所列步骤中选一个。"),
    "step.unknown": N_("没有这一步骤，从所列步骤中选一个。"),
    "stale.form": N_("表单打开后，内容已有变动。您填的内容还在，核对后再提交。"),
    # what was filled in
    "reason.missing": N_("须写明理由。"),
    "text.unstorable": N_("{what!t}里有存不下的字符。删去后重填。"),
    "text.missing": N_("须填写{what!t}。"),
    "people.too_few": N_("人员不少于{needed}人，须补齐姓名。"),
    "day.in_future": N_("{day!d}晚于今天，须填今天或以前的日期。"),
    "day.before": N_("{day!d}过早，须填{first!d}或以后的日期。"),
    "number.taken": N_("编号{number}已有案件使用，须另编。"),
    "unit.unknown": N_("没有名为“{name}”的单位，核对名称；确属新单位的，由系统管理员添加。"),
    "person.unknown": N_("没有这个人员，从名单中选。"),
    "inspection.unknown": N_("没有代码为“{code}”的督察轮次，核对代码或先新建。"),
    "inspection.taken": N_("这一代码已有督察轮次使用，须另选代码。"),
    "case.unknown": N_("没有这一案件，或者不在您的查阅范围内，核对编号。"),
    "succession.none_waits": N_("本件没有待指定承接单位的撤销单位，不需指定。"),
    "succession.not_an_heir": N_("该单位不是撤销单位的承接单位，从所列单位中选。"),
    "parts.too_few": N_("分件涉及的责任主体不少于两个，须补选。"),
    # assignment and the work
    "transfer.same_unit": N_("新的牵头部门与现在的相同，须另选单位。"),
    "transfer.not_offered": N_("没有待接收的移交，由整改办先提出。"),
    "transfer.accepted": N_("{unit}已接收移交，由整改办办理移交；要改交其他单位的，移交后再提出。"),
    "feedback.already": N_("{on!d}已反馈督察组；登记有误的，写明理由更正，是否按期仍以首次登记为准。"),
    "evidence.unknown": N_("本件没有这份证据，从所列证据中选。"),
    "measure.unknown": N_("本件没有措施{number}，核对编号。"),
    "measure.done": N_("措施{number}已于{on!d}完成，不再安排时限。"),
    "measure.after_planned": N_("方案写定的节点是{planned!d}，只能提前；推后须申请方案调整。"),
    "schedule.past": N_("{day!d}已过，写今天或以后的日期。"),
    "schedule.after_due": N_("不能晚于整改时限{due!d}；要推后整改时限，须在时限前申请延期。"),
    "internal_due.no_due": N_("本件没有整改时限，不设内部时限。"),
    "month.not_open": N_("{month!m}调度没有开放，只填报已开放的月份。"),
    "report.nothing_to_review": N_("没有待审核的调度填报，牵头部门填报后审核。"),
    "criticism.none_open": N_("没有待处理的外部发现，核对编号。"),
    "reach.nothing_to_reach": N_("本件没有还在走的整改时限：没有定期限、已到期或者已申请验收，不需判断。"),
    "reach.judged_already": N_("对现在的整改时限已有难以按期的判断；不再成立的，先撤回。"),
    "reach.not_judged": N_("对现在的整改时限没有难以按期的判断，不需撤回。"),
    "contribution.by_lead": N_("本单位是牵头部门，本单位所做工作直接写入调度填报，不另分报。"),
    "contribution.changed_after_all": N_("勾选了“本月无变化”，又填写了内容；去掉勾选，或者清空内容。"),
    "contribution.not_own_measure": N_("所勾措施不在本单位名下，或者已经完成；只勾本单位新完成的措施。"),
    "report.nothing_before": N_("本件以前没有填报过，没有可沿用的内容；须填写本月进展。"),
    "report.changed_after_all": N_(
        "勾选了“本月无变化”，而进度或文字与上次所报不同；去掉勾选，或者改回原样。"
    ),
    "report.like_before": N_(
        "本月进展与{month!m}所报雷同（{percent}%，数字不计）。没有变化的勾选“本月无变化”；有变化的写明变化；仍按此填报的勾选“已知雷同”。"
    ),
    "report.like_other": N_(
        "本月进展与案件{number}{month!m}所报雷同（{percent}%，数字不计）。写明本件的进展；仍按此填报的勾选“已知雷同”。"
    ),
    "report.like_somebody": N_(
        "本月进展与另一件案件{month!m}所报雷同（{percent}%，数字不计）。写明本件的进展；仍按此填报的勾选“已知雷同”。"
    ),
    "report.tail_missing": N_("确认基本完成的，须写明剩余工作和完成日期。"),
    "findings.none_open": N_("没有待确认的核查结论，由牵头部门先提交。"),
    "findings.staged_needs_due": N_("阶段性办结须写明计划，并填今天以后的完成日期。"),
    "findings.people": N_("核查须由规定人数的人员进行，须补齐姓名。"),
    "year.unknown": N_("没有可办的这一年度，核对年份。"),
    "merge.same_case": N_("案件不能并入自身，须另选主案件。"),
    "merge.other_inspection": N_("只能并入同一督察轮次、未并入他案的同类案件，须另选主案件。"),
    # acceptance, notice and signature
    "criterion.not_met": N_("验收标准“{criterion}”未达到，不能通过；可限期补正或退回整改。"),
    "correction.out_of_range": N_("整改期限须在今天以后，不晚于{latest!d}。"),
    "supplement.none_requested": N_("验收单位没有待提交的补正要求，不需提交。"),
    "supplement.too_late": N_("补正期限须在今天以后，不晚于{latest!d}。"),
    "notice.same_releaser": N_("公示稿由您拟写，由整改办另一人审发。"),
    "notice.not_cleared": N_("公示稿疑似含个人信息。先由整改办另一人在“清理个人信息”核对，或改写公示稿。"),
    "notice.first_day_past": N_("公示首日须填今天或以后的日期。"),
    "notice.first_day_far": N_("公示首日太远，须填{latest!d}或以前的日期。"),
    "objection.unknown": N_("本件没有这件异议，从所列异议中选。"),
    "objection.answered": N_("这件异议已答复，不再答复。"),
    "signature.dossier_changed": N_("您审阅后案卷有变动，看过变动再签字。"),
    "signature.offices_changed": N_("您审阅后，签字的职务有人任免，看过现在由谁签字再签。"),
    "signature.rulebook_changed": N_("您审阅后，施行了另一版规则，看过本页再签。"),
    "signature.password_wrong": N_("密码不对，重新输入后签字。"),
    # decisions of the leading group
    "decision.unknown": N_("没有待决定的这一事项，从所列事项中选。"),
    "decision.already_voted": N_("您已表示意见，或者这一事项已有决定，不再重复。"),
    "decision.already_open": N_("同一事项已有一件待决定，决定后再提出。"),
    "extension.no_due": N_("本件没有整改时限，不需延期。"),
    "extension.after_due": N_("整改时限{due!d}已过，延期须在时限前申请；按原时限继续整改。"),
    "extension.none_left": N_("本件延期已达{times}次上限，按现时限整改。"),
    "extension.not_later": N_("新的时限须晚于现时限。"),
    "finding.unknown": N_("本件没有这一发现问题，从所列问题中选。"),
    "finding.decided": N_("这一发现问题已有决定，不再提出。"),
    # papers of the ladder
    "reminder.nothing_owed": N_("没有单位欠这一件事，从所列事项中选。"),
    "reminder.sent_today": N_("今天已为此提醒过，明天可以再提醒。"),
    "reminder.stands_still": N_("案件已中止计时，恢复后再提醒。"),
    "reminder.nobody_left": N_("所选单位今天都已提醒过或已报送，看本月调度。"),
    "paper.unknown": N_("本件没有这份文书，从所列文书中选。"),
    "paper.other_addressee": N_(
        "这份文书送{unit}，由该单位签收和答复；对内容有意见的，请与该单位或整改办联系。"
    ),
    "paper.wrong_status": N_("文书现为“{status!t}”，这一状态不办此事；能办的事项见案件页。"),
}
