"""What importing a ledger has to say beside what reading it found."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "inspection.none_open": N_("还没有督察轮次，先用 inspections add 新建。"),
    "inspection.not_named": N_("有多个督察轮次（{known}），须用 --inspection 指明。"),
    "number_unusable": N_("编号“{number}”须由文字、数字和连接符组成，不超过 {limit} 个字符。"),
    "number_of_other_kind": N_("编号 {number} 已由另一类案件使用，须另编。"),
    "guarded": N_("该内容须经相应程序变更，未更新。"),
    "takeover_no_due": N_("阶段性办结须有整改时限，台账没有；按未办结处理，另行提交核查结论。"),
    "takeover_no_verdict": N_("没有可以识别的是否属实；按未办结处理，另行提交核查结论。"),
    # steps done outside
    "unknown_progress": N_("“{text}”不在进度判定的词表中，按原文保存，不记进度。"),
    "unknown_state": N_("“{text}”不在程序状态的词表中，按原文保存，程序走到哪一步以各列日期为准。"),
    "unknown_acceptance": N_("“{text}”不在验收结论的词表中，按原文保存，不算通过。"),
    "takeover_future": N_("系统外办理的日期{day!d}在今天之后；改正后再导入。"),
    "takeover_backwards": N_("日期{day!d}早于前一步的{before!d}；核对原件，改正后再导入。"),
    "takeover_not_applied": N_("后面的步骤有日期，却没有申请日期；补上申请日期，或删去后面的步骤。"),
    "takeover_undated": N_("写明已办，却没有日期；补上日期后再导入。"),
    "takeover_failed": N_("验收未通过，后面的步骤却有日期；改正后再导入。"),
    "takeover_step_missing": N_("“{step:step}”没有办完的依据，后面的步骤却有日期；补全后再导入。"),
    "takeover_unsigned": N_(
        "没有党委、政府主要负责同志两个签字的日期，不能算销号；补上日期，或空出销号日期，由两位负责同志在系统内签字。"
    ),
    "takeover_not_closed": N_("两个签字都有日期，却没有销号日期；补上销号日期后再导入。"),
    "takeover_state_unsupported": N_(
        "程序状态写的是“{claimed:state}”，各列日期说明的是“{found:state}”；补上日期，或改正状态。"
    ),
    "takeover_gap": N_("案件缺{part:part}，不能从这一步接着办；在台账里补上后再导入。"),
    "takeover_parts": N_("案件分为几个分件，各走各的步骤；先建档，再按分件编号逐件补录。"),
    "takeover_unsettled": N_(
        "信访案件办结后才能申请验收；台账须写明是否属实和“已办结”，先用带这两列的台账补录。"
    ),
    "takeover_no_case": N_("没有编号为“{number}”的案件；先导入清单建档，再补录。"),
    "takeover_other_case": N_("序号对应的案件{number}，与本行写的整改任务不同；写上案件编号后再导入。"),
    "takeover_twice": N_("案件{number}在本表中已有一行；合并成一行后再导入。"),
    "takeover_done_here": N_("本件已在系统内办理，系统外的记载不覆盖，没有采用。"),
    "takeover_objections_unread": N_("异议数“{text}”不成立；按原文保存，须核对原件。"),
    "takeover_objections_open": N_(
        "异议数/办理“{text}”：还有异议没有办理，却已销号；按原文保存，须核对原件。"
    ),
    "takeover_one_hand": N_("两个签字是同一人；按原文保存，须核对原件。"),
    "takeover_notice_short": N_("公示期短于规则规定，按规则应到{wanted!d}；按原文保存，须核对原件。"),
    "takeover_no_progress": N_("没有进度判定，不计入完成或基本完成。"),
    # the command line
    "cli.does.import": N_("导入台账，逐行说明结果"),
    "cli.does.export": N_("导出台账或一个案件的时间线"),
    "cli.does.export.ledger": N_("把案件写成可再导入的台账"),
    "cli.does.export.timeline": N_("把一个案件的时间线写成可离线核验的证据包"),
    "import.at_row": N_("第 {row} 行：{message}"),
    "import.at_column": N_("“{column}”列：{message}"),
    "import.at_row_column": N_("第 {row} 行“{column}”：{message}"),
    "import.counts": N_(
        "共 {rows} 行：新增 {accepted}，未变 {unchanged}，不同 {changed}，有误 {rejected}，跳过 {skipped}。"
    ),
    "import.rehearsed": N_("试运行，没有保存。"),
    "import.committed": N_("已保存。"),
    "import.not_committed": N_("没有保存。"),
    "export.done": N_("已写入 {out}，{rows} 行。"),
    "export.wrong_ending": N_("--out 须以 {ending} 结尾。"),
}
