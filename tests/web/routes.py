"""Every route and method with who gets in: one row each, in the order in which they are swept."""

from dataclasses import dataclass

from tests.web.office import ADMINISTRATORS, PEOPLE

NUMBER = "A1"
CASE = f"/cases/SP2022/{NUMBER}"
DIGEST = "0" * 64

EVERYBODY = frozenset({*PEOPLE, *ADMINISTRATORS})
AUDITOR_APART = frozenset({"listener"})
OFFICIALS = frozenset(PEOPLE) - AUDITOR_APART
STRANGERS = frozenset({"stranger", *ADMINISTRATORS}) | AUDITOR_APART
VIEWERS = EVERYBODY - STRANGERS
COORDINATORS = frozenset({"coordinator", "colleague"})
PLANNERS = COORDINATORS | {"lead", "co-lead", "responsible", "acceptance", "stranger"}
SYSTEM_ADMIN, SECURITY_ADMIN = frozenset({"zhao.yi"}), frozenset({"qian.er"})
AUDIT_ADMIN = frozenset({"sun.san"})
ADMINS = SYSTEM_ADMIN | SECURITY_ADMIN | AUDIT_ADMIN
LEADING_GROUP = frozenset({"group-party", "group-government"})
AUDITORS = frozenset({"sun.san", "inspector"})
INSPECTORS = frozenset({"inspector"})
LOOKERS = INSPECTORS | COORDINATORS | {"group-party", "group-government"}
OFFICERS = frozenset({"lead", "co-lead", "responsible", "acceptance", "stranger"})
HEADS, HEAD = frozenset({"party", "government", "group-party", "group-government"}), frozenset({"head"})
REFERRING = COORDINATORS | HEAD | INSPECTORS
OUTSIDE = frozenset({"anonymous", "disabled"})


@dataclass(frozen=True)
class Row:
    """An address of the route, who gets in, and what they may be answered; everybody else is refused."""

    address: str
    who: frozenset[str]
    answers: frozenset[int] = frozenset({200})
    seen_by: frozenset[str] = EVERYBODY  # who is told “not you” (403); others are told “no such thing” (404)


def _row(address: str, who: frozenset[str], *answers: int, seen_by: frozenset[str] = EVERYBODY) -> Row:
    return Row(address, who, frozenset(answers or (200,)), seen_by)


def _duty(address: str, who: frozenset[str], *answers: int) -> dict[str, Row]:
    """A form and what it answers when nothing is filled in."""
    return {"GET": _row(address, who), "POST": _row(address, who, *(answers or (422,)))}


def _gone(address: str, who: frozenset[str]) -> dict[str, Row]:
    """A form about something that this city does not have: who may do it is told that there is no such thing."""
    return {"GET": _row(address, who, 404), "POST": _row(address, who, 404)}


