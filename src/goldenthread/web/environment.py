"""What is set from outside: environment variables that refuse nonsense with a sentence, and secrets kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A setting that cannot be used. The message names it and says what to give."""


def text(name: str, default: str = "") -> str:
    """The variable, or `default` where it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def yes_or_no(name: str, *, default: bool) -> bool:
    """True for "yes", False for "no", the default where it is not set; BadSetting for anything else."""
    match text(name).lower():
        case "":
            return default
        case "yes":
            return True
        case "no":
            return False
        case given:
            raise BadSetting(f"{name} is “{given}”. Set it to yes or no.")


def listed(name: str) -> list[str]:
    """A list with commas between."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def web_address(name: str) -> str:
    """An address of the web without a stroke at the end; "" where it is not set. BadSetting for anything else."""
    given = text(name).rstrip("/")
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise BadSetting(f"{name} is “{given}”. Give the address as people open it: https://performance.example.gov.uk")
    return given


def secret_key(data: Path) -> str:
    """GOLDENTHREAD_SECRET_KEY; otherwise one made once and kept in the data folder, readable by its owner alone."""
    given = text("GOLDENTHREAD_SECRET_KEY")
    if given:
        return given
    kept = data / "secret-key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was a moment quicker
    return kept.read_text(encoding="ascii")


def database(url: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL address: postgresql://user:password@host:5432/name, or ?host=/folder of a socket."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadSetting(
            f"DATABASE_URL begins with “{parts.scheme}:”. Golden Thread keeps its records in PostgreSQL alone: "
            "give an address that begins with postgresql://"
        )
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise BadSetting("The port in DATABASE_URL is no number. PostgreSQL's usual one is 5432.") from error
    options: dict[str, object] = {"connect_timeout": "5", **dict(parse_qsl(parts.query))}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "goldenthread",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail_server(name: str) -> dict[str, Any]:
    """The settings for a mail server's address: smtp://user:password@host:587 (encrypted with STARTTLS where there is a user)
    or smtps://…; none where it is not set. BadSetting for anything else."""
    given = text(name)
    if not given:
        return {}
    parts = urlsplit(given)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme not in ("smtp", "smtps") or not host:
        raise BadSetting(f"{name} is “{given}”. Give the mail server like smtp://mail.example.gov.uk:25 or smtps://…")
    return {
        "host": host,
        "port": port or (465 if parts.scheme == "smtps" else 25),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme == "smtps",
        "tls": parts.scheme == "smtp" and bool(parts.username),
    }
