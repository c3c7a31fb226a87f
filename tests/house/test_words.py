"""Every code has words, every Chinese sentence its English with the same facts, and no English is left over."""

import ast
import io
import re
import string

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from caseflow.domain import case, city, dispatch, lookback, meeting, plans, register
from caseflow.domain.guards import GUARDS
from caseflow.rulebooks.schema import RED, REQUIREMENTS, YELLOW
from caseflow.words import events, guards, light
from caseflow.words.say import msgids, say, term
from tests.house.source import ROOT, python

KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "_l": None, "lazy_gettext": None}
CATALOGUE = ROOT / "caseflow" / "locale" / "en" / "LC_MESSAGES" / "caseflow.po"


def extracted() -> set[str]:
    """Every msgid that code and templates mark."""
    found: set[str] = set()
    for folder, method in (("caseflow", "python"), ("templates", "jinja2")):
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder, [("**." + ("py" if method == "python" else "html"), method)], keywords=KEYWORDS
        ):
            found |= {message} if isinstance(message, str) else set(message)
    return found


def faults(wanted: set[str], english: Catalog) -> list[str]:
    """What is not said in English, said with other facts, said unsurely, or said of nothing."""
    said = {_first(message.id): message for message in english if message.id}
    found = [f"not in the catalogue: {msgid}" for msgid in wanted - said.keys()]
    found += [f"used nowhere: {msgid}" for msgid in said.keys() - wanted]
    for msgid, message in said.items():
        sentences = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if message.fuzzy or not all(sentences):
            found.append(f"without English: {msgid}")
        elif any(_facts(sentence) != _facts(msgid) for sentence in sentences):
            found.append(f"other facts: {msgid}")
    return sorted(found)


def _first(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _facts(sentence: str) -> set[str]:
    fields = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    return fields | set(re.findall(r"%\(\w+\)[a-z]", sentence))


def literal_codes(text: str, function: str = "Reason") -> dict[str, set[str]]:
    """The literals a text gives to a function as first argument, each with the facts named at every such call."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(code)), *_]) if (
                name == function
            ):
                facts = {word.arg for word in node.keywords if word.arg}
                found[code] = found.get(code, facts) & facts
    return found


def of_folder(folder: str, function: str) -> dict[str, set[str]]:
    """The same for every file below a folder of the package."""
    return {
        code: facts
        for path, text in python("caseflow").items()
        if path.startswith(f"caseflow/{folder}")
        for code, facts in literal_codes(text, function).items()
    }


def said(table: dict[str, str], prefix: str) -> set[str]:
    """What a table has to say under a prefix, without it."""
    return {code.removeprefix(prefix) for code in table if code.startswith(prefix)}


def test_english_is_complete_and_nothing_is_left_over() -> None:
    with CATALOGUE.open("rb") as file:
        assert faults(extracted(), read_po(file, locale="en")) == []


def test_every_sentence_and_term_is_marked_for_translation() -> None:
    said = {*msgids("SENTENCES").values(), *msgids("TERMS").values()}
    assert said - extracted() == set()


def test_every_literal_code_has_a_sentence() -> None:
    assert of_folder("", "Reason").keys() - msgids("SENTENCES").keys() == set()


def test_each_fault_of_a_catalogue_is_seen() -> None:
    po = """
msgid "整改时限：{due}"
msgstr "Due date"

msgid "公示"
msgstr ""

#, fuzzy
msgid "销号"
msgstr "closure"

msgid "旧词"
msgstr "old word"
"""
    english = read_po(io.StringIO(po), locale="en")
    assert faults({"整改时限：{due}", "公示", "销号", "双签字"}, english) == [
        "not in the catalogue: 双签字",
        "other facts: 整改时限：{due}",
        "used nowhere: 旧词",
        "without English: 公示",
        "without English: 销号",
    ]


def test_a_code_is_read_out_of_its_call() -> None:
    text = 'raise BadInput(Reason("days.bad", {}), Reason(code), no("twice", a=1, b=2), no("twice", b=3))'
    assert literal_codes(text) == {"days.bad": set()}
    assert literal_codes(text, "no") == {"twice": {"b"}}


def test_every_guard_is_said_met_and_unmet_and_nothing_else_is() -> None:
    unmet = of_folder("domain/guards", "no").keys() | {f"no_{need}" for need in REQUIREMENTS}
    assert said(guards.SENTENCES, "guard.") == unmet
    assert said(guards.SENTENCES, "met.") == GUARDS.keys()


def test_an_unmet_guard_is_said_with_the_facts_it_gives() -> None:
    given = of_folder("domain/guards", "no")
    codes = said(guards.SENTENCES, "guard.")
    strange = {code: _facts(guards.SENTENCES[f"guard.{code}"]) - given.get(code, set()) for code in codes}
    assert {code: facts for code, facts in strange.items() if facts} == {}


def test_every_reason_of_a_light_and_what_turns_it_is_said() -> None:
    made = {f"light.{state}" for state in ("closed", "merged")} | {
        f"turns.{name}" for name in (*RED, *YELLOW)
    }
    assert light.SENTENCES.keys() == of_folder("domain/light", "Reason").keys() | made


def test_every_event_is_told_of_somebody() -> None:
    folds = (case, city, dispatch, lookback, meeting, plans, register)
    types = {type_ for fold in folds for type_ in fold.HANDLERS}
    assert said(events.SENTENCES, "event.") == types
    assert [code for code, msgid in events.SENTENCES.items() if not msgid.startswith("{who} ")] == []


def test_joined_codes_are_said_in_a_row_and_kinds_of_evidence_as_a_choice() -> None:
    assert term("role.lead_unit|coordinator", "zh") == "牵头部门、整改办"
    assert term("role.lead_unit|responsible_unit", "en") == "lead unit, responsible unit"
    assert term("evidence.completion_report|monitoring_report", "zh") == "竣工材料或监测报告"
    assert (
        term("evidence.completion_report|monitoring_report", "en") == "completion report or monitoring report"
    )


def test_an_event_is_told_with_the_bare_codes_of_its_data() -> None:
    facts = {"who": "市住建局", "month": "2023-10", "progress": "on_schedule"}
    assert say("event.report", facts, "zh") == "市住建局 填报2023年10月调度：达到序时进度"
    assert say("event.report", facts, "en") == "市住建局 reported for October 2023: on schedule"
    assert (
        say("event.give_opinion", {"who": "市水利局", "agrees": False}, "zh") == "市水利局 出具意见：不同意"
    )
    assert say("event.freeze_light", {"who": "系统", "month": "2023-10", "light": None}, "zh").endswith("—")
