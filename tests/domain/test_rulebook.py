import re
import time
from datetime import date
from importlib.resources import files
from itertools import permutations

import pytest

from caseflow.domain.errors import BadInput, Unknown
from caseflow.domain.rulebook import Limit, Rulebook
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.difference import difference
from caseflow.rulebooks.loader import in_force, load, shipped
from caseflow.rulebooks.schema import RUNG, RUNGS
from caseflow.words.rulebook import value_in_words
from caseflow.words.say import say

NAME = "siping/2023.1.toml"
TEXT = (files("caseflow.rulebooks") / NAME).read_text(encoding="utf-8")


def with_line(key: str, field: str, line: str) -> str:
    """The shipped file with one line of one rule replaced, or dropped for an empty one."""
    pattern = rf"(^\[{re.escape(key)}\]\n(?:[^\n\[][^\n]*\n)*?){field} = [^\n]*\n"
    changed, times = re.subn(pattern, lambda found: found[1] + (line and line + "\n"), TEXT, flags=re.M)
    assert times == 1
    return changed


def without(key: str) -> str:
    changed, times = re.subn(rf"^\[{re.escape(key)}\]\n(?:[^\n]+\n)+", "", TEXT, flags=re.M)
    assert times == 1
    return changed


def read(text: str, name: str = NAME) -> Rulebook:
    return load(name, text.encode())


def faults(text: str, name: str = NAME) -> list[tuple[str, object]]:
    """Code and key of every fault; each has its sentence, which names the file."""
    with pytest.raises(BadInput) as refused:
        read(text, name)
    assert all(name in say(reason.code, reason.facts) for reason in refused.value.reasons)
    return [(reason.code.removeprefix("rulebook."), reason.facts["key"]) for reason in refused.value.reasons]


def test_the_shipped_file_loads_with_its_own_digest() -> None:
    rules = read(TEXT)
    assert (rules.id, rules.city, rules.version) == ("siping/2023.1", "siping", "2023.1")
    assert rules == shipped("siping")[0]
    assert rules != read(TEXT + "\n")


def test_a_rule_is_asked_for_by_its_type() -> None:
    rules = read(TEXT)
    assert rules.number("report.due_day") == 25
    assert rules.limit("notice.period") == Limit(10, DayUnit.WORKDAY)
    assert rules.flag("acceptance.by_province") is False
    assert rules.words("inspection.code") == "SP2022"
    assert rules.day("inspection.plan_date") == date(2023, 4, 3)
    assert rules.numbers("standing.months") == (1, 4, 7, 10)
    assert rules.codes("steps.order") == ("acceptance", "notice", "signatures")
    assert rules.thresholds("ladder.warning.when") == {"days_before_due": 15, "lagging_months": 1}
    assert rules.alternatives("evidence.project")[-1] == {"completion_report", "monitoring_report"}
    assert rules.synonyms("vocabulary.types")["生态破坏类"] == "生态破坏"
    assert rules.synonyms("vocabulary.types")["大气"] == "大气"
    assert rules.synonyms("vocabulary.channels")["X"] == "letter"


@pytest.mark.parametrize(
    ("accessor", "key"),
    [
        ("number", "acceptance.by_province"),
        ("number", "steps.order"),
        ("flag", "report.due_day"),
        ("numbers", "steps.order"),
        ("codes", "standing.months"),
        ("thresholds", "vocabulary.types"),
        ("thresholds", "report.due_day"),
        ("synonyms", "ladder.warning.when"),
    ],
)
def test_asking_for_the_wrong_type_is_a_fault_of_the_program(accessor: str, key: str) -> None:
    with pytest.raises(TypeError, match=re.escape(key)):
        getattr(read(TEXT), accessor)(key)


def test_asking_for_an_unknown_rule_or_a_limit_without_days_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        read(TEXT).number("notice.length")
    with pytest.raises(ValueError, match="people"):
        read(TEXT).limit("acceptance.people")


