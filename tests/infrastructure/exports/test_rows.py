"""`export rows`, and importing what it wrote into a register without the body."""

import csv
import json
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.tables.table import InputTable
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.importers.sheets import in_full, made
from tests.often import every

ASKED = (
    "members",
    "matrix",
    "status MISSION",
    "status TREATY",
    "assessments",
    "reports",
    "gaps",
    "milestones",
)
DAYS = ("2022-06-01", "2026-01-14", "2026-01-15", "2026-02-03", "2026-03-01", "2026-06-01")
IDS = ("position", "entry", "recorded_at", "known", "on")
"""What another register counts for itself; `on` is what was asked for."""


@pytest.fixture(autouse=True)
def told(once: Once) -> Path:
    """A register with a correction, a retraction, a text of its own signs, and a hidden entry."""
    return once(
        tell,
        "correct @11 on=2026-01-20 --because error",
        "member join LAP --name Laputa --on 2026-02-01 --visibility secretariat",
        "member join ERE --name Erewhon --on 2026-02-01",
        "retract @16 --reason 'It never joined.'",
        "taskforce scale OGP Completion limited complete --high complete",
        "progress schedule MISSION-1 yearly --due-on 2026-04-30 --period-from 2025-01-01 "
        "--period-until 2025-12-31 --on 2026-01-10",
        "progress report KEN MISSION-1 limited --scale OGP --due-on 2026-04-30 "
        "--narrative '- Half; and more.' --evidence 'context;data;Answers' --on 2026-04-20",
        "withdraw ATL MISSION --on 2026-05-10 --note '- A remark' --source 'A letter'",
        "progress schedule MISSION-1 half_yearly --due-on 2026-10-31 --period-from 2026-01-01 "
        "--period-until 2026-06-30 --on 2026-06-01",
        "progress report KEN MISSION-1 complete --scale OGP --due-on 2026-10-31 --on 2026-06-20",
        "text open TREATY --title Treaty --legal-nature treaty --on 2026-01-10",
        "commitment adopt TREATY --instrument TREATY --text 'The parties agree.' --on 2026-01-10",
        "sign KEN TREATY --kind signature_ad_referendum --on 2026-02-01",
        "confirm KEN TREATY --of-act 2026-02-01 --on 2026-02-20",
        "consent KEN TREATY ratification --deposited-on 2026-03-02 --in-force-on 2026-03-02",
        "withdraw KEN TREATY --excepting 2026-02-01 --on 2026-04-05",
        "commitment adopt MISSION-9 --instrument MISSION --text 'We do more.' --on 2026-05-20",
    )


def answers() -> Mapping[str, object]:
    """Return the rows of questions, by question and day."""
    found = {}
    for question in ASKED:
        for day in DAYS[:: every(2)]:
            said = typed(f"{question} --on {day} --audience secretariat --format json")
            assert said.code == 0, said
            rows = json.loads(said.out)["rows"]
            found[f"{question} {day}"] = [
                {key: value for key, value in row.items() if key not in IDS} for row in rows
            ]
    return found


def written(file: str) -> list[list[tuple[str, str]]]:
    """Export rows in order of what they say, without their ids, and without the source.

    The file is the source of what had none.
    """
    must(f"export rows --output {file}")
    with Path(file).open(encoding="utf-8", newline="") as rows:
        found = [row | {"row_id": "", "source": ""} for row in csv.DictReader(rows)]
    return sorted(sorted(row.items()) for row in found)


@pytest.mark.slow
@pytest.mark.parametrize("file", ["rows.csv", "rows.xlsx"])
def test_a_file_of_rows_gives_the_same_answers_in_an_empty_register(file: str) -> None:
    """A body goes from one register to another, or is kept as a table that people can read."""
    before, rows = answers(), written("rows-before.csv")
    said = typed(f"export rows --output {file}")
    assert said.code == 0
    assert said.err.startswith("Rows written to ")

    must("init elsewhere")
    Path(file).rename(Path("elsewhere", file))
    with chdir("elsewhere"):
        must(f"--actor p-tester import {file}")
        assert answers() == before
        assert written("rows-after.csv") == rows


