"""The application under load: `make load`. 200 officers open, save and submit five updates each within a minute.

A council of three years of rounds, 600 measures and 200 officers is built in a folder of its own; the real server runs on it,
on a loopback address. Afterwards the database is counted against what was sent. Exits 1 when anything went wrong or is lost.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from load_council import Officer
    from load_officer import Browser, Ledger

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the server's keeper and the large plans are those of the tests

from bench import machine  # noqa: E402
from tests.web.running import own_folder, running  # noqa: E402

from goldenthread.web.running import database  # noqa: E402

SECONDS = 60
MOST_OFFICERS = 200
_BARE_EVERY = 0.2


@contextmanager
def database_in(folder: Path) -> Iterator[str]:
    """An empty database in the folder, with Django set up on it in this process; its address."""
    (folder / "data").mkdir()
    with database.started(folder / "rows", "") as address:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "web_settings",
            "GOLDENTHREAD_DATA": str(folder / "data"),
            "DATABASE_URL": address,
        }
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        yield address
        connections.close_all()


def load(officers: int, seconds: float) -> int:
    """Build, run, count and print; how many things went wrong."""
    print(f"{machine()}\n{officers} officers, five updates each, over {seconds:g} seconds.\n", flush=True)
    with own_folder() as folder, database_in(folder) as address:
        from load_council import council
        from load_officer import Ledger

        begun = time.monotonic()
        people = council(date.today())[:officers]  # noqa: DTZ011 - the machine's own day is the one meant
        _say_size(time.monotonic() - begun)
        ledger = Ledger()
        python_path = os.pathsep.join((str(ROOT), str(ROOT / "bench")))
        with running(
            "serve",
            folder / "data",
            DATABASE_URL=address,
            DJANGO_SETTINGS_MODULE="web_settings",
            PYTHONPATH=python_path,
        ) as application:
            taken = _drive(people, application.address, ledger, seconds)
        _say_times(ledger, taken)
        wrong = [*ledger.errors, *_lost(people, ledger)]
    for words in wrong[:20]:
        print(f"  {words}", file=sys.stderr)
    print("\nNo error, and nothing lost." if not wrong else f"\n{len(wrong)} things went wrong.")
    return len(wrong)


def _say_size(seconds: float) -> None:
    from goldenthread.web.accounts.models import Person
    from goldenthread.web.plans.models import Measure
    from goldenthread.web.returns.models import Round, Update

    latest = Round.objects.latest("observed_to")
    measures = Measure.objects.filter(updates__part_of__round=latest).count()
    print(
        f"The council has {Round.objects.count()} rounds with {Update.objects.count():,} updates, {measures} measures in the "
        f"open one, and {Person.objects.count()} people. It was built in {seconds:.0f} s.\n",
        flush=True,
    )


# ---- the minute ----


def _drive(people: list[Officer], address: str, ledger: Ledger, seconds: float) -> float:
    """Every officer in a thread of their own, their beginnings spread over the first gap; how long it took in all."""
    from django.conf import settings
    from load_officer import BARE, Browser, Ledger, warm_up, work

    def browser(officer: Officer, noted: Ledger = ledger) -> Browser:
        return Browser(address, (settings.SESSION_COOKIE_NAME, officer.session), noted)

    warm_up(people[-1], browser(people[-1], Ledger()))
    done = threading.Event()
    begin, gap = time.monotonic() + 1, seconds / len(people[0].updates)
    threads = [
        threading.Thread(
            target=work, args=(officer, browser(officer), ledger, begin + gap * place / len(people), gap), daemon=True
        )
        for place, officer in enumerate(people)
    ]
    beside = threading.Thread(target=_ask_bare, args=(browser(people[0]), BARE, ledger, done))
    for thread in (*threads, beside):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    beside.join()
    return time.monotonic() - begin


def _ask_bare(browser: Browser, kind: str, ledger: Ledger, done: threading.Event) -> None:
    while not done.wait(_BARE_EVERY):
        try:
            status, *_ = browser.ask(kind, "/bare/")
        except OSError as error:
            ledger.wrong(f"the bare view: {error}")
        else:
            if status != 200:
                ledger.wrong(f"the bare view answered {status}")


# ---- afterwards ----


def _say_times(ledger: Ledger, taken: float) -> None:
    from load_officer import BARE

    bare = statistics.median(ledger.times[BARE])
    requests = sum(map(len, ledger.times.values()))
    print(f"{requests:,} requests in {taken:.0f} s ({requests / taken:.0f} a second).\n")
    print(f"  {'':<36} {'asked':>6} {'median':>9} {'95th':>9} {'times the bare view':>20}")
    for kind, times in sorted(ledger.times.items(), key=lambda one: one[0] != BARE):
        median, high = statistics.median(times), statistics.quantiles(times, n=20)[18]
        print(f"  {kind:<36} {len(times):>6} {median:>7.3f} s {high:>7.3f} s {median / bare:>18.1f} x")


def _lost(people: list[Officer], ledger: Ledger) -> Iterator[str]:
    """What the database does not hold as it was sent, word for word and figure by figure."""
    from goldenthread.web.returns.models import Update, UpdateState

    owed = [pk for officer in people for pk in officer.updates]
    rows = {row.pk: row for row in Update.objects.filter(pk__in=owed).prefetch_related("figures")}
    kept = 0
    for pk in owed:
        row, said = rows[pk], ledger.sent.get(pk)
        if said is None:
            yield f"update {pk} was never sent"
            continue
        figures = [(one.value, one.original) for one in row.figures.all()]
        texts = {name: getattr(row, name) for name in said.texts}
        held = (row.state, row.judged, row.submitted_by_id, figures, texts)
        sent = [(value, f"{value}%") for value in said.figures.values()]
        if held == (UpdateState.SUBMITTED, "green", said.person, sent, said.texts):
            kept += 1
        else:
            yield f"update {pk} is not as it was sent: {held}"
    print(f"\n{len(ledger.sent):,} updates were sent; {kept:,} are in the database as they were sent.")


def main() -> int:
    """0 when no request failed and nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, default=MOST_OFFICERS, help="how many officers work at a time")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="over how many seconds their work is spread")
    wanted = parser.parse_args()
    if not 1 <= wanted.officers <= MOST_OFFICERS or not 1 <= wanted.seconds <= 600:
        parser.error(f"choose 1 to {MOST_OFFICERS} officers, and 1 to 600 seconds")
    return int(bool(load(wanted.officers, wanted.seconds)))


if __name__ == "__main__":
    sys.exit(main())
