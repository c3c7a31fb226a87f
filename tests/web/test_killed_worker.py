"""gunicorn's workers are killed while people act: what was answered is on record once, the rest at most once.

`make kill-server` runs it at full size and prints the result line.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

from sqlalchemy import select

from caseflow.domain.terms import State
from caseflow.services.verifying import verify
from caseflow.store.case import CaseRow
from caseflow.store.database import make_engine
from caseflow.store.log import TextRow
from caseflow.transaction import looking
from caseflow.web.server import PAUSE as PAUSE_OF_JOBS
from tests.demo import DemoCity
from tests.web.reading import Tags

KILLS = int(os.environ.get("SERVER_KILLS", "6"))
CLIENTS, WORKERS = 4, 2
PAUSE = 0.5
"""Seconds between two kills; a new worker needs about as long to answer."""
LONGEST_START = 60
BESIDE = 2
BROKEN = (HTTPException, OSError)
FORM = "application/x-www-form-urlencoded"


@dataclass
class Browser:
    """Somebody signed in who asks again and again; every connection is a new one."""

    port: int
    cookie: str = ""

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, place and page. Raises one of BROKEN where the worker died under it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie} | ({"Content-Type": FORM} if form else {})
        try:
            connection.request(method, address, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        if set_cookie := answer.getheader("Set-Cookie"):
            self.cookie = set_cookie.partition(";")[0]
        return answer.status, answer.getheader("Location") or "", page

    def again(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """The same request until somebody answers it."""
        deadline = time.monotonic() + LONGEST_START
        while True:
            try:
                return self.ask(method, address, form)
            except BROKEN:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def hidden(self, address: str) -> dict[str, str]:
        """What the form at an address hides."""
        _, _, page = self.again("GET", address)
        inputs = [tag for name, tag in Tags(page).found if name == "input" and tag.get("type") == "hidden"]
        return {str(tag["name"]): str(tag.get("value") or "") for tag in inputs}

    def enter(self, login: str, password: str) -> None:
        form = self.hidden("/enter") | {"login": login, "password": password}
        assert self.again("POST", "/enter", form)[0] == 303


@dataclass
class Client:
    """Offers one case to another unit without end, each time with words of its own, until told to stop."""

    name: str
    browser: Browser
    address: str
    answered: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    unheard: set[str] = field(default_factory=set)
    refused: list[int] = field(default_factory=list)

    def run(self, stop: Event) -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            words = f"{self.name}-{turn}"
            form = self.browser.hidden(self.address) | {"unit": ("zzb", "xcb")[turn % 2], "reason": words}
            self._hand_in(words, form)

    def _hand_in(self, words: str, form: dict[str, str]) -> None:
        try:
            status = self.browser.ask("POST", self.address, form)[0]
            kept = self.answered
        except BROKEN:
            if len(self.unheard) < len(self.repeated):  # every second one is left as it is
                self.unheard.add(words)
                return
            status, kept = self.browser.again("POST", self.address, form)[0], self.repeated
        if status == 303:
            kept.add(words)
        else:
            self.refused.append(status)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def serving(city: DemoCity) -> Iterator[tuple[int, int]]:
    """The pages of a city; the port and the number of gunicorn's first process."""
    port = free_port()
    environment = os.environ | {"CASEFLOW_HOME": str(city.home), "CASEFLOW_DATABASE_URL": city.url}
    command = [
        str(Path(sys.executable).with_name("caseflow")),
        "serve",
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
    ]
    with (city.home / "served").open("wb") as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        assert Browser(port).again("GET", "/enter")[0] == 200
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(LONGEST_START)


def workers_of(master: int) -> list[str]:
    """The processes that answer; the one that does the day's work is left alone."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return [pid for pid in children if b"caseflow.jobs" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def jobs_of(master: int) -> list[str]:
    """The processes that do the day's work and sign checkpoints."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return sorted(set(children) - set(workers_of(master)))


def kill_workers(master: int, kills: int) -> int:
    """Kills one worker after the other as `kill -9` does, each once the one before was replaced."""
    killed = 0
    for turn in range(kills):
        time.sleep(PAUSE * (1 + turn * 7 % 11 / 11))
        if alive := workers_of(master):
            os.kill(int(alive[turn % len(alive)]), signal.SIGKILL)
            killed += 1
    return killed


def cases_at_work(city: DemoCity) -> list[str]:
    engine = make_engine(city.url)
    with looking(engine) as session:
        asked = select(CaseRow.key).where(CaseRow.state == State.RECTIFYING).order_by(CaseRow.key)
        keys = list(session.scalars(asked.limit(CLIENTS)))
    engine.dispose()
    return keys


def on_record(city: DemoCity, names: list[str]) -> tuple[list[str], str]:
    """Every reason of the clients that the record holds, as often as it does; and what verifying it says."""
    engine = make_engine(city.url)
    ours = re.compile(rf"({'|'.join(names)})-\d+")
    with looking(engine) as session:
        reasons = session.scalars(select(TextRow.value).where(TextRow.name == "reason"))
        found = [words for words in reasons if ours.fullmatch(words)]
        result = verify(session, city.files).result
    engine.dispose()
    return found, result


def act_while_workers_die(city: DemoCity, kills: int) -> tuple[list[Client], int]:
    """Everybody acts, workers are killed, everybody stops; the service still answers."""
    with serving(city) as (port, master):
        browser = Browser(port)
        browser.enter("coordinator", city.password)
        clients = [
            Client(f"c{n}", Browser(port, browser.cookie), f"/cases/{key}/do/offer_transfer")
            for n, key in enumerate(cases_at_work(city))
        ]
        stop = Event()
        threads = [Thread(target=client.run, args=(stop,)) for client in clients]
        for thread in threads:
            thread.start()
        killed = kill_workers(master, kills)
        stop.set()
        for thread in threads:
            thread.join()
        assert browser.again("GET", "/")[0] == 200
    return clients, killed


def test_a_killed_worker_loses_nothing_it_answered_and_doubles_nothing(demo_city: DemoCity) -> None:
    clients, killed = act_while_workers_die(demo_city, KILLS)
    answered = set().union(*(client.answered for client in clients))
    repeated = set().union(*(client.repeated for client in clients))
    unheard = set().union(*(client.unheard for client in clients))
    found, result = on_record(demo_city, [client.name for client in clients])
    sys.stdout.write(
        f"{killed} kills of {WORKERS} workers under {CLIENTS} clients: {len(answered)} acts answered, "
        f"{len(repeated)} handed in again, {len(unheard)} left unheard, "
        f"{len((answered | repeated) - set(found))} lost, {len(found) - len(set(found))} doubled, {result}\n"
    )
    assert killed == KILLS
    assert answered
    assert len(found) == len(set(found))
    assert answered | repeated <= set(found) <= answered | repeated | unheard
    assert [client.refused for client in clients] == [[]] * CLIENTS
    assert result == "verified"


def test_what_runs_beside_the_workers_is_taken_up_again_when_it_is_killed(demo_city: DemoCity) -> None:
    """The day's work, and the signing of checkpoints."""
    with serving(demo_city) as (_, master):
        killed = beside(master, without=set())
        for process in killed:
            os.kill(int(process), signal.SIGKILL)
        assert len(beside(master, without=killed)) == len(killed)


def beside(master: int, without: set[str]) -> set[str]:
    """Both processes, once they are there and none of those killed is."""
    deadline = time.monotonic() + PAUSE_OF_JOBS + LONGEST_START
    while without & (now := set(jobs_of(master))) or len(now) < BESIDE:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    return now
