"""What a head signs: any change of it voids the signatures given, and nothing else does."""

from hashlib import sha256

import pytest

from caseflow.domain.case import dossier_digest
from caseflow.domain.terms import Kind, State
from tests.domain.makers import DEFAULT, NOTICED_FIRST, SIGNED_FIRST, a_case, a_story

SIGNING, CLOSED = State.SIGNING, State.CLOSED
OBJECTION = {"sent_on": "2023-05-08", "in_time": True}
CHANGES = {
    "title": ("describe", {}, {"title": "t2"}),
    "problem": ("describe", {}, {"problem": "p2"}),
    "goal": ("amend", {}, {"goal": "g2"}),
    "words of a measure": ("describe", {}, {"measure.1": "m2"}),
    "measures": ("amend", {"measures": [{"number": 1}, {"number": 2}]}, {}),
    "measure undone": ("mark_measure", {"number": 1, "done": False}, {}),
    "evidence": ("add_evidence", {"kind": "document", "digest": "new"}, {}),
    "evidence withdrawn": ("withdraw_evidence", {"id": 1}, {}),
    "self-check": ("self_check", {"unit": "works", "criteria": []}, {}),
    "words of a self-check": ("describe", {}, {"self_check.head": "h2"}),
    "locality": ("amend", {"locality": "lishu"}, {}),
    "lead unit": ("transfer", {"unit": "partner"}, {}),
    "responsible unit": ("amend", {"responsible": ["works", "helper"]}, {}),
    "findings": ("confirm_findings", {"by": "coordinator"}, {}),
    "words of the findings": ("describe", {}, {"findings.facts": "f2"}),
    "acceptance": ("pass_acceptance", {"unit": "judge", "site_day": "2023-06-01", "people": 3}, {}),
    "words of the acceptance": ("describe", {}, {"acceptance.place": "a2"}),
    "notice": ("draft_notice", {}, {}),
    "words of the notice": ("describe", {}, {"notice.result": "r2"}),
    "objection": ("object", OBJECTION, {}),
    "parts": ("split", {"parts": ["SP2022/1-1"], "locality": "tiexi"}, {}),
}
BESIDE = {
    "opinion": ("give_opinion", {"unit": "partner", "agrees": True}, {}),
    "supervising unit": ("complete_filing", {"supervising_unit": "elsewhere"}, {}),
    "leader in charge": ("complete_filing", {"leader_in_charge": "patron"}, {}),
    "note": ("describe", {}, {"note": "n2"}),
    "suspension": ("suspend", {}, {}),
    "feedback": ("feed_back", {}, {"feedback.paper": "no. 1"}),
    "paper": ("propose_paper", {"rung": "warning", "rule": "r", "unit": "bureau"}, {}),
    "month": ("expect_report", {"month": "2023-06", "due": "2023-06-25"}, {}),
    "year": ("report_year", {"year": 2023}, {}),
    "proposal": ("propose", {"matter": "extension", "to_day": "2023-12-31"}, {}),
    "merged case": ("take_in", {"cases": ["SP2022/2"]}, {}),
    "finding": ("enter_finding", {"asks": "revocation", "origin": "inspector"}, {}),
}


def half_signed(order=DEFAULT):
    """A petition with findings that still wait, signed by the head of the Party."""
    story = a_story(SIGNING, order, Kind.PETITION)
    story.tell("record_findings", {"verdict": "unfounded", "settlement": "settled"})
    return story.signed("party")


def test_a_dossier_is_these_bytes_and_no_others():
    story = a_story(SIGNING)
    story.tell("describe", texts={"title": "四平"})
    written = (
        '{"acceptance":["judge","2023-05-04","2023-05-04","2"],"case":"SP2022/SP2022-T01",'
        '"evidence":[["after_photo-5","after_photo"],["before_photo-4","before_photo"],["site_check-6","site_check"]],'
        '"findings":[null,null],"measures":[[1,"2023-05-04"]],"notice":["2023-05-04","2023-05-18"],"objections":[],'
        '"parties":["tiexi","bureau","works"],"parts":[],"round":1,"self_checks":[["works","2023-05-04",'
        '"criterion.measures","criterion.penalties","criterion.effect","criterion.likewise","criterion.lasting"]],'
        '"texts":[["goal","g1"],["measure.1","m1"],["notice.result","r1"],["problem","p1"],["self_check.head","h1"],'
        '["title","四平"]]}'
    )
    assert dossier_digest(story.case) == sha256(b"caseflow/dossier/v1\n" + written.encode()).hexdigest()


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_dossier_voids_the_signature_given(change):
    type_, data, texts = CHANGES[change]
    story = half_signed()
    signed = dossier_digest(story.case)
    story.tell(type_, data, "coordinator", texts=texts)
    assert dossier_digest(story.case) != signed
    assert [(s.box, s.void) for s in story.case.signatures] == [("party", "dossier_changed")]


