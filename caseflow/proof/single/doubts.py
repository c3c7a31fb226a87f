"""What may be wrong with a bundle as a whole: by code, what it means for the result, in Chinese and English. "?" cannot tell, "!" tampered."""

WHOLE = {
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
}
