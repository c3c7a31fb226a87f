"""What filing puts on a case, and what runs beside its state: papers, years, links, suspension."""

from datetime import date

from caseflow.domain.case.parts import Due, Links, Measure, Parties
from caseflow.domain.terms import Channel, EvidenceClass, Kind, State
from tests.domain.makers import DAY, KEY, Story, a_story

FILED = {
    "kind": "petition", "ordinal": 3, "batch": 19, "channel": "letter", "key_case": True, "types": 2,
    "received_on": "2022-09-26", "handed_over": "2022-09-27", "feedback_due": "2022-10-07",
    "evidence_class": "unfounded", "locality": "tiexi", "lead_unit": "bureau", "co_leads": ["partner"],
    "responsible": ["works"], "cooperating": ["helper"], "acceptance_unit": "judge", "supervising_unit": "watch",
    "leader_in_charge": "patron", "due": "2023-10-31", "at_once": True, "standing": True, "provisional": True,
    "measures": [{"number": 1, "unit": "works", "due": "2023-08-31"}],
    "part_of": "SP2022/1", "rebound_of": "SP2022/2", "repeat_of": ["SP2022/3"],
}  # fmt: skip


def test_everything_filed_stands_on_the_case():
    case = Story().tell("file", FILED, "coordinator").case
    assert (case.key, case.stream, case.state, case.filed_by) == (
        KEY,
        f"case/{KEY}",
        State.FILED,
        "coordinator",
    )
    assert (case.kind, case.ordinal, case.batch, case.channel) == (Kind.PETITION, 3, 19, Channel.LETTER)
    assert (case.key_case, case.types, case.evidence_class) == (True, 2, EvidenceClass.UNFOUNDED)
    assert (case.filed_on, case.since, case.events) == (DAY, DAY, 1)
    assert (case.received_on, case.handed_over) == (date(2022, 9, 26), date(2022, 9, 27))
    assert case.feedback_due == date(2022, 10, 7)
    assert case.parties == Parties(
        "tiexi", "bureau", ("partner",), ("works",), ("helper",), "judge", "watch", "patron"
    )
    assert case.due == Due(
        date(2023, 10, 31), date(2023, 10, 31), at_once=True, standing=True, provisional=True
    )
    assert case.measures == (Measure(1, "works", date(2023, 8, 31), planned=date(2023, 8, 31)),)
    assert case.links == Links(part_of="SP2022/1", rebound_of="SP2022/2", repeat_of=("SP2022/3",))


def test_what_was_not_filed_is_a_gap_and_nothing_else():
    case = Story().tell("file", {"kind": "task"}, "coordinator").case
    assert (case.ordinal, case.batch, case.channel, case.key_case, case.types) == (None, None, None, False, 0)
    assert (case.parties, case.due, case.links) == (Parties(), Due(), Links())
    assert (case.measures, case.feedback_due, case.evidence_class) == ((), None, EvidenceClass.SITE)


def test_completing_a_filing_fills_what_it_names_and_leaves_the_rest():
    story = a_story().tell("complete_filing", {"acceptance_unit": "watch", "evidence_class": "project"})
    assert (story.case.parties.acceptance_unit, story.case.parties.lead_unit) == ("watch", "bureau")
    assert (story.case.evidence_class, story.case.due.day) == (EvidenceClass.PROJECT, date(2023, 10, 31))


def test_the_first_date_is_the_last_one_filed_before_work_begins():
    story = a_story(due=None).tell("complete_filing", {"due": "2023-09-30", "standing": True})
    story.tell("complete_filing", {"due": "2023-12-31"})
    assert story.case.due == Due(date(2023, 12, 31), date(2023, 12, 31), standing=True)


def test_the_newest_words_replace_the_older():
    story = a_story().tell("describe", texts={"title": "t2", "note": "n1"})
    assert (story.case.texts["title"], story.case.texts["note"], story.case.texts["goal"]) == (
        "t2",
        "n1",
        "g1",
    )


def test_a_paper_goes_its_own_way_beside_the_state():
    story = a_story(State.RECTIFYING)
    for _ in range(2):
        story.tell("propose_paper", {"rung": "warning", "rule": "days_before_due", "unit": "bureau"}, "clock")
    story.tell("dismiss_paper", {"id": 1}, "coordinator")
    statuses = []
    for type_ in ("issue_paper", "acknowledge_paper", "answer_paper", "escalate_paper"):
        story.later(1).tell(type_, {"id": 2, "reply_by": "2023-05-11"}, "coordinator")
        statuses.append(story.case.papers[1].status)
    first, second = story.case.papers
    assert (first.status, first.ended_on, first.issued_on) == ("dismissed", DAY, None)
    assert statuses == ["issued", "acknowledged", "answered", "escalated"]
    assert (second.id, second.rung, second.rule, second.to_unit) == (
        2,
        "warning",
        "days_before_due",
        "bureau",
    )
    days = (second.proposed_on, second.issued_on, second.acknowledged_on, second.answered_on, second.ended_on)
    assert days == tuple(date(2023, 5, day) for day in (4, 5, 6, 7, 8))
    assert (second.reply_by, story.case.state) == (date(2023, 5, 11), State.RECTIFYING)


