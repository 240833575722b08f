"""The other half of the Word papers of councils that differ: cards, marks, budgets, looks, months and notes."""

from __future__ import annotations

from docx.shared import Pt

from tests.readers.council_words import (
    AMBER,
    GREEN,
    RED,
    CouncilPaper,
    add_row,
    bold,
    boxed,
    drawn,
    fill_row,
    raised,
    said,
    shade,
    shaded,
    spread,
    table,
    tracked,
    winged,
    words,
)


def table_for_each_measure() -> CouncilPaper:
    """Each measure is a table with its commentary in a row below; shapes and arrows; changes tracked; a text box."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Health Priority Based Report", 1)
    document.add_paragraph("Reporting Period: Quarter 1 2024/25")
    paper.says(title="Health Priority Based Report", period="Quarter 1 2024/25")
    boxed(document.add_paragraph(), "Questions go to the performance team.")
    paper.section("", "Questions go to the performance team.")
    document.add_heading("Objective: Help people to be active (HLT01)", 2)
    paper.objective("HLT01", title="Help people to be active")
    columns = (
        ("Ref", "ref"), ("Measure", "measure"), ("23/24 Actual", "last"), ("24/25 Target", "target"), ("Current", "current"),
        ("Direction of Travel", "arrow"), ("Quarterly Progress", "light"),
    )  # fmt: skip
    rows = (
        ("HLT01 01", "Number of people on exercise referral", "320", "400", "95", "better", GREEN),
        ("HLT01 02", "Percentage of referrals completed", "61%", "65%", "58%", "worse", RED),
        ("HLT01 03", "Number of health walks led", "48", "50", "12", "same", AMBER),
    )
    said_of = (
        ("Supporting Commentary: Fay Ford", "Referrals began a month early."),
        ("Commentary:", "Two leaders left in May and were not replaced."),
        ("Comments: walks go on through the summer.", ""),
    )
    figures = {
        "320": "320 count", "400": "400 count", "95": "95 count", "61%": "61 percent", "65%": "65 percent", "58%": "58 percent",
        "48": "48 count", "50": "50 count", "12": "12 count",
    }  # fmt: skip
    for row, (begins, text) in zip(rows, said_of, strict=True):
        grid = table(paper, columns, (row,), {5: winged, 6: drawn})
        below = spread(grid, begins)
        if text:
            below.add_paragraph(text)
        document.add_paragraph()
    tracked(document.tables[0].rows[1].cells[4].paragraphs[0], "95", "90")
    paper.lines("HLT01", columns, rows, figures)
    key = "HLT01 > HLT01 01 Number of people on exercise referral"
    paper.truth |= {f"{key}: commentary": "Referrals began a month early.", f"{key}: by": "Fay Ford"}
    key = "HLT01 > HLT01 02 Percentage of referrals completed"
    paper.truth[f"{key}: commentary"] = "Two leaders left in May and were not replaced."
    key = "HLT01 > HLT01 03 Number of health walks led"
    paper.truth[f"{key}: commentary"] = "walks go on through the summer."
    return paper


def marks_and_reasons() -> CouncilPaper:
    """Title and reference share a cell; numbers carry the marks of footnotes; cells say why they hold none."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Performance Update, Q2 2024/25", 0)
    document.add_heading("Summary of measures", 1)
    paper.says(title="Performance Update, Q2 2024/25", period="Quarter 2 2024/25")
    headings = ("Measure", "2023/24 outturn", "Q2 2024/25", "Target 2024/25", "Status")
    table(
        paper,
        tuple((heading, "") for heading in headings),
        (
            ("CS1: Calls answered within a minute", "79%", "82%*", "85%", AMBER),
            ("CS2 – Complaints answered in time", "91%", "88%¹", "90%", RED),
            ("CS3 Visits to the website", "n/a", "412,000 [p]", "400,000", GREEN),
            ("CS4: Staff days lost to sickness", "8.1", "-", "7.5", ""),
            ("CS5: Invoices paid in thirty days", "97%", "TBC", "98%", ""),
            ("CS6: Residents who feel informed", "64%", "Data not available until Nov 2024", "66%", ""),
        ),
        {4: said},
    )
    cell = document.tables[0].rows[2].cells[2]
    cell.paragraphs[0].clear()
    raised(cell, "88%¹")
    document.add_paragraph("* July and August only")
    columns = (
        ("", "ref"), ("", "measure"), ("2023/24 outturn", "last"), ("Q2 2024/25", "current"),
        ("Target 2024/25", "target"), ("", "light"),
    )  # fmt: skip
    rows = (
        ("CS1", "Calls answered within a minute", "79%", "82%*", "85%", AMBER),
        ("CS2", "Complaints answered in time", "91%", "88%¹", "90%", RED),
        ("CS3", "Visits to the website", "n/a", "412,000 [p]", "400,000", GREEN),
        ("CS4", "Staff days lost to sickness", "8.1", "-", "7.5", ""),
        ("CS5", "Invoices paid in thirty days", "97%", "TBC", "98%", ""),
        ("CS6", "Residents who feel informed", "64%", "Data not available until Nov 2024", "66%", ""),
    )
    figures = {
        text: f"{text.strip('%*¹')} percent" for text in ("79%", "82%*", "85%", "91%", "88%¹", "90%", "97%", "98%", "64%", "66%")
    } | {"412,000 [p]": "412000 count [p]", "400,000": "400000 count", "8.1": "8.1 count", "7.5": "7.5 count"}  # fmt: skip
    paper.section("Summary of measures")
    paper.objective("", text="* July and August only")
    paper.lines("", columns, rows, figures)
    return paper


