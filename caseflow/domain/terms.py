"""The words of the field as codes, one concept one word; `caseflow/words/terms.py` says them in Chinese and English."""

from enum import StrEnum


class Kind(StrEnum):
    """What a case is."""

    TASK = "task"
    PETITION = "petition"


class State(StrEnum):
    """Where a case stands in its procedure; never mixed with progress or light."""

    FILED = "filed"
    RECTIFYING = "rectifying"
    ACCEPTING = "accepting"
    AWAITING_NOTICE = "awaiting_notice"
    PUBLICIZED = "publicized"
    SIGNING = "signing"
    CLOSED = "closed"
    MERGED = "merged"


class Step(StrEnum):
    """A middle step of the procedure; their order is the rulebook's."""

    ACCEPTANCE = "acceptance"
    NOTICE = "notice"
    SIGNATURES = "signatures"


class Progress(StrEnum):
    """The unit's word (`progress`) or the coordinator's (`confirmed_progress`) on how far the work is."""

    NOT_STARTED = "not_started"
    NORMAL = "normal"
    ON_SCHEDULE = "on_schedule"
    LAGGING = "lagging"
    BASICALLY_COMPLETED = "basically_completed"
    COMPLETED = "completed"


class Light(StrEnum):
    """Blue on time, yellow slow or a node missed, red missed or out of reach."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Settlement(StrEnum):
    """How far a petition is answered."""

    SETTLED = "settled"
    STAGED = "staged"
    OPEN = "open"


class Verdict(StrEnum):
    """What the check of a petition found."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    BASICALLY = "basically"
    UNFOUNDED = "unfounded"


class EvidenceClass(StrEnum):
    """What kind of proof a case needs before it may be accepted."""

    SITE = "site"
    PROJECT = "project"
    INSTITUTION = "institution"
    UNFOUNDED = "unfounded"


class Channel(StrEnum):
    """How a petition came in."""

    CALL = "call"
    LETTER = "letter"
    WEB = "web"
    OTHER = "other"


class Source(StrEnum):
    """Who inspected."""

    CENTRAL = "central"
    PROVINCIAL = "provincial"
    CITY = "city"


class DayUnit(StrEnum):
    """The unit of a limit: working days of the State Council calendar, or calendar days."""

    WORKDAY = "workday"
    DAY = "day"


class UnitKind(StrEnum):
    """What a unit is; `higher` is a province or ministry, `unconfirmed` a name a ledger brought."""

    CITY = "city"
    LOCALITY = "locality"
    ZONE = "zone"
    DEPARTMENT = "department"
    BRANCH = "branch"
    ENTERPRISE = "enterprise"
    HIGHER = "higher"
    TOWNSHIP = "township"
    VILLAGE = "village"
    UNCONFIRMED = "unconfirmed"


class Office(StrEnum):
    """The post a person holds in a unit by a dated appointment (职务)."""

    OFFICER = "officer"
    COORDINATOR = "coordinator"
    COORDINATOR_HEAD = "coordinator_head"
    PARTY_HEAD = "party_head"
    GOVERNMENT_HEAD = "government_head"
    DEPUTY = "deputy"
    INSPECTOR = "inspector"
    DISCIPLINE_AUDITOR = "discipline_auditor"
    ASSESSOR = "assessor"
    VILLAGE_SUPERVISOR = "village_supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


class Tenure(StrEnum):
    """How an office is held: 正式, 代理 or 主持工作."""

    REGULAR = "regular"
    ACTING = "acting"
    PRESIDING = "presiding"


class Role(StrEnum):
    """The capacity in which somebody meets a case: an office plus the relation of its unit to the case."""

    LEAD_UNIT = "lead_unit"
    CO_LEAD = "co_lead"
    RESPONSIBLE_UNIT = "responsible_unit"
    COOPERATING_UNIT = "cooperating_unit"
    ACCEPTANCE_UNIT = "acceptance_unit"
    SUPERVISING_UNIT = "supervising_unit"
    LEADER_IN_CHARGE = "leader_in_charge"
    ADDRESSEE = "addressee"
    COORDINATOR = "coordinator"
    COORDINATOR_HEAD = "coordinator_head"
    PARTY_HEAD = "party_head"
    GOVERNMENT_HEAD = "government_head"
    DEPUTY = "deputy"
    GROUP_HEAD = "group_head"
    INSPECTOR = "inspector"
    DISCIPLINE_AUDITOR = "discipline_auditor"
    ASSESSOR = "assessor"
    TOWNSHIP = "township"
    VILLAGE_SUPERVISOR = "village_supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PUBLIC = "public"
    CLOCK = "clock"
