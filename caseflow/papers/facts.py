"""What the papers say, frozen, in words as they are printed. What is not on record is "" or None: a blank."""

from dataclasses import dataclass, field
from datetime import date

from caseflow.papers.imprint import Imprint


@dataclass(frozen=True, slots=True)
class Matter:
    """The case a paper is about. `name` calls it in a sentence, `short` in a heading: 整改任务（序号一）."""

    kind: str
    number: str
    inspection: str
    name: str
    short: str
    ordinal: str = ""
    batch: str = ""
    problem: str = ""
    goal: str = ""
    due: str = ""
    locality: str = ""
    lead: str = ""
    responsible: str = ""
    acceptance: str = ""
    plan_date: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """提醒函 or 预警函, as `word` says: why it was proposed, what the office wrote, when an answer is due."""

    imprint: Imprint
    word: str
    to: str
    matter: Matter
    cause: str
    words: str
    reply_by: date | None
    contact: str = ""
    asks: bool = True
    must_say: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """督办单: 编号, 事项, 承办单位, 依据, 存在问题, 要求, 时限, 签发人, 签收人 and 反馈."""

    imprint: Imprint
    word: str
    to: str
    matter: Matter
    basis: str
    problem: str
    demand: str
    finish_by: date | None
    reply_by: date | None
    signed_by: str = ""
    received_by: str = ""
    received_on: date | None = None
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text: its heading, without numeral, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circular:
    """通报: a text with its table, whose rows stand in the order they are given in. `draft` says it is not issued."""

    imprint: Imprint
    title: str
    to: str
    opening: str
    sections: tuple[Section, ...] = ()
    table_title: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """约谈通知书: when, where, whom, why, and what they bring."""

    imprint: Imprint
    to: str
    matter: Matter
    cause: str
    when: str = ""
    where: str = ""
    whom: str = ""
    bring: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class InterviewMinutes:
    """约谈纪要: the four steps of an interview, who was there, and by when the unit reports in writing."""

    imprint: Imprint
    matter: Matter
    unit: str
    when: str = ""
    where: str = ""
    chair: str = ""
    stated: str = ""
    answered: str = ""
    demanded: str = ""
    promised: str = ""
    report_by: date | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A head's box on a form: Party at the left, government at the right, of equal size."""

    post: str
    name: str = ""
    on: date | None = None
    opinion: str = ""
    digest: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """延期审批表. `original` is the first date, kept for ever; `present` the one in force, `wanted` the new one."""

    imprint: Imprint
    matter: Matter
    original: date | None
    present: date | None
    wanted: date | None
    times: int
    reason: str
    progress: str
    asked_by: str
    asked_on: date | None
    checked: str
    boxes: tuple[Box, Box]
    outcome: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure on a form."""

    number: int
    words: str
    unit: str
    due: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the criteria, as the rulebook words it; `met` None where nobody has judged it yet."""

    words: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one unit says on a form, who signs for it and when."""

    unit: str
    words: str = ""
    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """The on-site check: leader first among the people; `passed` None while there is no verdict."""

    unit: str
    passed: bool | None = None
    day: date | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    opinion: str = ""
    province: str = ""
    on: date | None = None
    supplement: str = ""
    correct_by: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The public notice of a case. `exempt` says that the group decided against one, and why."""

    first: date | None = None
    last: date | None = None
    medium: str = ""
    where: str = ""
    objections: str = ""
    exempt: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """验收意见表."""

    imprint: Imprint
    matter: Matter
    measures: tuple[MeasureLine, ...]
    criteria: tuple[Criterion, ...]
    application: Opinion
    site: SiteCheck


@dataclass(frozen=True, slots=True)
class Closure:
    """整改销号申请表, from the unit's own check to its filing; `dossier` is the code of what the heads sign."""

    imprint: Imprint
    matter: Matter
    measures: tuple[MeasureLine, ...]
    criteria: tuple[Criterion, ...]
    self_checks: tuple[Opinion, ...]
    application: Opinion
    site: SiteCheck
    period: Period
    boxes: tuple[Box, Box]
    filed: Opinion
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """整改完成情况公示: its eight parts as released, laid out as `layout` says (jilin, heilongjiang, anhui)."""

    imprint: Imprint
    matter: Matter
    layout: str
    problem: str
    goal: str
    measures: str
    result: str
    office: str
    phone: str
    address: str
    first: date | None
    last: date | None
    days: str
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a file's catalogue; pages are counted by hand when it is bound."""

    name: str
    number: str
    author: str
    on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """一案一档: cover and catalogue."""

    imprint: Imprint
    matter: Matter
    state: str
    opened_on: date | None
    closed_on: date | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Referral:
    """问题线索移送函, with list, catalogue of evidence and receipt. What it says is kept outside the case."""

    imprint: Imprint
    to: str
    clue: str
    origin: str
    category: str
    units: str
    level: str
    problem: str
    evidence: tuple[Piece, ...] = field(default=())
    contact: str = ""
