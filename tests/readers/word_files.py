"""Word files made by hand for tests: the least that Word itself would open, with whatever a test puts in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from PIL import Image

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIST = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_file(
    folder: Path,
    body: str,
    *,
    parts: dict[str, str | bytes] | None = None,
    links: dict[str, str] | None = None,
) -> Path:
    """A Word file. `parts` are by name under word/ ("styles.xml"); `links` are outside addresses by relationship id.

    A part is related to the document by the id that is its name.
    """
    path = folder / "paper.docx"
    relationships = "".join(
        f'<Relationship Id="{name}" Type="{_KINDS}/{_kind(name)}" Target="{name}"/>' for name in parts or {}
    ) + "".join(
        f'<Relationship Id="{key}" Type="{_KINDS}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        main = f'<Relationship Id="m" Type="{_KINDS}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_LIST}">{main}</Relationships>')
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_LIST}">{relationships}</Relationships>'
        )
        for name, data in (parts or {}).items():
            archive.writestr(f"word/{name}", data)
    return path


def _kind(name: str) -> str:
    if name.endswith((".png", ".jpeg", ".gif", ".emf")):
        return "image"
    return "theme" if name.startswith("theme") else name.removesuffix(".xml")


def part(root: str, content: str) -> str:
    """A part of the file by its root ("styles")."""
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def p(text: str = "", properties: str = "", runs: str = "") -> str:
    """A paragraph."""
    words = f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}{runs}</w:p>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell: of paragraphs, or of one paragraph of plain words."""
    inside = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def picture(relationship: str, alt: str = "", centimetres: float = 0.6, name: str = "Picture 1") -> str:
    """A run with a picture."""
    size = int(centimetres * 360_000)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{name}"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def shape(kind: str, fill: str, alt: str = "", text: str = "") -> str:
    """A run with a drawn shape, in the new form and again in the old one."""
    box = f"<w:txbxContent>{p(text)}</w:txbxContent>" if text else ""
    new = f"<wps:txbx>{box}</wps:txbx>" if text else ""
    old = f"<v:rect><v:textbox>{box}</v:textbox></v:rect>" if text else f'<v:rect fillcolor="#{fill}"/>'
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:extent cx='200000' cy='200000'/>"
        f'<wp:docPr id="2" name="Shape 2" descr="{alt}"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="{kind}"/><a:solidFill>{fill_of(fill)}</a:solidFill></wps:spPr>{new}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def fill_of(fill: str) -> str:
    """A colour by its digits, or by its name in the theme."""
    return f'<a:schemeClr val="{fill}"/>' if fill.startswith("accent") else f'<a:srgbClr val="{fill}"/>'


def disc(colour: str | tuple[int, int, int], kind: str = "PNG", ground: str = "white") -> bytes:
    """A picture of a coloured disc, with a grey rim, on a ground of another colour."""
    image = Image.new("RGB", (48, 48), ground)
    for x in range(48):
        for y in range(48):
            distance = (x - 24) ** 2 + (y - 24) ** 2
            if distance < 20**2:
                image.putpixel((x, y), _rgb(colour))
            elif distance < 22**2:
                image.putpixel((x, y), (128, 128, 128))
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def _rgb(colour: str | tuple[int, int, int]) -> tuple[int, int, int]:
    if isinstance(colour, tuple):
        return colour
    return (int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16))
