"""The base of every value in the model: frozen, strict about unknown fields, compared by value."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value. Unknown fields are refused, so that one misspelt in a hand-edited file is not lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)
