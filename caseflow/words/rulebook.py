"""What is said about rulebooks: faults of a file, values, sources and differences."""

from collections.abc import Iterable, Mapping
from datetime import date

from caseflow.domain.rulebook import EITHER, Rule
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, lang, msgids, say, term

TERMS: dict[str, str] = {
    "rule_source.seed": N_("依据文件"),
    "rule_source.published": N_("参照公开"),
    "rule_source.assumed": N_("系统默认"),
    "rule_type.number": N_("整数"),
    "rule_type.list": N_("列表"),
    "rule_type.flag": N_("true 或 false"),
    "rule_type.day": N_("一个日期"),
    "rule_type.pattern": N_("正则表达式"),
    "rule_type.table": N_("表"),
    "rule_type.words": N_("文字"),
    "rule_value.yes": N_("是"),
    "rule_value.no": N_("否"),
    "rule_value.nothing": N_("无"),
    "rule_value.kind": N_("类别"),
    "rule_value.acceptance": N_("验收"),
    "rule_value.notice": N_("公示"),
    "rule_value.signatures": N_("双签字"),
    "rule_value.not_started": N_("未启动"),
    "rule_value.normal": N_("正常推进"),
    "rule_value.on_schedule": N_("达到序时进度"),
    "rule_value.basically_completed": N_("基本完成"),
    "rule_value.completed": N_("完成"),
    "rule_value.filed": N_("已建档"),
    "rule_value.rectifying": N_("整改中"),
    "rule_value.accepting": N_("验收中"),
    "rule_value.awaiting_notice": N_("待公示"),
    "rule_value.publicized": N_("公示中"),
    "rule_value.signing": N_("待双签字"),
    "rule_value.closed": N_("已销号"),
    "rule_value.merged": N_("已并案"),
    "rule_value.passed": N_("通过"),
    "rule_value.failed": N_("不通过"),
    "rule_value.next_superior": N_("上一级政府主要负责同志"),
    "rule_value.near": N_("临近整改时限"),
    "rule_value.lagging": N_("进度滞后"),
    "rule_value.measure_missed": N_("措施到期未完成"),
    "rule_value.internal_missed": N_("内部时限已过"),
    "rule_value.extension_pending": N_("延期待批"),
    "rule_value.overdue": N_("超期"),
    "rule_value.criticised": N_("有外部发现（通报、媒体曝光、现场核查）没有处理完毕"),
    "rule_value.out_of_reach": N_("难以按期完成"),
    "rule_value.year_refused": N_("年度确认未通过"),
    "rule_value.reminder": N_("提醒函"),
    "rule_value.warning": N_("预警函"),
    "rule_value.supervision": N_("督办单"),
    "rule_value.circular": N_("通报"),
    "rule_value.interview": N_("约谈"),
    "rule_value.special_inspection": N_("专项督察"),
    "rule_value.both_heads": N_("领导小组两位组长"),
    "rule_value.cause": N_("原因"),
    "rule_value.measures": N_("补救措施"),
    "rule_value.finish_by": N_("完成时间"),
    "rule_value.person": N_("责任人"),
    "rule_value.result": N_("落实情况"),
    "rule_value.jilin": N_("吉林省各地版式"),
    "rule_value.heilongjiang": N_("黑龙江省各地版式"),
    "rule_value.anhui": N_("安徽省各地版式"),
    "rule_value.coordinator": N_("整改办"),
    "rule_value.group_head": N_("领导小组组长"),
    "rule_value.before_photo": N_("整改前照片"),
    "rule_value.after_photo": N_("整改后照片"),
    "rule_value.site_check": N_("现场核查记录"),
    "rule_value.completion_report": N_("竣工材料"),
    "rule_value.monitoring_report": N_("监测报告"),
    "rule_value.document": N_("制度文件"),
    "rule_value.proof_of_use": N_("执行情况证明"),
    "rule_value.investigation_record": N_("调查记录"),
    "rule_value.lead_unit": N_("牵头部门"),
    "rule_value.locality": N_("责任主体"),
    "rule_value.responsible_unit": N_("责任单位"),
    "rule_value.acceptance_unit": N_("验收单位"),
    "rule_value.goal": N_("整改目标"),
    "rule_value.measure": N_("整改措施"),
    "rule_value.due": N_("整改时限"),
    "rule_value.feedback_limit": N_("反馈期限"),
    "rule_value.verdict": N_("已认定是否属实"),
    "rule_value.settled": N_("已办结"),
    "rule_value.staged": N_("阶段性办结"),
    "rule_value.open": N_("未办结"),
    "rule_value.substantiated": N_("属实"),
    "rule_value.partly": N_("部分属实"),
    "rule_value.basically": N_("基本属实"),
    "rule_value.unfounded": N_("不属实"),
    "rule_value.call": N_("来电"),
    "rule_value.letter": N_("来信"),
    "rule_value.web": N_("网络"),
    "rule_value.other": N_("其他"),
    "rule_value.central": N_("中央"),
    "rule_value.provincial": N_("省级"),
    "rule_value.city": N_("市级"),
}

