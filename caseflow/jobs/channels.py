"""The ways out: one attempt to hand a message to a mail server or a robot, and what came of it.

Whatever breaks off after the message was handed to the other side is not certain, and is not tried again by itself.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from caseflow.messages.robots import TAKEN, refusal
from caseflow.services.delivering import Answer
from caseflow.settings import Settings

TIMEOUT = 20.0
"""Seconds for a connection and for each answer."""
MOST_BYTES = 65536
"""More of an answer is not read."""
FINAL = 500
"""A mail server's codes from here on mean never, below: not now."""


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: an address that was set is the one that is spoken to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None makes a redirect an error."""


def post(url: str, body: bytes) -> Answer:
    """Hands a message to a robot."""
    asked = Request(url, body, {"Content-Type": "application/json; charset=utf-8"}, method="POST")  # noqa: S310
    try:
        with build_opener(_Stay, ProxyHandler({})).open(asked, timeout=TIMEOUT) as answer:
            said = answer.read(MOST_BYTES)
    except HTTPError as wrong:
        wrong.close()
        return Answer(f"http.{wrong.code}")
    except URLError:
        return Answer("unreachable")
    except (OSError, HTTPException):
        return Answer("no_answer", certain=False)
    code = refusal(said)
    if code is None:
        return Answer("not_understood", certain=False)
    return Answer() if code == TAKEN else Answer(f"errcode.{code}")


def mail(settings: Settings, letter: EmailMessage) -> Answer:
    """Hands a letter to the mail server."""
    try:
        with closing(_opened(settings)) as server:
            _introduced(server, settings)
            return _handed(server, letter)
    except smtplib.SMTPResponseException as refused:
        return Answer(f"smtp.{refused.smtp_code}", again=refused.smtp_code < FINAL)
    except smtplib.SMTPNotSupportedError:
        return Answer("no_tls")
    except (smtplib.SMTPException, OSError):
        return Answer("unreachable")
    except ValueError:  # name or password in signs that cannot be sent, a host that is none
        return Answer("mail_setting")


def _opened(settings: Settings) -> smtplib.SMTP:
    make: Callable[..., smtplib.SMTP] = smtplib.SMTP
    more: dict[str, Any] = {}
    if settings.mail_security == "ssl":
        make, more = smtplib.SMTP_SSL, {"context": ssl.create_default_context()}
    name = socket.gethostname()
    return make(settings.mail_host, settings.mail_port, local_hostname=name, timeout=TIMEOUT, **more)


def _introduced(server: smtplib.SMTP, settings: Settings) -> None:
    """Encrypts the way and signs in, as far as that is set."""
    if settings.mail_security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if settings.mail_user:
        server.login(settings.mail_user, settings.mail_password)


def _handed(server: smtplib.SMTP, letter: EmailMessage) -> Answer:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        code = max(code for code, _ in refused.recipients.values())
        return Answer(f"smtp.{code}", again=code < FINAL)
    except smtplib.SMTPResponseException:
        raise
    except (smtplib.SMTPException, OSError):
        return Answer("no_answer", certain=False)
    return Answer()
