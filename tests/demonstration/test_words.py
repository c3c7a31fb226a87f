"""What the demonstration's people write reads like people's words."""

import pytest

from caseflow.demo.working import headed


@pytest.mark.parametrize(
    ("words", "head"),
    [
        (
            "印发秋冬季秸秆禁烧工作方案，逐级签订责任书，网格员名单张榜公布。",
            "印发秋冬季秸秆禁烧工作方案，逐级签订责任书",
        ),
        ("编制秸秆综合利用三年实施方案。", "编制秸秆综合利用三年实施方案"),
        (
            "建立保护性耕作作业面积卫星监测与人工核查双校核机制。另行通报。",
            "建立保护性耕作作业面积卫星监测与人工核查双校核机制",
        ),
    ],
)
def test_a_report_names_its_measure_in_whole_phrases(words: str, head: str) -> None:
    assert headed(words) == head