def budget_appendix() -> CouncilPaper:
    """Revenue in blocks with totals, and capital, with text before and after."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Appendix B: Budget Monitoring", 1)
    paper.says(title="Appendix B: Budget Monitoring")
    document.add_heading("Revenue budget as at 30 September 2024", 2)
    document.add_paragraph("Spend is below the budget to date.")
    grid = document.add_table(rows=0, cols=5, style="Table Grid")
    heads = ("", "Annual Budget £’000", "Budget to Date £’000", "Actual Spend £’000", "Variance (Overspend) £’000")
    fill_row(add_row(grid), heads)
    name = "statement Revenue budget as at 30 September 2024"
    paper.section("Revenue budget as at 30 September 2024", "Spend is below the budget to date.")
    paper.truth |= {name: "Agency staff are the main cost.", f"{name}: unit": "£'000"}
    paper.truth[f"{name}: as at"] = "2024-09-30"
    roles = ("annual budget", "budget to date", "actual", "variance")
    paper.truth |= {f"{name}: role {head}": role for head, role in zip(heads[1:], roles, strict=True)}
    for block, rows in (
        (
            "Expenditure",
            (
                ("Employees", "4,210", "2,105", "2,150", "(45)"),
                ("Premises", "310", "155", "140", "15"),
                ("Total Expenditure", "4,520", "2,260", "2,290", "(30)"),
            ),
        ),
        (
            "Income",
            (("Fees and charges", "-820", "-410", "-450", "40"), ("Total Income", "-820", "-410", "-450", "40")),
        ),
    ):
        fill_row(add_row(grid), (block, "", "", "", ""))
        for row in rows:
            fill_row(add_row(grid), row)
            for head, text in zip(heads[1:], row[1:], strict=True):
                number = text.replace(",", "").replace("(", "-").replace(")", "")
                paper.truth[f"{name}: {block} / {row[0]} / {head}"] = number
    document.add_paragraph("Agency staff are the main cost.")
    document.add_heading("Capital programme", 2)
    heads = (
        "Scheme",
        "Capital Allocation £’000",
        "Allocation to Date £’000",
        "Actual Spend £’000",
        "Allocation Remaining £’000",
    )
    name = "statement Capital programme"
    paper.truth |= {name: "", f"{name}: unit": "£'000"}
    roles = ("capital allocation", "allocation to date", "actual", "allocation remaining")
    paper.truth |= {f"{name}: role {head}": role for head, role in zip(heads[1:], roles, strict=True)}
    grid = document.add_table(rows=0, cols=5, style="Table Grid")
    fill_row(add_row(grid), heads)
    for row in (("Library roof", "250", "100", "90", "160"), ("Total", "250", "100", "90", "160")):
        fill_row(add_row(grid), row)
        for head, text in zip(heads[1:], row[1:], strict=True):
            paper.truth[f"{name}:  / {row[0]} / {head}"] = text
    return paper


def headings_by_look() -> CouncilPaper:
    """No heading styles: bold and size tell headings, their numbers are typed; objectives are outcomes under priorities."""
    paper = CouncilPaper()
    document = paper.document
    document.styles["Normal"].font.size = Pt(11)
    bold(document, "Delivering Our Plan: Annual Report 2023/24", 22)
    paper.says(title="Delivering Our Plan: Annual Report 2023/24", period="2023/24")
    bold(document, "1. Foreword", 16, is_bold=False)
    document.add_paragraph("It was a year of hard choices.")
    paper.section("Foreword", "It was a year of hard choices.", number="1.")
    bold(document, "2. How we did", 16, is_bold=False)
    paper.section("How we did", number="2.")
    columns = (
        ("Code", "ref"),
        ("Indicator", "measure"),
        ("2022/23", "other"),
        ("2023/24 Actual", "current"),
        ("2023/24 Target", "target"),
        ("RAG status", "light"),
    )
    for priority, outcome, ref, name, rows in (
        (
            "Priority 1: Good homes for all",
            "Outcome 1.1: More homes are built",
            "1.1",
            "More homes are built",
            (("H1", "Number of affordable homes built", "140", "162", "150", GREEN),),
        ),
        (
            "Priority 2: A fair economy",
            "Outcome 2.1: People earn more",
            "2.1",
            "People earn more",
            (("E1", "Percentage of residents in work", "74%", "73%", "75%", AMBER),),
        ),
    ):
        bold(document, priority, 14)
        bold(document, outcome, 12)
        table(paper, columns, rows, {5: said})
        document.add_paragraph()
        paper.objective(ref, title=name, priorities=priority)
        figures = {
            "140": "140 count",
            "162": "162 count",
            "150": "150 count",
            "74%": "74 percent",
            "73%": "73 percent",
            "75%": "75 percent",
        }
        paper.lines(ref, columns, rows, figures)
    bold(document, "Aim 3: Cut our carbon", 14)
    rows = (("C1", "Tonnes of carbon from council buildings", "5,010", "4,720", "4,800", GREEN),)
    table(paper, columns, rows, {5: said})
    paper.objective("3", title="Cut our carbon")
    paper.lines("3", columns, rows, {"5,010": "5010 count", "4,720": "4720 count", "4,800": "4800 count"})
    return paper


def monthly_values() -> CouncilPaper:
    """Each month has an actual and a target under its name; the quarter is over and the next months are not."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Monthly Scorecard", 0)
    document.add_paragraph("Reporting period: Quarter 1 2024/25")
    document.add_heading("Revenues and Benefits", 1)
    paper.says(title="Monthly Scorecard", period="Quarter 1 2024/25")
    grid = document.add_table(rows=2, cols=9, style="Table Grid")
    top, low = grid.rows[0].cells, grid.rows[1].cells
    words(top[0].merge(low[0]), "Ref")
    words(top[1].merge(low[1]), "Performance Indicator")
    columns = [("Ref", "ref"), ("Performance Indicator", "measure")]
    for i, (month, actual) in enumerate((("April 2024", "earlier"), ("May 2024", "earlier"), ("June 2024", "latest"))):
        words(top[2 + 2 * i].merge(top[3 + 2 * i]), month)
        words(low[2 + 2 * i], "Actual")
        words(low[3 + 2 * i], "Target")
        columns += [(f"{month}: Actual", actual), (f"{month}: Target", "target")]
    words(top[8].merge(low[8]), "Responsible officer")
    columns.append(("Responsible officer", "responsible"))
    rows = (
        ("RB1", "Council tax collected", "10.4%", "10.5%", "19.2%", "19.5%", "28.8%", "28.5%", "Head of Revenues"),
        ("RB2", "Average days to decide a new claim", "21", "20", "19", "20", "18", "20", "Benefits Manager"),
    )
    for row in rows:
        fill_row(add_row(grid), row)
    figures = {text: f"{text[:-1]} percent" for row in rows[:1] for text in row if text.endswith("%")}
    figures |= {text: f"{text} count" for text in ("21", "20", "19", "18")}
    paper.objective("Revenues and Benefits")
    paper.lines("Revenues and Benefits", columns, rows, figures)
    return paper


