"""One-time codes: those of RFC 6238, taken one step around, and nothing else."""

import pytest

from caseflow.domain.one_time_code import address, code_at, step_at, step_of, written

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238_appendix_b(seconds: int, code: str) -> None:
    assert code_at(SECRET, step_at(seconds)) == code
    assert step_of(SECRET, code, seconds) == step_at(seconds)


def test_a_code_is_taken_one_step_around_and_no_further() -> None:
    code, step = "050471", step_at(1111111111)
    taken = [around for around in range(-3, 4) if step_of(SECRET, code, 1111111111 + 30 * around) == step]
    assert taken == [-1, 0, 1]


@pytest.mark.parametrize("code", ["", "05047", "0050471", "05047a", "٠٥٠٤٧١", " 50471", "050471\n"])
def test_what_is_no_six_digits_is_no_code(code: str) -> None:
    assert step_of(SECRET, code, 1111111111) is None


def test_apps_take_the_secret_by_hand_and_by_address() -> None:
    assert written(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert address(SECRET, "li.si", "siping") == (
        "otpauth://totp/siping%3Ali.si?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=siping"
    )
