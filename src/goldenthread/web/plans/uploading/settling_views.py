"""The pages that settle what a paper leaves open, each beside the paper's own words. An answer is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldenthread.model.plan import MeasureLine
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.models import Measure, Plan, Upload
from goldenthread.web.plans.uploading import actions
from goldenthread.web.plans.uploading.earlier import Difference, differences, earlier_measures, matches
from goldenthread.web.plans.uploading.forms import MeasureForm, OwnersForm, PlanForm, PrioritiesForm
from goldenthread.web.plans.uploading.owners import posts_offered
from goldenthread.web.plans.uploading.queries import Understood, said_rows
from goldenthread.web.plans.uploading.settling import (
    STATED,
    MeasureAnswer,
    accepted,
    propose_measure,
    propose_plan,
    propose_unit,
    reasons,
    weakly_proposed,
)
from goldenthread.web.plans.uploading.views import read_upload_for

_PARTS = (("unit", "Unit"), ("polarity", "Which way is better"), ("time_basis", "Time basis"), ("calendar", "Year"))


def _settle(
    request: PersonRequest, upload: Upload, part: str, answer: actions.Answer, *, number: int | None = None
) -> str | Understood | None:
    """Saves the answer: None when it is saved, a sentence when it is refused; when somebody else was quicker, what is saved."""
    seen = request.POST.get("seen", "")
    try:
        actions.settle(upload=upload, part=part, answer=answer, seen=seen, by=request.user, number=number)
    except Overtaken as overtaken:
        return Understood(overtaken.now) if isinstance(overtaken.now, Upload) else str(overtaken)
    except Refused as refused:
        return str(refused)
    return None


def _pairs(form: forms.Form, theirs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What the person gave and what somebody else has saved, field by field, where the two differ."""
    found: list[tuple[str, str, str]] = []
    for bound in form:
        mine, saved = _words(bound.field, bound.data), _words(bound.field, theirs.get(bound.name, ""))
        if mine != saved:
            found.append((str(bound.label), mine, saved))
    return found


def _words(field: forms.Field, value: Any) -> str:
    chosen = value if isinstance(value, list | tuple) else ["" if value is None else value]
    choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    return ", ".join(choices.get(str(one), str(one)) for one in chosen) or "none"


@require_http_methods(["GET", "HEAD", "POST"])
def upload_plan(request: PersonRequest, pk: int) -> HttpResponse:
    """The title and years of the plan."""
    understood = Understood(read_upload_for(request, pk))
    initial = PlanForm.shown(understood.settlement.plan or propose_plan(understood.report))
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    outcome: str | Understood | None = None
    if form.is_valid() and not _refused_as_taken(form, understood.upload):
        outcome = _settle(request, understood.upload, "plan", form.answer())
        if outcome is None:
            return _saved(request, "The plan’s title and years are saved.", understood.upload, "upload_plan")
    return _asked(request, "plan", understood, form, outcome, lambda now: PlanForm.shown(now.settlement.plan))


def _refused_as_taken(form: PlanForm, upload: Upload) -> bool:
    """Whether the directorate has that plan already: said now, and not only when the plan is to be made."""
    answer = form.answer()
    same = Plan.objects.filter(directorate=upload.directorate_id, title=answer.title, first_year=answer.first_year)
    if not same.exists():
        return False
    form.add_error(
        "title",
        f"{upload.directorate} has a plan of this title for that year already. "
        "Give this one another title, or roll the other forward.",
    )
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def upload_priorities(request: PersonRequest, pk: int) -> HttpResponse:
    """Which priorities each objective serves."""
    understood = Understood(read_upload_for(request, pk))
    form = PrioritiesForm(request.POST if request.method == "POST" else None, understood=understood)
    outcome: str | Understood | None = None
    if form.is_valid():
        outcome = _settle(request, understood.upload, "priorities", form.answers())
        if outcome is None:
            return _saved(request, "The objectives’ priorities are saved.", understood.upload, "upload_priorities")
    fields = zip(form, (understood.beside_objective(n) for n in range(len(form.fields))), strict=True)
    return _asked(request, "priorities", understood, form, outcome, _initials(PrioritiesForm), groups=list(fields))


@require_http_methods(["GET", "HEAD", "POST"])
def upload_owners(request: PersonRequest, pk: int) -> HttpResponse:
    """The post behind each printed name."""
    understood = Understood(read_upload_for(request, pk))
    posts = list(posts_offered(understood.upload.directorate))
    form = OwnersForm(request.POST if request.method == "POST" else None, understood=understood, posts=posts)
    outcome: str | Understood | None = None
    if form.is_valid():
        outcome = _settle(request, understood.upload, "owners", form.answers())
        if outcome is None:
            return _saved(request, "The owners are saved.", understood.upload, "upload_owners")
    counts = _lines_of_names(understood)
    groups = [(name, counts[name], one, title, understood.beside_name(name)) for name, one, title in form.groups()]
    return _asked(request, "owners", understood, form, outcome, _initials(OwnersForm, posts=posts), groups=groups)