@pytest.mark.parametrize(
    ("key", "field", "line", "code"),
    [
        ("notice.period", "value", "", "wrong_type"),
        ("notice.period", "value", 'value = "10"', "wrong_type"),
        ("notice.period", "value", "value = true", "wrong_type"),
        ("notice.period", "value", "value = 10.0", "wrong_type"),
        ("notice.period", "value", "value = 0", "out_of_range"),
        ("report.due_day", "value", "value = 29", "out_of_range"),
        ("acceptance.people", "value", "value = 1", "out_of_range"),
        ("supplement.times", "value", "value = 0", "out_of_range"),
        ("standing.months", "value", "value = [1, 13]", "out_of_range"),
        ("standing.months", "value", "value = [1, 1]", "said_twice"),
        ("standing.months", "value", "value = []", "wrong_type"),
        ("notice.period", "unit", 'unit = "week"', "wrong_unit"),
        ("notice.period", "unit", "", "wrong_unit"),
        ("light.near", "unit", 'unit = "workday"', "wrong_unit"),
        ("acceptance.by_province", "value", "value = 0", "wrong_type"),
        ("acceptance.by_province", "value", 'value = false\nunit = "day"', "needless_unit"),
        ("notice.period", "zh", "", "no_meaning"),
        ("notice.period", "en", 'en = " "', "no_meaning"),
        ("notice.period", "source", "", "no_source"),
        ("notice.period", "source", 'source = "law"', "no_source"),
        ("notice.period", "ref", "", "no_reference"),
        ("ladder.order", "ref", 'ref = "another-document 五"', "unknown_document"),
        ("ladder.order", "ref", 'ref = "siping-2023-rectification-plan"', "unknown_document"),
        ("notice.period", "en", 'en = "x"\nnote = "x"', "unknown_field"),
        ("steps.order", "value", 'value = ["acceptance", "notice"]', "bad_order"),
        ("steps.order", "value", 'value = ["acceptance", "notice", "notice"]', "said_twice"),
        ("evidence.site", "value", 'value = ["photo"]', "unknown_code"),
        ("evidence.project", "value", 'value = ["site_check|hearsay"]', "unknown_code"),
        ("evidence.project", "value", 'value = ["document|document"]', "said_twice"),
        ("signing.same_person_for_both", "value", 'value = "nobody"', "unknown_code"),
        ("ladder.order", "value", f"value = {[*RUNGS, 'thunder']}", "unknown_code"),
        ("ladder.warning.when", "value", "value = {}", "wrong_type"),
        ("ladder.warning.when", "value", "value = { full_moon = 1 }", "unknown_code"),
        ("ladder.warning.when", "value", "value = { days_before_due = 0 }", "out_of_range"),
        ("inspection.code", "value", 'value = "sp 2022"', "unknown_code"),
        ("inspection.plan_date", "value", 'value = "2023-04-03"', "wrong_type"),
        ("inspection.plan_date", "value", "value = 2023-04-03T00:00:00", "wrong_type"),
        ("inspection.plan_date", "value", "value = 2022-04-03", "not_ascending"),
        ("report.due_day", "value", "value = 0", "out_of_range"),
        ("inspection.petition_number", "value", "value = 'SP['", "wrong_type"),
        ("inspection.name", "value", 'value = " "', "wrong_type"),
        ("vocabulary.types.value", '"水"', '"水" = ["大气"]', "said_twice"),
        ("vocabulary.types.value", '"水"', '"水" = "水环境"', "wrong_type"),
        ("vocabulary.verdicts.value", "partly", "", "bad_heads"),
        ("vocabulary.verdicts.value", "partly", 'mostly = ["部分属实"]', "bad_heads"),
    ],
)
def test_a_bad_value_is_refused_with_its_key_and_no_other(key: str, field: str, line: str, code: str) -> None:
    assert faults(with_line(key, field, line)) == [(code, key.removesuffix(".value"))]


def test_a_missing_rule_and_a_strange_one_are_both_named() -> None:
    text = without("notice.post") + '\n[notice.colour]\nvalue = 1\n["notice.post"]\nvalue = 3\n'
    assert faults(text) == [
        ("unknown_key", "'notice.post'"),
        ("unknown_key", "notice.colour"),
        ("missing_key", "notice.post"),
    ]


def test_a_rung_named_in_the_order_brings_its_parts() -> None:
    assert faults(without("ladder.warning.reply")) == [("missing_key", "ladder.warning.reply")]
    strays = faults(with_line("ladder.order", "value", "value = []"))
    assert [code for code, _ in strays] == ["unknown_key"] * len(RUNG) * len(RUNGS)


