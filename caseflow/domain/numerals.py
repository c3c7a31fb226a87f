"""Text as it is compared, and numbers as Chinese writes them."""

import unicodedata

DIGITS = "零一二三四五六七八九"


def folded(text: str) -> str:
    """The text in half width, without white space and without characters that show nothing."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}
    )


def numeral(n: int) -> str:
    """A number from 1 to 999 in Chinese: 三, 十二, 二十, 一百零五, 一百一十."""
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and ones and not tens:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    return text + (DIGITS[ones] if ones else "")


_NUMERALS = {numeral(n): n for n in range(1, 1000)}


def number(text: str) -> int:
    """What digits or a numeral up to 999 say; 0 for a text that is neither."""
    return int(text) if text.isascii() and text.isdigit() else _NUMERALS.get(text, 0)
