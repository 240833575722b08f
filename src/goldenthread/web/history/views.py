"""All that happened to one record, on a page. (A plan's log of changes is the plans' own page.)"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.history.kinds import PAGES, Book, Kind, Values
from goldenthread.web.history.queries import book_of, deeds_of, events_of, last_values
from goldenthread.web.history.sentences import Deed, entry
from goldenthread.web.history.words import day, london_day, moment

_A_PAGE = 50


@require_safe
def record_history(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that happened to a record and to what hangs on it. One that was deleted says what it was."""
    found = PAGES.get(kind)
    known = last_values(found, pk) if found else None
    if found is None or found.page is None or known is None:
        raise Http404
    values, deleted = known
    address = found.page.may_see_deleted(request, values) if deleted else found.page.may_see(request, pk)
    untold = found.page.untold(request, pk)
    events = [one for one in events_of(found.page.parts, pk) if one.known.get("action") not in untold]
    book = book_of(events)
    context = page_of(request, deeds_of(events, book, (found.key, pk))) | {
        "noun": found.noun,
        "called": _called(found, values, book),
        "address": address,
        "was": _was(found, values, book) if deleted else [],
    }
    return render(request, "history/record.html", context)


def _called(kind: Kind, values: Values, book: Book) -> str:
    """What the page calls its record: "Measure: PED01 02 Attendance", or "The update of the measure PED01 02 Attendance"."""
    if name := kind.name(values):
        return f"{kind.noun.capitalize()}: {name}"
    called = kind.calls(values, book) if kind.calls else f"a {kind.noun} without a name"
    return called[:1].upper() + called[1:]


def _was(kind: Kind, values: Values, book: Book) -> list[tuple[str, str]]:
    return [(detail.words[:1].upper() + detail.words[1:], detail.show(values, book)) for detail in kind.details]


def page_of(request: PersonRequest, deeds: Sequence[Deed]) -> dict[str, Any]:
    """What the template of entries needs: one page of the deeds, by the day in London."""
    page = Paginator(deeds, _A_PAGE).get_page(request.GET.get("page"))
    days = groupby(page.object_list, key=lambda deed: london_day(deed.at))
    shown = [(day(one), [(entry(deed), moment(deed.at)) for deed in deeds]) for one, deeds in days]
    return {"days": shown, "page": page}
