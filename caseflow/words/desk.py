"""What the inspector's desk says."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "dwell_by.case": N_("案件"),
    "dwell_by.unit": N_("单位"),
    "dwell_by.person": N_("人员"),
}
SENTENCES: dict[str, str] = {
    "flag.proof.file": N_("第{n}份佐证（{day}）"),
    "flag.proof.file_elsewhere": N_("{case}第{n}份佐证（{day}）"),
    "flag.proof.event": N_("第{n}条（{day}）"),
    "flag.proof.event_elsewhere": N_("{case}第{n}条（{day}）"),
    "desk.and_more": N_("，另 {n} 项"),
}
