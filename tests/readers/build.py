"""Files that the tests of the readers read: made here, so that none lies about in the repository."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

from presselese.readers import Failure, ReaderOptions, Source, read_file, read_inputs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(path: Path, **options: object) -> tuple[list[Source], list[Failure]]:
    """Sources and failures of a file or folder."""
    results = list(read_inputs([path], ReaderOptions(**options)))  # type: ignore[arg-type]
    return [r for r in results if isinstance(r, Source)], [r for r in results if isinstance(r, Failure)]


def read_bytes(
    folder: Path, name: str, data: bytes | str, **options: object
) -> tuple[list[Source], list[Failure]]:
    """The same for one file of this name and content."""
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    results = list(read_file(path, options=ReaderOptions(**options)))  # type: ignore[arg-type]
    return [r for r in results if isinstance(r, Source)], [r for r in results if isinstance(r, Failure)]


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, core: str = "") -> bytes:
    """A Word file with this XML as its body."""
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/styles.xml": styles,
    }  # fmt: skip
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return zipped(members)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a Word file."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def pdf(lines: list[str], *, encrypted: bool = False) -> bytes:
    """A PDF of one page with these lines (none: a page without text)."""
    text = "".join(f"1 0 0 1 72 {760 - 16 * number} Tm ({line}) Tj\n" for number, line in enumerate(lines))
    content = f"BT /F1 12 Tf\n{text}ET" if lines else "0 0 100 100 re f"
    stream = content.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Neue B\344nke) >>",
    ]
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content_of in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content_of)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    encrypt = b" /Encrypt 7 0 R /ID [<00> <00>]" if encrypted else b""
    out += b"trailer << /Size %d /Root 1 0 R /Info 6 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, encrypt, start,
    )  # fmt: skip
    return bytes(out)


def warc(pages: list[tuple[str, bytes, bytes]], *, compressed: bool = True) -> bytes:
    """A web archive of responses: (address, HTTP head, body)."""
    out = bytearray()
    for number, (url, head, body) in enumerate(pages):
        http = head + b"\r\n\r\n" + body
        record = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-03-01T10:00:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        ) % (url.encode(), number, len(http), http)
        out += gzip.compress(record) if compressed else record
    return bytes(out)


PAGE = (
    "<html><head><title>{title} | Stadt Musterau</title></head><body><nav><a href='/'>Startseite</a></nav>"
    "<h1>{title}</h1><p>Der Bauhof hat am Freitag im Park zwölf neue Bänke aufgestellt, teilte die Stadt mit.</p>"
    "</body></html>"
)
