"""docs/record.md says what the program does: every type, key, code and digest that stands there."""

import re
from collections import defaultdict
from typing import Any

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import dispatch, lookback, meeting, plans, register
from caseflow.domain.event import Event
from caseflow.proof.commitment import commitment
from caseflow.proof.leaf import KEYS, decode, leaf_hash
from tests.house.source import ROOT
from tests.services.test_verify import CHECKS, fault_codes
from tests.story import CITY, DAY, OF_PETITIONS, OF_TASK, told

PAGE = (ROOT / "docs" / "record.md").read_text()
FOLDS: dict[str, Any] = {
    "case": cases,
    "round": dispatch,
    "register": register,
    "meeting": meeting,
    "plan": plans,
    "lookback": lookback,
}
HANDLERS = {type_ for fold in (cities, *FOLDS.values()) for type_ in fold.HANDLERS}
FILES = ("caseflow/services/checking_files.py", "caseflow/services/checking_checkpoints.py")
ANYWHERE = {"to", "limit", "moved", "personal", "personal_by", "personal_cleared"}
"""Keys that any event of a case may carry."""


def section(title: str) -> str:
    """The part of the page under a heading."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def names(cell: str) -> set[str]:
    return set(re.findall(r"`([a-z_.]+)`", cell))


def types() -> dict[str, set[str]]:
    """The page's types, each with the keys and texts it names; the parties stand for their keys."""
    part = section("What happens: the types")
    parties = names(part.split("*Parties* are")[1].split("by code")[0])
    found: dict[str, set[str]] = {}
    for line in part.splitlines():
        cells = line.split("|")[1:-1]
        if len(cells) > 1 and (said := names(cells[0])):
            keys = names("|".join(cells[1:])) | (parties if "parties" in cells[1] else set())
            found |= dict.fromkeys(said, keys)
    return found


class Noting(dict[str, Any]):
    """Data that notes what is asked of it."""

    def __init__(self, values: dict[str, Any], asked: set[str]) -> None:
        super().__init__(values)
        self.asked = asked

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)


def keys_read() -> dict[str, set[str]]:
    """What each type's handler asks of an event's data, and what the story's events of the type bring."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    city, found = cities.City(), dict[str, Any]()
    others: dict[str, Any] = {}
    for stream, type_, data, texts in told(*CITY, *OF_TASK, *OF_PETITIONS):
        asked[type_] |= data.keys()
        event = Event(
            stream,
            len(found),
            type_,
            "p1",
            "none",
            DAY,
            Noting(data, asked[type_]),
            dict.fromkeys(texts, "d"),
        )
        fold = FOLDS.get(stream.partition("/")[0])
        if fold:
            of_kind = found if fold is cases else others
            of_kind[stream] = fold.apply(of_kind.get(stream), event)
        else:
            city = cities.apply(city, event)
    return asked


def test_every_type_is_on_the_page_and_no_other() -> None:
    assert types().keys() == HANDLERS


def test_every_type_happens_in_the_story() -> None:
    told_elsewhere = {"open_log", "publish_calendar", "force_rulebook", "erase_text", "commit_heads"}
    assert keys_read().keys() | told_elsewhere == HANDLERS


def test_every_key_that_is_read_is_on_the_page() -> None:
    said = types()
    missing = {type_: keys - said[type_] - ANYWHERE for type_, keys in keys_read().items()}
    assert {type_: keys for type_, keys in missing.items() if keys} == {}


def test_every_key_of_a_leaf_is_on_the_page_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section("The leaf"), re.M)
    assert sorted(rows) == sorted(KEYS)


def test_every_code_of_a_fault_is_on_the_page_and_no_other() -> None:
    made = set[str]().union(*(fault_codes((ROOT / path).read_text()) for path in (*CHECKS, *FILES)))
    rows = re.findall(r"^\| (`[^|]+`) \|", section("What `verify` checks"), re.M)
    assert names(" ".join(rows)) == made


def test_the_example_is_a_leaf_with_the_hash_and_the_commitment_said() -> None:
    leaf = section("The leaf").split("```json\n")[1].split("\n```")[0].encode()
    fields = decode(leaf)
    assert f"`{leaf_hash(leaf).hex()}`" in section("The leaf")
    texts = section("Texts")
    salt = bytes.fromhex(re.findall(r"`([0-9a-f]{64})`", texts)[0])
    assert fields["pii"] == {"reason": commitment(salt, "reason", "不属本单位职责")}
    assert "`不属本单位职责`" in texts
