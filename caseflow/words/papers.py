"""What papers and the pages round them say."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "paper.reminder": N_("提醒函"),
    "paper.warning": N_("预警函"),
    "paper.supervision": N_("督办单"),
    "paper.circular": N_("通报"),
    "paper.interview": N_("约谈通知书"),
    "paper.special_inspection": N_("专项督察通知"),
    "paper.extension": N_("延期审批表"),
    "paper.acceptance": N_("验收意见表"),
    "paper.closure": N_("整改销号申请表"),
    "paper.notice": N_("整改完成情况公示"),
    "paper.case_file": N_("案卷封面和目录"),
    "paper.commendation": N_("通报表扬"),
    "paper.minutes": N_("约谈纪要"),
    "paper.referral": N_("问题线索移送函"),
    "objection_answer.open": N_("待答复"),
}
SENTENCES: dict[str, str] = {
    # what the forms say where nobody wrote a word
    "paper.progress": N_("{progress:progress}；措施已完成{done}项，共{all}项"),
    "paper.basis": N_("督察整改工作规则 {rules}"),
    "paper.self_checked": N_("已逐条自查，{n}项标准均符合"),
    "paper.applied": N_("自查完成，申请验收"),
    "paper.correct": N_("{reason}；{by}前改正"),
    "paper.supplement": N_("补正：{wanted}；{by}前"),
    "paper.no_objection": N_("公示期内未收到异议"),
    "paper.objections": N_("收到异议{n}件：{answers}"),
    "paper.filed_up": N_("已报上级备案，文号{paper}"),
    # the catalogue of a case's file
    "piece.file": N_("建档立卡表"),
    "piece.assign": N_("交办单"),
    "piece.report": N_("{month}调度填报"),
    "piece.record_findings": N_("核查结论"),
    "piece.self_check": N_("自查情况"),
    "piece.apply_closure": N_("验收申请"),
    "piece.pass_acceptance": N_("验收意见表"),
    "piece.fail_acceptance": N_("退回整改意见"),
    "piece.publish_notice": N_("整改完成情况公示"),
    "piece.object": N_("异议及答复"),
    "piece.sign": N_("整改销号申请表签字页"),
    "piece.file_up": N_("备案文件"),
    "piece.issue_paper": N_("督办类文书"),
    "piece.answer_paper": N_("文书答复"),
    "piece.extend": N_("延期审批表"),
    "piece.amend": N_("方案调整审批"),
    "piece.confirm_year": N_("年度确认意见"),
    "piece.take_over": N_("系统外办理材料（台账补录）"),
    "piece.feed_back": N_("反馈督察组文件"),
    # numbers, codes and PDF
    "paper.no_number": N_("登记簿里没有有效的{number}，核对后再办。"),
    "verify.not_a_code": N_("这不是核验码，可能抄错了字。核对十五位后再输。"),
    "verify.unknown": N_("没有查到这份文书。再核对一遍；仍查不到的，请向落款单位核实。"),
    "verify.too_many": N_("查询次数过多，{minutes}分钟后再试。"),
    "template.unknown_placeholder": N_(
        "模板 {file} 里的“{placeholder}”没有对应内容或不许使用。由系统管理员改正；现在可下载系统版式。"
    ),
    "template.broken": N_("模板 {file} 用不了：{what}。由系统管理员改正；现在可下载系统版式。"),
    "template.no_document": N_("模板 {file} 不是 Word 文件（.docx）。由系统管理员更换；现在可下载系统版式。"),
    "template.too_large": N_("模板 {file} 太大。由系统管理员更换；现在可下载系统版式。"),
    "template.program": N_(
        "模板 {file} 含有宏或嵌入的程序（{part}），不用。由系统管理员更换；现在可下载系统版式。"
    ),
    "template.fetches": N_(
        "模板 {file} 引用了外部内容（{part}），不用。由系统管理员更换；现在可下载系统版式。"
    ),
    "pdf.no_program": N_(
        "这台服务器上没有 LibreOffice（{program}），只能下载 Word；由系统管理员安装后可下载 PDF。"
    ),
    "pdf.too_slow": N_("转换 PDF 超过{seconds}秒，已停止。稍后再试，或者下载 Word。"),
    "pdf.failed": N_("没有转换成 PDF。请下载 Word，并告诉系统管理员。"),
}
