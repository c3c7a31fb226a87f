#!/usr/bin/env python3
"""核验证据包 / Checks an evidence bundle of caseflow, offline.

    python3 verify.py BUNDLE.zip --policy POLICY [--held CHECKPOINT] [--json]

结果 / Result and exit code: 0 verified 核验通过, 1 tampered 被改动过, 2 cannot tell 无法判定.
POLICY is your own file, with the keys you trust; nothing in the bundle can stand in for it. CHECKPOINT is one you
were given before: the bundle must then continue it.

One file, Python 3.11 or newer, its standard library and nothing else, no network, nothing is extracted. It shares no
line with the product's own verifier: docs/verifying.md fixes the format for both, and the same attacks are shown to
both. It reads in sections: words, bytes, tree, keys, archive, texts, checkpoint, leaves, signatures, rules, report.
"""

import argparse
import base64
import binascii
import hashlib
import json
import mmap
import re
import struct
import sys
import time
import zlib
from datetime import UTC, date, datetime, timedelta

VERIFIED, TAMPERED, CANNOT_TELL = "verified", "tampered", "cannot_tell"
EXIT = {VERIFIED: 0, TAMPERED: 1, CANNOT_TELL: 2}

# ---------------------------------------------------------------------------------------------------------------------
# Words: every code with what it means for the result, in Chinese and English. "?" cannot tell, "!" tampered.

CODES = {
    "zip_malformed": (
        "!",
        "压缩包的结构不完整或不规范，可能被截断、拼接或重新打包过。请索取原件。",
        "The archive is cut off, spliced or packed anew. Ask for the original file.",
    ),
    "zip_entry_unsafe": (
        "!",
        "压缩包内有不应有的条目（越出目录的名称、链接、加密或其他压缩方式）。",
        "The archive holds an entry that may not be: a name leading outside, a link, encryption, "
        "another compression.",
    ),
    "zip_name_twice": (
        "!",
        "压缩包内有同名文件（大小写不同也算同名）。",
        "Two entries of the archive have one name, or names that differ by case alone.",
    ),
    "member_missing": ("!", "缺少应有的文件。", "A file that must be there is missing."),
    "member_unknown": ("!", "有格式中没有的文件。", "There is a file that the format does not know."),
    "manifest_malformed": ("!", "文件目录 MANIFEST 写法不对。", "MANIFEST is not written as it must be."),
    "manifest_incomplete": (
        "!",
        "文件目录 MANIFEST 与包内文件不一一对应。",
        "MANIFEST does not list exactly the files of the bundle.",
    ),
    "manifest_wrong": (
        "!",
        "文件与目录 MANIFEST 所记的摘要或大小不符。",
        "A file has not the digest or size that MANIFEST says.",
    ),
    "sm3_malformed": ("!", "sm3.txt 写法不对。", "sm3.txt is not written as it must be."),
    "sm3_wrong": (
        "!",
        "文件与 sm3.txt 所记的 SM3 摘要不符。",
        "A file has not the SM3 digest that sm3.txt says.",
    ),
    "version_unknown": (
        "?",
        "证据包的版本或算法本程序不认识，换用新版核验程序。",
        "This program does not know the bundle's version or algorithm; use a newer verifier.",
    ),
    "version_malformed": ("!", "VERSION 写法不对。", "VERSION is not written as it must be."),
    "checkpoint_missing": (
        "?",
        "未签检查点：只能看出内容前后一致，不能证明就是当时的记录。",
        "Without a checkpoint the contents agree with themselves, and that is all that can be said.",
    ),
    "checkpoint_malformed": ("!", "检查点写法不对。", "The checkpoint is not written as it must be."),
    "checkpoint_other_log": ("!", "检查点属于另一份日志。", "The checkpoint is of another log."),
    "checkpoint_other_size": (
        "!",
        "检查点的条数与 VERSION 所写不符。",
        "The checkpoint has another size than VERSION says.",
    ),
    "policy_missing": (
        "?",
        "没有给出核验策略（--policy）。密钥须由核验人自己掌握，不能取自证据包。",
        "No policy was given (--policy). Keys are the inspector's own, never the bundle's.",
    ),
    "policy_malformed": ("?", "核验策略文件写法不对。", "The policy file is not written as it must be."),
    "log_not_pinned": ("!", "检查点所属日志不在您的核验策略之内。", "Your policy knows no log of this name."),
    "log_signature_missing": (
        "!",
        "检查点没有您所信任的日志密钥的签名。",
        "The checkpoint bears no signature of a log key you trust.",
    ),
    "log_signature_wrong": (
        "!",
        "检查点上的日志签名不成立。",
        "The log's signature under the checkpoint does not hold.",
    ),
    "witness_signature_wrong": (
        "!",
        "检查点上见证人的签名不成立。",
        "A witness's signature under the checkpoint does not hold.",
    ),
    "witness_time_wrong": ("!", "见证时间为零或在未来。", "A witness's time is zero or in the future."),
    "quorum_unmet": (
        "?",
        "未见证：见证人的签名达不到您的核验策略的要求。",
        "Not witnessed: the cosignatures do not meet your policy's quorum.",
    ),
    "held_malformed": (
        "?",
        "您手中的检查点读不出，或不是这份日志签的。",
        "The checkpoint you hold cannot be read, or this log did not sign it.",
    ),
    "split_view": (
        "!",
        "同一长度出现了两个不同的日志：您手中的检查点与包内的互相矛盾。",
        "One size, two logs: the checkpoint you hold contradicts the bundle's.",
    ),
    "older_than_held": (
        "?",
        "包内检查点早于您手中的检查点，请索取新的证据包。",
        "The bundle's checkpoint is older than the one you hold; ask for a new bundle.",
    ),
    "consistency_missing": (
        "?",
        "包内没有与您手中检查点相接的一致性证明，请索取附带它的证据包。",
        "The bundle has no proof that it continues the checkpoint you hold; ask for one that has.",
    ),
    "inconsistent": (
        "!",
        "包内检查点不是您手中检查点的延续，日志被改写过。",
        "The bundle's checkpoint does not continue the one you hold: the log was rewritten.",
    ),
    "case_empty": ("!", "包内没有任何事件。", "The bundle holds no event."),
    "leaf_unreadable": ("!", "事件不是规定的写法。", "An event is not written as it must be."),
    "leaf_other_log": ("!", "事件属于另一份日志。", "An event is of another log."),
    "leaf_other_case": ("!", "事件不属于本案。", "An event is not of this case."),
    "first_not_filing": ("!", "案件不是从建档开始的。", "The case does not begin with its filing."),
    "event_gap": ("!", "事件编号不连续，有缺漏或重复。", "The events' numbers have a gap or stand twice."),
    "chain_broken": ("!", "事件没有接在上一条之后。", "An event does not follow the one before it."),
    "index_order": ("!", "事件在日志中的先后与编号不符。", "The events stand in the log in another order."),
    "time_backwards": ("!", "事件时间早于前一条。", "An event is earlier than the one before it."),
    "time_after_witness": (
        "!",
        "事件时间晚于见证时间。",
        "An event is later than the time it was witnessed.",
    ),
    "proof_malformed": ("!", "收录证明写法不对。", "An inclusion proof is not written as it must be."),
    "proof_other_checkpoint": (
        "!",
        "收录证明所附检查点不是本包的检查点。",
        "An inclusion proof is for another checkpoint.",
    ),
    "inclusion_wrong": (
        "!",
        "收录证明不成立：该条不在检查点所签的日志之中。",
        "An inclusion proof fails: this leaf is not in the log that was signed.",
    ),
    "heads_malformed": (
        "!",
        "heads.leaf 或 heads.path 写法不对。",
        "heads.leaf or heads.path is not as it must be.",
    ),
    "heads_not_last": (
        "!",
        "heads.leaf 不是检查点的最后一条。",
        "heads.leaf is not the checkpoint's last leaf.",
    ),
    "heads_wrong": (
        "!",
        "末条证明不成立：检查点时该流的最后一条不是包内的最后一条，有事件被略去。",
        "What is shown as a stream's last event was not its last: events were left out.",
    ),
    "heads_missing": (
        "!",
        "heads.path 中没有某个流的末条证明。",
        "heads.path has no proof of a stream's last event.",
    ),
    "openings_malformed": (
        "!",
        "openings.ndjson 写法不对。",
        "openings.ndjson is not written as it must be.",
    ),
    "opening_unknown": ("!", "有原文不属于包内任何事件。", "A text belongs to no event of the bundle."),
    "opening_wrong": ("!", "原文与事件中的摘要不符。", "A text is not the one the event commits to."),
    "opening_forbidden": ("!", "包内有不应公开的原文。", "The bundle shows a text that it may not show."),
    "attachment_missing": ("!", "缺少事件所记的附件。", "A file that an event shows is missing."),
    "attachment_wrong": (
        "!",
        "附件与其摘要或大小不符。",
        "A file has another digest or size than the event says.",
    ),
    "attachment_unknown": ("!", "有附件不属于包内任何事件。", "A file belongs to no event of the bundle."),
    "timeline_changed": (
        "!",
        "case.txt 与按事件重新生成的不一致。",
        "case.txt is not what the events make it.",
    ),
    "keys_missing": ("!", "缺少签字人的密钥记录。", "The record of a signer's keys is missing."),
    "keys_unordered": ("!", "keys.ndjson 的次序不对。", "keys.ndjson is not in order."),
    "keys_foreign": (
        "!",
        "keys.ndjson 中有与签字无关的记录。",
        "keys.ndjson holds a stream that no signature needs.",
    ),
    "signature_unopened": (
        "!",
        "签字的原文（statement、proof）或公钥不在包内。",
        "A signature's statement, proof or public key is not in the bundle.",
    ),
    "statement_unreadable": ("!", "签字陈述写法不对。", "A signed statement is not written as it must be."),
    "statement_log": ("!", "签字陈述说的是另一份日志。", "A signed statement is about another log."),
    "statement_case": ("!", "签字陈述说的是另一案件。", "A signed statement is about another case."),
    "statement_action": ("!", "签字陈述说的是另一种办理。", "A signed statement is about another act."),
    "statement_box": ("!", "签字陈述的签字栏与事件不符。", "A signed statement is for another box."),
    "statement_office": ("!", "签字陈述的职务与事件不符。", "A signed statement is from another office."),
    "statement_person": ("!", "签字陈述的签字人与事件不符。", "A signed statement is by another person."),
    "statement_dossier": ("!", "签字陈述的案卷与事件不符。", "A signed statement is over another dossier."),
    "statement_head": (
        "!",
        "签字人所见的案件末条不是签字前的一条。",
        "What the signer saw last of the case is not the event before the signature.",
    ),
    "statement_rules": ("!", "签字陈述依据的规则与事件不符。", "A signed statement names another rulebook."),
    "statement_expires": ("!", "签字时陈述已过期。", "A statement had expired when it was signed."),
    "statement_long": ("!", "签字陈述的有效期超过15分钟。", "A statement was good for more than 15 minutes."),
    "statement_replayed": ("!", "同一签字陈述用了两次。", "One signed statement is used twice."),
    "proof_unreadable": ("!", "签字的证明写法不对。", "A signature's proof is not written as it must be."),
    "batch_unreadable": ("!", "批量签字的陈述写法不对。", "A batch statement is not written as it must be."),
    "batch_without_it": (
        "!",
        "批量签字的陈述不含本案的陈述。",
        "The batch does not hold this case's statement.",
    ),
    "batch_of_another": (
        "!",
        "批量签字的陈述属于另一人、另一日志或另一时限。",
        "The batch is another person's, log's or time's.",
    ),
    "key_unknown": ("!", "签字用的密钥没有登记在签字人名下。", "The key was never enrolled for the signer."),
    "key_unreadable": ("!", "公钥读不出。", "The public key cannot be read."),
    "key_algorithm": (
        "?",
        "签字的算法本程序不认识。",
        "This program does not know the signature's algorithm.",
    ),
    "key_public_wrong": ("!", "公钥与登记的摘要不符。", "The public key is not the one that was enrolled."),
    "key_not_in_force": (
        "!",
        "签字时密钥尚未经第二人核准。",
        "When it signed, the key had not been approved by a second person.",
    ),
    "key_revoked": ("!", "签字时密钥已经注销。", "When it signed, the key had been revoked."),
    "credential_wrong": (
        "!",
        "签字所用凭据不是登记的凭据。",
        "The signature is by another credential than was enrolled.",
    ),
    "client_data_unreadable": ("!", "客户端数据读不出。", "The client data cannot be read."),
    "ceremony_wrong": ("!", "客户端数据不是签字断言。", "The client data is no assertion."),
    "challenge_wrong": ("!", "签字不是针对这份陈述的。", "The signature is not over this statement."),
    "origin_wrong": ("!", "签字来自另一网站。", "The signature was made on another site."),
    "origin_framed": ("!", "签字时页面嵌在别的网站之内。", "The page was framed by another site."),
    "authenticator_data_unreadable": ("!", "签字器数据读不出。", "The authenticator data cannot be read."),
    "rp_id_wrong": ("!", "签字器的网站标识不符。", "The authenticator signed for another site."),
    "user_not_present": ("!", "签字时没有人在场（UP）。", "Nobody was present (UP)."),
    "user_not_verified": ("!", "签字时没有验证本人（UV）。", "The signer was not verified (UV)."),
    "signature_wrong": ("!", "签名不成立。", "The signature does not hold."),
    "closed_unsigned": (
        "!",
        "销号时没有恰好两个有效签字。",
        "The case was closed without exactly two standing signatures.",
    ),
    "closed_one_person": ("!", "销号的两个签字是同一人。", "One person signed in both boxes."),
    "closed_one_box": (
        "!",
        "销号的两个签字不在党委、政府两栏。",
        "The two signatures are not in the two boxes, Party and government.",
    ),
    "closed_two_dossiers": (
        "!",
        "销号的两个签字签的不是同一份案卷。",
        "The two signatures are over different dossiers.",
    ),
    "taken_over_late": (
        "!",
        "案件已在本系统办理，却又按外部台账接收。",
        "A ledger's claims were taken over after the case had been worked on.",
    ),
}

