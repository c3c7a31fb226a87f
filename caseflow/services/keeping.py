"""What backing up and restoring share: files that are there whole or not at all, and PostgreSQL's own tools."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from caseflow.domain.errors import NotYet, Reason


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A folder for drafts on the target's own disk, which is gone afterwards."""
    with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
        yield Path(folder)


def put_in_place(draft: Path, target: Path) -> None:
    """Renames a finished draft; on return it is on disk under its name."""
    _sync(draft)
    draft.replace(target)
    _sync(target.parent)


def run_tool(name: str, address: URL, *arguments: str) -> None:
    """Runs pg_dump or pg_restore on a database. Raises NotYet where it is not on this machine or fails.

    The password goes by the environment: a command line is there for everybody to read.
    """
    program = shutil.which(name)
    if program is None:
        raise NotYet(Reason("backup.no_tool", {"tool": name}))
    place = address.set(drivername="postgresql", password=None).render_as_string()
    environment = dict(os.environ) | ({"PGPASSWORD": str(address.password)} if address.password else {})
    done = subprocess.run(  # noqa: S603  the program is PostgreSQL's, its arguments are ours
        [program, f"--dbname={place}", *arguments], env=environment, capture_output=True, check=False
    )
    if done.returncode:
        what = next(iter(done.stderr.decode(errors="replace").splitlines()), "")
        raise NotYet(Reason("backup.tool_failed", {"tool": name, "what": what}))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
