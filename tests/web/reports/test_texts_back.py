"""Whatever officers type comes back from the Word file of their paper: numbers, dashes and words that look like the paper's own.

Three phrases of the program's own remarks are left out (model/labels.py, REMARKS): a reader takes them for remarks.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model import labels
from goldenthread.model.figures import Cell, Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Action, Commentary, Due, Light, MilestoneLine, Progress
from goldenthread.model.report import Declaration, Narrative, Objective, Report, ReportKind
from goldenthread.readers import read
from goldenthread.web.look.text import printable
from goldenthread.web.returns.lines import blocks_of
from goldenthread.writers.docx import to_docx

_WORDS = (
    "Children", "of", "2.1", "1.", "3.0 Emerging issues", "- item", "• item", "a)", "iv.", "PED01 01", "Objective PED01: x",
    "Next action: see above", "Action by: me", "Supporting commentary:", "Responsible: Head", "Declared by: x",
    "As at: 3 May 2021", "Unit: £", "Council: Other", "Reporting period: x", "Corporate priority: y", "Key to this report",
    "Data quality statement", "[Picture: x]", "N/A", "31 March 2022", "Quarter 1 2020/21", "=SUM(A1)", "<b>", "*", "Appendix 1",
    "http://example.org", "\t", "  ", "\u00a0", "Revenue budget", "12%",
)  # fmt: skip
_lines = st.lists(st.sampled_from(_WORDS) | st.text(max_size=12), min_size=1, max_size=5).map(" ".join)
_texts = (st.lists(_lines, min_size=1, max_size=4).map("\n\n".join) | st.lists(_lines, min_size=1).map("\n".join)).map(
    printable
)
_said = _texts.filter(lambda text: bool(blocks_of(text)) and not any(one in text for one in labels.REMARKS))


def paper(section: str, commentary: str, action: str, declaration: str) -> Report:
    """A departmental report with these texts in it."""
    post = "Head of Hubs"
    line = MilestoneLine(
        ref="PED01a",
        title="Open the hub",
        responsible=(post,),
        due=Due(original="March 2022", period=Period.month(2022, 3)),
        cells=(Cell(column=Column(heading="Quarterly Progress", role=Role.PROGRESS)),),
        progress=Progress(judged=Light.AMBER),
        commentary=Commentary(by=(post,), blocks=tuple(blocks_of(commentary))),
        action=Action(what=" ".join(action.split()), who=post, by_when="3 May 2022") if action.split() else None,
    )
    return Report(
        kind=ReportKind.DEPARTMENTAL,
        title="Quarter 2",
        period=Period.financial_quarter(2021, 2),
        sections=(
            Narrative(number="2.0", title="Key developments", blocks=tuple(blocks_of(section))),
            Objective(ref="PED01", title="Help families early", lines=(line,)),
            Declaration(number="5.0", blocks=tuple(blocks_of(declaration)), by="Director of People"),
        ),
    )


@given(section=_said, commentary=_said, action=_lines.map(printable), declaration=_said)
def test_what_was_typed_comes_back_from_word(section: str, commentary: str, action: str, declaration: str) -> None:
    report = paper(section, commentary, action, declaration)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(to_docx(report))
        assert read(path).report == report
