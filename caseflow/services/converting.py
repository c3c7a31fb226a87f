"""Papers as PDF, by LibreOffice where the machine has it; never within a transaction that writes."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from xml.sax.saxutils import escape

from caseflow.domain.errors import NotYet, Reason
from caseflow.papers.measures import FALLBACKS, LATIN

SECONDS = 90
"""A paper takes two to four; a machine that is busy, ten times as long."""
MEMORY_KB = 4_000_000
"""Of address space, for one conversion."""
_ONE = BoundedSemaphore(1)
"""One conversion at a time in a process: each takes some 300 MB."""
_SHELL = 'ulimit -v "$0"; exec "$@"'


def find_soffice(program: str) -> str | None:
    """The path of the converter that the setting names, None where it is not there."""
    return shutil.which(program)


def to_pdf(program: str, papers: Mapping[str, bytes], fonts: Path) -> dict[str, bytes]:
    """Word documents by name as PDF by name, all in one run. `fonts` holds fonts that the office has bought.

    Raises NotYet where there is no converter, it took too long, or it could not make one of them.
    """
    path = find_soffice(program)
    if path is None:
        raise NotYet(Reason("pdf.no_program", {"program": program}))
    if not _ONE.acquire(timeout=SECONDS):
        raise NotYet(Reason("pdf.too_slow", {"seconds": SECONDS}))
    try:
        with tempfile.TemporaryDirectory(prefix="caseflow-pdf-") as folder:
            return _convert(path, papers, Path(folder), fonts)
    finally:
        _ONE.release()


def _convert(path: str, papers: Mapping[str, bytes], folder: Path, fonts: Path) -> dict[str, bytes]:
    files = {name: folder / f"{n}.docx" for n, name in enumerate(papers)}
    for name, file in files.items():
        file.write_bytes(papers[name])
    settings = folder / "fonts.conf"
    settings.write_text(_font_settings(fonts), encoding="utf-8")
    _run(path, list(files.values()), folder, settings)
    made = {name: file.with_suffix(".pdf") for name, file in files.items()}
    if not all(file.is_file() for file in made.values()):
        raise NotYet(Reason("pdf.failed", {}))
    return {name: file.read_bytes() for name, file in made.items()}


def _run(path: str, files: list[Path], folder: Path, settings: Path) -> None:
    """Runs it in a group of its own, so that what hangs goes with all it has started."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = [profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    command = ["/bin/sh", "-c", _SHELL, str(MEMORY_KB), path, *options, *map(str, files)]
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(settings),
    }
    with subprocess.Popen(  # noqa: S603  the program is the administrator's setting, the rest is ours
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise NotYet(Reason("pdf.too_slow", {"seconds": SECONDS})) from None


def _font_settings(fonts: Path) -> str:
    """The machine's own settings, the office's fonts, and what stands in for those of the standard."""
    families = {**FALLBACKS, LATIN: "Liberation Serif,Nimbus Roman"}
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{name}</family>'
        + "".join(f"<family>{other}</family>" for other in others.split(","))
        + "</prefer></alias>"
        for name, others in families.items()
    )
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
    include = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    return f"{head}{include}<dir>{escape(str(fonts))}</dir>{aliases}</fontconfig>"
