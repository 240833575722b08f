"""The fixed words of a paper that Golden Thread prints, so that writers print and readers know the same ones."""

from __future__ import annotations

from typing import Final

# the block at the head of the paper, each "Label: value"
REPORT_TYPE: Final = "Type of report"
COUNCIL: Final = "Council"
DIRECTORATE: Final = "Directorate"
DEPARTMENT: Final = "Department"
DEPARTMENTS: Final = "Departments"
PRIORITY: Final = "Corporate priority"
PERIOD: Final = "Reporting period"

# an objective and its lines
OBJECTIVE: Final = "Objective"
RESPONSIBLE: Final = "Responsible"
LINKED: Final = "Linked indicators"
REF: Final = "Ref"
MEASURE: Final = "Measure"
MILESTONE: Final = "Milestone"
NO_REF: Final = "Without a reference"
DUE: Final = "Due"
SOURCE: Final = "Source"
COMMENTARY: Final = "Supporting commentary"
BY_RESPONSIBLE: Final = ("from the responsible officer", "from the responsible officers")
"""What follows "Supporting commentary" where one post, or several, both answer for the line and wrote of it."""
ACTION: Final = "Next action"
ACTION_WHO: Final = "Action by"
ACTION_WHEN: Final = "Action due"
WORKED_OUT: Final = "Worked out"
NOT_STATED: Final = "Not stated"
LEFT_BLANK: Final = "Left blank"
LEFT_OUT: Final = "Left blank in every row, so not shown"
"""Begins a remark under a heading that names the columns which a table goes without."""

# other parts; the titles are for parts whose own title is empty
STRATEGIC_ISSUES_TITLE: Final = "Strategic issues"
JUDGEMENTS_TITLE: Final = "Judgements"
STATEMENT_TITLE: Final = "Budget statement"
DECLARATION_TITLE: Final = "Data quality statement"
SMALL_TABLE: Final = "Table"
DECLARED_BY: Final = "Declared by"
DECLARED_ON: Final = "Declared on"
AS_AT: Final = "As at"
MONEY_UNIT: Final = "Unit"
CONVENTION: Final = "Sign convention"
LINE: Final = "Budget line"
BLOCK: Final = "Block"
NO_CONVENTION: Final = "The paper does not say what a number in brackets means here"
COMMENTS: Final = "Comments on the above figures"
STRATEGIC_ISSUES: Final = (
    "Ref",
    "Strategic issue",
    "Baseline position",
    "Outcomes at end of year 1",
    "Outcomes at end of year 3",
    "Interventions",
    "Key performance indicators",
)
JUDGEMENTS: Final = ("Judgement", "Grade")

# the keys at the end
CONTENTS: Final = "Contents"
KEY: Final = "Key to this report"
KEY_LIGHTS: Final = ("Progress", "Milestone", "Measure")
KEY_ARROWS: Final = ("Direction of travel", "Meaning")
KEY_WORDS: Final = ("Printed", "Meaning")
KEY_DEFINITIONS: Final = (
    "Ref",
    "Occurrence",
    "Unit",
    "Good is",
    "Time basis",
    "Calendar",
    "Numerator",
    "Denominator",
    "Multiplier",
)
KEY_OFFICERS: Final = ("Initials", "Name", "Post")
ATTACHMENTS: Final = ("Attachment", "Named in")
PICTURE: Final = "Picture"

REMARKS: Final = (f"{WORKED_OUT} (", LEFT_OUT, NO_CONVENTION)
"""How the program's own remarks begin, which are no words of the paper."""
