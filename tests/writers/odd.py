"""Reports that no council should send and some will: code, long words, symbols without a shape, nothing at all, far too much."""

from __future__ import annotations

from typing import Final

from goldenthread.model.figures import Cell, Column, Role
from goldenthread.model.plan import Commentary, Light, MeasureLine, MilestoneLine, Progress
from goldenthread.model.report import Narrative, Objective, Report, ReportKind, StrategicIssues
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, SmallTable, Span, list_item, paragraph

TYPST_CODE: Final = '#panic("no") $x^2$ = Heading *bold* _em_ `raw` @ref <label> // comment \\ ] } ) #include "x"'
MARKUP: Final = "<script>alert('no')</script> <img src=x onerror=alert(1)> &amp; \"quoted\" </table></main>"
LONG_WORD: Final = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
SYMBOLS: Final = "\uf0b7 \uf0a7 ✔ 😀 \U0001f3f4\u200d\u2620\ufe0f 中 \x07 \u2011 ﬁ é e\u0301 \u00a0 \ufffe"
ODD_TEXTS: Final = (TYPST_CODE, MARKUP, LONG_WORD, SYMBOLS)


def report_of(*blocks: AnyBlock, title: str = "A part") -> Report:
    """A report with one narrative section of these blocks."""
    return Report(kind=ReportKind.PRIORITY, title="A report", sections=(Narrative(title=title, blocks=blocks),))


def odd_report(text: str) -> Report:
    """A report that has `text` everywhere that a text can stand."""
    column = Column(heading=text, role=Role.OTHER)
    line = MeasureLine(
        ref=text,
        title=text,
        responsible=(text,),
        cells=(
            Cell(column=column, original=text),
            Cell(column=Column(heading=text, role=Role.PROGRESS), original=text),
        ),
        progress=Progress(judged=Light.AMBER),
        commentary=Commentary(by=(text,), blocks=(paragraph(text), list_item(text))),
    )
    table = SmallTable(header=(text, text), rows=((text, text),))
    narrative = Narrative(
        number=text, title=text, blocks=(table, Paragraph(spans=(Span(text=text, strong=True, link=text),)))
    )
    return Report(
        kind=ReportKind.PRIORITY,
        title=text,
        council=text,
        departments=(text,),
        sections=(narrative, Objective(ref=text, title=text, lines=(line,))),
    )


EMPTY: Final = Report(kind=ReportKind.SERVICE_OBJECTIVES)

EMPTY_PARTS: Final = Report(
    kind=ReportKind.BUSINESS_PLAN,
    sections=(
        Narrative(number="1", items=(Narrative(title="Below a part without a title", items=(Narrative(),)),)),
        Narrative(blocks=(Paragraph(), ListItem(level=3), ListItem(level=1), SmallTable(header=("",)))),
        StrategicIssues(),
        Objective(ref="", lines=(MeasureLine(), MilestoneLine(), MeasureLine(commentary=Commentary()))),
    ),
)

DEEP: Final = Report(
    kind=ReportKind.DEPARTMENTAL,
    title="Headings of many levels",
    sections=(
        Narrative(
            title="One",
            items=(Narrative(items=(Narrative(title="Two below an untitled part"),)),),
        ),
        Narrative(
            title="A",
            items=(
                Narrative(
                    title="B",
                    items=(Narrative(title="C", items=(Narrative(title="D", items=(Narrative(title="E"),)),)),),
                ),
            ),
        ),
    ),
)

RAGGED: Final = report_of(SmallTable(header=("One", "Two"), rows=(("1",), ("1", "2", "3"))))
LONG_TABLE: Final = report_of(
    SmallTable(header=("Row header", "Number"), rows=tuple((f"Row {n}", str(n * 3)) for n in range(1, 301)))
)
WIDE_TABLE: Final = report_of(
    SmallTable(header=tuple(f"Column {n}" for n in range(1, 31)), rows=(tuple(f"£{n},000" for n in range(1, 31)),) * 3)
)
SEVEN_LONG_COLUMNS: Final = report_of(
    SmallTable(header=("Responsibilities",) * 7, rows=(("Internationalisation",) * 7,) * 2)
)
ALL_ODD: Final = (EMPTY, EMPTY_PARTS, DEEP, RAGGED, LONG_TABLE, WIDE_TABLE, *map(odd_report, ODD_TEXTS))