@pytest.mark.parametrize("beside", BESIDE)
def test_what_is_no_part_of_the_dossier_voids_nothing(beside):
    type_, data, texts = BESIDE[beside]
    story = half_signed().tell(type_, data, "coordinator", texts=texts)
    assert [s.box for s in story.case.live_signatures] == ["party"]


def test_the_signature_itself_and_its_note_change_nothing():
    story = a_story(SIGNING)
    before = dossier_digest(story.case)
    story.tell("sign", {"box": "party", "dossier": before}, "party", texts={"note": "agreed"})
    assert dossier_digest(story.case) == before
    assert len(story.case.live_signatures) == 1


def test_a_second_signature_over_an_older_dossier_does_not_stand():
    story = a_story(SIGNING)
    old = dossier_digest(story.case)
    story.tell("describe", texts={"title": "t2"}).signed("party")
    story.tell("sign", {"box": "government", "dossier": old}, "government")
    assert [(s.box, s.void) for s in story.case.signatures] == [
        ("party", None),
        ("government", "dossier_changed"),
    ]


def test_not_even_the_signature_that_closes_a_case_stands_over_an_older_dossier():
    story = a_story(SIGNING).signed("party")
    story.tell("sign", {"box": "government", "dossier": "older", "to": "closed"}, "government")
    assert [(s.box, s.void) for s in story.case.signatures] == [
        ("party", None),
        ("government", "dossier_changed"),
    ]


def test_what_was_changed_and_changed_back_does_not_revive_a_signature():
    story = half_signed()
    signed = dossier_digest(story.case)
    story.tell("describe", texts={"title": "t2"}).tell("describe", texts={"title": "t1"})
    assert dossier_digest(story.case) == signed
    assert story.case.live_signatures == ()


def test_where_signing_comes_before_the_notice_the_notice_is_no_part_of_what_was_signed():
    story = a_story(State.AWAITING_NOTICE, SIGNED_FIRST)
    signed = dossier_digest(story.case)
    for tell in (story.drafted, story.published):
        tell()
        assert dossier_digest(story.case) == signed
    story.tell("object", OBJECTION, "coordinator").tell("answer_objection", {"id": 1}, "coordinator")
    story.stepped()
    assert (story.case.state, len(story.case.live_signatures)) == (CLOSED, 2)


def test_where_the_notice_comes_first_it_is_part_of_what_is_signed():
    with_notice = a_story(SIGNING, NOTICED_FIRST)
    before = dossier_digest(with_notice.case)
    assert dossier_digest(with_notice.tell("draft_notice", {}, "coordinator").case) != before


def test_an_exempted_notice_is_told_to_whoever_signs():
    exempted = a_story(State.AWAITING_NOTICE).go("exempt_notice", "city_party")
    before = dossier_digest(exempted.case)
    published = a_case(SIGNING)
    assert exempted.case.state is published.state
    exempted.go("recall", "coordinator", to=State.AWAITING_NOTICE, falls=["notice", "signatures"])
    assert dossier_digest(exempted.case) != before


@pytest.mark.parametrize("order", [DEFAULT, NOTICED_FIRST], ids=lambda order: ">".join(order))
def test_nothing_that_comes_after_closure_undoes_it_but_a_revocation(order):
    story = a_story(CLOSED, order)
    for type_, data in (
        ("object", OBJECTION),
        ("answer_objection", {"id": 1}),
        ("file_up", {}),
        ("feed_back", {}),
    ):
        story.tell(type_, data, "coordinator", texts={"title": "t2"})
    assert len(story.case.live_signatures) == 2
    assert story.go("revoke_closure").case.live_signatures == ()


def test_two_rounds_and_two_cases_never_share_a_dossier():
    first = a_story(SIGNING)
    seen = {dossier_digest(first.case)}
    first.go("refuse", "party").until(SIGNING)
    seen |= {dossier_digest(first.case), dossier_digest(a_case(SIGNING, key="SP2022/SP2022-T02"))}
    assert len(seen) == 3
