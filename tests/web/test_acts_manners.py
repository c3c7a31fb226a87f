"""How every act page behaves: all that is missing at once, nothing typed is lost, nothing old is acted on."""

from datetime import date

from tests.makers import told, work_on
from tests.web import lives
from tests.web.lives import live, proposed
from tests.web.office import TODAY, City, act


def test_everything_that_is_missing_is_said_at_once_and_what_was_typed_stays(shared_city: City) -> None:
    live(shared_city, "M1", lives.ACCEPTING)
    visitor = shared_city.visitor("acceptance")
    page = visitor.open(act("M1", "pass_acceptance"))
    refused = visitor.send(page, 422, place="条子河大桥", people="周某", site_day="昨天")
    assert "还有 2 处没填好" in refused.words
    assert "填写日期，如 2023-10-31" in refused.words
    assert "每条标准都作出结论" in refused.words
    assert (refused.fields["place"], refused.fields["people"]) == ("条子河大桥", "周某")


def test_nothing_is_chosen_beforehand_for_a_verdict_or_a_vote(shared_city: City) -> None:
    live(shared_city, "M2", lives.ACCEPTING)
    live(shared_city, "M3", proposed("extension", lives.WORKING, to_day="2023-12-31"))
    assert "checked" not in shared_city.visitor("acceptance").open(act("M2", "pass_acceptance")).html
    assert "checked" not in shared_city.visitor("group-party").open(act("M3", "extend")).html
    assert "以后才都同意的，不改变时限" in shared_city.visitor("group-party").open("/").words


def test_a_criterion_not_met_is_named_in_the_words_of_the_rulebook(shared_city: City) -> None:
    live(shared_city, "M4", lives.ACCEPTING)
    visitor = shared_city.visitor("acceptance")
    answers = {f"verdicts__{code}": "yes" for code in lives.CRITERIA} | {"verdicts__criterion.effect": "no"}
    typed = {"site_day": "2023-04-19", "place": "条子河", "people": "周某\n吴某"}
    refused = visitor.send(visitor.open(act("M4", "pass_acceptance")), 422, **typed, **answers)
    assert "整改效果符合法律法规和行业技术规范" in refused.words
    assert "criterion.effect”" not in refused.words
    assert refused.html.count("checked") == 5


def test_too_early_every_unmet_condition_is_said_with_whose_turn_it_is(shared_city: City) -> None:
    live(shared_city, "M5", lives.REPORTED)
    visitor = shared_city.visitor("lead")
    page = visitor.open(act("M5", "apply_closure"))
    assert "现在还不能办" in page.words
    refused = visitor.send(page, 409, note="先交上来")
    for said in (
        "措施1未完成",
        "措施2未完成",
        "还有单位没有完成自查",
        "缺整改前照片",
        "缺现场核查记录",
        "共同牵头部门尚未出具意见",
    ):
        assert said in refused.words, said
    assert refused.fields["note"] == "先交上来"
    assert "轮到 铁西区" in page.words


def test_an_act_out_of_its_state_says_in_which_state_the_case_is(shared_city: City) -> None:
    live(shared_city, "M6", lives.WORKING)
    page = shared_city.visitor("coordinator").open(act("M6", "publish_notice"))
    assert "本件现为“整改中”，这一状态不办“发布公示”" in page.words


def test_a_form_of_an_older_case_is_not_acted_on_and_keeps_what_was_typed(shared_city: City) -> None:
    live(shared_city, "M7", lives.OBJECTED)
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("M7", "answer_objection"))
    with work_on(shared_city.engine, TODAY) as work:
        told(work, "M7", "object", {"sent_on": "2023-04-11", "in_time": True, "limit": "2023-04-24"})
    refused = visitor.send(page, 409, number="1", answer="已复核，不成立")
    assert "内容已有变动" in refused.words
    assert (refused.fields["number"], refused.fields["answer"]) == ("1", "已复核，不成立")
    visitor.send(refused)
    assert shared_city.events("M7")[-1] == "answer_objection"


def test_a_notice_shows_its_last_day_and_opening_before_it_is_published(shared_city: City) -> None:
    live(shared_city, "M8", lives.RELEASED)
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("M8", "publish_notice") + "?first_day=2023-04-27")
    assert page.fields["first_day"] == "2023-04-27"
    assert "公示末日 2023年5月12日" in page.words  # 29 April to 3 May are a holiday, 6 May is worked for it
    far = visitor.send(page, 422, medium="市政府网站", address="通知公告", first_day="9999-12-31")
    assert "公示首日太远" in far.words
    visitor.send(page, medium="市政府网站", address="通知公告")
    data = shared_city.last("M8")
    assert (data["first_day"], data["last_day"], data["opens_on"]) == (
        "2023-04-27",
        "2023-05-12",
        "2023-05-18",
    )
    assert "可办下一步 2023年5月18日" in page.words


