"""Who may do what, said once. Views, templates, lists, the command line and the table's test all ask here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from caseflow.domain.actions import Action as A
from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.case.held import Held
from caseflow.domain.city import City
from caseflow.domain.errors import Reason
from caseflow.domain.roles import roles_anywhere, roles_on
from caseflow.domain.terms import Office
from caseflow.domain.terms import Role as R

UNITS = frozenset({R.LEAD_UNIT, R.CO_LEAD, R.RESPONSIBLE_UNIT, R.COOPERATING_UNIT})
HEADS = frozenset({R.PARTY_HEAD, R.GOVERNMENT_HEAD})
READERS = UNITS | HEADS | {
    R.ACCEPTANCE_UNIT, R.SUPERVISING_UNIT, R.LEADER_IN_CHARGE, R.COORDINATOR, R.DEPUTY, R.GROUP_HEAD, R.INSPECTOR,
    R.ASSESSOR, R.CLOCK, R.ADDRESSEE, R.COORDINATOR_HEAD,
}  # fmt: skip

# fmt: off
GRANTS: Mapping[A, frozenset[R]] = {action: frozenset(roles) for action, roles in {
    A.VIEW:                       READERS,
    A.VIEW_CITY:                  READERS | {R.SYSTEM_ADMIN, R.SECURITY_ADMIN, R.AUDIT_ADMIN, R.DISCIPLINE_AUDITOR},
    A.VIEW_AUDIT:                 {R.INSPECTOR, R.AUDIT_ADMIN},
    A.INSPECT:                    {R.INSPECTOR},
    A.VIEW_LOOK_BACKS:            {R.INSPECTOR, R.COORDINATOR, R.GROUP_HEAD},
    A.DRAW_LOOK_BACK:             {R.INSPECTOR},
    A.EXPORT_LEDGER:              READERS - {R.CLOCK},
    A.EXPORT_TIMELINE:            {R.COORDINATOR, R.GROUP_HEAD, R.INSPECTOR},
    A.READ_HELD:                  {R.COORDINATOR, R.INSPECTOR},
    A.SEE_PLACE:                  {R.COORDINATOR, R.ACCEPTANCE_UNIT, R.INSPECTOR},
    A.OPEN_IDENTITY:              {R.COORDINATOR},
    A.FILE:                       {R.COORDINATOR},
    A.IMPORT_LEDGER:              {R.COORDINATOR},
    A.COMPLETE_FILING:            {R.COORDINATOR},
    A.DESCRIBE:                   {R.COORDINATOR},
    A.CLEAR_TEXT:                 {R.COORDINATOR},
    A.SPLIT:                      {R.COORDINATOR},
    A.ASSIGN:                     {R.COORDINATOR},
    A.ACCEPT_ASSIGNMENT:          {R.LEAD_UNIT},
    A.DEEM_ACCEPTED:              {R.CLOCK},
    A.RETURN_ASSIGNMENT:          {R.LEAD_UNIT},
    A.OFFER_TRANSFER:             {R.COORDINATOR},
    A.ACCEPT_TRANSFER:            {R.LEAD_UNIT},
    A.REFUSE_TRANSFER:            {R.LEAD_UNIT},
    A.TAKE_BACK_TRANSFER:         {R.COORDINATOR},
    A.TRANSFER:                   {R.COORDINATOR},
    A.NAME_SUCCESSOR:             {R.COORDINATOR},
    A.MERGE:                      {R.COORDINATOR},
    A.UNMERGE:                    {R.COORDINATOR},
    A.MARK_MEASURE:               {R.LEAD_UNIT, R.RESPONSIBLE_UNIT},
    A.SCHEDULE_MEASURE:           {R.LEAD_UNIT},
    A.SET_INTERNAL_DUE:           {R.COORDINATOR},
    A.CITE_CLAUSE:                {R.LEAD_UNIT},
    A.ADD_EVIDENCE:               UNITS,
    A.WITHDRAW_EVIDENCE:          UNITS,
    A.CONTRIBUTE:                 {R.RESPONSIBLE_UNIT},
    A.REPORT:                     {R.LEAD_UNIT},
    A.REVIEW_REPORT:              {R.COORDINATOR},
    A.SEND_REMINDER:              {R.COORDINATOR},
    A.RECORD_FINDINGS:            {R.LEAD_UNIT},
    A.CONFIRM_FINDINGS_AS_LEADER: {R.DEPUTY} | HEADS,
    A.CONFIRM_FINDINGS:           {R.COORDINATOR},
    A.SELF_CHECK:                 {R.RESPONSIBLE_UNIT},
    A.GIVE_OPINION:               {R.CO_LEAD},
    A.RECORD_CRITICISM:           {R.COORDINATOR, R.INSPECTOR, R.SUPERVISING_UNIT},
    A.SETTLE_CRITICISM:           {R.COORDINATOR},
    A.JUDGE_OUT_OF_REACH:         {R.COORDINATOR, R.SUPERVISING_UNIT},
    A.WITHDRAW_OUT_OF_REACH:      {R.COORDINATOR, R.SUPERVISING_UNIT},
    A.FEED_BACK:                  {R.COORDINATOR},
    A.RECORD_GUIDANCE:            {R.SUPERVISING_UNIT, R.LEADER_IN_CHARGE, R.COORDINATOR},
    A.SUSPEND:                    {R.COORDINATOR},
    A.RESUME:                     {R.COORDINATOR},
    A.APPLY_CLOSURE:              {R.LEAD_UNIT},
    A.GATHER_PARTS:               {R.COORDINATOR},
    A.WITHDRAW:                   {R.LEAD_UNIT},
    A.REQUEST_SUPPLEMENT:         {R.ACCEPTANCE_UNIT},
    A.SUPPLY_SUPPLEMENT:          {R.LEAD_UNIT},
    A.BEGIN_ACCEPTANCE:           {R.ACCEPTANCE_UNIT},
    A.PASS_ACCEPTANCE:            {R.ACCEPTANCE_UNIT},
    A.FAIL_ACCEPTANCE:            {R.ACCEPTANCE_UNIT},
    A.DRAFT_NOTICE:               {R.COORDINATOR},
    A.RELEASE_NOTICE:             {R.COORDINATOR},
    A.PUBLISH_NOTICE:             {R.COORDINATOR},
    A.END_NOTICE:                 {R.CLOCK, R.COORDINATOR},
    A.PROPOSE_EXEMPTION:          {R.COORDINATOR},
    A.EXEMPT_NOTICE:              {R.GROUP_HEAD},
    A.OBJECT:                     {R.COORDINATOR},
    A.ANSWER_OBJECTION:           {R.COORDINATOR},
    A.UPHOLD_OBJECTION:           {R.COORDINATOR},
    A.RECALL:                     {R.COORDINATOR, R.ACCEPTANCE_UNIT},
    A.RETURN_FOR_SUPPLEMENT:      HEADS,
    A.SIGN:                       HEADS,
    A.ENTER_SIGNED_FORM:          {R.COORDINATOR},
    A.CONFIRM_SIGNED_FORM:        {R.COORDINATOR},
    A.DROP_SIGNED_FORM:           {R.COORDINATOR},
    A.REFUSE:                     HEADS,
    A.PROPOSE_AMENDMENT:          {R.LEAD_UNIT},
    A.CHECK_AMENDMENT:            {R.COORDINATOR},
    A.AMEND:                      {R.GROUP_HEAD},
    A.PROPOSE_EXTENSION:          {R.LEAD_UNIT},
    A.EXTEND:                     {R.GROUP_HEAD},
    A.ENTER_FINDING:              {R.INSPECTOR, R.SUPERVISING_UNIT, R.ACCEPTANCE_UNIT, R.COORDINATOR},
    A.LOOK_BACK:                  {R.INSPECTOR, R.COORDINATOR},
    A.PROPOSE_REVOCATION:         {R.COORDINATOR},
    A.REVOKE_CLOSURE:             {R.GROUP_HEAD},
    A.PROPOSE_REBOUND:            {R.COORDINATOR},
    A.REBOUND:                    {R.GROUP_HEAD},
    A.FILE_UP:                    {R.COORDINATOR},
    A.REPORT_YEAR:                {R.RESPONSIBLE_UNIT},
    A.CONFIRM_YEAR:               {R.ACCEPTANCE_UNIT},
    A.VIEW_DRAFTS:                {R.COORDINATOR, R.INSPECTOR, R.GROUP_HEAD},
    A.PROPOSE_PAPER:              {R.COORDINATOR},
    A.PROPOSE_COMMENDATION:       {R.COORDINATOR},
    A.ISSUE_PAPER:                {R.COORDINATOR},
    A.SIGN_PAPER:                 {R.GROUP_HEAD},
    A.DISMISS_PAPER:              {R.COORDINATOR},
    A.ACKNOWLEDGE_PAPER:          {R.ADDRESSEE},
    A.ANSWER_PAPER:               {R.ADDRESSEE},
    A.HOLD_INTERVIEW:             {R.COORDINATOR},
    A.CONCLUDE_INSPECTION:        {R.COORDINATOR},
    A.RETURN_ANSWER:              {R.COORDINATOR},
    A.LIFT_PAPER:                 {R.COORDINATOR},
    A.VOID_PAPER:                 {R.COORDINATOR},
    A.DRAFT_CIRCULAR:             {R.COORDINATOR},
    A.ISSUE_CIRCULAR:             {R.COORDINATOR},
    A.VOID_CIRCULAR:              {R.COORDINATOR},
    A.VIEW_BURDEN:                {R.COORDINATOR},
    A.VIEW_MEETINGS:              {R.COORDINATOR, R.GROUP_HEAD, R.INSPECTOR},
    A.HOLD_MEETING:               {R.COORDINATOR},
    A.FINISH_ITEM:                UNITS | {R.ACCEPTANCE_UNIT, R.SUPERVISING_UNIT},
    A.HAND_IN_PLAN:               UNITS | {R.COORDINATOR},
    A.REVIEW_PLAN:                {R.COORDINATOR},
    A.PROPOSE_REFERRAL:           {R.COORDINATOR},
    A.ISSUE_REFERRAL:             {R.COORDINATOR_HEAD},
    A.RECEIVE_REFERRAL:           {R.INSPECTOR},
    A.VIEW_REFERRALS:             {R.COORDINATOR, R.COORDINATOR_HEAD, R.INSPECTOR},
    A.KEEP_CLUE:                  {R.INSPECTOR},
    A.AUDIT_DISCIPLINE:           {R.DISCIPLINE_AUDITOR},
    A.VIEW_HELD_OFFICES:          {R.INSPECTOR},
    A.OPEN_INSPECTION:            {R.COORDINATOR},
    A.MANAGE_UNITS:               {R.SYSTEM_ADMIN},
    A.CONFIRM_NAME:               {R.SYSTEM_ADMIN},
    A.MANAGE_ACCOUNTS:            {R.SYSTEM_ADMIN},
    A.RELEASE_PASSWORD:           {R.SECURITY_ADMIN, R.AUDIT_ADMIN},
    A.ENROL_KEY:                  HEADS | {R.GROUP_HEAD},
    A.APPROVE_KEY:                {R.SECURITY_ADMIN},
    A.REVOKE_KEY:                 {R.SECURITY_ADMIN},
    A.APPOINT:                    {R.SECURITY_ADMIN},
    A.PUBLISH_CALENDAR:           {R.SYSTEM_ADMIN},
    A.FORCE_RULEBOOK:             {R.SECURITY_ADMIN},
    A.TICK:                       {R.CLOCK},
    A.VIEW_RUNS:                  {R.SYSTEM_ADMIN, R.INSPECTOR},
    A.RESEND_MESSAGE:             {R.SYSTEM_ADMIN},
}.items()}
# fmt: on
"""Township officers, village supervisors and the public hold no grant yet: what they do comes with their pages."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, and why not; truthy when allowed. `office` is the post in which the actor then acts."""

    allowed: bool
    office: str = ""
    reason: Reason | None = None

    def __bool__(self) -> bool:
        return self.allowed


