"""A paper of the ladder on the pages of its steps: what it is called and known by, and its facts as rows."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper
from caseflow.domain.ladder import open_below, skipped
from caseflow.services import laddering
from caseflow.services.access import case_for
from caseflow.services.picturing import named_to_reader
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.matter import called, row
from caseflow.web.fields import Needed, Pick, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.ladder import answer_in_words, causes_in_words, rule_in_words
from caseflow.words.msgid import N_
from caseflow.words.rulebook import value_in_words
from caseflow.words.say import day_in_words, say, term


class PaperForm(ActForm):
    """Which paper."""

    number = Pick(N_("文书"), validators=[Needed()])


class PaperReasonForm(PaperForm):
    """Why a paper is not issued, is lifted, or made void."""

    reason = needed_text(N_("理由"))


def handle(paper: Paper) -> str:
    """What a form and an address know a paper by: its number; only the office's own forms know drafts."""
    return str(paper.ordinal or paper.id)


def called_paper(paper: Paper) -> str:
    """What people call it."""
    rung = term(f"rung.{paper.rung}")
    return say("ladder.nth", {"ordinal": paper.ordinal, "rung": paper.rung}) if paper.ordinal else rung


def may_come_to(case: Case, status: str) -> list[Paper]:
    """The papers that may come to this status."""
    return [paper for paper in case.papers if laddering.may_come_to(paper, status)]


def chosen(work: Work, key: str, form: PaperForm, status: str) -> int:
    """The paper that was chosen, as the record counts them; 0 for none."""
    papers = may_come_to(case_for(work, key, Action.VIEW), status)
    return next((paper.id for paper in papers if handle(paper) == form.number.data), 0)


def draft_rows(work: Work, case: Case, paper: Paper) -> Iterator[dict[str, Any]]:
    """What somebody must know before a draft is issued or signed: why, by which rule, what it skips, what follows."""
    words, rules = seen_of(work, case), work.book
    yield row(called_paper(paper), term(f"paper_status.{paper.status}")) | {"apart": True}
    yield row(gettext("送"), called([paper.to_unit]))
    gone = "" if laddering.cause_stands(work, case, paper) else say("ladder.gone")
    yield row(gettext("事由"), causes_in_words((paper.rule, *paper.causes)), gone)
    yield row(
        gettext("提示依据"), rule_in_words(paper.rule, paper.threshold, paper.book) if paper.threshold else ""
    )
    others = say("list.comma").join(key.partition("/")[2] for key in named_to_reader(work, paper.cases))
    yield row(gettext("其他案件"), others)
    yield row(gettext("理由"), words.get(f"paper.{paper.id}.why"))
    yield row(gettext("文书内容"), words.get(f"paper.{paper.id}"))
    if below := open_below(case, rules, paper.rung):
        named = say("list.comma").join(called_paper(one) for one in below)
        yield row(gettext("下级文书"), say("ladder.open_below", {"papers": named}))
    if missed := skipped(case, rules, paper.rung):
        said = say("ladder.skipped", {"rungs": "rung." + "|".join(missed)})
        yield row(gettext("越级"), words.get(f"paper.{paper.id}.skipped") or said)
    if paper.meets_on:
        yield row(
            gettext("约谈日期"), day_in_words(paper.meets_on), words.get(f"paper.{paper.id}.place") or ""
        )
        yield row(gettext("约谈对象"), words.get(f"paper.{paper.id}.whom"))
    yield row(gettext("督察组"), words.get(f"paper.{paper.id}.team"))
    yield row(gettext("退回意见"), words.get(f"paper.{paper.id}.back"))
    yield from _rung_rows(work, paper)


def _rung_rows(work: Work, paper: Paper) -> Iterator[dict[str, Any]]:
    """What the rulebook says of the rung."""
    rules = work.book.rules
    if f"ladder.{paper.rung}.issuer" not in rules:
        return
    yield row(gettext("由谁签发"), term(f"issuer.{work.book.words(f'ladder.{paper.rung}.issuer')}"))
    yield row(gettext("答复时限"), value_in_words(rules[f"ladder.{paper.rung}.reply"]))
    yield row(gettext("答复须写明"), value_in_words(rules[f"ladder.{paper.rung}.answer"]))
    if points := work.book.number(f"ladder.{paper.rung}.score"):
        yield row(gettext("考核"), say("ladder.points", {"n": points}))


def issued_rows(work: Work, paper: Paper, words: dict[str, str]) -> Iterator[dict[str, Any]]:
    """An issued paper for whoever receives, answers or checks it."""
    yield row(called_paper(paper), term(f"paper_status.{paper.status}"), paper.number or "") | {"apart": True}
    yield row(gettext("送"), called([paper.to_unit]))
    yield row(gettext("事由"), causes_in_words((paper.rule, *paper.causes)))
    yield row(gettext("文书内容"), words.get(f"paper.{paper.id}"))
    if paper.meets_on:
        yield row(
            gettext("约谈日期"), day_in_words(paper.meets_on), words.get(f"paper.{paper.id}.place") or ""
        )
        yield row(gettext("约谈对象"), words.get(f"paper.{paper.id}.whom"))
        yield row(gettext("需带材料"), words.get(f"paper.{paper.id}.bring"))
    for step in ("cause", "heard", "demand", "pledge") if paper.held_on else ():
        yield row(term(f"minutes.{step}"), words.get(f"paper.{paper.id}.minutes.{step}"))
    yield row(gettext("督察组"), words.get(f"paper.{paper.id}.team"))
    yield row(gettext("督察发现"), words.get(f"paper.{paper.id}.findings"))
    yield row(gettext("答复期限"), day_in_words(paper.reply_by) if paper.reply_by else "")
    if (rule := work.book.rules.get(f"ladder.{paper.rung}.answer")) and not paper.answered_on:
        yield row(gettext("答复须写明"), value_in_words(rule))
    yield from (row(name, said) for name, said in answer_in_words(paper, words.get))
