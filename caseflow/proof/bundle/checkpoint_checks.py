"""Checks of the checkpoint: who signed it, who saw it, and whether it continues the one that the inspector holds."""

from collections.abc import Iterator

from caseflow.proof.bundle import layout
from caseflow.proof.bundle.reading import Bundle, Unreadable, lines
from caseflow.proof.bundle.table import check
from caseflow.proof.checkpoint import Checkpoint, parse_checkpoint
from caseflow.proof.note import TIME_BYTES, BadNote, Key, Note, Signature, parse, unbase64, verified
from caseflow.proof.tree import extends

DAY = 86400
"""Seconds by which a witness's clock may be ahead of the verifier's."""
COSIGNATURE_BYTES = TIME_BYTES + 64


@check("checkpoint_missing")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.version.size is None:
        yield layout.CHECKPOINT


@check("checkpoint_other_log")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.checkpoint and bundle.checkpoint.origin != bundle.version.log:
        yield layout.CHECKPOINT


@check("checkpoint_other_size")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.checkpoint and bundle.checkpoint.size != bundle.version.size:
        yield layout.CHECKPOINT


@check("log_not_pinned")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.checkpoint and bundle.policy and not _logs(bundle, bundle.checkpoint):
        yield bundle.checkpoint.origin


@check("log_signature_missing")
def _(bundle: Bundle) -> Iterator[str]:
    keys = _logs(bundle, bundle.checkpoint) if bundle.checkpoint else []
    if keys and bundle.note and not _by(bundle.note, keys):
        yield layout.CHECKPOINT


@check("log_signature_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.checkpoint and bundle.note:
        for key, line in _by(bundle.note, _logs(bundle, bundle.checkpoint)):
            if not _holds(bundle.note, key, line):
                yield key.name


@check("witness_signature_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    for key, line in _cosignatures(bundle):
        bad_time = _is_bad_time(bundle, line)
        if len(line.signature) != COSIGNATURE_BYTES or not (bad_time or _holds(bundle.note, key, line)):
            yield key.name


@check("witness_time_wrong")
def _(bundle: Bundle) -> Iterator[str]:
    for key, line in _cosignatures(bundle):
        if len(line.signature) == COSIGNATURE_BYTES and _is_bad_time(bundle, line):
            yield key.name


@check("quorum_unmet")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.policy and bundle.note and not bundle.policy.is_met(witnessed(bundle)):
        yield bundle.policy.quorum


def witnessed(bundle: Bundle) -> dict[Key, int]:
    """The known witnesses whose cosignatures hold, with the earliest time of each."""
    found: dict[Key, int] = {}
    for key, line in _cosignatures(bundle):
        timely = len(line.signature) == COSIGNATURE_BYTES and not _is_bad_time(bundle, line)
        if timely and _holds(bundle.note, key, line):
            found[key] = min(_time(line), found.get(key, _time(line)))
    return found


def _logs(bundle: Bundle, checkpoint: Checkpoint) -> list[Key]:
    return [key for key in bundle.policy.logs if key.name == checkpoint.origin] if bundle.policy else []


def _cosignatures(bundle: Bundle) -> list[tuple[Key, Signature]]:
    if bundle.note is None or bundle.policy is None:
        return []
    return _by(bundle.note, list(bundle.policy.witnesses.values()))


def _by(note: Note, keys: list[Key]) -> list[tuple[Key, Signature]]:
    """The signature lines that say they are by one of these keys."""
    return [
        (key, line)
        for line in note.signatures
        for key in keys
        if (line.name, line.key_id) == (key.name, key.id)
    ]


def _holds(note: Note | None, key: Key, line: Signature) -> bool:
    try:
        return note is not None and bool(verified(Note(note.text, (line,)), [key]))
    except BadNote:
        return False


def _time(line: Signature) -> int:
    return int.from_bytes(line.signature[:TIME_BYTES], "big")


def _is_bad_time(bundle: Bundle, line: Signature) -> bool:
    return _time(line) == 0 or _time(line) > bundle.given.now + DAY


@check("held_malformed")
def _(bundle: Bundle) -> Iterator[str]:
    if bundle.checkpoint and bundle.given.held is not None and _held(bundle) is None:
        yield "--held"


@check("older_than_held")
def _(bundle: Bundle) -> Iterator[str]:
    held = _held(bundle)
    if held and bundle.checkpoint and held.size > bundle.checkpoint.size:
        yield "--held"


@check("split_view")
def _(bundle: Bundle) -> Iterator[str]:
    held, now = _held(bundle), bundle.checkpoint
    if held and now and held.size == now.size and held.root != now.root:
        yield "--held"


@check("consistency_missing")
def _(bundle: Bundle) -> Iterator[str]:
    name = _continued(bundle)
    if name and name not in bundle.archive.members:
        yield name


@check("inconsistent")
def _(bundle: Bundle) -> Iterator[str]:
    name, held, now = _continued(bundle), _held(bundle), bundle.checkpoint
    if name and name in bundle.archive.members and held and now:
        try:
            path = [unbase64(row.decode("ascii")) for row in lines(bundle.member(name))]
        except (BadNote, Unreadable, UnicodeDecodeError):
            path = []
        if not extends(held.size, held.root, now.size, now.root, path):
            yield name


def _held(bundle: Bundle) -> Checkpoint | None:
    """The checkpoint that the inspector holds, where it is this log's; its signature too where a policy can say."""
    if bundle.given.held is None or bundle.checkpoint is None:
        return None
    try:
        note = parse(bundle.given.held)
        held = parse_checkpoint(note.text)
    except BadNote:
        return None
    keys = _logs(bundle, held)
    signed = not bundle.policy or any(_holds(note, key, line) for key, line in _by(note, keys))
    return held if signed and held.origin == bundle.version.log else None


def _continued(bundle: Bundle) -> str | None:
    """The file that must show that the held checkpoint was continued."""
    held, now = _held(bundle), bundle.checkpoint
    return layout.consistency_name(held.size) if held and now and held.size < now.size else None
