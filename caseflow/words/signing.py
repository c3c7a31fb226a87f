"""What is said about keys, ceremonies and signatures: how they were given, and why one is refused."""

from caseflow.words.msgid import N_

TERMS: dict[str, str] = {
    "means.passkey": N_("通行密钥"),
    "means.code": N_("密码加一次性验证码（普通电子签名）"),
    "means.password": N_("密码（普通电子签名）"),
    "means.paper": N_("纸质签批"),
    "key_state.waits": N_("待批准"),
    "key_state.good": N_("可以签字"),
    "key_state.revoked": N_("已注销"),
}

SENTENCES: dict[str, str] = {
    # keys
    "key.no_site": N_(
        "本系统没有设定通行密钥的网址（CASEFLOW_PASSKEY_ORIGIN），现在登记不了；由系统管理员按说明设定。"
    ),
    "key.too_many": N_("一人最多有{most}个未注销的签名密钥；先注销不用的。"),
    "key.not_registered": N_("浏览器没有做成通行密钥，或者做成的不合要求；重新登记，按提示验证本人。"),
    "key.credential_too_long": N_("这种密钥的标识过长，记不下；换一个认证器，选“可发现的凭据”。"),
    "key.known": N_("这个通行密钥已经登记过；换一个认证器，或新建一个。"),
    "key.unknown": N_("没有这个签名密钥，从所列密钥中选。"),
    "key.unreadable": N_("签名密钥的公钥文本不在，无法核对；由系统管理员运行 caseflow verify 核对。"),
    "key.people_only": N_("签名密钥由本人登录后登记。"),
    "key.approve_own": N_("本人的签名密钥由其他安全管理员批准。"),
    "key.nothing_waits": N_("第{key}号签名密钥已经批准或注销，不需批准。"),
    "key.revoked": N_("第{key}号签名密钥已经注销，不需再注销。"),
    # forms signed on paper
    "signed_form.no_scan": N_("扫描件限 pdf、jpg、png、webp、heic；重新扫描后上传。"),
    "signed_form.other_code": N_("表上的校验码与现在的案卷不符：这份表签的不是这份案卷，重新打印、重新签。"),
    "signed_form.not_in_office": N_("{who}在{on!d}不任可签这一栏的职务；核对日期和签字人。"),
    "signed_form.unknown": N_("没有这份待核对的纸质签批，从所列各份中选。"),
    "signed_form.same_clerk": N_("登记的人不能自己核对，由整改办另一名经办人核对。"),
    "signed_form.box_waits": N_("这一栏已有一份纸质签批待核对；先核对或者作废它。"),
    # signatures
    "signature.none_chosen": N_("没有选要签的案件；看过的勾选后再签。"),
    "signature.too_many": N_("一次最多签{most}件，分几次签。"),
    "signature.changed_since_shown": N_("页面打开后，本件有新的记录；重新打开，看过再签。"),
    "signature.head_changed": N_("准备签字后，本件有新的记录；重新打开，看过再签。"),
    "signature.place_changed": N_("准备签字后，职务、栏目或者规则有变动；重新打开，核对后再签。"),
    "signature.key_not_good": N_("回答的不是您现在有效的签名密钥；未批准的先请批准，已注销的另登记一个。"),
    "signature.not_verified": N_("签名核对不上，什么也没有签；重新打开待签字，再签一次。"),
    "signature.password_alone": N_("只输密码不算签字：到“待签字”签，或者纸质签批后由两名经办人登记。"),
    "signature.answer_unreadable": N_("浏览器的签名读不出来；再签一次，还不行就换浏览器。"),
    # doctor
    "doctor.passkeys": N_("通行密钥用在 {origin}"),
    "doctor.no_passkeys": N_("没有设定通行密钥的网址（CASEFLOW_PASSKEY_ORIGIN），不能用通行密钥签字"),
    "doctor.passkeys_without_tls": N_(
        "通行密钥的网址 {origin} 是 https，CASEFLOW_TLS 却没有开；浏览器不从 http 页面签字，两处改一致"
    ),
    "doctor.passkeys_elsewhere": N_(
        "通行密钥的网址 {origin} 与 CASEFLOW_PUBLIC_URL（{public}）不是同一处，做出的密钥用不上；两处改一致"
    ),
    # one-time codes
    "provider.name": N_("“{name}”不能作签名方式的代码；用小写字母、数字和下划线，不与已有的相同。"),
    "code.passkeys_here": N_("本系统能用通行密钥，不用一次性验证码签字；登记通行密钥。"),
    "code.wrong": N_("一次性验证码不对；等手机上换了新的再输，手机的时间须准。"),
    "code.used": N_("这个一次性验证码用过了；等手机上换了新的再输。"),
    # ceremonies
    "ceremony.unknown": N_("没有这次签字准备，或者不是在这个登录里做的；重新打开待签字，核对后再签。"),
    "ceremony.used": N_("这次签字准备已经用过，不能再用；重新打开待签字，核对后再签。"),
    "ceremony.expired": N_("签字准备超过{minutes}分钟，已作废；重新打开待签字，核对后再签。"),
}
