"""A policy says whose cosignatures are enough; one that leaves a doubt is refused."""

import pytest

from caseflow.proof.note import LOG, WITNESS, BadNote, key_of
from caseflow.proof.policy import parse_policy

LOG_KEY = key_of("siping.test", LOG, b"\x01" * 32)
KEYS = {name: key_of(f"{name}.test", WITNESS, bytes([number]) * 32) for number, name in enumerate("abcde", 2)}
BASE = f"log {LOG_KEY.vkey}\n" + "".join(f"witness {name} {key.vkey}\n" for name, key in KEYS.items())


def met(rule: str, cosigned: str) -> bool:
    return parse_policy((BASE + rule).encode()).is_met(KEYS[name] for name in cosigned)


@pytest.mark.parametrize(
    ("rule", "enough", "too_little"),
    [
        ("quorum none\n", ["", "a"], []),
        ("quorum a\n", ["a", "ab"], ["", "b", "bcde"]),
        ("group g any a b\nquorum g\n", ["a", "b"], ["", "c"]),
        ("group g all a b\nquorum g\n", ["ab", "abc"], ["a", "b", "c"]),
        ("group g 2 a b c\nquorum g\n", ["ab", "bc", "abc"], ["a", "de", "ad"]),
        (
            "group g 2 a b c\ngroup h any d e\ngroup all-of all g h\nquorum all-of\n",
            ["abd", "bce"],
            ["abc", "ade"],
        ),
        ("# 纪检\n\n  quorum\ta \n", ["a"], [""]),
    ],
)
def test_a_quorum_is_met_by_enough_and_by_nobody_else(
    rule: str, enough: list[str], too_little: list[str]
) -> None:
    assert [met(rule, cosigned) for cosigned in enough] == [True] * len(enough)
    assert [met(rule, cosigned) for cosigned in too_little] == [False] * len(too_little)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "policy_quorum"),
        ("quorum a\nquorum b\n", "policy_quorum"),
        ("quorum nobody\n", "policy_quorum"),
        ("quorum g\ngroup g any a\n", "policy_quorum"),
        ("quorum a", "policy_malformed"),
        ("quorum a\r\n", "policy_malformed"),
        ("quora a\n", "policy_malformed"),
        ("group g 0 a b\nquorum g\n", "policy_threshold"),
        ("group g 3 a b\nquorum g\n", "policy_threshold"),
        ("group g some a b\nquorum g\n", "policy_threshold"),
        ("group g any none\nquorum g\n", "policy_unknown_member"),
        ("group g 2 a a\nquorum g\n", "policy_unknown_member"),
        ("group g any a\ngroup h any a\nquorum h\n", "policy_unknown_member"),
        ("group none any a\nquorum none\n", "policy_name_taken"),
        ("group a any b\nquorum a\n", "policy_name_taken"),
        (f"witness f {KEYS['a'].vkey}\nquorum f\n", "policy_duplicate_key"),
        (f"witness f {key_of('f.test', WITNESS, bytes([1]) * 32).vkey}\nquorum f\n", "policy_duplicate_key"),
        (f"witness f {key_of('f.test', LOG, bytes([9]) * 32).vkey}\nquorum f\n", "key_unknown_kind"),
        ("log x\nquorum a\n", "key_unknown_kind"),
    ],
)
def test_a_policy_that_leaves_a_doubt_is_refused(rule: str, code: str) -> None:
    with pytest.raises(BadNote) as refused:
        parse_policy((BASE + rule).encode())
    assert refused.value.code == code


def test_a_byte_order_mark_is_refused() -> None:
    with pytest.raises(BadNote):
        parse_policy(b"\xef\xbb\xbf" + BASE.encode() + b"quorum a\n")
