"""Serves the pages under gunicorn, in this process's own workers."""

import sys
from subprocess import Popen
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from caseflow.settings import Settings
from caseflow.web.app import create_app

HOST = "127.0.0.1"
THREADS = 4


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the application built in each worker, so that no database connection crosses a fork."""

    def __init__(self, settings: Settings, port: int, workers: int) -> None:
        self.settings_of_caseflow, self.port, self.workers = settings, port, workers
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
            "when_ready": self._start_jobs,
            "on_exit": self._stop_jobs,
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def _start_jobs(self, _arbiter: Any) -> None:
        """One process beside the workers does the day's work; it ends by itself if this one is gone."""
        self.jobs = Popen([sys.executable, "-m", "caseflow.jobs"])

    def _stop_jobs(self, _arbiter: Any) -> None:
        self.jobs.terminate()
        self.jobs.wait()

    def load(self) -> Flask:
        """The application, made after the fork."""
        return create_app(self.settings_of_caseflow)


def address(port: int) -> str:
    """Where the pages are then found."""
    return f"http://{HOST}:{port}/"
