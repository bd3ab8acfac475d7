"""`import` of answers with letters, of countries in capitals, and of what only a format shows."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_answers import AGAIN
from tests.infrastructure.cli.test_import_consents import TREATY
from tests.infrastructure.cli.test_import_statuses import sheet
from tests.infrastructure.importers.sheets import Cell, book, made

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("answer_", "told"),
    [
        ("2026-01-05", "LAP deposited ratification of LAMPS on 2026-01-05"),
        ("2026-01 a", "LAP deposited accession of LAMPS on 2026-01"),
        ("unknown a", "LAP deposited accession of LAMPS on unknown"),
    ],
)
def test_an_answer_may_have_a_letter_or_none(answer_: str, told: str) -> None:
    """The day that was asked for was refused as a kind of consent."""
    must(*TREATY)
    sheet("Participant;Treaty;Ratification", "Erewhon;LAMPS;2025-03-01", "Laputa;LAMPS;2026-01-xx")
    typed("import list.csv")
    Path("1.csv").write_text(
        f"question,answer,likely,column,value\n1,{answer_},,Ratification,2026-01-xx\n", "utf-8"
    )

    must(f"{AGAIN} --answers 1.csv")

    assert told in typed("log").out


def test_two_answers_to_one_question_are_refused() -> None:
    """The last one won, without a word."""
    must(*TREATY)
    sheet("Participant;Treaty;Ratification", "Erewhon;LAMPS;2025-03-01", "Laputa;LAMPS;2026-01-xx")
    typed("import list.csv")
    asked = ",Ratification,2026-01-xx"
    Path("1.csv").write_text(
        f"answer,likely,column,value\n2026-01-02,{asked}\n2026-01-03,{asked}\n", "utf-8"
    )

    said = typed(f"{AGAIN} --answers 1.csv")

    assert (said.code, "answers in two ways what is asked of '2026-01-xx'" in said.err) == (2, True)


@pytest.mark.parametrize("head", ["Approved / Joined", "Accepted / joined"])
def test_who_is_approved_joins(head: str) -> None:
    """Nothing in the head is of a treaty; it was taken for the consents to the only one."""
    must(*TREATY)
    sheet(f"Code;Country;{head}", "UTO;Utopia;2024-03-01")
    typed("import list.csv")

    must(AGAIN)

    assert "UTO joined as Utopia" in typed("log").out


def test_a_country_in_capitals_among_codes_makes_a_column_of_names() -> None:
    """All rows were refused: KEN needed a name."""
    sheet("Country;Joined", "PERU;2024-03-01", "USA;2024-03-02")
    typed("import list.csv")

    must(AGAIN)

    assert "PER joined as PERU" in typed("log").out


@pytest.mark.parametrize(("shown", "is_bad"), [('d mmm yyyy" a"', True), ("d mmm yyyy", False)])
def test_a_letter_that_only_a_format_shows_is_no_day(shown: str, *, is_bad: bool) -> None:
    """It was lost, and the consent was a ratification."""
    must(*TREATY)

    def fill(workbook: xlsxwriter.Workbook) -> None:
        rows = workbook.add_worksheet()
        rows.write_row(0, 0, ["Participant", "Treaty", "Ratification"])
        rows.write_row(1, 0, ["Erewhon", "LAMPS"])
        rows.write_datetime(1, 2, date(2025, 6, 3), workbook.add_format({"num_format": shown}))

    Path("list.xlsx").write_bytes(made(fill))

    said = typed("import list.xlsx")

    assert ("This cell shows more than a day, by its format" in said.err) == is_bad, said


def test_days_with_letters_show_that_a_spreadsheet_may_have_exchanged_others() -> None:
    """They are texts always, so one with a day up to 12 says nothing."""
    must(*TREATY)
    texts: list[list[Cell]] = [
        ["Laputa", "LAMPS", "25/04/2025 a"],
        ["Utopia", "LAMPS", "13/04/2025"],
    ]
    dates: list[list[Cell]] = [
        ["Erewhon", "LAMPS", date(2025, 3, 4)],
        ["ATL", "LAMPS", date(2025, 2, 1)],
    ]
    head = ["Participant", "Treaty", "Ratification, Accession(a)"]
    more: list[Cell] = ["Kenya", "LAMPS", "03/04/2025 a"]
    Path("list.csv").write_bytes(book(head, *texts, more, *dates))

    said = typed("import list.csv").err

    assert "Accession(a)' has dates such as 2025-03-04 beside texts of which the day is" in said


def test_a_code_in_a_column_of_names_is_no_name() -> None:
    """The member was called KEN in every report."""
    sheet("Member;Joined", "DEU;2024-03-02", "CUBA;2024-03-02")
    typed("import list.csv")

    must(AGAIN)

    assert "DEU joined as Germany" in typed("log").out


def test_an_answer_that_fits_no_pattern_is_the_value() -> None:
    """It ended in an unexpected error, or was asked for again."""
    must(TREATY[1])
    sheet("Code;What", "ERE;signed in spring")
    Path("list.csv.mapping.toml").write_text(
        'name = "l"\nkey = ["Code"]\n[[act]]\nrecord = "sign"\nwhen = "What"\n[act.with]\n'
        'member = { column = "Code" }\ninstrument = "MISSION"\n'
        'on = { column = "What", patterns = { "signed on (.*)" = "{1}" } }\n'
        '[cells."What"]\n"signed in spring" = "2026-04"\n',
        encoding="utf-8",
    )

    must(AGAIN)

    assert "2026-04     ERE signed MISSION-1 version 1" in typed("log").out


def test_a_name_beside_a_code_stays_as_it_is_written() -> None:
    """A member is named by what the secretariat wrote, also where that is a code."""
    sheet("Code;Country;Joined", "USA;USA;2024-03-02", "DEU;Deutschland;2024-03-02")
    typed("import list.csv")

    must(AGAIN)

    assert "USA joined as USA" in typed("log").out
