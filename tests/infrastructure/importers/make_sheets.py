"""Makes the spreadsheets as people keep them in `tests/data/sheets`.

`python -m tests.infrastructure.importers.make_sheets` writes them; LibreOffice (`soffice`) saves
some of them, so their bytes differ from time to time. What is in them is made up, but for names.
"""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

FOLDER = Path(__file__).parents[2] / "data" / "sheets"
D = date


def csv_files() -> None:
    """Write the files of text: titles, totals, other delimiters, CR alone, a BOM."""
    write(
        "01_title_and_total.csv",
        "Signatures of the pledge,,\n\nCountry,Signed,Remarks\nKenya ,25/04/2022,\n"
        "Ghana,26/04/2022,by the minister\nBelgium,tbc,\nCôte d'Ivoire,03/05/2022,\n"
        "United Kingdom,tbc,\nTotal,3,\n",
    )
    write(
        "02_french.csv",
        "Engagement pour l'enfance;;\r;;\rPays;Date de signature;Remarque\r"
        "Union africaine;3 avril 2022;\rCommission européenne (Présidence);25/04/2022;\r"
        "États-Unis d'Amérique;04/05/2022;\rRépublique de Corée;1er juin 2022;signé à Séoul\r"
        "Pays-Bas;s.o.;\r;;\rSource : secrétariat, liste provisoire au 1er juillet;;\r",
        encoding="utf-8-sig",
    )
    write(
        "06_marks.csv",
        "Party\tSigned\n\t(x = yes)\nKenya\tx\nAtlantis\tx\nPeru\t-\nGhana\t\n"
        "Lanzarote Committee\tx\n\nNote: marks are by the secretariat.\t\n",
    )
    write(
        "10_members.csv",
        "List of members;;\nCode;Country;Member since\nKEN;Kenya;2022\n"
        "GBR;United Kingdom*;June 2022\n"
        "Code;Country;Member since\nEUU;European Commission (Chair);02.06.2022\n"
        "AU;African Union;15.06.2022\nATL;Atlantis;n/a\n* joined by letter;;\n",
    )


def write(name: str, text: str, encoding: str = "utf-8") -> None:
    """Write a file of text with its line ends as they are."""
    (FOLDER / name).write_bytes(text.encode(encoding))


def book(name: str, *sheets: tuple[str, Callable[[xlsxwriter.Workbook, Worksheet], None]]) -> Path:
    """Write a workbook with these sheets, in the folder or in another one."""
    path = FOLDER / name
    with xlsxwriter.Workbook(str(path)) as workbook:
        for title, fill in sheets:
            fill(workbook, workbook.add_worksheet(title))
    return path


def blank(_: xlsxwriter.Workbook, __: Worksheet) -> None:
    """Leave a sheet as Excel makes it."""


