"""Real servers on this machine that take messages and keep them: a robot's and a mail server's. They answer as told."""

import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socketserver import BaseServer, StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

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
    tls: ssl.SSLContext | None = None
    at_once: bool = False  # speaks TLS from the first byte on, else once it is asked to
    secured: bool = False
    signed_in: list[bytes] = field(default_factory=list)
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

    with _serving(_Web(("127.0.0.1", 0), Handler)) as kept.port:
        yield kept


class _Unmoved:
    """Whoever speaks to these servers may be killed in the middle; that is no error of theirs."""

    def handle_error(self, *_: Any) -> None:
        pass


class _Web(_Unmoved, ThreadingHTTPServer):
    pass


class _Post(_Unmoved, ThreadingTCPServer):
    pass


class Speaker(StreamRequestHandler):
    """One conversation of a mail server."""

    kept: Postbox

    def handle(self) -> None:
        if self.kept.at_once:
            self.secure()
        self.say(b"220 sink")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.take()
            elif verb == b"STAR":
                self.say(b"220 go on")
                self.secure()
            elif verb == b"AUTH":
                self.kept.signed_in.append(b64decode(line.split()[2]))
                self.say(b"235 welcome")
            else:
                offered = b"250-sink\r\n250-AUTH PLAIN\r\n250 STARTTLS" if self.kept.tls else b"250 sink"
                answers = {b"EHLO": offered, b"RCPT": self.kept.to_receiver, b"QUIT": b"221 bye"}
                self.say(answers.get(verb, b"250 ok"))

    def secure(self) -> None:
        """From here on nobody between the two can read."""
        assert self.kept.tls
        self.connection = self.kept.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.kept.secured = True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def take(self) -> None:
        self.say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        found = message_from_bytes(b"".join(lines), policy=policy.default)
        self.kept.letters.append(found)
        self.kept.before()
        self.say(b"250 taken")

    def say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")


@contextmanager
def postbox() -> Iterator[Postbox]:
    """What it offers may be set until it is spoken to."""
    kept = Postbox()
    handler = type("Handler", (Speaker,), {"kept": kept})
    with _serving(_Post(("127.0.0.1", 0), handler)) as kept.port:
        yield kept


def certified(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS; its certificate, for this machine's address, lies in the folder."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


@contextmanager
def _serving(server: BaseServer) -> Iterator[int]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()
