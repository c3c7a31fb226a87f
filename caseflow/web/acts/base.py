"""How an act gets its page: a form, what it does, and what it must show. One table serves every act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.services.work import Work
from caseflow.web.forms import ActForm

Do = Callable[[Work, str, Any], object]
Prepare = Callable[[Work, Case, Any], None]
Show = Callable[[Work, Case], Mapping[str, Any]]
Lacks = Callable[[Work, Case], Iterable[Reason]]
Grounds = Callable[[Work, Case], Iterable[tuple[str, str]]]
Onward = Callable[[Work, Case], str | None]
ACTS: dict[str, "ActPage"] = {}


def nothing(_work: Work, _case: Case, _form: ActForm) -> None:
    """Prepares nothing."""


def no_more(_work: Work, _case: Case) -> Mapping[str, Any]:
    """Shows nothing beside the case."""
    return {}


def nothing_lacks(_work: Work, _case: Case) -> Iterable[Reason]:
    """Nothing stands in the way beside the table's guards."""
    return ()


def the_case_alone(_work: Work, _case: Case) -> Iterable[tuple[str, str]]:
    """What the act rests on beside the case: nothing."""
    return ()


def as_done(_form: Any, _case: Case) -> str:
    """What was asked was done, and nothing else is to be said of it."""
    return ""


def to_the_case(_work: Work, _case: Case) -> None:
    """After the act comes the case's page."""


def to_the_heads(_form: Any, _case: Case) -> str:
    """A proposal changes nothing yet: the group's heads decide, whoever's turn the case is meanwhile."""
    return "page.proposed"


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of one act. `name` ends its address (`…/do/<name>`), `action` is asked of permissions.

    `do` calls one service; `prepare` fills choices and prefills an unsent form; `template` extends
    `cases/act.html` where the plain form is not enough, and `show` gives it what it shows; `lacks` says what is
    missing beside the table's guards; `grounds` are further things the act rests on, each with the code of what is
    said if it is no longer what it was when the page was shown; `onward` may name another page to go to than the
    case's; `danger` marks refusals and returns; `password` asks whoever acts to enter theirs again (the form's
    field `password`); `after` is the code of the sentence that says what follows, where the state does not say it;
    `told` gives the code of the answer where something else came of the act than its word says; `button` is what
    the form's button does where that is not the act's word: a head's form sends a refusal as well.
    """

    name: str
    action: Action
    form: type[ActForm]
    do: Do
    prepare: Prepare = nothing
    template: str = "cases/act.html"
    danger: bool = False
    show: Show = no_more
    lacks: Lacks = nothing_lacks
    grounds: Grounds = the_case_alone
    onward: Onward = to_the_case
    password: bool = False
    after: str = ""
    told: Callable[[Any, Case], str] = as_done
    button: str = ""


def page(name: str, action: Action, form: type[ActForm], do: Do, **more: Any) -> None:
    """Puts an act's page into the table; `more` are its further fields. Raises ValueError where the name is taken."""
    if name in ACTS:
        raise ValueError(f"two acts are called {name}")
    ACTS[name] = ActPage(name, action, form, do, **more)
