"""Evidence bundles in the browser: the zip of a case, for those who may take its timeline out. Each is noted."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from urllib.parse import quote

from flask import Blueprint, Response, url_for

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.permissions import can
from caseflow.proof.bundle.archive import chunks
from caseflow.proof.bundle.layout import FULL, PUBLIC
from caseflow.services.access import case_for
from caseflow.services.auditing import note_reading
from caseflow.services.bundling import write_case
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.words.say import say

bp = Blueprint("bundles", __name__)
KINDS = (FULL, PUBLIC)
IN_MEMORY = 16 * 1024**2
"""Bytes; a larger bundle goes through a file that has no name."""


@bp.get("/cases/<inspection>/<number>/bundle/<kind>.zip")
def bundle(inspection: str, number: str, kind: str) -> Response:
    """The bundle of a case. That it was taken out is on record before the first byte."""
    if kind not in KINDS:
        raise Unknown(Reason("page.no_such_export", {}))
    key = f"{inspection}/{number}"
    case_for(here.look(), key, Action.EXPORT_TIMELINE)
    here.act(lambda work: _note(work, key, kind))
    work = here.look()
    case = case_for(work, key, Action.EXPORT_TIMELINE)
    target = TemporaryFile()  # noqa: SIM115  `_body` closes it, with its last byte
    done = write_case(work.session, work.city, case, kind, here.installation().files, target)
    answer = Response(_body(target), mimetype="application/zip")
    name = f"{case.key.replace('/', '-')}-{done.checkpoint or 'unsigned'}-{kind}.zip"
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _body(file: BinaryIO) -> bytes | Iterator[bytes]:
    """What a file holds: whole where it is small, else part by part."""
    size = file.tell()
    file.seek(0)
    if size > IN_MEMORY:
        return _parts(file)
    with file:
        return file.read()


def _parts(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from chunks(file)


def offered(work: Work, case: Case) -> list[dict[str, Any]]:
    """The bundles that this actor's page offers, none where they may take none out."""
    if not can(work.actor, Action.EXPORT_TIMELINE, case, work.city, work.day):
        return []
    return [{"word": say(f"bundle.{kind}"), "href": _address(case, kind)} for kind in KINDS]


def _address(case: Case, kind: str) -> str:
    return url_for("bundles.bundle", inspection=case.inspection, number=case.number, kind=kind)


def _note(work: Work, key: str, kind: str) -> None:
    case_for(work, key, Action.EXPORT_TIMELINE)
    note_reading(work, "export", f"{key} {kind}.zip", say("export.timeline_purpose", language="zh"))
