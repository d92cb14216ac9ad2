"""Files that only look like trackers, or hide something in one: each made anew, none kept."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARTS = {
    "[Content_Types].xml": f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    "_rels/.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEADER}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Tracker" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/sharedStrings.xml": f"{HEADER}<sst {MAIN}><si><t>No</t></si><si><t>Recommendation</t></si></sst>",
    "xl/styles.xml": f'{HEADER}<styleSheet {MAIN}><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f"{HEADER}<worksheet {MAIN}><sheetData>"
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>{rows}</sheetData>'
    "{after}</worksheet>",
}
SHEET, STRINGS, STYLES, BOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
)
Make = Callable[[Path], None]


def workbook(
    rows: str = "",
    after: str = "",
    *,
    parts: Mapping[str, str | bytes | None] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> Make:
    """Return what writes a small workbook; `parts` replace or add parts, None leaves one out."""

    def make(path: Path) -> None:
        sheet = PARTS[SHEET].replace("{rows}", rows).replace("{after}", after)
        told: dict[str, str | bytes | None] = {**PARTS, SHEET: sheet, **(parts or {})}
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, content in told.items():
                if content is not None:
                    archive.writestr(name, content)

    return make


def only(name: str, content: str | bytes | None, rows: str = "") -> Make:
    """Return what writes a workbook of which one part is another."""
    return workbook(rows, parts={name: content})


def cell(place: str, inner: str, kind: str = "inlineStr") -> str:
    """Return a row of one cell."""
    number = "".join(one for one in place if one.isdecimal())
    return f'<row r="{number}"><c r="{place}" t="{kind}">{inner}</c></row>'


def words(text: str, place: str = "A2") -> str:
    """Return a row of one text."""
    return cell(place, f"<is><t>{text}</t></is>")


def raw(content: bytes) -> Make:
    """Return what writes these bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def sparse(size: int, head: bytes = b"") -> Make:
    """Return what writes a file of that many bytes, nearly all of them nothing."""

    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            file.truncate(size)

    return make


def swollen(name: str, unit: str, count: int, ends: tuple[str, str]) -> Make:
    """Return what writes a workbook one part of which unpacks to very much more than it takes."""

    def make(path: Path) -> None:
        workbook(parts={name: None})(path)
        block = (unit * 4096).encode()
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open(name, "w") as file,
        ):
            file.write(ends[0].encode())
            for _ in range(count // 4096):
                file.write(block)
            file.write(ends[1].encode())

    return make


def elsewhere(content: str, *, times: int = 1) -> Make:
    """Return what writes a workbook whose sheet has another ending, which relations may name all the same."""
    parts: dict[str, str | bytes | None] = {
        name: PARTS[name].replace("worksheets/sheet1.xml", "worksheets/sheet1.bin")
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    }
    return workbook(parts={**parts, SHEET: None, "xl/worksheets/sheet1.bin": content * times})


def listed(count: int) -> bytes:
    """Return a zip that is a list of contents and nothing else."""
    part = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
    held = b"".join(part + b"%08d" % number for number in range(count))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count % 65_536, count % 65_536, len(held), 4, 0)
    return b"PK\x03\x04" + held + end


def within_bounds(path: Path) -> None:
    """Write a workbook just below the bounds of styles, of texts and of the elements in a row."""
    styles = PARTS[STYLES].replace("<xf/></cellXfs>", "<xf/>" * 399_000 + "</cellXfs>")
    texts = PARTS[STRINGS].replace("</sst>", "<si/>" * 2_499_000 + "</sst>")
    workbook(f'<row r="2">{"<c/>" * 1_250_000}</row>', parts={STYLES: styles, STRINGS: texts})(path)


def patched(make: Make, change: Callable[[bytes], bytes]) -> Make:
    """Return what writes a file and then changes its bytes."""

    def patch(path: Path) -> None:
        make(path)
        path.write_bytes(change(path.read_bytes()))

    return patch


def twice(name: str) -> Make:
    """Return what writes a workbook that holds a part twice, in other capital letters."""

    def make(path: Path) -> None:
        workbook()(path)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name.upper(), "x")

    return make


