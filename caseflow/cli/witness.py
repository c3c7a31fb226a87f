"""`caseflow witness`: the discipline office's own tool. It needs no city, no database and no network."""

from pathlib import Path
from typing import Any

import click

from caseflow.cli.frame import DONE, REFUSED, json_option, show
from caseflow.clock import SystemClock
from caseflow.domain.errors import BadInput, Reason, Refused
from caseflow.proof.checkpoint import parse_checkpoint
from caseflow.proof.note import BadNote, parse
from caseflow.proof.witnessing import NotWitnessed
from caseflow.store.witness import Witness
from caseflow.words.msgid import N_
from caseflow.words.say import say

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("witness")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE]...")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), help=N_("见证方自己的目录，如移动介质")
)
@click.option("--name", metavar="NAME", help=N_("首次使用：以此名称生成密钥"))
@click.option("--log", "vkey", metavar="VKEY", help=N_("从此见证这份日志，写它的公钥"))
@click.option("--leaves", type=FILE, metavar="FILE", help=N_("其间的全部记录，核对后留存"))
@click.option("--out", type=FILE, metavar="FILE", help=N_("写出交回整改办的文件"))
@click.option("--compare", is_flag=True, help=N_("比对两个检查点，看日志是否分叉"))
@json_option
def witness(
    files: tuple[Path, ...],
    folder: Path | None,
    name: str | None,
    vkey: str | None,
    leaves: Path | None,
    out: Path | None,
    compare: bool,
    as_json: bool,
) -> int:
    """Cosign a checkpoint that only grew since the last one, or compare two."""
    if compare:
        if len(files) != 2:
            raise click.UsageError(say("witness.two_files"))
        return _compare(files, as_json)
    if folder is None or len(files) > 1 or (files and out is None):
        raise click.UsageError(say("witness.usage"))
    try:
        _witness(Witness(folder), files, name, vkey, leaves, out, as_json)
        return DONE
    except NotWitnessed as refused:
        raise Refused(Reason(refused.code, refused.facts)) from None
    except BadNote as bad:
        raise BadInput(Reason("checkpoint.unreadable", {"what": bad.code})) from None


def _witness(
    own: Witness,
    files: tuple[Path, ...],
    name: str | None,
    vkey: str | None,
    leaves: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    if name:
        own.found(name)
    if vkey:
        own.watch(vkey.strip())
    document: dict[str, Any] = {"vkey": own.key().vkey, "log": None, "size": None, "root": None}
    if files and out:
        kept = leaves.read_bytes() if leaves else None
        note = own.cosign(files[0].read_bytes(), int(SystemClock().now().timestamp()), kept)
        said = parse_checkpoint(note.text)
        out.write_bytes(note.bytes)
        document |= {"log": said.origin, "size": said.size, "root": said.root.hex()}
    show(document, lambda shown: say("witness.done" if shown["size"] else "witness.ready", shown), as_json)


def _compare(files: tuple[Path, ...], as_json: bool) -> int:
    """Says whether two checkpoints of one log and size agree, and shows both where they do not."""
    one, other = (_said(file) for file in files)
    if (one["log"], one["size"]) != (other["log"], other["size"]):
        raise BadInput(Reason("checkpoint.not_comparable"))
    split = one["root"] != other["root"]
    code = "witness.split" if split else "witness.same"
    facts = {"log": one["log"], "size": one["size"], "first": one["root"], "second": other["root"]}
    show({"split": split, "checkpoints": [one, other]}, lambda _: say(code, facts), as_json)
    return REFUSED if split else DONE


def _said(file: Path) -> dict[str, Any]:
    try:
        note = parse(file.read_bytes())
        said = parse_checkpoint(note.text)
    except BadNote as bad:
        raise BadInput(Reason("checkpoint.unreadable", {"what": bad.code})) from None
    return {"log": said.origin, "size": said.size, "root": said.root.hex(), "note": note.bytes.decode()}
