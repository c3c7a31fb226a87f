"""One's own calendar feed: its secret address, and what it answers without a sign-in."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from caseflow.messages.calendar import AGAIN, feed
from caseflow.services.feeding import entries, feed_since, owner_of, renew, revoke
from caseflow.services.preferring import preference
from caseflow.web import here
from caseflow.web.administration import office_time
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_

bp = Blueprint("feeds", __name__)


@bp.get("/calendar/<token>.ics")
def calendar(token: str) -> BaseResponse:
    """The feed. Asked again before anything changed it says so without its body."""
    work = here.look()
    work.actor = owner_of(work, token, request.remote_addr or "", here.keep)
    language = preference(work.session, work.actor.code).language or here.installation().settings.lang
    response = make_response(feed(entries(work, language), language))
    response.content_type = "text/calendar; charset=utf-8"
    response.headers["Cache-Control"] = f"private, max-age={int(AGAIN.total_seconds())}"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    return response.make_conditional(request)


@bp.get("/account/feed")
def own() -> str:
    """Whether there is a feed, and how to have or end one."""
    return _page("")


@bp.post("/account/feed")
def make() -> str:
    """A new address, shown this once."""
    person, at = current_user.person, here.now()
    token = here.act(lambda work: renew(work.session, person, at))
    root = here.installation().settings.public_url or request.url_root.rstrip("/")
    return _page(f"{root}{url_for('feeds.calendar', token=token)}")


@bp.post("/account/feed/end")
def end() -> BaseResponse:
    """The feed is no more."""
    person = current_user.person
    here.act(lambda work: revoke(work.session, person))
    flash(gettext(N_("已停止日历订阅")))
    return redirect(url_for("feeds.own"), 303)


def _page(address: str) -> str:
    since = feed_since(here.session(), current_user.person)
    return render_template("messages/feed.html", address=address, since=office_time(since) if since else "")
