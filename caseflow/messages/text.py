"""What a message says beyond the product: numbers, acts, days and links, and never a word somebody typed.

A robot speaks to a group, so that its digest gives counts alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from caseflow.words.say import day_in_words, say, term

MOST_LINES = 50
"""More of a digest than this is only counted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One urgent matter: a case's number, what about it by term, the last day, and where it is found."""

    number: str
    matter: str
    due: date | None
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """One duty of a digest: a case's number, what is owed by term, by when, and where it is found."""

    number: str
    word: str
    due: date | None
    link: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A morning's digest, by how the duties press."""

    link: str
    late: Sequence[Line]
    today: Sequence[Line]
    soon: Sequence[Line]
    opened: Sequence[Line]

    @property
    def parts(self) -> tuple[tuple[str, Sequence[Line]], ...]:
        """The parts that hold something, by code, the most pressing first."""
        every = (("late", self.late), ("today", self.today), ("soon", self.soon), ("opened", self.opened))
        return tuple((code, lines) for code, lines in every if lines)


Said = Notice | Digest


@dataclass(frozen=True, slots=True)
class Text:
    """A subject and a body, without a line break at either end."""

    subject: str
    body: str


def for_one(said: Said, language: str) -> Text:
    """As one person reads it, in a letter box of their own."""
    foot = say("message.foot", {}, language)
    if isinstance(said, Notice):
        lines = [_notice(said, language), *_at(said.link)]
        return Text(_subject(_notice(said, language), language), "\n".join([*lines, "", foot]))
    lines = [_counts(said, language), *_at(said.link)]
    left = MOST_LINES
    for code, found in said.parts:
        lines += ["", term(f"digest.{code}", language), *(_line(one, language) for one in found[:left])]
        if len(found) > left:
            lines.append(say("message.more", {"count": len(found) - left}, language))
        left -= min(left, len(found))
    return Text(_subject(_counts(said, language), language), "\n".join([*lines, "", foot]))


def for_group(said: Said, language: str) -> str:
    """As everybody in a robot's group reads it."""
    sentence = _notice(said, language) if isinstance(said, Notice) else _counts(said, language)
    return "\n".join([_subject(sentence, language), *_at(said.link)])


def _subject(sentence: str, language: str) -> str:
    return say("message.subject", {"what": sentence}, language)


def _notice(said: Notice, language: str) -> str:
    facts = {"number": said.number, "matter": term(f"message.{said.matter}", language)}
    if said.due is None:
        return say("message.notice", facts, language)
    return say("message.notice_due", facts | {"due": day_in_words(said.due, language)}, language)


def _counts(said: Digest, language: str) -> str:
    counts = (
        say("message.count", {"word": term(f"digest.{code}", language), "count": len(lines)}, language)
        for code, lines in said.parts
    )
    return say("message.digest", {"counts": {"zh": "，", "en": ", "}[language].join(counts)}, language)


def _line(one: Line, language: str) -> str:
    facts = {"number": one.number, "what": term(one.word, language), "link": one.link}
    if one.due:
        facts["due"] = day_in_words(one.due, language)
    return say("message.line_due" if one.due else "message.line", facts, language).rstrip()


def _at(link: str) -> Iterator[str]:
    if link:
        yield link
