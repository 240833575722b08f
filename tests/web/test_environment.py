"""Settings from outside: each is understood, or refused with a sentence that says what to give."""

from __future__ import annotations

import logging
import stat
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from goldenthread.web import environment as env
from goldenthread.web.running.logs import ShortWithoutDatabase


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Sets the variable GIVEN."""
    monkeypatch.delenv("GIVEN", raising=False)
    return monkeypatch


@pytest.mark.parametrize(("text", "means"), [("yes", True), ("NO", False), ("", True), (" ", True)])
def test_yes_or_no(given: pytest.MonkeyPatch, text: str, means: bool) -> None:
    given.setenv("GIVEN", text)
    assert env.yes_or_no("GIVEN", default=True) is means


def test_neither_yes_nor_no(given: pytest.MonkeyPatch) -> None:
    given.setenv("GIVEN", "maybe")
    with pytest.raises(env.BadSetting, match=r"^GIVEN is “maybe”\. Set it to yes or no\.$"):
        env.yes_or_no("GIVEN", default=True)


def test_database_of_the_councils_own() -> None:
    database = env.database("postgresql://gt:p%40ss@db.example.gov.uk:5433/performance?sslmode=require")
    wanted = {"NAME": "performance", "USER": "gt", "PASSWORD": "p@ss", "HOST": "db.example.gov.uk", "PORT": "5433"}
    assert {name: database[name] for name in wanted} == wanted
    assert database["OPTIONS"] == {"connect_timeout": "5", "sslmode": "require"}


def test_database_by_the_folder_of_its_socket() -> None:
    database = env.database("postgresql://postgres@/goldenthread?host=%2Fsrv%2Fgolden+thread%2Fdatabase")
    assert (database["HOST"], database["PORT"]) == ("/srv/golden thread/database", "")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://db/gt", "PostgreSQL alone"),
        ("sqlite:///gt.db", "PostgreSQL alone"),
        ("postgresql://db:many/gt", "The port in DATABASE_URL is no number"),
    ],
)
def test_database_that_is_none(address: str, says: str) -> None:
    with pytest.raises(env.BadSetting, match=says):
        env.database(address)


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "ssl", "tls"),
    [
        ("smtp://mail.example.gov.uk", "mail.example.gov.uk", 25, "", False, False),
        ("smtp://gt:secret@mail.example.gov.uk:587", "mail.example.gov.uk", 587, "gt", False, True),
        ("smtps://gt:secret@mail.example.gov.uk", "mail.example.gov.uk", 465, "gt", True, False),
    ],
)
def test_mail_server(
    given: pytest.MonkeyPatch, address: str, host: str, port: int, user: str, ssl: bool, tls: bool
) -> None:
    given.setenv("GIVEN", address)
    server = env.mail_server("GIVEN")
    assert (server["host"], server["port"], server["user"], server["ssl"], server["tls"]) == (
        host,
        port,
        user,
        ssl,
        tls,
    )
    assert server["password"] == ("secret" if user else "")


def test_no_mail_server(given: pytest.MonkeyPatch) -> None:
    assert env.mail_server("GIVEN") == {}


@pytest.mark.parametrize("address", ["mail.example.gov.uk", "http://mail.example.gov.uk", "smtp://", "smtp://mail:x"])
def test_mail_server_that_is_none(given: pytest.MonkeyPatch, address: str) -> None:
    given.setenv("GIVEN", address)
    with pytest.raises(env.BadSetting, match="Give the mail server like smtp://"):
        env.mail_server("GIVEN")


def test_secret_key_is_made_once_and_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOLDENTHREAD_SECRET_KEY", raising=False)
    made = env.secret_key(tmp_path / "data")
    assert len(made) >= 50
    assert env.secret_key(tmp_path / "data") == made
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("error", "kept"), [(OperationalError("gone"), False), (ValueError("ours"), True)])
def test_only_a_lost_database_is_logged_without_a_traceback(error: Exception, kept: bool) -> None:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Trouble: %s", ("/plans/",), sys.exc_info())
    assert ShortWithoutDatabase().filter(record)
    assert bool(record.exc_info) is kept
    assert record.getMessage() == ("Trouble: /plans/" if kept else "Trouble: /plans/ (the database cannot be reached)")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("https://performance.example.gov.uk/", "https://performance.example.gov.uk"),
        ("http://gt:8000/kpi", "http://gt:8000/kpi"),
        ("", ""),
    ],
)
def test_address_of_the_web(given: pytest.MonkeyPatch, text: str, means: str) -> None:
    given.setenv("GIVEN", text)
    assert env.web_address("GIVEN") == means


@pytest.mark.parametrize("text", ["performance.example.gov.uk", "ftp://example.gov.uk", "https://", "https://gt?a=b"])
def test_address_of_the_web_that_is_none(given: pytest.MonkeyPatch, text: str) -> None:
    given.setenv("GIVEN", text)
    with pytest.raises(env.BadSetting, match="Give the address as people open it"):
        env.web_address("GIVEN")