NOTES = {
    "no_consistency": (
        "没有核对您以前持有的检查点（--held）。",
        "No checkpoint you hold was compared (--held).",
    ),
    "sm3_unchecked": ("SM3 摘要未核对（{what}）。", "SM3 digests were not checked ({what})."),
    "texts_closed": (
        "有 {count} 段文字的原文不在包内，只核对了摘要。",
        "{count} texts are not in the bundle; only their digests stand.",
    ),
    "files_left_out": ("公开版不含附件，共 {count} 个。", "The public version leaves {count} files out."),
    "signature": ("第{n}条 {box} {person}：{label}{void}", "Event {n} {box} {person}: {label}{void}"),
    "closed_outside": (
        "第{n}条：销号是外部台账所称，不在本系统签字。",
        "Event {n}: closed as a ledger claims; it was not signed here.",
    ),
}

LABELS = {
    "passkey": ("通行密钥签字，已离线验证", "passkey, verified offline"),
    "passkey_wrong": ("通行密钥签字，未通过验证", "passkey, not verified"),
    "code": (
        "普通电子签名（口令加一次性验证码），不能离线验证",
        "ordinary electronic signature (password and code), not verifiable offline",
    ),
    "password": (
        "普通电子签名（口令），不能离线验证",
        "ordinary electronic signature (password), not verifiable offline",
    ),
    "paper": ("纸质签批，须与纸质原件核对", "signed on paper; compare the paper"),
    "other": ("其他签名方式，不能离线验证", "another means, not verifiable offline"),
}

VOID = ("（其后已失效）", " (void by a later event)")

WORDS = dict(
    pair.split(" ", 1)
    for pair in """
accept_assignment 签收
accept_transfer 接收移交
acknowledge_paper 签收文书
add_evidence 上传佐证
amend 方案调整
answer_objection 答复异议
answer_paper 回复文书
apply_closure 申请验收
assign 交办
begin_acceptance 开始验收
check_proposal 复核提议
confirm_findings 确认核查结论
confirm_year 年度确认
decide 表决
deem_accepted 视为签收
draft_notice 起草公示
end_notice 公示结束
enter_finding 登记问题
exempt_notice 不公示
extend 延期
fail_acceptance 验收退回
fall_back 分件退回
feed_back 反馈督察组
file 建档立卡
file_up 备案
gather_parts 汇总
issue_paper 印发文书
mark_measure 措施进展
mark_rebound 标记反弹
merge 并案
object 提出异议
pass_acceptance 验收通过
propose 提议
publish_notice 发布公示
rebound 反弹
recall 撤回更正
record_findings 核查结论
refuse 拒签
release_notice 核发公示
report 月度填报
request_supplement 限期补正
resume 恢复计时
return_assignment 退单
return_for_supplement 退回补正
review_report 审核填报
revoke_closure 撤销销号
self_check 自查完成
sign 签字
split 分件
supply_supplement 补正
suspend 中止计时
take_over 接收台账
transfer 移交
unmerge 取消并案
uphold_objection 异议成立
withdraw 撤回申请
withdraw_evidence 撤下佐证
""".strip().splitlines()
)


# ---------------------------------------------------------------------------------------------------------------------
# Bytes: strict base64, strict JSON and its one way of being written.


class Bad(Exception):
    """Something is not as it must be; the text says what."""


def unbase64(text):
    """The bytes of standard base64 with its padding, written in the one way there is."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad("base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Bad("base64")
    return raw


def unbase64url(text):
    """The bytes of base64url without padding, written in the one way there is."""
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise Bad("base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise Bad("base64url") from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise Bad("base64url")
    return raw


def strict_json(raw):
    """What JSON says, where no key stands twice and no number is broken; the bytes may be spaced at will."""

    def pairs(found):
        if len({key for key, _ in found}) != len(found):
            raise Bad("a key stands twice")
        return dict(found)

    def no(_):
        raise Bad("not an integer")

    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=pairs, parse_float=no, parse_constant=no)
    except (ValueError, RecursionError):
        raise Bad("not JSON") from None


ESCAPED = re.compile(r'[\x00-\x1f"\\]')
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def written(value):
    """JSON in its one form: keys by code point, no spaces, nothing escaped that need not be."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + ESCAPED.sub(lambda found: SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(written(item) for item in value) + "]"
    return "{" + ",".join(written(key) + ":" + written(value[key]) for key in sorted(value)) + "}"


