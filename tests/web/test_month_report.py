"""The page of the month's report: it asks only what changed, says once what is copied, and the office sees both."""

from tests.web import lives
from tests.web.lives import live
from tests.web.office import City, act

WORDS = "截污管铺设1公里，河道清淤机械进场两台，其余按计划推进，下月继续。"
LATER = "截污管铺设3公里，河道清淤机械进场四台，其余按计划推进，下月继续。"
REPORTED = (
    *lives.WORKING,
    ("expect_report", {"month": "2023-03", "due": "2023-03-25"}),
    ("expect_report", {"month": "2023-04", "due": "2023-04-25"}),
    ("report", {"month": "2023-03", "progress": "normal", "unit": "zjj"}, {"report.done": WORDS}),
    ("review_report", {"month": "2023-03", "number": 1, "result": "accepted", "confirmed": "normal"}),
)


def test_copied_words_are_told_once_then_taken_and_the_reviewer_reads_both(office_city: City) -> None:
    live(office_city, "T1", REPORTED)
    lead = office_city.visitor("lead")
    page = lead.open(act("T1", "report"))
    assert "已知雷同" not in page.words
    asked = lead.send(page, 422, done=LATER)
    assert "与2023年3月所报雷同（100%，数字不计）" in asked.words
    lead.send(asked, aware="y")
    review = office_city.visitor("coordinator").open(act("T1", "review_report"))
    assert "雷同 100%" in review.words
    assert "本件 2023年3月" in review.words
    assert "<mark>公里，河道清淤机械进场</mark>" in review.html


def test_nothing_changed_is_one_tick(office_city: City) -> None:
    live(office_city, "T1", REPORTED)
    lead = office_city.visitor("lead")
    done = lead.send(lead.open(act("T1", "report")), unchanged="y")
    assert "已填报，等整改办审核。" in lead.open(done.location).words
    assert office_city.case("T1").reports[-1].unchanged
    review = office_city.visitor("coordinator").open(act("T1", "review_report"))
    assert "本月无变化，沿用上次所报" in review.words
    assert WORDS in review.words


def test_a_first_report_offers_no_unchanged_month(office_city: City) -> None:
    live(office_city, "T1", (*lives.WORKING, ("expect_report", {"month": "2023-04", "due": "2023-04-25"})))
    lead = office_city.visitor("lead")
    page = lead.open(act("T1", "report"))
    assert "本月无变化" not in page.words
    assert "须填写本月进展" in lead.send(page, 422, progress="normal").words


PARTED = (
    *lives.WORKING,
    (
        "expect_report",
        {"month": "2023-04", "due": "2023-04-25", "contributors": ["tiexi"], "contribute_by": "2023-04-20"},
    ),
)


def test_a_responsible_unit_tells_its_part_and_the_lead_unit_takes_it_over(office_city: City) -> None:
    live(office_city, "T1", PARTED)
    lead = office_city.visitor("lead")
    assert "还没有分报：铁西区（2023年4月20日前）" in lead.open(act("T1", "report")).words
    unit = office_city.visitor("responsible")
    assert f"{act('T1', 'contribute')}?month=2023-04" in unit.open("/").html
    unit.send(unit.open(act("T1", "contribute")), done="沿街铺管半公里", problems="雨季停工", measures=["1"])
    page = lead.open(act("T1", "report"))
    assert "沿街铺管半公里" in page.words
    assert page.fields["done"] == ""
    taken = lead.send(page, 200, done="清淤一公里", more="take")
    assert taken.fields["done"] == "清淤一公里\n铁西区：沿街铺管半公里"
    assert taken.fields["problems"] == "铁西区：雨季停工"
    assert office_city.case("T1").reports == ()
    lead.send(taken, progress="normal")
    assert len(office_city.case("T1").reports) == 1
