"""A witness's own folder: its key, the logs it watches, and the last note it cosigned of each. No database."""

from hashlib import sha256
from pathlib import Path

from caseflow.domain.errors import NotYet, Reason
from caseflow.proof.checkpoint import Checkpoint, cosign, parse_checkpoint
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.note import WITNESS, BadNote, Key, Note, key_of, parse, parse_key
from caseflow.proof.tree import root
from caseflow.proof.witnessing import NotWitnessed, judge, origin_of, parse_request
from caseflow.store.notes import Notes

NAME, LOGS = "witness.name", "logs.txt"


class Witness:
    """The folder of one witness."""

    def __init__(self, folder: Path) -> None:
        self.notes = Notes(folder)

    def found(self, name: str) -> Key:
        """Makes the witness's key where there is none, under the name it signs with; its verifier's key."""
        with self.notes.alone():
            if held := self.notes.read(NAME):
                if held.decode() != name:
                    raise NotYet(Reason("witness.other_name", {"name": held.decode()}))
            else:
                key_of(
                    name, WITNESS, bytes(32)
                )  # a name that no note could carry is refused before anything is made
                self.notes.make_key()
                self.notes.put(NAME, name.encode())
            return self.key()

    def key(self) -> Key:
        """Its verifier's key. Raises NotYet where the folder is no witness's yet."""
        name = self.notes.read(NAME)
        if name is None:
            raise NotYet(Reason("witness.not_founded", {"path": str(self.notes.folder)}))
        return key_of(name.decode(), WITNESS, self.notes.key())

    def watch(self, vkey: str) -> None:
        """From now on this log's checkpoints are looked at. One name has one key here."""
        key = parse_key(vkey)
        with self.notes.alone():
            known = self.logs()
            if any(other.name == key.name and other != key for other in known):
                raise NotYet(Reason("witness.other_key", {"log": key.name}))
            if key not in known:
                self.notes.put(LOGS, "".join(f"{one.vkey}\n" for one in (*known, key)).encode())

    def logs(self) -> list[Key]:
        """The logs it watches."""
        return [parse_key(line) for line in (self.notes.read(LOGS) or b"").decode().splitlines()]

    def last(self, origin: str) -> Checkpoint | None:
        """The last checkpoint it cosigned of a log. Raises NotYet where its own file is not whole any more."""
        held = self.notes.read(_place(origin))
        if held is None:
            return None
        try:
            return parse_checkpoint(parse(held).text)
        except BadNote:
            raise NotYet(Reason("witness.state_lost", {"log": origin})) from None

    def cosign(self, data: bytes, time: int, leaves: bytes | None = None) -> Note:
        """The checkpoint of a request, cosigned as of `time` (seconds of 1970); kept before it is answered.

        What was cosigned before is read, compared and replaced by nobody else meanwhile. `leaves` are those since
        then, one a line, to be kept as a mirror. Raises NotWitnessed.
        """
        request = parse_request(data)
        with self.notes.alone():
            origin, seed = origin_of(request.note), self.notes.key()
            checkpoint, note = judge(request, self.logs(), self.last(origin))
            if leaves is not None:
                self._mirror(origin, checkpoint, leaves)
            cosigned = Note(note.text, (*note.signatures, cosign(note, self.key().name, seed, time)))
            self.notes.put(_place(origin), cosigned.bytes)
            return cosigned

    def _mirror(self, origin: str, checkpoint: Checkpoint, leaves: bytes) -> None:
        """Keeps the leaves behind those kept before, if together they are what the checkpoint is over."""
        place = _place(origin, "leaves")
        whole = (self.notes.read(place) or b"") + leaves
        hashes = [leaf_hash(leaf) for leaf in whole.split(b"\n")[:-1]]
        if not whole.endswith(b"\n") or len(hashes) != checkpoint.size or root(hashes) != checkpoint.root:
            raise NotWitnessed("witness.bad_leaves", size=len(hashes), log=origin)
        self.notes.put(place, whole)


def _place(origin: str, kind: str = "note") -> str:
    return f"{sha256(origin.encode()).hexdigest()[:32]}.{kind}"