def excel_habits(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write real dates beside texts, a merged title, a hidden column, cells that were touched."""
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 3, "Declaration: signatures", workbook.add_format({"bold": True}))
    sheet.write_row(2, 0, ["Member", "Desk officer", "Date of signature", "Notes"])
    for row, (name, signed) in enumerate(
        (
            *(("Kenya", D(2022, 4, 25)), ("Viet Nam", D(2022, 4, 3)), ("Türkiye", "27 April 2022")),
            *(("Macedonia", D(2022, 5, 2)), ("Brazil  ", "n/a")),
        ),
        start=3,
    ):
        sheet.write(row, 0, name)
        sheet.write(row, 1, "desk 4")
        sheet.write(row, 2, signed, day if isinstance(signed, date) else None)
    sheet.write_blank(40, 3, None, day)
    sheet.set_column(1, 1, None, None, {"hidden": True})


def two_header_rows(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write heads that are merged over others, a total by a formula, and a note below."""
    day = workbook.add_format({"num_format": "d mmm yyyy"})
    sheet.write(0, 0, "Status of the pledge")
    sheet.merge_range(1, 0, 2, 0, "Participant")
    sheet.merge_range(1, 1, 1, 2, "Signature")
    sheet.merge_range(1, 3, 1, 4, "Contact")
    sheet.write_row(2, 1, ["Date", "Signed by", "Unit", "Room"])
    rows = (("Australia", D(2022, 6, 2)), ("Holland", D(2022, 6, 3)), ("Korea", D(2022, 6, 4)))
    for row, (name, signed) in enumerate(rows, start=3):
        sheet.write_row(row, 0, [name, "", "Minister", "Unit 2", 12])
        sheet.write_datetime(row, 1, signed, day)
    sheet.write(6, 0, "Total")
    sheet.write_formula(6, 1, "=COUNTA(B4:B6)", None, 3)
    sheet.write(8, 0, "* Dates as received by the secretariat.")


def ambiguous(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write days as texts that can be read in two ways, and cells that say nothing."""
    sheet.write_row(0, 0, ["No.", "Country", "Signed on", "Country"])
    rows = (
        *(("Kenya", "03/04/2022"), ("Ghana", "05/04/2022"), ("Peru", "n/a"), ("Chile", "tbc")),
        *(("Congo", "07/04/2022"), ("Norway", "tbc")),
    )
    for row, (name, signed) in enumerate(rows, start=1):
        sheet.write_row(row, 0, [row, name, signed, name])
    sheet.write(8, 1, "Total")
    sheet.write(8, 2, 3)


def american(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write the month first, with rows that a filter hides and a header that is repeated."""
    sheet.write_row(0, 0, ["Signatory", "Signed"])
    rows = (
        *(("USA", "4/25/2022"), ("Canada", "5/3/2022"), ("Signatory", "Signed")),
        *(("Government of Japan", "May 4, 2022"), ("Mexico", "6/7/2022"), ("New Zealand", "?")),
    )
    for row, cells in enumerate(rows, start=1):
        sheet.write_row(row, 0, cells)
    sheet.autofilter(0, 0, 6, 1)
    sheet.set_row(2, None, None, {"hidden": True})


def remarks(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write another sheet that is shown."""
    sheet.write_row(0, 0, ["Remarks of the meeting", "By"])
    sheet.write_row(1, 0, ["To be updated.", "secretariat"])


def for_ods(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write cells that are merged downwards, a hidden row, and a month that is a day behind."""
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    month = workbook.add_format({"num_format": "mm/yyyy"})
    sheet.merge_range(0, 0, 0, 2, "Pledge")
    sheet.write_row(1, 0, ["Country", "Signature", "Remarks"])
    rows = (("Moldova (Republic of)", D(2022, 4, 25), day), ("Bolivia", D(2022, 5, 1), month))
    for row, (name, signed, look) in enumerate(rows, start=2):
        sheet.write(row, 0, name)
        sheet.write_datetime(row, 1, signed, look)
    sheet.merge_range(4, 1, 5, 1, "10.05.2022")
    sheet.write(4, 0, "Iceland")
    sheet.write(5, 0, "Norway")
    sheet.write_row(6, 0, ["Totals", 4])
    sheet.set_row(5, None, None, {"hidden": True})


def for_libreoffice(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write names in full, dates in words and a repeated blank below."""
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 1, "As of")
    sheet.write_datetime(0, 2, D(2022, 7, 1), day)
    sheet.write_row(2, 1, ["Name of country", "Signed", "Text"])
    rows = (
        ("Democratic Republic of the Congo", D(2022, 4, 25), "The pledge"),
        ("Republic of Korea", "26 April 2022", "The pledge"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "27 April 2022", "The pledge"),
        ("Atlantis", "pending", "The pledge"),
    )
    for row, (name, signed, text) in enumerate(rows, start=3):
        sheet.write_row(row, 1, [name, signed if isinstance(signed, str) else "", text])
        if isinstance(signed, date):
            sheet.write_datetime(row, 2, signed, day)
    sheet.write_row(8, 1, ["Grand total", 3])


def reports(workbook: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write words of a scale in other letters, and one that is none."""
    day = workbook.add_format({"num_format": "d/m/yyyy"})
    sheet.write(0, 0, "Progress as members stated it")
    sheet.write_row(2, 0, ["Country", "Commitment", "Status", "As of", "Details"])
    rows = (
        ("Kenya", "PLEDGE-1", "Not Started", "", D(2026, 5, 2)),
        ("Ghana", "PLEDGE-1", "COMPLETE", "Law 12", D(2026, 5, 3)),
        ("Kenya", "PLEDGE-2", "On track", "Bill", D(2026, 5, 2)),
        ("Peru", "PLEDGE-2", "\N{EN DASH}", "", None),
    )
    for row, (name, text, status, details, stated) in enumerate(rows, start=3):
        sheet.write_row(row, 0, [name, text, status, "", details])
        if stated:
            sheet.write_datetime(row, 3, stated, day)
    sheet.write(8, 0, "Note: as sent by the members.")


def russian(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Write a header, names and dates in Russian."""
    sheet.write(0, 0, "Подписание")
    sheet.write_row(1, 0, ["Страна", "Подписано", "Примечание"])
    rows = (
        *(("Российская Федерация", "25.04.2022"), ("Республика Корея", "3 апреля 2022")),
        *(("Европейская комиссия", "04.05.2022"), ("Германия", "нет данных"), ("Итого", 3)),
    )
    for row, cells in enumerate(rows, start=2):
        sheet.write_row(row, 0, cells)


def saved_by_libreoffice(source: Path, ending: str) -> None:
    """Let LibreOffice save a workbook in its own way, in the place of the source."""
    with TemporaryDirectory() as folder:
        command = ["soffice", "--headless", "--convert-to", ending, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        source.unlink()
        made = Path(folder, f"{source.stem}.{ending}")
        shutil.copyfile(made, source.with_suffix(f".{ending}"))


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    csv_files()
    sheets = (("Sheet2", blank), ("Sheet3", blank))
    book("03_excel_habits.xlsx", ("Sheet1", excel_habits), *sheets)
    book("04_two_header_rows.xlsx", ("Status", two_header_rows))
    book("05_ambiguous_days.xlsx", ("List", ambiguous))
    book("07_two_sheets.xlsx", ("Signatures", american), ("Remarks", remarks))
    saved_by_libreoffice(book("08_merged_down.xlsx", ("Pledge", for_ods)), "ods")
    saved_by_libreoffice(book("09_full_names.xlsx", ("List", for_libreoffice)), "xlsx")
    saved_by_libreoffice(book("11_reports.xlsx", ("Progress", reports)), "ods")
    book("12_russian.xlsx", ("Таблица", russian))


if __name__ == "__main__":
    main()
