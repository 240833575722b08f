"""Which files are taken as evidence, which are refused, and what their names become."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.evidence_files import ACCEPTED, KINDS, LARGEST, check_evidence, shown_name
from goldenthread.web.returns.kept_typed import LIFE
from tests.web.returns.evidence_files import CSV, JPG, OLE, PDF, PNG, archive, office, open_document

WORD, BOOK, SLIDES = (office(name) for name in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"))


def _file(name: str, content: bytes) -> ContentFile[bytes]:
    return ContentFile(content, name=name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", b"\r\n" + PDF),
        ("a.png", PNG),
        ("a.jpg", JPG),
        ("a.jpeg", JPG),
        ("a.csv", CSV),
        ("a.csv", "Größe;1".encode("latin-1")),
        ("a.txt", "\ufeffwide".encode("utf-16-le")),
        ("a.docx", WORD),
        ("a.xlsx", BOOK),
        ("a.pptx", SLIDES),
        ("a.odt", open_document("text")),
        ("a.ods", open_document("spreadsheet", "Configurations2/x.xml")),
        ("a.csv", b"=cmd|' /C calc'!A0\n"),
    ],
)
def test_these_are_taken(name: str, content: bytes) -> None:
    file = _file(name, content)
    check_evidence(file)
    assert file.read() == content


def test_files_that_other_programs_write_are_taken() -> None:
    for name, made in (("a.docx", docx.Document()), ("a.xlsx", openpyxl.Workbook())):
        into = io.BytesIO()
        made.save(into)
        check_evidence(_file(name, into.getvalue()))


def _named(value: object) -> str:
    """A test's name is the same in each process: an archive holds the moment at which it was made."""
    return "content" if isinstance(value, bytes) else str(value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.docm", WORD, "may hold macros"),
        ("a.XLSM", BOOK, "may hold macros"),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin"), "may hold macros"),
        ("a.xlsx", office("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "may hold macros"),
        ("a.xlsx", office("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "may hold macros"),
        ("a.xlsx", office("xl/workbook.xml", types=b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros"),
        ("a.ods", open_document("spreadsheet", "Basic/Standard/Module1.xml"), "may hold macros"),
        ("a.odt", open_document("text", "Scripts/python/run.py"), "may hold macros"),
        ("a.doc", OLE, "save it as .docx"),
        ("a.xls", OLE, "save it as .xlsx"),
        ("a.msg", OLE, "print it to PDF"),
        ("a.eml", b"From: a@example.gov.uk", "print it to PDF"),
        ("a.zip", archive("a.csv"), "unpack it"),
        ("a.exe", b"MZ", "Choose PDF"),
        ("a.svg", b"<svg/>", "Choose PDF"),
        ("a.html", b"<p>", "print it to PDF"),
        ("a", CSV, "Choose PDF"),
        ("", CSV, "Choose PDF"),
        (".csv", CSV, "Choose PDF"),
        ("a.csv", b"", "is empty"),
        ("a.pdf", b"x" * (LARGEST + 1), "10 MB are the most"),
        ("a.pdf", CSV, "not what its ending “.pdf” says"),
        ("a.png", JPG, "not what its ending “.png” says"),
        ("a.csv", PDF, "not what its ending “.csv” says"),
        ("a.csv", BOOK, "not what its ending “.csv” says"),
        ("a.txt", b"MZ\x90", "not what its ending “.txt” says"),
        ("a.txt", b"a\x00b", "not what its ending “.txt” says"),
        ("a.docx", BOOK, "not what its ending “.docx” says"),
        ("a.docx", archive("a.csv"), "not what its ending “.docx” says"),
        ("a.ods", open_document("text"), "not what its ending “.ods” says"),
        ("a.ods", archive("content.xml"), "not what its ending “.ods” says"),
        ("a.docx", OLE, "locked with a password"),
        ("a.docx", WORD[:40], "is damaged"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 50, "is damaged"),
    ],
    ids=_named,
)
def test_these_are_refused_with_what_to_do(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        check_evidence(_file(name, content))


def test_exactly_ten_megabytes_are_taken() -> None:
    check_evidence(_file("a.csv", b"1" * LARGEST))


def test_a_list_of_contents_that_would_fill_the_memory_is_not_unpacked() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"x")
        made.writestr("[Content_Types].xml", b" " * (50 * 2**20))
    assert len(into.getvalue()) < 100_000
    with pytest.raises(Refused, match="not what its ending"):
        check_evidence(_file("a.docx", into.getvalue()))


def test_a_damaged_list_of_contents_is_damage() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", bytes(range(256)) * 20)
        made.writestr("word/document.xml", b"x")
    broken = bytearray(into.getvalue())
    broken[60:200] = b"\xff" * 140
    with pytest.raises(Refused, match="is damaged"):
        check_evidence(_file("a.docx", bytes(broken)))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("count.csv", "count.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ola\\Q2 count.xlsx", "Q2 count.xlsx"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\x00b\x07.csv", "ab.csv"),
        ("  two   words\t.csv ", "two words .csv"),
        ("a\u200b.csv", "a.csv"),
        ("..", "file"),
        ("folder/", "file"),
        ("", "file"),
        ("Wörter – ½.pdf", "Wörter – ½.pdf"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_a_name_is_made_plain(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@given(st.text(max_size=400))
def test_every_name_can_be_kept_and_shown(name: str) -> None:
    shown = shown_name(name)
    assert 1 <= len(shown) <= 120
    assert not set(shown) & set("/\\\x00\r\n\u202e\u2066")
    assert shown not in (".", "..")
    assert shown_name(shown) == shown


@given(st.sampled_from([".pdf", ".docx", ".xlsx", ".ods", ".csv", ".png"]), st.binary(max_size=300))
def test_nothing_inside_a_file_breaks_the_check(suffix: str, content: bytes) -> None:
    for body in (content, b"PK\x03\x04" + content, b"PK\x05\x06" + content):
        said = _refusal(_file(f"a{suffix}", body))
        assert said == "" or said.endswith(".")


def _refusal(file: ContentFile[bytes]) -> str:
    try:
        check_evidence(file)
    except Refused as refused:
        return str(refused)
    return ""


def test_the_guide_says_what_is_taken_and_how_long_what_was_typed_is_kept() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "updates.md").read_text(encoding="utf-8")
    assert KINDS in guide
    assert all(suffix in KINDS for suffix in ACCEPTED - {".pdf", ".csv", ".txt", ".jpeg"})
    assert (LARGEST, "of 10 MB at most" in guide) == (10 * 1024 * 1024, True)
    assert (LIFE, "It is kept for an hour" in guide) == (3600, True)
