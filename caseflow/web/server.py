"""Serves the pages under gunicorn, in this process's own workers."""

import sys
from subprocess import Popen
from time import monotonic
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from caseflow.settings import Settings
from caseflow.web.app import create_app

HOST = "127.0.0.1"
THREADS = 4
PAUSE = 10.0
"""Seconds between two starts of the jobs, should they end at once again and again."""


class Jobs:
    """A process beside the workers; it ends by itself if the server is gone."""

    process: Popen[bytes] | None = None
    started = 0.0

    def __init__(self, module: str) -> None:
        self.module = module

    def keep(self) -> None:
        """Starts it, and starts it again where it has ended."""
        ended = self.process is None or self.process.poll() is not None
        if ended and (self.process is None or monotonic() - self.started >= PAUSE):
            command = [sys.executable, "-m", self.module]
            self.process, self.started = Popen(command), monotonic()  # noqa: S603  its arguments are ours

    def end(self) -> None:
        """Ends it with the server."""
        if self.process:
            self.process.terminate()
            self.process.wait()


class Master(Arbiter):  # type: ignore[misc]
    """gunicorn's first process, which looks after the jobs as it does after the workers: about once a second."""

    def manage_workers(self) -> None:
        """Keeps as many workers as are wanted, and the jobs."""
        super().manage_workers()
        for jobs in self.app.jobs:
            jobs.keep()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the application built in each worker, so that no database connection crosses a fork."""

    def __init__(self, settings: Settings, port: int, workers: int) -> None:
        self.settings_of_caseflow, self.port, self.workers = settings, port, workers
        self.jobs = [Jobs("caseflow.jobs")]
        if settings.checkpointing:
            self.jobs.append(Jobs("caseflow.jobs.checkpointing"))
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn is told; it reads neither files nor the command line."""
        told: dict[str, Any] = {
            "bind": f"{HOST}:{self.port}",
            "workers": self.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "accesslog": None,  # caseflow writes its own line a request
            "loglevel": "warning",
            "forwarded_allow_ips": "",  # whose headers are believed is CASEFLOW_PROXIES's to say
            "control_socket_disable": True,  # gunicorn 27 would open one under the home folder
            "proc_name": "caseflow",
            "on_exit": lambda _: self.end_jobs(),
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def end_jobs(self) -> None:
        """Ends what runs beside the workers."""
        for jobs in self.jobs:
            jobs.end()

    def run(self) -> None:
        """Serves until it is told to end. A port that is taken is gunicorn's to tell."""
        Master(self).run()

    def load(self) -> Flask:
        """The application, made after the fork."""
        return create_app(self.settings_of_caseflow)


def address(port: int) -> str:
    """Where the pages are then found."""
    return f"http://{HOST}:{port}/"
