"""Whether an uploaded file holds what names or identifies persons: such a file is refused (handbook 10.4, R10.5).

A plan holds figures of groups alone. A column "Name" by itself is let through: the key of officers in a council's paper has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from goldenthread.model.reading import Reading
from goldenthread.rules.checks.identities import identifiers_in
from goldenthread.web.plans.uploading.passages import Passage

_HEADINGS: Final = {
    "upn": "pupil numbers",
    "unique pupil number": "pupil numbers",
    "nhs number": "NHS numbers",
    "nhs no": "NHS numbers",
    "national insurance number": "National Insurance numbers",
    "ni number": "National Insurance numbers",
    "nino": "National Insurance numbers",
    "date of birth": "dates of birth",
    "birth date": "dates of birth",
    "dob": "dates of birth",
    "d o b": "dates of birth",
    "forename": "names of persons",
    "forenames": "names of persons",
    "first name": "names of persons",
    "given name": "names of persons",
    "surname": "names of persons",
    "last name": "names of persons",
    "family name": "names of persons",
    "pupil name": "names of persons",
    "student name": "names of persons",
    "child name": "names of persons",
    "childs name": "names of persons",
    "name of child": "names of persons",
    "client name": "names of persons",
    "patient name": "names of persons",
    "tenant name": "names of persons",
    "postcode": "postcodes",
    "post code": "postcodes",
    "home address": "home addresses",
}


def personal_data_in(reading: Reading, passages: Iterable[Passage]) -> str:
    """What was found that identifies persons and where, for a sentence: "an NHS number (page 3)"; "" for nothing.

    The identifier itself is not repeated.
    """
    for passage in passages:
        at = f" ({passage.where})" if passage.where else ""
        for cell in passage.cells:
            kind = _HEADINGS.get(_folded(cell))
            if kind:
                return f"a column of {kind}{at}"
        for text in (passage.text, *passage.cells):
            for what, _ in identifiers_in(text):
                return f"{what}{at}"
    beside = [(note.text, note.where) for note in reading.unplaced]
    beside += [(head.text, head.where) for head in reading.running_heads]
    for text, where in beside:
        for what, _ in identifiers_in(text):
            return f"{what} ({where})" if where else what
    return ""


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", text.lower().replace("'", "").replace("’", "")).split())
