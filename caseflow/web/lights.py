"""A light in words: what lit it, by which rules of which rulebook, and what would turn it. Said the same everywhere."""

from dataclasses import dataclass

from caseflow.domain.light import Cause, Judgement
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Light as Lamp
from caseflow.words.rulebook import meaning_in_words, value_in_words
from caseflow.words.say import say


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule a light goes by: its key, what it means and holds, and where it comes from."""

    key: str
    text: str
    source: str
    ref: str


@dataclass(frozen=True, slots=True)
class Lit:
    """One thing that lit a light, as `why_light` of parts/lights.html shows it."""

    text: str
    turns: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Light:
    """A whole light; `city` and `version` lead to the page of the rulebook that judged, `word` is that of `word_of`."""

    code: str
    word: str | None
    causes: tuple[Lit, ...]
    rulebook: str
    city: str
    version: str


def lit(judged: Judgement, rules: Rulebook) -> Light:
    """A judgement as a page shows it; `rules` is the rulebook that judged, of today or of a past day."""
    causes = tuple(_lit(cause, rules) for cause in judged.causes)
    return Light(judged.light or "none", word_of(judged), causes, judged.rulebook, rules.city, rules.version)


def word_of(judged: Judgement) -> str | None:
    """A truer word than the usual one for a red light that is not overdue; None for every other."""
    names = [cause.reason.code.removeprefix("light.") for cause in judged.causes]
    return say(f"lit.red.{names[0]}") if judged.light is Lamp.RED and "overdue" not in names else None


def in_a_line(judged: Judgement) -> str:
    """The same in a few sentences, where there is room for a line only."""
    return " ".join(
        (causes_in_a_line(judged), say("lit.by_rulebook", {"rulebook": judged.rulebook}))
    ).lstrip()


def causes_in_a_line(judged: Judgement) -> str:
    """What lit a light and what would turn it, for a list whose rulebook is the same in every row."""
    said = (sentence for cause in judged.causes for sentence in (_text(cause), _turns(cause)) if sentence)
    return " ".join(said)


def _lit(cause: Cause, rules: Rulebook) -> Lit:
    named = (rules.rules[key] for key in cause.rules)
    return Lit(
        _text(cause),
        _turns(cause),
        tuple(
            Rule(
                rule.key,
                say("list.labelled", {"label": meaning_in_words(rule), "words": value_in_words(rule)}),
                rule.source.value,
                rule.ref,
            )
            for rule in named
        ),
    )


def _text(cause: Cause) -> str:
    return say(cause.reason.code, cause.reason.facts)


def _turns(cause: Cause) -> str:
    return say(cause.turns.code, cause.turns.facts) if cause.turns else ""
