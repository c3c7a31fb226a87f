"""Whatever is recorded was asked for: a service that can write an event goes through the check of who may."""

import ast
from collections.abc import Iterator, Mapping

from tests.house.source import python

FOLDER = "caseflow/services/"
DOORS = {("access", "permit"), ("access", "case_for")}
RECORD = ("record", "record")
Function = tuple[str, str]
ASKED_BEFORE = {
    ("advance", "inform_whole"): "follows from a step of a part",
    ("matching", "record_new"): "follows from an import or a filing",
    ("taking_over", "take_over"): "follows from an import",
    ("redating", "redate"): "follows from a calendar put on record",
    ("reporting", "expect_report"): "follows from the day's work",
    ("yearly", "expect_year"): "follows from the day's work",
    ("succeeding", "pass_on"): "follows from a unit's end, with the day's work",
    ("agreeing", "pass_on_items"): "follows from a unit's end, with the day's work",
    ("apart", "record_apart"): "the sealed form of the record itself",
    ("apart", "note_reading_apart"): "follows from a reading",
    ("numbering", "give_number"): "follows from the issuing of a paper",
    ("numbering", "void_number"): "follows from a paper made void",
    ("evidencing", "add_visit_photos"): "follows from the record of a visit",
    ("evidencing", "add_signed_form"): "follows from the entry of a form signed on paper",
    ("reporting", "freeze_light"): "follows from the day's work",
    ("laddering", "propose_due"): "follows from the day's work",
    ("replying", "settle_papers"): "follows from the day's work",
    ("opening", "open_log"): "there is no city yet in which anybody could hold an office",
    ("peopling", "first_administrator"): "the command line in a city without people",
    ("peopling", "set_password"): "one's own",
    ("resetting", "use_one_time_password"): "who knows the password",
    ("signing_in", "confirm_password"): "who is still to be found out",
    ("signing_in", "sign_in"): "who is still to be found out",
    ("record", "record"): "the record itself",
}
"""Services that record without asking who may, each with the reason."""


def unasked(texts: Mapping[str, str]) -> set[Function]:
    """Public functions that take a work and can reach `record`, and no door on the way, by module and name."""
    calls: dict[Function, set[Function]] = {}
    takes_work: set[Function] = set()
    for name, text in texts.items():
        tree = ast.parse(text)
        known = _imported(tree)
        own = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for called, node in own.items():
            calls[name, called] = set(_called(node, name, {*own}, known))
            if not called.startswith("_") and [a.arg for a in node.args.args][:1] == ["work"]:
                takes_work.add((name, called))
    return {one for one in takes_work if RECORD in (found := _reached(one, calls)) and not found & DOORS}


def _imported(tree: ast.Module) -> dict[str, Function]:
    """What a module imports from the services: its own word for it → module and name; a module itself has no name."""
    return {
        alias.asname or alias.name: (
            (alias.name, "")
            if node.module == "caseflow.services"
            else (node.module.rpartition(".")[2], alias.name)
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("caseflow.services")
        for alias in node.names
    }


def _called(
    function: ast.AST, module: str, own: set[str], known: Mapping[str, Function]
) -> Iterator[Function]:
    for node in ast.walk(function):
        match node:
            case ast.Name(id=name) if name in own:
                yield module, name
            case ast.Name(id=name) if name in known:
                yield known[name]
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if known.get(name, ("", "x"))[1] == "":
                yield known[name][0], attr


def _reached(start: Function, calls: Mapping[Function, set[Function]]) -> set[Function]:
    found, left = {start}, [start]
    while left:
        new = calls.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def services() -> dict[str, str]:
    return {
        path.removeprefix(FOLDER).removesuffix(".py"): text
        for path, text in python("caseflow").items()
        if path.startswith(FOLDER)
    }


def test_every_service_that_records_asks_who_may() -> None:
    assert unasked(services()) == ASKED_BEFORE.keys()


def test_a_service_that_records_behind_another_s_back_is_seen() -> None:
    record = "def record(work): ..."
    begins = "from caseflow.services.record import record\n"
    behind = "def do(work):\n    _do(work)\ndef _do(work):\n    record(work)"
    assert unasked({"record": record, "a": begins + behind}) == {("record", "record"), ("a", "do")}
    asks = "from caseflow.services.access import permit\ndef do(work):\n    permit(work)\n    record(work)"
    assert unasked({"record": record, "a": begins + asks}) == {("record", "record")}
