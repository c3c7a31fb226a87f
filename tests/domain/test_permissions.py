"""Who may do what: product.md's column “who”, and people of many kinds before a case."""

from datetime import date

import pytest

from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK, Actor, actor_on, command_line
from caseflow.domain.permissions import GRANTS, OFFERED, can, may_ever
from caseflow.domain.roles import leading_post, roles_on
from caseflow.domain.signers import boxes_in, group_posts
from caseflow.domain.terms import Role, State
from tests.domain.makers import CITY, DAY, PEOPLE, a_case, a_city, a_story, an_event, appointed, the

CASE = a_case(
    State.RECTIFYING,
    co_leads=["partner"],
    cooperating=["helper"],
    leader_in_charge="patron",
    locality="tiexi",
)
# Beside the triggers, whose table stands in test_lifecycle.py: what else product.md gives to whom.
WHO = {
    "propose_amendment": "lead_unit",
    "check_amendment": "coordinator",
    "propose_extension": "lead_unit",
    "propose_exemption": "coordinator",
    "propose_revocation": "coordinator",
    "propose_rebound": "coordinator",
    "enter_finding": "inspector supervising_unit acceptance_unit coordinator",
    "confirm_findings_as_leader": "deputy party_head government_head",
    "confirm_findings": "coordinator",
    "report_year": "responsible_unit",
    "give_opinion": "co_lead",
    "begin_acceptance": "acceptance_unit",
    "draft_notice": "coordinator",
    "release_notice": "coordinator",
    "answer_objection": "coordinator",
    "file": "coordinator",
    "open_identity": "coordinator",
    "review_report": "coordinator",
    "contribute": "responsible_unit",
    "send_reminder": "coordinator",
    "record_criticism": "inspector supervising_unit coordinator",
    "settle_criticism": "coordinator",
    "judge_out_of_reach": "supervising_unit coordinator",
    "withdraw_out_of_reach": "supervising_unit coordinator",
    "report": "lead_unit",
    "supply_supplement": "lead_unit",
    "issue_paper": "coordinator",
    "view_audit": "inspector audit_admin",
    "propose_referral": "coordinator",
    "issue_referral": "coordinator_head",
    "receive_referral": "inspector",
    "view_referrals": "coordinator coordinator_head inspector",
    "keep_clue": "inspector",
    "audit_discipline": "discipline_auditor",
    "view_held_offices": "inspector",
    "inspect": "inspector",
    "draw_look_back": "inspector",
    "look_back": "inspector coordinator",
    "tick": "clock",
    "view_runs": "inspector system_admin",
    "resend_message": "system_admin",
    "manage_accounts": "system_admin",
    "release_password": "security_admin audit_admin",
    "enter_signed_form": "coordinator",
    "confirm_signed_form": "coordinator",
    "drop_signed_form": "coordinator",
    "enrol_key": "party_head government_head group_head",
    "approve_key": "security_admin",
    "revoke_key": "security_admin",
    "appoint": "security_admin",
    "force_rulebook": "security_admin",
}
ADMINS = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
OF_THE_CITY = {
    Action.VIEW_CITY, Action.VIEW_AUDIT, Action.OPEN_INSPECTION, Action.MANAGE_UNITS, Action.CONFIRM_NAME,
    Action.MANAGE_ACCOUNTS, Action.RELEASE_PASSWORD, Action.APPOINT, Action.PUBLISH_CALENDAR, Action.FORCE_RULEBOOK,
    Action.VIEW_RUNS, Action.RESEND_MESSAGE, Action.APPROVE_KEY, Action.REVOKE_KEY,
}  # fmt: skip
# Who meets the case in which roles, and whether they read it.
MEETINGS = {
    "clerk": ({Role.LEAD_UNIT}, True),
    "partner": ({Role.CO_LEAD}, True),
    "worker": ({Role.RESPONSIBLE_UNIT}, True),
    "helper": ({Role.COOPERATING_UNIT}, True),
    "judge": ({Role.ACCEPTANCE_UNIT}, True),
    "watcher": ({Role.SUPERVISING_UNIT}, True),
    "patron": ({Role.LEADER_IN_CHARGE}, True),
    "stranger": (set(), False),
    "coordinator": ({Role.COORDINATOR}, True),
    "second": ({Role.COORDINATOR}, True),
    "party": ({Role.PARTY_HEAD}, True),
    "government": ({Role.GOVERNMENT_HEAD}, True),
    "deputy": ({Role.DEPUTY}, True),
    "other_party": (set(), False),
    "other_government": (set(), False),
    "other_deputy": (set(), False),
    "both": (set(), False),
    "city_party": ({Role.GROUP_HEAD}, True),
    "city_government": ({Role.GROUP_HEAD}, True),
    "city_deputy": ({Role.DEPUTY}, True),
    "inspector": ({Role.INSPECTOR}, True),
    "assessor": ({Role.ASSESSOR}, True),
    "townsman": ({Role.TOWNSHIP}, False),
    "villager": ({Role.VILLAGE_SUPERVISOR}, False),
    "system": ({Role.SYSTEM_ADMIN}, False),
    "security": ({Role.SECURITY_ADMIN}, False),
    "audit": ({Role.AUDIT_ADMIN}, False),
    "head": ({Role.COORDINATOR_HEAD}, True),
    "listener": ({Role.DISCIPLINE_AUDITOR}, False),
}


