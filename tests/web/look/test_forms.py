"""Every kind of field comes out as its component, with ids that labels, hints, errors and the summary reach."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django import forms
from django.template import engines
from django.utils.datastructures import MultiValueDict

from tests.web.look.soundness import assert_sound


class Target(forms.Form):
    """One field of each kind that a form of ours has."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=20, help_text="As printed", widget=forms.TextInput(attrs={"class": "wide"}))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 7}))
    owner = forms.ChoiceField(choices=[("", "---------"), ("3", "Head of Service")])
    polarity = forms.ChoiceField(choices=[("up", "Higher"), ("down", "Lower")], widget=forms.RadioSelect)
    serves = forms.MultipleChoiceField(
        choices=[(1, "Health"), (2, "Homes")], widget=forms.CheckboxSelectMultiple, help_text="All that it serves"
    )
    sure = forms.BooleanField(label="I have told the owner", help_text="By e-mail")
    value = forms.DecimalField(max_digits=6, decimal_places=2, min_value=0)
    places = forms.IntegerField(required=False, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}))
    due = forms.DateField(required=False)
    email = forms.EmailField(required=False, label="E-mail address")
    password = forms.CharField(required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    paper = forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": ".docx"}))


def _drawn(form: forms.BaseForm, template: str = "{% error_summary form %}{{ form }}") -> BeautifulSoup:
    html = engines["django"].from_string(template).render({"form": form})
    assert_sound(html)
    return BeautifulSoup(html, "html.parser")


def _control(page: BeautifulSoup, id_: str) -> Tag:
    found = page.find(id=id_)
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        (
            "id_title",
            {"type": "text", "name": "title", "class": "govuk-input wide", "aria-describedby": "id_title-hint"},
        ),
        ("id_note", {"name": "note", "rows": "7", "class": "govuk-textarea"}),
        ("id_owner", {"name": "owner", "class": "govuk-select"}),
        ("id_polarity", {"type": "radio", "name": "polarity", "value": "up", "class": "govuk-radios__input"}),
        ("id_polarity-2", {"type": "radio", "name": "polarity", "value": "down"}),
        ("id_serves", {"type": "checkbox", "name": "serves", "value": "1", "class": "govuk-checkboxes__input"}),
        ("id_sure", {"type": "checkbox", "name": "sure", "value": "on", "aria-describedby": "id_sure-item-hint"}),
        ("id_value", {"type": "text", "inputmode": "decimal", "spellcheck": "false"}),
        ("id_places", {"type": "text", "inputmode": "numeric", "class": "govuk-input govuk-input--width-3"}),
        ("id_due", {"type": "text", "spellcheck": "false", "class": "govuk-input govuk-input--width-10"}),
        ("id_email", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        ("id_password", {"type": "password", "autocomplete": "new-password", "autocapitalize": "none"}),
        ("id_paper", {"type": "file", "accept": ".docx", "class": "govuk-file-upload"}),
        ("id_seen", {"type": "hidden"}),
    ],
)
def test_each_control(id_: str, expected: dict[str, str]) -> None:
    control = _control(_drawn(Target()), id_)
    found = {name: control.get(name) for name in expected}
    assert {name: " ".join(value) if isinstance(value, list) else value for name, value in found.items()} == expected


def test_a_browser_refuses_and_cuts_nothing_by_itself() -> None:
    page = _drawn(Target())
    for name in ("required", "maxlength", "min", "max", "step"):
        assert not page.select(f"[{name}]")


def test_labels_and_legends() -> None:
    page = _drawn(Target())
    labels = {str(label["for"]): label.get_text(strip=True) for label in page.find_all("label")}
    assert labels["id_title"] == "Title"
    assert labels["id_polarity-2"] == "Lower"
    assert labels["id_sure"] == "I have told the owner"
    assert [legend.get_text(strip=True) for legend in page.find_all("legend")] == ["Polarity", "Serves"]
    assert page.select_one("fieldset[aria-describedby='id_serves-hint'] #id_serves-hint")