def canonical_json(raw):
    """What canonical JSON says."""
    value = strict_json(raw)
    try:
        same = written(value).encode("utf-8") == raw
    except (UnicodeEncodeError, RecursionError):
        same = False
    if not same:
        raise Bad("not in canonical form")
    return value


def lines_of(raw):
    """Lines without their ends; each must end with LF."""
    if raw and not raw.endswith(b"\n"):
        raise Bad("the last line does not end")
    return raw.split(b"\n")[:-1]


def sha(raw):
    return hashlib.sha256(raw).digest()


HEX = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def is_hex(value):
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def instant(text):
    """A leaf's instant."""
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        raise Bad("instant")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Bad("instant") from None


# ---------------------------------------------------------------------------------------------------------------------
# Tree: RFC 6962.


def leaf_hash(leaf):
    return sha(b"\x00" + leaf)


def node(left, right):
    return sha(b"\x01" + left + right)


def root_from_path(index, size, digest, path):
    """The root that a leaf's path leads to. Raises Bad where the path has not the length that index and size ask."""
    if not 0 <= index < size or any(len(step) != 32 for step in path):
        raise Bad("path")
    steps, last = list(path), size - 1
    while last > 0:
        if index % 2 == 1 or index < last:
            if not steps:
                raise Bad("path too short")
            step = steps.pop(0)
            digest = node(step, digest) if index % 2 == 1 else node(digest, step)
        index, last = index // 2, last // 2
    if steps:
        raise Bad("path too long")
    return digest


def roots_from_consistency(old, new, old_root, path):
    """The pair of roots that a consistency proof leads to, 0 < old < new."""
    if not 0 < old < new or any(len(step) != 32 for step in path):
        raise Bad("sizes")
    steps = list(path)
    index, last = old - 1, new - 1
    while index % 2 == 1:
        index, last = index // 2, last // 2
    if index == 0:
        one = two = old_root
    else:
        if not steps:
            raise Bad("path too short")
        one = two = steps.pop(0)
    while last > 0:
        if index % 2 == 1 or index < last:
            if not steps:
                raise Bad("path too short")
            step = steps.pop(0)
            if index % 2 == 1:
                one, two = node(step, one), node(step, two)
            else:
                two = node(two, step)
        index, last = index // 2, last // 2
    if steps:
        raise Bad("path too long")
    return one, two


# ---------------------------------------------------------------------------------------------------------------------
# Keys: Ed25519 (RFC 8032) and ECDSA over P-256 with SHA-256 (FIPS 186), checking only.

P25519 = 2**255 - 19
L25519 = 2**252 + 27742317777372353535851937790883648493
D25519 = -121665 * pow(121666, -1, P25519) % P25519
BASE_Y = 4 * pow(5, -1, P25519) % P25519


