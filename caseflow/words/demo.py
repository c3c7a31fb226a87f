"""Sentences of the demonstration city."""

from caseflow.words.msgid import N_

SENTENCES = {
    "demo.made": N_("演示城市已建好，到 {as_of} 为止。数据均为演示，文字系虚构。"),
    "demo.there": N_("演示城市已在，沿用现有的。要从头再建，加 --reset。"),
    "demo.account": N_("{role}：{name}，登录名 {login}，密码 {password}"),
    "demo.address": N_("用浏览器打开 {address}"),
    "demo.serve_later": N_("要打开页面，运行 caseflow serve。"),
    "demo.too_early": N_("演示从 {first} 开始。写这一天或以后的日期。"),
    "demo.not_empty": N_(
        "这个库里有别的内容，演示不动它。换一个空库：设 CASEFLOW_HOME 或 CASEFLOW_DATABASE_URL。"
    ),
    "demo.role.coordinator_second": N_("整改办（第二人）"),
    "demo.role.group_head_second": N_("领导小组另一位组长"),
}
