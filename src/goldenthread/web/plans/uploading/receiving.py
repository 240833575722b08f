"""What is refused at the door: a file of the wrong kind by its name, its size and its first bytes. Nothing of it is parsed here.

What is locked, damaged or hostile inside shows when the file is read, in a process apart (read_apart.py).
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from django.core.files import File

from goldenthread.readers import READABLE
from goldenthread.web.plans.errors import Refused

MACRO_KINDS: Final = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm"})
ACCEPTED: Final = READABLE - MACRO_KINDS
KINDS: Final = "Word (.docx), PDF, a workbook (.xlsx, .xls, .ods), CSV, plain text or Golden Thread JSON"
_SAVE_AS: Final = {
    ".doc": "an old Word file: open it in Word, save it as .docx, and upload that",
    ".rtf": "a rich text file: open it in Word, save it as .docx, and upload that",
    ".odt": "an OpenDocument text: open it, save it as .docx, and upload that",
    ".xlsb": "a binary workbook: open it in Excel, save it as .xlsx, and upload that",
    ".pptx": "a presentation: save it as PDF, and upload that",
    ".ppt": "a presentation: save it as PDF, and upload that",
}
_ZIP, _PDF, _OLE = b"PK", b"%PDF-", bytes.fromhex("D0CF11E0A1B11AE1")
_PROGRAMS: Final = (b"MZ", b"\x7fELF")
_HEAD: Final = 1024
_WIDE_TEXT: Final = (b"\xff\xfe", b"\xfe\xff")


def suffix_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return PurePath(name).suffix.lower()


def check_at_the_door(file: File[bytes]) -> None:
    """Refused, with what to do, for a file that cannot be a paper: macros, a wrong kind, nothing in it, another kind inside."""
    name, suffix = file.name or "", suffix_of(file.name or "")
    if suffix in MACRO_KINDS:
        plain = ".docx" if suffix.startswith(".do") else ".pdf" if suffix == ".pptm" else ".xlsx"
        raise Refused(f"“{name}” may hold macros. Open it, save it as {plain}, and upload that.")
    if suffix in _SAVE_AS:
        raise Refused(f"“{name}” is {_SAVE_AS[suffix]}.")
    if suffix not in ACCEPTED:
        raise Refused(f"“{name}” is not of a kind that can be read. Choose {KINDS}.")
    if not file.size:
        raise Refused(f"“{name}” is empty. Choose the paper itself: a download may have been cut short.")
    head = file.read(_HEAD)
    file.seek(0)
    if not _fits(suffix, head):
        raise Refused(f"“{name}” is not what its ending “{suffix}” says. Open it to see what it is, and save it anew.")


def _fits(suffix: str, head: bytes) -> bool:
    """Whether the first bytes are those of that kind. A locked office file has the old container, and its own sentence later."""
    match suffix:
        case ".pdf":
            return _PDF in head
        case ".docx" | ".dotx" | ".xlsx" | ".ods":
            return head.startswith((_ZIP, _OLE))
        case ".xls":
            return head.startswith(_OLE) or head.startswith(_ZIP)
        case _:
            is_other = head.startswith((_ZIP, _PDF, _OLE, *_PROGRAMS))
            return not is_other and (b"\x00" not in head or head.startswith(_WIDE_TEXT))