def recover_x(y, sign):
    square = (y * y - 1) * pow(D25519 * y * y + 1, -1, P25519) % P25519
    x = pow(square, (P25519 + 3) // 8, P25519)
    if (x * x - square) % P25519:
        x = x * pow(2, (P25519 - 1) // 4, P25519) % P25519
    if (x * x - square) % P25519 or (x == 0 and sign):
        raise Bad("no point")
    return P25519 - x if x % 2 != sign else x


def decompress(raw):
    number = int.from_bytes(raw, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    if y >= P25519:
        raise Bad("no point")
    x = recover_x(y, sign)
    return x, y, 1, x * y % P25519


def edwards_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P25519
    b = (p[1] + p[0]) * (q[1] + q[0]) % P25519
    c = 2 * p[3] * q[3] * D25519 % P25519
    d = 2 * p[2] * q[2] % P25519
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P25519, g * h % P25519, f * g % P25519, e * h % P25519


def edwards_times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = edwards_add(total, point)
        point, scalar = edwards_add(point, point), scalar >> 1
    return total


BASE25519 = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P25519)


def ed25519_holds(public, message, signature):
    """Whether an Ed25519 signature holds."""
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        key = decompress(public)
    except Bad:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L25519:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L25519
    minus = (P25519 - key[0], key[1], 1, P25519 - key[3])
    x, y, z, _ = edwards_add(edwards_times(s, BASE25519), edwards_times(k, minus))
    inverse = pow(z, -1, P25519)
    x, y = x * inverse % P25519, y * inverse % P25519
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
N256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B256 = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G256 = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def p256_double(p):
    x, y, z = p
    if not z or not y:
        return 0, 1, 0
    yy = y * y % P256
    s = 4 * x * yy % P256
    zz = z * z % P256
    m = 3 * (x - zz) * (x + zz) % P256
    x3 = (m * m - 2 * s) % P256
    return x3, (m * (s - x3) - 8 * yy * yy) % P256, 2 * y * z % P256


def p256_add(p, q):
    if not p[2]:
        return q
    if not q[2]:
        return p
    zp, zq = p[2] * p[2] % P256, q[2] * q[2] % P256
    u1, u2 = p[0] * zq % P256, q[0] * zp % P256
    s1, s2 = p[1] * zq * q[2] % P256, q[1] * zp * p[2] % P256
    if u1 == u2:
        return p256_double(p) if s1 == s2 else (0, 1, 0)
    h, r = (u2 - u1) % P256, (s2 - s1) % P256
    hh = h * h % P256
    hhh, v = h * hh % P256, u1 * hh % P256
    x3 = (r * r - hhh - 2 * v) % P256
    return x3, (r * (v - x3) - s1 * hhh) % P256, h * p[2] * q[2] % P256


def p256_times(scalar, point):
    total = (0, 1, 0)
    for bit in bin(scalar)[2:]:
        total = p256_double(total)
        if bit == "1":
            total = p256_add(total, point)
    return total


def der_pair(raw):
    """The two integers of an ECDSA signature, each in the one way DER has."""

    def integer(at):
        if len(raw) < at + 2 or raw[at] != 2 or not 1 <= raw[at + 1] <= 33 or len(raw) < at + 2 + raw[at + 1]:
            raise Bad("DER")
        body = raw[at + 2 : at + 2 + raw[at + 1]]
        if body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
            raise Bad("DER")
        return int.from_bytes(body, "big"), at + 2 + len(body)

    if len(raw) < 2 or raw[0] != 0x30 or raw[1] != len(raw) - 2 or raw[1] > 127:
        raise Bad("DER")
    r, at = integer(2)
    s, at = integer(at)
    if at != len(raw):
        raise Bad("DER")
    return r, s


def is_on_p256(x, y):
    return x < P256 and y < P256 and (y * y - x * x * x + 3 * x - B256) % P256 == 0


def es256_holds(x, y, message, signature):
    """Whether an ECDSA signature over P-256 with SHA-256 holds."""
    try:
        r, s = der_pair(signature)
    except Bad:
        return False
    if not (0 < r < N256 and 0 < s < N256):
        return False
    w = pow(s, -1, N256)
    e = int.from_bytes(sha(message), "big")
    u1, u2 = e * w % N256, r * w % N256
    px, _, pz = p256_add(p256_times(u1, (*G256, 1)), p256_times(u2, (x, y, 1)))
    return bool(pz) and px * pow(pz * pz, -1, P256) % P256 % N256 == r


def rs256_holds(modulus, exponent, message, signature):
    """Whether an RSA signature (PKCS #1 v1.5, SHA-256) holds; a key of less than 2048 bits is nobody's."""
    size = (modulus.bit_length() + 7) // 8
    if modulus.bit_length() < 2048 or modulus.bit_length() > 8192 or len(signature) != size:
        return False
    whole = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    tail = bytes.fromhex("003031300d060960864801650304020105000420") + sha(message)
    return whole == b"\x00\x01" + b"\xff" * (size - 2 - len(tail)) + tail


def cbor_head(raw, at):
    """Major type and number of an item, and where it goes on (RFC 8949, 3)."""
    if at >= len(raw):
        raise Bad("CBOR")
    major, short = raw[at] >> 5, raw[at] & 31
    if short < 24:
        return major, short, at + 1
    end = at + 1 + (1 << short - 24) if short < 27 else len(raw) + 1
    if end > len(raw):
        raise Bad("CBOR")
    return major, int.from_bytes(raw[at + 1 : end], "big"), end


def cbor_item(raw, at):
    major, number, at = cbor_head(raw, at)
    if major == 2 and at + number <= len(raw):
        return raw[at : at + number], at + number
    if major > 1:
        raise Bad("CBOR")
    return (number if major == 0 else -1 - number), at


class PublicKey:
    """A COSE key (RFC 9052) in base64url: ES256 over P-256, EdDSA over Ed25519, or RS256."""

    def __init__(self, text):
        raw = unbase64url(text)
        major, pairs, at = cbor_head(raw, 0)
        self.map = {}
        for _ in range(pairs if major == 5 else 0):
            label, at = cbor_item(raw, at)
            value, at = cbor_item(raw, at)
            if not isinstance(label, int) or label in self.map:
                raise Bad("COSE")
            self.map[label] = value
        kinds = {(2, -7): "es256", (1, -8): "eddsa", (3, -257): "rs256"}
        self.alg = kinds.get((self.map.get(1), self.map.get(3)))
        curve = {"es256": 1, "eddsa": 6, "rs256": self.map.get(-1)}
        if at != len(raw) or self.alg is None or self.map.get(-1) != curve[self.alg]:
            raise Bad("COSE")
        parts = [
            self.map.get(label) for label in {"es256": (-2, -3), "eddsa": (-2,), "rs256": (-1, -2)}[self.alg]
        ]
        if not all(isinstance(part, bytes) and part for part in parts):
            raise Bad("COSE")
        if self.alg != "rs256" and any(len(part) != 32 for part in parts):
            raise Bad("COSE")
        if self.alg == "es256" and not is_on_p256(*(int.from_bytes(part, "big") for part in parts)):
            raise Bad("COSE")
        self.parts = parts if self.alg == "eddsa" else [int.from_bytes(part, "big") for part in parts]

    def holds(self, message, signature):
        holds = {"es256": es256_holds, "eddsa": ed25519_holds, "rs256": rs256_holds}
        return holds[self.alg](*self.parts, message, signature)


# ---------------------------------------------------------------------------------------------------------------------
# Archive: the zip is read byte by byte from the first to the last; what is not accounted for is a fault.

MOST_ENTRIES = 60_000
NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*)(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?", re.ASCII)
REGULAR = {0, 0o100644 << 16}


class Archive:
    """The members of a zip by name, stored as they are; attachments are hashed as they are read and never kept."""

    def __init__(self, raw, report):
        self.raw, self.report = memoryview(raw), report
        self.members, self.digests, self.sizes = {}, {}, {}
        try:
            self.read()
        except (Bad, struct.error) as wrong:
            report.fault("zip_malformed", str(wrong))

    def read(self):
        if len(self.raw) < 22:
            raise Bad("end record")
        end = struct.unpack("<4s4H2LH", self.raw[-22:])
        count, size, start = end[4], end[5], end[6]
        if end[0] != b"PK\x05\x06" or end[1] or end[2] or end[3] != count or end[7]:
            raise Bad("end record")
        if start + size != len(self.raw) - 22 or count > MOST_ENTRIES:
            raise Bad("central directory")
        entries, at = [], start
        for _ in range(count):
            entry, at = self.central(at)
            entries.append(entry)
        if at != start + size:
            raise Bad("central directory")
        if self.refuse(entries):
            return
        at = 0
        for entry in entries:
            at = self.local(entry, at)
        if at != start:
            raise Bad("bytes between entries")

    def central(self, at):
        head = struct.unpack("<4s6H3L5H2L", self.raw[at : at + 46])
        if head[0] != b"PK\x01\x02" or head[11] or head[12] or head[13]:
            raise Bad("central directory")
        name = bytes(self.raw[at + 46 : at + 46 + head[10]])
        entry = {
            "name": name.decode("latin-1"),
            "flags": head[3],
            "method": head[4],
            "crc": head[7],
            "packed": head[8],
            "size": head[9],
            "attributes": head[15],
            "offset": head[16],
            "fixed": head[2:10],
        }
        return entry, at + 46 + head[10]

    def refuse(self, entries):
        """Names and kinds, before anything is read. Nothing is packed, so nothing can unpack to more than it is."""
        seen, bad = set(), False
        for entry in entries:
            name = entry["name"]
            safe = NAME.fullmatch(name) and not entry["flags"] and not entry["method"]
            if not safe or entry["size"] != entry["packed"] or entry["attributes"] not in REGULAR:
                bad = self.report.fault("zip_entry_unsafe", name)
            if name.lower() in seen:
                bad = self.report.fault("zip_name_twice", name)
            seen.add(name.lower())
        return bad

    def local(self, entry, at):
        name = entry["name"].encode("latin-1")
        begin = at + 30 + len(name)
        end = begin + entry["size"]
        if entry["offset"] != at or end > len(self.raw):
            raise Bad("offset")
        head = struct.unpack("<4s5H3L2H", self.raw[at : at + 30])
        same = (
            head[0] == b"PK\x03\x04" and head[1:9] == entry["fixed"] and head[9] == len(name) and not head[10]
        )
        if not same or bytes(self.raw[at + 30 : begin]) != name:
            raise Bad("entry " + entry["name"])
        part = self.raw[begin:end]
        if zlib.crc32(part) != entry["crc"]:
            raise Bad("entry " + entry["name"])
        name = entry["name"]
        self.members[name] = None if name.startswith("attachments/") else bytes(part)
        self.digests[name], self.sizes[name] = hashlib.sha256(part).hexdigest(), entry["size"]
        return end


# ---------------------------------------------------------------------------------------------------------------------
# Checkpoint: signed notes, verifier keys and the inspector's policy (C2SP).

CHECKPOINT = re.compile(
    r"([^\s\x00-\x1f\x7f\ufeff+]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n]+\n)+)"
)
LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)")
MOST_SIGNATURES = 64


class Note:
    """A checkpoint with its signature lines."""

    def __init__(self, raw):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Bad("not UTF-8") from None
        found = CHECKPOINT.fullmatch(text)
        if not found or len(found[2]) > 18:
            raise Bad("not a checkpoint")
        self.origin, self.size, self.root = found[1], int(found[2]), unbase64(found[3])
        self.body = text[: text.index("\n\n") + 1].encode("utf-8")
        self.signatures = []
        for line in found[4].splitlines():
            parts = LINE.fullmatch(line)
            blob = unbase64(parts[2]) if parts else b""
            if len(blob) < 5:
                raise Bad("signature line")
            self.signatures.append((parts[1], blob[:4], blob[4:]))
        if not self.size or len(self.signatures) > MOST_SIGNATURES:
            raise Bad("size")


class VerifierKey:
    """`name+id+base64(type||key)`."""

    def __init__(self, text, kind):
        parts = text.split("+", 2)
        if len(parts) != 3 or not parts[0] or not re.fullmatch(r"[0-9a-f]{8}", parts[1]):
            raise Bad("vkey")
        raw = unbase64(parts[2])
        if len(raw) != 33 or raw[0] != kind:
            raise Bad("vkey")
        self.name, self.id, self.key = parts[0], bytes.fromhex(parts[1]), raw[1:]
        if sha(self.name.encode("utf-8") + b"\n" + raw)[:4] != self.id:
            raise Bad("vkey id")


class Policy:
    """Which logs, which witnesses, and how many of them."""

    def __init__(self, raw):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        self.members = set()
        if re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", raw) or (raw and not raw.endswith(b"\n")):
            raise Bad("policy bytes")
        for line in raw.decode("utf-8", "surrogateescape").split("\n"):
            words = re.split(r"[ \t]+", line.strip(" \t"))
            if words[0] and not words[0].startswith("#"):
                self.take(words)
        if self.quorum is None:
            raise Bad("no quorum")
        keys = [key.key for key in (*self.logs, *self.witnesses.values())]
        if len(set(keys)) != len(keys):
            raise Bad("a key stands twice")

    def take(self, words):
        match words:
            case ["log", key] | ["log", key, _]:
                self.logs.append(VerifierKey(key, 0x01))
            case ["witness", name, key] | ["witness", name, key, _]:
                self.new(name)
                self.witnesses[name] = VerifierKey(key, 0x04)
            case ["group", name, count, *members] if members:
                self.new(name)
                for member in members:
                    if (member not in self.witnesses and member not in self.groups) or member in self.members:
                        raise Bad("group member")
                    self.members.add(member)
                self.groups[name] = (self.count(count, len(members)), members)
            case ["quorum", name] if self.quorum is None:
                if name != "none" and name not in self.witnesses and name not in self.groups:
                    raise Bad("quorum")
                self.quorum = name
            case _:
                raise Bad("policy line")

    def new(self, name):
        if name == "none" or name in self.witnesses or name in self.groups:
            raise Bad("name")

    @staticmethod
    def count(text, members):
        if text in ("any", "all"):
            return 1 if text == "any" else members
        if not re.fullmatch(r"[1-9][0-9]{0,3}", text) or int(text) > members:
            raise Bad("threshold")
        return int(text)

    def is_met(self, signed, name=None):
        name = name or self.quorum
        if name == "none":
            return True
        if name in self.witnesses:
            return name in signed
        count, members = self.groups[name]
        return sum(self.is_met(signed, member) for member in members) >= count


def proof_file(raw):
    """Index, path and checkpoint of a tlog-proof."""
    head, gap, note = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Bad("proof") from None
    if not gap or len(lines) < 2 or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) > 65:
        raise Bad("proof")
    found = re.fullmatch(r"index (0|[1-9][0-9]{0,17})", lines[1])
    if not found:
        raise Bad("proof index")
    path = [unbase64(line) for line in lines[2:]]
    if any(len(step) != 32 for step in path):
        raise Bad("proof hash")
    return int(found[1]), path, note


# ---------------------------------------------------------------------------------------------------------------------
# Leaves.

KEYS = {
    "v",
    "log",
    "stream",
    "n",
    "prev",
    "type",
    "actor",
    "office",
    "on_behalf",
    "at",
    "day",
    "occurred_at",
    "rules",
    "data",
    "pii",
}
FIELD = re.compile(r"[a-z][a-z0-9_.]*", re.ASCII)
INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff，。；！？]"
)


