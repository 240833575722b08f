"""Thirteen Word papers of councils that differ, each with everything that it says."""

from __future__ import annotations

from collections.abc import Callable

from tests.readers.council_words import (
    AMBER,
    GREEN,
    RED,
    CouncilPaper,
    add_row,
    fill_row,
    pictured,
    said,
    shaded,
    spread,
    table,
    words,
)
from tests.readers.more_council_papers import (
    budget_appendix,
    card_for_each_measure,
    commentary_in_and_after,
    headings_by_look,
    marks_and_reasons,
    monthly_values,
    table_for_each_measure,
)

__all__ = ["PAPERS", "CouncilPaper"]


def table_for_each_directorate() -> CouncilPaper:
    """Lights are nothing but the colour of a cell; quarters stand side by side; there are no objectives."""
    paper = CouncilPaper()
    paper.document.add_heading("Corporate Performance Report – Quarter 2 2024/25", 0)
    paper.document.add_heading("Background", 1)
    paper.document.add_paragraph("Example District Council reports its key indicators to Cabinet every quarter.")
    paper.says(
        title="Corporate Performance Report – Quarter 2 2024/25",
        period="Quarter 2 2024/25",
        council="Example District Council",
    )
    paper.section("Background", "Example District Council reports its key indicators to Cabinet every quarter.")
    columns = (
        ("PI Ref", "ref"), ("Indicator", "measure"), ("Good is", "good"), ("Q1", "previous"), ("Q2", "current"),
        ("Target", "target"), ("RAG", "light"), ("Commentary", "commentary"),
    )  # fmt: skip
    places = (
        (
            "PL1",
            "Household waste sent for recycling (%)",
            "High",
            "43.1%",
            "44.6%",
            "45%",
            AMBER,
            "Garden waste was late.",
        ),
        ("PL2", "Missed bins per 100,000 collections", "Low", "61", "52", "55", GREEN, "Two rounds were changed."),
        ("PL3", "Number of fly-tips reported", "Low", "212", "287", "220", RED, ""),
    )
    homes = (
        ("HO1", "Average days to re-let a home", "Low", "31", "29", "28", AMBER, "Voids need more repairs."),
        ("HO2", "Number of households in temporary accommodation", "Low", "118", "121", "N/A", "", "Monitored only."),
    )
    figures = {
        "43.1%": "43.1 percent", "44.6%": "44.6 percent", "45%": "45 percent", "61": "61 rate", "52": "52 rate",
        "55": "55 rate", "212": "212 count", "287": "287 count", "220": "220 count", "31": "31 count", "29": "29 count",
        "28": "28 count", "118": "118 count", "121": "121 count",
    }  # fmt: skip
    for name, rows in (("Place and Environment", places), ("Housing", homes)):
        paper.document.add_heading(name, 1)
        table(paper, columns, rows, {6: shaded})
        paper.objective(name)
        paper.lines(name, columns, rows, figures)
    return paper


def status_first_without_references() -> CouncilPaper:
    """The status comes before the value; measures have no references; a theme is a row across the table."""
    paper = CouncilPaper()
    paper.document.add_heading("Council Plan Performance Report", 0)
    paper.document.add_paragraph("Reporting period: Quarter 3 2023/24")
    paper.says(title="Council Plan Performance Report", period="Quarter 3 2023/24")
    columns = (
        ("Status", "light"), ("Performance measure", "measure"), ("Actual", "current"), ("Target", "target"),
        ("Trend", "arrow"), ("Officer comments", "commentary"),
    )  # fmt: skip
    clean = (
        (GREEN, "Streets inspected that are free of litter", "96%", "94%", "better", "The best result in two years."),
        (RED, "Streets inspected that are free of detritus", "81%", "90%", "worse", "Two sweepers were off the road."),
    )
    safe = (
        (AMBER, "Licensed premises inspected", "88%", "90%", "same", "Inspections catch up in the last quarter."),
        ("", "Satisfaction with the neighbourhood", "Annual survey", "75%", "", "Results are due in summer."),
    )
    figures = {
        "96%": "96 percent",
        "94%": "94 percent",
        "81%": "81 percent",
        "90%": "90 percent",
        "88%": "88 percent",
        "75%": "75 percent",
    }
    grid = table(paper, columns, ())
    for theme, rows in (("A cleaner borough", clean), ("A safer borough", safe)):
        spread(grid, theme, is_bold=True, colour="BDD6EE")
        for row in rows:
            fill_row(add_row(grid), row, {0: said, 4: said})
        paper.objective(theme)
        paper.lines(theme, columns, rows, figures)
    return paper


