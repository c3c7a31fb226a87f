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
    # the command line
    "cli.does.import": N_("导入台账，逐行说明结果"),
    "cli.does.export": N_("把案件写成可再导入的台账"),
    "cli.does.export.ledger": N_("把案件写成可再导入的台账"),
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
}
