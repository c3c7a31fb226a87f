"""One PostgreSQL for a whole test run: a Unix socket, no TCP, nothing synced to disk, never run by root.

The controller of a run makes a `Server`, which costs nothing until a test asks; whoever tests talks to a `Cluster`.
The server lives under a shell that ends it and clears its folder when the controller's end of their pipe closes:
in order, or because the run was killed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from multiprocessing.connection import Client, Listener
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from tests.machine import POSTGRESQL

USER = "test"
SECONDS_TO_START = 30
INITDB = ("-U", USER, "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200")
# SIGINT is ignored by a background process until it sets its own handler, so it is sent until it is heard.
UNTIL_THE_PIPE_CLOSES = """
folder="$1"; shift
"$@" >"$folder/log" 2>&1 &
read -r _
while kill -INT $! 2>/dev/null; do sleep 0.1; done
rm -rf "$folder"
"""


class Server:
    """The run's server: started when the first `Cluster` knocks, ended by `stop`."""

    def __init__(self) -> None:
        # A short path: a socket's name holds 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        self._door = Listener(str(self.folder / "door"), backlog=64)
        Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            with self._door.accept() as caller:
                caller.send(self._trouble)

    @cached_property
    def _trouble(self) -> str:
        """Starts the server; why it did not start, or "" once it takes connections."""
        server = POSTGRESQL.find()
        if server is None:
            return "it is not on this machine"
        account = _unprivileged_account()
        os.chown(self.folder, account.get("user", -1), account.get("group", -1))
        data = self.folder / "data"
        made = subprocess.run(
            [server.with_name("initdb"), "-D", data, *INITDB],
            cwd=self.folder, capture_output=True, text=True, check=False, **account,
        )  # fmt: skip
        if made.returncode:
            return str(made.stderr)
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        self._process = subprocess.Popen(
            ["sh", "-c", UNTIL_THE_PIPE_CLOSES, "sh", self.folder, server, "-D", data, "-k", self.folder, *settings],
            stdin=subprocess.PIPE, cwd=self.folder, **account,
        )  # fmt: skip
        return self._until_it_answers()

    def _until_it_answers(self) -> str:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                psycopg.connect(host=str(self.folder), user=USER, dbname="postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return ""
        return (self.folder / "log").read_text()

    def stop(self) -> None:
        """Ends the server, where one was started, and removes its folder."""
        self._door.close()
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(SECONDS_TO_START)
        shutil.rmtree(self.folder, ignore_errors=True)


def _unprivileged_account() -> dict[str, Any]:
    """Whom to run PostgreSQL as, which refuses to be run by root; nothing to say for anybody else."""
    if os.geteuid():
        return {}
    account = pwd.getpwnam("postgres")  # the Debian package makes it
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


class Cluster:
    """The run's server as one worker sees it, who makes and drops databases of its own there."""

    def __init__(self, folder: str, worker: str) -> None:
        with Client(str(Path(folder) / "door")) as door:
            if trouble := door.recv():
                raise RuntimeError(f"PostgreSQL did not start: {trouble}")
        self._folder = folder
        self._worker = worker
        self._numbers = count(1)
        self._postgres = psycopg.connect(host=folder, user=USER, dbname="postgres", autocommit=True)

    def create(self, template: str = "template0") -> str:
        """Makes a database, empty or as its template is, and answers its name."""
        name = f"{self._worker}_{next(self._numbers)}"
        statement = SQL("CREATE DATABASE {} TEMPLATE {}")
        self._postgres.execute(statement.format(Identifier(name), Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Removes a database, whoever may still be connected."""
        self._postgres.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a database that is there for a while."""
        name = self.create(template)
        yield name
        self.drop(name)

    def url(self, name: str) -> str:
        """The address of a database, as `CASEFLOW_DATABASE_URL` takes it."""
        return f"postgresql+psycopg://{USER}@/{name}?host={self._folder}"

    def close(self) -> None:
        """Leaves the server, which others may still be using."""
        self._postgres.close()
