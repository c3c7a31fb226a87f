"""`caseflow checkpoint`: makes a checkpoint now, hands it to a witness, takes in what came back."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from caseflow.cli.city import database
from caseflow.cli.frame import json_option, show
from caseflow.clock import SystemClock
from caseflow.domain.errors import NotYet, Reason
from caseflow.jobs.checkpointing import Checkpointer
from caseflow.proof.checkpoint import parse_checkpoint, sm3
from caseflow.proof.note import Key, parse, parse_key
from caseflow.proof.witnessing import parse_request
from caseflow.services.receipts import groups
from caseflow.services.witnessed import mirror, request, take_in
from caseflow.settings import Settings
from caseflow.store.checkpoints import CheckpointRow, cosigned, newest_checkpoint
from caseflow.store.database import writing
from caseflow.store.notes import PUBLIC, Notes
from caseflow.transaction import looking
from caseflow.words.msgid import N_
from caseflow.words.say import say

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("checkpoint")
@click.option("--out", type=FILE, metavar="FILE", help=N_("写出交给见证方的文件"))
@click.option(
    "--since", type=click.IntRange(0), metavar="N", help=N_("见证方上次见到的条数，不写就是已交回的最大一个")
)
@click.option("--leaves", type=FILE, metavar="FILE", help=N_("同时写出其间的全部记录，供见证方留存"))
@click.option("--add", type=FILE, metavar="FILE", help=N_("收下见证方交回的文件"))
@click.option("--witness", "vkey", metavar="VKEY", help=N_("首次收下时写明见证方的公钥"))
@click.option("--adopt", is_flag=True, help=N_("签名进度丢失后，逐条核对全部检查点再接着签"))
@json_option
@click.pass_obj
def checkpoint(
    settings: Settings,
    out: Path | None,
    since: int | None,
    leaves: Path | None,
    add: Path | None,
    vkey: str | None,
    adopt: bool,
    as_json: bool,
) -> None:
    """Make a checkpoint, or take in a witness's cosignature."""
    notes, now = Notes(settings.checkpoints), SystemClock().now()
    with database(settings) as engine:
        if add:
            with writing(engine) as session, session.begin():
                take_in(session, add.read_bytes(), _log(notes), vkey, now)
        else:
            Checkpointer(engine, notes).make(now, adopt=adopt)
        with looking(engine) as session:
            if out:
                _write(session, out, since, leaves)
            document = _document(session, notes)
    show(document, _text, as_json)


def _write(session: Session, out: Path, since: int | None, leaves: Path | None) -> None:
    data = request(session, since)
    out.write_bytes(data)
    if leaves:
        asked = parse_request(data)
        end = parse_checkpoint(parse(asked.note).text).size
        with leaves.open("wb") as file:
            file.writelines(mirror(session, asked.old, end))


def _log(notes: Notes) -> Key:
    held = notes.read(PUBLIC)
    if held is None:
        raise NotYet(Reason("checkpoint.none"))
    return parse_key(held.decode().strip())


def _document(session: Session, notes: Notes) -> dict[str, Any]:
    row = newest_checkpoint(session)
    if row is None:
        raise NotYet(Reason("checkpoint.none"))
    said = parse_checkpoint(parse(row.note.encode()).text)
    return {
        "log": said.origin,
        "size": said.size,
        "root": said.root.hex(),
        "groups": groups(said.root),
        "sm3": sm3(said.body),
        "at": row.at.isoformat(),
        "vkey": _log(notes).vkey,
        "file": str(_file(notes, row)),
        "witnesses": [{"name": one.witness, "size": one.size} for one in cosigned(session)],
    }


def _file(notes: Notes, row: CheckpointRow) -> Path:
    return notes.folder / f"{row.size}.txt"


def _text(made: dict[str, Any]) -> str:
    facts = {**made, "groups": " ".join(made["groups"]), "sm3": made["sm3"] or "—"}
    lines = [say("checkpoint.made", facts)]
    lines += [say("checkpoint.witnessed", one) for one in made["witnesses"]]
    return "\n".join(lines if made["witnesses"] else [*lines, say("checkpoint.unwitnessed")])
