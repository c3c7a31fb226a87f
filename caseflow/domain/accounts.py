"""What a login and a password must be. A password never stands in a reason."""

import re
import unicodedata
from collections.abc import Iterator

from caseflow.domain.errors import BadInput, Reason

LOGIN_LENGTH = (3, 40)
PASSWORD_LENGTH = (10, 128)
"""Characters. Ten is what cities ask for at least (practice; GB/T 22239-2019 gives no number); no composition rule."""
FEWEST_SIGNS = 4
"""Different characters; fewer are one key held down."""
COMMON = frozenset({
    "0123456789", "1234567890", "9876543210", "12345678910", "123456789a", "a123456789", "abc1234567", "1234567abc",
    "password12", "password123", "passw0rd123", "p@ssw0rd123", "qwertyuiop", "qwerty12345", "1q2w3e4r5t",
    "qazwsxedcrfv", "1qaz2wsx3edc", "asdfghjkl;", "zxcvbnm123", "abcdefghij", "administrator", "admin12345",
    "admin123456", "welcome123", "iloveyou123", "woaini1314", "woaini1314520", "5201314520", "caseflow123",
})  # fmt: skip
"""The commonest passwords that are long enough, folded to small letters."""

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*[a-z0-9]")
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", ".": None, "_": None, "-": None})


def folded(text: str) -> str:
    """A login as it is compared: width, case and surrounding white space make no difference."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def login_in(text: str) -> str | None:
    """The login somebody wrote, folded; None for what can be nobody's: Latin letters, digits and . _ - between them."""
    login = folded(text)
    shortest, longest = LOGIN_LENGTH
    return login if shortest <= len(login) <= longest and _LOGIN.fullmatch(login) else None


def new_login(text: str) -> str:
    """A login for a new account. Raises BadInput."""
    login = login_in(text)
    if login is None:
        raise BadInput(Reason("login.bad", {"shortest": LOGIN_LENGTH[0], "longest": LOGIN_LENGTH[1]}))
    return login


def looks(login: str) -> str:
    """What a login looks like at a glance; two accounts never look the same."""
    return login.translate(_ALIKE).replace("rn", "m").replace("vv", "w")


def password_faults(password: str, login: str) -> Iterator[Reason]:
    """Everything that is wrong with a new password."""
    shortest, longest = PASSWORD_LENGTH
    plain = folded(password)
    if len(password) < shortest:
        yield Reason("password.too_short", {"shortest": shortest})
    if len(password) > longest:
        yield Reason("password.too_long", {"longest": longest})
    if login in plain:
        yield Reason("password.has_login", {})
    if plain in COMMON or len(set(plain)) < FEWEST_SIGNS:
        yield Reason("password.common", {})
