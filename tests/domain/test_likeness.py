"""What two reports have in common, numbers left out."""

from decimal import Decimal
from time import monotonic

import pytest

from caseflow.domain.likeness import likeness, shape, side_by_side

MONTH = "截至5月20日，完成管网铺设1.2公里，占总量的百分之四十，其余按计划推进。"


def like(one: str, other: str) -> Decimal:
    return likeness(shape(one), shape(other))


@pytest.mark.parametrize(
    "again",
    [
        MONTH,
        "截至6月20日，完成管网铺设3.4公里，占总量的百分之六十五，其余按计划推进。",
        "截至６月２０日 ，完成管网铺设３公里；占总量的百分之九十,其余按计划推进",
    ],
    ids=["word for word", "other figures", "other figures, widths and stops"],
)
def test_a_text_in_which_only_figures_changed_is_the_same(again):
    assert like(MONTH, again) == 1


def test_a_text_that_tells_something_else_is_not():
    assert like(MONTH, "截至6月20日，化粪池改造完工，正在清运旧料，下月验收。") < Decimal("0.3")
    assert like(MONTH, MONTH + "本月另查封排污口两处，责令拆除违建棚舍，恢复岸线植被。") < Decimal("0.7")


def test_likeness_is_cut_to_hundredths_never_rounded_up_to_the_same():
    long = "".join(chr(0x4E00 + 1000 + n) for n in range(3000))
    assert like(long, long + "改") == Decimal("0.99")


def test_nothing_is_like_nothing():
    assert like("", "") == like("，。", "") == 0
    assert like("好", "好") == 1


def test_what_two_texts_say_alike_is_marked_in_both():
    one, other = side_by_side("完成铺管一公里，雨季停工。", "完成铺管三公里，秋后复工。")
    assert one == [("完成铺管", True), ("一", False), ("公里，", True), ("雨季停工。", False)]
    assert other == [("完成铺管", True), ("三", False), ("公里，", True), ("秋后复工。", False)]


def test_texts_of_any_length_are_compared_in_a_moment():
    began = monotonic()
    one, other = side_by_side("的" * 20_000, "的" * 20_000)
    assert monotonic() - began < 5  # with the square of the length it took a minute
    assert "".join(text for text, _ in one) == "".join(text for text, _ in other) == "的" * 20_000
