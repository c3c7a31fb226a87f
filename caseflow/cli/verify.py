"""`caseflow verify`: checks the whole log, or a bundle offline. 0 verified, 1 tampered, 2 cannot tell."""

from pathlib import Path
from typing import Any

import click

from caseflow.cli.city import database, evidence
from caseflow.cli.frame import json_option, show
from caseflow.clock import SystemClock
from caseflow.domain.errors import NotYet
from caseflow.proof.bundle.verifying import Verdict, verify_bundle
from caseflow.proof.chain import Fault
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.services.verifying import CANNOT_TELL, TAMPERED, VERIFIED, Report
from caseflow.services.verifying import verify as check
from caseflow.settings import Settings
from caseflow.store.notes import Notes
from caseflow.transaction import looking
from caseflow.words.msgid import N_
from caseflow.words.say import say

EXIT = {VERIFIED: 0, TAMPERED: 1, CANNOT_TELL: 2}


@click.command("verify")
@click.option("--bundle", type=click.Path(path_type=Path), metavar="FILE.zip", help=N_("离线核验证据包"))
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("核验策略：您信任的日志和见证方密钥，由您自己保管"),
)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    metavar="FILE",
    help=N_("同时比对手里的检查点，可写几个"),
)
@json_option
@click.pass_obj
def verify(
    settings: Settings, bundle: Path | None, policy: Path | None, checkpoints: tuple[Path, ...], as_json: bool
) -> int:
    """Check the whole log, every table against it, and every file of evidence."""
    if bundle:
        verdict = _of_bundle(bundle, policy, checkpoints)
        show(_bundle_document(verdict), _bundle_in_words, as_json)
        return EXIT[verdict.result]
    if policy:
        raise click.UsageError(say("verify.policy_alone"))
    report = _report(settings, {path.name: path.read_bytes() for path in checkpoints})
    show(as_document(report), in_words, as_json)
    return EXIT[report.result]


def _report(settings: Settings, at_hand: dict[str, bytes]) -> Report:
    """What the check finds. A log that cannot be reached is no tampered one."""
    try:
        with database(settings) as engine, looking(engine) as session:
            apart = Vault.found_at(settings.home, DISCIPLINE)
            return check(session, evidence(settings), Notes(settings.checkpoints), at_hand, apart)
    except NotYet as refused:
        faults = (Fault(reason.code, "database", _plain(reason.facts)) for reason in refused.reasons)
        return Report(CANNOT_TELL, 0, tuple(faults))


def _of_bundle(bundle: Path, policy: Path | None, checkpoints: tuple[Path, ...]) -> Verdict:
    """What the check of a bundle finds; a file that cannot be read leaves everything open."""
    if len(checkpoints) > 1:
        raise click.UsageError(say("verify.one_checkpoint"))
    try:
        rules = policy.read_bytes() if policy else None
        held = checkpoints[0].read_bytes() if checkpoints else None
        with bundle.open("rb") as file:
            return verify_bundle(file, SystemClock().now().timestamp(), rules, held)
    except OSError as wrong:
        where = str(wrong.filename or bundle)
        return Verdict(CANNOT_TELL, None, 0, (Fault("bundle.file_unreadable", where),), ())


def _bundle_document(verdict: Verdict) -> dict[str, Any]:
    """The same as for the whole log, with the case and with what a reader must know though nothing is wrong."""
    return {
        "result": verdict.result,
        "events": verdict.events,
        "faults": [_told(fault) for fault in verdict.faults],
        "case": verdict.case,
        "notes": [_told(note) for note in verdict.notes],
    }


def _told(fault: Fault) -> dict[str, str]:
    message = say(fault.code, {"where": fault.where} | dict(fault.facts))
    return {"code": fault.code, "where": fault.where, "message": message}


def _bundle_in_words(found: dict[str, Any]) -> str:
    told = [one["message"] for one in (*found["faults"], *found["notes"])]
    facts = {"case": found["case"] or "—", "events": found["events"], "faults": len(found["faults"])}
    return "\n".join([*told, say(f"bundle.{found['result']}", facts)])


def _plain(facts: Any) -> dict[str, str | int]:
    return {name: value for name, value in facts.items() if value is not None}


def as_document(report: Report) -> dict[str, Any]:
    """What a check found, as `verify` and `restore` print it."""
    faults = [_told(fault) for fault in report.faults]
    found = {"result": report.result, "events": report.events, "faults": faults}
    if report.checkpoint:
        witnesses = [{"name": name, "size": size} for name, size in report.witnesses.items()]
        found |= {"checkpoint": report.checkpoint, "witnesses": witnesses}
    return found


def in_words(found: dict[str, Any]) -> str:
    """The same as lines: the faults, then the result, and who vouches for it."""
    lines = [fault["message"] for fault in found["faults"]]
    facts = {"events": found["events"], "faults": len(lines)}
    lines.append(say(f"verify.{found['result']}", facts))
    if found["result"] == VERIFIED:
        signed, witnesses = found.get("checkpoint"), found.get("witnesses", [])
        lines.append(say("verify.checkpoint" if signed else "verify.no_checkpoint", {"size": signed}))
        lines += [say("verify.witnessed", one) for one in witnesses] or [say("verify.unwitnessed")]
    return "\n".join(lines)
