"""The month's circular: what it says and its table, as drafted or as issued; and its three forms."""

from typing import Any

from flask import Blueprint, Response, render_template, url_for
from wtforms import TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.circular import COUNTS, UnitMonth
from caseflow.domain.permissions import may_ever
from caseflow.services.access import permit
from caseflow.services.auditing import note_export
from caseflow.services.circulars import (
    PARTS,
    CircularFacts,
    circular_facts,
    draft_circular,
    draft_texts,
    issue_circular,
    void_circular,
)
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.services.writing_circulars import SECTIONS, write_circular
from caseflow.web import here
from caseflow.web.administration import Done, Duty, Subject, duty
from caseflow.web.burdens import line
from caseflow.web.fields import needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.papers import WORD, attached
from caseflow.words.msgid import N_
from caseflow.words.say import month_in_words, say, term

bp = Blueprint("circulars", __name__)


class DraftForm(ActForm):
    """The whole text, drafted from the figures."""

    title = needed_line(N_("标题"))
    opening = needed_line(N_("开头"))
    progress = needed_text(N_("总体情况"), N_("按调度数据拟好，可以改；表中的数不能改"))
    commended = TextAreaField(N_("表扬"), [Optional()], description=N_("没有的不填，通报里不出现这一段"))
    criticised = TextAreaField(N_("存在问题"), [Optional()], description=N_("只写单位，不写人名和电话"))
    demands = needed_text(N_("下步要求"))


class IssueForm(ActForm):
    """Nothing is asked: text and table stand beside it."""


class VoidForm(ActForm):
    """Why."""

    reason = needed_text(N_("理由"))


@bp.get("/rounds/<code>/circular")
def circular(code: str) -> str:
    """The circular of a month as it is issued; to the office and the inspector also as it would be today."""
    work = here.look()
    permit(work, Action.VIEW)
    facts = circular_facts(work, code)
    shown = _shown(work, facts) | {"acts": _acts(work, facts), "burden": line(work, code)}
    return render_template("rounds/circular.html", **shown, code=code)


@bp.get("/rounds/<code>/circular.docx")
def paper(code: str) -> Response:
    """The circular as a Word document; a draft is marked as one. That it was taken out is on record first."""
    permit(here.look(), Action.EXPORT_LEDGER)
    circular_facts(here.look(), code)  # whoever may not see it is told so before anything is noted
    here.act(lambda work: note_export(work, f"circular.docx {code}"))
    work = here.look()
    facts = circular_facts(work, code)
    url = here.installation().settings.public_url
    data = write_circular(work.session, facts, _texts(work, facts), here.names(), url)
    return attached(data, f"{say('circular.file', {'month': code}, 'zh')}.docx", WORD)


def _texts(work: Work, facts: CircularFacts) -> dict[str, str]:
    """The texts by part: as written, or as the figures have them while nobody wrote any."""
    written = facts.circular
    if written is None or written.void_on:
        return draft_texts(facts, here.names())
    words = seen_texts(work, written.texts.values())
    return {part: words.get(written.texts.get(f"circular.{part}", ""), "") for part in PARTS}


def _shown(work: Work, facts: CircularFacts) -> dict[str, Any]:
    texts, one = _texts(work, facts), facts.circular
    return {
        "facts": facts,
        "month": month_in_words(facts.month),
        "texts": texts,
        "sections": [(term(f"circular.{part}"), texts[part]) for part in SECTIONS if texts[part]],
        "headings": [term(f"circular_count.{name}") for name in COUNTS],
        "rows": [_row(line) for line in facts.lines],
        "total": _row(facts.total),
        "drafted_by": here.names().called(one.drafted_by) if one and not one.void_on else None,
        "issued_by": here.names().called(one.issued_by) if one and not one.void_on else None,
    }


def _row(line: UnitMonth) -> dict[str, Any]:
    unit = here.names().unit(line.unit) if line.unit else ""
    return {"unit": unit, "counts": [getattr(line, name) for name in COUNTS]}


def _acts(work: Work, facts: CircularFacts) -> list[dict[str, str]]:
    """What this reader may do now: draft, issue what another drafted, withdraw what is issued."""
    if not may_ever(work.actor, Action.DRAFT_CIRCULAR, work.city):
        return []
    if facts.issued:
        return [_link("void_circular", facts)]
    one = facts.circular
    ready = one and not one.void_on and one.drafted_by != work.actor.code and facts.closed_on
    return [_link(name, facts) for name in (["issue_circular"] if ready else []) + ["draft_circular"]]


def _link(name: str, facts: CircularFacts) -> dict[str, str]:
    return {"label": term(f"action.{name}"), "href": url_for(f"circulars.{name}", code=facts.month)}


def _prepare(work: Work, form: ActForm, code: str) -> Subject:
    """The month as the subject; the draft's fields as written, else as the figures have them."""
    facts = circular_facts(work, code)
    if not form.is_submitted():
        for part, text in _texts(work, facts).items():
            if part in form:
                form[part].data = text
    return Subject(month_in_words(code), _place(code), _shown(work, facts))


def _place(code: str) -> str:
    return url_for("circulars.circular", code=code)


def _draft(work: Work, form: ActForm, code: str) -> Done:
    draft_circular(work, code, {part: form[part].data or "" for part in PARTS})
    return Done(_place(code))


def _issue(work: Work, _form: ActForm, code: str) -> Done:
    issue_circular(work, code)
    return Done(_place(code))


def _seen(work: Work, code: str) -> str:
    """Figures and text: only what the page showed is issued."""
    return circular_facts(work, code).seen


def _seen_text(work: Work, code: str) -> str:
    """The text alone: nobody writes over what a colleague wrote meanwhile."""
    return circular_facts(work, code).written


def _void(work: Work, form: ActForm, code: str) -> Done:
    void_circular(work, code, form["reason"].data or "")
    return Done(_place(code))


duty(
    bp,
    "/rounds/<code>/circular/draft",
    Duty(
        "draft_circular",
        N_("拟通报"),
        (Action.DRAFT_CIRCULAR,),
        DraftForm,
        _prepare,
        _draft,
        seen=_seen_text,
    ),
)
duty(
    bp,
    "/rounds/<code>/circular/issue",
    Duty(
        "issue_circular",
        N_("签发通报"),
        (Action.ISSUE_CIRCULAR,),
        IssueForm,
        _prepare,
        _issue,
        template="rounds/issue_circular.html",
        seen=_seen,
    ),
)
duty(
    bp,
    "/rounds/<code>/circular/void",
    Duty("void_circular", N_("作废通报"), (Action.VOID_CIRCULAR,), VoidForm, _prepare, _void, danger=True),
)
