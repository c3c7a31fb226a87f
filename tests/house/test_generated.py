"""Pages made from the code say what the code says."""

import pytest

from tests.house.generated import pages, replaced


def test_generated_pages_are_fresh() -> None:
    stale = [path.name for path, text in pages() if path.read_text() != text]
    assert not stale, "run `make pages`"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    page = "a\n<!-- begin generated: x -->\nold\n<!-- end generated: x -->\nb\n"
    assert replaced(page, "x", "new") == page.replace("old", "new")


def test_a_page_without_its_markers_is_an_error() -> None:
    with pytest.raises(ValueError, match="no markers for y"):
        replaced("<!-- begin generated: y -->", "y", "new")
