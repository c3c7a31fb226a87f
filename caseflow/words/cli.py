"""What the command line says of itself, and what it cannot do."""

from caseflow.words.msgid import N_

SENTENCES: dict[str, str] = {
    "cli.about": N_("生态环境保护督察整改：建档、调度、验收、公示、双签字、销号，每一步都有据可查。"),
    "cli.usage": N_("用法： "),
    "cli.required": N_("必填"),
    "cli.does.demo": N_("建一座完整的演示城市并打开"),
    "cli.does.serve": N_("在本机打开页面"),
    "cli.does.init": N_("新建一座城市：单位、规则、督察轮次和系统管理员"),
    "cli.does.inspections": N_("列出督察轮次，或新建一轮"),
    "cli.does.inspections.add": N_("在督察轮次中新建一轮，代码为 CODE"),
    "cli.does.cases": N_("按条件列出案件"),
    "cli.does.show": N_("一个案件的情况和全过程"),
    "cli.does.stats": N_("公开口径的总数"),
    "cli.does.bulletin": N_("一个批次的转办情况通报"),
    "cli.does.tick": N_("办理每日自动事项"),
    "cli.does.verify": N_("核验全部日志"),
    "cli.does.backup": N_("运行中备份"),
    "cli.does.restore": N_("恢复备份，恢复前核验"),
    "cli.does.doctor": N_("检查设置、数据库、日志、放假安排、时钟和字体"),
    "cli.does.days": N_("计算期限的截止日期，逐日说明"),
    "cli.more.days": N_("FROM 当天算的是第1天；按工作日算，第1天是当天或以后的第一个工作日。"),
    "cli.does.rules": N_("规则的各项数值及依据，两个版本的差别"),
    "cli.does.lifecycle": N_("案件的状态流转表"),
    "cli.does.permissions": N_("谁可以办什么"),
    "cli.failed": N_("未能完成：{what}"),
    "cli.no_such_command": N_("没有命令 {name}，运行 caseflow --help 查看全部命令。"),
    "cli.bad_option": N_("没有选项 {name}，或者它缺少值；加 --help 查看用法。"),
    "cli.missing": N_("缺少 {name}；加 --help 查看用法。"),
    "cli.not_one_of": N_("{name} 的值须为其中之一：{choices}。"),
    "cli.bad_value": N_("{name} 的值无法使用；加 --help 查看用法。"),
    "cli.not_a_day": N_("“{text}”不是可用的日期，须按 {form} 填写。"),
    # reading
    "cases.count": N_("共{n}件"),
    "cases.over": N_("超期{days}天"),
    "show.turn": N_("轮到：{who}"),
    "show.text": N_("台账原文"),
    "show.measures": N_("各项整改措施"),
    "show.done_on": N_("{day!d}完成"),
    "show.people": N_("各方"),
    "show.links": N_("关联案件"),
    "show.parts": N_("分件（已销号 {closed}/{all}）"),
    "show.closed": N_("{day!d}销号"),
    "show.timeline": N_("全过程"),
    "stats.tasks": N_(
        "截至{day!d}，{total}项整改任务已完成或基本完成{completed_or_basically}项，已销号{closed}项。"
    ),
    "stats.petitions": N_(
        "{total}件信访案件已办结{settled}件，阶段性办结{staged}件，未办结{open}件；已销号{closed}件。"
    ),
    "stats.rebounds": N_("另有反弹案件{n}件，不计入以上总数。"),
    "inspections.row": N_("{code}  {name}（{source:source}），整改方案日期：{plan_date!d}"),
    "inspections.none": N_("还没有督察轮次。"),
    "inspection.bad_code": N_("督察轮次须有名称，代码“{code}”须为2至20个字母、数字或连字符。"),
    # the bulletin
    "bulletin.head": N_(
        "{day!d}，{team}向我市转办第{batch}批群众信访举报问题{cases}件（其中{channels}）{key}。"
    ),
    "bulletin.key": N_("，重点案件{n}件"),
    "bulletin.areas": N_("从行政区域看，{areas}。"),
    "bulletin.count": N_("{name}{n}件"),
    "bulletin.types": N_("从污染类型看，共涉及问题{problems}个：{types}。"),
    "bulletin.type": N_("{type}{count}个，占{percent}%"),
    "bulletin.cumulative": N_(
        "截至{day!d}，{team}累计向我市转办群众信访举报问题{cases}件（其中{channels}）{key}。"
    ),
    "bulletin.docx_needs_out": N_("docx 格式须用 --out 写明文件。"),
    "bulletin.docx_not_yet": N_("本版本还不能生成 docx 通报，先用文本格式。"),
    "batch.unknown": N_("没有第{batch}批，核对批次。"),
    "batch.ambiguous": N_("第{batch}批不止一个督察轮次有：{known}。用 --inspection 写明。"),
    "list.labelled": N_("{label}：{words}"),
    "list.comma": N_("、"),
    "list.semicolon": N_("；"),
    # acting
    "tick.done": N_(
        "已办至{at!d}：开放调度{opened_rounds}次，结束公示{ended_notices}件，提示文书{proposed_papers}件，"
        "送达消息{sent}条。"
    ),
    "tick.nothing": N_("{at!d}：没有需要办理的事项。"),
    "init.done": N_(
        "已新建城市 {city}。系统管理员登录名 {login}，一次性密码 {one_time_password}；"
        "密码只显示这一次，首次登录须更换。"
    ),
    # checking
    "verify.verified": N_(
        "已核验{events}条，内容与摘要相符。未见证：日志只能证明自身前后一致，尚无外部见证。"
    ),
    "verify.tampered": N_("已核验{events}条，发现{faults}处不符。先保全数据库，再查原因。"),
    "verify.cannot_tell": N_("无法判定。"),
    "bundle.not_yet": N_("{where}：本版本还不能核验证据包。"),
    "backup.done": N_("已备份到 {file}，共{bytes}字节。密钥文件不在其中，须另行保管。"),
    "backup.file_exists": N_("{path} 已存在。备份不覆盖旧文件，换一个文件名。"),
    "backup.no_tool": N_("没有找到 {tool}。装上 PostgreSQL 客户端再办。"),
    "backup.tool_failed": N_("{tool} 未能完成：{what}"),
    "restore.not_empty": N_("数据库不是空的，没有改动。换一个空库再恢复。"),
    "restore.unreadable": N_("{path} 读不完整，不是完好的备份。"),
    "restore.other_kind": N_("{path} 里没有 {copy}，不是这种数据库的备份。"),
    "restore.file_changed": N_("备份中的证据文件 {digest} 与其摘要不符，没有恢复。"),
    "restore.newer": N_("备份来自更新版本的程序。升级程序后再恢复。"),
    "doctor.settings": N_("设置可用，数据目录 {home}。"),
    "doctor.key": N_("密钥文件 {path} 可用。"),
    "doctor.disk": N_("磁盘剩余{megabytes} MB。"),
    "doctor.disk_full": N_("磁盘只剩{megabytes} MB，须尽快清理或扩容。"),
    "doctor.fonts": N_("有中文字体：{family}。"),
    "doctor.no_fonts": N_("没有中文字体，装上一种，文书和图表才能正常显示。"),
    "doctor.fonts_unknown": N_("这台机器没有 fontconfig，字体未查。"),
    "doctor.database": N_("数据库可用（{kind}）。"),
    "doctor.schema": N_("数据库结构为最新。"),
    "doctor.sqlite": N_("SQLite {version}。"),
    "doctor.sqlite_mitigated": N_("SQLite {version} 的预写日志有已知缺陷，程序已避开。"),
    "doctor.pragmas": N_("预写日志、外键和同步写入均已启用。"),
    "doctor.other_pragmas": N_("数据库连接的设置不对：{found}。"),
    "doctor.triggers": N_("日志只增不改，由数据库把守。"),
    "doctor.no_triggers": N_("数据库缺少把守日志的触发器：{names}。先核验日志，再从备份恢复。"),
    "doctor.log": N_("日志 {log}，共{events}条。"),
    "doctor.clock": N_("时钟不早于日志末条（{last}）。"),
    "doctor.clock_behind": N_("时钟早于日志末条（{last}），须校准服务器时间。"),
    "doctor.rulebook": N_("现行规则 {id}，摘要 {digest}。"),
    "doctor.no_rulebook": N_("还没有现行规则。"),
    "doctor.calendar": N_("放假安排已有至{through!d}。"),
    "doctor.calendar_ended": N_("放假安排只到{through!d}，须补上公布的年份；此前的工作日期限为暂定。"),
    "doctor.well": N_("全部正常。"),
    "doctor.unwell": N_("带 ✗ 的须处理。"),
    # the database, days and names
    "database.missing": N_("还没有数据库。先运行 caseflow init。"),
    "database.unreachable": N_("连不上数据库（{what}）。核对 CASEFLOW_DATABASE_URL，确认数据库已启动。"),
    "database.other_schema": N_("数据库结构与本版本程序不一致。先备份，再用与之相符的程序版本。"),
    "city.not_open": N_("这个库里还没有城市。先运行 caseflow init。"),
    "case.ambiguous": N_("编号 {number} 不止一件：{known}。写明督察轮次。"),
    "at.before_last_event": N_("{day!d}早于最近一次办理的{last!d}，须填这一天或以后的日期。"),
    "at.after_today": N_("{day!d}晚于今天（{today!d}），须填今天或以前的日期。"),
    "actor.command_line": N_("服务器账号 {account}"),
    "post.of_unit": N_("{unit}{office!t}"),
}

TERMS: dict[str, str] = {
    "part.locality": N_("责任主体"),
    "part.lead_unit": N_("牵头部门"),
    "part.co_leads": N_("共同牵头部门"),
    "part.responsible": N_("责任单位"),
    "part.cooperating": N_("配合部门"),
    "part.acceptance_unit": N_("验收单位"),
    "part.supervising_unit": N_("督导单位"),
    "part.leader_in_charge": N_("包保领导"),
    "link.part_of": N_("所属案件"),
    "link.merged_into": N_("并入"),
    "link.merged_from": N_("并入本件的案件"),
    "link.rebound_of": N_("反弹自"),
    "link.rebound_as": N_("反弹后另立"),
    "link.repeat_of": N_("前案"),
}
