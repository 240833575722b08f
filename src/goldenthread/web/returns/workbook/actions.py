"""What may be done with a workbook of updates that came back: keep it until it is looked through, set it aside, or apply it.

Each update is saved or submitted by the action that its page uses (actions/writing.py), in one transaction for all of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.uploading.read_apart import clean
from goldenthread.web.plans.workbook.sending import Sent
from goldenthread.web.returns.actions.writing import save, submit
from goldenthread.web.returns.chasing.sending import queue
from goldenthread.web.returns.complete import Incomplete
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import MessageKind, Round, UpdatesWorkbook
from goldenthread.web.returns.states import Part, UpdateAction, allowed
from goldenthread.web.returns.workbook.choosing import seen_in
from goldenthread.web.returns.workbook.differences import ONLY_OWNER, Change, Differences, differences_of, updates_in
from goldenthread.web.returns.workbook.rows import Entry, entries_of
from goldenthread.web.returns.workbook.understanding import Meant

NOT_AS_SEEN = "Somebody changed an update while you were looking. Nothing was saved: look through it again."


class NotAsSeen(Refused):
    """Somebody changed an update since the differences were shown."""


@dataclass(frozen=True)
class KeptBack:
    """An update that was marked as ready and is a draft, because of these sentences."""

    update: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """What a workbook has done: how many updates it submitted and saved, and which could not be submitted."""

    name: str
    submitted: int = 0
    drafts: int = 0
    kept_back: tuple[KeptBack, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As values, for the session."""
        return asdict(self)


def compare(sent: Sent, of: Round, within: Reach, at: datetime) -> Differences:
    """The workbook against the updates as they are, for somebody of that reach."""
    today = timezone.localdate(at)
    entries = entries_of(seen_in(within, of).filter(pk__in=updates_in(sent)), within, today)
    return differences_of(sent, entries, today)


def send_to(people: Collection[int], of: Round, by: Person, at: datetime) -> dict[str, bool]:
    """Queues the e-mail that carries their workbook; by each person's name, whether it is new: once a day is enough."""
    day, subject = timezone.localdate(at).isoformat(), f"Your workbook for {of.title}"
    with transaction.atomic(), recorded(by=by, action="returns.send_workbook"):
        return {
            person.name: queue(of, person, MessageKind.WORKBOOK, day, subject, by, at) is not None
            for person in Person.objects.filter(pk__in=people).order_by("name", "pk")
        }


def keep_workbook(*, of: Round, name: str, sent: Sent, by: Person, at: datetime) -> UpdatesWorkbook:
    """Keeps what was read until it is confirmed, in place of what the same person sent before."""
    values = {"name": name, "at": at, "sent": clean(sent.model_dump(mode="json"))}
    with transaction.atomic(), recorded(by=by, action="returns.keep_workbook"):
        row, _ = UpdatesWorkbook.objects.update_or_create(round=of, by=by, defaults=values)
    return row


def set_workbook_aside(*, workbook: UpdatesWorkbook, by: Person) -> None:
    """Forgets a workbook; nothing of it was saved."""
    with transaction.atomic(), recorded(by=by, action="returns.set_workbook_aside"):
        UpdatesWorkbook.objects.filter(pk=workbook.pk).delete()


def apply_workbook(
    *, workbook: UpdatesWorkbook, within: Reach, taken: Collection[str], mark: str, by: Person, at: datetime
) -> Done:
    """Saves or submits every update that was shown with that mark, all in one transaction, and forgets the workbook.

    `taken` names the conflicts in which the workbook's text is to stand; the others stay as they are.
    """
    with transaction.atomic():
        row = UpdatesWorkbook.objects.select_for_update(of=("self",)).filter(pk=workbook.pk).first()
        if row is None:
            raise Gone("This workbook was confirmed or set aside already. Upload it again if it was not meant to be.")
        differences = compare(Sent.model_validate(row.sent), workbook.round, within, at)
        if differences.mark != mark:
            raise NotAsSeen(NOT_AS_SEEN)
        if differences.troubles:
            raise Refused("Some cells cannot be taken. Mend them in the workbook, and upload it again.")
        done = _apply(differences, _Applying(row.name, by, at, frozenset(taken)))
        with recorded(by=by, action="returns.apply_workbook"):
            row.delete()
    return done


@dataclass(frozen=True)
class _Applying:
    name: str
    by: Person
    at: datetime
    taken: frozenset[str]


def _apply(differences: Differences, applying: _Applying) -> Done:
    submitted, drafts, kept_back = 0, 0, []
    for change in sorted(differences.changes, key=lambda one: one.entry.update.pk):  # rows are locked in one order
        if all(one.is_conflict and one.known_as not in applying.taken for one in change.cells):
            continue
        reasons = _write(change, applying)
        if reasons:
            kept_back.append(KeptBack(change.entry.update.pk, change.entry.name, reasons))
        elif change.meant.is_ready:
            submitted += 1
        else:
            drafts += 1
    return Done(applying.name, submitted, drafts, tuple(kept_back))


def _write(change: Change, applying: _Applying) -> tuple[str, ...]:
    """Saves or submits one update; what stands in the way of submitting it."""
    entry = change.entry
    said = change.becoming(applying.taken, timezone.localdate(applying.at)) if change.conflicts else change.meant
    if said.troubles:
        raise Refused(f"{entry.name}: {said.troubles[0].says}")
    doing = Doing(applying.by, applying.at, entry.parts, _reason(entry, applying.name))
    known_to_lack = change.lacks if said is change.meant else ()
    try:
        return _submit_or_save(entry, said, doing, known_to_lack)
    except (Overtaken, Gone) as error:
        raise NotAsSeen(NOT_AS_SEEN) from error
    except Refused as error:
        raise Refused(f"{entry.name}: {error}") from error


def _submit_or_save(entry: Entry, said: Meant, doing: Doing, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Submits what is ready, and saves what is not, or lacks something: `reasons` says what is known to be lacking."""
    update, seen = entry.update, entry.update.version
    if said.is_ready and not reasons:
        if allowed(update.state, UpdateAction.SUBMIT, entry.parts) is None:
            reasons = (ONLY_OWNER,)
        else:
            try:
                submit(update, said.written, seen, doing, known=entry.gathered)
            except Incomplete as error:
                reasons = tuple(one.says for one in error.missing)
            else:
                return ()
    save(update, said.written, seen, doing, known=entry.gathered)
    return reasons


def _reason(entry: Entry, name: str) -> str:
    """For the history: who enters for whom."""
    owner = entry.gathered.line.owner
    if Part.OWNER in entry.parts or Part.PERFORMANCE not in entry.parts or owner is None:
        return f"By the workbook “{name}”"
    return f"Entered for {owner.title}, from the workbook “{name}”"
