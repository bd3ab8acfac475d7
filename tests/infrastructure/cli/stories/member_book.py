"""The workbook of a member as a focal point has it, in a register in which reports are owed."""

from pathlib import Path

from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.given import must
from tests.infrastructure.cli.stories.given import BEGINNING, FILES
from tests.infrastructure.importers.sheets import Cell, book

YEAR = """
progress schedule MISSION-1 half_yearly --due-on 2026-07-31 --period-from 2026-01-01 \
--period-until 2026-06-30 --on 2026-01-20
progress report ATL MISSION-1 limited --scale OGP --due-on 2026-07-31 --on 2026-07-15 \
--narrative 'The law is in force.' --evidence 'supports_progress;legislation;Act 11'
progress return ATL MISSION-1 --reason 'Say which law.' --on 2026-08-20
progress report ATL MISSION-2 substantial --scale OGP --on 2026-05-31
"""
RETURNED, DUE, BESIDE, NEVER = range(4)
Line = dict[str, str]


def begin() -> None:
    for name, content in FILES.items():
        Path(name).write_text(content, encoding="utf-8")
    story = (BEGINNING + YEAR).replace("\\\n", "").strip().splitlines()
    must(*(line.removeprefix("+ ") for line in story))


class Book:
    """A workbook as a focal point fills it in: its lines, and those of each report."""

    def __init__(self, name: str) -> None:
        table = read_file(Path(name))
        self.header = table.header
        by_number: dict[int, Line] = {row.number: row.cells for row in table.rows}
        self.lines = [by_number.get(n, {}) for n in range(2, max(by_number) + 1)]
        self.reports: list[list[Line]] = []
        for line in self.lines:
            if line.get("row_id"):
                self.reports.append([])
            if self.reports:
                self.reports[-1].append(line)

    def about(self, report: int) -> Line:
        """Return the hidden cells of a report."""
        return self.reports[report][0]

    def told(self, report: int, label: str) -> str:
        """Return what stands beside a label."""
        return next((n["answer"] for n in self.reports[report] if n.get("kind") == label), "")

    def of(self, report: int, field: str) -> list[Line]:
        """Return the lines that ask for something."""
        return [line for line in self.reports[report] if line.get("field") == field]

    def fill_in(self, report: int, **answers: str) -> None:
        """Write answers beside their questions."""
        for field, answer in answers.items():
            self.of(report, field)[0]["answer"] = answer

    def show(self, report: int, place: int, **cells: str) -> None:
        """Write a line of evidence."""
        self.of(report, "evidence")[place].update(cells)

    def insert(self, report: int, below: str, **cells: str) -> None:
        """Write into a new row below the lines that ask for something."""
        place = max(n for n, line in enumerate(self.lines) if line is self.of(report, below)[-1])
        self.lines.insert(place + 1, cells)

    def give_back(self, name: str = "back.xlsx") -> None:
        """Write it to a file."""
        rows: list[list[Cell]] = [
            [line.get(each, "") for each in self.header] for line in self.lines
        ]
        Path(name).write_bytes(book(list(self.header), *rows, sheet="Reports"))


def exported(*more: str, on: str = "2026-08-25") -> Book:
    must(" ".join(["export workbook ATL", *more, f"--on {on} --output atl.xlsx"]))
    return Book("atl.xlsx")