def test_an_office_may_word_its_own_criteria_but_not_go_without() -> None:
    own = '[criterion.content]\nvalue = true\nzh = "群众满意"\nen = "The public is content"\nsource = "assumed"\n'
    kept = read(with_line("criterion.lasting", "value", "value = false") + own)
    assert [rule.key for rule in kept.criteria()][-2:] == ["criterion.likewise", "criterion.content"]
    bare = re.sub(r"^\[criterion\.\w+\]\n(?:[^\n]+\n)+", "", TEXT, flags=re.M)
    assert faults(bare) == [("missing_key", "criterion")]


@pytest.mark.parametrize("order", list(permutations(["acceptance", "notice", "signatures"])))
def test_only_the_three_published_orders_are_taken(order: tuple[str, ...]) -> None:
    text = with_line("steps.order", "value", f"value = {list(order)}")
    if order.index("acceptance") < order.index("signatures") and order[0] != "signatures":
        assert read(text).codes("steps.order") == order
    else:
        assert faults(text) == [("bad_order", "steps.order")]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('city = "siping"', 'city = "lishu"', ("other_name", "version")),
        ('version = "2023.1"', 'version = "2023.2"', ("other_name", "version")),
        ('version = "2023.1"', "version = 2023.1", ("other_name", "version")),
        ("effective_from = 2023-04-03", "", ("wrong_type", "effective_from")),
        ("effective_from = 2023-04-03", 'effective_from = "today"', ("wrong_type", "effective_from")),
        ("value = 25", "value = ", ("unreadable", None)),
    ],
)
def test_a_bad_head_or_an_unreadable_line_is_refused(old: str, new: str, fault: tuple[str, str]) -> None:
    assert faults(TEXT.replace(old, new, 1)) == [fault]


def test_an_unreadable_byte_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        load(NAME, b"city = 'siping'\n# \xff\n")
    assert refused.value.reasons[0].facts["line"] == 2


def test_a_rule_that_is_no_table_and_a_file_of_another_name_are_refused() -> None:
    assert faults(
        without("notice.post").replace("[notice.publish]", "[notice]\npost = 3\n[notice.publish]")
    ) == [("wrong_type", "notice.post")]
    assert faults(TEXT, "siping/first.toml") == [("other_name", "version")]


def test_every_fault_is_named_at_once() -> None:
    text = with_line("notice.period", "unit", 'unit = "week"').replace("value = 25", "value = 31")
    assert faults(text) == [("wrong_unit", "notice.period"), ("out_of_range", "report.due_day")]


def test_the_difference_names_what_changed_and_nothing_else() -> None:
    old = read(TEXT)
    new = read(with_line("notice.period", "value", "value = 7").replace('"公示期，首日计入"', '"公示期"'))
    (change,) = difference(old, new)
    assert change.key == "notice.period"
    assert (value_in_words(change.old), value_in_words(change.new)) == ("10个工作日", "7个工作日")
    assert difference(old, old) == []


def test_the_difference_shows_a_rule_only_one_of_them_holds() -> None:
    own = '[criterion.content]\nvalue = true\nzh = "群众满意"\nen = "The public is content"\nsource = "assumed"\n'
    old, new = read(TEXT), read(TEXT + own)
    assert [(change.key, change.old) for change in difference(old, new)] == [("criterion.content", None)]
    assert [(change.key, change.new) for change in difference(new, old)] == [("criterion.content", None)]


def test_the_rulebook_of_a_day_is_the_newest_one_effective_by_then() -> None:
    def version(n: str, start: str) -> Rulebook:
        text = TEXT.replace('version = "2023.1"', f'version = "{n}"').replace(
            "2023-04-03\n\n", f"{start}\n\n", 1
        )
        return read(text, f"siping/{n}.toml")

    first, tenth, second = (
        version("2023.1", "2023-04-03"),
        version("2023.10", "2024-01-01"),
        version("2023.2", "2024-01-01"),
    )
    books = [tenth, second, first]
    assert in_force(books, date(2023, 12, 31)) == first
    assert in_force(books, date(2024, 1, 1)) == tenth
    assert in_force(books, date(2022, 9, 9)) == first


def test_a_city_without_rulebooks_is_unknown() -> None:
    for city in ("atlantis", "china", ""):
        with pytest.raises(Unknown):
            shipped(city)


def test_a_rulebook_loads_within_fifty_milliseconds() -> None:
    data = TEXT.encode()
    took = []
    for _ in range(5):
        start = time.perf_counter()
        load(NAME, data)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05
