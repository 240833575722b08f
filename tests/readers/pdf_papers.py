"""A quarter's report of Example Borough Council as a PDF, in the table styles that councils use: what the tests read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import typst

from goldenthread.writers.glyphs import FONTS

LIGHTS = {"green": (0, 176, 80), "amber": (255, 192, 0), "red": (255, 0, 0)}
HEADER = ("Ref", "Measure", "20/21 Actual", "20/21 Target", "Current", "Direction of Travel", "Quarterly Progress")


@dataclass(frozen=True)
class Line:
    """A measure or milestone as the paper prints it. `travel` and `progress` are a colour, or words."""

    ref: str
    title: str
    values: tuple[str, ...]
    travel: str
    progress: str
    officer: str
    commentary: tuple[str, ...]


ATTENDANCE = "LA 92.5% Pri 95.6% Sec 89.3% Spec 71.3% PRU 51.7% (2020/21)"
WORDS = (
    "Numbers have gone up since the spring and the team expects them to level out before the end of the year, because "
    "most of the cases that were held back have now been seen."
)

OBJECTIVES: tuple[tuple[str, tuple[Line, ...], tuple[Line, ...]], ...] = (
    (
        "Objective: Help families early (EX01)",
        (
            Line(
                "EX01 01",
                "Increase the number of children with an early help plan (financial year cumulative to end of quarter)",
                ("716", "N/A", "1478 EH Intervention 229 MAP (prov)"),
                "Refer comment",
                "N/A",
                "Head of Early Help",
                ("These figures are provisional and will change.", WORDS, "Two new groups open in July."),
            ),
            Line(
                "EX01 02",
                "Improve overall attendance at schools, by type of school",
                ("92.8%", "95%", ATTENDANCE),
                "red",
                "amber",
                "Head of Attendance",
                ("See EX01a.",),
            ),
            Line(
                "EX01 03",
                "Reduce the rate of referrals per 10,000 children (forecast annualised rate)",
                ("465", "500", "641"),
                "green",
                "green",
                "Head of Early Help",
                (WORDS, WORDS, WORDS),
            ),
        ),
        (
            Line("EX01a", "Keep attendance level (March 2022)", (), "", "green", "Head of Attendance", (WORDS,)),
            Line(
                "EX01b",
                "Open the family hub (July 2022)",
                (),
                "",
                "Refer comment",
                "Head of Early Help",
                ("Due in Q2.",),
            ),
        ),
    ),
    (
        "Objective: Find every child a stable home (EX02)",
        tuple(
            Line(
                f"EX02 {number:02}",
                title,
                values,
                travel,
                progress,
                "Head of Placements",
                (WORDS, f"Nothing else to report on line {number}."),
            )
            for number, (title, values, travel, progress) in enumerate(
                (
                    ("Reduce the number of children in residential care", ("34", "20", "36"), "amber", "red"),
                    ("Reduce the number of children placed with agencies", ("49", "35", "51"), "red", "red"),
                    ("Maintain care leavers in suitable homes", ("94%", "95%", "98%"), "green", "green"),
                    (
                        "Report on the budget spent on placements",
                        ("£9,695,579", "£9,583,822", "£11,377,280"),
                        "N/A",
                        "N/A",
                    ),
                    ("Report on children placed within 20 miles", ("N/A", "N/A", "Refer comment"), "N/A", "N/A"),
                    ("Monitor caseloads (snapshot)", ("22", "18", "CINR 19.1 CINW 18.8"), "amber", "amber"),
                ),
                start=1,
            )
        ),
        (),
    ),
)

_SHAPES = {
    "circle": "#circle(radius: 5pt, fill: {colour}, stroke: none)",
    "picture": '#image("{name}.png", width: 12pt)',
    "arrow": (
        "#polygon(fill: {colour}, (0pt, 4pt), (10pt, 4pt), (10pt, 0pt), (18pt, 7pt), (10pt, 14pt), (10pt, 10pt), (0pt, 10pt))"
    ),
    "glyph": '#text(font: "DejaVu Sans", fill: {colour})[↑]',
}
_STROKES = {
    "ruled": "0.5pt",
    "rows": "(x: none, y: 0.5pt)",
    "header": "(x, y) => if y == 0 { (top: 1pt, bottom: 0.5pt) }",
    "none": "none",
}


def _text(words: str) -> str:
    return f"#{_string(words)}"


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _mark(words: str, shape: str) -> str:
    if words not in LIGHTS:
        return f"[{_text(words)}]"
    colour = "rgb({}, {}, {})".format(*LIGHTS[words])
    return f"[{_SHAPES[shape].format(colour=colour, name=words)}]"


def _commentary(line: Line, columns: int) -> str:
    paragraphs = "\n\n".join(_text(words) for words in line.commentary)
    return (
        f"table.cell(colspan: {columns}, align: left)[*Supporting Commentary: {_text(line.officer)}*\n\n{paragraphs}]"
    )


def _measures(lines: tuple[Line, ...], style: str) -> str:
    cells = []
    for line in lines:
        cells += [f"[{_text(words)}]" for words in (line.ref, line.title, *line.values)]
        cells += [_mark(line.travel, "arrow"), _mark(line.progress, "circle"), _commentary(line, 7)]
    widths = "(45pt, 1fr, 52pt, 52pt, 88pt, 52pt, 58pt)"
    return _table(widths, HEADER, cells, style)


def _milestones(lines: tuple[Line, ...], style: str) -> str:
    cells = []
    for line in lines:
        cells += [
            f"[{_text(line.ref)}]",
            f"[{_text(line.title)}]",
            _mark(line.progress, "picture"),
            _commentary(line, 3),
        ]
    return _table("(45pt, 1fr, 70pt)", ("Ref", "Milestones", "Quarterly Progress"), cells, style)


def _table(widths: str, header: tuple[str, ...], cells: list[str], style: str) -> str:
    heads = ", ".join(f"[*{_text(words)}*]" for words in header)
    body = ",\n  ".join(cells)
    return f"#table(columns: {widths}, stroke: {_STROKES[style]}, table.header({heads}),\n  {body})\n"


def report_source(style: str) -> str:
    """The report as a source for typst, its tables in one of the styles of `_STROKES`."""
    parts = [
        '#set text(font: "Liberation Sans", size: 9.5pt, hyphenate: false)',
        '#set page(paper: "a4", margin: 2cm, header: [Example Borough Council])',
        "#set page(footer: context align(center)[#counter(page).display()])",
        "#set table(inset: 5pt)",
        "= Priority Based Report",
        "Reporting Period: *Quarter 1* 2021/22",
        "== 1.0 Introduction",
        f"1.1 {_text(WORDS)}",
        f'{_text(WORDS)} See #link("https://example.gov.uk/plan")[the plan].',
        "The main points are:",
        "- more places for children under five\n- a new team\n  - of four workers\n- " + _text(WORDS),
        "== 2.0 Performance Overview",
        _text(WORDS),
    ]
    for title, measures, milestones in OBJECTIVES:
        parts += [f"=== {_text(title)}", _measures(measures, style)]
        if milestones:
            parts.append(_milestones(milestones, style))
    parts += ["== 3.0 Financial Summary", "Attached to e-mail."]
    return "\n\n".join(parts)


def light_picture(colour: tuple[int, int, int]) -> bytes:
    """A round light as a PNG, on white."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (48, 48), "white")
    ImageDraw.Draw(image).ellipse((4, 4, 44, 44), fill=colour)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def pdf(source: str, folder: Path, name: str = "paper.pdf") -> Path:
    """A source for typst as a PDF, in the fonts that we ship, with the three pictures of lights beside it."""
    for light, colour in LIGHTS.items():
        (folder / f"{light}.png").write_bytes(light_picture(colour))
    (folder / "paper.typ").write_text(source, encoding="utf-8")
    path = folder / name
    typst.compile(str(folder / "paper.typ"), output=str(path), font_paths=[str(FONTS)])
    return path
