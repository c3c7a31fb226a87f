"""The filter of the list of cases: a GET form, so that every list has an address. What cannot be read is left out."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SearchField, SelectField

from caseflow.domain.actions import Action
from caseflow.domain.terms import Kind, Light, State, UnitKind
from caseflow.services.searching import Wanted
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.store.queries import Narrow, Order, Sorting, batches
from caseflow.store.scope import SIGNING, scope_clause
from caseflow.web import here
from caseflow.web.acts.choices import term_choices, unit_choices
from caseflow.web.choice import SelectChoice
from caseflow.web.forms import Form
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import say

UNCLOSED = "unclosed"
"""Beside the states, everything that is not at its end."""
SHOWN = ("q", "inspection", "kind", "state", "light", "locality", "unit", "batch", "overdue")


class CaseFilter(Form):
    """What a list is narrowed to; `sort` is an order, with a minus sign turned round."""

    class Meta:
        """Nothing is written by asking."""

        csrf = False

    sort = ""
    q = SearchField(N_("编号、标题或地名"))
    inspection = SelectField(N_("督察轮次"), default="")
    kind = SelectField(N_("类别"), default="")
    state = SelectField(N_("程序状态"), default="")
    light = SelectField(N_("灯"), default="")
    locality = SelectField(N_("责任主体"), default="")
    unit = SelectField(N_("单位"), default="")
    batch = SelectField(N_("批次"), default="")
    overdue = BooleanField(N_("只看超期"))

    @classmethod
    def of(cls, work: Work, asked: "MultiDict[str, str]") -> "CaseFilter":
        """The form as an address fills it."""
        form = cls(asked)
        form.sort = asked.get("sort", "")
        form._offer(work)
        if not form.validate():
            for field in (field for field in form if field.errors):
                field.data, field.errors = "", []
        return form

    @property
    def words(self) -> str:
        """What is looked for."""
        return (self.q.data or "").strip()

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of this list's address."""
        found = {name: self.value(name) for name in SHOWN}
        if self.sorting != Sorting():
            found["sort"] = f"{'-' * self.sorting.descending}{self.sorting.order}"
        return {name: value for name, value in found.items() if value}

    @property
    def narrows(self) -> int:
        """How many conditions are in force."""
        return sum(bool(self.value(name)) for name in SHOWN)

    @property
    def sorting(self) -> Sorting:
        """The order asked for; by date where none is."""
        order = self.sort.removeprefix("-")
        known = order in tuple(Order)
        return Sorting(Order(order), descending=self.sort.startswith("-")) if known else Sorting()

    def value(self, name: str) -> str:
        """What a field asks for, as the address has it; empty where it asks for nothing that is offered."""
        if name == "q":
            return self.words
        data = self[name].data
        return "1" if data is True else data or ""

    def _offer(self, work: Work) -> None:
        names = here.names()
        areas = [
            unit.code for unit in work.city.units.values() if unit.kind in SIGNING and not unit.mapped_to
        ]
        within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
        _choose(self.inspection, inspection_choices(work))
        _choose(self.kind, term_choices("kind", Kind))
        _choose(self.state, [SelectChoice(UNCLOSED, gettext(N_("未销号"))), *term_choices("state", State)])
        _choose(self.light, term_choices("light", Light))
        _choose(self.locality, [SelectChoice(code, names.unit(code)) for code in areas])
        _choose(self.unit, unit_choices(work, ended=True))
        numbers = batches(work.session, within)
        _choose(self.batch, [SelectChoice(str(n), say("list.batch", {"batch": n})) for n in numbers])


def inspection_choices(work: Work) -> list[SelectChoice]:
    """The inspections by name."""
    known = work.city.inspections.values()
    names = seen_texts(work, (one.name for one in known))
    return [SelectChoice(one.code, names.get(one.name, one.code)) for one in known]


def wanted_by(work: Work, form: CaseFilter) -> Wanted:
    """The list a filter asks for."""
    kind, state, light, batch = (form.value(name) for name in ("kind", "state", "light", "batch"))
    narrow = Narrow(
        inspection=form.value("inspection"),
        kind=Kind(kind) if kind else None,
        state=State(state) if state and state != UNCLOSED else None,
        unclosed=state == UNCLOSED,
        localities=_codes(work, form.value("locality")),
        units=_codes(work, form.value("unit")),
        batch=int(batch) if batch else None,
        words=form.words,
        areas=_areas_called(work, form.words),
    )
    return Wanted(narrow, form.sorting, Light(light) if light else None, bool(form.value("overdue")))


def _choose(field: SelectField, choices: list[SelectChoice]) -> None:
    """Everything, or one of these."""
    field.choices = [SelectChoice("", gettext(N_("全部"))), *choices]


def _codes(work: Work, code: str) -> tuple[str, ...]:
    return work.city.written_as(code) if code else ()


def _areas_called(work: Work, words: str) -> tuple[str, ...]:
    """The localities whose names hold these words; the city itself is everywhere and so nowhere."""
    if not words:
        return ()
    names = here.names()
    found = (unit.code for unit in work.city.units.values() if unit.kind in SIGNING - {UnitKind.CITY})
    return tuple(code for code in found if any(words in name for name in names.every_name(code)))