SENTENCES: dict[str, str] = {
    "rulebook.unreadable": N_("{file} 第{line}行无法读取，须按 TOML 格式改正。"),
    "rulebook.other_name": N_("{file} 内写的城市和版本是“{city}/{version}”，须与文件名一致。"),
    "rulebook.missing_key": N_("{file} 缺少 {key}，须补上。"),
    "rulebook.unknown_key": N_("{file} 的 {key} 不是规则名称，须删去或改正。"),
    "rulebook.unknown_field": N_("{file} 的 {key} 含有多余的“{field}”，须删去或改正。"),
    "rulebook.wrong_type": N_("{file} 的 {key} 须填{expected!t}。"),
    "rulebook.out_of_range": N_("{file} 的 {key} 填了 {value}，须在 {low} 至 {high} 之间。"),
    "rulebook.said_twice": N_("{file} 的 {key} 中“{value}”出现两次，须保留一处。"),
    "rulebook.unknown_code": N_("{file} 的 {key} 中“{value}”无法识别，可填：{known}。"),
    "rulebook.bad_order": N_("{file} 的 {key} 不能按“{value}”排列，可用的次序：{known}。"),
    "rulebook.bad_heads": N_("{file} 的 {key} 左列现为“{value}”，须恰好是：{known}。"),
    "rulebook.wrong_unit": N_("{file} 的 {key} 单位现为“{unit}”，须是：{known}。"),
    "rulebook.needless_unit": N_("{file} 的 {key} 不带单位，须删去“{unit}”。"),
    "rulebook.no_meaning": N_("{file} 的 {key} 缺少含义（{field}），须补上。"),
    "rulebook.no_source": N_("{file} 的 {key} 未注明来源，须填 seed、published 或 assumed。"),
    "rulebook.no_reference": N_("{file} 的 {key} 缺少出处，须写明文件或公开做法。"),
    "rulebook.unknown_document": N_(
        "{file} 的 {key} 引用了“{document}”，须写 documents 中列出的文件，并注明条款。"
    ),
    "rulebook.not_ascending": N_("{file} 的 {key} 不能早于 {earlier}。"),
    "rulebook.unknown_city": N_("没有“{city}”的规则。"),
    "rulebook.unknown_rulebook": N_("没有规则“{name}”，可用的有：{known}。"),
    "rulebook.amount.workday.one": N_("1个工作日"),
    "rulebook.amount.workday": N_("{n}个工作日"),
    "rulebook.amount.day.one": N_("1日"),
    "rulebook.amount.day": N_("{n}日"),
    "rulebook.amount.times.one": N_("1次"),
    "rulebook.amount.times": N_("{n}次"),
    "rulebook.amount.percent": N_("{n}%"),
    "rulebook.amount.character.one": N_("1个字"),
    "rulebook.amount.character": N_("{n}个字"),
    "rulebook.amount.file.one": N_("1份"),
    "rulebook.amount.file": N_("{n}份"),
    "rulebook.amount.minute.one": N_("1分钟"),
    "rulebook.amount.minute": N_("{n}分钟"),
    "rulebook.amount.case.one": N_("1件"),
    "rulebook.amount.case": N_("{n}件"),
    "rulebook.amount.figure.one": N_("1个数"),
    "rulebook.amount.figure": N_("{n}个数"),
    "rulebook.amount.bit.one": N_("1位"),
    "rulebook.amount.bit": N_("{n}位"),
    "rulebook.amount.lot.one": N_("1支签"),
    "rulebook.amount.lot": N_("{n}支签"),
    "rulebook.amount.people": N_("{n}人"),
    "rulebook.amount.point.one": N_("1分"),
    "rulebook.amount.point": N_("{n}分"),
    "rulebook.amount.day_of_month": N_("每月{n}日"),
    "rulebook.amount.month.one": N_("每年1月"),
    "rulebook.amount.month": N_("每年{n}月"),
    "rulebook.when.days_before_due": N_("距整改时限{n}日以内"),
    "rulebook.when.lagging_months": N_("累计{n}个月滞后"),
    "rulebook.when.yellow_months": N_("同一案件累计{n}个月亮黄灯"),
    "rulebook.when.red_days": N_("亮红灯满{n}日"),
    "rulebook.when.report_missed_days": N_("月调度过期{n}日未报"),
    "rulebook.when.report_missed_workdays": N_("月调度过期{n}个工作日未报"),
    "rulebook.when.reports_missed_in_row": N_("连续{n}个月缺报"),
    "rulebook.when.unanswered_days": N_("上一级文书过期{n}日未答复"),
    "rulebook.when.overdue_days": N_("超期满{n}日"),
    "rulebook.head": N_("{id}，自{day!d}起，共{n}条，文件摘要 {digest}"),
    "rulebook.grounds": N_("{meaning}〔{source!t} {ref}〕"),
    "rulebook.grounds_alone": N_("{meaning}〔{source!t}〕"),
    "rulebook.changed": N_("{key}：{old} → {new}"),
    "rulebook.reworded": N_("{key}：取值未变，含义或出处有改动"),
    "rulebook.no_difference": N_("两个版本没有差别。"),
    "units.unreadable": N_("{file} 无法读取，须按 TOML 格式改正。"),
    "units.malformed": N_("{file} 的 {key} 格式不对或重复，须改正。"),
    "units.unknown_unit": N_("{file} 的 {key} 引用了前文没有的单位“{other}”，须先列出该单位。"),
    "units.name_twice": N_("{file} 的 {key} 与 {other} 共用名称“{name}”，须区分。"),
}

