"""How the page of an update is put together: to be written, or to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.web.returns.answers import may_stand
from goldenthread.web.returns.complete import Missing
from goldenthread.web.returns.forms.evidence import EvidenceForm
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.judging import Judged, judged
from goldenthread.web.returns.queries.beside import beside
from goldenthread.web.returns.queries.evidence import evidence_of
from goldenthread.web.returns.queries.update_page import head_of, reading_of, sent_back_with
from goldenthread.web.returns.views.update_here import Here


def page(
    here: Here, form: UpdateForm, file: EvidenceForm | None = None, missing: Sequence[Missing] = ()
) -> HttpResponse:
    """The form, with all that stands beside it; `missing` is said at its fields."""
    gathered = here.gathered
    shown = judged(gathered, form.written) if form.is_bound and hasattr(form, "cleaned_data") else judged(gathered)
    context = _around(here) | judgement(here, form, shown)
    form.say(missing)
    context |= {
        "form": form,
        "may_submit": here.may_submit,
        "may_stand": may_stand(gathered),
        "may_add": True,
        "evidence_form": file or EvidenceForm(belongs_to="update-form"),
        "sent_back": sent_back_with(here.update),
    }
    return render(here.request, "returns/update.html", context)


def _around(here: Here) -> dict[str, Any]:
    gathered = here.gathered
    return {
        "update": here.update,
        "head": head_of(gathered, here.today),
        "round": gathered.round,
        "is_milestone": gathered.definition is None,
        "beside": beside(gathered),
        "evidence_rows": evidence_of(here.update),
    }


def judgement(here: Here, form: UpdateForm, shown: Judged) -> dict[str, Any]:
    """What is worked out of what is said, for the templates."""
    return {"judged": shown, "findings": form.explaining(shown.findings), "differs": form.differs(shown)}


def locked(here: Here) -> HttpResponse:
    """The update to be read, with its lock."""
    context = _around(here) | {"reading": reading_of(here.gathered, here.today, here.parts)}
    return render(here.request, "returns/update_locked.html", context)