def _lines_of_names(understood: Understood) -> dict[str, int]:
    counts = dict.fromkeys(understood.names, 0)
    for objective in understood.report.objectives:
        for name in objective.responsible:
            counts[name] += 1
        for line in objective.lines:
            for name in set(line.responsible):
                counts[name] += 1
    return counts


def _initials(kind: Callable[..., forms.Form], **given: Any) -> Callable[[Understood], dict[str, Any]]:
    """What the form would show of the answers that are saved now."""

    def shown(now: Understood) -> dict[str, Any]:
        form = kind(understood=now, **given)
        return {name: field.initial for name, field in form.fields.items()}

    return shown


def _asked(
    request: PersonRequest,
    part: str,
    understood: Understood,
    form: forms.Form,
    outcome: str | Understood | None,
    shown: Callable[[Understood], dict[str, Any]],
    **context: Any,
) -> HttpResponse:
    """The page of one part: asked, or asked again with what is wrong or what somebody else has saved meanwhile."""
    pairs: list[tuple[str, str, str]] = []
    if isinstance(outcome, Understood):
        pairs, understood = _pairs(form, shown(outcome)), outcome
    elif outcome:
        form.add_error(None, outcome)
    context |= {
        "upload": understood.upload,
        "understood": understood,
        "form": form,
        "pairs": pairs,
        "seen": understood.settlement.mark(part, context.get("number")),
    }
    return render(request, f"plans/uploading/{context.pop('page', part)}.html", context)


def _saved(request: PersonRequest, sentence: str, upload: Upload, task: str) -> HttpResponse:
    """On to the next task that is open, or back to the list where none follows."""
    messages.success(request, sentence)
    upload.refresh_from_db()
    following = Understood(upload).after(task)
    return redirect(following.address if following else "upload", upload.pk)


# ---- measures ----


@dataclass(frozen=True)
class Row:
    """A measure in the quick table: what is answered, or what is proposed with why."""

    number: int
    line: MeasureLine
    answer: MeasureAnswer | None
    parts: list[tuple[str, str, str]]
    weak: tuple[str, str] | None
    continues: Measure | None

    @property
    def can_accept(self) -> bool:
        """Whether anything is proposed to somebody who has not answered yet."""
        return self.answer is None and any(value for _, value, _ in self.parts)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_measures(request: PersonRequest, pk: int) -> HttpResponse:
    """All measures with what is proposed for each, to accept many at once."""
    understood = Understood(read_upload_for(request, pk))
    upload, lines = understood.upload, understood.report.measures
    proposed = matches(understood.report, earlier_measures(upload.directorate, understood.first_year))
    trouble = ""
    if request.method == "POST":
        answers = _ticked(request, understood, proposed)
        outcome = _settle(request, upload, "measures", answers) if answers else "Tick at least one measure."
        if outcome is None:
            count = len(answers)
            said = f"{count} {'measure is' if count == 1 else 'measures are'} answered as proposed."
            return _accepted(request, said, upload)
        if isinstance(outcome, Understood):
            understood = outcome
            trouble = "Somebody else answered measures while you were looking. See what is saved now, and tick again."
        else:
            trouble = outcome
    rows = [_row(n, line, understood, proposed.get(n)) for n, line in enumerate(lines)]
    context = {
        "upload": understood.upload,
        "understood": understood,
        "rows": rows,
        "open": understood.settled_count < len(rows),
        "trouble": trouble,
        "seen": understood.settlement.mark("measures"),
    }
    return render(request, "plans/uploading/measures.html", context)


def _accepted(request: PersonRequest, said: str, upload: Upload) -> HttpResponse:
    """On to the next task when every measure is settled; else the table again, with what is left of it."""
    upload.refresh_from_db()
    now = Understood(upload)
    if now.settled_count == len(now.report.measures):
        return _saved(request, said, upload, "upload_measures")
    messages.success(request, said)
    return redirect("upload_measures", upload.pk)


def _ticked(
    request: PersonRequest, understood: Understood, proposed: Mapping[int, Measure]
) -> dict[int, MeasureAnswer]:
    """The answers that the ticks make: to every measure that is ticked, and the year to those without one, if that is ticked."""
    lines = understood.report.measures
    ticks = {name: _numbers(request, name, len(lines)) for name in ("accept", "weak", "continues")}
    years = request.POST.get("years") == "on"
    found: dict[int, MeasureAnswer] = {}
    for n in sorted({*set.union(*ticks.values()), *(understood.settlement.measures if years else ())}):
        before = understood.answer(n)
        weak = [*(["polarity"] if n in ticks["weak"] else []), *(["calendar"] if years else [])]
        continues = proposed[n].pk if n in ticks["continues"] and n in proposed else None
        found[n] = accepted(lines[n], before, weak=weak, continues=continues)
    return {n: answer for n, answer in found.items() if answer != understood.answer(n)}


def _numbers(request: PersonRequest, name: str, most: int) -> set[int]:
    given = (text for text in request.POST.getlist(name) if text.isascii() and text.isdigit() and len(text) < 10)
    return {int(text) for text in given if int(text) < most}


