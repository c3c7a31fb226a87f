"""What the inspector's desk says."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "action.inspect": N_("使用监督台"),
    "action.view_look_backs": N_("查看回头看抽查"),
    "action.draw_look_back": N_("抽取回头看案件"),
    "action.look_back": N_("记录回头看结果"),
    "look_back.holds": N_("整改成效保持"),
    "look_back.rebound": N_("问题反弹"),
    "look_back.fake": N_("整改不实"),
    "look_back.open": N_("待看"),
    "limit.contribution": N_("分报期限"),
    "dwell_by.case": N_("案件"),
    "dwell_by.unit": N_("单位"),
    "dwell_by.person": N_("人员"),
}
SENTENCES: dict[str, str] = {
    "look_back.nobody": N_("没有销号满规定天数、还没有抽中待看的案件，不抽。"),
    "look_back.today": N_("今天已经抽过（第 {name} 次），一天只抽一次。"),
    "look_back.not_drawn": N_(
        "这件案件没有被抽中，或者这次抽查的结果已经记录。没有抽中的，用“登记发现问题”。"
    ),
    "look_back.own_hand": N_("在本案中{hands!t}的人不做回头看，请换人。"),
    "look_back.unknown": N_("没有第 {name} 次抽查。"),
    "flag.proof.file": N_("第{n}份佐证（{day}）"),
    "flag.proof.file_elsewhere": N_("{case}第{n}份佐证（{day}）"),
    "flag.proof.event": N_("第{n}条（{day}）"),
    "flag.proof.event_elsewhere": N_("{case}第{n}条（{day}）"),
    "desk.and_more": N_("，另 {n} 项"),
}
