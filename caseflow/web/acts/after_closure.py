"""The pages of what is found after closure: entering it, and putting it before the group's heads."""

from collections.abc import Iterator
from typing import Any

from wtforms import StringField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Finding
from caseflow.domain.errors import Reason
from caseflow.domain.roles import roles_on
from caseflow.domain.terms import Role
from caseflow.services import deciding
from caseflow.services.work import Work
from caseflow.web.acts.base import page, to_the_heads
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import matter, row, told
from caseflow.web.fields import Needed, Pick, Verdict, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term

ORIGINS = {
    Role.INSPECTOR: "inspector",
    Role.SUPERVISING_UNIT: "supervising_unit",
    Role.ACCEPTANCE_UNIT: "acceptance_unit",
    Role.COORDINATOR: "above",
}
"""Whose finding it is, by the role in which it is entered: the coordinator enters what comes from above."""


class FindingForm(ActForm):
    """What was found after closure."""

    asks = Verdict(N_("问题性质"), validators=[Needed()])
    origin = Pick(N_("来源"), validators=[Needed()])
    words = needed_text(N_("发现的问题"), N_("写明何时、何地、由谁发现，与销号材料哪里不符"))


class ProposeForm(ActForm):
    """Which finding is put before the heads, and why."""

    finding = Pick(N_("发现问题"), validators=[Needed()])
    reason = needed_text(N_("理由"))


class ReboundForm(ProposeForm):
    """The same with the number of the case that a rebound opens."""

    number = StringField(
        N_("新案件编号"), validators=[Needed()], description=N_("认定反弹后按此编号重新建档")
    )


def _offer_finding(work: Work, case: Case, form: FindingForm) -> None:
    form.asks.choices = [choice(asks, term(f"asks.{asks}")) for asks in ("revocation", "rebound")]
    roles = roles_on(work.actor, case, work.city, work.day)
    form.origin.offer(choice(code, term(f"origin.{code}")) for role, code in ORIGINS.items() if role in roles)


def _proposing_page(asks: str, action: Action, form_class: type[ProposeForm]) -> None:
    """The page on which the coordinator puts a finding of this kind before the heads."""

    def undecided(case: Case) -> list[Finding]:
        return [finding for finding in case.after if finding.asks == asks and not finding.decided]

    def offer(work: Work, case: Case, form: ProposeForm) -> None:
        words = told(work, case, "enter_finding")
        form.finding.offer(
            choice(one.id, f"{one.id} {words[one.id - 1].get('finding.words', '')}")
            for one in undecided(case)
        )

    def show(work: Work, case: Case) -> dict[str, Any]:
        words = told(work, case, "enter_finding")
        rows = [
            row(term(f"origin.{one.origin}"), words[one.id - 1].get("finding.words"), day_in_words(one.on))
            for one in undecided(case)
        ]
        return matter(gettext("发现的问题"), *rows) if rows else {}

    def lacks(_work: Work, case: Case) -> Iterator[Reason]:
        if not undecided(case):
            yield Reason("finding.none", {})

    def do(work: Work, key: str, form: Any) -> None:
        number = form.number.data if "number" in form else ""
        deciding.propose_on_finding(work, key, int(form.finding.data), form.reason.data, number)

    page(action.value, action, form_class, do, prepare=offer, show=show, lacks=lacks, told=to_the_heads)


page(
    "enter_finding",
    Action.ENTER_FINDING,
    FindingForm,
    lambda work, key, form: deciding.enter_finding(
        work, key, form.asks.data, form.origin.data, form.words.data
    ),
    prepare=_offer_finding,
)
_proposing_page("revocation", Action.PROPOSE_REVOCATION, ProposeForm)
_proposing_page("rebound", Action.PROPOSE_REBOUND, ReboundForm)
