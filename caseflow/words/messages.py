"""What messages beyond the product say, and what is said of sending them and of the day's work."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    # what a message is about
    "message.reminder": N_("时限临近"),
    "message.redated": N_("时限已重新计算"),
    "message.sign": N_("等待签字"),
    "message.answer": N_("收到文书，须书面答复"),
    "message.decide": N_("等待审批"),
    "message.due_today": N_("今天到期"),
    "message.overdue": N_("已过期限"),
    "message.digest": N_("待办汇总"),
    "message.reminded": N_("整改办提醒"),
    "message.criticised": N_("外部发现问题，亮红灯"),
    "message.criticism_settled": N_("外部发现的问题已处理完毕"),
    "message.paper": N_("收到文书"),
    "message.meeting_called": N_("请参加会议"),
    "message.meeting_postponed": N_("会议改期或换地点"),
    "message.meeting_cancelled": N_("会议取消"),
    # the parts of a digest
    "digest.late": N_("已过期限"),
    "digest.today": N_("今天到期"),
    "digest.soon": N_("近期到期"),
    "digest.opened": N_("新增待办"),
    # ways out
    "way.product": N_("系统内"),
    "way.mail": N_("电子邮件"),
    "way.wecom": N_("企业微信"),
    "way.dingtalk": N_("钉钉"),
    "delivery_status.dead": N_("未送达"),
    "delivery_status.uncertain": N_("不确定是否送达"),
}
SENTENCES: dict[str, str] = {
    "message.subject": N_("〔督察整改〕{what}"),
    "message.notice": N_("{number} {matter}"),
    "message.notice_due": N_("{number} {matter}，期限 {due}"),
    "message.digest": N_("今日待办：{counts}"),
    "message.count": N_("{word} {count} 件"),
    "message.line": N_("{number} {what} {link}"),
    "message.line_due": N_("{number} {what}，期限 {due} {link}"),
    "message.more": N_("另有 {count} 件，登录系统查看。"),
    "message.foot": N_("只写编号、事项和日期，内容登录系统查看。此信自动发出，不要回复。"),
    # why a message did not go out
    "send.unreachable": N_("连不上"),
    "send.no_tls": N_("邮件服务器不支持加密，看 CASEFLOW_MAIL_SECURITY 的设置"),
    "send.mail_setting": N_(
        "邮件的设置不能用，看 CASEFLOW_MAIL_USER、CASEFLOW_MAIL_PASSWORD 和收件地址里的字符"
    ),
    "send.failed": N_("发送时出错，不清楚是否发出"),
    "send.no_answer": N_("交出后没有回音"),
    "send.not_understood": N_("回答看不懂"),
    "send.interrupted": N_("发送时程序中断"),
    "send.http": N_("对方拒绝：HTTP {code}"),
    "send.smtp": N_("邮件服务器拒绝：{code}"),
    "send.errcode": N_("机器人拒绝：errcode {code}"),
    "delivery.unknown": N_("没有这条消息。"),
    "delivery.not_stranded": N_("这条消息已送达或正在发送，不需重发。"),
    # one's own choice
    "reach.bad_mail": N_("写一个电子邮件地址，如 name@example.com。"),
    "reach.bad_user": N_("写您在{channel:way}里的成员账号，只含字母、数字和 . _ - @。"),
    "reach.quiet_backwards": N_("免打扰的最后一天不能早于第一天。"),
    "reach.quiet_half": N_("免打扰的第一天和最后一天都要填，或者都不填。"),
    # what a run did
    "run.took": N_("{seconds} 秒"),
    "run.opened": N_("开始月调度 {count} 期"),
    "run.ended": N_("公示期满 {count} 件"),
    "run.papers": N_("提出文书 {count} 份"),
    "run.sent": N_("发出消息 {count} 条"),
    # the calendar feed
    "feed.name": N_("督察整改待办"),
    "feed.entry": N_("{number} {what}"),
    "feed.provisional": N_("{number} {what}（暂定）"),
    "feed.unknown": N_("没有这个日历订阅。在“我的账号”里重新生成地址。"),
    "feed.too_many": N_("错误的订阅地址太多，{minutes} 分钟后再试。"),
    "tick.elsewhere": N_(
        "另一台服务器正在办理每日事项，十分钟后仍未办完。过一会儿再试；一直如此的，看每日运行页上的错误。"
    ),
    "doctor.messages": N_("系统外的消息渠道：{ways!t}"),
    "doctor.no_messages": N_("没有配置系统外的消息渠道，消息只在系统内"),
    "doctor.messages_half": N_("消息渠道没有配全，补上 {names}"),
    "doctor.runs": N_("每日事项已办到 {day!d}"),
    "doctor.runs_late": N_("{day!d}起的每日事项还没有办，启动 caseflow serve 或执行 caseflow tick"),
}
