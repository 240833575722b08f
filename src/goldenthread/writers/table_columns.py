"""The columns of the flat tables that the workbook and the CSV bundle share: their names, what they mean, what they hold.

The first columns of figures, updates and statements are a promise to those who load our files; others may follow them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `datatype` is CSVW's word; `width` is in characters, for a workbook."""

    name: str
    means: str
    datatype: str = "string"
    width: int = 16


def _columns(*columns: tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, int]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*column) for column in columns)


_PART = ("part", "which part of the paper this belongs to, counted from 1 (see sections)", "integer", 8)
_LINE = ("line", "which measure or milestone this belongs to, counted through the whole paper from 1", "integer", 8)
_OBJECTIVE = ("objective", "reference of the objective", "string", 14)
_REF = ("ref", "reference of the measure or milestone, as printed", "string", 14)
_OCCURRENCE = ("occurrence", "1, or 2 and more for a reference that the paper uses again", "integer", 12)
_TITLE = ("title", "title of the measure or milestone", "string", 50)

REPORT = _columns(("property", "what is said about the report", "string", 24), ("value", "what it is", "string", 70))
SECTIONS = _columns(
    _PART,
    ("kind", "what sort of part it is", "string", 18),
    ("number", "its number, as printed", "string", 10),
    ("title", "its title", "string", 60),
    ("declared_by", "who made the data quality statement", "string", 30),
    ("declared_on", "when it was made", "date", 14),
)
OBJECTIVES = _columns(
    _PART,
    ("ref", "reference of the objective", "string", 14),
    ("title", "title of the objective", "string", 60),
    ("priorities", "corporate priorities it serves, parted by semicolons", "string", 30),
    ("responsible", "posts that answer for it, parted by semicolons", "string", 30),
    ("linked_indicators", "indicators it names, as printed", "string", 30),
)
FIGURES = _columns(
    _OBJECTIVE,
    _REF,
    _OCCURRENCE,
    _TITLE,
    ("heading", "heading of the column, as printed", "string", 20),
    ("role", "what the column holds: last actual, target, current …", "string", 16),
    ("year", "period that the column names", "string", 20),
    ("label", "part of the measure that the figure is of", "string", 20),
    ("value", "the number alone; empty where there is none", "decimal", 16),
    ("unit", "what the number counts in: count, percent, rate, gbp", "string", 10),
    ("markers", "harmonised shorthand for the figure, or for why there is none", "string", 10),
    ("original", "the whole cell as the paper prints it", "string", 40),
    ("kind", "measure or milestone", "string", 12),
    ("qualifier", "what the cell says about the window or scope of the number", "string", 24),
    ("numerator", "first number of a printed “12 of 40”", "decimal", 12),
    ("denominator", "second number of a printed “12 of 40”", "decimal", 14),
    ("reason", "why the cell has no figure", "string", 20),
    ("target_kind", "how to take a target: level, change, range, share, text, none, to be confirmed", "string", 16),
    ("target_state", "whether a target is provisional or approved, where the paper says so", "string", 14),
    ("target_direction", "the word for which way a target of a change goes", "string", 14),
    _PART,
    _LINE,
    ("column", "which column of its line this is, counted from 1", "integer", 10),
    ("figure", "which figure of its cell this is, counted from 1; 0 where the cell has none", "integer", 10),
    ("heading_over", "heading that stands over this and other columns, such as Targets over three years", "string", 16),
)
SHOWN = _columns(
    _OBJECTIVE,
    _REF,
    _OCCURRENCE,
    _TITLE,
    ("heading", "heading of the column, as printed", "string", 24),
    ("role", "progress or travel", "string", 12),
    ("year", "period that the column names", "string", 20),
    ("original", "words of the cell as the paper prints them; a light or an arrow is in updates", "string", 30),
    ("reason", "why there is no light or arrow", "string", 24),
    _PART,
    _LINE,
    ("column", "which column of its line this is, counted from 1", "integer", 10),
    ("heading_over", "heading that stands over this and other columns", "string", 16),
)
UPDATES = _columns(
    _OBJECTIVE,
    ("kind", "measure or milestone", "string", 12),
    _REF,
    _OCCURRENCE,
    _TITLE,
    ("due", "when a milestone is due, as precisely as the paper says: year, month or day", "string", 14),
    ("responsible", "posts that answer for it, parted by semicolons", "string", 30),
    ("progress", "the officer's traffic light: green, amber or red; or why there is none", "string", 14),
    ("progress_working", "working of the light that a rule computed, in one sentence", "string", 50),
    ("travel", "the officer's direction of travel: better, same or worse", "string", 12),
    ("travel_reason", "why there is no direction of travel", "string", 20),
    ("commentary_by", "who wrote the commentary, parted by semicolons", "string", 30),
    ("commentary", "the officers' words, without bold, italic and links (see marked_words)", "string", 90),
    ("due_printed", "when a milestone is due, as printed", "string", 18),
    ("source", "team that the paper names for a milestone", "string", 20),
    ("commentary_date", "when the commentary was written", "date", 14),
    (
        "commentary_paragraphs",
        "how many paragraphs the commentary has; empty where there is no commentary",
        "integer",
        14,
    ),
    ("action", "what happens next", "string", 40),
    ("action_by", "who does it", "string", 24),
    ("action_due", "by when, as printed", "string", 16),
    ("progress_computed", "the light that a rule worked out, or why it could not", "string", 14),
    ("progress_rule", "which rule worked it out", "string", 20),
    ("progress_rule_version", "version of that rule", "string", 10),
    ("progress_inputs", "what it was worked out from, as name=value", "string", 30),
    ("travel_computed", "the direction that a rule worked out, or why it could not", "string", 14),
    ("travel_working", "working of the direction that a rule computed, in one sentence", "string", 50),
    ("travel_rule", "which rule worked it out", "string", 20),
    ("travel_rule_version", "version of that rule", "string", 10),
    ("travel_inputs", "what it was worked out from, as name=value", "string", 30),
    _PART,
    _LINE,
)
DEFINITIONS = _columns(
    _OBJECTIVE,
    _REF,
    _OCCURRENCE,
    _TITLE,
    ("unit", "what the measure counts in", "string", 12),
    ("unit_known", "stated by the council, or proposed from the title", "string", 12),
    ("unit_why", "why it was proposed", "string", 24),
    ("good_is", "which way is good", "string", 24),
    ("good_is_known", "stated by the council, or proposed from the title", "string", 12),
    ("good_is_why", "why it was proposed", "string", 24),
    ("time_basis", "which window a figure covers", "string", 24),
    ("time_basis_known", "stated by the council, or proposed from the title", "string", 12),
    ("time_basis_why", "why it was proposed", "string", 24),
    ("calendar", "which year the measure counts in", "string", 14),
    ("calendar_known", "stated by the council, or proposed from the title", "string", 12),
    ("calendar_why", "why it was proposed", "string", 24),
    ("ratio_numerator", "what a rate or percentage counts", "string", 24),
    ("ratio_denominator", "what it is counted out of", "string", 24),
    ("ratio_multiplier", "per how many", "integer", 12),
    _PART,
    _LINE,
)
NARRATIVE = _columns(
    _PART,
    _LINE,
    ("item", "which item of the part it stands in: 2, or 2.1 for the first item within it", "string", 8),
    ("position", "order within the item; 0 is the item's own heading", "integer", 10),
    ("block", "heading, paragraph, list item, table heading, table row or picture", "string", 16),
    ("level", "level of a list item, 1 outermost", "integer", 8),
    ("number", "number of a heading, as printed", "string", 10),
    ("text", "the words; cells of a table are parted by upright bars", "string", 100),
)
MARKED_WORDS = _columns(
    _PART,
    _LINE,
    ("item", "which item of the part the words stand in", "string", 8),
    ("position", "which paragraph of it", "integer", 10),
    ("start", "at which character of the paragraph the words start, counted from 1", "integer", 8),
    ("words", "the words", "string", 50),
    ("bold", "yes where the words are bold", "string", 8),
    ("italic", "yes where the words are italic", "string", 8),
    ("link", "address that the words lead to", "string", 50),
)
STATEMENTS = _columns(
    ("statement", "title of the statement", "string", 40),
    ("as_at", "date of the figures", "date", 14),
    ("unit", "what the numbers count in: £, £'000 or £m", "string", 10),
    ("convention", "what a variance in brackets means", "string", 30),
    ("section", "block of the statement: Expenditure, Income …", "string", 20),
    ("label", "label of the row", "string", 40),
    ("heading", "heading of the column, as printed", "string", 24),
    ("role", "what the column holds", "string", 20),
    ("original", "the number as the paper prints it", "string", 16),
    ("value", "the number, signed; brackets are a minus", "decimal", 14),
    ("variance_adverse", "a variance with adverse as plus, whatever the statement's own signs", "decimal", 16),
    ("adverse_or_favourable", "the same in words", "string", 16),
    _PART,
    ("row", "which row of the statement this is, counted from 1", "integer", 8),
    ("column", "which column of the statement this is, counted from 1", "integer", 8),
)
STRATEGIC_ISSUES = _columns(
    ("ref", "reference of the issue", "string", 10),
    ("issue", "the strategic issue", "string", 40),
    ("baseline", "baseline position", "string", 40),
    ("outcomes_year_1", "outcomes at the end of year 1", "string", 40),
    ("outcomes_year_3", "outcomes at the end of year 3", "string", 40),
    ("interventions", "what will be done", "string", 40),
    ("indicators", "key performance indicators", "string", 40),
    _PART,
    ("row", "order of the row, counted from 1", "integer", 8),
)
JUDGEMENTS = _columns(
    ("judgement", "what was judged", "string", 50),
    ("grade", "the grade", "string", 40),
    _PART,
    ("row", "order of the row, counted from 1", "integer", 8),
)
SYMBOLS = _columns(
    ("kind", "light or arrow", "string", 10),
    ("symbol", "green, amber, red, better, same, worse; or that the source lost it", "string", 26),
    ("milestone", "what it means for a milestone", "string", 60),
    ("measure", "what it means for a measure", "string", 60),
)
OFFICERS = _columns(
    ("initials", "initials used in the paper", "string", 10),
    ("name", "name", "string", 30),
    ("post", "post", "string", 50),
)
ATTACHMENTS = _columns(
    ("name", "document that the paper names but does not hold", "string", 60),
    ("mentioned_in", "where it is named", "string", 30),
)
