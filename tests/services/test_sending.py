"""What leaves the product: to real servers on this machine, which refuse, redirect, fail and kill the sender."""

import base64
import hashlib
import hmac
import json
import os
import signal
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest

from caseflow.jobs.sending import send_waiting
from caseflow.services.examining import examine_machine
from caseflow.services.reaching import PRODUCT, Channel, Reach, Reached, choose
from caseflow.services.running import send_again, stranded
from caseflow.settings import Settings
from caseflow.store.database import make_engine
from caseflow.words.say import say
from tests.makers import told, work_on
from tests.services.postal import ADDRESS, DUE, NINE, SECRET, TITLE, Town, forget_leases
from tests.services.sinks import certified
from tests.services.staff import SYSTEM, work_as

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
LINK = "https://zg.example.gov.cn/cases/SP2022/T01"
ONE_MINUTE = timedelta(minutes=1)


def look_once(environ: dict[str, str]) -> None:
    """What a server of its own does."""
    settings = Settings.read(environ)
    engine = make_engine(settings.database_url)
    send_waiting(engine, settings, NINE)
    engine.dispose()


def test_a_letter_says_number_matter_day_and_link_and_nothing_that_was_typed(town: Town) -> None:
    town.wants(Channel.MAIL)
    town.tick(DUE)
    assert town.send() == 1
    (letter,) = town.postbox.letters
    body = letter.get_content()
    assert letter["Subject"] == "〔督察整改〕T01 今天到期，期限 2023年10月31日"
    assert (letter["From"], letter["To"]) == ("robot@zg.example.gov.cn", "li@example.com")
    assert LINK in body.splitlines()
    assert TITLE not in body
    assert town.send() == 0
    assert town.kept() == [("sent", None, 1)]
    assert town.kept(PRODUCT) == [("sent", None, 0)]


def test_robots_are_told_in_their_own_form_and_dingtalk_is_signed(town: Town) -> None:
    for channel in (Channel.WECOM, Channel.DINGTALK):
        town.wants(channel)
        with work_on(town.engine, DUE) as work:
            told(work, "T01", "describe")
    town.tick(DUE)
    assert town.send() == 1
    ((path, body),) = town.robot.posts
    asked, said = parse_qs(urlsplit(path).query), json.loads(body)
    assert said["at"] == {"atUserIds": ["li.lei-7"], "isAtAll": False}
    assert said["text"]["content"].splitlines() == [
        "〔督察整改〕T01 今天到期，期限 2023年10月31日",
        LINK,
        "@li.lei-7",
    ]
    stamp = asked["timestamp"][0]
    assert stamp == str(int(NINE.timestamp() * 1000))
    digest = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert path.endswith(f"&sign={quote_plus(base64.b64encode(digest))}")


def test_wecom_names_the_member(town: Town) -> None:
    town.wants(Channel.WECOM)
    town.tick(DUE)
    town.send()
    ((path, body),) = town.robot.posts
    assert path == "/robot/send?key=k"
    assert json.loads(body)["text"]["mentioned_list"] == ["LiLei"]


@pytest.mark.parametrize(
    ("status", "body", "headers", "error"),
    [
        (200, b'{"errcode":310000,"errmsg":"sign not match"}', {}, "errcode.310000"),
        (500, b"", {}, "http.500"),
        (302, b"", {"Location": "/robot/elsewhere"}, "http.302"),
    ],
)
def test_what_a_robot_refuses_is_tried_again_later_and_at_last_given_up(
    town: Town, status: int, body: bytes, headers: dict[str, str], error: str
) -> None:
    town.robot.status, town.robot.body, town.robot.headers = status, body, headers
    town.wants(Channel.WECOM)
    town.tick(DUE)
    assert town.send() == 0
    assert town.kept() == [("waiting", error, 1)]
    town.now += ONE_MINUTE - timedelta(seconds=1)
    town.send()
    assert len(town.robot.posts) == 1
    for pause in (1, 4, 16, 64, 256):
        town.now += pause * ONE_MINUTE
        town.send()
    assert town.kept() == [("dead", error, 6)]
    assert {path for path, _ in town.robot.posts} == {"/robot/send?key=k"}
    with work_as(town.engine, SYSTEM, DUE) as work:
        (lost,) = stranded(work)
        send_again(work, lost.id)
    town.robot.status, town.robot.body = 200, b'{"errcode":0}'
    assert town.send() == 1


@pytest.mark.parametrize(("answer", "status"), [(b"450 later", "waiting"), (b"550 unknown", "dead")])
def test_a_mail_server_says_later_or_never(town: Town, answer: bytes, status: str) -> None:
    town.postbox.to_receiver = answer
    town.wants(Channel.MAIL)
    town.tick(DUE)
    town.send()
    assert town.kept() == [(status, f"smtp.{answer[:3].decode()}", 1)]


