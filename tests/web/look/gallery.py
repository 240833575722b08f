"""A page with every component in every state that we use, for the tests in a browser."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from goldenthread.web import urls

TEMPLATE = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")


class Every(forms.Form):
    """One field of each kind."""

    title = forms.CharField(help_text="As it is printed in the plan")
    address = forms.EmailField(label="E-mail address")
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    post = forms.ChoiceField(label="Owner", choices=[("", "---------"), ("1", "Divisional Manager, Early Help")])
    polarity = forms.ChoiceField(
        choices=[("up", "Higher is better"), ("down", "Lower is better")],
        widget=forms.RadioSelect,
        help_text="Which way is better?",
    )
    priorities = forms.MultipleChoiceField(
        choices=[("1", "A good start in life"), ("2", "A place to be proud of")], widget=forms.CheckboxSelectMultiple
    )
    sensitive = forms.BooleanField(label="The figures may identify somebody", help_text="Small numbers, for example")
    target = forms.DecimalField()
    due = forms.DateField(label="Due", help_text="For example, 27/3/2022")
    paper = forms.FileField(label="Business plan")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The page; with ?wrong its form is refused."""
    given = {"target": "ninety-five", "title": "<b>Bold</b>"} if "wrong" in request.GET else None
    context = {
        "form": Every(given),
        "danger": "<script>alert(1)</script>",
        "lights": [("On track", "green"), ("At risk", "amber"), ("Off track", "red"), ("Not rated", "none")],
        "rows": [("Unit", "%"), ("Polarity", "Higher is better", "/change/"), ("Source", "")],
        "navigation": [
            {"text": "Home", "href": "/"},
            {"text": "Plans", "href": "/plans/", "active": True},
            {"text": "Priorities", "href": "/priorities/"},
            {"text": "Uploads", "href": "/uploads/"},
            {"text": "People", "href": "/people/"},
        ],
        "demonstration": True,
        "page": Paginator(range(200), 10).get_page(request.GET.get("page", 7)),
    }
    return HttpResponse(engines["django"].from_string(TEMPLATE).render(context, request))


urlpatterns = [path("gallery/", gallery), *urls.urlpatterns]
