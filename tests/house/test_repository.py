"""What lies where, and what must lie nowhere."""

import re

import pytest

from tests.house.source import ROOT, files

TOP_LEVEL = {
    ".ci",
    "benchmarks",
    ".editorconfig",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "README.zh.md",
    "caseflow",
    "constraints.txt",
    "docs",
    "hatch_build.py",
    "migrations",
    "pyproject.toml",
    "templates",
    "tests",
    "wsgi.py",
}
# An installation says where its packages come from; the repository must work behind any of them.
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]|npmjs[.]|debian[.]org|mirrors?[.]\w+[.]|index[-_]url|find[-_]links|--hash[=]",
    re.I,
)
OF_ONE_MACHINE = re.compile(r"(?<![\w.~*-])/(?:work|root|home/\w+)/")
PIN = re.compile(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*")


def _texts() -> dict[str, str]:
    found = {}
    for path in files():
        try:
            found[str(path.relative_to(ROOT))] = path.read_text()
        except UnicodeDecodeError:
            continue
    return found


def test_nothing_strange_stands_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} - TOP_LEVEL == set()


@pytest.mark.parametrize("forbidden", [REGISTRY, OF_ONE_MACHINE])
def test_no_file_names_a_registry_or_a_folder_of_one_machine(forbidden: re.Pattern[str]) -> None:
    assert [path for path, text in _texts().items() if forbidden.search(text)] == []


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not (line.startswith("#") or PIN.fullmatch(line))] == []


def test_such_addresses_are_seen() -> None:
    for planted in (
        "https://pypi" + ".org/simple",
        "--index" + "-url x",
        "mirrors" + ".some.example",
        "deb.debian" + ".org",
    ):
        assert REGISTRY.search(planted), planted
    assert OF_ONE_MACHINE.search("cd /ro" + "ot/x")
    assert not OF_ONE_MACHINE.search("caseflow/work/x.py")
    assert not PIN.fullmatch("x @ file:///x.whl")
