"""One's own messages: what came, and how one wants to be told outside the product."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import BooleanField, DateField, Field, StringField
from wtforms.validators import Optional

from caseflow.domain.errors import BadInput, Reason
from caseflow.services.pending import called, path_to
from caseflow.services.reaching import Channel, Reach, Reached, choose, reached, set_up
from caseflow.services.receiving import read_all, received
from caseflow.services.searching import cases_of
from caseflow.web import here
from caseflow.web.case_lines import titles_of
from caseflow.web.failing import sentences
from caseflow.web.forms import Form
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term

bp = Blueprint("messages", __name__)
URGENT, DIGEST = N_("紧急的马上发（工作时间）"), N_("工作日早上发一份待办汇总")


class ReachForm(Form):
    """Every channel there can be; the page shows those that this installation has."""

    mail = StringField(N_("电子邮件地址"), [Optional()], description=N_("不填就不发邮件"))
    mail_urgent = BooleanField(URGENT)
    mail_digest = BooleanField(DIGEST)
    wecom = StringField(N_("企业微信成员账号"), [Optional()], description=N_("不填就不在企业微信群里提到您"))
    wecom_urgent = BooleanField(URGENT)
    wecom_digest = BooleanField(DIGEST)
    dingtalk = StringField(N_("钉钉成员账号"), [Optional()], description=N_("不填就不在钉钉群里提到您"))
    dingtalk_urgent = BooleanField(URGENT)
    dingtalk_digest = BooleanField(DIGEST)
    quiet_first = DateField(N_("免打扰第一天"), [Optional()], description=N_("休假等，期间只在系统内留消息"))
    quiet_last = DateField(N_("免打扰最后一天"), [Optional()])

    def of(self, channel: Channel) -> tuple[Field, Field, Field]:
        """Address, urgent ones and digest of one channel."""
        return self[channel.value], self[f"{channel.value}_urgent"], self[f"{channel.value}_digest"]


@bp.get("/messages")
def messages() -> str:
    """What came, the latest first."""
    work = here.look()
    found = received(work)
    keys = [one.about for one in found if one.about and not one.about.startswith("/")]
    titles = titles_of(work, cases_of(work, keys).values())
    rows = [
        {
            "day": one.day,
            "what": term(f"message.{one.matter}"),
            "number": called(work, one.about) if one.about else "",
            "title": titles.get(one.about or "", ""),
            "href": path_to(one.about) if one.about else "",
            "new": one.new,
        }
        for one in found
    ]
    return render_template("messages/messages.html", rows=rows, new=sum(row["new"] for row in rows))


@bp.post("/messages/read")
def read() -> Response:
    """All of them are read."""
    person, at = current_user.person, here.now()
    here.keep(lambda session: read_all(session, person, at))
    return redirect(url_for("messages.messages"), 303)


@bp.route("/account/messages", methods=["GET"])
def reach() -> str:
    """How one wants to be told."""
    form = ReachForm()
    chosen = reached(here.session(), current_user.person)
    for one in chosen.channels:
        address, urgent, digest = form.of(one.channel)
        address.data, urgent.data, digest.data = one.address, one.urgent, one.digest
    if chosen.quiet:
        form.quiet_first.data, form.quiet_last.data = chosen.quiet
    return _page(form, [])


@bp.post("/account/messages")
def set_reach() -> Response | tuple[str, int]:
    """Keeps what was chosen."""
    form, person = ReachForm(), current_user.person
    if not form.validate():
        return _page(form, []), 422
    try:
        chosen = _chosen(form, reached(here.session(), person))
        here.act(lambda work: choose(work.session, person, chosen))
    except BadInput as refused:
        return _page(form, sentences(refused)), 422
    flash(gettext(N_("已改好消息设置")))
    return redirect(url_for("messages.reach"), 303)


def _chosen(form: ReachForm, before: Reached) -> Reached:
    """What the form says; of channels it does not show, what was chosen before."""
    shown = set_up(here.installation().settings)
    found = [one for one in before.channels if one.channel not in shown]
    for channel in shown:
        address, urgent, digest = form.of(channel)
        if text := (address.data or "").strip():
            found.append(Reach(channel, text, bool(urgent.data), bool(digest.data)))
    return Reached(tuple(found), _quiet(form.quiet_first.data, form.quiet_last.data))


def _quiet(first: date | None, last: date | None) -> tuple[date, date] | None:
    """Both days or none. Raises BadInput for one alone."""
    if first and last:
        return first, last
    if first or last:
        raise BadInput(Reason("reach.quiet_half", {}))
    return None


def _page(form: ReachForm, reasons: list[str]) -> str:
    channels = [
        (term(f"way.{channel}"), form.of(channel)) for channel in set_up(here.installation().settings)
    ]
    return render_template("messages/reach.html", form=form, channels=channels, reasons=reasons)