def _locked(content: bytes) -> bytes:
    """Set the flag of encryption on every part, in its own head and in the list of contents."""
    made = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := made.find(sign, start)) >= 0:
            made[found + at] |= 1
            start = found + 4
    return bytes(made)


def _lying(content: bytes) -> bytes:
    """Let the list of contents say that every part is short."""
    made = bytearray(content)
    start = 0
    while (found := made.find(b"PK\x01\x02", start)) >= 0:
        made[found + 24 : found + 28] = struct.pack("<I", 10)
        start = found + 4
    return bytes(made)


def _inside(depth: int) -> bytes:
    """Return a zip in a zip in a zip."""
    content = b"x" * 1000
    for _ in range(depth):
        page = io.BytesIO()
        with zipfile.ZipFile(page, "w") as archive:
            archive.writestr("inner.zip", content)
        content = page.getvalue()
    return content


def _picture(size: int) -> Make:
    """Return what writes a workbook with a picture that unpacks to much; nothing of a tracker is in one."""

    def make(path: Path) -> None:
        workbook(words("x"))(path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("xl/media/image1.png", b"\x89PNG" + b"\0" * size)

    return make


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://tracker.example/x.dtd">'


def _entities() -> Iterator[tuple[str, Make]]:
    for short, name in (("sheet", SHEET), ("strings", STRINGS), ("styles", STYLES), ("book", BOOK)):
        content = PARTS[name].replace(HEADER, "").replace("{rows}", words("&e;")).replace("{after}", "")
        yield f"entities-of-entities-in-{short}", only(name, LAUGHS + content.replace("&e;", "&i;"))
        yield f"a-file-as-entity-in-{short}", only(name, OUTSIDE + content)
        yield f"a-remote-definition-in-{short}", only(name, REMOTE + content.replace("&e;", ""))
    yield "entities-in-utf-16", only(SHEET, (LAUGHS + "<worksheet/>").encode("utf-16"))
    yield "entities-in-small-letters", only(SHEET, LAUGHS.replace("DOCTYPE", "doctype") + "<worksheet/>")
    blanks = " " * ((1 << 20) - 4)
    yield "a-definition-across-two-chunks", only(SHEET, f"{blanks}{LAUGHS}<worksheet/>")


REFUSED: Mapping[str, tuple[str, Make]] = {
    **{f"{name}.xlsx": ("is not the XML of a workbook", make) for name, make in _entities()},
    "empty.xlsx": ("is no workbook", raw(b"")),
    "text-as-workbook.xlsx": ("is no workbook", raw(b"Ref,Recommendation\n1,x\n")),
    "html-as-workbook.xlsx": ("is no workbook", raw(b"<html><table><tr><td>1</table>")),
    "pdf-as-workbook.xlsx": ("is no workbook", raw(b"%PDF-1.7")),
    "nul-as-workbook.xlsx": ("is no workbook", raw(b"\0" * 100)),
    "password.xlsx": ("locked by a password", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)),
    "old-kind.xls": ("reads no .xls", raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)),
    "open-document.ods": ("reads no .ods", raw(b"PK\x03\x04")),
    "only-a-head.xlsx": ("broken", raw(b"PK\x03\x04")),
    "only-an-end.xlsx": ("broken", raw(b"PK\x05\x06" + b"\0" * 18)),
    "cut-off.xlsx": ("broken", patched(workbook(), lambda content: content[:-300])),
    "no-front.xlsx": ("is no workbook", patched(workbook(), lambda content: content[300:])),
    "another-zip.xlsx": ("broken", raw(_inside(1))),
    "zip-in-zip-in-zip.xlsx": ("broken", raw(_inside(20))),
    "every-part-locked.xlsx": ("locked by a password", patched(workbook(), _locked)),
    "sizes-that-lie.xlsx": ("broken", patched(workbook(words("x" * 400)), _lying)),
    "contents-flipped.xlsx": (
        "broken",
        patched(
            workbook(words("x" * 400), method=zipfile.ZIP_STORED),
            lambda content: content.replace(b"xxxx", b"xxxy"),
        ),
    ),
    "a-part-twice.xlsx": ("same part twice", twice(SHEET)),
    "five-thousand-parts.xlsx": ("too many", workbook(parts={f"xl/x{number}": "" for number in range(5000)})),
    "no-content-types.xlsx": ("broken", only("[Content_Types].xml", None)),
    "no-book.xlsx": ("broken", only(BOOK, None)),
    "no-sheet.xlsx": ("is not there", only(SHEET, None)),
    "no-relations.xlsx": ("broken", only("xl/_rels/workbook.xml.rels", None)),
    "strings-missing.xlsx": ("broken", only(STRINGS, None)),
    "a-sheet-that-is-text.xlsx": ("broken", only(SHEET, "Ref,Recommendation")),
    "a-sheet-cut-off.xlsx": ("broken", only(SHEET, PARTS[SHEET][:200])),
    "a-sheet-of-nothing.xlsx": ("broken", only(SHEET, "")),
    "a-sheet-in-utf-16.xlsx": ("is not the XML", only(SHEET, "<worksheet/>".encode("utf-16"))),
    "a-sheet-with-nul.xlsx": ("is not the XML", only(SHEET, b"<worksheet>\0</worksheet>")),
    "a-sheet-of-deep-elements.xlsx": ("deeper", only(SHEET, "<a>" * 5000 + "</a>" * 5000)),
    "a-sheet-elsewhere.xlsx": (
        "is not there",
        only(
            "xl/_rels/workbook.xml.rels",
            PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/", "../../../etc/"),
        ),
    ),
    "a-string-that-is-none.xlsx": ("broken", workbook(cell("A2", "<v>99</v>", "s"))),
    "a-string-below-nothing.xlsx": ("broken", workbook(cell("A2", "<v>x</v>", "s"))),
    "a-row-that-is-none.xlsx": ("broken", workbook('<row r="x"><c r="A2"><v>1</v></c></row>')),
    "a-row-of-a-million-digits.xlsx": (
        "broken",
        workbook(f'<row r="{"9" * 5000}"><c r="A2"><v>1</v></c></row>'),
    ),
    "a-cell-that-is-none.xlsx": ("broken", workbook('<row r="2"><c r="!!"><v>1</v></c></row>')),
    "the-last-row.xlsx": ("lies beyond", workbook(words("x", "A1048576"))),
    "the-last-column.xlsx": ("lies beyond", workbook(words("x", "XFD2"))),
    "the-last-cell.xlsx": ("lies beyond", workbook(words("x", "XFD1048576"))),
    "a-row-beyond-all.xlsx": ("lies beyond", workbook(words("x", "A99999999999"))),
    "a-bomb-among-the-pictures.xlsx": ("MB", _picture(128_000_000)),
    "merged-without-end.xlsx": (
        "more merged cells",
        workbook(after="<mergeCells>" + '<mergeCell ref="A1:A2"/>' * 20_001 + "</mergeCells>"),
    ),
    "merged-over-everything.xlsx": (
        "merged cells cover",
        workbook(
            words("x", "A40000"), "<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 10 + "</mergeCells>"
        ),
    ),
    "merged-nowhere.xlsx": ("broken", workbook(after='<mergeCells><mergeCell ref="nowhere"/></mergeCells>')),
    "merged-upside-down.xlsx": (
        "broken",
        workbook(after='<mergeCells><mergeCell ref="B9:A2"/></mergeCells>'),
    ),
    "merged-without-a-place.xlsx": ("broken", workbook(after="<mergeCells><mergeCell/></mergeCells>")),
    "a-million-texts-of-one.xlsx": (
        "more text",
        workbook(
            "".join(
                f'<row r="{row}">' + "".join('<c t="s"><v>0</v></c>' for _ in range(100)) + "</row>"
                for row in range(2, 30)
            ),
            parts={STRINGS: f"<sst {MAIN}><si><t>{'x' * 32_000}</t></si><si><t>y</t></si></sst>"},
        ),
    ),
    "too-many-sheets.xlsx": (
        "more than 60 sheets",
        only(
            BOOK,
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
            + "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 100))
            + "</sheets></workbook>",
        ),
    ),
    "a-definition-in-a-sheet-of-another-ending.xlsx": (
        "is not the XML",
        elsewhere(f"{LAUGHS}<worksheet {MAIN}><sheetData>{words('&i;')}</sheetData></worksheet>"),
    ),
    "a-bomb-in-a-sheet-of-another-ending.xlsx": ("MB", elsewhere(f"<a>{'x' * 1_000_000}</a>", times=120)),
    "more-parts-than-are-listed.xlsx": ("too many parts", raw(listed(30_000))),
    "packed-as-no-workbook.xlsx": ("packed as no workbook is", workbook(method=zipfile.ZIP_BZIP2)),
    "cells-in-a-row-without-end.xlsx": (
        "more, or deeper, elements",
        swollen(
            SHEET,
            "<c/>",
            9_800_000,
            (f'<worksheet {MAIN}><sheetData>{words("x", "A1")}<row r="2">', "</row></sheetData></worksheet>"),
        ),
    ),
    "five-million-strings.xlsx": (
        "elements",
        swollen(STRINGS, "<si/>", 4_800_000, (f"<sst {MAIN}>", "</sst>")),
    ),
    "a-million-styles.xlsx": (
        "elements",
        swollen(STYLES, "<xf/>", 1_500_000, (f"<styleSheet {MAIN}>", "</styleSheet>")),
    ),
    "a-gigabyte-of-rows.xlsx": (
        "MB",
        swollen(SHEET, "<row/>", 180_000_000, (f"<worksheet {MAIN}><sheetData>", "")),
    ),
    "a-hundred-million-strings.xlsx": (
        "MB",
        swollen(STRINGS, "<si/>", 10_000_000, (f"<sst {MAIN}>", "</sst>")),
    ),
    "ten-million-styles.xlsx": ("MB", swollen(STYLES, "<xf/>", 10_000_000, (f"<styleSheet {MAIN}>", ""))),
    "seventy-megabytes.xlsx": ("the file has", sparse(70 << 20, b"PK\x03\x04")),
    "a-gigabyte-of-nothing.csv": ("more than", sparse(1 << 30)),
    "a-gigabyte-of-nothing.tsv": ("more than", sparse(1 << 30)),
    "nul.csv": ("NUL", raw(b"Ref,Recommendation\n1,\0\n")),
    "nul-in-utf-16.csv": ("no encoding", raw("Ref,\0\n".encode("utf-16"))),
    "half-a-character-of-utf-16.csv": ("no encoding", raw(b"\xff\xfea")),
    "no-encoding.csv": ("no encoding", raw(b"Ref,\x81\x8d\x8f\n")),
    "a-marked-utf-8-that-is-none.csv": ("no encoding", raw(b"\xef\xbb\xbfRef,\xff\n")),
    "a-field-without-end.csv": ("is no table", raw(b'Ref,"' + b"x" * 200_000)),
    "a-thousand-columns.csv": ("lies beyond", raw(b"," * 1000)),
    "a-hundred-thousand-rows.csv": ("lies beyond", raw(b"a,b\n" * 100_000)),
    "rows-of-old-macs.csv": ("lies beyond", raw(b"a,b\r" * 100_000)),
}
"""What is refused, by file name, with words of the reason."""

