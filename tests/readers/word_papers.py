"""The same report made in Word, and printed to PDF by LibreOffice: how most councils' PDFs come about."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import _Cell

from goldenthread.writers.glyphs import FONTS
from tests.readers.pdf_papers import HEADER, LIGHTS, OBJECTIVES, WORDS, Line, light_picture

SOFFICE = shutil.which("soffice")


def word_report() -> bytes:
    """The report as Word: a grid table to each objective, commentary in merged rows, pictures for lights."""
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(9.5)
    document.sections[0].header.paragraphs[0].text = "Example Borough Council"
    document.add_heading("Priority Based Report", 1)
    document.add_heading("1.0 Introduction", 2)
    document.add_paragraph(WORDS)
    for words in ("more places for children under five", "a new team"):
        document.add_paragraph(words, style="List Bullet")
    for title, measures, milestones in OBJECTIVES:
        document.add_paragraph().add_run(title).bold = True
        _table(document, HEADER, measures)
        document.add_paragraph()
        if milestones:
            _table(document, ("Ref", "Milestones", "Quarterly Progress"), milestones)
            document.add_paragraph()
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _table(document: WordDocument, header: tuple[str, ...], lines: tuple[Line, ...]) -> None:
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for line in lines:
        cells = table.add_row().cells
        for cell, words in zip(cells, (line.ref, line.title, *line.values), strict=False):
            cell.text = words
        for cell, words in zip(cells[2 + len(line.values) :], filter(None, (line.travel, line.progress)), strict=True):
            _fill(cell, words)
        merged = table.add_row().cells
        said = merged[0].merge(merged[-1])
        said.paragraphs[0].add_run(f"Supporting Commentary: {line.officer}").bold = True
        for words in line.commentary:
            said.add_paragraph(words)


def _fill(cell: _Cell, words: str) -> None:
    if words in LIGHTS:
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(light_picture(LIGHTS[words])), width=Pt(14))
    else:
        cell.text = words


_FONTCONFIG = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>
"""


def printed(document: bytes, folder: Path) -> Path:
    """A Word file as PDF, through LibreOffice with a profile of its own, and in the fonts that we ship."""
    (folder / "report.docx").write_bytes(document)
    (folder / "fonts.conf").write_text(_FONTCONFIG, encoding="utf-8")
    fonts = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "report.docx"]
    subprocess.run(command, cwd=folder, env=fonts, check=True, capture_output=True, timeout=180)
    return folder / "report.pdf"
