"""Scanning (病毒扫描): every file that is handed in passes the scanner where one is set up, and needs room."""

import shutil
import subprocess
from pathlib import Path

from caseflow.domain.errors import BadInput, Reason
from caseflow.store.files import Files

CLEAN, INFECTED = 0, 1
PATIENCE = 60
"""Seconds a scanner may take for one file."""
FREE = 256 * 1024 * 1024
"""Bytes that must stay free beside the files: the record itself has to be written too."""


def scan(program: str, data: bytes) -> None:
    """Shows the bytes to the scanner. Raises BadInput where it finds something, and where it cannot be asked."""
    if not program:
        return
    try:
        done = subprocess.run(  # noqa: S603  the program is the administrator's setting; the file is its input
            [program], input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise BadInput(Reason("file.not_scanned", {})) from None
    if done.returncode == INFECTED:
        raise BadInput(Reason("file.infected", {}))
    if done.returncode != CLEAN:
        raise BadInput(Reason("file.not_scanned", {}))


def require_room(files: Files, size: int) -> None:
    """Raises BadInput where a file of so many bytes would leave too little room on the disk."""
    there = next(
        folder for folder in (files.folder, *files.folder.absolute().parents) if Path(folder).is_dir()
    )
    if shutil.disk_usage(there).free - size < FREE:
        raise BadInput(Reason("file.no_room", {}))