def test_every_action_is_granted_to_somebody():
    assert set(GRANTS) == set(Action)
    assert all(GRANTS.values())


@pytest.mark.parametrize("action", WHO)
def test_what_is_no_trigger_is_granted_as_product_md_says(action):
    assert GRANTS[Action(action)] == {Role(role) for role in WHO[action].split()}


def test_administrators_have_nothing_to_do_with_a_case():
    granted = {action for action, roles in GRANTS.items() if roles & ADMINS}
    assert granted <= OF_THE_CITY
    for person in ("system", "security", "audit"):
        assert not [a for a in Action if a not in OF_THE_CITY and can(the(person), a, CASE, CITY, DAY)]
        assert not [a for a in Action if a not in OF_THE_CITY and may_ever(the(person), a, CITY)]


def test_an_administrator_named_leader_in_charge_stays_an_administrator():
    case = a_case(leader_in_charge="system")
    assert leading_post(the("system")) is None
    assert not can(the("system"), Action.VIEW, case, CITY, DAY)


def test_everybody_in_the_city_is_tried():
    assert set(MEETINGS) == {row.split()[0] for row in PEOPLE.split(";")}


@pytest.mark.parametrize("person", MEETINGS)
def test_people_meet_a_case_in_the_roles_of_their_posts(person):
    roles, reads = MEETINGS[person]
    assert set(roles_on(the(person), CASE, CITY, DAY)) == roles
    assert bool(can(the(person), Action.VIEW, CASE, CITY, DAY)) is reads


@pytest.mark.parametrize("person", MEETINGS)
def test_what_people_may_do_follows_from_their_roles_and_nothing_else(person):
    roles, _ = MEETINGS[person]
    for action in set(Action) - OFFERED:
        decision = can(the(person), action, CASE, CITY, DAY)
        assert bool(decision) is bool(GRANTS[action] & roles), action
        assert bool(decision) is (decision.reason is None)
        assert not decision or decision.office.startswith(tuple(a.office for a in the(person).posts))
        assert not decision or may_ever(the(person), action, CITY)


def test_the_clock_does_what_the_clock_may():
    assert {a for a in Action if can(CLOCK, a, CASE, CITY, DAY)} == {
        a for a, roles in GRANTS.items() if Role.CLOCK in roles
    }


def test_the_command_line_acts_as_the_coordinator_and_says_who_it_was():
    actor = command_line("root", CITY, DAY)
    assert actor.code == "command_line/root"
    assert set(roles_on(actor, CASE, CITY, DAY)) == {Role.COORDINATOR}
    assert set(roles_on(command_line("root", a_city(), DAY), CASE, CITY, DAY)) == {Role.COORDINATOR}


def test_a_refusal_says_whether_it_is_the_role_or_the_case():
    other = can(the("stranger"), Action.REPORT, CASE, CITY, DAY)
    never = can(the("inspector"), Action.REPORT, CASE, CITY, DAY)
    assert (other.reason.code, never.reason.code) == ("denied.other_case", "denied.role")
    assert other.reason.facts == {"action": "action.report", "who": "role.lead_unit"}
    assert can(the("party"), Action.ENTER_FINDING, CASE, CITY, DAY).reason.facts["who"] == (
        "role.acceptance_unit|supervising_unit|coordinator|inspector"
    )


def test_a_head_of_another_locality_neither_reads_nor_signs():
    for action in (Action.VIEW, Action.SIGN, Action.REFUSE):
        assert can(the("other_party"), action, CASE, CITY, DAY).reason.code == "denied.other_case"
    there = a_case(State.SIGNING, locality="lishu")
    assert can(the("other_party"), Action.SIGN, there, CITY, DAY).office == "party_head/lishu"


def test_the_heads_of_the_city_sign_what_belongs_to_the_city_and_decide_everywhere():
    of_the_city = a_case(State.SIGNING, locality="siping")
    for person, box in (("city_party", "party"), ("city_government", "government")):
        assert can(the(person), Action.SIGN, of_the_city, CITY, DAY)
        assert not can(the(person), Action.SIGN, CASE, CITY, DAY)
        assert can(the(person), Action.REVOKE_CLOSURE, CASE, CITY, DAY)
        assert boxes_in(group_posts(CITY, DAY), the(person), CITY, DAY) == (box,)
    assert boxes_in(group_posts(CITY, DAY), the("party"), CITY, DAY) == ()


