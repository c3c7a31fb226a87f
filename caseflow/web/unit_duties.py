"""What the system administrator does with units and with the names that wait: one form each."""

from flask import url_for
from wtforms import DateField, SelectMultipleField, StringField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.terms import UnitKind
from caseflow.services import unit_keeping as keeping
from caseflow.services.unit_uses import uses
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import (
    Done,
    Duty,
    Subject,
    choice,
    duty,
    written,
)
from caseflow.web.choice import SelectChoice
from caseflow.web.fields import Needed, Pick, needed_line
from caseflow.web.forms import ActForm
from caseflow.web.unit_pages import bp, known, officers, told
from caseflow.words.msgid import N_
from caseflow.words.say import term

__all__ = ["bp"]


class AddForm(ActForm):
    """A unit that is new."""

    name = needed_line(N_("全称"), N_("与公章一致"))
    short = StringField(N_("简称"), [Optional()], description=N_("页面上用简称，没有的不填"))
    kind = Pick(N_("类别"), [Needed()])
    parent = Pick(N_("上级单位"), [Needed()])
    since = DateField(N_("设立日期"), [Optional()])


class RenameForm(ActForm):
    """Another name, and from when."""

    name = needed_line(N_("新的全称"), N_("以前的文书仍用原名"))
    since = DateField(N_("启用日期"), [Needed()])


class MoveForm(ActForm):
    """The unit above."""

    parent = Pick(N_("新的上级单位"), [Needed()])


class EndForm(ActForm):
    """The last of a unit."""

    on = DateField(
        N_("撤销日期"),
        [Needed()],
        description=N_(
            "当天起不再是单位：任职到前一天为止，没办完的事当天移交；填今天或以前的，提交后立即移交"
        ),
    )
    successors = SelectMultipleField(
        N_("承接单位"), description=N_("合并的选一个，自动移交；拆分的选全，由整改办逐件指定")
    )


class ConfirmForm(ActForm):
    """What a ledger's name is."""

    kind = Pick(N_("类别"), [Needed()])
    parent = Pick(N_("上级单位"), [Needed()])


class MapForm(ActForm):
    """Which unit a ledger's name means."""

    unit = Pick(N_("就是这个单位"), [Needed()], description=N_("案件里写的这个名称，都算这个单位的"))


def _units(work: Work, *, without: str = "") -> list[SelectChoice]:
    units = (
        one for one in work.city.units.values() if one.kind is not UnitKind.UNCONFIRMED and not one.mapped_to
    )
    return [
        choice(one.code, here.names().unit(one.code))
        for one in units
        if not one.ended_on and one.code != without
    ]


def _fill(work: Work, form: ActForm, code: str) -> Subject:
    """The choices of whatever fields the form has, and the unit as the subject."""
    others = _units(work, without=code)
    for name in ("parent", "unit"):
        if name in form:
            form[name].offer(others)
    if "kind" in form:
        form["kind"].offer(choice(kind, term(f"unit_kind.{kind}")) for kind in keeping.KINDS)
    if "successors" in form:
        form["successors"].choices = others
    if not code:
        return Subject("", url_for("units.units"), {})
    one = known(work.city, code)
    return Subject(
        here.names().unit(code),
        url_for("units.unit", code=code),
        {"uses": told(uses(work.session).get(one.code)), "officers": officers(work.city, code)},
    )


def _at(code: str) -> Done:
    return Done(url_for("units.unit", code=code))


def _add(work: Work, form: ActForm, _code: str) -> Done:
    kind = UnitKind(form["kind"].data)
    name, parent = form["name"].data or "", form["parent"].data
    return _at(keeping.add_unit(work, name, kind, parent, form["short"].data or "", form["since"].data))


def _rename(work: Work, form: ActForm, code: str) -> Done:
    keeping.rename_unit(work, code, form["name"].data or "", written(form["since"].data))
    return _at(code)


def _move(work: Work, form: ActForm, code: str) -> Done:
    keeping.move_unit(work, code, form["parent"].data)
    return _at(code)


def _end(work: Work, form: ActForm, code: str) -> Done:
    keeping.end_unit(work, code, written(form["on"].data), form["successors"].data)
    return _at(code)


def _confirm(work: Work, form: ActForm, code: str) -> Done:
    keeping.confirm_name(work, code, UnitKind(form["kind"].data), form["parent"].data)
    return _at(code)


def _map(work: Work, form: ActForm, code: str) -> Done:
    keeping.map_name(work, code, form["unit"].data)
    return _at(code)


_MANAGE, _CONFIRM = (Action.MANAGE_UNITS,), (Action.CONFIRM_NAME,)
duty(bp, "/units/add", Duty("add", N_("添加单位"), _MANAGE, AddForm, _fill, _add))
duty(bp, "/units/<code>/rename", Duty("rename", N_("更名"), _MANAGE, RenameForm, _fill, _rename))
duty(bp, "/units/<code>/move", Duty("move", N_("调整隶属"), _MANAGE, MoveForm, _fill, _move))
duty(
    bp,
    "/units/<code>/end",
    Duty("end", N_("撤销单位"), _MANAGE, EndForm, _fill, _end, danger=True, template="admin/end_unit.html"),
)
duty(bp, "/units/<code>/confirm", Duty("confirm", N_("确认为单位"), _CONFIRM, ConfirmForm, _fill, _confirm))
duty(bp, "/units/<code>/map", Duty("map", N_("归为已有单位"), _CONFIRM, MapForm, _fill, _map))