def test_a_workbook_has_a_sheet_an_act_with_the_columns_that_it_needs() -> None:
    """People look through signatures, or through reports; not through a hundred columns."""
    must("export rows --output rows.xlsx")

    table = read_file(Path("rows.xlsx"), sheet="withdraw")

    assert {row.cells["member"] for row in table.rows} == {"ATL", "KEN"}
    assert "assessment" not in table.header
    contents = read_file(Path("rows.xlsx"), sheet="Contents")
    assert "withdraw" in [row.cells["Sheet"] for row in contents.rows]


def test_a_cell_that_no_workbook_can_hold_is_refused() -> None:
    """It would be cut without a word; a CSV file has all of it."""
    words = "We act. " * 5_000
    Path("long.csv").write_text(
        f"act,instrument,commitment,text,on\nadopt,MISSION,MISSION-8,{words},2026-05-20\n"
    )
    must("import long.csv", "export rows --output rows.csv")

    said = typed("export rows --output rows.xlsx")

    assert said.code == 2
    assert "(adopt) would have more than 32,767 characters in the column 'text'" in said.err
    assert said.err.rstrip().endswith("Write a .csv file.")
    assert not Path("rows.xlsx").exists()
    assert words.strip() in Path("rows.csv").read_text()


def test_columns_are_chosen_for_a_table_to_look_through() -> None:
    """In the order in which they are named."""
    must("export rows --columns member,act,on --output short.csv")

    assert Path("short.csv").read_text().splitlines()[0] == "member,act,on"
    said = typed("export rows --columns member,acts --output other.csv")
    assert said.code == 2
    assert "There is no column 'acts'. Did you mean 'act'" in said.err


def test_bad_rows_of_several_sheets_are_named_with_their_sheet() -> None:
    """And in the copy that marks them, as anywhere."""
    must("export rows --output rows.xlsx", "init elsewhere")
    rows = {
        name: read_file(Path("rows.xlsx"), sheet=name) for name in ("establish", "join", "sign")
    }
    rows["join"].rows[0].cells["on"] = "soon"
    content = made(lambda book: _fill(book, rows))
    Path("elsewhere", "rows.xlsx").write_bytes(content)

    with chdir("elsewhere"):
        said = typed("import rows.xlsx --errors bad.xlsx")
        marked = read_file(Path("bad.xlsx"))

    assert said.code == 1
    assert "Row 2 (join), column 'on', value 'soon'" in said.err
    assert [row.cells["member"] for row in marked.rows if row.cells["problem"]]


def _fill(book: Workbook, tables: Mapping[str, InputTable]) -> None:
    for name, table in tables.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate([table.header, *(row.values() for row in in_full(table))]):
            sheet.write_row(number, 0, row)


def test_tells_what_no_row_can_say() -> None:
    """Nothing is lost without a word."""
    must(
        "member recode KEN KYA --on 2026-05-01",
        "meeting convene M-1 ordinary_session --agenda 'Laws; and more' --on 2026-05-02",
    )

    said = typed("export rows --output rows.csv")

    assert said.code == 1
    told = [line.split(maxsplit=3)[3] for line in said.err.splitlines()[:2]]
    parted = (
        "(ordinary session M-1 convened): no cell can hold its agenda, since a semicolon or bar"
    )
    assert told[0] == "(KEN now has the code KYA): no row can say it."
    assert told[1].startswith(parted)
    assert told[1].endswith(" To have it in the file: depositary correct @34 agenda='…'")


@pytest.mark.slow
def test_holds_what_its_audience_may_see_only() -> None:
    """The file may be for somebody outside."""
    must("export rows --output all.csv", "export rows --output some.csv --audience members")

    def names(file: str) -> set[str]:
        with Path(file).open(encoding="utf-8", newline="") as rows:
            return {row["name"] for row in csv.DictReader(rows)}

    assert "Laputa" in names("all.csv")
    assert "Laputa" not in names("some.csv")


@pytest.mark.slow
def test_leaves_out_what_rests_on_what_its_audience_may_not_see() -> None:
    """A row that names nothing would end, review or sign something else."""
    hidden = "--visibility secretariat"
    must(
        f"progress report KEN MISSION-2 limited --scale OGP --on 2026-04-21 {hidden}",
        "progress return KEN MISSION-2 --reason 'Which law?' --on 2026-04-22 --visibility members",
        "progress report ATL MISSION-1 limited --scale OGP --due-on 2026-04-30 --on 2026-04-21",
        "show-to @21 secretariat --only",
        f"member focal-point KEN p-7kq2mzx4ab --on 2026-02-01 {hidden}",
        "member release-focal-point KEN p-7kq2mzx4ab --on 2026-03-01",
        f"member suspend KEN --on unknown {hidden}",
        "member reinstate KEN --on 2026-03-01",
        "show-to @5 secretariat --only",
        "show-to @19 secretariat --only",
    )

    said = typed("export rows --output rows.csv --audience members")

    assert said.code == 0
    told = [line.split()[2] for line in said.err.splitlines()[:-1]]
    assert told == ["@8", "@11", "@20", "@24", "@25", "@34", "@35", "@38", "@40"]
    assert "Left out: @40 (KEN reinstated): no row can say it." in said.err