OFFERED = frozenset({A.ACCEPT_TRANSFER, A.REFUSE_TRANSFER})
"""What the unit a case is offered to answers: never the old lead unit in its name."""
HANDED_OVER = OFFERED | {A.VIEW}
"""What the unit a case is offered to may do before it is the lead unit."""


def can(actor: Actor, action: A, case: Case, city: City, day: date) -> Decision:
    """Whether the actor may do this to this case. “Not you” only; whether the moment is right is for guards."""
    granted = GRANTS[action]
    for met in _as_met(case, action):
        for role, office in roles_on(actor, met, city, day).items():
            if role in granted:
                return Decision(True, office)
    somewhere = may_ever(actor, action, city)
    code = "denied.other_case" if somewhere else "denied.role"
    return Decision(False, reason=Reason(code, {"action": f"action.{action}", "who": _who(granted)}))


def may_ever(actor: Actor, action: A, city: City) -> Decision:
    """Whether the actor may do this to any case at all, or to the city."""
    granted = GRANTS[action]
    for role, office in roles_anywhere(actor, city).items():
        if role in granted:
            return Decision(True, office)
    return Decision(False, reason=Reason("denied.role", {"action": f"action.{action}", "who": _who(granted)}))


def may_read(actor: Actor, text: Held | None, city: City) -> bool:
    """Whether a text in which somebody may be named is shown to the actor; None is one that nobody has marked yet.

    Beyond those who read everything it is, once cleared, and to whoever holds the very post in which it was typed.
    """
    if may_ever(actor, A.READ_HELD, city) or (text and text.cleared):
        return True
    office, _, unit = text.office.partition("/") if text else ("", "", "")
    if office == Office.COORDINATOR or unit not in city.units:
        return False
    own = (post for post in actor.posts if post.office == office and post.unit in city.units)
    return any(city.unit(post.unit).code == city.unit(unit).code for post in own)


