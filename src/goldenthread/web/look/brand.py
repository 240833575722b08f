"""The council's own font and colour: what may be set, and the style sheet that sets it."""

from __future__ import annotations

_STYLE = """:root {{
  --council-font: {font};
  --govuk-brand-colour: {colour};
  --govuk-link-colour: {colour};
}}
"""


def brand_css(font: str, colour: str) -> str:
    """Custom properties over those of govuk.css."""
    return _STYLE.format(font=f'"{font}"', colour=colour)