def three_years_of_targets() -> CouncilPaper:
    """Two rows of headings: actuals of two years and targets of three stand under headings that span them."""
    paper = CouncilPaper()
    paper.document.add_heading("Service Plan 2024 to 2027", 0)
    paper.document.add_heading("Our measures", 1)
    paper.says(title="Service Plan 2024 to 2027", period="April 2024 to March 2027")
    grid = paper.document.add_table(rows=2, cols=8, style="Table Grid")
    top, low = grid.rows[0].cells, grid.rows[1].cells
    for i, heading in ((0, "Ref"), (1, "Measure"), (7, "Lead officer")):
        top[i].merge(low[i]).paragraphs[0].add_run(heading).bold = True
    top[2].merge(top[3]).paragraphs[0].add_run("Actuals").bold = True
    top[4].merge(top[6]).paragraphs[0].add_run("Targets").bold = True
    for cell, year in zip(low[2:7], ("2022/23", "2023/24", "2024/25", "2025/26", "2026/27"), strict=True):
        cell.paragraphs[0].add_run(year).bold = True
    rows = (
        (
            "LS 01",
            "Number of visits to leisure centres",
            "410,200",
            "455,310",
            "470,000",
            "480,000",
            "490,000",
            "Head of Leisure",
        ),
        (
            "LS 02",
            "Members of the library who borrow in the year",
            "31%",
            "33.5%",
            "35%",
            "36%",
            "TBC",
            "Library Manager",
        ),
    )
    columns = (
        ("Ref", "ref"), ("Measure", "measure"), ("Actuals: 2022/23", "earlier"), ("Actuals: 2023/24", "last"),
        ("Targets: 2024/25", "target"), ("Targets: 2025/26", "target"), ("Targets: 2026/27", "target"),
        ("Lead officer", "responsible"),
    )  # fmt: skip
    figures = {
        "410,200": "410200 count", "455,310": "455310 count", "470,000": "470000 count", "480,000": "480000 count",
        "490,000": "490000 count", "31%": "31 percent", "33.5%": "33.5 percent", "35%": "35 percent", "36%": "36 percent",
    }  # fmt: skip
    for row in rows:
        fill_row(add_row(grid), row)
    paper.section("Our measures")
    paper.objective("")
    paper.lines("", columns, rows, figures)
    return paper