def read_leaf(raw):
    """The fields of a leaf, docs/record.md."""
    leaf = canonical_json(raw)
    if not isinstance(leaf, dict) or set(leaf) != KEYS:
        raise Bad("keys")
    if type(leaf["v"]) is not int or leaf["v"] != 1 or type(leaf["n"]) is not int or leaf["n"] < 0:
        raise Bad("v or n")
    for key in ("log", "stream", "type", "actor", "office"):
        if not isinstance(leaf[key], str) or not leaf[key]:
            raise Bad(key)
    if any(not isinstance(leaf[key], str | None) for key in ("on_behalf", "occurred_at", "rules")):
        raise Bad("on_behalf, occurred_at or rules")
    only_codes([leaf[key] for key in KEYS - {"data", "pii"}])
    instant(leaf["at"])
    try:
        if date.fromisoformat(leaf["day"]).isoformat() != leaf["day"]:
            raise Bad("day")
    except (ValueError, TypeError):
        raise Bad("day") from None
    if (leaf["prev"] is None) != (leaf["n"] == 0) or not (leaf["prev"] is None or is_hex(leaf["prev"])):
        raise Bad("prev")
    if not isinstance(leaf["data"], dict) or not isinstance(leaf["pii"], dict):
        raise Bad("data or pii")
    only_codes(leaf["data"])
    if not all(FIELD.fullmatch(name) and is_hex(digest) for name, digest in leaf["pii"].items()):
        raise Bad("pii")
    return leaf


