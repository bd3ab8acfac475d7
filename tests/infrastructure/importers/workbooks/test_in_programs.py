"""Our workbooks in the office program that many people have."""

import csv
import subprocess
from pathlib import Path

import pytest

from infrastructure.importers.rows.standard_columns import COLUMNS
from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.workbooks.sheet_writer import MarkedCell, Sheet, SheetColumn, workbook
from infrastructure.importers.workbooks.templates import template_workbook
from tests.infrastructure.importers.sheets import in_full

pytestmark = pytest.mark.slow
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


def converted(file: Path, to: str) -> None:
    """Let LibreOffice open a file and write it in another form into a folder beside it."""
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    where = str(file.parent / "out")
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", to, "--outdir", where, str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_opens_the_template(tmp_path: Path) -> None:
    """A template that an office program has to repair is of no use."""
    file = tmp_path / "rows.xlsx"
    file.write_bytes(template_workbook({"member": ("ATL", "ERE")}))

    converted(file, CSV)

    with (tmp_path / "out" / "rows.csv").open(encoding="utf-8", newline="") as lines:
        assert next(csv.reader(lines)) == list(COLUMNS)


def test_keeps_texts_lists_and_notes_when_it_saves(tmp_path: Path) -> None:
    """What was filled in there comes back as it was typed."""
    file = tmp_path / "member.xlsx"
    columns = [
        SheetColumn("act", "Note", ("sign", "join")),
        SheetColumn("on", "A date"),
        SheetColumn("(text)"),
    ]
    rows = [["sign", "2022-06", "007"], ["", "<=2022-06-02", "We will\nshare."]]
    content = workbook(
        Sheet(name="Rows", columns=columns, rows=rows, marked=[MarkedCell(0, 1, "No")])
    )
    file.write_bytes(content)

    converted(file, "xlsx")

    table = read_file(tmp_path / "out" / "member.xlsx")
    assert table.header == ("act", "on", "(text)")
    assert [list(row.values()) for row in in_full(table)] == rows
