"""What is set from outside: environment variables that refuse nonsense with a sentence, and secrets kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
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
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "goldenthread",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