def only_codes(value):
    """Codes, integers and what holds them; no sentence."""
    if isinstance(value, dict):
        if not all(FIELD.fullmatch(key) for key in value):
            raise Bad("key of data")
        only_codes(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            only_codes(item)
    elif isinstance(value, str) and (len(value) > 120 or INVISIBLE.search(value)):
        raise Bad("not a code")


class Leaf:
    """An event with its bytes, its hash, where it stands in the log and which file says so."""

    def __init__(self, raw, fields, where):
        self.hash, self.fields, self.where = leaf_hash(raw), fields, where
        self.stream, self.n, self.type = fields["stream"], fields["n"], fields["type"]
        self.data, self.index = fields["data"], None


# ---------------------------------------------------------------------------------------------------------------------
# The check itself.

FIXED = {
    "README.zh.txt",
    "VERSION",
    "MANIFEST",
    "case.txt",
    "events.ndjson",
    "keys.ndjson",
    "openings.ndjson",
    "sm3.txt",
    "verify.py",
}
SIGNED = {"checkpoint.txt", "heads.leaf", "heads.tlog-proof", "heads.path"}
VERSION = re.compile(
    r"caseflow-bundle/v1\nlog: ([^\n]+)\ncase: ([^\n]+)\nkind: (full|public)\n"
    r"checkpoint: (none|[1-9]\d{0,17})\nhash: sha-256\n",
    re.ASCII,
)
OPENED = {
    "sign": re.compile(r"statement|proof"),
    "enrol_key": re.compile(r"key\.[a-z0-9_.]+\.public", re.ASCII),
}
NEVER = re.compile(r"(?!)")
SM3_OF = ("MANIFEST", "checkpoint.txt", "events.ndjson", "heads.leaf", "keys.ndjson", "openings.ndjson")


class Report:
    def __init__(self):
        self.faults, self.notes, self.events, self.case = [], [], 0, None

    def fault(self, code, where):
        if (code, where) not in self.faults:
            self.faults.append((code, where))
        return True

    def note(self, code, **facts):
        self.notes.append((code, facts))

    @property
    def result(self):
        kinds = {CODES[code][0] for code, _ in self.faults}
        return TAMPERED if "!" in kinds else CANNOT_TELL if kinds else VERIFIED


def check(raw, policy=None, held=None, now=None):
    """The report on a bundle's bytes; `policy` and `held` are bytes of the inspector's own, `now` a POSIX time."""
    report = Report()
    archive = Archive(raw, report)
    if not report.faults:
        Check(archive, policy, held, time.time() if now is None else now, report).run()
    return report


class Check:
    """One bundle, read in the order of docs/verifying.md; every fault is told, not only the first."""

    def __init__(self, archive, policy, held, now, report):
        self.archive, self.members, self.report, self.now = archive, archive.members, report, now
        self.fault = report.fault
        self.policy_raw, self.held_raw, self.policy, self.note = policy, held, None, None
        self.witnessed = []
        self.events, self.keys, self.heads, self.texts = [], {}, None, {}

    def run(self):
        if not self.version():
            return
        self.manifest()
        self.sm3()
        self.read_policy()
        if self.signed:
            self.checkpoint()
        else:
            self.fault("checkpoint_missing", "checkpoint.txt")
        self.read_events()
        self.read_heads()
        self.read_keys()
        self.openings()
        self.attachments()
        Signatures(self).run()
        self.timeline()

    # ---- what must be there

    def version(self):
        raw = self.members.get("VERSION")
        if raw is None:
            self.fault("member_missing", "VERSION")
            return False
        text = raw.decode("utf-8", "replace")
        if not text.startswith("caseflow-bundle/v1\n") or (
            text.endswith("\n") and "\nhash: sha-256\n" not in text
        ):
            self.fault("version_unknown", "VERSION")
            return False
        found = VERSION.fullmatch(text)
        if not found:
            self.fault("version_malformed", "VERSION")
            return False
        self.log, self.case, self.kind = found[1], found[2], found[3]
        self.report.case = self.case
        self.signed = found[4] != "none"
        self.size = int(found[4]) if self.signed else 0
        for name in sorted((FIXED | SIGNED if self.signed else FIXED) - set(self.members)):
            self.fault("member_missing", name)
            self.members[name] = b""
        return True

    def known(self, name):
        if name in FIXED or (self.signed and name in SIGNED):
            return True
        if not self.signed and name.startswith(("proofs/", "consistency/")):
            return False
        return bool(
            re.fullmatch(
                r"proofs/(key-)?[0-9]{4,}\.tlog-proof|attachments/[0-9a-f]{64}|"
                r"consistency/[1-9][0-9]*\.path",
                name,
            )
        )

    def manifest(self):
        for name in self.archive.digests:
            if not self.known(name):
                self.fault("member_unknown", name)
        found = []
        try:
            for line in lines_of(self.members["MANIFEST"]):
                parts = re.fullmatch(rb"([0-9a-f]{64}) (0|[1-9][0-9]*) ([!-~]+)", line)
                if not parts:
                    raise Bad("line")
                found.append((parts[3].decode(), parts[1].decode(), int(parts[2])))
        except Bad:
            self.fault("manifest_malformed", "MANIFEST")
            return
        names = [name for name, _, _ in found]
        if names != sorted(set(self.archive.digests) - {"MANIFEST", "sm3.txt"}):
            self.fault("manifest_incomplete", "MANIFEST")
        for name, digest, size in found:
            there = self.archive.digests.get(name)
            if there is not None and (there, self.archive.sizes[name]) != (digest, size):
                self.fault("manifest_wrong", name)

    def sm3(self):
        raw = self.members["sm3.txt"]
        if raw == b"absent\n":
            self.report.note("sm3_unchecked", what="sm3.txt: absent")
            return
        names = [
            name for name in SM3_OF if self.members.get(name) is not None and name in self.archive.digests
        ]
        found = re.findall(rb"([0-9a-f]{64}) ([!-~]+)\n", raw)
        same = b"".join(digest + b" " + name + b"\n" for digest, name in found) == raw
        if not same or [name.decode() for _, name in found] != names:
            self.fault("sm3_malformed", "sm3.txt")
            return
        try:
            hashlib.new("sm3")
        except ValueError:
            self.report.note("sm3_unchecked", what="this Python has no SM3")
            return
        for digest, name in found:
            if hashlib.new("sm3", self.members[name.decode()]).hexdigest() != digest.decode():
                self.fault("sm3_wrong", name.decode())

    # ---- checkpoint, policy, what the inspector holds

    def checkpoint(self):
        try:
            self.note = Note(self.members["checkpoint.txt"])
        except Bad:
            self.fault("checkpoint_malformed", "checkpoint.txt")
        if self.note and self.note.origin != self.log:
            self.fault("checkpoint_other_log", "checkpoint.txt")
        if self.note and self.note.size != self.size:
            self.fault("checkpoint_other_size", "checkpoint.txt")
        if self.note and self.policy:
            self.log_signature(self.note)
            self.witnesses()
        if self.note:
            self.held()

    def read_policy(self):
        if self.policy_raw is None:
            self.fault("policy_missing", "--policy")
            return
        try:
            self.policy = Policy(self.policy_raw)
            if not self.policy.logs:
                raise Bad("no log")
        except Bad:
            self.policy = None
            self.fault("policy_malformed", "--policy")

    def log_signature(self, note):
        keys = [key for key in self.policy.logs if key.name == note.origin]
        if not keys:
            self.fault("log_not_pinned", note.origin)
            return
        mine = [
            (key, blob)
            for name, id_, blob in note.signatures
            for key in keys
            if (name, id_) == (key.name, key.id)
        ]
        if not mine:
            self.fault("log_signature_missing", "checkpoint.txt")
        for key, blob in mine:
            if not ed25519_holds(key.key, note.body, blob):
                self.fault("log_signature_wrong", key.name)

    def witnesses(self):
        signed = set()
        for name, id_, blob in self.note.signatures:
            for called, key in self.policy.witnesses.items():
                if (name, id_) == (key.name, key.id) and self.cosigned(key, blob):
                    signed.add(called)
        if not self.policy.is_met(signed):
            self.fault("quorum_unmet", self.policy.quorum)

    def cosigned(self, key, blob):
        when = int.from_bytes(blob[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % when + self.note.body
        if len(blob) == 72 and (when == 0 or when > self.now + 86400):
            self.fault("witness_time_wrong", key.name)
            return False
        if len(blob) != 72 or not ed25519_holds(key.key, message, blob[8:]):
            self.fault("witness_signature_wrong", key.name)
            return False
        self.witnessed.append(when)
        return True

    def held(self):
        if self.held_raw is None:
            self.report.note("no_consistency")
            return
        try:
            held = Note(self.held_raw)
        except Bad:
            self.fault("held_malformed", "--held")
            return
        if not self.is_from_log(held):
            self.fault("held_malformed", "--held")
        elif held.size > self.note.size:
            self.fault("older_than_held", "--held")
        elif held.size == self.note.size:
            if held.root != self.note.root:
                self.fault("split_view", "--held")
        else:
            self.consistent(held)

    def is_from_log(self, held):
        if held.origin != self.log or not self.policy:
            return held.origin == self.log
        keys = {(key.name, key.id): key for key in self.policy.logs}
        return any(
            ed25519_holds(keys[name, id_].key, held.body, blob)
            for name, id_, blob in held.signatures
            if (name, id_) in keys
        )

    def consistent(self, held):
        name = f"consistency/{held.size}.path"
        if name not in self.members:
            self.fault("consistency_missing", name)
            return
        try:
            path = [unbase64(line.decode("ascii")) for line in lines_of(self.members[name])]
            one, two = roots_from_consistency(held.size, self.note.size, held.root, path)
        except (Bad, UnicodeDecodeError):
            self.fault("inconsistent", name)
            return
        if (one, two) != (held.root, self.note.root):
            self.fault("inconsistent", name)

    # ---- leaves

    def read_events(self):
        self.events = self.leaves("events.ndjson", "")
        self.report.events = len(self.events)
        if not self.events:
            if not self.members["events.ndjson"]:
                self.fault("case_empty", "events.ndjson")
            return
        stream = f"case/{self.case}"
        for leaf in self.events:
            if leaf.stream != stream:
                self.fault("leaf_other_case", leaf.where)
        if self.events[0].type != "file":
            self.fault("first_not_filing", self.events[0].where)
        self.chain(self.events)

    def leaves(self, name, prefix):
        try:
            rows = lines_of(self.members[name])
        except Bad:
            self.fault("leaf_unreadable", name)
            return []
        found = []
        for number, raw in enumerate(rows):
            where = f"{name}:{number + 1}"
            try:
                leaf = Leaf(raw, read_leaf(raw), where)
            except Bad:
                self.fault("leaf_unreadable", where)
                continue
            if leaf.fields["log"] != self.log:
                self.fault("leaf_other_log", where)
            self.before_witness(leaf)
            if self.signed:
                self.included(leaf, f"proofs/{prefix}{number:04d}.tlog-proof")
            found.append(leaf)
        self.spare_proofs(prefix, len(rows))
        return found

    def spare_proofs(self, prefix, count):
        due = {f"proofs/{prefix}{number:04d}.tlog-proof" for number in range(count)}
        for name in self.members:
            if re.fullmatch(rf"proofs/{prefix}[0-9]+\.tlog-proof", name) and name not in due:
                self.fault("member_unknown", name)

    def before_witness(self, leaf):
        if self.witnessed:
            last = datetime.fromtimestamp(min(self.witnessed) + 60, UTC)
            if instant(leaf.fields["at"]) > last:
                self.fault("time_after_witness", leaf.where)

    def included(self, leaf, name):
        if name not in self.members:
            self.fault("member_missing", name)
            return
        try:
            index, path, note = proof_file(self.members[name])
        except Bad:
            self.fault("proof_malformed", name)
            return
        leaf.index = index
        if note != self.members["checkpoint.txt"]:
            self.fault("proof_other_checkpoint", name)
        if self.note:
            try:
                root = root_from_path(index, self.note.size, leaf.hash, path)
            except Bad:
                root = None
            if root != self.note.root:
                self.fault("inclusion_wrong", name)

    def chain(self, leaves):
        """One stream: numbers, links, order in the log, time."""
        before = None
        for number, leaf in enumerate(leaves):
            if leaf.n != number:
                self.fault("event_gap", leaf.where)
            if before is not None:
                if leaf.fields["prev"] != before.hash.hex():
                    self.fault("chain_broken", leaf.where)
                if leaf.fields["at"] < before.fields["at"]:
                    self.fault("time_backwards", leaf.where)
                if None not in (leaf.index, before.index) and leaf.index <= before.index:
                    self.fault("index_order", leaf.where)
            before = leaf

    # ---- heads: nothing was left out at the end

    def read_heads(self):
        if not self.signed:
            return
        raw = self.members["heads.leaf"]
        try:
            fields = read_leaf(raw)
            data = fields["data"]
            if (fields["type"], fields["stream"], fields["actor"]) != ("commit_heads", "log", "clock"):
                raise Bad("type")
            if (
                set(data) != {"streams", "root"}
                or type(data["streams"]) is not int
                or not is_hex(data["root"])
            ):
                raise Bad("data")
        except Bad:
            self.fault("heads_malformed", "heads.leaf")
            self.read_paths()
            return
        leaf = Leaf(raw, fields, "heads.leaf")
        if fields["log"] != self.log:
            self.fault("leaf_other_log", "heads.leaf")
        self.before_witness(leaf)
        self.included(leaf, "heads.tlog-proof")
        if self.note and leaf.index is not None and leaf.index != self.note.size - 1:
            self.fault("heads_not_last", "heads.tlog-proof")
        self.heads = leaf
        self.read_paths()

    def read_paths(self):
        self.paths = {}
        try:
            for line in lines_of(self.members["heads.path"]):
                found = canonical_json(line)
                right = isinstance(found, dict) and set(found) == {"index", "path", "stream"}
                if not right or type(found["index"]) is not int or not isinstance(found["stream"], str):
                    raise Bad("line")
                if not isinstance(found["path"], list) or not all(is_hex(step) for step in found["path"]):
                    raise Bad("path")
                if self.paths and found["stream"] <= max(self.paths):
                    raise Bad("order")
                self.paths[found["stream"]] = (
                    found["index"],
                    [bytes.fromhex(step) for step in found["path"]],
                )
        except Bad:
            self.fault("heads_malformed", "heads.path")
            self.paths = None
            return
        if self.events:
            self.complete(f"case/{self.case}", self.events)

    def complete(self, stream, leaves):
        """The last event shown of a stream was its last when the checkpoint was made."""
        if not self.signed or self.heads is None or self.paths is None:
            return
        if stream not in self.paths:
            self.fault("heads_missing", stream)
            return
        index, path = self.paths[stream]
        entry = written([stream, leaves[-1].n, leaves[-1].hash.hex()]).encode("utf-8")
        try:
            root = root_from_path(index, self.heads.data["streams"], leaf_hash(entry), path)
        except Bad:
            root = b""
        if root.hex() != self.heads.data["root"]:
            self.fault("heads_wrong", stream)

    # ---- the signers' keys

    def read_keys(self):
        wanted = {
            f"person/{signer(leaf)}"
            for leaf in self.events
            if leaf.type == "sign" and leaf.data.get("means") == "passkey"
        }
        for leaf in self.leaves("keys.ndjson", "key-"):
            self.keys.setdefault(leaf.stream, []).append(leaf)
        for stream in sorted(wanted - set(self.keys)):
            self.fault("keys_missing", stream)
        for stream in sorted(set(self.keys) - wanted):
            self.fault("keys_foreign", stream)
        order = [int(leaf.where.rpartition(":")[2]) for leaves in self.keys.values() for leaf in leaves]
        if order != sorted(order) or list(self.keys) != sorted(self.keys):
            self.fault("keys_unordered", "keys.ndjson")
        for stream, leaves in self.keys.items():
            self.chain(leaves)
            self.complete(stream, leaves)
        if self.signed and self.paths is not None:
            for stream in sorted(set(self.paths) - wanted - {f"case/{self.case}"}):
                self.fault("keys_foreign", stream)

    # ---- texts and files

    def openings(self):
        leaves = {
            (leaf.stream, leaf.n): leaf
            for leaf in (*self.events, *(x for k in self.keys.values() for x in k))
        }
        last = None
        try:
            for line in lines_of(self.members["openings.ndjson"]):
                found = canonical_json(line)
                if not isinstance(found, dict) or set(found) != {"event", "name", "salt", "stream", "value"}:
                    raise Bad("keys")
                kinds = [type(found[key]) for key in ("event", "name", "salt", "stream", "value")]
                if kinds != [int, str, str, str, str] or not is_hex(found["salt"]):
                    raise Bad("values")
                place = (found["stream"], found["event"], found["name"])
                if last is not None and place <= last:
                    raise Bad("order")
                last = place
                self.opened(place, found["salt"], found["value"], leaves)
        except Bad:
            self.fault("openings_malformed", "openings.ndjson")
        all_texts = sum(len(leaf.fields["pii"]) for leaf in self.events)
        count = all_texts - sum(place[0].startswith("case/") for place in self.texts)
        if count:
            self.report.note("texts_closed", count=count)

    def opened(self, place, salt, value, leaves):
        stream, event, name = place
        where = f"{stream}#{event} {name}"
        leaf = leaves.get((stream, event))
        digest = leaf.fields["pii"].get(name) if leaf else None
        if digest is None:
            self.fault("opening_unknown", where)
            return
        if name.startswith("vault.") or (
            self.kind == "public" and not OPENED.get(leaf.type, NEVER).fullmatch(name)
        ):
            self.fault("opening_forbidden", where)
        parts = (b"caseflow/text/v1", bytes.fromhex(salt), name.encode("utf-8"), value.encode("utf-8"))
        if sha(b"".join(struct.pack(">Q", len(part)) + part for part in parts)).hex() != digest:
            self.fault("opening_wrong", where)
        self.texts[place] = value

    def attachments(self):
        wanted = {}
        for leaf in self.events:
            digest, size = leaf.data.get("digest"), leaf.data.get("bytes")
            if leaf.type == "add_evidence" and is_hex(digest):
                wanted[digest] = size
        there = {name[12:] for name in self.archive.digests if name.startswith("attachments/")}
        for digest in sorted(there):
            name = f"attachments/{digest}"
            if digest not in wanted or self.kind == "public":
                self.fault("attachment_unknown", name)
            if self.archive.digests[name] != digest or self.archive.sizes[name] != wanted.get(
                digest, self.archive.sizes[name]
            ):
                self.fault("attachment_wrong", name)
        if self.kind == "public":
            if wanted:
                self.report.note("files_left_out", count=len(wanted))
            return
        for digest in sorted(set(wanted) - there):
            self.fault("attachment_missing", f"attachments/{digest}")

    def timeline(self):
        if self.members["case.txt"] != self.as_text().encode("utf-8"):
            self.fault("timeline_changed", "case.txt")

    def as_text(self):
        lines = [
            f"案件 {self.case}",
            f"日志 {self.log}",
            "本文件由 events.ndjson 与 openings.ndjson 生成，核验时重新生成并逐字节比对；以 events.ndjson 为准。",
        ]
        for leaf in self.events:
            fields = leaf.fields
            local = instant(fields["at"]) + timedelta(hours=8)
            word = f" {WORDS[leaf.type]}" if leaf.type in WORDS else ""
            lines += [
                "",
                f"第{leaf.n}条  {local:%Y-%m-%d %H:%M:%S}  {leaf.type}{word}",
                f"    办理日 {fields['day']}  办理人 {fields['actor']}  职务 {fields['office']}",
            ]
            if fields["on_behalf"]:
                lines.append(f"    代 {fields['on_behalf']}")
            if fields["occurred_at"]:
                lines.append(f"    材料所载日期 {fields['occurred_at']}")
            if leaf.data:
                lines.append(f"    内容 {written(leaf.data)}")
            for name in sorted(fields["pii"]):
                value = self.texts.get((leaf.stream, leaf.n, name))
                said = "（本包不含原文）" if value is None else value.replace("\n", "\n        ")
                lines.append(f"    {name}：{said}")
        return "\n".join(lines) + "\n"


# ---------------------------------------------------------------------------------------------------------------------
# Signatures, and what a closure needs.

STATEMENT = (
    "log",
    "case",
    "action",
    "box",
    "office",
    "person",
    "dossier",
    "head",
    "rules",
    "expires",
    "nonce",
)
BATCH = ("log", "person", "size", "root", "expires", "nonce")
BACK = {"refuse", "withdraw", "fail_acceptance", "uphold_objection", "revoke_closure", "fall_back"}
TO_STEP = {"recall", "return_for_supplement"}
QUIET = {
    "file",
    "complete_filing",
    "describe",
    "clear_texts",
    "keep_identity",
    "split",
    "take_over",
    "expect_report",
    "freeze_light",
    "expect_year",
    "note_parts",
    "succeed_unit",
    "await_successor",
    "redate",
    "propose_paper",
    "dismiss_paper",
}
DOSSIER_TEXTS = ("title", "problem", "goal", "measure.", "findings.", "self_check.", "outside.")
QUARTER = timedelta(minutes=15)


def signer(leaf):
    """Whose signature an event is: on paper a clerk records it for the one who signed."""
    return leaf.fields["on_behalf"] or leaf.fields["actor"]


def statement_of(text, first, names):
    """The lines of a statement by name, in exactly this order."""
    lines = text.split("\n")
    if len(lines) != len(names) + 2 or lines[0] != first or lines[-1]:
        raise Bad("lines")
    found = {}
    for name, line in zip(names, lines[1:-1], strict=True):
        if not line.startswith(f"{name}: ") or len(line) == len(name) + 2:
            raise Bad(name)
        found[name] = line[len(name) + 2 :]
    digests = [found[name] for name in ("dossier", "root") if name in found]
    head = re.fullmatch(r"(0|[1-9][0-9]{0,11}):[0-9a-f]{64}", found.get("head", "0:" + "0" * 64))
    size = re.fullmatch(r"[1-9][0-9]{0,11}", found.get("size", "1"))
    if (
        not head
        or not size
        or not all(map(is_hex, digests))
        or not re.fullmatch(r"[0-9a-f]{32}", found["nonce"])
    ):
        raise Bad("head, size, digest or nonce")
    only_codes(list(found.values()))
    instant(found["expires"])
    return found


class Signatures:
    """Every signature of the case, and which of them stand when it is closed."""

    def __init__(self, whole):
        self.whole, self.fault, self.note = whole, whole.fault, whole.report.note
        self.nonces, self.order = set(), ()

    def run(self):
        standing, shown, worked = [], [], False
        for leaf in self.whole.events:
            if leaf.type == "take_over":
                if worked:
                    self.fault("taken_over_late", leaf.where)
                if leaf.data.get("to") == "closed":
                    self.note("closed_outside", n=leaf.n)
            if isinstance(leaf.data.get("order"), list):
                self.order = tuple(leaf.data["order"])
            if self.voids(leaf):
                for one in standing:
                    one["void"] = True
                standing = []
            if leaf.type == "sign":
                one = self.signed(leaf)
                shown.append(one)
                standing.append(one)
            if leaf.data.get("to") == "closed" and leaf.type != "take_over":
                self.closed(leaf, standing)
            worked = worked or leaf.type not in QUIET
        for one in shown:
            self.note("signature", **one)

    def voids(self, leaf):
        """Whether signatures given before this event stand no more."""
        if leaf.type in BACK:
            return True
        if leaf.type in TO_STEP:
            falls = leaf.data.get("falls")
            return isinstance(falls, list) and "signatures" in falls
        before = self.order[: self.order.index("signatures")] if "signatures" in self.order else ()
        if leaf.type == "add_evidence":
            return leaf.data.get("kind") not in ("guidance", "signed_form")
        if leaf.type == "publish_notice":
            return "notice" in before
        if leaf.type in ("withdraw_evidence", "self_check", "pass_acceptance"):
            return True
        names = DOSSIER_TEXTS
        names += ("acceptance.",) if "acceptance" in before else ()
        names += ("notice.",) if "notice" in before else ()
        return any(name.startswith(names) for name in leaf.fields["pii"])

    def signed(self, leaf):
        data = leaf.data
        means = data.get("means") or "password"
        if means == "passkey":
            told = len(self.whole.report.faults)
            self.passkey(leaf)
            label = "passkey" if told == len(self.whole.report.faults) else "passkey_wrong"
        else:
            label = means if means in LABELS else "other"
        return {
            "n": leaf.n,
            "box": data.get("box"),
            "person": signer(leaf),
            "label": label,
            "void": False,
            "dossier": data.get("dossier"),
        }

    def closed(self, leaf, standing):
        if len(standing) != 2:
            self.fault("closed_unsigned", leaf.where)
            return
        one, two = standing
        if one["person"] == two["person"]:
            self.fault("closed_one_person", leaf.where)
        if {one["box"], two["box"]} != {"party", "government"}:
            self.fault("closed_one_box", leaf.where)
        if one["dossier"] != two["dossier"]:
            self.fault("closed_two_dossiers", leaf.where)

    # ---- one passkey signature

    def passkey(self, leaf):
        texts = self.whole.texts
        text = texts.get((leaf.stream, leaf.n, "statement"))
        proof = texts.get((leaf.stream, leaf.n, "proof"))
        if text is None or proof is None:
            self.fault("signature_unopened", leaf.where)
            return
        statement = self.statement(leaf, text)
        try:
            proof = self.proof(proof)
        except Bad:
            self.fault("proof_unreadable", leaf.where)
            return
        key = self.key(leaf, proof)
        if statement:
            self.assertion(leaf, proof, self.challenge(leaf, text, statement, proof), key)

    def statement(self, leaf, text):
        try:
            found = statement_of(text, "caseflow-sign/v1", STATEMENT)
        except Bad:
            self.fault("statement_unreadable", leaf.where)
            return None
        fields = leaf.fields
        same = {
            "log": self.whole.log,
            "case": self.whole.case,
            "action": leaf.type,
            "box": leaf.data.get("box"),
            "office": fields["office"],
            "person": signer(leaf),
            "dossier": leaf.data.get("dossier"),
            "head": f"{leaf.n - 1}:{fields['prev']}",
            "rules": fields["rules"],
        }
        for name, value in same.items():
            if found[name] != value:
                self.fault(f"statement_{name}", leaf.where)
        if fields["at"] > found["expires"]:
            self.fault("statement_expires", leaf.where)
        if instant(found["expires"]) > instant(fields["at"]) + QUARTER:
            self.fault("statement_long", leaf.where)
        if found["nonce"] in self.nonces:
            self.fault("statement_replayed", leaf.where)
        self.nonces.add(found["nonce"])
        return found

    def proof(self, text):
        found = canonical_json(text.encode("utf-8"))
        keys = {"authenticator_data", "client_data", "credential", "origin", "rp_id", "signature"}
        if not isinstance(found, dict) or set(found) - {"batch"} != keys:
            raise Bad("keys")
        if not all(isinstance(found[key], str) for key in keys):
            raise Bad("values")
        unbase64url(found["credential"])
        for key in ("authenticator_data", "client_data", "signature"):
            found[key] = unbase64url(found[key])
        if "batch" in found:
            batch = found["batch"]
            if not isinstance(batch, dict) or set(batch) != {"index", "path", "size", "statement"}:
                raise Bad("batch")
            kinds = [type(batch[key]) for key in ("index", "path", "size", "statement")]
            if (
                kinds != [int, list, int, str]
                or len(batch["path"]) > 40
                or not all(map(is_hex, batch["path"]))
            ):
                raise Bad("batch")
        return found

    def challenge(self, leaf, text, statement, proof):
        """What the key was asked to sign: the digest of the statement, or of the batch it is proved to be in."""
        batch = proof.get("batch")
        if batch is None:
            return sha(text.encode("utf-8"))
        asked = sha(batch["statement"].encode("utf-8"))
        try:
            whole = statement_of(batch["statement"], "caseflow-sign-batch/v1", BATCH)
        except Bad:
            self.fault("batch_unreadable", leaf.where)
            return asked
        try:
            path = [bytes.fromhex(step) for step in batch["path"]]
            root = root_from_path(batch["index"], batch["size"], leaf_hash(text.encode("utf-8")), path).hex()
        except Bad:
            root = None
        if (whole["size"], whole["root"]) != (str(batch["size"]), root):
            self.fault("batch_without_it", leaf.where)
        if any(whole[name] != statement[name] for name in ("log", "person", "expires")):
            self.fault("batch_of_another", leaf.where)
        return asked

    def key(self, leaf, proof):
        """The key that signed, in force at this event; None where there is none."""
        stream = self.whole.keys.get(f"person/{signer(leaf)}")
        if stream is None:
            return None
        name = leaf.data.get("key")
        mine = [
            one
            for one in stream
            if one.data.get("key") == name
            and name is not None
            and one.type in ("enrol_key", "approve_key", "revoke_key")
        ]
        enrolled = next((one for one in mine if one.type == "enrol_key"), None)
        if enrolled is None or enrolled.data.get("means") != "passkey":
            self.fault("key_unknown", leaf.where)
            return None
        second = [
            one
            for one in mine
            if one.type == "approve_key"
            and one.n > enrolled.n
            and self.is_before(one, leaf)
            and one.fields["actor"] not in (signer(leaf), enrolled.fields["actor"])
        ]
        if not second:
            self.fault("key_not_in_force", leaf.where)
        if any(one.type == "revoke_key" and self.is_before(one, leaf) for one in mine):
            self.fault("key_revoked", leaf.where)
        if proof["credential"] != enrolled.data.get("credential"):
            self.fault("credential_wrong", leaf.where)
        return self.public(leaf, enrolled, name)

    def public(self, leaf, enrolled, name):
        text = self.whole.texts.get((enrolled.stream, enrolled.n, f"key.{name}.public"))
        if text is None:
            self.fault("signature_unopened", enrolled.where)
            return None
        if sha(text.encode("utf-8")).hex() != enrolled.data.get("digest"):
            self.fault("key_public_wrong", leaf.where)
        if enrolled.data.get("alg") not in ("es256", "eddsa", "rs256"):
            self.fault("key_algorithm", leaf.where)
            return None
        try:
            key = PublicKey(text)
            if key.alg != enrolled.data["alg"]:
                raise Bad("another algorithm")
        except Bad:
            self.fault("key_unreadable", leaf.where)
            return None
        return key

    def is_before(self, one, leaf):
        """Whether one leaf stands before another in the log; without a checkpoint their times must do."""
        if None in (one.index, leaf.index):
            return one.fields["at"] < leaf.fields["at"]
        return one.index < leaf.index

    def assertion(self, leaf, proof, challenge, key):
        """WebAuthn, 7.2: what the authenticator signed is this challenge, for this site, by a verified user."""
        self.client(leaf, proof, challenge)
        data = proof["authenticator_data"]
        if len(data) < 37:
            self.fault("authenticator_data_unreadable", leaf.where)
        else:
            if data[:32] != sha(proof["rp_id"].encode("utf-8")):
                self.fault("rp_id_wrong", leaf.where)
            if not data[32] & 0x01:
                self.fault("user_not_present", leaf.where)
            if not data[32] & 0x04:
                self.fault("user_not_verified", leaf.where)
        if key and not key.holds(data + sha(proof["client_data"]), proof["signature"]):
            self.fault("signature_wrong", leaf.where)

    def client(self, leaf, proof, challenge):
        try:
            client = strict_json(proof["client_data"])
            answered = unbase64url(client["challenge"])
        except (Bad, KeyError, TypeError):
            self.fault("client_data_unreadable", leaf.where)
            return
        if client.get("type") != "webauthn.get":
            self.fault("ceremony_wrong", leaf.where)
        if answered != challenge:
            self.fault("challenge_wrong", leaf.where)
        host = re.fullmatch(
            r"https://([a-z0-9.-]+)(?::[0-9]{1,5})?|http://(localhost)(?::[0-9]{1,5})?", proof["origin"]
        )
        name, rp_id = (host[1] or host[2]) if host else "", proof["rp_id"]
        right = rp_id and (name == rp_id or name.endswith("." + rp_id))
        if client.get("origin") != proof["origin"] or not right:
            self.fault("origin_wrong", leaf.where)
        if client.get("crossOrigin", False) is not False:
            self.fault("origin_framed", leaf.where)


# ---------------------------------------------------------------------------------------------------------------------
# Report.


def note_in(language, code, facts):
    facts = dict(facts)
    if code == "signature":
        facts["label"] = LABELS[facts["label"]][language]
        facts["void"] = VOID[language] if facts["void"] else ""
    return NOTES[code][language].format(**facts)


def document(report):
    """The report as one JSON document."""
    return {
        "result": report.result,
        "events": report.events,
        "faults": [
            {
                "code": f"bundle.{code}",
                "where": where,
                "message": CODES[code][1],
                "message_en": CODES[code][2],
            }
            for code, where in report.faults
        ],
        "notes": [
            {
                "code": f"bundle.note.{code}",
                "message": note_in(0, code, facts),
                "message_en": note_in(1, code, facts),
            }
            for code, facts in report.notes
        ],
    }


def lines(report):
    """The report for people, each line in Chinese and English."""
    if report.case:
        yield f"案件 / case {report.case}    事件 / events {report.events}"
    for code, where in report.faults:
        yield f"[bundle.{code}] {where}\n    {CODES[code][1]}\n    {CODES[code][2]}"
    for code, facts in report.notes:
        yield f"· {note_in(0, code, facts)}\n  {note_in(1, code, facts)}"
    yield {
        VERIFIED: "核验通过 / VERIFIED",
        TAMPERED: "被改动过 / TAMPERED",
        CANNOT_TELL: "无法判定（不等于通过） / CANNOT TELL (which is not verified)",
    }[report.result]


def bytes_of(file):
    """A file's bytes, mapped rather than copied; an empty one cannot be mapped."""
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:
        return b""


def main(asked=None):
    """Runs the check and answers its exit code."""
    parser = argparse.ArgumentParser(description="核验证据包 / check an evidence bundle, offline")
    parser.add_argument("bundle")
    parser.add_argument("--policy", help="您自己的核验策略 / your own policy file")
    parser.add_argument("--held", help="您以前持有的检查点 / a checkpoint you hold")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(asked)
    read = []
    for path in (given.bundle, given.policy, given.held):
        try:
            with open(path, "rb") as file:
                read.append(bytes_of(file))
        except TypeError:
            read.append(None)
        except OSError as wrong:
            print(f"{path}: {wrong.strerror}", file=sys.stderr)
            return 2
    bundle, policy, held = read
    report = check(bundle, *(None if one is None else bytes(one) for one in (policy, held)))
    if given.json:
        print(json.dumps(document(report), ensure_ascii=False))
    else:
        print("\n".join(lines(report)))
    return EXIT[report.result]


if __name__ == "__main__":
    sys.exit(main())