def test_what_was_typed_stays_and_every_error_reaches_its_field() -> None:
    given = MultiValueDict(
        {"title": ["A title that is much too long"], "value": ["about 90"], "due": ["31/2/2022"], "places": ["4.5"]}
    )
    given.setlist("serves", ["2", "9"])
    page = _drawn(Target(given))
    links = {str(link["href"]): link.get_text() for link in page.select(".govuk-error-summary a")}
    assert links == {
        "#id_title": "“Title” has 29 characters. Shorten it to 20 at most.",
        "#id_owner": "Choose an answer for “Owner”.",
        "#id_polarity": "Choose an answer for “Polarity”.",
        "#id_serves": "Select a valid choice. 9 is not one of the available choices.",
        "#id_sure": "Tick “I have told the owner” to go on.",
        "#id_value": "“Value” must be a number in digits, for example 92.5.",
        "#id_places": "“Places” must be a whole number in digits, for example 12.",
        "#id_due": "“Due” must be a date, for example 27/3/2022.",
    }
    for href, words in links.items():
        beside = _control(page, f"{href[1:]}-error")
        assert beside.get_text(" ", strip=True) == f"Error: {words}"
    assert _control(page, "id_value")["value"] == "about 90"
    assert _control(page, "id_due")["value"] == "31/2/2022"
    assert _control(page, "id_value")["aria-describedby"] == "id_value-error"
    assert "govuk-input--error" in _control(page, "id_value")["class"]
    assert _control(page, "id_serves-2").has_attr("checked")
    assert not _control(page, "id_serves").has_attr("checked")
    assert _control(page, "id_polarity").find_parent("fieldset")["aria-describedby"] == "id_polarity-error"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("title", "", "Enter something for “Title”."),
        ("value", "-1", "“Value” must be 0 or more."),
        ("value", "1.234", "“Value” has too many decimal places: 2 at most."),
        ("value", "1234567", "“Value” has too many digits: 6 at most."),
        ("value", "12345", "“Value” is too large for this record."),
        ("email", "nobody", "“E-mail address” must be an e-mail address, for example name@example.gov.uk."),
    ],
)
def test_refusals_name_the_field_and_say_what_to_do(name: str, value: str, said: str) -> None:
    assert said in _drawn(Target({name: value})).select_one(f"a[href='#id_{name}']")  # type: ignore[operator]


def test_a_sentence_of_the_forms_own_is_kept() -> None:
    class Own(forms.Form):
        title = forms.CharField(error_messages={"required": "Give the objective its title."})

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("Quarters and year do not agree.")

    page = _drawn(Own({}))
    assert [item.get_text() for item in page.select(".govuk-error-summary li")] == [
        "Give the objective its title.",
        "Quarters and year do not agree.",
    ]
    assert [link["href"] for link in page.select(".govuk-error-summary a")] == ["#id_title"]


def test_a_bound_value_is_shown_as_text() -> None:
    page = _drawn(Target({"title": '"><script>', "note": "\n<b>two\nlines</b>", "owner": "3", "password": "secret"}))
    assert _control(page, "id_title")["value"] == '"><script>'
    assert _control(page, "id_note").get_text() == "\n\n<b>two\nlines</b>"  # a browser drops the first line break
    assert page.find("script") is None
    assert page.select_one("#id_owner option[selected]")["value"] == "3"  # type: ignore[index]
    assert not _control(page, "id_password").has_attr("value")


def test_initial_values_are_shown() -> None:
    page = _drawn(Target(initial={"polarity": "down", "serves": [1], "sure": True, "value": 0, "seen": 7}))
    assert [str(tag["id"]) for tag in page.select("input[checked]")] == ["id_polarity-2", "id_serves", "id_sure"]
    assert _control(page, "id_value")["value"] == "0"
    assert _control(page, "id_seen")["value"] == "7"


def test_the_blank_choice_says_what_it_means() -> None:
    class Two(forms.Form):
        owner = forms.ChoiceField(choices=[("", "---------"), ("3", "Head of Service")])
        deputy = forms.ChoiceField(choices=[("", "---------"), ("3", "Head of Service")], required=False)

    page = _drawn(Two())
    assert [option.get_text() for option in page.select("option[value='']")] == ["Choose one", "None"]


def test_groups_of_choices_stay_together() -> None:
    class Grouped(forms.Form):
        owner = forms.ChoiceField(
            choices=[("", "---------"), ("People", [(1, "Director")]), ("Places", [(2, "Engineer")])]
        )

    page = _drawn(Grouped({"owner": "2"}))
    groups = {str(group["label"]): group.get_text(strip=True) for group in page.find_all("optgroup")}
    assert groups == {"People": "Director", "Places": "Engineer"}
    assert page.select_one("option[selected]").get_text() == "Engineer"  # type: ignore[union-attr]


def test_a_label_or_a_legend_as_the_heading_of_the_page() -> None:
    page = _drawn(Target(), "{% field form.title as_heading=True %}")
    assert page.select_one("h1.govuk-label-wrapper > label.govuk-label--l[for=id_title]")
    page = _drawn(Target(), "{% field form.polarity as_heading=True %}")
    assert page.select_one("legend.govuk-fieldset__legend--l > h1")


def test_a_disabled_field_cannot_be_changed() -> None:
    form = Target()
    for name in ("title", "polarity", "sure"):
        form.fields[name].disabled = True
    page = _drawn(form)
    assert [str(tag["id"]) for tag in page.select("[disabled]")] == [
        "id_title",
        "id_polarity",
        "id_polarity-2",
        "id_sure",
    ]


def test_two_forms_of_one_kind_keep_their_ids_apart() -> None:
    page = _drawn(Target({}, prefix="b"), "{% error_summary form %}{{ form }}")
    assert page.select_one("a[href='#id_b-title']")
    assert _control(page, "id_b-polarity-2")["name"] == "b-polarity"


def test_a_widget_that_nobody_draws_is_said_at_once() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="No component is known for the widget SplitDateTimeWidget of the field “when”"):
        engines["django"].from_string("{{ form }}").render({"form": Odd()})