def test_the_superiors_government_head_decides_for_the_group_only_where_one_person_heads_the_city():
    governor = appointed("stranger", "government_head", "jilin")
    both = appointed("city_party", "government_head", "siping")
    left = an_event("person/city_government", 2, "end_appointment", {"id": 1, "end": "2023-05-01"})
    for city, decides in ((a_city(governor), False), (a_city(governor, both, left), True)):
        assert bool(can(the("stranger", city), Action.EXTEND, CASE, city, DAY)) is decides
        assert bool(can(the("stranger", city), Action.VIEW, CASE, city, DAY)) is decides


def test_one_head_of_party_and_government_leaves_the_second_box_to_the_superior():
    case = a_case(State.SIGNING, locality="zone")
    assert set(roles_on(the("both"), case, CITY, DAY)) == {Role.PARTY_HEAD}
    assert set(roles_on(the("city_government"), case, CITY, DAY)) == {Role.GOVERNMENT_HEAD, Role.GROUP_HEAD}


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2023-05-04", "2023-05-04", True),  # from and to the day itself
        ("2020-01-01", "2023-05-03", False),  # ended the day before
        ("2023-05-05", None, False),  # begins on the day after
        ("2020-01-01", None, True),
    ],
)
def test_only_a_post_held_on_the_day_counts(start, end, holds):
    city = a_city(
        an_event("person/new", 0, "add_person", {}, texts={"name": "n", "login": "l"}),
        appointed("new", "officer", "bureau", start, end),
    )
    assert bool(can(the("new", city), Action.REPORT, CASE, city, DAY)) is holds


def test_a_disabled_account_holds_no_post_until_it_is_enabled_again():
    city = a_city(an_event("person/clerk", 2, "disable_person", {}))
    assert actor_on(city.people["clerk"], DAY) == Actor("clerk")
    assert not can(the("clerk", city), Action.VIEW, CASE, city, DAY)
    city = a_city(
        *[
            an_event("person/clerk", n, type_, {})
            for n, type_ in ((2, "disable_person"), (3, "enable_person"))
        ]
    )
    assert can(the("clerk", city), Action.VIEW, CASE, city, DAY)


def test_a_unit_meets_the_case_also_under_the_name_a_ledger_gave_it():
    mapped = a_city(an_event("city", 0, "map_name", {"code": "as-written", "unit": "bureau"}))
    for parties, action in (
        ({"lead_unit": "as-written"}, Action.REPORT),
        ({"responsible": ["as-written"], "lead_unit": "works"}, Action.SELF_CHECK),
        ({"acceptance_unit": "as-written", "lead_unit": "works"}, Action.CONFIRM_YEAR),
    ):
        case = a_case(**parties)
        assert can(the("clerk", mapped), action, case, mapped, DAY)
        assert not can(the("clerk"), action, case, CITY, DAY)


def test_where_no_responsible_unit_is_named_the_lead_unit_answers_itself():
    for responsible, roles in (([], {Role.LEAD_UNIT, Role.RESPONSIBLE_UNIT}), (["works"], {Role.LEAD_UNIT})):
        case = a_case(State.RECTIFYING, responsible=responsible)
        assert set(roles_on(the("clerk"), case, CITY, DAY)) == roles
        assert bool(can(the("clerk"), Action.SELF_CHECK, case, CITY, DAY)) is (not responsible)


def test_heads_and_deputies_meet_a_locality_also_under_a_ledger_name():
    mapped = a_city(an_event("city", 0, "map_name", {"code": "as-written", "unit": "tiexi"}))
    case = a_case(State.SIGNING, locality="as-written")
    for person, action in (("party", Action.SIGN), ("deputy", Action.VIEW)):
        assert can(the(person, mapped), action, case, mapped, DAY)
        assert not can(the(person), action, case, CITY, DAY)


def test_a_unit_that_is_offered_a_case_may_look_and_take_it_and_nothing_more():
    offered = a_story(State.RECTIFYING).tell("offer_transfer", {"unit": "elsewhere"}, "coordinator")
    may = {a for a in Action if can(the("stranger"), a, offered.case, CITY, DAY)}
    assert may == {Action.VIEW, Action.ACCEPT_TRANSFER, Action.REFUSE_TRANSFER}
    assert not any(can(the("clerk"), action, offered.case, CITY, DAY) for action in OFFERED)
    assert can(the("clerk"), Action.REPORT, offered.case, CITY, DAY)

    taken = offered.tell("accept_transfer", by="stranger").tell(
        "transfer", {"unit": "elsewhere"}, "coordinator"
    )
    assert can(the("stranger"), Action.REPORT, taken.case, CITY, DAY)
    assert not can(the("clerk"), Action.VIEW, taken.case, CITY, DAY)


def test_a_leader_in_charge_who_left_every_office_leads_no_more():
    city = a_city(an_event("person/patron", 2, "end_appointment", {"id": 1, "end": "2023-05-03"}))
    assert can(the("patron", city, date(2023, 5, 3)), Action.VIEW, CASE, city, date(2023, 5, 3))
    assert not can(the("patron", city), Action.VIEW, CASE, city, DAY)
