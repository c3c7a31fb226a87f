"""The filter of the inspector's desk: a GET form over a survey of a day, so that everything on it has an address."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, SelectField

from caseflow.domain.terms import Kind, State
from caseflow.services.dwelling import By, Narrowed, Sort
from caseflow.services.surveying import Survey
from caseflow.store.scope import SIGNING
from caseflow.web.acts.choices import NOT_OFFERED, choice, term_choices
from caseflow.web.administration import written
from caseflow.web.choice import SelectChoice
from caseflow.web.forms import Form
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term

NARROWING = ("kind", "state", "locality", "unit", "person")


class DeskFilter(Form):
    """What the desk is narrowed to; `day` is the day at whose end it is looked at."""

    class Meta:
        """Nothing is written by asking."""

        csrf = False

    shown: tuple[str, ...] = NARROWING
    day = DateField(N_("截至哪一天"))
    kind = SelectField(N_("类别"), default="")
    state = SelectField(N_("程序状态"), default="")
    locality = SelectField(N_("责任主体"), default="")
    unit = SelectField(N_("单位"), default="")
    person = SelectField(N_("人员"), default="")

    @classmethod
    def of(cls, found: Survey, asked: "MultiDict[str, str]") -> "DeskFilter":
        """The form as an address fills it; what is not offered is left out."""
        form = cls(asked)
        form.day.data = found.day
        form.offer(found)
        if not form.validate():
            for field in (field for field in form if field.errors):
                field.data, field.errors = "", []
        return form

    def offer(self, found: Survey) -> None:
        """What there was to choose from on that day."""
        names, units = found.names, [unit for unit in found.city.units.values() if not unit.mapped_to]
        choose(self.kind, term_choices("kind", Kind))
        choose(self.state, term_choices("state", State))
        areas = [unit.code for unit in units if unit.kind in SIGNING]
        choose(self.locality, [choice(code, names.unit(code)) for code in areas])
        listed = [unit.code for unit in units if unit.kind not in NOT_OFFERED]
        choose(self.unit, [choice(code, names.unit(code)) for code in listed])
        people = [person.code for person in found.city.people.values() if person.appointments]
        choose(self.person, [choice(code, names.person(code)) for code in people])

    @property
    def narrows(self) -> bool:
        """Whether any condition is in force."""
        return any(self[name].data for name in self.shown)

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of this page's address."""
        found = {name: self[name].data for name in self.shown}
        return {"day": written(self.day.data).isoformat()} | {
            name: value for name, value in found.items() if value
        }

    @property
    def narrowed(self) -> Narrowed:
        """The same as services ask it."""
        return Narrowed(**{name: self[name].data or "" for name in NARROWING})


class DwellFilter(DeskFilter):
    """The same with what dwell times are added up by, and their order; a minus sign turns it round."""

    sort = HiddenField()
    by = SelectField(N_("按什么汇总"), default=By.CASE.value)

    def offer(self, found: Survey) -> None:
        """A table is always added up by something."""
        super().offer(found)
        self.by.choices = [choice(by.value, term(f"dwell_by.{by}")) for by in By]

    @property
    def added_by(self) -> By:
        """By what; by case where nothing known is asked for."""
        return By(self.by.data) if self.by.data in tuple(By) else By.CASE

    @property
    def sorting(self) -> tuple[Sort, bool]:
        """The order and whether it is turned round; the longest first where none is asked for."""
        asked = self.sort.data or ""
        name = asked.removeprefix("-")
        return (Sort(name), asked.startswith("-")) if name in tuple(Sort) else (Sort.WORKDAYS, True)

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of this page's address."""
        sort, down = self.sorting
        return super().address | {"by": self.added_by.value, "sort": f"{'-' * down}{sort}"}


def choose(field: SelectField, choices: list[SelectChoice]) -> None:
    """Everything, or one of these."""
    field.choices = [SelectChoice("", gettext(N_("全部"))), *choices]