def test_nothing_goes_to_a_mail_server_in_the_open_unless_that_was_set(town: Town) -> None:
    town.more = {"MAIL_SECURITY": "starttls"}
    town.wants(Channel.MAIL)
    town.tick(DUE)
    town.send()
    assert town.kept() == [("waiting", "no_tls", 1)]
    assert town.postbox.letters == []


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_a_letter_travels_encrypted_to_a_server_whose_certificate_is_good(
    town: Town, security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.postbox.tls, town.postbox.at_once = certified(tmp_path), security == "ssl"
    town.more = {"MAIL_SECURITY": security, "MAIL_USER": "robot", "MAIL_PASSWORD": "geheim"}
    town.wants(Channel.MAIL)
    town.tick(DUE)
    town.send()
    assert town.kept() == [("waiting", "unreachable", 1)]  # nobody we know has signed its certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    town.now += ONE_MINUTE
    assert town.send() == 1
    assert town.postbox.secured
    assert town.postbox.signed_in == [b"\0robot\0geheim"]
    assert len(town.postbox.letters) == 1


def test_a_password_no_mail_server_can_be_told_is_a_failure_that_is_tried_again_and_given_up(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.postbox.tls = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    town.more = {"MAIL_SECURITY": "starttls", "MAIL_USER": "robot", "MAIL_PASSWORD": "松花江"}
    town.wants(Channel.MAIL)
    town.tick(DUE)
    assert town.send() == 0
    assert town.kept() == [("waiting", "mail_setting", 1)]
    for pause in (1, 4, 16, 64, 256):
        town.now += pause * ONE_MINUTE
        town.send()
    assert town.kept() == [("dead", "mail_setting", 6)]
    assert not town.postbox.letters


def test_an_error_nobody_thought_of_leaves_its_message_uncertain_and_keeps_no_other_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    ways = (Reach(one, ADDRESS[one], True, False) for one in (Channel.WECOM, Channel.MAIL))
    with work_on(town.engine, DUE) as work:
        choose(work.session, town.officer, Reached(tuple(ways), None))
    town.tick(DUE)
    monkeypatch.setattr("caseflow.jobs.sending.robots.wecom", broken)
    town.send()
    assert sorted(town.kept(), key=str) == [("sent", None, 1), ("uncertain", "failed", 1)]


def test_a_channel_set_up_by_half_is_named_by_the_doctor(tmp_path: Path) -> None:
    def checked(**environ: str) -> tuple[bool, str]:
        settings = Settings.read({"CASEFLOW_HOME": str(tmp_path)} | environ)
        (found,) = (one for one in examine_machine(settings) if one.name == "messages")
        return found.ok, say(found.code, found.facts)

    assert checked() == (True, "没有配置系统外的消息渠道，消息只在系统内")
    assert checked(CASEFLOW_MAIL_HOST="mx") == (False, "消息渠道没有配全，补上 CASEFLOW_MAIL_FROM")
    whole = {
        "CASEFLOW_MAIL_HOST": "mx",
        "CASEFLOW_MAIL_FROM": "a@b.cn",
        "CASEFLOW_WECOM_URL": "https://gw/x?key=k",
    }
    assert checked(**whole) == (True, "系统外的消息渠道：电子邮件、企业微信")


def test_an_answer_nobody_understands_is_not_tried_again_by_itself(town: Town) -> None:
    town.robot.body = b"<html>sign in</html>"
    town.wants(Channel.WECOM)
    town.tick(DUE)
    town.send()
    town.now += timedelta(days=1)
    town.send()
    assert town.kept() == [("uncertain", "not_understood", 1)]
    assert len(town.robot.posts) == 1


@pytest.mark.parametrize("channel", [Channel.MAIL, Channel.WECOM])
def test_a_sender_killed_between_sending_and_marking_sends_nothing_twice(
    town: Town, channel: Channel
) -> None:
    town.wants(channel)
    town.tick(DUE)
    child = PROCESSES.Process(target=look_once, args=(town.environ,))
    town.robot.before = town.postbox.before = lambda: os.kill(int(child.pid or 0), signal.SIGKILL)
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert town.kept() == [("claimed", None, 1)]
    forget_leases(town.engine)
    town.robot.before = town.postbox.before = lambda: None
    for _ in range(3):
        assert town.send() == 0
        town.now += timedelta(hours=1)
    assert town.kept() == [("uncertain", "interrupted", 1)]
    assert len(town.robot.posts) + len(town.postbox.letters) == 1
    first = [letter["Message-ID"] for letter in town.postbox.letters]
    with work_as(town.engine, SYSTEM, DUE) as work:
        send_again(work, stranded(work)[0].id)
    assert town.send() == 1
    assert [letter["Message-ID"] for letter in town.postbox.letters] == first * 2


def test_two_machines_that_send_at_once_send_once(town: Town) -> None:
    town.wants(Channel.WECOM, digest=True)
    town.tick(DUE)
    machines = [PROCESSES.Process(target=look_once, args=(town.environ,)) for _ in range(3)]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert [machine.exitcode for machine in machines] == [0, 0, 0]
    town.send()
    assert len(town.robot.posts) == 2  # the urgent one and the digest
    assert town.kept() == [("sent", None, 1), ("sent", None, 1)]
