"""The pages of the dual signature, of refusing it, and of taking a case back a step."""

from collections.abc import Iterator
from typing import Any

from wtforms import HiddenField, PasswordField

from caseflow.domain import lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.signers import occupied, signing_posts
from caseflow.domain.terms import State
from caseflow.services import signing
from caseflow.services.access import moment
from caseflow.services.work import Work
from caseflow.web.acts.assigning import ReasonForm
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.dossier import dossier
from caseflow.web.fields import Needed, Verdict, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term


class SignForm(ActForm):
    """The password again, under the dossier that was shown."""

    dossier = HiddenField()
    password = PasswordField(
        N_("登录密码"), validators=[Needed()], description=N_("再输一次登录密码，确认是您本人签字")
    )


class BackForm(ActForm):
    """To which earlier step, and why."""

    to = Verdict(N_("退到哪一步"), validators=[Needed()])
    reason = needed_text(N_("理由"), N_("写明要更正或补充什么，有关单位看得到"))


def _dossier(work: Work, case: Case) -> dict[str, Any]:
    return {"dossier": dossier(work, case), "by_password": work.city.demonstration}


def _means(work: Work, _case: Case) -> Iterator[Reason]:
    """A password alone signs in a demonstration city only; the signer's desk takes the key."""
    if not work.city.demonstration:
        yield Reason("signature.password_alone", {})


def _grounds(work: Work, case: Case) -> Iterator[tuple[str, str]]:
    """Who signs in which box, and by which rulebook."""
    posts = signing_posts(case, work.city, work.day)
    yield "signature.offices_changed", occupied(posts, work.city, work.day)
    yield "signature.rulebook_changed", work.book.digest


def _offer_steps(work: Work, case: Case, form: BackForm) -> None:
    """The earlier steps, each with what falls and is made anew."""
    order = moment(work, case).order(case)
    # A state whose step the order leaves out has no earlier one: the guard says so.
    steps = lifecycle.earlier(case.state, order) if lifecycle.STEP.get(case.state) in order else ()
    form.to.choices = [choice(to, _with_what_falls(to, lifecycle.falling(to, order))) for to in steps]


def _with_what_falls(to: State, falls: tuple[str, ...]) -> str:
    return gettext("%(step)s：%(falls)s重新办理") % {
        "step": term(f"state.{to}"),
        "falls": term("step." + "|".join(falls)),
    }


page(
    "sign",
    Action.SIGN,
    SignForm,
    lambda work, key, form: signing.sign(work, key, form.dossier.data or ""),
    show=_dossier,
    lacks=_means,
    grounds=_grounds,
    template="acts/sign.html",
    password=True,
)
page(
    "refuse",
    Action.REFUSE,
    ReasonForm,
    lambda work, key, form: signing.refuse(work, key, form.reason.data),
    danger=True,
)
page(
    "recall",
    Action.RECALL,
    BackForm,
    lambda work, key, form: signing.recall(work, key, State(form.to.data), form.reason.data),
    prepare=_offer_steps,
    danger=True,
)
page(
    "return_for_supplement",
    Action.RETURN_FOR_SUPPLEMENT,
    BackForm,
    lambda work, key, form: signing.return_for_supplement(work, key, State(form.to.data), form.reason.data),
    prepare=_offer_steps,
    danger=True,
)
