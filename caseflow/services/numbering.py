"""Numbers of issued papers (发文字号): taken in the transaction that issues the paper, never twice, none skipped.

Two works that take one of the same kind and year rely on the same stream: whoever is sealed second is stale, and the
edge does it again with the next number. A work that fails takes none with it.
"""

from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.register import PaperKind, Register, empty, numbered, written
from caseflow.services.record import record
from caseflow.services.streams import read_register
from caseflow.services.work import Work


def give_number(
    work: Work, kind: PaperKind, about: str, *, paper: int | None = None, unit: str | None = None
) -> str:
    """Takes the next number of this kind and year for a paper of a stream; answers it as the paper bears it.

    The year is that of the office day. The word before it is the rulebook's.
    """
    register = _held(work, f"{work.day.year}/{kind}")
    word = work.book.words(f"paper_word.{kind}")
    data = {"number": register.next, "word": word, "about": about, "paper": paper, "unit": unit}
    record(work, register.stream, "give_number", {key: value for key, value in data.items() if value})
    return written(word, register.year, register.next)


def void_number(work: Work, kind: PaperKind, number: str) -> None:
    """Marks a number void; it stays in its place. Raises NotYet where it does not stand."""
    year, n = numbered(number)
    register = _held(work, f"{year}/{kind}")
    if not any(entry.number == n and entry.void_on is None for entry in register.entries):
        raise NotYet(Reason("paper.no_number", {"number": number}))
    record(work, register.stream, "void_number", {"number": n})


def _held(work: Work, name: str) -> Register:
    """The register as this work knows it; that it has no number yet is relied on too."""
    if name not in work.registers:
        stream = f"register/{name}"
        found = read_register(work.session, name) if work.seen.get(stream) != 0 else None
        work.seen[stream] = found.events if found else 0
        if found is None:
            return empty(name)
        work.registers[name] = found
    return work.registers[name]
