"""Copies a running installation into one file: a tar of the database and, under `files/`, of the evidence.

The key files are not in it: whoever finds a backup must not be able to open the petitioners' vault with it.
"""

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from caseflow.domain.errors import NotYet, Reason
from caseflow.services.keeping import beside, put_in_place, run_tool
from caseflow.store.files import Files

COPIES = {"sqlite": "caseflow.sqlite3", "postgresql": "caseflow.dump"}
"""What the copy of the database is called in a backup, by the kind of database."""
FILES = "files"


def back_up(url: str, files: Files, target: Path) -> None:
    """Writes one file, whole or not at all. Raises NotYet where it is there already, or pg_dump is missing or fails.

    The database is copied first: a file lies in its place before the record names it, so none that is named is missed.
    """
    if target.exists():
        raise NotYet(Reason("backup.file_exists", {"path": str(target)}))
    address = make_url(url)
    with beside(target) as folder:
        copy, draft = folder / COPIES[address.get_backend_name()], folder / "draft"
        _copy(address, copy)
        with tarfile.open(draft, "w:gz") as tar:
            tar.add(copy, copy.name)
            for digest in files.kept():
                tar.add(files.path(digest), f"{FILES}/{digest[:2]}/{digest[2:]}")
        put_in_place(draft, target)


def _copy(address: URL, copy: Path) -> None:
    """A copy as of one moment; nobody who writes meanwhile has to wait."""
    if address.get_backend_name() == "sqlite":
        with (
            closing(sqlite3.connect(f"{Path(str(address.database)).as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    else:
        run_tool("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")