def test_the_writer_of_a_notice_reads_that_another_releases_it(shared_city: City) -> None:
    live(shared_city, "M9", lives.ACCEPTED)
    parts = ("problem", "goal", "measures", "result", "office", "phone", "address")
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("M9", "draft_notice"))
    assert page.fields["measures"] == "清淤三公里\n铺设截污管"
    visitor.send(page, **{part: f"{part}的内容" for part in parts})
    own = visitor.open(act("M9", "release_notice"))
    assert "公示稿由您拟写" in own.words
    visitor.send(own, 403)
    other = shared_city.visitor("colleague").open(act("M9", "release_notice"))
    assert all(f"{part}的内容" in other.words for part in parts)


def test_a_report_begins_with_the_last_one_s_words(shared_city: City) -> None:
    live(shared_city, "M10", (*lives.REPORTED, ("review_report", RETURNED, {"reason": "写明公里数"})))
    page = shared_city.visitor("lead").open(act("M10", "report"))
    assert (page.fields["done"], page.fields["progress"], page.fields["month"]) == (
        "清淤一公里",
        "normal",
        "2023-04",
    )
    assert "写明公里数" in page.words


RETURNED = {"month": "2023-04", "number": 1, "result": "returned"}


def test_after_a_review_the_next_report_that_waits_is_opened(office_city: City) -> None:
    for number in ("M11", "M12"):
        live(office_city, number, lives.REPORTED)
    visitor = office_city.visitor("coordinator")
    done = visitor.send(visitor.open(act("M11", "review_report")), result="normal")
    assert done.location == act("M12", "review_report")
    last = visitor.send(visitor.open(done.location), result="returned", reason="写明公里数")
    assert last.location == "/cases/SP2022/M12"


def test_basically_completed_asks_for_what_remains_and_by_when(shared_city: City) -> None:
    live(shared_city, "M13", lives.REPORTED)
    visitor = shared_city.visitor("coordinator")
    refused = visitor.send(visitor.open(act("M13", "review_report")), 422, result="basically_completed")
    assert "须写明剩余工作和完成日期" in refused.words
    visitor.send(refused, tail="绿化补植", tail_by="2023-06-30")
    assert shared_city.last("M13")["tail_by"] == "2023-06-30"


def test_an_extension_shows_all_three_dates_to_who_asks_and_to_who_decides(shared_city: City) -> None:
    live(shared_city, "M14", lives.WORKING)
    visitor = shared_city.visitor("lead")
    page = visitor.open(act("M14", "propose_extension") + "?to_day=2023-12-31")
    for said in ("原时限 2023年10月31日", "整改时限 2023年10月31日 改为 2023年12月31日"):
        assert said in page.words
    visitor.send(page, reason="汛期不能施工")
    first = shared_city.visitor("group-party")
    first.send(first.open(act("M14", "extend")), agrees="true")
    shown = shared_city.visitor("group-government").open(act("M14", "extend"))
    for said in ("汛期不能施工", "整改时限 2023年10月31日 改为 2023年12月31日", "党委组长 同意"):
        assert said in shown.words
    shared_city.visitor("group-government").send(shown, agrees="true")
    assert shared_city.case("M14").due.day == date(2023, 12, 31)


def test_an_amendment_is_written_line_by_line_and_read_beside_the_old_plan(shared_city: City) -> None:
    live(shared_city, "M15", lives.WORKING)
    visitor = shared_city.visitor("lead")
    page = visitor.open(act("M15", "propose_amendment"))
    more = visitor.send(page, 200, more="measure", reason="设计变更")
    assert more.fields["reason"] == "设计变更"
    assert "measures-3-text" in more.fields
    nothing = visitor.send(page, 422, reason="设计变更", paper="1号")
    assert "方案没有改动" in nothing.words
    typed = {"measures__0__dropped": "y", "measures__1__text": "铺设双管", "measures__2__text": "建一座泵站"}
    visitor.send(more, reason="设计变更", paper="1号", **typed)
    checked = shared_city.visitor("coordinator")
    page = checked.open(act("M15", "check_amendment"))
    for said in ("措施1 清淤三公里 铁西区 （删去）", "铺设截污管", "铺设双管", "措施3 （无） 建一座泵站"):
        assert said in page.words, said
    checked.send(page)
    for head in ("group-party", "group-government"):
        decider = shared_city.visitor(head)
        decider.send(decider.open(act("M15", "amend")), agrees="true")
    assert [(m.number, m.withdrawn) for m in shared_city.case("M15").measures] == [
        (1, True),
        (2, False),
        (3, False),
    ]


