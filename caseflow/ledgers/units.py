"""Several units in one cell: 、 , ; / and line breaks part them, and “X牵头，Y、Z配合” says what each does."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_OPENING, _CLOSING = "(（〔[【", ")）〕]】"
_MARKS = re.compile(rf"[、,，;；/／\n{re.escape(_OPENING + _CLOSING)}]")
_LEAD, _COOPERATE = "牵头", "配合"
_ROLES = {_LEAD: _LEAD, _COOPERATE: _COOPERATE, "协助": _COOPERATE, "参与": _COOPERATE, "参加": _COOPERATE}
_BEFORE = re.compile(r"(牵头|配合)(?:单位|部门)[:：]\s*")
_AFTER = re.compile(r"(?P<name>.+?)(?P<role>牵头|配合|协助|参与|参加)(?:负责|落实|整改|办理|实施)*[。.]?")


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """The units a cell names, by what it says they do; `plain` where it says nothing."""

    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    plain: tuple[str, ...]


@lru_cache(maxsize=1 << 10)  # the same units come again on every row
def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell; what stands in brackets is never parted: 各县（市、区）is one name."""
    cuts, depth = [-1], 0
    for found in _MARKS.finditer(text):
        if found[0] in _OPENING:
            depth += 1
        elif found[0] in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            cuts.append(found.start())
    names = (text[start + 1 : end].strip() for start, end in pairwise([*cuts, len(text)]))
    return tuple(filter(None, names))


@lru_cache(maxsize=1 << 10)
def named_units(text: str) -> NamedUnits:
    """Who leads, who cooperates and who is only named. A role said after several names holds for all of them."""
    groups: dict[str, list[str]] = {_LEAD: [], _COOPERATE: [], "": []}
    waiting, announced = list[str](), ""
    for part in split_names(text):
        before = _BEFORE.match(part)
        if before:
            groups[announced] += waiting
            waiting, announced = [], before[1]
            part = part[before.end() :]
        after = _AFTER.fullmatch(part)
        waiting.append(after["name"].removeprefix("由") if after else part)
        if after:
            groups[_ROLES[after["role"]]] += waiting
            waiting = []
    groups[announced] += waiting
    return NamedUnits(*(tuple(filter(None, groups[role])) for role in (_LEAD, _COOPERATE, "")))
