"""The web server asks the database nothing that could hold a thread for ever."""

from __future__ import annotations

import os
from unittest.mock import patch

import psycopg
import pytest
from django.db import connection

from goldenthread.web.running.webserver import Server


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "limit"), [({}, "1min"), ({"PGOPTIONS": "-c statement_timeout=5s"}, "5s")])
def test_a_statement_has_a_limit(given: dict[str, str], limit: str) -> None:
    place = {name: connection.settings_dict[name.upper()] for name in ("host", "user", "password", "port")}
    kept = {name: value for name, value in os.environ.items() if name != "PGOPTIONS"} | given
    with patch.dict(os.environ, kept, clear=True):
        Server.load(Server.__new__(Server))
        with psycopg.connect(dbname=connection.settings_dict["NAME"], **{k: v for k, v in place.items() if v}) as asked:
            row = asked.execute("SHOW statement_timeout").fetchone()
    assert row == (limit,)
