"""Text, Markdown, CSV and JSON of a report: nothing in it breaks its form."""

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest

from application.reports.document import Report
from infrastructure.render.forms import FORMS, ReportStyle, render
from tests.infrastructure.render.reports.odd import BANNER, ODD, TABLE, odd

TEXTS = [name for name, form in FORMS.items() if not form.binary]


def made(form: str, report: Report | None = None) -> str:
    return render(report or odd(), form).decode()


@pytest.mark.parametrize("form", TEXTS)
def test_ends_with_one_line_end_and_says_for_when(form: str) -> None:
    """Files are compared line by line, and are a rumour without their days."""
    text = made(form)

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert ("2026-06-30" if FORMS[form].data else "30 June 2026") in text
    assert ("2026-07-01" if FORMS[form].data else "1 July 2026") in text
    assert "42" in text


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_gives_equal_bytes_for_equal_reports(form: str) -> None:
    """Two people who make the same report must be able to compare the files."""
    assert render(odd(), form) == render(odd(), form, ReportStyle())


def test_does_not_say_that_a_day_was_recorded_before_it_came() -> None:
    """Whoever reads "Position on 30 June, as recorded on 1 June" takes it for a forecast."""
    entered = datetime(2026, 6, 1, 9, tzinfo=UTC)
    at = replace(odd().as_of, known="@42", recorded_at=entered, unfinished=False)

    said = "Position on 30 June 2026, as recorded up to entry 42 of 1 June 2026. For members."
    assert said in made("text", replace(odd(), as_of=at))


class TestText:
    def test_reads_from_top_to_bottom(self) -> None:
        """People read it in a mail, where nothing is set."""
        lines = made("text").splitlines()

        assert lines[:6] == [
            "Odd <things> & others",
            "=====================",
            BANNER,
            "Exercise & Taskforce",
            "Position on 30 June 2026, as recorded on 1 July 2026 (entry 42). For members.",
            "",
        ]
        assert (
            lines[lines.index("Nothing that members may see was recorded for") + 3] == "- Nothing"
        )
        assert "2. second" in lines
        below = lines[lines.index("About this document") :]
        assert below[3:5] == ["A note with *stars* & <b>.", "Scales: OGP 1."]
        assert below[-2].startswith("No issuer is named. This is not an authentic record of")

    def test_puts_long_cells_into_several_lines(self) -> None:
        """A table that is wider than the screen cannot be read."""
        text = made("text")

        assert "no evidence available" in text
        assert max(map(len, text.splitlines())) < 240  # a digest is not broken


class TestMarkdown:
    def test_keeps_its_columns(self) -> None:
        """A bar in a name must not open a cell."""
        lines = made("markdown").splitlines()
        start = lines.index("**Odd \\| \\<things\\>**") + 2
        table = lines[start : start + 2 + len(ODD)]

        for line in table:
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 1 + len(TABLE.columns)

    def test_shows_marks_as_they_are(self) -> None:
        """A text must read as it was recorded: no list, no heading, no link, no page script."""
        text = made("markdown")

        assert "\\- Second \\& \\<last\\>." in text
        assert "\n1\\. Third." in text
        assert "\n## Words \\*in\\* sections\n" in text
        assert "\n#### Deep\n" in text
        assert "<script>" not in text
        assert "\n2. second\n" in text


class TestCsv:
    def test_has_all_rows_of_all_tables(self) -> None:
        """One file, in which the first column says from which table a row is."""
        rows = list(csv.DictReader(StringIO(made("csv"), newline="")))

        assert list(dict.fromkeys(row["table"] for row in rows)) == ["odd", "wide", "bars"]
        names = [row["name"].removeprefix("'") for row in rows if row["table"] == "odd"]
        assert names == list(ODD)
        assert {row["banners"] for row in rows} == {BANNER}
        assert {row["as_of_position"] for row in rows} == {"42"}
        assert next(row for row in rows if row["table"] == "wide")["standings.C-3"] == "not_started"

    def test_runs_no_formula(self) -> None:
        """A cell that a spreadsheet would run gets an apostrophe."""
        assert "'=SUM(A1)" in made("csv")
        assert "'@sum" in made("csv")


def test_json_parses_back() -> None:
    """Programs get all that the report says, under its published names."""
    told = json.loads(made("json"))

    assert told == json.loads(json.dumps(odd().as_json()))
    assert told["banners"] == [BANNER]
    assert told["scales"] == ["OGP 1"]
