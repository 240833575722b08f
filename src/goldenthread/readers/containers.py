"""Whether an office file may be opened at all: locked, old, damaged and hostile files are refused with a sentence.

Word files and workbooks are zip archives of XML; whoever reads one opens it here, and parses its XML here.
"""

from __future__ import annotations

import mmap
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from goldenthread.model.reading import Unreadable

_OLE_HEADER = bytes.fromhex("D0CF11E0A1B11AE1")
_MOST_ENTRIES = 5_000
_MOST_BYTES = 500 * 1024 * 1024
_MOST_RATIO = 200
_RATIO_MATTERS_FROM = 50 * 1024 * 1024
_CHUNK = 1024 * 1024
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML_ENDINGS = (".xml", ".rels", ".vml")
_ENCRYPTED_FLAG = 0x1


def open_office_zip(path: Path) -> zipfile.ZipFile:
    """The archive that a .docx, .xlsx or .ods file is, checked; the caller closes it. Unreadable says what to do instead.

    Every entry has been read once when this returns, so sizes and checksums are true and no XML part holds a DTD.
    """
    name = path.name
    _refuse_what_is_no_zip(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        # NotImplementedError is how zipfile refuses a version of the format, or a way of packing, that it does not know
        raise _damaged(name) from error
    try:
        _refuse_bombs(archive, name)
        _read_through(archive, name)
    except BaseException:
        archive.close()
        raise
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one entry. KeyError when there is none."""
    pieces: list[bytes] = []
    with archive.open(name) as stream:
        # piece by piece: a single read would unpack all that the data holds, whatever size it claims to have
        while piece := stream.read(_CHUNK):
            pieces.append(piece)
    return b"".join(pieces)


def parse_xml(data: bytes, file_name: str) -> etree._Element:
    """The root of an XML part: no entities, no network, no DTD. Unreadable when it is damaged or holds a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(file_name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _hostile(file_name)
    return root


def _refuse_what_is_no_zip(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(len(_OLE_HEADER))
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise Unreadable(
            f"“{path.name}” cannot be opened ({reason}): check its name, and that you may read it."
        ) from error
    if size == 0:
        raise Unreadable(f"“{path.name}” is empty: ask for the file again, or give another.")
    if head == _OLE_HEADER:
        raise _old_or_locked(path)
    if not head.startswith(b"PK"):
        raise Unreadable(
            f"“{path.name}” is not a Word file or workbook, whatever its name says: "
            "open it in the program that made it, and save it as .docx or .xlsx."
        )


def _old_or_locked(path: Path) -> Unreadable:
    """Why a file in the old binary container cannot be read: its directory names its streams in UTF-16."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:

        def holds(stream_name: str) -> bool:
            return data.find(stream_name.encode("utf-16-le")) >= 0

        if holds("EncryptedPackage"):
            return _locked(path.name)
        if holds("WordDocument"):
            return Unreadable(f"“{path.name}” is an old Word file (.doc): open it in Word, and save it as .docx.")
        if holds("Workbook") or holds("Book"):
            return Unreadable(f"“{path.name}” is an old workbook (.xls): open it in Excel, and save it as .xlsx.")
    return Unreadable(f"“{path.name}” is an old Office file: open it in the program that made it, and save it anew.")


def _refuse_bombs(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > _MOST_ENTRIES:
        raise _bomb(name, f"it holds {len(entries):,} parts")
    if total > _MOST_BYTES:
        raise _bomb(name, f"it would unpack to {total // 2**20:,} MB")
    if total > _RATIO_MATTERS_FROM and total / packed > _MOST_RATIO:
        raise _bomb(name, f"it would unpack to {total // packed:,} times its size")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise _locked(name)


def _read_through(archive: zipfile.ZipFile, name: str) -> None:
    """Reads every entry once, a piece at a time: a size that lies, a checksum that fails or a DTD ends it."""
    try:
        for entry in archive.infolist():
            is_xml = entry.filename.lower().endswith(_XML_ENDINGS)
            tail = b""
            with archive.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    if is_xml and any(dtd in tail + piece for dtd in _DTD):
                        raise _hostile(name)
                    tail = piece[-32:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:  # the last as above
        raise _damaged(name) from error


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"“{name}” is damaged: ask for the file again, or open it in Office and save a new copy.")


def _locked(name: str) -> Unreadable:
    return Unreadable(f"“{name}” is locked with a password: open it in Office, remove the password, and save it again.")


def _bomb(name: str, why: str) -> Unreadable:
    return Unreadable(
        f"“{name}” was not opened, because {why}, as no honest paper does: ask whoever sent it for a new copy."
    )


def _hostile(name: str) -> Unreadable:
    return Unreadable(
        f"“{name}” was not opened, because it holds declarations that could fetch other files, as no Office program "
        "writes: ask whoever sent it for a new copy."
    )