def test_years_are_reported_and_confirmed_each_for_itself():
    story = a_story(standing=True)
    for year in (2023, 2024):
        story.tell("report_year", {"year": year}, "worker")
    story.later(1).tell("confirm_year", {"year": 2024, "confirmed": False}, "judge")
    assert [(y.year, y.reported_on, y.confirmed, y.on) for y in story.case.years] == [
        (2023, DAY, None, None),
        (2024, DAY, False, date(2023, 5, 5)),
    ]


def test_a_proposal_keeps_its_votes_and_what_it_would_put_in_place():
    content = {"matter": "amendment", "content": {"measures": []}, "limit": "2023-05-18"}
    story = a_story(State.RECTIFYING).tell("propose", content, texts={"proposed.goal": "g2", "reason": "r"})
    story.tell("check_proposal", {"id": 1}, "coordinator")
    story.later(1).tell("decide", {"id": 1, "box": "party", "agrees": True}, "city_party")
    story.later(1).tell(
        "decide", {"id": 1, "box": "government", "agrees": True, "outcome": "granted"}, "city_government"
    )
    (decision,) = story.case.decisions
    assert (decision.matter, decision.proposed_by, decision.checked_by) == (
        "amendment",
        "clerk",
        "coordinator",
    )
    assert (decision.decide_by, decision.outcome, decision.decided_on) == (
        date(2023, 5, 18), "granted", date(2023, 5, 6),
    )  # fmt: skip
    assert [(box, agrees, who) for box, agrees, who, _ in decision.votes] == [
        ("party", True, "city_party"),
        ("government", True, "city_government"),
    ]
    assert (decision.content, decision.words, story.case.texts["goal"]) == (
        {"measures": []},
        {"goal": "g2"},
        "g1",
    )


def test_a_finding_stays_open_until_it_is_decided():
    story = a_story(State.CLOSED)
    for asks in ("revocation", "rebound"):
        limit = {"limit": "2023-06-09"} if asks == "revocation" else {}
        story.tell("enter_finding", {"asks": asks, "origin": "inspector", **limit}, "inspector")
    story.tell("settle_finding", {"id": 1}, "city_party")
    assert [(f.id, f.asks, f.by, f.origin, f.propose_by, f.decided) for f in story.case.after] == [
        (1, "revocation", "inspector", "inspector", date(2023, 6, 9), True),
        (2, "rebound", "inspector", "inspector", None, False),
    ]


def test_clocks_stand_from_the_day_they_are_stopped_until_they_run_again():
    story = a_story().tell("suspend")
    assert story.case.suspended_on == DAY
    assert story.later(3).tell("resume", {"days": 3}).case.suspended_on is None


def test_limits_of_the_procedure_move_by_the_days_they_stood_still_and_the_due_date_does_not():
    assigned = a_story().tell("assign", {"lead_unit": "bureau", "limit": "2023-05-11"})
    assigned.tell("suspend").later(9).tell("resume", {"days": 9})
    assert (assigned.case.assignment.limit, assigned.case.limit) == (date(2023, 5, 20), None)
    taken = assigned.go("accept_assignment").tell("suspend").tell("resume", {"days": 30})
    assert (taken.case.assignment.limit, taken.case.due.day) == (date(2023, 5, 20), date(2023, 10, 31))
    accepting = a_story(State.ACCEPTING).ended(limit="2023-06-01").tell("suspend")
    assert accepting.tell("resume", {"days": 30}).case.limit == date(2023, 7, 1)


def test_a_main_case_names_those_handled_with_it():
    story = a_story(kind=Kind.PETITION).tell("take_in", {"cases": ["SP2022/2", "SP2022/3"]})
    assert story.case.links.merged_from == ("SP2022/2", "SP2022/3")
    assert story.tell("take_in", {"cases": ["SP2022/3"]}).case.links.merged_from == ("SP2022/3",)


def test_evidence_keeps_its_measure_and_point_and_a_report_its_number_of_the_month():
    shown = {"kind": "before_photo", "digest": "d", "measure": 1, "point": 2}
    story = (
        a_story(State.RECTIFYING).tell("add_evidence", shown, "worker").tell("withdraw_evidence", {"id": 1})
    )
    (evidence,) = story.case.evidence
    assert (evidence.measure, evidence.point, evidence.by, evidence.withdrawn) == (1, 2, "worker", True)
    for month in ("2023-05", "2023-06", "2023-05"):
        story.tell("report", {"month": month, "progress": "normal", "unit": "bureau"})
    assert [(r.month, r.number) for r in story.case.reports] == [
        ("2023-05", 1),
        ("2023-06", 1),
        ("2023-05", 2),
    ]
