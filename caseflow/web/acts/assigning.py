"""The pages of assignment: hand over, take, return, hand on."""

from typing import Any

from wtforms import TextAreaField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.services import assigning, succeeding
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice, unit_choices
from caseflow.web.acts.matter import matter, row
from caseflow.web.fields import Needed, Pick
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_


class ReasonForm(ActForm):
    """A reason, for every act that needs only that."""

    reason = TextAreaField(
        N_("理由"), validators=[Needed()], description=N_("写明理由，会记入经过，有关单位看得到")
    )


class AssignForm(ActForm):
    """Which unit leads."""

    lead_unit = Pick(N_("牵头部门"), validators=[Needed()])


class TransferForm(ActForm):
    """Which unit is to take the case over, and why."""

    unit = Pick(N_("移交给"), validators=[Needed()], description=N_("该单位接收后，整改办再办理移交"))
    reason = TextAreaField(N_("理由"), validators=[Needed()])


class SuccessorForm(ActForm):
    """Which unit takes up what a unit that was split had in the case."""

    unit = Pick(N_("已撤销单位"), validators=[Needed()])
    successor = Pick(
        N_("承接单位"),
        validators=[Needed()],
        description=N_("接过该单位在本件中没办完的全部事项；已办的仍记在原单位名下"),
    )


def _offer_heirs(work: Work, case: Case, form: SuccessorForm) -> None:
    names, units = here.names(), case.awaiting
    heirs = dict.fromkeys(heir for unit in units for heir in work.city.heirs(unit, work.day))
    form.unit.offer(choice(unit, names.unit(unit)) for unit in units)
    form.successor.offer(choice(heir, names.unit(heir)) for heir in heirs)


def _offer_leads(work: Work, case: Case, form: AssignForm) -> None:
    form.lead_unit.offer(unit_choices(work), case.parties.lead_unit)


def _offer_others(work: Work, case: Case, form: TransferForm) -> None:
    form.unit.offer(unit for unit in unit_choices(work) if unit.value != case.parties.lead_unit)


def _hand_over(_work: Work, case: Case) -> dict[str, Any]:
    """From whom to whom the case is handed on."""
    names = here.names()
    return matter(
        gettext("移交"),
        row(gettext("现牵头部门"), names.called(case.parties.lead_unit)),
        row(gettext("移交给"), names.called(case.transfer_to)),
    )


page(
    "name_successor",
    Action.NAME_SUCCESSOR,
    SuccessorForm,
    lambda work, key, form: succeeding.name_successor(work, key, form.unit.data, form.successor.data),
    prepare=_offer_heirs,
    lacks=lambda _work, case: () if case.awaiting else (Reason("succession.none_waits", {}),),
)
page(
    "assign",
    Action.ASSIGN,
    AssignForm,
    lambda work, key, form: assigning.assign(work, key, form.lead_unit.data),
    prepare=_offer_leads,
)
page(
    "accept_assignment",
    Action.ACCEPT_ASSIGNMENT,
    ActForm,
    lambda work, key, _form: assigning.accept_assignment(work, key),
)
page(
    "return_assignment",
    Action.RETURN_ASSIGNMENT,
    ReasonForm,
    lambda work, key, form: assigning.return_assignment(work, key, form.reason.data),
    danger=True,
)
page(
    "offer_transfer",
    Action.OFFER_TRANSFER,
    TransferForm,
    lambda work, key, form: assigning.offer_transfer(work, key, form.unit.data, form.reason.data),
    prepare=_offer_others,
)
page(
    "accept_transfer",
    Action.ACCEPT_TRANSFER,
    ActForm,
    lambda work, key, _form: assigning.accept_transfer(work, key),
    show=_hand_over,
)
page(
    "transfer",
    Action.TRANSFER,
    ActForm,
    lambda work, key, _form: assigning.transfer(work, key),
    show=_hand_over,
)
page(
    "refuse_transfer",
    Action.REFUSE_TRANSFER,
    ReasonForm,
    lambda work, key, form: assigning.refuse_transfer(work, key, form.reason.data),
    show=_hand_over,
    danger=True,
)
page(
    "take_back_transfer",
    Action.TAKE_BACK_TRANSFER,
    ReasonForm,
    lambda work, key, form: assigning.take_back_transfer(work, key, form.reason.data),
    show=_hand_over,
    danger=True,
)