ROUTES: dict[str, dict[str, Row]] = {
    # open to the world
    "/healthz": {"GET": _row("/healthz", EVERYBODY | OUTSIDE)},
    "/static/<path:name>": {"GET": _row("/static/caseflow.css", EVERYBODY | OUTSIDE)},
    "/enter": {
        "GET": _row("/enter", EVERYBODY | OUTSIDE),
        "POST": _row("/enter", EVERYBODY | OUTSIDE, 403),  # nothing was typed
    },
    "/receipts": {"GET": _row("/receipts", EVERYBODY)},
    "/verify": {"GET": _row("/verify", EVERYBODY | OUTSIDE)},
    "/verify/<code>": {"GET": _row("/verify/NONE", EVERYBODY | OUTSIDE, 422)},
    "/language": {"POST": _row("/language", EVERYBODY | OUTSIDE, 303)},
    "/theme": {"POST": _row("/theme", EVERYBODY | OUTSIDE, 303)},
    # everybody's own
    "/": {"GET": _row("/", EVERYBODY)},
    "/account": {"GET": _row("/account", EVERYBODY)},
    "/confirm": _duty("/confirm", EVERYBODY),
    "/account/sign-ins/end": {"POST": _row("/account/sign-ins/end", EVERYBODY, 303)},
    "/password": _duty("/password", EVERYBODY),
    "/messages": {"GET": _row("/messages", EVERYBODY)},
    "/messages/read": {"POST": _row("/messages/read", EVERYBODY, 303)},
    "/calendar/<token>.ics": {"GET": _row("/calendar/NONE.ics", EVERYBODY | OUTSIDE, 404, 409)},
    "/account/feed": {"GET": _row("/account/feed", EVERYBODY), "POST": _row("/account/feed", EVERYBODY)},
    "/account/feed/end": {"POST": _row("/account/feed/end", EVERYBODY, 303)},
    "/account/messages": _duty("/account/messages", EVERYBODY, 303),
    "/rulebook": {"GET": _row("/rulebook", EVERYBODY)},
    "/rulebook/<city>/<version>": {"GET": _row("/rulebook/siping/2023.1", EVERYBODY)},
    "/rulebook/difference": {"GET": _row("/rulebook/difference", EVERYBODY)},
    # cases
    "/cases": {"GET": _row("/cases", OFFICIALS)},
    "/cases/new": _duty("/cases/new", COORDINATORS),
    "/cases/export/<layout>.<format_>": {"GET": _row("/cases/export/petitions.csv", OFFICIALS)},
    "/cases/<inspection>/<number>": {"GET": _row(CASE, VIEWERS, seen_by=VIEWERS)},
    "/cases/<inspection>/<number>/days": {"GET": _row(f"{CASE}/days", VIEWERS, seen_by=VIEWERS)},
    "/cases/<inspection>/<number>/days/<which>": {
        "GET": _row(f"{CASE}/days/accept_assignment", VIEWERS, seen_by=VIEWERS)
    },
    "/cases/<inspection>/<number>/evidence/<int:id_>/<code>": {
        "GET": _row(f"{CASE}/evidence/1/EVIDENCE", VIEWERS, seen_by=VIEWERS)
    },
    "/cases/<inspection>/<number>/papers/<name>.<format_>": {
        "GET": _row(f"{CASE}/papers/case_file.docx", VIEWERS, seen_by=VIEWERS)
    },
    "/cases/<inspection>/<number>/offices": {"GET": _row(f"{CASE}/offices", frozenset({"inspector"}))},
    "/offices/<code>": {"GET": _row("/offices/zjj", frozenset({"inspector"}))},
    "/cases/<inspection>/<number>/bundle/<kind>.zip": {
        "GET": _row(
            f"{CASE}/bundle/full.zip",
            COORDINATORS | {"group-party", "group-government", "inspector"},
            seen_by=VIEWERS,
        )
    },
    "/cases/<inspection>/<number>/do/<name>": {
        "GET": _row(f"{CASE}/do/suspend", COORDINATORS, seen_by=VIEWERS),
        "POST": _row(f"{CASE}/do/suspend", COORDINATORS, 409, 422, seen_by=VIEWERS),
    },
    "/rounds": {"GET": _row("/rounds", OFFICIALS)},
    "/rounds/<month>": {"GET": _row("/rounds/2023-03", OFFICIALS, 404)},
    "/rounds/<code>/remind": {
        method: _row("/rounds/2023-03/remind", COORDINATORS, 404) for method in ("GET", "POST")
    },
    "/rounds/<month>/table.xlsx": {"GET": _row("/rounds/2023-03/table.xlsx", OFFICIALS, 404)},
    "/rounds/<code>/circular": {"GET": _row("/rounds/2023-03/circular", OFFICIALS, 404)},
    "/rounds/<code>/circular.docx": {"GET": _row("/rounds/2023-03/circular.docx", OFFICIALS, 404)},
    **{
        f"/rounds/<code>/circular/{name}": _gone(f"/rounds/2023-03/circular/{name}", COORDINATORS)
        for name in ("draft", "issue", "void")
    },
    "/rounds/<code>/burden": {"GET": _row("/rounds/2023-03/burden", COORDINATORS)},
    # meetings
    "/meetings": {"GET": _row("/meetings", OFFICIALS)},
    "/meetings/<code>": {"GET": _row("/meetings/1999-1", OFFICIALS, 404)},
    "/meetings/call": _duty("/meetings/call", COORDINATORS),
    **{
        f"/meetings/<code>/{name}": _gone(f"/meetings/1999-1/{name}", COORDINATORS)
        for name in ("postpone", "cancel", "minutes", "decide")
    },
    "/meetings/items/<code>/finish": _gone("/meetings/items/1999-1.1/finish", OFFICERS),
    **{
        f"/meetings/items/<code>/{name}": _gone(f"/meetings/items/1999-1.1/{name}", COORDINATORS)
        for name in ("confirm", "return", "remind", "hand", "drop")
    },
    # referrals and clues: nobody's in this city, so that whoever may have some is told there is no such
    "/referrals": {"GET": _row("/referrals", REFERRING)},
    "/referrals/propose": _duty("/referrals/propose", COORDINATORS),
    "/referrals/<code>": {"GET": _row("/referrals/2023-1", REFERRING, 404)},
    "/referrals/<code>/letter.<format_>": {"GET": _row("/referrals/2023-1/letter.docx", REFERRING, 404)},
    "/referrals/<code>/revise": _gone("/referrals/2023-1/revise", COORDINATORS),
    **{
        f"/referrals/<code>/{name}": _gone(f"/referrals/2023-1/{name}", HEAD)
        for name in ("send-back", "drop", "issue")
    },
    **{
        f"/referrals/<code>/{name}": _gone(f"/referrals/2023-1/{name}", REFERRING)
        for name in ("receipt", "paper-result")
    },
    **{
        f"/referrals/<code>/{name}": _gone(f"/referrals/2023-1/{name}", INSPECTORS)
        for name in ("receive", "refuse", "dispose", "conclude", "feed-back")
    },
    "/clues": {"GET": _row("/clues", INSPECTORS)},
    "/clues/keep": _duty("/clues/keep", INSPECTORS),
    "/clues/<code>": {"GET": _row("/clues/1", INSPECTORS, 404)},
    **{
        f"/clues/<code>/{name}": _gone(f"/clues/1/{name}", INSPECTORS)
        for name in ("add", "hand", "dispose", "conclude")
    },
    "/discipline-readings": {"GET": _row("/discipline-readings", AUDITOR_APART)},
    "/ladder": {"GET": _row("/ladder", OFFICIALS)},
    "/ladder/export.<format_>": {"GET": _row("/ladder/export.csv", OFFICIALS)},
    # the days of what is asked beside cases
    "/days/<word>": {"GET": _row("/days/asked.attend?of=/meeting/2023-9", OFFICIALS, 404)},
    # implementation plans
    "/plans": {"GET": _row("/plans", OFFICIALS)},
    "/plans/<code>": {"GET": _row("/plans/SP2022:siping", OFFICIALS)},
    "/plans/<code>/<int:number>/file": {"GET": _row("/plans/SP2022:siping/1/file", OFFICIALS, 404)},
    "/plans/<code>/hand-in": {
        "GET": _row("/plans/SP2022:siping/hand-in", PLANNERS),
        "POST": _row("/plans/SP2022:siping/hand-in", PLANNERS, 403, 422),
    },
    "/plans/<code>/review": _duty("/plans/SP2022:siping/review", COORDINATORS),
    "/plans/<code>/remind": _duty("/plans/SP2022:siping/remind", COORDINATORS, 409),
    # ledgers
    "/ledgers": {
        "GET": _row("/ledgers", OFFICIALS),
        "POST": _row("/ledgers", COORDINATORS, 422),
    },
    "/ledgers/export": {"GET": _row("/ledgers/export?layout=petitions&format=csv", OFFICIALS, 302, 303)},
    "/ledgers/<digest>": {
        "GET": _row(f"/ledgers/{DIGEST}", COORDINATORS, 404),
        "POST": _row(f"/ledgers/{DIGEST}", COORDINATORS, 404),
    },
    "/ledgers/<digest>/result": {"GET": _row(f"/ledgers/{DIGEST}/result", COORDINATORS, 404)},
    # the system administrator
    "/units": {"GET": _row("/units", SYSTEM_ADMIN)},
    "/units/<code>": {"GET": _row("/units/zjj", SYSTEM_ADMIN)},
    "/units/add": _duty("/units/add", SYSTEM_ADMIN),
    "/units/<code>/rename": _duty("/units/zjj/rename", SYSTEM_ADMIN),
    "/units/<code>/move": _duty("/units/zjj/move", SYSTEM_ADMIN),
    "/units/<code>/end": _duty("/units/zjj/end", SYSTEM_ADMIN),
    "/units/<code>/confirm": _duty("/units/zjj/confirm", SYSTEM_ADMIN),
    "/units/<code>/map": _duty("/units/zjj/map", SYSTEM_ADMIN),
    "/people": {"GET": _row("/people", ADMINS)},
    "/people/<code>": {"GET": _row("/people/SPARE", ADMINS)},
    "/people/add": _duty("/people/add", SYSTEM_ADMIN),
    "/people/<code>/rename": _duty("/people/SPARE/rename", SYSTEM_ADMIN),
    "/people/<code>/disable": _duty("/people/SPARE/disable", SYSTEM_ADMIN),
    "/people/<code>/enable": _duty("/people/SPARE/enable", SYSTEM_ADMIN, 409),
    "/people/<code>/password": _duty("/people/SPARE/password", SYSTEM_ADMIN, 200),
    "/calendar": {"GET": _row("/calendar", SYSTEM_ADMIN)},
    "/calendar/<int:year>": {"GET": _row("/calendar/2023", SYSTEM_ADMIN)},
    "/calendar/publish": _duty("/calendar/publish", SYSTEM_ADMIN),
    # the security administrator
    "/people/<code>/appoint": _duty("/people/SPARE/appoint", SYSTEM_ADMIN | SECURITY_ADMIN),
    "/people/<code>/release": _duty("/people/SPARE/release", SECURITY_ADMIN | AUDIT_ADMIN, 403, 409),
    "/signing": {"GET": _row("/signing", HEADS)},
    "/signing/prepare": {"POST": _row("/signing/prepare", HEADS, 409)},
    "/signing/code": {"POST": _row("/signing/code", HEADS, 422)},
    "/account/keys/code": {"POST": _row("/account/keys/code", HEADS, 422)},
    "/signing/sign": {"POST": _row("/signing/sign", HEADS, 422)},
    "/account/keys/enrol": _duty("/account/keys/enrol", HEADS),
    "/account/keys/add": {"POST": _row("/account/keys/add", HEADS, 422)},
    "/keys/<code>/approve": _gone("/keys/SPARE-1/approve", SECURITY_ADMIN),
    "/keys/<code>/revoke": _gone("/keys/SPARE-1/revoke", SECURITY_ADMIN | HEADS),
    "/people/<code>/end": _duty("/people/SPARE/end", SECURITY_ADMIN),
    "/rulebook/candidates": {"GET": _row("/rulebook/candidates", SECURITY_ADMIN)},
    "/rulebook/force/<path:code>": {
        "GET": _row("/rulebook/force/siping/2030.1", SECURITY_ADMIN, 404),
        "POST": _row("/rulebook/force/siping/2030.1", SECURITY_ADMIN, 404),
    },
    # the day's work
    "/runs": {"GET": _row("/runs", SYSTEM_ADMIN | {"inspector"})},
    "/runs/messages/<int:id_>/again": {"POST": _row("/runs/messages/1/again", SYSTEM_ADMIN, 404)},
    # the audit
    "/audit": _duty("/audit", AUDITORS),
    "/audit/log": {"GET": _row("/audit/log", AUDITORS), "POST": _row("/audit/log", AUDITORS)},
    # the inspector's desk
    "/desk": {"GET": _row("/desk", INSPECTORS)},
    "/desk/flags.<format_>": {"GET": _row("/desk/flags.csv", INSPECTORS)},
    "/desk/dwell": {"GET": _row("/desk/dwell", INSPECTORS)},
    "/desk/dwell.<format_>": {"GET": _row("/desk/dwell.csv", INSPECTORS)},
    "/desk/cases/<inspection>/<number>": {"GET": _row(f"/desk{CASE}", INSPECTORS)},
    "/desk/units/<code>": {"GET": _row("/desk/units/zjj", INSPECTORS)},
    "/desk/people/<code>": {"GET": _row("/desk/people/p1", INSPECTORS)},
    "/lookbacks": {"GET": _row("/lookbacks", LOOKERS), "POST": _row("/lookbacks", INSPECTORS, 303, 409)},
    "/lookbacks/<name>": {"GET": _row("/lookbacks/1999-1", LOOKERS, 404)},
    "/lookbacks/<name>/export.<format_>": {"GET": _row("/lookbacks/1999-1/export.csv", LOOKERS, 404)},
    # the way out, after everything else
    "/leave": {"POST": _row("/leave", EVERYBODY | OUTSIDE, 303)},
}
"""Every route by its rule, every method it takes. A route without a row fails `test_every_route_has_its_row`."""
