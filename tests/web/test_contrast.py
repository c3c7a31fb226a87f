"""Every pair of colours in use is readable by day and by night (WCAG 2.1 AA); none hides outside the tokens."""

import re

import pytest

from tests.web.parts_sheet import STATIC

TEXT, MARK = 4.5, 3.0
READ = {  # ground: what is written on it
    "canvas": "ink ink-2 ink-3 brand amber red",
    "surface": "ink ink-2 ink-3 brand brand-2 blue amber red",
    "sunken": "ink ink-2 ink-3 brand brand-2 blue amber red",
    "brand-soft": "ink ink-2 ink-3 brand brand-2 blue amber red",
    "amber-soft": "ink ink-2 brand amber red",
    "red-soft": "ink brand red",
    "blue-soft": "blue",
    "brand": "on-brand",
    "brand-2": "on-brand",
    "ink": "surface",
    "ink-2": "surface",
    "amber": "surface",
    "red": "surface",
}
SEEN = {  # ground: what must be told from it without being read
    "canvas": "line-2 focus brand",
    "surface": "line-2 focus brand blue amber-mark red ink-2",
    "sunken": "line-2 focus amber-mark",
    "brand-soft": "focus amber-mark brand",
    "amber-soft": "amber-mark focus",
    "red-soft": "red focus",
}
PAIRS = [
    (front, ground, least)
    for table, least in ((READ, TEXT), (SEEN, MARK))
    for ground, fronts in table.items()
    for front in fronts.split()
]


def tokens(sheet: str) -> dict[str, str]:
    """The colours of the first :root of a stylesheet, by their names without --cf-."""
    body = (STATIC / sheet).read_text("utf-8").partition(":root {")[2].partition("\n}")[0]
    return dict(re.findall(r"--cf-([\w-]+):\s*(#[0-9a-f]{6})", body))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("sheet", ["tokens.css", "dark.css"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_stands_on_a_ground_can_be_told_from_it(
    sheet: str, front: str, ground: str, least: float
) -> None:
    colours = tokens("tokens.css") | tokens(sheet)
    assert contrast(colours[front], colours[ground]) >= least


def test_night_has_every_colour_of_the_day() -> None:
    assert tokens("dark.css").keys() == tokens("tokens.css").keys()


@pytest.mark.parametrize("sheet", ["caseflow.css", "parts.css", "phone.css"])
def test_no_sheet_names_a_colour_of_its_own(sheet: str) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", (STATIC / sheet).read_text("utf-8"))


def test_every_token_is_used() -> None:
    everything = "".join(file.read_text("utf-8") for file in STATIC.glob("*.css"))
    named = set(re.findall(r"(--cf-[\w-]+):", everything))
    assert named == set(re.findall(r"var\((--cf-[\w-]+)\)", everything))


@pytest.mark.parametrize(
    "word", [":has(", ":is(", ":where(", "color-mix(", "aspect-ratio:", "inset:", "@container", "@layer", "&"]
)
def test_the_oldest_browser_understands_every_sheet(word: str) -> None:
    assert [file.name for file in STATIC.glob("*.css") if word in rules(file.read_text("utf-8"))] == []


def rules(css: str) -> str:
    """A stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def test_narrow_rules_are_for_screens_only() -> None:
    """A4 is narrower than a phone's limit: without `screen` paper would print as a phone."""
    for file in STATIC.glob("*.css"):
        for condition in re.findall(r"@media ([^{]*width[^{]*)\{", file.read_text("utf-8")):
            assert condition.startswith("screen and"), file.name