def test_a_review_of_words_that_were_corrected_since_is_in_no_row() -> None:
    """The copy has the words of today, so a return of earlier ones would be of these."""
    must(
        "progress return KEN MISSION-1 --due-on 2026-04-30 --reason 'Which law?' --on 2026-04-22",
        "correct @20 narrative='Act 12.'",
    )
    asked = "overdue --on 2026-05-10 --format csv"
    before = typed(asked).out

    said = typed("export rows --output rows.csv")

    assert said.code == 0
    assert "(report of KEN on MISSION-1 returned: Which law?): no row can say it." in said.err
    _imported_elsewhere("rows.csv")
    with chdir("elsewhere"):
        assert typed(asked).out == before


def _imported_elsewhere(name: str) -> None:
    must("init elsewhere")
    Path(name).rename(Path("elsewhere", name))
    with chdir("elsewhere"):
        must(f"--actor p-tester import {name}")


@pytest.mark.slow
def test_leaves_out_what_names_what_is_left_out() -> None:
    """Every row of the file can be imported; nothing is lost without a word."""
    must(
        "meeting convene M-1 ordinary_session --agenda 'Laws; and more' --on 2026-05-02",
        "meeting session M-1 1 --on 2026-05-02 --begins-at 09:00 --ends-at 12:30 --zone Etc/UTC",
        "meeting open M-1 --on 2026-05-02 --attendance KEN:present",
        "taskforce task REPORTING 'To report.' --on 2026-01-02",
        "meeting decide D-1 M-1 --title Laws --text 'We look again.' --task REPORTING "
        "--actions 'A-1 | KEN | Look again.' --on 2026-05-02",
        "meeting complete A-1 --outcome Done. --on 2026-05-20",
        "meeting convene M-2 ordinary_session --on 2026-06-02",
        "meeting open M-2 --on 2026-06-02 --attendance KEN:present",
        "meeting circulate M-2 --on 2026-06-03",
    )

    said = typed("export rows --output rows.csv")

    assert said.code == 1
    told = [line.split(maxsplit=3)[3] for line in said.err.splitlines()[:-1]]
    assert told[0].startswith("(ordinary session M-1 convened): no cell can hold its agenda")
    assert told[1:] == [
        "(session 1 of meeting M-1, 09:00 to 12:30): it names M-1, which is in no row.",
        "(meeting M-1 opened: 1 present): it names M-1, which is in no row.",
        "(decision D-1 adopted by consensus: Laws): it names M-1, which is in no row.",
        "(action A-1 completed: Done.): it names A-1, which is in no row.",
    ]
    _imported_elsewhere("rows.csv")


@pytest.mark.slow
def test_leaves_out_what_names_what_its_audience_may_not_see() -> None:
    """A text of the secretariat's own, and what was said of it for others."""
    shown = "--visibility members"
    must(
        "text open OWN --title Own --legal-nature political --on 2026-01-10 "
        "--visibility secretariat",
        f"commitment adopt OWN-1 --instrument OWN --text 'We act.' --on 2026-01-10 {shown}",
        f"commitment adopt OWN-2 --instrument OWN --text 'We tell.' --on 2026-01-10 {shown}",
        f"commitment supersede OWN-1 --by OWN-2 --on 2026-02-10 {shown}",
    )

    said = typed("export rows --output rows.csv --audience members")

    assert [line.split("@")[1].split(maxsplit=1)[1] for line in said.err.splitlines()[-4:-1]] == [
        "(commitment OWN-1 adopted: We act.): it names OWN, which is in no row.",
        "(commitment OWN-2 adopted: We tell.): it names OWN, which is in no row.",
        "(OWN-1 superseded by OWN-2): it names OWN-1, which is in no row.",
    ]
    _imported_elsewhere("rows.csv")
