"""Checks of each signature made with a passkey, offline, from what the bundle holds of statement, answer and key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from caseflow.proof.assertion import Assertion, BadProof, faults, from_base64, to_base64
from caseflow.proof.bundle.reading import Bundle, Leaf
from caseflow.proof.bundle.table import check
from caseflow.proof.cose import BadKey, algorithm
from caseflow.proof.statement import BadStatement, Statement, differences

PASSKEY = "passkey"
LONGEST = timedelta(minutes=15)
ALGORITHMS = frozenset({"es256", "eddsa", "rs256"})
LINES = ("log", "case", "action", "box", "office", "person", "dossier", "head", "rules", "expires")
ANSWER = (
    "statement_unreadable",
    "proof_unreadable",
    "batch_unreadable",
    "batch_without_it",
    "batch_of_another",
    "client_data_unreadable",
    "ceremony_wrong",
    "challenge_wrong",
    "origin_wrong",
    "origin_framed",
    "authenticator_data_unreadable",
    "rp_id_wrong",
    "user_not_present",
    "user_not_verified",
    "signature_wrong",
    "key_unreadable",
)
"""What `assertion.faults` says of an answer and its key."""
OF_KEYS = (
    "key_unknown",
    "key_not_in_force",
    "key_revoked",
    "credential_wrong",
    "key_public_wrong",
    "key_algorithm",
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A passkey's signature: its event, statement, proof, and what the signer's stream says of the key."""

    leaf: Leaf
    statement: str | None
    proof: str | None
    stream: Sequence[Leaf]
    enrolment: Leaf | None
    public: str | None


def signatures(bundle: Bundle) -> Iterator[Signed]:
    """Every signature of the case that can be verified offline."""
    texts = bundle.texts
    for leaf in bundle.events:
        if leaf.type == "sign" and leaf.data.get("means") == PASSKEY:
            stream = bundle.keys.get(f"person/{leaf.signer}", [])
            named = [
                one
                for one in stream
                if leaf.data.get("key") is not None and one.data.get("key") == leaf.data["key"]
            ]
            first = next((one for one in named if one.type == "enrol_key"), None)
            enrolment = first if first and first.data.get("means") == PASSKEY else None
            place = (leaf.stream, leaf.n)
            key = f"key.{leaf.data.get('key')}.public"
            public = texts.get((enrolment.stream, enrolment.n, key)) if enrolment else None
            proof = texts.get((*place, "proof"))
            yield Signed(leaf, texts.get((*place, "statement")), proof, named, enrolment, public)


def judged(bundle: Bundle) -> list[tuple[Signed, frozenset[str]]]:
    """Each of them with every code that is told of it, asked once."""
    if bundle.judged is None:
        bundle.judged = [
            (one, frozenset((*_about_keys(bundle, one), *_about_statement(one), *_about_answer(one))))
            for one in signatures(bundle)
        ]
    found: list[tuple[Signed, frozenset[str]]] = bundle.judged
    return found


@check("keys_missing")
def _(bundle: Bundle) -> Iterator[str]:
    yield from sorted(_signers(bundle) - bundle.keys.keys())


@check("keys_foreign")
def _(bundle: Bundle) -> Iterator[str]:
    yield from sorted(bundle.keys.keys() - _signers(bundle))
    yield from sorted((bundle.paths or {}).keys() - _signers(bundle) - {bundle.version.stream})


@check("keys_unordered")
def _(bundle: Bundle) -> Iterator[str]:
    order = [leaf.where for leaves in bundle.keys.values() for leaf in leaves]
    numbers = [int(where.rpartition(":")[2]) for where in order]
    if numbers != sorted(numbers) or list(bundle.keys) != sorted(bundle.keys):
        yield "keys.ndjson"


def _signers(bundle: Bundle) -> set[str]:
    return {f"person/{one.leaf.signer}" for one in signatures(bundle)}


@check("signature_unopened")
def _(bundle: Bundle) -> Iterator[str]:
    for one in signatures(bundle):
        if one.statement is None or one.proof is None:
            yield one.leaf.where
        elif one.enrolment and one.public is None and _reads(one.proof):
            yield one.enrolment.where


