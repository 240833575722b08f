"""The director's declaration of data quality, which closes a return; and withdrawing it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.deciding import DeclarationChanged, declare, undeclare
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.deciding import DeclareForm, WithdrawForm
from goldenthread.web.returns.models import Return
from goldenthread.web.returns.queries.declaring import Declaration, declaration_of, post_title
from goldenthread.web.returns.states import Part


@require_http_methods(["GET", "POST"])
def return_declare(request: PersonRequest, pk: int) -> HttpResponse:
    """Read what would be declared, and confirm it. The performance officer may read it."""
    owed = access.return_for(request, pk)
    directs = reach(request).has_in(owed.directorate_id, Role.DIRECTOR)
    if request.method == "POST" and not directs:
        raise PermissionDenied
    if owed.declared_at is not None:
        return redirect("return", pk=pk)
    if request.method == "POST":
        return _confirm(request, owed)
    return _show(request, owed, declaration_of(owed), directs=directs)


def _confirm(request: PersonRequest, owed: Return) -> HttpResponse:
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return _show(request, owed, declaration_of(owed), form=form)
    post = post_title(reach(request).posts, owed.directorate_id)
    try:
        declare(owed, form.cleaned_data["shown"], post, _doing(request))
    except DeclarationChanged as error:
        form.add_error(None, str(error))
        return _show(request, owed, error.now, form=form)
    except Refused as error:
        form.add_error(None, str(error))
        return _show(request, owed, declaration_of(owed), form=form)
    messages.success(request, "You have declared the quality of the data. The return is closed.")
    return redirect("return", pk=owed.pk)


def _show(
    request: PersonRequest, owed: Return, now: Declaration, *, form: DeclareForm | None = None, directs: bool = True
) -> HttpResponse:
    context = {
        "owed": owed,
        "declaration": now,
        "missing": [(one.pk, str(one.line), one.state) for one in now.missing],
        "directs": directs,
        "form": form or DeclareForm(),
    }
    return render(request, "returns/declare.html", context)


@require_http_methods(["GET", "POST"])
def return_undeclare(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw the declaration with a reason, so that updates can be sent back again."""
    owed = access.return_for(request, pk, Role.DIRECTOR)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            undeclare(owed, _doing(request, form.cleaned_data["reason"]))
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The declaration is withdrawn. Updates can be sent back again.")
            return redirect("return", pk=pk)
    return render(request, "returns/undeclare.html", {"owed": owed, "form": form})


def _doing(request: PersonRequest, reason: str = "") -> Doing:
    return Doing(request.user, timezone.now(), frozenset({Part.DIRECTOR}), reason)
