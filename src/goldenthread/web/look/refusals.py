"""What is said of a field that was refused: Django's own short messages become sentences with the field's name in them.

A message that a form words itself is left as it is.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField


def sentences(field: BoundField) -> list[str]:
    """Every error of the field, in the same words beside it and in the summary."""
    refused: list[ValidationError] = field.errors.as_data()
    return [_sentence(field, error) for error in refused]


def _sentence(field: BoundField, error: ValidationError) -> str:
    for message, words in _WORDS:
        if error.message is message:
            return words.format(label=field.label, **(error.params or {}))
    if error.message is forms.Field.default_error_messages["required"]:
        return _missing(field).format(label=field.label)
    return str(error.messages[0])


def _missing(field: BoundField) -> str:
    match field.field.widget:
        case forms.CheckboxInput():
            return "Tick “{label}” to go on."
        case forms.FileInput():
            return "Choose a file for “{label}”."
        case forms.CheckboxSelectMultiple():
            return "Choose at least one answer for “{label}”."
        case forms.Select() | forms.RadioSelect():
            return "Choose an answer for “{label}”."
    return "Enter something for “{label}”."


_WORDS: tuple[tuple[Any, str], ...] = (
    (
        forms.IntegerField.default_error_messages["invalid"],
        "“{label}” must be a whole number in digits, for example 12.",
    ),
    (forms.DecimalField.default_error_messages["invalid"], "“{label}” must be a number in digits, for example 92.5."),
    (forms.DateField.default_error_messages["invalid"], "“{label}” must be a date, for example 27/3/2022."),
    (validators.validate_email.message, "“{label}” must be an e-mail address, for example name@example.gov.uk."),
    (
        validators.MaxLengthValidator.message,
        "“{label}” has {show_value} characters. Shorten it to {limit_value} at most.",
    ),
    (validators.MinValueValidator.message, "“{label}” must be {limit_value} or more."),
    (validators.MaxValueValidator.message, "“{label}” must be {limit_value} or less."),
    (
        validators.DecimalValidator.messages["max_decimal_places"],
        "“{label}” has too many decimal places: {max} at most.",
    ),
    (validators.DecimalValidator.messages["max_digits"], "“{label}” has too many digits: {max} at most."),
    (validators.DecimalValidator.messages["max_whole_digits"], "“{label}” is too large for this record."),
    (forms.FileField.default_error_messages["empty"], "The file for “{label}” is empty. Choose another one."),
)
