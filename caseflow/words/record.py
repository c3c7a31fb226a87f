"""Sentences of the record and of its check."""

from caseflow.words.msgid import N_

SENTENCES = {
    "stale.changed_meanwhile": N_("这件事刚刚有人办过，内容已变。看一眼现在的情况，再办一次。"),
    "city.already_open": N_("这个库里已经有一座城市（{log}）。换一个空库，或用现有的。"),
    "event_missing": N_("{where}：日志此处应是第 {expected} 条，中间缺了。"),
    "leaf_changed": N_("{where}：内容与存下的摘要不符，被改过。"),
    "leaf_unreadable": N_("{where}：不是本系统写的格式（{what}）。"),
    "other_log": N_("{where}：属于另一份日志。"),
    "row_mislabelled": N_("{where}：行上的编号与内容里的不符。"),
    "stream_gap": N_("{where}：{stream} 应接第 {expected} 条，中间缺了。"),
    "chain_broken": N_("{where}：没有接在 {stream} 的上一条之后。"),
    "time_backwards": N_("{where}：时间早于前一条。"),
    "event_out_of_place": N_("{where}：{type} 不能出现在这里（{what}）。"),
    "no_log": N_("这个库里还没有日志。先运行 caseflow init。"),
    "log_state_missing": N_("日志的长度记录不见了。"),
    "log_shortened": N_("日志应有 {expected} 条，实有 {found} 条。"),
    "log_state_changed": N_("日志的末条时间与末条不符。"),
    "stream_head_changed": N_("{where}：末条编号或摘要与日志不符。"),
    "text_not_on_record": N_("{where}：日志里没有这段文字。"),
    "text_changed": N_("{where}：文字与日志里的摘要不符，被改过。"),
    "text_not_erased": N_("{where}：日志说这段文字已依法删除，文字仍在。"),
    "text_missing": N_("{where}：文字不见了，日志里也没有依法删除的记录。"),
    "stream_makes_no_row": N_("{where}：按其中的事件推不出结果（{what}）。"),
    "row_missing": N_("{where}：按日志应有这一行，实际没有。"),
    "row_not_on_record": N_("{where}：日志里没有这一行。"),
    "row_changed": N_("{where}：现为“{found}”，按日志应为“{record}”。"),
    "discipline_log_faulty": N_(
        "纪检监察专用日志与自己不符（{what}）。先保全数据库，报市纪委监委；其中内容不在这里显示。"
    ),
    "database_unreadable": N_("数据库读不完整（{what}），已查到的列在上面。先保全数据库文件，再查原因。"),
}
