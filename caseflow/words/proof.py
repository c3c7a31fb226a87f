"""Sentences of checkpoints, witnesses and receipts."""

from caseflow.words.msgid import N_

SENTENCES = {
    "log.read_only": N_(
        "日志与已签的检查点（{checkpoint}条）不符，现在只能查看，不能办理。保全数据库，按 docs/proof.md 处理。"
    ),
    "log.shorter": N_(
        "日志只有{size}条，已签的检查点有{checkpoint}条：有记录丢失，已停止办理。保全数据库，找回丢失的记录。"
    ),
    "log.other": N_("日志的前{checkpoint}条不是检查点签过的内容，已停止办理。保全数据库，再查原因。"),
    "log_key.missing": N_("没有日志的签名密钥 {path}。从保管处取回；已签过检查点的日志不会另造密钥。"),
    "log_key.open_to_others": N_("日志的签名密钥 {path} 别人也能读，改为只有所有者可读（chmod 600）。"),
    "log_key.malformed": N_("日志的签名密钥 {path} 不完整。从保管处取回。"),
    "checkpoint.state_lost": N_(
        "签名进度丢失，已停止签检查点。从保管处取回 state.json；确已丢失时运行 caseflow checkpoint --adopt。"
    ),
    "checkpoint.leaf_changed": N_(
        "第{seq}条的内容与摘要不符，不签检查点。先保全数据库，再运行 caseflow verify。"
    ),
    "checkpoint.note_foreign": N_(
        "检查点目录里有一份不是本日志签的（{what}），已停止签检查点。查明来历，移走再签。"
    ),
    "checkpoint.not_lasting": N_("数据库设置 {what} 不保证写入不丢失，不签检查点。改好设置再签。"),
    "checkpoint.standby_behind": N_("同步备库还没有写完，暂不签检查点。检查备库。"),
    "checkpoint.elsewhere": N_("另一台服务器正在签第一个检查点。稍后再办，只留一台服务器签。"),
    "checkpoint.none": N_("还没有检查点。运行 caseflow checkpoint。"),
    "checkpoint.since_past": N_("检查点只有{size}条，没有到{since}条。核对 --since。"),
    "checkpoint.not_ours": N_("本库没有这个{size}条的检查点，没有收下。"),
    "checkpoint.no_cosignature": N_("文件里没有已知见证方的签名。首次收下须用 --witness 写明见证方的公钥。"),
    "checkpoint.unreadable": N_("不是可信的检查点或公钥（{what}），没有收下。"),
    "checkpoint.not_comparable": N_("两个检查点不是同一日志的同一长度，无法比对。"),
    "checkpoint.made": N_("检查点：日志 {log}，{size}条\n树根 {groups}\nSM3 {sm3}\n公钥 {vkey}\n文件 {file}"),
    "checkpoint.witnessed": N_("{name} 已见证到{size}条。"),
    "checkpoint.unwitnessed": N_("未见证：还没有外部见证方签过。"),
    "witness.other_key_than_before": N_("{name} 以前用的是另一把公钥，没有收下。先向见证方核实。"),
    "witness.unknown_log": N_("没有受托见证日志 {log}，不签。用 --log 写明它的公钥。"),
    "witness.bad_signature": N_("不是日志 {log} 签的，不签。保留文件，向整改办核实。"),
    "witness.bad_request": N_("文件不完整，或不是交给见证方的文件，不签。"),
    "witness.stale": N_("上次见到{size}条，文件却从{old}条说起，不签。请整改办用 --since {size} 另出一份。"),
    "witness.bad_proof": N_("证明不了日志在上次的{size}条之后只增未改，不签。保留文件，这可能是篡改的证据。"),
    "witness.other_root": N_(
        "同为{size}条，上次见到的树根是 {seen}，这次是 {now}：日志出现两个版本，不签。保留两份文件。"
    ),
    "witness.bad_leaves": N_("随附的记录（合计{size}条）与检查点不符，不签，也不留存。"),
    "witness.state_lost": N_("上次见证日志 {log} 的记录已损坏，不签。从备份取回见证目录。"),
    "witness.not_founded": N_("{path} 还不是见证方的目录。首次使用加 --name。"),
    "witness.other_name": N_("这个目录的见证方名称是 {name}，不能另取名。"),
    "witness.other_key": N_("日志 {log} 已用另一把公钥受托见证，没有更换。先查明原因。"),
    "witness.two_files": N_("--compare 须写两个检查点文件。"),
    "witness.usage": N_("须用 --folder 写明见证方的目录；见证一个文件时还须用 --out 写明交回的文件。"),
    "witness.ready": N_("见证方公钥 {vkey}"),
    "witness.done": N_("已见证：日志 {log}，{size}条，树根 {root}\n见证方公钥 {vkey}"),
    "witness.same": N_("两个检查点一致：日志 {log}，{size}条，树根 {first}"),
    "witness.split": N_(
        "日志 {log} 出现两个版本：同为{size}条，一个树根是 {first}，另一个是 {second}。两份文件都要保留。"
    ),
    "cli.does.checkpoint": N_("签一个检查点，交给见证方，收下见证"),
    "cli.does.witness": N_("见证方的离线工具：核对检查点并加签"),
    "doctor.checkpoint_none": N_("未签检查点。运行 caseflow serve，或 caseflow checkpoint。"),
    "doctor.checkpoint": N_("检查点{size}条，{minutes}分钟前签，其后{behind}条。"),
    "doctor.checkpoint_late": N_("检查点{size}条，{minutes}分钟前签，其后{behind}条还没有签。检查签名进程。"),
    "doctor.read_only": N_("日志与已签的检查点（{checkpoint}条）不符，只能查看。"),
    "doctor.log_key": N_("日志的签名密钥 {path} 可用。"),
    "doctor.log_key_none": N_("还没有日志的签名密钥，第一次签检查点时生成。"),
    "doctor.log_key_elsewhere": N_("检查点由另一账号签，密钥不在这里查。"),
    "doctor.witness_none": N_("未见证：还没有外部见证方签过检查点。"),
    "doctor.witness": N_("见证到{size}条，{hours}小时前收下。"),
    "doctor.witness_late": N_("见证到{size}条，{hours}小时前收下，已超过48小时。请见证方再签一次。"),
    "checkpoint_unreadable": N_("{where}：检查点不完整（{what}）。"),
    "checkpoint_signature_wrong": N_("{where}：检查点不是本日志的密钥签的。"),
    "log_behind_checkpoint": N_("{where}：检查点有{size}条，日志只有{found}条，末尾被截去。"),
    "checkpoint_other_root": N_("{where}：日志的前{size}条不是检查点签过的内容。"),
    "checkpoint_split": N_("{where}：同一长度有两个不同的检查点，树根是 {first} 和 {second}。"),
    "heads_missing": N_("{where}：检查点的末条没有固定各序列的末条。"),
    "heads_wrong": N_("{where}：固定的各序列末条与日志不符。"),
    "cosignature_wrong": N_("{where}：见证方 {name} 的签名不成立。"),
    "receipt.malformed": N_("这不是回执短码。按编号和四组字符填写，如 1206-9f3a-0c1d-77e2-b015。"),
    "receipt.offered": N_("回执 {code}"),
    "receipt.included": N_("已收入检查点"),
    "receipt.included_why": N_("第{seq}条与回执一致，在{size}条的检查点之内。"),
    "receipt.waiting": N_("尚未收入检查点"),
    "receipt.waiting_why": N_("第{seq}条与回执一致，最新的检查点是{size}条。稍后再核对。"),
    "receipt.not_there": N_("不在日志里"),
    "receipt.not_there_why": N_(
        "第{seq}条与回执不符，或不在{size}条的检查点之内：办理之后日志被改过，或短码抄错。核对短码，无误即报告纪检监察机关。"
    ),
    "bulletin.root": N_("日志树根（{size}条）：{groups}"),
    "verify.no_checkpoint": N_("未签检查点。"),
    "verify.checkpoint": N_("检查点到{size}条，与日志相符。"),
    "verify.unwitnessed": N_("未见证：尚无外部见证，日志只能证明自身前后一致。"),
    "verify.witnessed": N_("{name} 见证到{size}条。"),
}
