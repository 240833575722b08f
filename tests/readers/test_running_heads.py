"""What stands at the head and foot of the pages is kept beside the report, with how often it stood."""

from pathlib import Path

from docx import Document

from goldenthread import readers
from goldenthread.model.reading import RunningHead
from goldenthread.readers.text_lines import running_heads, source_lines


def test_heads_that_a_text_repeats_are_said_once() -> None:
    head = "Leisure Services – Performance Measures 2019-20"
    text = f"The pool was closed for\n\n{head}\n\nrepairs in May. It is\n\n{head}\n\nopen again. The\n\n{head}\n\ncafe is not."
    lines = source_lines(text)
    assert all(line.text != head for line in lines)
    assert running_heads(text, lines) == (RunningHead(text=head, times=3, where="line 3"),)


def test_page_numbers_are_no_running_heads() -> None:
    text = "\f".join(
        "".join(f"Line {line} of {page}, and more\n" for line in range(20)) + f"\n\n{page}" for page in range(1, 5)
    )
    assert running_heads(text, source_lines(text)) == ()


def test_heads_and_feet_of_a_word_file(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Quarterly monitoring report, Quarter 2 2021/22", 1)
    document.add_paragraph("This report covers the second quarter.")
    document.sections[0].header.paragraphs[0].text = "Performance Measures 2019-20"
    document.sections[0].footer.paragraphs[0].text = "Page 7 of 12"
    file = tmp_path / "report.docx"
    document.save(str(file))
    reading = readers.read(file)
    assert [head.text for head in reading.running_heads] == ["Performance Measures 2019-20"]
    assert all("2019-20" not in section.model_dump_json() for section in reading.report.sections)
