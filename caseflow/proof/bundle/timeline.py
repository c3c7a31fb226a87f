"""The timeline of a case for people, made of its leaves and of the texts at hand. Part of the format: it never changes.

The words stand here and not in the catalogue, for a bundle is read without the product, in Chinese, years later.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

SHANGHAI = timedelta(hours=8)
CLOSED = "（本包不含原文）"
HEAD = "本文件由 events.ndjson 与 openings.ndjson 生成，核验时重新生成并逐字节比对；以 events.ndjson 为准。"
WORDS: Mapping[str, str] = {
    "accept_assignment": "签收",
    "accept_transfer": "接收移交",
    "acknowledge_paper": "签收文书",
    "add_evidence": "上传佐证",
    "amend": "方案调整",
    "answer_objection": "答复异议",
    "answer_paper": "回复文书",
    "apply_closure": "申请验收",
    "assign": "交办",
    "begin_acceptance": "开始验收",
    "check_proposal": "复核提议",
    "confirm_findings": "确认核查结论",
    "confirm_year": "年度确认",
    "decide": "表决",
    "deem_accepted": "视为签收",
    "draft_notice": "起草公示",
    "end_notice": "公示结束",
    "enter_finding": "登记问题",
    "exempt_notice": "不公示",
    "extend": "延期",
    "fail_acceptance": "验收退回",
    "fall_back": "分件退回",
    "feed_back": "反馈督察组",
    "file": "建档立卡",
    "file_up": "备案",
    "gather_parts": "汇总",
    "issue_paper": "印发文书",
    "mark_measure": "措施进展",
    "mark_rebound": "标记反弹",
    "merge": "并案",
    "object": "提出异议",
    "pass_acceptance": "验收通过",
    "propose": "提议",
    "publish_notice": "发布公示",
    "rebound": "反弹",
    "recall": "撤回更正",
    "record_findings": "核查结论",
    "refuse": "拒签",
    "release_notice": "核发公示",
    "report": "月度填报",
    "request_supplement": "限期补正",
    "resume": "恢复计时",
    "return_assignment": "退单",
    "return_for_supplement": "退回补正",
    "review_report": "审核填报",
    "revoke_closure": "撤销销号",
    "self_check": "自查完成",
    "sign": "签字",
    "split": "分件",
    "supply_supplement": "补正",
    "suspend": "中止计时",
    "take_over": "接收台账",
    "transfer": "移交",
    "unmerge": "取消并案",
    "uphold_objection": "异议成立",
    "withdraw": "撤回申请",
    "withdraw_evidence": "撤下佐证",
}
"""A word for the types a case is mostly made of; any other stands by its code."""


def timeline(
    log: str, case: str, leaves: Iterable[Mapping[str, Any]], texts: Mapping[tuple[str, int, str], str]
) -> bytes:
    """The file `case.txt`: each leaf's fields in words, its texts by stream, number and name where they are at hand."""
    lines = [f"案件 {case}", f"日志 {log}", HEAD]
    for leaf in leaves:
        lines += ["", *_event(leaf)]
        for name in sorted(leaf["pii"]):
            text = texts.get((leaf["stream"], leaf["n"], name), CLOSED)
            lines.append(f"    {name}：" + text.replace("\n", "\n        "))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _event(leaf: Mapping[str, Any]) -> Iterable[str]:
    local = datetime.fromisoformat(leaf["at"]) + SHANGHAI
    word = f" {WORDS[leaf['type']]}" if leaf["type"] in WORDS else ""
    yield f"第{leaf['n']}条  {local:%Y-%m-%d %H:%M:%S}  {leaf['type']}{word}"
    yield f"    办理日 {leaf['day']}  办理人 {leaf['actor']}  职务 {leaf['office']}"
    if leaf["on_behalf"]:
        yield f"    代 {leaf['on_behalf']}"
    if leaf["occurred_at"]:
        yield f"    材料所载日期 {leaf['occurred_at']}"
    if leaf["data"]:
        data = json.dumps(leaf["data"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield f"    内容 {data}"
