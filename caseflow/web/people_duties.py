"""What the administrators do with accounts and offices: one form each."""

from flask import url_for
from wtforms import DateField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.one_time import waits
from caseflow.domain.terms import Office, Tenure
from caseflow.services import appointing, peopling, resetting
from caseflow.services.streams import events_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.account_log import time_of
from caseflow.web.acts.choices import unit_choices
from caseflow.web.administration import (
    Done,
    Duty,
    Subject,
    choice,
    duty,
    written,
)
from caseflow.web.fields import Needed, Pick, needed_line
from caseflow.web.forms import ActForm
from caseflow.web.people_pages import EITHER, bp, known, post_in_words
from caseflow.words.msgid import N_
from caseflow.words.say import term

__all__ = ["bp"]


class AddForm(ActForm):
    """A person with an account."""

    name = needed_line(N_("姓名"))
    login = needed_line(N_("登录名"), N_("小写字母、数字或 . _ -，定了不改"))


class NameForm(ActForm):
    """Another name."""

    name = needed_line(N_("姓名"))


class ReasonForm(ActForm):
    """Why an account is disabled."""

    reason = needed_line(N_("理由"), N_("会记入记录，如“调离”"))


class AppointForm(ActForm):
    """An office in a unit from a day to a day."""

    office = Pick(N_("职务"), [Needed()])
    unit = Pick(N_("单位"), [Needed()])
    tenure = Pick(N_("任职方式"), [Needed()])
    start = DateField(N_("开始日期"), [Needed()])
    end = DateField(N_("结束日期"), [Optional()], description=N_("当天仍在任；没有定的不填"))


class EndForm(ActForm):
    """The last day of an office."""

    number = Pick(N_("任职"), [Needed()])
    end = DateField(N_("结束日期"), [Needed()], description=N_("当天仍在任；以前办的事都还算数"))


def _person(work: Work, form: ActForm, code: str) -> Subject:
    if not code:
        return Subject("", url_for("people.people"), {})
    person = known(work, code)
    name = here.names().person(code)
    if "name" in form and not form.is_submitted():
        form["name"].data = name
    if "tenure" in form:
        tenures = (choice(tenure, term(f"tenure.{tenure}")) for tenure in Tenure)
        form["tenure"].offer(tenures, Tenure.REGULAR)
        form["office"].offer(choice(office, term(f"office.{office}")) for office in Office)
        form["unit"].offer(unit_choices(work))
    if "number" in form:
        lasting = (post for post in person.appointments if post.end is None or post.end > work.day)
        form["number"].offer(choice(str(post.id), post_in_words(post)) for post in lasting)
    return Subject(name, url_for("people.person", code=code), {})


def _at(code: str) -> Done:
    return Done(url_for("people.person", code=code))


def _add(work: Work, form: ActForm, _code: str) -> Done:
    code = peopling.add_person(work, form["name"].data or "", form["login"].data or "")
    return _with_password(work, code)


def _with_password(work: Work, code: str) -> Done:
    password = resetting.give_one_time_password(work, code)
    held = waits(work.city, work.city.people[code], work.day)
    return Done(url_for("people.person", code=code), peopling.login_of(work, code), password, held)


def _rename(work: Work, form: ActForm, code: str) -> Done:
    peopling.rename_person(work, code, form["name"].data or "")
    return _at(code)


def _disable(work: Work, form: ActForm, code: str) -> Done:
    peopling.disable_person(work, code, form["reason"].data or "")
    return _at(code)


def _enable(work: Work, _form: ActForm, code: str) -> Done:
    peopling.enable_person(work, code)
    return _at(code)


def _appoint(work: Work, form: ActForm, code: str) -> Done:
    office, tenure = Office(form["office"].data), Tenure(form["tenure"].data)
    start, end = written(form["start"].data), form["end"].data
    appointing.appoint(work, code, office, form["unit"].data, tenure, start, end)
    return _at(code)


def _end(work: Work, form: ActForm, code: str) -> Done:
    appointing.end_appointment(work, code, int(form["number"].data), written(form["end"].data))
    return _at(code)


def _password(work: Work, _form: ActForm, code: str) -> Done:
    return _with_password(work, code)


def _release(work: Work, _form: ActForm, code: str) -> Done:
    resetting.release_one_time_password(work, code)
    return _at(code)


def _given(work: Work, form: ActForm, code: str) -> Subject:
    """The person, and who gave the password that waits, when and until when."""
    subject, one = _person(work, form, code), known(work, code).one_time
    given = next(
        (e for e in reversed(events_of(work.session, f"person/{code}")) if e.type == "give_password"), None
    )
    if one is None or given is None:
        return subject
    who, until = here.names().called(one.given_by), one.until
    return subject._replace(shown={"who": who, "at": time_of(given), "until": until})


_ACCOUNTS, _APPOINT = (Action.MANAGE_ACCOUNTS,), (Action.APPOINT,)
duty(bp, "/people/add", Duty("add", N_("添加账号"), _ACCOUNTS, AddForm, _person, _add))
duty(bp, "/people/<code>/rename", Duty("rename", N_("更改姓名"), _ACCOUNTS, NameForm, _person, _rename))
duty(
    bp,
    "/people/<code>/disable",
    Duty("disable", N_("停用账号"), _ACCOUNTS, ReasonForm, _person, _disable, danger=True),
)
duty(bp, "/people/<code>/enable", Duty("enable", N_("启用账号"), _ACCOUNTS, ActForm, _person, _enable))
duty(
    bp,
    "/people/<code>/password",
    Duty("password", N_("发一次性密码"), _ACCOUNTS, ActForm, _person, _password),
)
duty(
    bp,
    "/people/<code>/release",
    Duty(
        "release",
        N_("放行一次性密码"),
        (Action.RELEASE_PASSWORD,),
        ActForm,
        _given,
        _release,
        template="admin/release.html",
    ),
)
duty(bp, "/people/<code>/appoint", Duty("appoint", N_("登记任职"), EITHER, AppointForm, _person, _appoint))
duty(
    bp,
    "/people/<code>/end",
    Duty("end", N_("结束任职"), _APPOINT, EndForm, _person, _end, danger=True),
)
