"""Files that nobody should send: cells, rows, encodings, workbooks."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping

from tests.infrastructure.importers.sheets import book, changed

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
GOOD = {"row_id": "r-1", "act": "join", "member": "ZEN", "on": "2026-01-01", "name": "Zenda"}
ALSO = {"row_id": "r-2", "act": "join", "member": "OPA", "on": "2026-01-02", "name": "Opar"}

NUMBERS = ("1e400", "9" * 401, "9" * 5000, "NaN", "Infinity", "-Infinity", "-1", "0", "0x7E6")
DATES = (
    *("0000", "0001-01-01", "1799-12-31", "9999-12-31", "10000-01-01", "2026-02-30", "2026-13"),
    *("2026-00-10", "31/01/2026", "2026-1-1", "2026-01-01T00:00", "<=", "2026-01-01 or so"),
    *("\u0662\u0660\u0662\u0666", "\uff12\uff10\uff12\uff16", "20260101", "tomorrow", ""),
)
CODES = ("os:system", "__import__('os')", "infrastructure.cli.main:main", "a b", "../../x")
TURNED = ("\u202eATL", "ATL\u202c", "\u2066ATL\u2069", "A\x07TL", "A\x1b[31mTL")
FORMULAS = ("=1+1", "@SUM(A1)", "+A1", "=cmd|' /C calc'!A0", "\uff1d1", '=HYPERLINK("https://x")')
UNSEEN = ("\ufeff", "\u200b", "A\ufffe")
WORDS = (*CODES, *NUMBERS, *TURNED, *FORMULAS, *UNSEEN)

CELLS: Mapping[str, tuple[str, ...]] = {
    "act": (*WORDS, "Joyn", "join\u200b", "sign", ""),
    "on": (*WORDS, *DATES),
    "member": (*WORDS, "atl", "A" * 17),
    "name": (*TURNED, *FORMULAS, *UNSEEN, "x" * 10_001, ""),
    "note": (*TURNED, *FORMULAS, *UNSEEN),
    "visibility": (*WORDS, "everybody"),
    "founding": (*WORDS, "perhaps"),
    "until": (*WORDS, *DATES[:-1], "2025"),
    "kind": (*WORDS, "city"),
    "row_id": FORMULAS,
    "narrative": ("Not of this act.",),
}
"""By column: what cannot stand there, in a row that is otherwise good."""


def table(*rows: Mapping[str, str]) -> str:
    """Return rows as CSV, with all columns that any of them has."""
    columns = dict.fromkeys(column for row in rows for column in row)
    target = io.StringIO()
    writer = csv.DictWriter(target, list(columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def workbook(part: str, pieces: Iterable[bytes]) -> bytes:
    """Return a workbook in which a part is made of pieces, which may be many."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SOUND)) as sound,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for info in sound.infolist():
            if info.filename != part:
                other.writestr(info, sound.read(info))
        with other.open(part, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
    return target.getvalue()


SOUND = book([*GOOD], [*GOOD.values()], [*ALSO.values()])
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BLANKS = b" " * 1_000_000
HEADER = ",".join(GOOD).encode() + b"\n"
ROW = ",".join(GOOD.values()).encode() + b"\n"


def declared(what: str) -> bytes:
    """Return a workbook whose sheet declares something."""
    return changed(SOUND, SHEET, "<worksheet", f"<!DOCTYPE x [{what}]><worksheet")


def bombs() -> Mapping[str, tuple[bytes, str]]:
    """Return small files that grow, with what is said of each."""
    texts = f"<sst {NAMES}><si><t>".encode()
    pairs = zip("bcdefgh", "abcdefg", strict=True)
    laughs = "".join(f"<!ENTITY {many} '{10 * ('&' + one + ';')}'>" for many, one in pairs)
    return {
        "blanks.xlsx": (workbook(SHEET, [BLANKS] * 1000), "more than 400,000,000 bytes"),
        "texts.xlsx": (workbook(TEXTS, [texts, *[BLANKS] * 390]), "250 times its size"),
        "laughs.xlsx": (declared(f"<!ENTITY a 'ha'>{laughs}"), "declarations that no"),
        "outside.xlsx": (declared('<!ENTITY a SYSTEM "file:///etc/passwd">'), "declarations that"),
        "far.xlsx": (changed(SOUND, SHEET, 'r="A3"', 'r="XFD1048576"'), "reach beyond row"),
        "lie.xlsx": (changed(SOUND, TEXTS, 'ueCount="', 'ueCount="99999999'), "more texts than"),
        "low.xlsx": (
            changed(SOUND, SHEET, 'r="A3" t="s"><v>', 'r="A3"><v>-1e400'),
            "row 3 has a number",
        ),
        "columns.csv": (b",".join(b"c%d" % n for n in range(100_000)), "more than 1,000 columns"),
        "field.csv": (HEADER + b"x" * 10_000_000, "Row 2 of field.csv has a cell of more than"),
        "quoted.csv": (HEADER + b'"' + b"a\n" * 5_000_000, "Row 2 of quoted.csv has a cell of"),
        "commas.csv": (HEADER + b"x," * 5_000_000, "Row 2: The row has 5000001 cells, but"),
        "lines.csv": (HEADER + b"\n" * 3_000_000 + b"x\n", "Row 3000002: The row has 1 cells"),
        "accents.csv": (HEADER + b"a" + b"\xcc\x81" * 500_000, "accents on one letter"),
    }


FILES: Mapping[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "empty.csv is empty."),
    "blank.csv": (b"\xef\xbb\xbf \r\n\t\n", "blank.csv is empty."),
    "nul.csv": (HEADER + ROW + b"r-2,jo\0in\n", "Line 3 of nul.csv holds NUL"),
    "half.csv": (HEADER + ROW + b"\xed\xa0\x80\n", "Line 3 of half.csv holds characters that"),
    "mixed.csv": (HEADER + "r-1,Café\n".encode() + "Café\n".encode("latin-1"), "Line 3 of mixed"),
    "utf16.csv": ((HEADER + ROW).decode().encode("utf-16-le"), "Line 1 of utf16.csv holds NUL"),
    "utf32.csv": ((HEADER + ROW).decode().encode("utf-32"), "holds NUL"),
    "ebcdic.csv": ((HEADER + ROW).decode().encode("cp500"), "not in UTF-8"),
    "open.csv": (HEADER + b'r-1,"join', "Row 2 of open.csv cannot be divided into cells"),
    "twice.csv": (HEADER + ROW + ROW.replace(b"Zenda", b"Zend"), "Row 2 says the same in row_id"),
    "ragged.csv": (HEADER + ROW + b"r-2,join\n", "Row 3: The row has 2 cells"),
    "columns.csv": (b"act,on,act\n", "more than one column named 'act'"),
    "nameless.csv": (b"act,,on\n", "Column 2 of nameless.csv has no name"),
    "strange.csv": (b"act,os:system\njoin,x\n", "os:system"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not in UTF-8"),
    "paper.csv": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "paper.csv is a PDF, not a table."),
    "packed.csv": (b"\x1f\x8b\x08\x00", "not in UTF-8"),
    "cut.xlsx": (SOUND[:-300], "it is damaged"),
    "no-sheet.xlsx": (workbook("xl/workbook.xml", [b"<workbook/>"]), "no sheet that is shown"),
    "no-book.xlsx": (workbook(SHEET, [b""]), "no sheet that is shown and has cells"),
    "old.xls": (b"\xd0\xcf\x11\xe0" + bytes(1000), "a workbook of an older kind"),
}
"""Files that are small, and of no use, with what is said of each."""
