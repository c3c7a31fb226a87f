"""The measures and fonts of GB/T 9704-2012 (party and government papers), as Word takes them."""

from docx.shared import Mm, Pt

PAGE = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
BODY_WIDTH = Mm(156)
FORM_WIDTH = Mm(168)
LINES, CHARACTERS = 22, 28
"""Of a full page (版心 156 × 225 mm), 5.2.3 of the standard."""
PITCH = Pt(28.95)
"""225 mm over 22 lines is 28.99 pt; a hair less, so that the last line is not pushed over by rounding."""
CONDENSED = -5
"""Twentieths of a point between characters: 28 of 16 pt are 158 mm, two more than the page is wide."""

TWO, THREE, FOUR, SMALL_FOUR, FIVE = Pt(22), Pt(16), Pt(14), Pt(12), Pt(10.5)
"""The sizes 2号, 3号, 4号, 小4号 and 5号."""

TITLE, BODY, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
FALLBACKS = {
    TITLE: "方正小标宋_GBK,小标宋体,FZXiaoBiaoSong-B05S,华文中宋,Noto Serif CJK SC",
    BODY: "仿宋,FangSong,华文仿宋,STFangsong,FandolFang R,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,华文楷体,STKaiti,FandolKai,AR PL UKai CN,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    SONG: "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
"""What may stand in for a font that an office does not have, the nearest first (Word reads it as `altName`)."""
RED = "FF0000"
"""发文机关标志 and the rules of the head (7.2.4, 7.2.7)."""
