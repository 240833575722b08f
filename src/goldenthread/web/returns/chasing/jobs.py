"""The jobs of chasing: one sends a message, one asks each working morning who is to be written to."""

from __future__ import annotations

from django.db import close_old_connections
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from goldenthread.web.returns.chasing.chase import chase
from goldenthread.web.returns.chasing.sending import SEND_MESSAGE, send


@app.task(name=SEND_MESSAGE, retry=RetryStrategy(max_attempts=4, wait=300))  # of a fault of ours, before anything began
def send_message(message: int, tried: int = 0) -> None:
    """What the worker calls for each message."""
    close_old_connections()  # a worker lives long: the database may have been stopped and started since its last job
    try:
        send(message, timezone.now(), tried)
    finally:
        close_old_connections()


@app.periodic(cron="10 7-13 * * 1-5")
@app.task(name="returns.chase")
def chase_each_morning(timestamp: int) -> None:
    """What the worker calls each hour of a morning: one that was away at seven makes up for it, else nothing is left to do."""
    close_old_connections()
    try:
        chase(timezone.now())
    finally:
        close_old_connections()
