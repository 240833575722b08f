"""Which files are taken as evidence for a figure: by their name, their size, their first bytes and what lies inside them.

What is taken is kept and handed back as it is, and never opened by us for anything else; so it must be of a kind that people can
open without running something: no macros, no programs, no archives, no e-mails (which carry files of any kind). The sentence
of a refusal says what to do instead. Of a file of Office nothing is unpacked but the short list of its contents.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Final

from django.core.files import File

from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.uploading.receiving import MACRO_KINDS, suffix_of

LARGEST: Final = 10 * 2**20  # bytes
LONGEST_NAME: Final = 120
KINDS: Final = (
    "PDF, Word (.docx, .odt), a workbook (.xlsx, .ods), slides (.pptx), CSV, plain text, or a picture (.png, .jpg)"
)

_OOXML: Final = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_ODF: Final = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_STARTS: Final = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
_TEXTS: Final = (".csv", ".txt")
ACCEPTED: Final = frozenset({".pdf", *_OOXML, *_ODF, *_STARTS, *_TEXTS})

_SAVE_AS: Final = {
    ".doc": "an old Word file: open it in Word, save it as .docx, and add that",
    ".xls": "an old workbook: open it in Excel, save it as .xlsx, and add that",
    ".xlsb": "a binary workbook: open it in Excel, save it as .xlsx, and add that",
    ".ppt": "an old presentation: open it, save it as .pptx, and add that",
    ".rtf": "a rich text file: open it in Word, save it as .docx, and add that",
    ".msg": "an e-mail: print it to PDF and add that, or save the file attached to it and add that",
    ".eml": "an e-mail: print it to PDF and add that, or save the file attached to it and add that",
    ".zip": "an archive: unpack it, and add the files one by one",
    ".7z": "an archive: unpack it, and add the files one by one",
    ".heic": "a picture that not everybody can open: save it as .jpg, and add that",
    ".html": "a web page: print it to PDF, and add that",
    ".htm": "a web page: print it to PDF, and add that",
}
_HEAD: Final = 1024
_ZIP, _PDF, _OLE = b"PK", b"%PDF-", bytes.fromhex("D0CF11E0A1B11AE1")
_NO_TEXT: Final = (_ZIP, _PDF, _OLE, b"MZ", b"\x7fELF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
_WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff")
_MACROS: Final = re.compile(r"(?:.*/)?vba(?:project\.bin|data\.xml)|xl/macrosheets/.*|(?:basic|scripts)/.+")
_LONGEST_LIST: Final = 2**20


def shown_name(name: str) -> str:
    """A name to keep and to show: no folders, no character that hides or turns others, not too long, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in " ".join(last.split()) if not unicodedata.category(char).startswith("C"))
    words = " ".join(seen.split()).strip(". ")
    ending = PurePosixPath(words).suffix
    if len(words) > LONGEST_NAME:
        ending = ending if len(ending) <= 10 else ""
        words = words[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
    return words or "file"


def check_evidence(file: File[bytes]) -> None:
    """Refused, with what to do, for a file that is not taken as evidence. The file stands at its beginning afterwards."""
    name = shown_name(file.name or "")
    suffix = suffix_of(name)
    _check_kind(name, suffix)
    size = file.size or 0
    if not size:
        raise Refused(f"“{name}” is empty. Look at it where it is kept, and add it again.")
    if size > LARGEST:
        raise Refused(
            f"“{name}” has {size / 2**20:.1f} MB; {LARGEST // 2**20} MB are the most. "
            "Add the part of it that shows the figure, or a PDF with smaller pictures."
        )
    file.seek(0)
    head = file.read(_HEAD)
    if not _fits(suffix, head):
        raise Refused(_other_inside(name, suffix, head))
    if suffix in _OOXML or suffix in _ODF:
        _check_parts(file, name, suffix)
    file.seek(0)


def _check_kind(name: str, suffix: str) -> None:
    if suffix in MACRO_KINDS:
        raise Refused(_macros(name))
    if suffix in _SAVE_AS:
        raise Refused(f"“{name}” is {_SAVE_AS[suffix]}.")
    if suffix not in ACCEPTED:
        raise Refused(f"“{name}” is not of a kind that is kept as evidence. Choose {KINDS}.")


def _macros(name: str) -> str:
    return f"“{name}” may hold macros. Save it as a PDF, or in the plain form of its kind (.docx, .xlsx, .pptx), and add that."


def _other_inside(name: str, suffix: str, head: bytes) -> str:
    if suffix in _OOXML and head.startswith(_OLE):
        return f"“{name}” is locked with a password. Save it without one, and add that."
    return f"“{name}” is not what its ending “{suffix}” says. Open it to see what it is, and save it anew."


def _fits(suffix: str, head: bytes) -> bool:
    if suffix == ".pdf":
        return _PDF in head
    if suffix in _STARTS:
        return head.startswith(_STARTS[suffix])
    if suffix in _TEXTS:
        return not head.startswith(_NO_TEXT) and (b"\x00" not in head or head.startswith(_WIDE_TEXT))
    return head.startswith(_ZIP)


def _check_parts(file: File[bytes], name: str, suffix: str) -> None:
    """Refused for a file of Office in which there are macros, or which is an archive of another kind."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = [part.filename.lower() for part in archive.infolist()]
            says = _short(archive, "mimetype" if suffix in _ODF else "[Content_Types].xml")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        # RuntimeError is how zipfile refuses a part with a password, NotImplementedError a way of packing that it does not know
        raise Refused(f"“{name}” is damaged. Open it, save it anew, and add that.") from error
    if b"macroenabled" in says.lower() or any(map(_MACROS.fullmatch, parts)):
        raise Refused(_macros(name))
    is_so = says.strip() == _ODF[suffix] if suffix in _ODF else any(one.startswith(_OOXML[suffix]) for one in parts)
    if not says or not is_so:
        raise Refused(_other_inside(name, suffix, b""))


def _short(archive: zipfile.ZipFile, part: str) -> bytes:
    """A short part of the archive; nothing where it is not there, or says that it is long."""
    try:
        found = archive.getinfo(part)
    except KeyError:
        return b""
    if found.file_size > _LONGEST_LIST:
        return b""
    with archive.open(found) as content:
        return content.read(_LONGEST_LIST)