READ: Mapping[str, tuple[str, Make]] = {
    "formula-with-its-result.xlsx": ("42", workbook(cell("A2", "<f>6*7</f><v>42</v>", "n"))),
    "formula-that-calls-out.xlsx": (
        "old",
        workbook(cell("A2", "<f>WEBSERVICE(&quot;http://x.example&quot;)</f><v>old</v>", "str")),
    ),
    "formula-without-result.xlsx": ("(formula)", workbook(cell("A2", "<f>6*7</f>", "n"))),
    "formula-with-an-empty-result.xlsx": ("(formula)", workbook(cell("A2", "<f>6*7</f><v></v>", "n"))),
    "formula-as-text.xlsx": ("=HYPERLINK(1)", workbook(words("=HYPERLINK(1)"))),
    "command-as-text.xlsx": ("=cmd|' /C calc'!A0", workbook(words("=cmd|' /C calc'!A0"))),
    "error.xlsx": ("#REF!", workbook(cell("A2", "<v>#REF!</v>", "e"))),
    "truth.xlsx": ("TRUE", workbook(cell("A2", "<v>1</v>", "b"))),
    "script.xlsx": ("<script>", workbook(words("&lt;script&gt;"))),
    "escape-sequence.xlsx": ("\ufffd[2J", workbook(words("_x001B_[2J"))),
    "reversed.xlsx": ("\u202egpj.exe", workbook(words("&#x202e;gpj.exe"))),
    "emoji.xlsx": ("👮", workbook(words("👮"))),
    "numbers-beyond-all.xlsx": ("1e+300", workbook(cell("A2", "<v>1e300</v>", "n"))),
    "infinite.xlsx": ("inf", workbook(cell("A2", "<v>1e999</v>", "n"))),
    "macros.xlsm": ("x", workbook(words("x"), parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100})),
    "external-links.xlsx": (
        "x",
        workbook(
            words("x"),
            parts={"xl/externalLinks/externalLink1.xml": f"<externalLink {MAIN}/>"},
        ),
    ),
    "connections.xlsx": ("x", workbook(words("x"), parts={"xl/connections.xml": f"<connections {MAIN}/>"})),
    "a-large-picture.xlsx": ("x", _picture(90_000_000)),
    "just-within-all-bounds.xlsx": ("Recommendation", within_bounds),
    "up-and-out.xlsx": ("x", workbook(words("x"), parts={"../../evil.xml": "<x/>"})),
    "a-long-text.xlsx": ("x" * 100 + " …", workbook(words("x" * 40_000))),
    "a-million-empty-rows.xlsx": (
        "x",
        swollen(
            SHEET,
            '<row><c s="0"/></row>',
            1_048_576,
            (f"<worksheet {MAIN}><sheetData>{words('x', 'A1')}", "</sheetData></worksheet>"),
        ),
    ),
    "merged-beyond.xlsx": (
        "x",
        workbook(words("x"), '<mergeCells><mergeCell ref="Z900:AB999"/></mergeCells>'),
    ),
    "styles-missing.xlsx": ("x", only(STYLES, None, words("x"))),
    "a-date-beyond-all.xlsx": ("99999999", workbook(cell("A2", "<v>99999999</v>", "n"))),
    "cells-without-places.xlsx": ("7", workbook("<row><c><v>7</v></c></row>")),
    "no-rows.xlsx": ("Recommendation", workbook()),
    "formulas.csv": ("=1+1", raw(b"Ref,Recommendation\n=1+1,@x\n")),
    "byte-order-mark.csv": ("Ref", raw(b"\xef\xbb\xbfRef,Recommendation\n")),
    "utf-16.csv": ("O’Neill", raw("Ref\tOwner\n1\tO’Neill\n".encode("utf-16"))),
    "windows.csv": ("O’Neill", raw("Ref;Owner\n1;O’Neill\n".encode("cp1252"))),
    "pipes.csv": ("b", raw(b"a|b|c\n1|2|3\n")),
    "one-column.csv": ("b", raw(b"a\nb\n")),
    "an-open-quote.csv": ("x\ny", raw(b'a,b\n1,"x\ny')),
    "no-columns.csv": ("", raw(b"\n\n\n")),
    "empty.csv": ("", raw(b"")),
    "old-mac.csv": ("2", raw(b"a,b\r1,2\r")),
    "escape.csv": ("\ufffd]0;x\ufffd", raw(b"a,b\n1,\x1b]0;x\x07\n")),
    "a-long-cell.csv": ("y" * 100 + " …", raw(b"a,b\n1," + b"y" * 40_000)),
    "an-error.csv": ("#DIV/0!", raw(b"a,b\n1,#DIV/0!\n")),
}
"""What is read as text, by file name, with a text that one of its cells then has."""
