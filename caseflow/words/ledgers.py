"""What importing and exporting ledgers has to say: why a file is refused, and what was found on its rows."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    # the whole file
    "ledger_empty": N_("文件是空的。"),
    "ledger_too_large": N_("文件超过 {megabytes} MB，请拆分后再导入。"),
    "ledger_unpacks_too_large": N_("文件解压后超过 {megabytes} MB 或内含文件过多，未予打开。"),
    "ledger_too_many_rows": N_("有文字的行超过 {limit} 行，请拆分后再导入。"),
    "ledger_too_sparse": N_(
        "内容延伸到第 {row} 行、第 {columns} 列，超出可读范围；请删除表格以外的零散内容后再导入。"
    ),
    "ledger_encrypted": N_("文件设有密码，请取消密码后再导入。"),
    "ledger_has_macros": N_("文件含有宏，请另存为不含宏的工作簿后再导入。"),
    "ledger_needs_too_much": N_(
        "读这份文件要的内存或时间超过限度，没有导入；只留台账的行和列，或者拆成几份再导入。"
    ),
    "ledger_unreadable": N_("文件已损坏或结构不完整，无法读取；请用表格软件重新保存后再导入。"),
    "ledger_kind_unknown": N_("不是可以导入的文件类型；可导入 .xlsx、.xls、.ods 和 .csv。"),
    "ledger_no_header": N_("前 {rows} 行内没有找到表头。"),
    "ledger_unknown_sheet": N_("没有名为“{sheet}”的工作表。"),
    "ledger_hidden_sheet": N_("工作表“{sheet}”是隐藏的；需要读取时，选择读取隐藏内容。"),
    # the sheet and its columns
    "missing_column": N_("缺少“{heading}”列。"),
    "unknown_column": N_("不认识“{heading}”列，按备注保存。"),
    "hidden_column": N_("{letters} 列是隐藏的，未读取。"),
    "hidden_sheet": N_("工作表“{sheet}”是隐藏的，未读取。"),
    "other_sheet": N_("工作表“{sheet}”未读取。"),
    # a row or a cell: errors
    "empty_cell": N_("必填项为空。"),
    "duplicate_number": N_("编号 {number} 已在第 {first} 行出现。"),
    "formula_without_value": N_("公式没有计算结果，请在表格软件中重新计算并保存。"),
    "unreadable_date": N_("“{text}”不是可以识别的日期。"),
    "unreadable_phrase": N_("“{text}”不是可以识别的时限。"),
    "cell_too_long": N_("内容超过 {limit} 个字符。"),
    # a row or a cell: warnings
    "formula": N_("含有公式，按保存时的计算结果读取。"),
    "hidden_row": N_("该行是隐藏的，未读取。"),
    "number_pattern": N_("编号 {number} 与通常格式不同。"),
    "number_folded": N_("编号中的全角或不可见字符已整理为 {number}。"),
    "co_lead": N_("有多个牵头单位：以{lead}为首，{others}共同牵头。"),
    "unknown_unit": N_("没有名为“{name}”的单位，按原文保存，待管理员确认。"),
    "unknown_area": N_("没有名为“{name}”的行政区域，按原文保存，待管理员确认。"),
    "unit_succeeded": N_("“{name}”已撤销，按承接单位{unit}记录。"),
    "unit_split": N_("“{name}”已撤销，由几个单位分别承接；没有记录单位，导入后补全。"),
    "unknown_type": N_("污染类型“{text}”不在词表中，按原文保存并计入统计。"),
    "empty_type": N_("没有填写污染类型，不计入类型统计。"),
    "unknown_verdict": N_("“{text}”不在是否属实的词表中，按原文保存。"),
    "unknown_settlement": N_("“{text}”不在是否办结的词表中，按原文保存。"),
    "unknown_channel": N_("来源“{text}”不在词表中，按原文保存。"),
    "unreadable_count": N_("“{text}”不是整数，按原文保存，不计入统计。"),
    "unreadable_flag": N_("“{text}”看不出是或否，按否读取。"),
    "takeover_signer_unnamed": N_("只有签字日期，没有签字人姓名；按原文保存，须核对原件。"),
    "personal_data": N_(
        "疑似含有 {places} 处个人信息；导入后整改办以外不显示，由整改办另一人在案件页“清理个人信息”核对。"
    ),
    "changed": N_("与已有内容不同：原为“{old}”，台账为“{new}”。"),
}
