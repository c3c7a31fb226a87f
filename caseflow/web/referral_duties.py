"""What is done with referrals: one form each. A form that shows what one says is a reading, and on record as such."""

from collections.abc import Callable

from flask import request, url_for
from werkzeug.wrappers import Response

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.handling import Rank, Result, Way
from caseflow.domain.referral import Concerned, Origin
from caseflow.domain.terms import UnitKind
from caseflow.services import disposing, referring
from caseflow.services.access import held_case
from caseflow.services.referring import Draft, Opened
from caseflow.services.searching import Wanted, passing
from caseflow.services.vaulting import Vault
from caseflow.services.withholding import own_words
from caseflow.services.work import Work
from caseflow.store.queries import Narrow
from caseflow.web import here
from caseflow.web.administration import Do, Done, Duty, Prepare, Subject, allow, answer, choice, written
from caseflow.web.case_lines import titles_of
from caseflow.web.forms import ActForm
from caseflow.web.referral_forms import (
    OutcomeForm,
    PaperResultForm,
    ProposeForm,
    ReasonForm,
    ReceiptForm,
    ResultForm,
    WayForm,
    offer_ways,
)
from caseflow.web.referral_pages import TITLES, bp
from caseflow.words.say import LANGUAGES, term

__all__ = ["bp"]
COMMAS = str.maketrans("，、", ",,")


def case_choices(work: Work) -> list[tuple[str, str]]:
    """Every case the reader may see, by key, number and title."""
    found = {case.key: case for case in passing(work, Wanted(Narrow()))}
    titles = titles_of(work, found.values())
    return [(key, f"{case.number} {titles[key]}"[:80]) for key, case in found.items()]


def _propose_prefilled(work: Work, form: ActForm, code: str) -> Subject:
    opened = referring.referral_for(work, here.sealed(), code, Action.PROPOSE_REFERRAL) if code else None
    old = opened.referral.matter if opened else None
    names = here.names()
    form["case"].offer((choice(*one) for one in case_choices(work)), old.case if old else None)
    form["origin"].offer(
        (choice(o, term(f"referral_origin.{o}")) for o in Origin), old.origin if old else None
    )
    form["rank"].offer((choice(rank, term(f"rank.{rank}")) for rank in Rank), None)
    kinds = (UnitKind.UNCONFIRMED, UnitKind.HIGHER)
    units = (unit for unit in work.city.units.values() if unit.kind not in kinds and not unit.mapped_to)
    form["units"].choices = [choice(unit.code, names.unit(unit.code)) for unit in units]
    form["files"].choices = _files(work, form["case"].data)
    if opened and not form.is_submitted():
        _fill(form, opened)
    back = url_for("referrals.referral", code=code) if code else url_for("referrals.referrals")
    return Subject(code, back, {"case": form["case"].data})


def _files(work: Work, key: str | None) -> list[object]:
    """The files of the case now chosen."""
    case = held_case(work, key) if key else None
    if case is None or key not in dict(case_choices(work)):
        return []
    words = own_words(work, case)
    return [
        choice(str(one.id), f"{one.id}. {words.get(f'evidence.{one.id}.name', '')} {one.digest[:8]}")
        for one in case.evidence
        if not one.withdrawn
    ]


def _fill(form: ActForm, opened: Opened) -> None:
    """What was proposed before; it was put on record that it is read."""
    matter, words = opened.referral.matter, opened.told.words
    form["units"].data = list(matter.units)
    form["people"].data = "\n".join(
        f"{term(f'rank.{who.rank}', 'zh')}，{who.name}，{who.post}" for who in matter.people
    )
    form["rank"].data = "" if matter.people else matter.rank.value
    form["files"].data = [str(proof.id) for proof in matter.proofs]
    form["receiver"].data = matter.receiver
    for name in ("note", "category", "problem", "contact"):
        form[name].data = words.get(name, "")


def _draft(form: ActForm) -> Draft:
    said = {name: form[name].data or "" for name in ("problem", "receiver", "category", "note", "contact")}
    return Draft(
        Origin(form["origin"].data),
        form["case"].data,
        form["units"].data or [],
        [_person(line) for line in form["people"].lines],
        rank=Rank(form["rank"].data) if form["rank"].data else None,
        files=[int(id_) for id_ in form["files"].data or []],
        **said,
    )


def _person(line: str) -> Concerned:
    """A person as typed: rank, name, post. Raises BadInput."""
    rank, _, rest = line.translate(COMMAS).partition(",")
    name, _, post = rest.partition(",")
    known = {term(f"rank.{one}", language): one for one in Rank for language in LANGUAGES}
    if rank.strip() not in known or not name.strip():
        raise BadInput(Reason("referral.person", {"line": line[:40]}))
    return Concerned(known[rank.strip()], name.strip(), post.strip())