def departmental_report() -> CouncilPaper:
    """A small table names each objective; the milestones follow, their commentary merged over two rows, over two pages."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Departmental Quarterly Monitoring Report", 1)
    document.add_paragraph("Directorate: Regeneration")
    document.add_paragraph("Period: Quarter 2 - 1st July 2024 – 30th September 2024")
    paper.says(title="Departmental Quarterly Monitoring Report", directorate="Regeneration", period="Quarter 2 2024/25")
    document.add_heading("1.0 Introduction", 2)
    document.add_paragraph("This report covers the second quarter of the Directorate.")
    paper.section("Introduction", "This report covers the second quarter of the Directorate.", number="1.0")
    document.add_heading("Appendix 1: Progress Against Objectives / Milestones", 2)
    paper.section("Appendix 1: Progress Against Objectives / Milestones")
    columns = (
        ("", "ref"), ("Milestone", "milestone"), ("Progress Q2", "light"), ("Data and any supporting commentary", "commentary"),
    )  # fmt: skip
    grid = document.add_table(rows=0, cols=2, style="Table Grid")
    fill_row(add_row(grid), ("REG P1", "Bring empty shops into use"))
    fill_row(add_row(grid), ("Corporate Priority", "Priority 2 – A growing economy"))
    document.add_paragraph()
    rows = (
        (
            "P1.1",
            "Open a market hall by December 2024 (Source – Town Centres)",
            GREEN,
            "Traders have signed.\nThe hall opens early.",
        ),
        (
            "P1.2",
            "Let three units at a low rent (Source – Estates)",
            AMBER,
            "Two units are let and a third is in hand.",
        ),
        ("P1.3", "Paint the arcade (Source – Estates)", AMBER, ""),
    )
    first = table(paper, (("Milestone", ""), ("", ""), *columns[2:]), rows, {2: pictured})
    first.rows[0].cells[0].merge(first.rows[0].cells[1])
    first.rows[2].cells[3].merge(first.rows[3].cells[3])
    document.add_page_break()  # type: ignore[no-untyped-call]
    more = (("P1.4", "Survey the shopkeepers (Source – Town Centres)", RED, "The survey was put off."),)
    again = table(paper, (("Milestone", ""), ("", ""), *columns[2:]), more, {2: pictured})
    again.rows[0].cells[0].merge(again.rows[0].cells[1])
    paper.objective("REG P1", title="Bring empty shops into use", priorities="Priority 2 – A growing economy")
    for ref, title, source, light, text in (
        ("P1.1", "Open a market hall by December 2024", "Town Centres", GREEN, "Traders have signed.\nThe hall opens early."),
        ("P1.2", "Let three units at a low rent", "Estates", AMBER, "Two units are let and a third is in hand."),
        ("P1.3", "Paint the arcade", "Estates", AMBER, "Two units are let and a third is in hand."),
        ("P1.4", "Survey the shopkeepers", "Town Centres", RED, "The survey was put off."),
    ):  # fmt: skip
        due = "December 2024" if ref == "P1.1" else ""
        paper.line("REG P1", ref, title, kind="milestone", source=source, light=light, commentary=text, due=due)
    return paper


def service_objectives_form() -> CouncilPaper:
    """An objective is a form of labels; its milestones are lettered; its measures follow in a table of their own."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Service Objectives 2024-25", 1)
    paper.says(title="Service Objectives 2024-25", period="2024/25")
    grid = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in (
        ("Corporate Priority:", "Environment"),
        ("Service Objective:", "ENV01: Keep the parks in good order"),
        ("Key Developments", "A friends group was formed"),
        ("Emerging Issues", "The price of fuel"),
        ("Key Milestones (24-25)", "a. Plant 400 trees by March 2025\nb. Mend the bandstand by July 2024"),
        ("Linked Indicators:", "ENV LI 01 – ENV LI 02"),
        ("Responsible Officer:", "Operational Director, Parks and Open Space"),
    ):
        row = add_row(grid)
        if label.startswith("Key D"):
            words(row.cells[0], label)
            row.cells[1].paragraphs[0].style = "List Bullet"
            row.cells[1].paragraphs[0].add_run(text)
        else:
            fill_row(row, (label, text))
    document.add_paragraph()
    columns = (
        ("Ref", "ref"), ("Measure", "measure"), ("22/23 Actual", "earlier"), ("23/24 Actual", "last"), ("24/25 Target", "target"),
    )  # fmt: skip
    rows = (
        ("ENV LI 01", "Satisfaction with parks", "70%", "72%", "74%"),
        ("ENV LI 02", "Number of parks that hold an award", "6", "6", "7"),
    )
    table(paper, columns, rows)
    paper.objective(
        "ENV01",
        title="Keep the parks in good order",
        priorities="Environment",
        text="A friends group was formed\nThe price of fuel",
        linked="ENV LI 01 – ENV LI 02",
        responsible="Operational Director, Parks and Open Space",
    )
    figures = {"70%": "70 percent", "72%": "72 percent", "74%": "74 percent", "6": "6 count", "7": "7 count"}
    paper.line("ENV01", "ENV01a", "Plant 400 trees by March 2025", kind="milestone", due="March 2025")
    paper.line("ENV01", "ENV01b", "Mend the bandstand by July 2024", kind="milestone", due="July 2024")
    paper.lines("ENV01", columns, rows, figures)
    return paper


