"""Finds what may be personal data in free text: phones, ID numbers, and names after 举报人 and its like.

A warning too many costs a glance, one too few costs a petitioner; so doubtful finds count. What does not count:
digits inside longer numbers, ID numbers whose check digit is wrong, anonymised names (某), and words that follow 举报人
without being a name. A name without a colon before it, or the tab behind a ledger's heading, begins with a surname and
ends where a name can end: at a verb of saying, a house, a kin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["phone", "id_number", "name"]

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MANY_DIGITS = re.compile(
    r"[0-9０-９][0-9０-９ ()（）\-－]{6}"
)  # cheap, and without it no number can be there
_PHONE = re.compile(
    r"(?<![0-9])(?:"
    r"(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}"  # mobile
    r"|\(?0[1-9][0-9]{1,2}\)?[- ]?[2-9][0-9]{6,7}"  # landline with its area code
    r"|400[- ]?[0-9]{3}[- ]?[0-9]{4}"
    r")(?![0-9])"
)
_ID_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECK_DIGITS = "10X98765432"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_OWNER = r"(?:举报|信访|反映|投诉|来访|上访|当事|联系)人"
_END = (
    r"(?=$|[\s,，。、;；:：()（）“”\"！？0-9]|反映|举报|投诉|表示|电话|手机|来电|身份证|称|说|的"
    r"|认为|要求|提出|来访|来信|信访|夫妇|夫妻|一家|全家|等人|本人|亲属|同意|满意"
    r"|家(?:中|里|门|住|附近|旁|院|人|属|的)|家$|住(?:处|所|宅|址|在|地)|居住|所住|租住|门(?:口|前|外)|院(?:内|里|子)|附近|隔壁)"
)
_NAME = re.compile(
    _OWNER
    + r"(?:(?:姓名)?\s*[:：\t]\s*(?P<told>[\u4e00-\u9fff\U00020000-\U0003ffff·]{2,4})"
    + rf"|(?:是|为|系)?(?P<named>[{_SURNAMES}](?:女士|先生|[\u4e00-\u9fff\U00020000-\U0003ffff]{{1,2}}?)){_END})"
)
_NO_NAMES = re.compile(r"某|匿名|不详|未知|保密|未留|无|信息|方面|本人|单位|电话|同意|满意|明确")


@dataclass(frozen=True, slots=True)
class Span:
    """Where in a text something personal seems to stand; positions count characters."""

    start: int
    end: int
    kind: Kind


def personal_spans(text: str) -> tuple[Span, ...]:
    """What may be personal data in a text, from left to right; nothing found is no proof that there is none."""
    found = list(_numbers(text)) if _MANY_DIGITS.search(text) else []
    if "人" in text:
        found += _names(text)
    return tuple(sorted(found, key=lambda span: span.start))


def _numbers(text: str) -> Iterator[Span]:
    plain = text.translate(_HALF_WIDTH)
    for found in _PHONE.finditer(plain):
        yield Span(*found.span(), "phone")
    for found in _ID_NUMBER.finditer(plain):
        if _checked(found[0]):
            yield Span(*found.span(), "id_number")


def _checked(number: str) -> bool:
    """Whether the last character of an ID number is the one its other seventeen digits ask for."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True))
    return number[-1].upper() == _CHECK_DIGITS[total % 11]


def _names(text: str) -> Iterator[Span]:
    for found in _NAME.finditer(text):
        group = "told" if found["told"] else "named"
        if not _NO_NAMES.search(found[group]):
            yield Span(*found.span(group), "name")
