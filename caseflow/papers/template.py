"""A paper by an office's own template (.docx with placeholders) instead of the shipped layout.

A template comes from the installation's own folder, never from a form. Still it runs in a sandbox, may hold neither
macros nor embedded programs nor anything that is fetched from elsewhere, and says what is wrong with it.
"""

import io
import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from caseflow.domain.errors import BadInput, Reason
from caseflow.papers.imprint import Imprint, qr
from caseflow.papers.text import in_words

MOST_BYTES, MOST_PARTS = 20_000_000, 500
"""Of an unpacked template; one of twenty pages with a coat of arms holds a tenth of it."""
_PROGRAMS = re.compile(r"vbaProject|/embeddings/|/activeX/|oleObject|attachedToolbars", re.IGNORECASE)
_NAMED = re.compile(r"attribute '([^']+)'|'([^']+)'")


def fill_template(template: bytes, name: str, facts: Any) -> bytes:
    """The template with a paper's facts in place of its placeholders. BadInput names what is wrong with it."""
    _refuse_dangers(template, name)
    try:
        document = DocxTemplate(io.BytesIO(template))
        context = plain(facts)
        imprint: Imprint = facts.imprint
        if imprint.code:
            context["qr"] = InlineImage(document, qr(imprint.address or imprint.code), width=Mm(16))
        environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        document.render(context, environment, autoescape=True)
        target = io.BytesIO()
        document.save(target)
    except (UndefinedError, SecurityError) as wrong:
        facts_ = {"file": name, "placeholder": _placeholder(str(wrong))}
        raise BadInput(Reason("template.unknown_placeholder", facts_)) from wrong
    except (TemplateError, etree.Error, KeyError, ValueError, TypeError) as wrong:
        raise BadInput(Reason("template.broken", {"file": name, "what": _placeholder(str(wrong))})) from wrong
    return target.getvalue()


def plain(facts: Any) -> dict[str, Any]:
    """Facts as a template sees them: by their fields' names, days in words, None as nothing to print."""
    return {field.name: _plain(getattr(facts, field.name)) for field in fields(facts)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return in_words(value)
    return "" if value is None else value


def _refuse_dangers(template: bytes, name: str) -> None:
    try:
        with ZipFile(io.BytesIO(template)) as file:
            parts = file.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise BadInput(Reason("template.too_large", {"file": name}))
            if programs := [part.filename for part in parts if _PROGRAMS.search(part.filename)]:
                raise BadInput(Reason("template.program", {"file": name, "part": programs[0]}))
            for part in parts:
                if part.filename.endswith(".rels") and b'TargetMode="External"' in file.read(part):
                    raise BadInput(Reason("template.fetches", {"file": name, "part": part.filename}))
    except BadZipFile:
        raise BadInput(Reason("template.no_document", {"file": name})) from None


def _placeholder(message: str) -> str:
    """What a message of the engine is about: the attribute it names, else what it quotes, else all of it."""
    named = sorted(_NAMED.findall(message), reverse=True)
    return next(filter(None, named[0])) if named else message[:80]
