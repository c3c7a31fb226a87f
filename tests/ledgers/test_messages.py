"""Every code of a ledger has its sentence, and every sentence is said by someone."""

import re
import string
from pathlib import Path

import caseflow.ledgers
from caseflow.words.ledgers import SENTENCES
from caseflow.words.say import say
from tests.ledgers.makers import DATA, TASK_HEADINGS, petitions, task, tasks, xlsx

SAID_BY_SERVICES = {"changed", "unit_split", "unit_succeeded", "unknown_area", "unknown_unit"}
_CODE = re.compile(r'(?:refusal|warn|error)\(\s*"([a-z_]+)"')


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    folder = Path(caseflow.ledgers.__file__).parent
    codes = {code for file in folder.glob("*.py") for code in _CODE.findall(file.read_text(encoding="utf-8"))}
    codes |= {"hidden_sheet", "other_sheet", "unknown_verdict", "unknown_settlement", "unknown_channel"}
    assert codes | SAID_BY_SERVICES == SENTENCES.keys()


def test_messages_bring_every_fact_their_sentences_name() -> None:
    messy = [
        [*TASK_HEADINGS, "其他", "备注"],
        task("３-1"),
        task("３-1", due="尽快"),
        [4],
        task(5, "", "举报人：张三"),
    ]
    messages = [
        *tasks(xlsx(messy)).warnings,
        *tasks(xlsx(messy)).errors,
        *petitions((DATA / "petitions.xls").read_bytes()).warnings,
    ]
    assert len({message.code for message in messages}) >= 9
    for message in messages:
        assert say(message.code, message.facts, "zh")


def test_messages_come_in_the_order_of_the_sheet_those_about_the_sheet_first() -> None:
    ledger = petitions((DATA / "petitions.xls").read_bytes())
    rows = [message.row for message in ledger.warnings]
    assert rows == sorted(rows, key=lambda row: row or 0)


def test_sentences_name_facts_only_by_plain_names() -> None:
    names = {
        name
        for sentence in SENTENCES.values()
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name
    }
    assert all(name.isidentifier() for name in names)