def commentary_in_and_after() -> CouncilPaper:
    """A column for commentary, and paragraphs after the table that begin with the reference of a measure; lights by value."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Quarterly Performance Report", 1)
    document.add_paragraph("Period: Q4 2023/24")
    paper.says(title="Quarterly Performance Report", period="Quarter 4 2023/24")
    document.add_heading("Objective 4: Run the council well", 2)
    columns = (
        ("Ref", "ref"),
        ("Measure", "measure"),
        ("Frequency", "other"),
        ("Q3", "previous"),
        ("Q4", "current"),
        ("Year end target", "target"),
        ("Comments", "commentary"),
    )
    rows = (
        ("FIN1", "Percentage of invoices paid on time", "Quarterly", "96%", "97%", "98%", "Close to target."),
        ("FIN2", "Number of suppliers paid by card", "Quarterly", "41", "55", "50", ""),
        ("FIN3", "Percentage of debts older than a year", "Quarterly", "12%", "14%", "10%", "A write-off is planned."),
    )
    grid = table(paper, columns, rows)
    for i, light in ((1, AMBER), (2, GREEN), (3, RED)):
        shaded(grid.rows[i].cells[4], light)
    document.add_paragraph("FIN2: The card was offered to every supplier in the autumn.")
    document.add_paragraph("All figures are drawn from the ledger.")
    figures = {
        "96%": "96 percent",
        "97%": "97 percent",
        "98%": "98 percent",
        "41": "41 count",
        "55": "55 count",
        "50": "50 count",
        "12%": "12 percent",
        "14%": "14 percent",
        "10%": "10 percent",
    }
    paper.objective("4", title="Run the council well", text="All figures are drawn from the ledger.")
    paper.lines("4", columns, rows, figures)
    for row, light in zip(rows, (AMBER, GREEN, RED), strict=True):
        paper.truth[f"4 > {row[0]} {row[1]}: light"] = light
    key = "4 > FIN2 Number of suppliers paid by card"
    paper.truth[f"{key}: commentary"] = "The card was offered to every supplier in the autumn."
    return paper


def card_for_each_measure() -> CouncilPaper:
    """Each measure is a card: labels in the first column, what they say in the second."""
    paper = CouncilPaper()
    document = paper.document
    document.add_heading("Performance Scorecards Quarter 2 2023/24", 0)
    document.add_heading("Planning", 1)
    paper.says(title="Performance Scorecards Quarter 2 2023/24", period="Quarter 2 2023/24")
    paper.objective("Planning")
    labels = (
        ("Indicator", "measure"), ("Reference", "ref"), ("Aim to", "good"), ("Target", "target"), ("Current", "current"),
        ("Status", "light"), ("Commentary", "commentary"), ("Lead officer", "responsible"),
    )  # fmt: skip
    cards = (
        (
            "Major applications decided in time",
            "PLA1",
            "Maximise",
            "80%",
            "84%",
            GREEN,
            "All but three were in time.",
            "Head of Planning",
        ),
        ("Number of appeals allowed", "PLA2", "Minimise", "5", "9", RED, "Four were in one week.", "Head of Planning"),
    )
    for card in cards:
        grid = document.add_table(rows=0, cols=2, style="Table Grid")
        for (label, _), text in zip(labels, card, strict=True):
            row = add_row(grid)
            words(row.cells[0], label)
            shade(row.cells[0], "D9E2F3")
            words(row.cells[1], text)
        document.add_paragraph()
    polarity = {"Maximise": "higher is better", "Minimise": "lower is better"}
    rows = tuple(tuple(polarity.get(text, text) for text in card) for card in cards)
    paper.lines("Planning", labels, rows, {"80%": "80 percent", "84%": "84 percent", "5": "5 count", "9": "9 count"})
    return paper
