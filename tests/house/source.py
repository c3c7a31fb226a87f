"""The repository as text: its files, and its Python as syntax trees."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the repository: all but what `.gitignore` names, sorted."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text().split()]
    return tuple(sorted(_below(ROOT, [".git", *ignored])))


def _below(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        if path.is_dir():
            yield from _below(path, ignored)
        else:
            yield path


def python(*folders: str) -> dict[str, str]:
    """The Python files below these folders of the repository: path from the root → text."""
    return {
        str(path.relative_to(ROOT)): path.read_text()
        for path in files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    }


def module(path: str) -> str:
    """The module a path holds: `caseflow/store/log.py` → `caseflow.store.log`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a text, methods and nested ones too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
