"""A file is read at one sitting, a function at one glance. A migration is a list of statements and left alone."""

from tests.house.source import functions, python

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40


def long_file(text: str) -> bool:
    return text.count("\n") > LINES_OF_A_FILE


def long_functions(text: str) -> list[str]:
    return [
        node.name for node in functions(text) if (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ]


def test_no_file_is_longer_than_300_lines() -> None:
    assert [path for path, text in python("caseflow", "tests").items() if long_file(text)] == []


def test_no_function_of_the_product_is_longer_than_40_lines() -> None:
    found = {path: long_functions(text) for path, text in python("caseflow").items()}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_limits_are_seen() -> None:
    assert not long_file("x\n" * 300)
    assert long_file("x\n" * 301)
    body = "    pass\n"
    assert long_functions("def fits():\n" + body * 39) == []
    assert long_functions("class A:\n def long(self):\n" + body * 40) == ["long"]
