"""Editions in the words of the history. An edition is never changed, so its history is one sentence."""

from __future__ import annotations

from goldenthread.web.history.kinds import Kind, plain, register
from goldenthread.web.plans.history_parts import by
from goldenthread.web.reports.models import Edition, EditionUpdate

register(
    [
        Kind(
            Edition,
            "edition",
            "editions",
            (
                plain(Edition, "title"),
                plain(Edition, "round"),
                plain(Edition, "priority"),
                plain(Edition, "directorate"),
                plain(Edition, "number"),
                plain(Edition, "tabled_on", "day of the meeting"),
                plain(Edition, "why", "reason for another edition"),
                plain(Edition, "sha256", "fingerprint of its report (SHA-256)"),
            ),
            untold=("id", "kind", "frozen_by_id", "frozen_at"),
            named=("title",),
        ),
        Kind(
            EditionUpdate,
            "update tabled",
            "updates tabled",
            (),
            untold=("id", "edition_id", "update_id"),
            calls=lambda values, book: "an update that it tables",
            parent=by(Edition, "edition_id"),
            counted=False,
        ),
    ],
    actions={"reports.freeze": "froze an edition"},
)