_COMMA = {"zh": "、", "en": ", "}
_SEMICOLON = {"zh": "；", "en": "; "}
_COLON = {"zh": "：", "en": ": "}
_OR = {"zh": "或", "en": " or "}


def meaning_in_words(rule: Rule) -> str:
    """What the value is for, in the language of the context."""
    return rule.meaning_zh if lang() == "zh" else rule.meaning_en


def grounds_in_words(rule: Rule) -> str:
    """The meaning with its source and, where there is one, the citation."""
    code = "rulebook.grounds" if rule.ref else "rulebook.grounds_alone"
    facts = {"meaning": meaning_in_words(rule), "source": f"rule_source.{rule.source}", "ref": rule.ref}
    return say(code, facts)


def value_in_words(rule: Rule | None) -> str:
    """The value with its unit, as an office reads it; 无 for a rule that is not there or an empty list."""
    match rule and rule.value:
        case bool(yes):
            return term("rule_value.yes" if yes else "rule_value.no")
        case int(n) if rule:
            return _amount(rule.unit, (n,))
        case date() as day:
            return day_in_words(day)
        case str(word):
            return _word(word)
        case (first, *_) as several if rule:
            return _amount(rule.unit, several) if isinstance(first, int) else _list(map(_either, several))
        case Mapping() as table:
            return _SEMICOLON[lang()].join(_row(head, entry) for head, entry in table.items())
    return term("rule_value.nothing")


def _amount(unit: str, numbers: Iterable[object]) -> str:
    n = _list(map(str, numbers))
    one = f"rulebook.amount.{unit}.one"
    return say(one if n == "1" and one in msgids("SENTENCES") else f"rulebook.amount.{unit}", {"n": n})


def _row(head: str, entry: object) -> str:
    if isinstance(entry, int):
        return say(f"rulebook.when.{head}", {"n": entry})
    others = [word for word in entry if word != _word(head)] if isinstance(entry, tuple) else []
    return f"{_word(head)}{_COLON[lang()]}{_list(others)}" if others else _word(head)


def _either(codes: object) -> str:
    return _OR[lang()].join(map(_word, str(codes).split(EITHER)))


def _word(code: str) -> str:
    known = f"rule_value.{code}"
    return term(known) if known in msgids("TERMS") else code


def _list(words: Iterable[str]) -> str:
    return _COMMA[lang()].join(words)
