"""The pages of what the group's heads decide: proposing it, checking it, and each head's word."""

from collections.abc import Iterator
from typing import Any

from wtforms import DateField, TextAreaField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Decision, Finding
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.signers import missing_voices, waiting_voices
from caseflow.services import deciding
from caseflow.services.access import case_for
from caseflow.services.naming import waits_in_words
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page, to_the_heads
from caseflow.web.acts.choices import YES, yes_or_no
from caseflow.web.acts.comparison import comparison
from caseflow.web.acts.effects import asked_day, of_decision, of_extension
from caseflow.web.acts.matter import Row, matter, row, told
from caseflow.web.day_links import day_link
from caseflow.web.fields import Needed, Sometimes, Verdict, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term


class ExtensionForm(ActForm):
    """The later date and why."""

    to_day = DateField(N_("新的整改时限"), validators=[Needed()], description=N_("晚于现时限"))
    reason = needed_text(N_("理由"), N_("写明为什么不能按期完成、已采取什么措施"))


class DecideForm(ActForm):
    """One head's word."""

    agrees = Verdict(N_("意见"), validators=[Needed()])
    note = TextAreaField(N_("说明"), validators=[Sometimes()], description=N_("不同意的，须写明理由"))


def _prefill_day(_work: Work, _case: Case, form: ExtensionForm) -> None:
    if not form.is_submitted():
        form.to_day.data = asked_day("to_day")


def _proposal(work: Work, case: Case, decision: Decision) -> Iterator[Row]:
    """The facts of a matter, whoever reads them."""
    words = told(work, case, "propose")[decision.id - 1]
    yield row(gettext("事项"), term(f"matter.{decision.matter}"))
    yield row(
        gettext("提出人"), here.names().called(decision.proposed_by), day_in_words(decision.proposed_on)
    )
    yield row(gettext("理由"), words.get("reason"))
    yield row(gettext("上级文号"), words.get("paper"))
    if decision.to_day:
        yield row(gettext("原时限"), day_in_words(case.due.first))
        yield row(gettext("现时限"), day_in_words(case.due.day))
        yield row(gettext("批准后时限"), day_in_words(decision.to_day))
    if finding := _finding(case, decision.content.get("finding")):
        found = told(work, case, "enter_finding")[finding.id - 1]
        origin = f"{term(f'origin.{finding.origin}')} {day_in_words(finding.on)}"
        yield row(gettext("发现的问题"), found.get("finding.words"), origin)
    yield row(gettext("新案件编号"), decision.content.get("number"))
    if decision.decide_by:
        href = day_link(case, f"decide.{decision.id}")
        yield row(gettext("决定期限"), day_in_words(decision.decide_by), href=href)
    for box, agrees, person, on in decision.votes:
        facts = {"answer": term(f"agrees.{str(agrees).lower()}"), "day": day_in_words(on)}
        said = gettext("%(answer)s，%(day)s") % facts
        yield row(
            gettext("%(box)s组长") % {"box": term(f"box.{box}")}, said, here.names().called(person) or ""
        )
    yield from _awaited(work, decision)


def _awaited(work: Work, decision: Decision) -> Iterator[Row]:
    """Who has still to speak, and why somebody cannot."""
    waiting = waiting_voices(work.city, work.day, decision)
    for box, post in missing_voices(work.city, work.day, decision).items():
        said = waits_in_words(here.names(), waiting[box]) if box in waiting else gettext("待表示意见")
        label = gettext("%(box)s组长") % {"box": term(f"box.{box}")}
        yield row(label, said, here.names().called(post.code) or "")


def _spoken(work: Work, decision: Decision | None) -> Iterator[Reason]:
    """Why the other voice is not the reader's to give too."""
    if decision is None:
        yield Reason("decision.unknown", {})
    elif any(vote[2] == work.actor.code for vote in decision.votes):
        yield from waiting_voices(work.city, work.day, decision).values() or (
            Reason("decision.already_voted", {}),
        )


def _finding(case: Case, number: object) -> Finding | None:
    return next((finding for finding in case.after if finding.id == number), None)


def _shown(work: Work, case: Case, kind: str) -> dict[str, Any]:
    decision = case.open_decision(kind)
    if decision is None:
        return {}
    compared = comparison(work, case, decision) if kind == "amendment" else []
    shown = matter(term(f"matter.{kind}"), *_proposal(work, case, decision))
    return shown | {"comparison": compared} | of_decision(work, case, decision)


def _decision_page(kind: str, action: Action) -> None:
    """The page on which a head decides a matter of this kind."""

    def do(work: Work, key: str, form: DecideForm) -> None:
        decision = case_for(work, key, Action.VIEW).open_decision(kind)
        if decision is None:
            raise BadInput(Reason("decision.unknown", {}))
        deciding.decide(work, key, decision.id, agrees=form.agrees.data == YES, note=form.note.data or "")

    def offer(_work: Work, _case: Case, form: DecideForm) -> None:
        form.agrees.choices = yes_or_no("agrees")

    page(
        action.value,
        action,
        DecideForm,
        do,
        prepare=offer,
        show=lambda work, case: _shown(work, case, kind),
        lacks=lambda work, case: _spoken(work, case.open_decision(kind)),
        template="acts/matter.html",
        button=N_("提交意见"),
    )


def _unchecked(_work: Work, case: Case) -> Iterator[Reason]:
    if case.open_decision("amendment") is None:
        yield Reason("decision.unknown", {})


page(
    "propose_extension",
    Action.PROPOSE_EXTENSION,
    ExtensionForm,
    lambda work, key, form: deciding.propose_extension(work, key, form.to_day.data, form.reason.data),
    prepare=_prefill_day,
    show=of_extension,
    told=to_the_heads,
    template="acts/effect.html",
)
page(
    "check_amendment",
    Action.CHECK_AMENDMENT,
    ActForm,
    lambda work, key, _form: deciding.check_amendment(work, key),
    show=lambda work, case: _shown(work, case, "amendment"),
    lacks=_unchecked,
    template="acts/matter.html",
)
for _kind, _action in deciding.EFFECT.items():
    _decision_page(_kind, _action)
