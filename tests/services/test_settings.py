"""Settings come from `CASEFLOW_*`, all checked at once; keys lie in files nobody else may read."""

from pathlib import Path

import pytest

from caseflow.domain.errors import BadInput, Reason
from caseflow.services.examining import examine_machine
from caseflow.settings import SETTINGS, Secret, Settings, make_secrets, read_secret
from caseflow.words.say import say


def _refusal(**environ: str) -> tuple[Reason, ...]:
    with pytest.raises(BadInput) as refused:
        Settings.read({f"CASEFLOW_{name}": value for name, value in environ.items()})
    return refused.value.reasons


def test_without_any_variable_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.read({"PATH": "/bin"}) == Settings(
        home=tmp_path / "instance",
        database_url=f"sqlite:///{tmp_path}/instance/caseflow.sqlite3",
        lang="zh",
        upload_limit=50,
        session_idle=30,
        session_max=12,
        tls=False,
        proxies=0,
        log_level="info",
        public_url="",
        passkey_origin="",
        soffice="soffice",
        scanner="",
        mail_host="",
        mail_port=587,
        mail_security="starttls",
        mail_user="",
        mail_password="",
        mail_from="",
        wecom_url="",
        dingtalk_url="",
        dingtalk_secret="",
        checkpoints=tmp_path / "instance" / "checkpoints",
        checkpointing=True,
    )


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", "sqlite:////srv/caseflow/caseflow.sqlite3"),
        ("sqlite:////var/lib/other.db", "sqlite:////var/lib/other.db"),
        ("postgresql://me:pw@db/city", "postgresql+psycopg://me:pw@db/city"),
        (
            "postgresql+psycopg:///city?host=/run/postgresql",
            "postgresql+psycopg:///city?host=/run/postgresql",
        ),
    ],
)
def test_a_database_is_sqlite_or_postgresql_by_psycopg(text: str, url: str) -> None:
    settings = Settings.read({"CASEFLOW_HOME": "/srv/caseflow", "CASEFLOW_DATABASE_URL": text})
    assert settings.database_url == url


def test_a_relative_sqlite_file_is_the_same_from_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        Settings.read({"CASEFLOW_DATABASE_URL": "sqlite:///a.db"}).database_url
        == f"sqlite:///{tmp_path}/a.db"
    )


@pytest.mark.parametrize(
    "text",
    [
        "mysql://me:pw@db/city",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://me:pw@db",
        "postgresql+asyncpg://d/c",
    ],
)
def test_another_database_is_refused_without_repeating_its_password(text: str) -> None:
    (reason,) = _refusal(DATABASE_URL=text)
    assert reason.code == "settings.bad_confidential_value"
    assert text not in reason.facts.values()
    assert "pw" not in say(reason.code, reason.facts)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANG", "ZH"),
        ("LANG", ""),
        ("HOME", ""),
        ("LOG_LEVEL", "loud"),
        ("UPLOAD_LIMIT", "0"),
        ("UPLOAD_LIMIT", "1025"),
        ("UPLOAD_LIMIT", "5.5"),
        ("SESSION_IDLE", "３０"),
        ("SESSION_MAX", "-1"),
        ("SESSION_MAX", "9" * 5000),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_is_accepted(name: str, value: str) -> None:
    (reason,) = _refusal(**{name: value})
    assert reason.code == "settings.bad_value"
    accepts = next(setting.accepts for setting in SETTINGS if setting.name == f"CASEFLOW_{name}")
    assert reason.facts == {"name": f"CASEFLOW_{name}", "value": value, "accepts": accepts}


def test_every_fault_is_told_at_once_and_a_misspelt_name_is_one() -> None:
    reasons = _refusal(LNAG="en", LANG="fr", SESSION_MAX="0")
    assert [reason.code for reason in reasons] == [
        "settings.unknown",
        "settings.bad_value",
        "settings.bad_value",
    ]
    assert "CASEFLOW_LNAG" in say(reasons[0].code, reasons[0].facts)
    assert "CASEFLOW_LANG" in say(reasons[0].code, reasons[0].facts)


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    make_secrets(home)
    keys = {secret: read_secret(home, secret) for secret in Secret}
    assert len(set(keys.values())) == len(Secret)
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}
    make_secrets(home)
    assert keys == {secret: read_secret(home, secret) for secret in Secret}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    make_secrets(tmp_path)
    (tmp_path / Secret.VAULT).chmod(mode)
    assert _unreadable(tmp_path) == "secret.open_to_others"


def test_a_missing_or_cut_key_is_refused(tmp_path: Path) -> None:
    assert _unreadable(tmp_path) == "secret.missing"
    make_secrets(tmp_path)
    (tmp_path / Secret.VAULT).write_bytes(b"short")
    assert _unreadable(tmp_path) == "secret.too_short"


def _unreadable(home: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_secret(home, Secret.VAULT)
    (reason,) = refused.value.reasons
    assert str(home / Secret.VAULT) in say(reason.code, reason.facts)
    return reason.code


@pytest.mark.parametrize(
    "origin", ["https://cf.gov.cn", "https://cf.gov.cn:8443", "http://localhost:5000", ""]
)
def test_passkeys_belong_to_a_host_that_browsers_make_them_for(origin: str) -> None:
    assert Settings.read({"CASEFLOW_PASSKEY_ORIGIN": origin}).passkey_origin == origin


@pytest.mark.parametrize(
    "origin",
    [
        "http://cf.gov.cn",
        "https://10.0.0.8",
        "https://CF.gov.cn",
        "https://cf.gov.cn/",
        "http://127.0.0.1",
        "cf",
    ],
)
def test_no_other_address_is_one_for_passkeys(origin: str) -> None:
    with pytest.raises(BadInput):
        Settings.read({"CASEFLOW_PASSKEY_ORIGIN": origin})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "doctor.no_passkeys"),
        ({"PASSKEY_ORIGIN": "http://localhost:5000"}, "doctor.passkeys"),
        ({"PASSKEY_ORIGIN": "https://cf.gov.cn"}, "doctor.passkeys_without_tls"),
        ({"PASSKEY_ORIGIN": "https://cf.gov.cn", "TLS": "yes"}, "doctor.passkeys"),
        (
            {"PASSKEY_ORIGIN": "https://cf.gov.cn", "TLS": "yes", "PUBLIC_URL": "https://other.gov.cn/cf"},
            "doctor.passkeys_elsewhere",
        ),
    ],
)
def test_doctor_says_where_passkeys_cannot_work(tmp_path: Path, more: dict[str, str], code: str) -> None:
    given = {f"CASEFLOW_{name}": value for name, value in more.items()}
    settings = Settings.read({"CASEFLOW_HOME": str(tmp_path)} | given)
    (found,) = (one for one in examine_machine(settings) if one.name == "passkeys")
    assert (found.code, found.ok) == (code, code in ("doctor.no_passkeys", "doctor.passkeys"))