def _reads(proof: str) -> Assertion | None:
    try:
        return Assertion.parse(proof)
    except BadProof:
        return None


def _about_statement(one: Signed) -> Iterator[str]:
    """What is wrong between a statement and its event."""
    if one.statement is None or one.proof is None:
        return
    try:
        statement = Statement.parse(one.statement.encode("utf-8"))
    except (BadStatement, UnicodeEncodeError):
        return
    yield from (f"statement_{line}" for line in differences(statement, one.leaf.fields))
    at, end = (datetime.fromisoformat(text) for text in (one.leaf.fields["at"], statement.expires))
    if end > at + LONGEST:
        yield "statement_long"


def _about_answer(one: Signed) -> tuple[str, ...]:
    """What is wrong with the answer; a key that is not at hand, or unreadable, leaves the rest to be asked."""
    if one.statement is None or one.proof is None:
        return ()
    key, known = b"", one.public is not None and one.enrolment is not None
    if one.public is not None and one.enrolment is not None:
        known = one.enrolment.data.get("alg") in ALGORITHMS
        key = _key(one.public)
    told = faults(one.statement.encode("utf-8", errors="replace"), one.proof, key)
    if known and key:
        try:
            named = algorithm(key)
        except (BadKey, KeyError):
            named = ""
        if named != (one.enrolment.data.get("alg") if one.enrolment else None):
            return (
                *(code for code in told if code not in ("signature_wrong", "key_unreadable")),
                "key_unreadable",
            )
    if known:
        return told
    return tuple(code for code in told if code not in ("signature_wrong", "key_unreadable"))


def _key(text: str) -> bytes:
    try:
        return from_base64(text)
    except ValueError:
        return b""


def _about_keys(bundle: Bundle, one: Signed) -> Iterator[str]:
    """What is wrong with the key's standing when it signed."""
    assertion = _reads(one.proof) if one.statement is not None and one.proof is not None else None
    if assertion is None or f"person/{one.leaf.signer}" not in bundle.keys:
        return
    if one.enrolment is None:
        yield "key_unknown"
        return
    if not any(_approves(one, other) for other in one.stream):
        yield "key_not_in_force"
    if any(other.type == "revoke_key" and _before(other, one.leaf) for other in one.stream):
        yield "key_revoked"
    if to_base64(assertion.credential) != one.enrolment.data.get("credential"):
        yield "credential_wrong"
    if one.public is not None:
        if sha256(one.public.encode("utf-8", errors="replace")).hexdigest() != one.enrolment.data.get(
            "digest"
        ):
            yield "key_public_wrong"
        if one.enrolment.data.get("alg") not in ALGORITHMS:
            yield "key_algorithm"


def _approves(one: Signed, other: Leaf) -> bool:
    """Whether an event is a second person's approval of the key, after its enrolment and before the signature."""
    if other.type != "approve_key" or one.enrolment is None or other.n <= one.enrolment.n:
        return False
    own = {one.leaf.signer, one.enrolment.fields["actor"]}
    return other.fields["actor"] not in own and _before(other, one.leaf)


def _before(one: Leaf, other: Leaf) -> bool:
    """Whether one event stands before another in the log; without a checkpoint their times must do."""
    if one.proof is None or other.proof is None:
        return bool(one.fields["at"] < other.fields["at"])
    return one.proof.index < other.proof.index


def _put(code: str) -> None:
    @check(code)
    def _(bundle: Bundle) -> Iterator[str]:
        yield from (one.leaf.where for one, codes in judged(bundle) if code in codes)


for _code in (*(f"statement_{line}" for line in LINES), "statement_long", *ANSWER, *OF_KEYS):
    _put(_code)


@check("statement_replayed")
def _(bundle: Bundle) -> Iterator[str]:
    nonces: set[str] = set()
    for one in signatures(bundle):
        if one.statement is None or one.proof is None:
            continue
        try:
            nonce = Statement.parse(one.statement.encode("utf-8")).nonce
        except (BadStatement, UnicodeEncodeError):
            continue
        if nonce in nonces:
            yield one.leaf.where
        nonces.add(nonce)
