"""What is said about people, offices, passwords, signing in, the petitioners' vault and files of evidence."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "text.person_name": N_("姓名"),
    "text.purpose": N_("用途"),
}

SENTENCES: dict[str, str] = {
    # accounts
    "login.bad": N_("登录名须为{shortest}至{longest}个小写字母、数字或 . _ -，以字母或数字开头和结尾。"),
    "login.taken": N_("登录名与已有的“{login}”相同或形似，须另选。"),
    "account.command_line_only": N_("首位系统管理员由服务器命令行建立。"),
    "account.not_first": N_("已有人员，不再建立首位系统管理员；账号由系统管理员添加。"),
    "account.disabled": N_("账号已停用，不需再停用。"),
    "account.enabled": N_("账号未停用，不需启用。"),
    "account.own": N_("本人账号由其他系统管理员停用。"),
    # offices
    "appointment.own": N_("本人的任职由其他安全管理员登记。"),
    "appointment.unknown": N_("没有这项任职，从所列任职中选。"),
    "appointment.held": N_("该人员此期间已任本单位{office!t}，不重复登记。"),
    "appointment.exclusive": N_("{office!t}与{other!t}不得由同一人同时担任；先结束一项任职，或另选人员。"),
    "appointment.ends_before": N_("结束日期早于开始日期{start!d}，须改正。"),
    "appointment.end_out_of_range": N_(
        "结束日期不得早于开始日期{start!d}；原定有结束日期的，须早于原定日期。"
    ),
    "appointment.last_security": N_("这是唯一未定结束日期的安全管理员；先登记另一名安全管理员。"),
    # passwords and signing in
    "password.too_short": N_("密码不少于{shortest}个字符。"),
    "password.too_long": N_("密码不超过{longest}个字符。"),
    "password.has_login": N_("密码不得包含登录名。"),
    "password.common": N_("密码过于常见，须另选。"),
    "password.not_own": N_("密码由本人设置；忘记密码的，由系统管理员发给一次性密码。"),
    "password.reset": N_("您的密码由 {who} 于 {at} 重置。"),
    "password.was_released": N_("{who} 于 {at} 放行。"),
    "password.not_asked": N_("不是您要求的，换好密码后立即告知纪检监察。"),
    "password.reset_waits": N_(
        "{who} 于 {at} 给您发了一次性密码，待安全管理员放行；现有密码照常可用。"
        "不是您要求的，现在就修改密码，它随即作废。"
    ),
    "password.release_own": N_("本人的一次性密码由其他安全管理员或审计管理员放行。"),
    "password.release_given": N_("自己发的一次性密码由另一名管理员放行。"),
    "password.release_by_security": N_("有其他安全管理员在任，由安全管理员放行；审计管理员只在没有时代办。"),
    "password.nothing_waits": N_("没有待放行的一次性密码；需要的，由系统管理员先发。"),
    "password.out_of_date": N_("这个一次性密码{until!d}后已作废，由系统管理员另发。"),
    "sign_in.one_time_used": N_("这个一次性密码已经用过，由系统管理员另发。"),
    "sign_in.one_time_expired": N_("这个一次性密码{until!d}后已作废，由系统管理员另发。"),
    "sign_in.one_time_waits": N_("这个一次性密码待安全管理员放行，放行后再登录；可先联系安全管理员。"),
    "sign_in.wrong": N_("登录名或密码不对，或者账号已停用；核对后重试。"),
    "doctor.administrators": N_("系统、安全、审计三名管理员已由三人分任"),
    "doctor.administrators_missing": N_("三员没有设齐，还缺{offices!t}；在“人员”里添加账号、登记任职"),
    "confirm.wrong": N_("密码不对，重新输入。"),
    "confirm.late": N_("上次输密码已过{minutes}分钟，没有办成；验证后重新填一次。"),
    "sign_in.locked": N_("密码错误次数过多，{minutes}分钟后再试；忘记密码的，由系统管理员发给一次性密码。"),
    "stale.form_used": N_("这张表单已提交过，内容与这次不同。重新打开表单，核对后再提交。"),
    # the vault
    "vault.empty": N_("本件没有留存来信来访人信息。"),
    "vault.people_only": N_("来信来访人信息由整改办人员登录后查看。"),
    "vault.unreadable": N_("来信来访人信息无法解密，或者与记录不符；由系统管理员核对密钥文件 vault.key。"),
    # files of evidence
    "file.empty": N_("文件是空的，须重新选择。"),
    "file.too_large": N_("文件超过{megabytes} MB，压缩或拆分后再上传。"),
    "file.kind_unknown": N_("不接收这种文件；可上传 jpg、png、webp、heic、pdf、docx、xlsx 和 UTF-8 文本。"),
    "file.old_office": N_("文件是旧版格式或设有密码；另存为不带密码的 docx 或 xlsx 后再上传。"),
    "file.encrypted": N_("文件设有密码，取消密码后再上传。"),
    "file.macros": N_("文件含有宏，另存为不含宏的文件后再上传。"),
    "file.damaged": N_("文件已损坏或不完整，重新导出后再上传。"),
    "file.too_many_pixels": N_("图片超过{millions}百万像素，缩小后再上传。"),
    "file.unpacks_too_large": N_("文件解压后过大，未予接收；拆分后再上传。"),
    "file.active": N_("文件打开时会自动运行程序，打印成普通PDF后再上传。"),
    "file.infected": N_("病毒扫描未通过，文件未接收；请本单位信息人员处理后重新上传。"),
    "file.not_scanned": N_(
        "病毒扫描没有完成，文件未接收；稍后再传，仍不行时由系统管理员运行 caseflow doctor。"
    ),
    "file.no_room": N_("服务器存储空间不足，文件未接收；请告知系统管理员。"),
    "evidence.too_many": N_("本件的文件已达{most}份，不再接收；合并后再上传。"),
    "evidence.kind_unknown": N_("没有这一类证据，从所列类别中选。"),
    "evidence.point": N_("照片点位须为1至9999的整数。"),
    "evidence.already": N_("这份文件已在本件中，不需重复上传。"),
    "evidence.signed": N_("本件已经双签字，不再补充证据；须先撤回更正。"),
    "evidence.withdrawn": N_("这份证据已撤下。"),
    "evidence.other_unit": N_("这份证据由其他单位上传，由上传单位撤下。"),
    "evidence.whole_only": N_(
        "这张图片含有拍摄地点，去不掉，只给整改办、验收单位、纪检监察和上传单位；请上传单位另存为 jpg 再上传。"
    ),
    "evidence.lost": N_("文件不见了或已被改动，不予提供；由系统管理员运行 caseflow verify 核对。"),
    "file_missing": N_("{where}：记录中的证据文件不见了。"),
    "file_changed": N_("{where}：证据文件与记录不符，被改过。"),
}
