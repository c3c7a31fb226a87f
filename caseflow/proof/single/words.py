"""What may be wrong with an event or a signature, what is only noted, and how things are called."""

from caseflow.proof.single.doubts import WHOLE

CODES = WHOLE | {
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
