"""A statement has one byte string, and says of every line in which it is not that of an event."""

from dataclasses import replace

import pytest

from caseflow.proof.statement import BadStatement, BatchStatement, Statement, challenge, differences

STATEMENT = Statement(
    log="siping.example",
    case="central-2021/D4JL202305230013",
    action="sign",
    box="party",
    office="party_head/tiexi",
    person="p17",
    dossier="ab" * 32,
    head=f"41:{'cd' * 32}",
    rules="siping/2023.1",
    expires="2023-10-20T01:15:00.000000Z",
    nonce="0f" * 16,
)
BATCH = BatchStatement(
    log="siping.example",
    person="p17",
    size="3",
    root="ef" * 32,
    expires="2023-10-20T01:15:00.000000Z",
    nonce="0e" * 16,
)
DATA: dict[str, object] = {"box": "party", "dossier": "ab" * 32, "head": 42}
LEAF: dict[str, object] = {
    "log": "siping.example",
    "stream": "case/central-2021/D4JL202305230013",
    "n": 42,
    "prev": "cd" * 32,
    "type": "sign",
    "actor": "p17",
    "on_behalf": None,
    "office": "party_head/tiexi",
    "rules": "siping/2023.1",
    "at": "2023-10-20T01:10:00.000000Z",
    "data": DATA,
}


def test_a_statement_is_these_lines_and_its_challenge_their_digest() -> None:
    assert STATEMENT.encode().decode() == (
        "caseflow-sign/v1\nlog: siping.example\ncase: central-2021/D4JL202305230013\naction: sign\nbox: party\n"
        "office: party_head/tiexi\nperson: p17\n"
        f"dossier: {'ab' * 32}\nhead: 41:{'cd' * 32}\nrules: siping/2023.1\n"
        f"expires: 2023-10-20T01:15:00.000000Z\nnonce: {'0f' * 16}\n"
    )
    # printf 'caseflow-sign/v1\n' | sha256sum
    assert challenge(b"caseflow-sign/v1\n").hex() == (
        "e8c421019fb464440624475655fcbc7b8a60a91092f709b262ee2a7e99c1b0b9"
    )


@pytest.mark.parametrize("statement", [STATEMENT, BATCH])
def test_what_is_read_is_what_was_written(statement: Statement | BatchStatement) -> None:
    assert type(statement).parse(statement.encode()) == statement


@pytest.mark.parametrize("statement", [STATEMENT, BATCH])
def test_no_other_bytes_are_a_statement(statement: Statement | BatchStatement) -> None:
    written = statement.encode()
    lines = written.split(b"\n")
    others = [
        written[:-1],
        written + b"\n",
        written + b"more: x\n",
        written.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + written,
        written.replace(b": ", b":", 1),
        written.replace(b": ", b":  ", 1),
        written.replace(b"/v1", b"/v2"),
        b"\n".join([lines[0], lines[2], lines[1], *lines[3:]]),
        b"\n".join([*lines[:2], *lines[1:]]),
        written.replace(b"siping.example", b"siping\xffexample"),
        b"",
    ]
    for other in others + [written[:cut] for cut in range(len(written))]:
        with pytest.raises(BadStatement):
            type(statement).parse(other)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("case", "central-2021/12\nbox: government"),
        ("case", ""),
        ("person", "p17 "),
        ("office", "party_head/\u200btiexi"),
        ("dossier", "AB" * 32),
        ("dossier", "ab" * 31),
        ("head", f"041:{'cd' * 32}"),
        ("head", f"-1:{'cd' * 32}"),
        ("head", "41"),
        ("expires", "2023-10-20T01:15:00Z"),
        ("expires", "2023-02-30T01:15:00.000000Z"),
        ("nonce", "0f" * 15),
    ],
)
def test_a_value_that_breaks_the_format_is_never_written(line: str, value: str) -> None:
    with pytest.raises(BadStatement, match=line):
        replace(STATEMENT, **{line: value}).encode()


def test_a_statement_is_that_of_the_event_that_follows_its_head_in_time() -> None:
    assert differences(STATEMENT, LEAF) == ()


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("log", {"log": "other.example"}),
        ("case", {"stream": "case/central-2021/13"}),
        ("action", {"type": "refuse"}),
        ("box", {"data": DATA | {"box": "government"}}),
        ("office", {"office": "government_head/tiexi"}),
        ("person", {"actor": "p18"}),
        ("person", {"on_behalf": "p18"}),
        ("dossier", {"data": DATA | {"dossier": "ac" * 32}}),
        ("head", {"n": 43}),
        ("head", {"prev": "ce" * 32}),
        ("rules", {"rules": "siping/2023.2"}),
        ("expires", {"at": "2023-10-20T01:15:00.000001Z"}),
    ],
)
def test_every_line_that_is_another_events_is_named(line: str, changed: dict[str, object]) -> None:
    assert differences(STATEMENT, LEAF | changed) == (line,)
