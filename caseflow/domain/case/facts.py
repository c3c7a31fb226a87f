"""Everything rules may look at when they judge a case, frozen; made by the fold of the case's events alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseflow.domain.case.criticism import Criticism, OutOfReach
from caseflow.domain.case.guidance import Guidance
from caseflow.domain.case.held import Held
from caseflow.domain.case.monthly import Contribution, Expected, Report
from caseflow.domain.case.moves import Move, Stop
from caseflow.domain.case.outside import Outside
from caseflow.domain.case.paper import Paper
from caseflow.domain.case.parts import (
    Acceptance,
    Application,
    ApplicationStatus,
    Assignment,
    Closure,
    Decision,
    Due,
    Evidence,
    Finding,
    Findings,
    Links,
    LookedBack,
    Measure,
    Notice,
    Objection,
    Parties,
    SelfCheck,
    Signature,
    Supplement,
    Year,
)
from caseflow.domain.case.reminder import Reminder
from caseflow.domain.case.signed_form import SignedForm
from caseflow.domain.case.succession import Succession
from caseflow.domain.case.waits import Waits
from caseflow.domain.terms import Channel, EvidenceClass, Kind, Progress, Settlement, State, Step, Verdict


@dataclass(frozen=True)
class Case:
    """One case or locality part. Days are office days; units and people stand as codes, texts as digests.

    `since` is the day the case entered its state, `limit` the day by which whose turn it is should have acted.
    `internal_due` is the day by which the office wants it done: a light, never a due date (内部时限).
    `bound` are the parties the dossier names where a unit has ended since they applied. `outside` is what a ledger
    claims was done before the record began; `worked` says that something was done here since filing.
    """

    inspection: str
    number: str
    kind: Kind
    filed_on: date
    filed_by: str
    state: State = State.FILED
    since: date = date.min
    limit: date | None = None
    events: int = 0
    ordinal: int | None = None
    batch: int | None = None
    channel: Channel | None = None
    key_case: bool = False
    received_on: date | None = None
    handed_over: date | None = None
    evidence_class: EvidenceClass = EvidenceClass.SITE
    parties: Parties = field(default_factory=Parties)
    due: Due = field(default_factory=Due)
    internal_due: date | None = None
    feedback_due: date | None = None
    fed_back_on: date | None = None
    types: int = 0
    assignment: Assignment | None = None
    before_merge: State | None = None
    transfer_to: str | None = None
    transfer_accepted: bool = False
    waits: Waits = ()
    measures: tuple[Measure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    expected: tuple[Expected, ...] = ()
    reports: tuple[Report, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    progress: Progress = Progress.NOT_STARTED
    confirmed_progress: Progress = Progress.NOT_STARTED
    findings: Findings | None = None
    proposed_findings: Findings | None = None
    self_checks: tuple[SelfCheck, ...] = ()
    opinions: Mapping[str, bool] = field(default_factory=dict)
    round: int = 1
    order: tuple[Step, ...] = ()
    applications: tuple[Application, ...] = ()
    supplement: Supplement | None = None
    correct_by: date | None = None
    acceptance: Acceptance | None = None
    notice: Notice | None = None
    noticed_this_round: bool = False
    notice_exempted: bool = False
    objections: tuple[Objection, ...] = ()
    signatures: tuple[Signature, ...] = ()
    signed_forms: tuple[SignedForm, ...] = ()
    decisions: tuple[Decision, ...] = ()
    papers: tuple[Paper, ...] = ()
    closure: Closure | None = None
    closed_before: tuple[Closure, ...] = ()
    after: tuple[Finding, ...] = ()
    looked_back: tuple[LookedBack, ...] = ()
    years: tuple[Year, ...] = ()
    successions: tuple[Succession, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    bound: tuple[str | None, ...] = ()
    part_dossiers: tuple[tuple[str, str], ...] = ()
    links: Links = field(default_factory=Links)
    suspended_on: date | None = None
    stops: tuple[Stop, ...] = ()
    moves: tuple[Move, ...] = ()
    criticisms: tuple[Criticism, ...] = ()
    out_of_reach: OutOfReach | None = None
    guidances: tuple[Guidance, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    hands: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outside: Outside | None = None
    worked: bool = False

    @property
    def key(self) -> str:
        """`<inspection>/<number>`, the case's public handle and the end of its stream's name."""
        return f"{self.inspection}/{self.number}"

    @property
    def stream(self) -> str:
        """The name of the stream that holds the case's events."""
        return f"case/{self.key}"

    @property
    def settlement(self) -> Settlement | None:
        """How far a petition is answered, as confirmed; a rebounded one counts as staged. None for a task."""
        if self.kind is Kind.TASK:
            return None
        if self.links.rebound_as:
            return Settlement.STAGED
        return self.findings.settlement if self.findings else Settlement.OPEN

    @property
    def verdict(self) -> Verdict | None:
        """What the check found, once confirmed."""
        return self.findings.verdict if self.findings else None

    @property
    def counts_as_closed(self) -> bool:
        """Closed and standing: a rebounded closure no longer counts as closed work."""
        return self.state is State.CLOSED and self.links.rebound_as is None

    @property
    def application(self) -> Application | None:
        """The application now pending or accepted, None where there is none or it fell."""
        last = self.applications[-1] if self.applications else None
        return last if last and last.status is not ApplicationStatus.FALLEN else None

    @property
    def live_signatures(self) -> tuple[Signature, ...]:
        """Signatures given in this round that still stand."""
        return tuple(signature for signature in self.signatures if signature.void is None)

    @property
    def open_forms(self) -> tuple[SignedForm, ...]:
        """Forms signed on paper that wait for a second clerk."""
        return tuple(form for form in self.signed_forms if form.outcome is None)

    @property
    def signed_outside(self) -> bool:
        """Whether a ledger claims both heads' signatures for this round, and they have not fallen since."""
        claimed = self.outside
        return claimed is not None and claimed.round == self.round and claimed.is_signed

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Objections nobody has answered yet."""
        return tuple(objection for objection in self.objections if objection.answer is None)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the due date in force is judged out of reach; a judgement of another date has fallen."""
        return self.out_of_reach is not None and self.out_of_reach.due == self.due.day

    @property
    def awaiting(self) -> tuple[str, ...]:
        """Units that ended and whose successor in this case the coordinator has yet to name."""
        return tuple(one.unit for one in self.successions if one.successor is None)

    @property
    def checkers(self) -> tuple[str, ...]:
        """The units that check themselves: the responsible ones, or the lead unit where none is named."""
        lead = (self.parties.lead_unit,) if self.parties.lead_unit else ()
        return self.parties.responsible or lead

    @property
    def checked(self) -> frozenset[str]:
        """The units whose self-check is in, their own or that of a unit whose successor they are."""
        return frozenset(self.now(check.unit) for check in self.self_checks)

    def now(self, unit: str) -> str:
        """The unit that stands in the place of this one in the case; itself where none does."""
        for one in self.successions:
            unit = one.successor or unit if one.unit == unit else unit
        return unit

    def open_decision(self, matter: str) -> Decision | None:
        """The undecided proposal of this matter, if there is one."""
        return next((d for d in self.decisions if d.matter == matter and d.outcome is None), None)
