"""The page on which the office decides of every text that may name somebody whether others may read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.ledgers.columns import column
from caseflow.services import clearing
from caseflow.services.clearing import Doubt
from caseflow.services.showing import CELL, LAYOUT, OTHER
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.fields import needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_
from caseflow.words.say import msgids, say, term


@dataclass(frozen=True, slots=True)
class Shown:
    """A doubt as the page shows it: its words in pieces, each (text, what it may be or "")."""

    digest: str
    what: str
    pieces: Sequence[tuple[str, str]]
    by: str
    status: str
    doubt: Doubt


class Decided(Field):
    """Yes or no to any of the texts offered; `data` holds the answers given, by digest."""

    offered: Sequence[Shown] = ()

    def process(self, formdata: Any, *_: Any, **__: Any) -> None:
        """Reads one answer per text, named `<field>-<digest>`; a text without one stays as it is."""
        self.process_errors: list[str] = []
        start = f"{self.name}-"
        answers = {name: formdata.get(name) for name in formdata or () if name.startswith(start)}
        self.data = {name.removeprefix(start): answer == "yes" for name, answer in answers.items()}

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation where nothing at all was decided."""
        if not self.data:
            raise StopValidation(say("clear.nothing_decided"))


class ClearForm(ActForm):
    """The decisions, and why."""

    texts = Decided(N_("疑似含个人信息的内容"))
    reason = needed_text(N_("核对理由"), N_("写明怎样核对的，如“为单位公开电话”；不写个人信息"))


def _offer(work: Work, case: Case, form: ClearForm) -> None:
    """Whatever waits first; what was decided can be decided anew."""
    found = sorted(clearing.doubts(work, case), key=lambda doubt: doubt.status != "waiting")
    form.texts.offered = [_shown(case, doubt) for doubt in found]


def _shown(case: Case, doubt: Doubt) -> Shown:
    names = here.names()
    return Shown(
        digest=doubt.digest,
        what=say("list.comma").join(dict.fromkeys(_called(case, name) for name in doubt.names)),
        pieces=list(_pieces(doubt)) or [(say("clear.erased"), "")],
        by=say("list.comma").join(names.called(code) or code for code in doubt.by),
        status=term(f"clear_status.{doubt.status}"),
        doubt=doubt,
    )


def _called(case: Case, name: str) -> str:
    """What a text is: a ledger's column by its heading, else by the word for a part of its name that has one."""
    if name.startswith(CELL) and not name.startswith(OTHER):
        return column(LAYOUT[case.kind], name.removeprefix(CELL)).heading
    if name.startswith("measure."):
        return term("text.measures")
    parts = [part for part in name.split(".") if f"text.{part}" in msgids("TERMS")]
    return term(f"text.{parts[-1]}") if parts else term("text.words")


def _pieces(doubt: Doubt) -> Iterator[tuple[str, str]]:
    """The words from left to right, what may be personal by itself."""
    at = 0
    for span in doubt.spans:
        start = max(at, span.start)
        yield doubt.words[at:start], ""
        yield doubt.words[start : span.end], term(f"span.{span.kind}")
        at = max(at, span.end)
    yield doubt.words[at:], ""


def _nothing_held(work: Work, case: Case) -> Iterator[Reason]:
    if not clearing.doubts(work, case):
        yield Reason("clear.none", {})


page(
    "clear_text",
    Action.CLEAR_TEXT,
    ClearForm,
    lambda work, key, form: clearing.clear_texts(work, key, form.texts.data, form.reason.data),
    prepare=_offer,
    lacks=_nothing_held,
    template="acts/clear_text.html",
)
