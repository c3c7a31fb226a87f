"""Imports stand at the top of a file, and no module needs itself; import-linter holds the floors."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.house.source import functions, module, python


def late_imports(text: str) -> list[str]:
    return [
        node.name
        for node in functions(text)
        if any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    ]


def order(sources: dict[str, str]) -> list[str]:
    """The modules in an order of loading; CycleError where there is none."""
    names = {module(path) for path in sources}
    graph = {module(path): _imported(text) & names - {module(path)} for path, text in sources.items()}
    return list(TopologicalSorter(graph).static_order())


def _imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_only_a_command_imports_inside_a_function() -> None:
    found = {path: late_imports(text) for path, text in python("caseflow").items() if "/cli/" not in path}
    assert {path: names for path, names in found.items() if names} == {}


def test_no_module_needs_itself() -> None:
    order(python("caseflow"))


def test_the_package_imports_nothing_when_it_is_imported() -> None:
    assert _imported(python("caseflow")["caseflow/__init__.py"]) == set()


def test_a_late_import_and_a_cycle_are_seen() -> None:
    assert late_imports("import os\ndef f():\n    if os:\n        from json import loads\n") == ["f"]
    with pytest.raises(CycleError):
        order({"a/b.py": "from a import c", "a/c.py": "import a.b"})
