"""Containers: files that must not be opened are refused with a sentence, and honest ones open."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from goldenthread.model.reading import Unreadable
from goldenthread.readers import containers
from goldenthread.readers.containers import open_office_zip, parse_xml, read_part

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
XML = b'<?xml version="1.0"?><w>words</w>'


def make_zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        open_office_zip(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    return sentence


def test_honest_archive_opens_and_gives_its_parts(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "paper.docx", {"word/document.xml": XML, "media/a.bin": bytes(3 * 2**20)})
    with open_office_zip(path) as archive:
        assert parse_xml(read_part(archive, "word/document.xml"), path.name).text == "words"
        assert read_part(archive, "media/a.bin") == bytes(3 * 2**20)
        with pytest.raises(KeyError):
            read_part(archive, "word/other.xml")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"Dear all, please find attached", "is not a Word file or workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
        (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        (OLE + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        (OLE, "old Office file"),
        (b"PK\x03\x04 and then nothing that is a zip", "is damaged"),
    ],
)
def test_file_that_is_no_zip_is_refused_with_what_to_do(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    assert says in refusal(path)


def test_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    assert "check its name" in refusal(tmp_path / "none.docx")


def test_archive_cut_short_is_damaged(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "paper.docx", {"word/document.xml": XML * 1000})
    path.write_bytes(path.read_bytes()[:-40])
    assert "is damaged" in refusal(path)


def test_part_with_a_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", XML)
    path.write_bytes(path.read_bytes().replace(b"words", b"sword"))
    assert "is damaged" in refusal(path)


def test_bomb_is_refused_by_its_size_against_its_packed_size(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "paper.docx", {"word/document.xml": bytes(60 * 2**20)})
    assert "times its size" in refusal(path)


def test_bomb_is_refused_by_its_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_zip(tmp_path / "paper.docx", {f"{n}.bin": bytes(2**20) for n in range(3)})
    monkeypatch.setattr(containers, "_MOST_BYTES", 2 * 2**20)
    assert "would unpack to 3 MB" in refusal(path)


def test_bomb_is_refused_by_the_number_of_its_parts(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "paper.docx", {f"{n}.xml": b"" for n in range(5_001)})
    assert "5,001 parts" in refusal(path)


def test_size_that_lies_is_damaged_and_never_unpacked(tmp_path: Path) -> None:
    """A bomb may claim to be small: only the size it claims is ever unpacked, and then its checksum is wrong."""
    path = make_zip(tmp_path / "paper.docx", {"word/document.xml": bytes(60 * 2**20)})
    data = path.read_bytes()
    assert data.count(struct.pack("<I", 60 * 2**20)) == 2
    path.write_bytes(data.replace(struct.pack("<I", 60 * 2**20), struct.pack("<I", 1000)))
    assert "is damaged" in refusal(path)


def test_part_locked_with_a_zip_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", XML)
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(bytes(data))
    assert "remove the password" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", ["", "<!--" + "x" * (2**20 - 20) + "-->"])
def test_part_with_a_dtd_is_refused(tmp_path: Path, encoding: str, before: str) -> None:
    """Also where the declaration lies across two pieces of the reading."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{before}<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    path = make_zip(tmp_path / "paper.docx", {"word/document.xml": text.encode(encoding)})
    assert "could fetch other files" in refusal(path)


def test_parser_refuses_a_dtd_and_damaged_xml() -> None:
    with pytest.raises(Unreadable, match="could fetch other files"):
        parse_xml(b'<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>', "paper.docx")
    with pytest.raises(Unreadable, match="damaged"):
        parse_xml(b"<w><p></w>", "paper.docx")
