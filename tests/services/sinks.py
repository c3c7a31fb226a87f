"""Real servers on this machine that take messages and keep them: a robot's and a mail server's. They answer as told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer, StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

OK = b'{"errcode":0,"errmsg":"ok"}'


@dataclass
class Robot:
    """A webhook: what was posted where; `status`, `body` and `headers` of its answers; what it does before one."""

    port: int = 0
    posts: list[tuple[str, bytes]] = field(default_factory=list)
    status: int = 200
    body: bytes = OK
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/robot/send?key=k"


@dataclass
class Postbox:
    """A mail server: the letters it took; the answers it gives to a receiver, and to a letter."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    to_receiver: bytes = b"250 ok"
    before: Callable[[], object] = lambda: None


@contextmanager
def robot() -> Iterator[Robot]:
    kept = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.posts.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            kept.before()
            self.send_response(kept.status)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(kept.body)

        def log_message(self, *_: Any) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as kept.port:
        yield kept


@contextmanager
def postbox() -> Iterator[Postbox]:
    kept = Postbox()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self.say(b"220 sink")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.take()
                else:
                    self.say({b"RCPT": kept.to_receiver, b"QUIT": b"221 bye"}.get(verb, b"250 ok"))

        def take(self) -> None:
            self.say(b"354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            found = message_from_bytes(b"".join(lines), policy=policy.default)
            kept.letters.append(found)
            kept.before()
            self.say(b"250 taken")

        def say(self, answer: bytes) -> None:
            self.wfile.write(answer + b"\r\n")

    with _serving(ThreadingTCPServer(("127.0.0.1", 0), Handler)) as kept.port:
        yield kept


@contextmanager
def _serving(server: BaseServer) -> Iterator[int]:
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever spoke to it was killed
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()
