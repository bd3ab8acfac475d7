"""Dates as people write them, judged by the whole column."""

import pytest

from domain.errors import Malformed
from infrastructure.importers.tables.date_formats import (
    DAY_FIRST,
    day_text,
    days_of,
    is_date,
    perhaps_exchanged,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 avril 2022", "2022-04-03"),
        ("1er mars 2022", "2022-03-01"),
        ("3 de abril de 2022", "2022-04-03"),
        ("3 апреля 2022 \N{CYRILLIC SMALL LETTER GHE}.", "2022-04-03"),
        ("3 أبريل 2022", "2022-04-03"),
        ("April 3rd, 2022", "2022-04-03"),
        ("Sunday, 3 April 2022", "2022-04-03"),
        ("3-Apr-2022", "2022-04-03"),
        ("3. April 2022", "2022-04-03"),
        ("Sept. 2022", "2022-09"),
        ("juin 2022", "2022-06"),
        ("2022-06", "2022-06"),
        ("unknown", "unknown"),
    ],
)
def test_a_month_in_words_is_no_riddle(text: str, day: str) -> None:
    """In seven languages, in full or short; without a day it is the month."""
    assert day_text(text, ()) == day
    assert is_date(text)


@pytest.mark.parametrize("text", ["31 February 2022", "3 avryl 2022", "tbc", "25/04/22", "3/4"])
def test_what_is_no_day_is_none(text: str) -> None:
    """Nothing is guessed, such as a century."""
    assert not is_date(text)
    with pytest.raises(Malformed):
        day_text(text, DAY_FIRST)


@pytest.mark.parametrize(
    ("cells", "formats", "otherwise", "odd"),
    [
        (["25/04/2022", "03/04/2022"], ["%d/%m/%Y"], [], []),
        (["04/25/2022", "03/04/2022"], ["%m/%d/%Y"], [], []),
        (["03/04/2022"], ["%d/%m/%Y"], ["%m/%d/%Y"], []),
        (["03/04/2022", "25.4.2022"], ["%d/%m/%Y", "%d.%m.%Y"], [], []),
        (["04/04/2022"], ["%d/%m/%Y"], [], []),
        (["25/04/2022", "04/26/2022", "03/04/2022"], ["%d/%m/%Y"], ["%m/%d/%Y"], ["04/26/2022"]),
        (["04/25/2022", "04/26/2022", "26/04/2022"], ["%m/%d/%Y"], [], ["26/04/2022"]),
        (["1/13/2022 12:00 AM", "3/4/2022 9:30:05 pm"], ["%m/%d/%Y"], [], []),
        (["25.04.2022 09:30", "2022-04-26 00:00:00"], ["%d.%m.%Y", "%Y-%m-%d"], [], []),
        (["2022-04-25 09:30", "2022-04-26T00:00:00", "27 April 2022 9:30"], ["%Y-%m-%d"], [], []),
        (["2022年6月2日"], ["%Y年%m月%d日"], [], []),
        (["2022-06", "2 June 2022", ""], [], [], []),
        (["2022-06", "25/04/2022", "soon"], ["%d/%m/%Y"], [], ["soon"]),
        ([""], [], [], []),
    ],
)
def test_a_column_is_judged_as_a_whole(
    cells: list[str], formats: list[str], otherwise: list[str], odd: list[str]
) -> None:
    """One cell may show the order of all; without one, or with two orders, a person says it."""
    days = days_of(cells)

    assert [list(days.formats), list(days.otherwise), list(days.odd)] == [formats, otherwise, odd]


@pytest.mark.parametrize("pattern", ["%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M AM", "%m/%d/%Y"])
def test_a_format_may_have_an_hour_or_none(pattern: str) -> None:
    """A mapping with one of twelve hours read nothing any more."""
    assert day_text("1/13/2022 9:30 AM", (pattern,)) == "2022-01-13"


@pytest.mark.parametrize(
    ("cells", "exchanged"),
    [
        (
            ["25/04/2022", "26/04/2022", "2022-03-04", "2022-05-06", ""],
            ["2022-04-03", "2022-06-05"],
        ),
        (["25/04/2022", "03/04/2022", "2022-03-04", "2022-05-06"], []),
        (["25/04/2022", "26/04/2022", "2022-03-14", "2022-05-06"], []),
        (["25/04/2022", "2022-03-04", "2022-05-06"], []),
        (["25/04/2022", "26/04/2022", "2022-03-04", "2022-05"], []),
    ],
)
def test_a_spreadsheet_that_exchanged_days_and_months_is_found_out(
    cells: list[str], exchanged: list[str]
) -> None:
    """It makes dates of those that it can read in its own order, and leaves the others texts."""
    assert [
        other for _, other in perhaps_exchanged(dict(zip(cells, cells, strict=True)))
    ] == exchanged


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\r"])
@pytest.mark.parametrize("written", [" ", "\N{NO-BREAK SPACE}", "  "])
def test_a_space_of_a_format_is_any_space(space: str, written: str) -> None:
    """A format that was copied from a sheet with no-break spaces read no plain ones."""
    pattern = f"%d.{space}%m.{space}%Y"

    assert day_text(f"1.{written}2.{written}2026", (pattern,)) == "2026-02-01"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("14. 2. 2026.", "2026-02-14"),
        ("2026. 02. 14.", "2026-02-14"),
        ("2026.2.14.", "2026-02-14"),
        ("14. 2. 2026. 10:30", "2026-02-14"),
    ],
)
def test_dates_have_blanks_behind_their_dots_and_a_dot_at_the_end(cell: str, day: str) -> None:
    """As Croatian, Hungarian and other spreadsheets write them: there was no such date."""
    found = days_of([cell])

    assert not found.odd
    assert day_text(cell, found.formats) == day
