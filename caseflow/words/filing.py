"""What pages say of filing by hand."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "text.title": N_("标题"),
    "text.due_phrase": N_("整改时限"),
}

SENTENCES: dict[str, str] = {
    "number.unusable": N_("编号由文字、数字和连接符组成，不含“/”，不超过{limit}个字符。"),
    "describe.nothing_changed": N_("表述没有改动，改动后再提交。"),
}