def business_plan() -> CouncilPaper:
    """Milestones are bullets in a form, with officers and dates in brackets; the table of all measures follows the forms."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Business Plan 2024/25", 1)
    document.add_heading("Key Developments", 2)
    document.add_paragraph("The new depot has opened.")
    paper.says(title="Business Plan 2024/25", period="2024/25")
    paper.section("Key Developments", "The new depot has opened.")
    for ref, title, items, officer, linked in (
        (
            "HWY01",
            "Mend roads before they fail",
            (
                "Survey all main roads (June 2024 Ann Able/Bob Brook)",
                "Let the dressing contract (Cat Cole September 2024)",
            ),
            "Operational Director Highways",
            "HWY01 01 – HWY01 02",
        ),
        (
            "HWY02",
            "Keep bridges open",
            ("Inspect each bridge (Dan Dale March 2025)",),
            "Operational Director Highways",
            "HWY02 01",
        ),
    ):
        grid = document.add_table(rows=3, cols=4, style="Table Grid")
        grid.rows[0].cells[1].merge(grid.rows[0].cells[3])
        grid.rows[1].cells[1].merge(grid.rows[1].cells[3])
        words(grid.rows[0].cells[0], f"Service Objective: {ref}")
        words(grid.rows[0].cells[1], title)
        words(grid.rows[1].cells[0], "Key Milestone(s) (24/25)")
        cell = grid.rows[1].cells[1]
        for i, item in enumerate(items):
            para = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            para.style = "List Bullet"
            para.add_run(item)
        fill_row(grid.rows[2], ("Responsible Officer:", officer, "Linked Indicators:", linked))
        document.add_paragraph()
        paper.objective(ref, title=title, responsible=officer, linked=linked)
    columns = (
        ("Ref", "ref"),
        ("Description", "measure"),
        ("22/23 Actual", "earlier"),
        ("22/23 Target", "target"),
        ("23/24 Actual", "last"),
        ("24/25 Target", "target"),
    )
    one = (
        ("HWY01 01", "Main roads where maintenance should be considered", "4%", "5%", "3.8%", "4.5%"),
        ("HWY01 02", "Number of potholes mended", "8,104", "N/A", "7,920(prov)", "TBC"),
    )
    two = (("HWY02 01", "Bridges inspected in the year", "100%", "98%", "99%", "97%"),)
    figures = {
        "4%": "4 percent", "5%": "5 percent", "3.8%": "3.8 percent", "4.5%": "4.5 percent", "8,104": "8104 count",
        "7,920(prov)": "7920 count [p]", "100%": "100 percent", "98%": "98 percent", "99%": "99 percent", "97%": "97 percent",
    }  # fmt: skip
    table(paper, columns, (*one, *two))
    paper.line(
        "HWY01", "", "Survey all main roads", kind="milestone", due="June 2024", responsible="Ann Able; Bob Brook"
    )
    paper.line("HWY01", "", "Let the dressing contract", kind="milestone", due="September 2024", responsible="Cat Cole")
    paper.line("HWY02", "", "Inspect each bridge", kind="milestone", due="March 2025", responsible="Dan Dale")
    paper.lines("HWY01", columns, one, figures)
    paper.lines("HWY02", columns, two, figures)
    return paper


PAPERS: dict[str, Callable[[], CouncilPaper]] = {
    builder.__name__: builder
    for builder in (
        table_for_each_directorate,
        status_first_without_references,
        three_years_of_targets,
        departmental_report,
        service_objectives_form,
        business_plan,
        table_for_each_measure,
        marks_and_reasons,
        budget_appendix,
        headings_by_look,
        monthly_values,
        commentary_in_and_after,
        card_for_each_measure,
    )
}