def test_a_head_who_does_not_agree_says_why(shared_city: City) -> None:
    live(shared_city, "M16", proposed("extension", lives.WORKING, to_day="2023-12-31"))
    visitor = shared_city.visitor("group-party")
    refused = visitor.send(visitor.open(act("M16", "extend")), 422, agrees="false")
    assert "须写明理由" in refused.words
    assert "checked" in refused.html


def test_unknown_acts_and_numbers_are_said_in_words(shared_city: City) -> None:
    visitor = shared_city.visitor("coordinator")
    assert "没有这个办理事项" in visitor.open(act("M1", "fly"), 404).words
    assert "没有这一案件" in visitor.open(act("nowhere", "assign"), 404).words


def test_a_form_without_its_token_does_nothing(shared_city: City) -> None:
    live(shared_city, "M17", lives.ASSIGNED)
    visitor = shared_city.visitor("lead")
    page = visitor.open(act("M17", "accept_assignment"))
    visitor.send(page, 400, csrf_token="")
    assert shared_city.events("M17")[-1] == "assign"


def test_a_form_whose_fields_depend_on_the_case_is_refused_like_any_other(shared_city: City) -> None:
    live(shared_city, "M7b", lives.WORKING)
    visitor = shared_city.visitor("coordinator")
    page = visitor.open(act("M7b", "complete_filing"))
    assert "locality" not in page.fields
    with work_on(shared_city.engine, TODAY) as work:
        told(work, "M7b", "mark_measure", {"number": 1, "done": True})
    refused = visitor.send(page, 409, supervising_unit="slj")
    assert "内容已有变动" in refused.words
    assert refused.fields["supervising_unit"] == "slj"
    visitor.send(refused)
    assert shared_city.case("M7b").parties.supervising_unit == "slj"


def test_what_follows_is_said_before_an_act_and_whose_turn_it_is_after_it(shared_city: City) -> None:
    live(shared_city, "M20", lives.ACCEPTING)
    visitor = shared_city.visitor("acceptance")
    assert "开始后，牵头部门不能再撤回申请。" in visitor.open(act("M20", "begin_acceptance")).words
    page = visitor.open(act("M20", "fail_acceptance"))
    assert "办完后，本件转入“整改中”。" in page.words
    done = visitor.send(page, reason="仍有异味", correct_by="2023-05-10")
    assert "已退回整改。现在轮到铁西区。" in visitor.open(done.location).words


def test_an_act_that_leaves_the_state_as_it_is_says_nothing_of_it(shared_city: City) -> None:
    live(shared_city, "M21", lives.WORKING)
    assert "办完后" not in shared_city.visitor("coordinator").open(act("M21", "suspend")).words


def test_beside_an_act_stands_the_paper_it_is_about(shared_city: City) -> None:
    lately = proposed("extension", lives.WORKING, to_day="2023-12-31")
    for number, life, who, name, paper in (
        ("P1", lives.ACCEPTING, "acceptance", "pass_acceptance", "acceptance"),
        ("P2", lives.SIGNING, "party", "sign", "closure"),
        ("P3", lives.PAPERS["issued"], "lead", "answer_paper", "warning-1"),
        ("P4", lately, "group-party", "extend", "extension-1"),
    ):
        live(shared_city, number, life)
        page = shared_city.visitor(who).open(act(number, name)).html
        assert f'href="/cases/SP2022/{number}/papers/{paper}.docx"' in page


def test_what_follows_an_act_that_moves_no_state_is_said_before_it_is_done(shared_city: City) -> None:
    for n, (name, who, life, said) in enumerate(
        (
            ("record_criticism", "coordinator", lives.WORKING, "登记后亮红灯"),
            ("judge_out_of_reach", "coordinator", lives.WORKING, "批准延期或者撤回判断为止"),
            ("acknowledge_paper", "lead", lives.PAPERS["issued"], "签收后，在答复期限前答复"),
            (
                "answer_paper",
                "lead",
                (*lives.PAPERS["issued"], ("acknowledge_paper", {"id": 1})),
                "轮到整改办核查",
            ),
            ("set_internal_due", "coordinator", lives.WORKING, "过了这一天亮黄灯，不算超期"),
            ("send_reminder", "coordinator", lives.REPORTED[:-1], "同一事项一天只提醒一次"),
        )
    ):
        live(shared_city, f"M-after-{n}", life)
        assert said in shared_city.visitor(who).open(act(f"M-after-{n}", name)).words, name