def may_hand_in_plan(actor: Actor, unit: str, city: City) -> bool:
    """Whether the actor hands in this unit's implementation plan: its own officers; for the city the office."""
    if unit == city.root:
        return actor.holds(Office.COORDINATOR)
    return acts_for(actor, unit, city)


def may_see_plan(actor: Actor, unit: str, city: City) -> bool:
    """Whether the actor sees a unit's plan: who reads every case does, anybody of the unit, and all the city's own."""
    everywhere = roles_anywhere(actor, city).keys() & {R.COORDINATOR, R.INSPECTOR, R.ASSESSOR, R.GROUP_HEAD}
    if everywhere:
        return True
    if unit == city.root:
        return bool(may_ever(actor, A.VIEW, city))
    return any(post.unit in city.units and unit in city.written_as(post.unit) for post in actor.posts)


def acts_for(actor: Actor, unit: str, city: City) -> bool:
    """Whether the actor is an officer of this unit: what is sent to it is received and answered by nobody else."""
    return any(post.office is Office.OFFICER and unit in city.written_as(post.unit) for post in actor.posts)


def _as_met(case: Case, action: A) -> Iterator[Case]:
    """The case as it is, and where a hand-over is offered as the new lead unit would meet it."""
    if action not in OFFERED:
        yield case
    if case.transfer_to and action in HANDED_OVER:
        yield replace(case, parties=replace(case.parties, lead_unit=case.transfer_to))


@cache
def _who(roles: frozenset[R]) -> str:
    """The roles that may, as one joined term code in the order of the terms."""
    return "role." + "|".join(role for role in R if role in roles)
