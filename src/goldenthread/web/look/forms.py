"""How every form is drawn: each field as the GOV.UK Design System's component for its kind."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Django's renderer with this app's templates for a form and for a field."""

    form_template_name = "look/form.html"
    field_template_name = "look/field.html"