def _of(action: Action) -> Prepare:
    def prepare(work: Work, form: ActForm, code: str) -> Subject:
        one = referring.referral_for(work, here.sealed(), code, action).referral
        offer_ways(form)
        name = one.letter.number if one.letter else one.name
        return Subject(name, url_for("referrals.referral", code=code), {})

    return prepare


def _seen(work: Work, code: str) -> str:
    """How far it had come: whoever acts answers to what then stood."""
    return str(referring.referral_for(work, here.sealed(), code).referral.events) if code else ""


def _doing(act: Callable[[Work, ActForm, str], object]) -> Do:
    """The list is where every form leads: what is kept of a form in clear names no referral."""

    def do(work: Work, form: ActForm, code: str) -> Done:
        act(work, form, code)
        return Done(url_for("referrals.referrals"))

    return do


def _page(rule: str, name: str, action: Action, form: type[ActForm], prepare: Prepare, do: Do) -> None:
    """Gives one of these duties its page; opening one that concerns a referral is a reading."""
    template = "referrals/propose.html" if form is ProposeForm else "admin/duty.html"
    danger = name in ("drop", "refuse")
    what = Duty(name, TITLES[name], (action,), form, prepare, do, danger, template, _seen)

    def view(code: str = "") -> Response | str | tuple[str, int]:
        allow(here.look(), action)
        if code and request.method != "POST":
            here.act(lambda work: referring.read_referral(work, here.sealed(), code))
        return answer(what, code)

    bp.add_url_rule(rule, name, view, methods=["GET", "POST"])


PROPOSE, ISSUE, RECEIVE = Action.PROPOSE_REFERRAL, Action.ISSUE_REFERRAL, Action.RECEIVE_REFERRAL
ONE = "/referrals/<code>"
_page(
    "/referrals/propose",
    "propose",
    PROPOSE,
    ProposeForm,
    _propose_prefilled,
    _doing(lambda w, f, _: referring.propose_referral(w, here.sealed(), _draft(f))),
)
_page(
    f"{ONE}/revise",
    "revise",
    PROPOSE,
    ProposeForm,
    _propose_prefilled,
    _doing(lambda w, f, c: referring.revise_referral(w, here.sealed(), c, _draft(f))),
)


def _saying_why(act: Callable[[Work, Vault, str, str], object]) -> Do:
    """An act that only needs its reason."""
    return _doing(lambda work, form, code: act(work, here.sealed(), code, form["reason"].data or ""))


for _name, _act in (("send_back", referring.send_back_referral), ("drop", referring.drop_referral)):
    _page(
        f"{ONE}/{_name.replace('_', '-')}",
        _name,
        ISSUE,
        ReasonForm,
        _of(ISSUE),
        _saying_why(_act),
    )
_page(
    f"{ONE}/issue",
    "issue",
    ISSUE,
    ActForm,
    _of(ISSUE),
    _doing(lambda w, _, c: referring.issue_referral(w, here.sealed(), c)),
)
_page(
    f"{ONE}/receipt",
    "paper_receipt",
    Action.VIEW_REFERRALS,
    ReceiptForm,
    _of(Action.VIEW_REFERRALS),
    _doing(
        lambda w, f, c: referring.receive_by_hand(
            w, here.sealed(), c, written(f["on"].data), f["by"].data or ""
        )
    ),
)
_page(
    f"{ONE}/paper-result",
    "paper_result",
    Action.VIEW_REFERRALS,
    PaperResultForm,
    _of(Action.VIEW_REFERRALS),
    _doing(
        lambda w, f, c: referring.feed_back_by_hand(
            w, here.sealed(), c, written(f["on"].data), Result(f["result"].data)
        )
    ),
)
_page(
    f"{ONE}/receive",
    "receive",
    RECEIVE,
    ActForm,
    _of(RECEIVE),
    _doing(lambda w, _, c: disposing.receive_referral(w, here.sealed(), c)),
)
_page(
    f"{ONE}/refuse",
    "refuse",
    RECEIVE,
    ReasonForm,
    _of(RECEIVE),
    _saying_why(disposing.refuse_referral),
)
_page(
    f"{ONE}/dispose",
    "dispose",
    RECEIVE,
    WayForm,
    _of(RECEIVE),
    _doing(
        lambda w, f, c: disposing.dispose_referral(
            w, here.sealed(), c, Way(f["way"].data), f["plan"].data or ""
        )
    ),
)
_page(
    f"{ONE}/conclude",
    "conclude",
    RECEIVE,
    OutcomeForm,
    _of(RECEIVE),
    _doing(lambda w, f, c: disposing.conclude_referral(w, here.sealed(), c, f["outcome"].data or "")),
)
_page(
    f"{ONE}/feed-back",
    "feed_back",
    RECEIVE,
    ResultForm,
    _of(RECEIVE),
    _doing(lambda w, f, c: disposing.feed_back_referral(w, here.sealed(), c, Result(f["result"].data))),
)
