"""What is said of settings and key files that cannot be used."""

from caseflow.words.msgid import N_

SENTENCES = {
    "settings.unknown": N_("没有名为 {name} 的设置项；可用的设置项：{known}。"),
    "settings.bad_value": N_("设置项 {name} 的值“{value}”无法使用；可接受：{accepts}。"),
    "settings.bad_confidential_value": N_("设置项 {name} 的值无法使用；可接受：{accepts}。"),
    "secret.missing": N_("缺少密钥文件 {path}；首次安装由 caseflow init 生成，恢复数据时须与备份一并放回。"),
    "secret.open_to_others": N_("密钥文件 {path} 可被他人访问；执行 chmod 600 后再启动。"),
    "secret.too_short": N_("密钥文件 {path} 不足 {bytes} 字节，内容不完整；从备份恢复后再启动。"),
}