def _row(number: int, line: MeasureLine, understood: Understood, continues: Measure | None) -> Row:
    answer = understood.answer(number)
    shown, why = answer or propose_measure(line), {} if answer else reasons(line)
    parts = [(title, _part(getattr(shown, name)), _given(why.get(name, ""))) for name, title in _PARTS]
    weak = _weak(line) if shown.polarity is None else None
    return Row(number, line, answer, parts, weak, None if answer else continues)


def _given(why: str) -> str:
    """The reason, for a table in which what the paper states itself has none beside it."""
    return "" if why == STATED else why


def _part(value: Any) -> str:
    return "" if value is None else str(getattr(value, "words", value.value))


def _weak(line: MeasureLine) -> tuple[str, str] | None:
    """Which way may be better, as the wording only hints, and why."""
    hint = weakly_proposed(line).get("polarity")
    return (_part(hint[0]), hint[1]) if hint else None


@require_http_methods(["GET", "HEAD", "POST"])
def upload_measure(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """One measure beside the paper's own words, with Save and next."""
    understood = Understood(read_upload_for(request, pk))
    if number >= len(understood.report.measures):
        raise Http404
    line = understood.report.measures[number]
    earlier = earlier_measures(understood.upload.directorate, understood.first_year)
    proposed = matches(understood.report, earlier).get(number)
    answer = understood.answer(number)
    shown = answer or propose_measure(line).model_copy(update={"continues": proposed.pk if proposed else None})
    is_post = request.method == "POST"
    asked_for = request.POST.get("continues", "") if is_post else str(shown.continues or "")
    differing = _differing(understood, line, earlier, asked_for)
    form = MeasureForm(
        request.POST if is_post else None,
        initial=MeasureForm.shown(shown),
        hints=_hints(line, answer, proposed),
        earlier=earlier,
        differ=bool(differing),
    )
    outcome: str | Understood | None = None
    if form.is_valid():
        outcome = _settle(request, understood.upload, "measures", {number: form.answer()}, number=number)
        if outcome is None:
            return _next(request, understood, number)
    return _asked(
        request,
        "measures",
        understood,
        form,
        outcome,
        lambda now: MeasureForm.shown(now.answer(number) or MeasureAnswer()),
        page="measure",
        number=number,
        line=line,
        count=len(understood.report.measures),
        beside=understood.beside_measure(number),
        said=said_rows(understood.said(number), shown.unit or propose_unit(line)[0]),
        not_kept=understood.said(number).not_kept,
        differing=differing,
    )


def _differing(understood: Understood, line: MeasureLine, earlier: list[Measure], asked_for: str) -> list[Difference]:
    chosen = next((one for one in earlier if str(one.pk) == asked_for), None)
    if chosen is None or understood.first_year is None:
        return []
    return differences(line, understood.report, chosen, understood.first_year)


def _hints(line: MeasureLine, answer: MeasureAnswer | None, proposed: Measure | None) -> dict[str, str]:
    """Why each part is proposed, where nobody has answered yet; and what is only hinted at."""
    hints: dict[str, str] = {}
    if answer is None:
        hints = {name: f"Proposed because {why}." for name, why in reasons(line).items()}
    for name, (value, why) in weakly_proposed(line).items():
        if answer is None or getattr(answer, name) is None:
            hints[name] = f"Perhaps {_part(value)}, because {why}: please choose."
    if proposed is not None:
        called = f"{proposed.ref} {proposed.title}".strip()
        hints["continues"] = f"It seems to continue “{called}” of {proposed.plan.title}, by its reference and title."
    return hints


def _next(request: PersonRequest, understood: Understood, number: int) -> HttpResponse:
    """On to the next measure that nobody has answered, after this one first; then back to the table."""
    messages.success(request, f"The answers for {understood.report.measures[number].ref or 'the measure'} are saved.")
    count = len(understood.report.measures)
    answered = {*understood.settlement.measures, number}
    for following in (*range(number + 1, count), *range(number)):
        if following not in answered:
            return redirect("upload_measure", understood.upload.pk, following)
    return redirect("upload_measures", understood.upload.pk)


# ---- what is left over ----


@require_http_methods(["GET", "HEAD", "POST"])
def upload_left_over(request: PersonRequest, pk: int) -> HttpResponse:
    """What could not be placed, what was mended and assumed, and what the record will not keep."""
    understood = Understood(read_upload_for(request, pk))
    trouble = ""
    if request.method == "POST":
        outcome = _settle(request, understood.upload, "left_over_seen", True)
        if outcome is None:
            return _saved(request, "You have seen what could not be placed.", understood.upload, "upload_left_over")
        trouble = outcome if isinstance(outcome, str) else ""
    context = {
        "upload": understood.upload,
        "understood": understood,
        "trouble": trouble,
        "seen": understood.settlement.mark("left_over_seen"),
    }
    return render(request, "plans/uploading/left_over.html", context)
