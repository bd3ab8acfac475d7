"""The workbook of one member as it comes back: what it records, and what is told of it."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.stories.member_book import (
    BESIDE,
    DUE,
    NEVER,
    RETURNED,
    Book,
    begin,
    exported,
)
from tests.infrastructure.importers.workbooks.test_in_programs import converted

FRENCH = "--language fr"
WHOSE = " is the workbook of ATL.\n"


@pytest.fixture
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


@pytest.mark.usefixtures("begun")
class TestComesBack:
    def test_untouched_it_records_nothing(self) -> None:
        """A blank form is no report of no progress."""
        exported()
        before = events()

        said = typed("import atl.xlsx")

        assert said.err == ""
        assert said.out == (
            f"atl.xlsx{WHOSE}4 rows: recorded nothing; 0 unchanged, 0 amended. 4 left blank.\n"
        )
        assert events() == before

    @pytest.mark.slow
    def test_records_what_was_filled_in_and_once(self) -> None:
        """A file is often sent twice, and a blank copy of it, too."""
        found = exported()
        found.fill_in(RETURNED, narrative="Act 12 on data is in force.")
        found.fill_in(DUE, assessment="Substantial", on="24 August 2026", stage="Yes, the last one")
        found.fill_in(NEVER, assessment="The commitment does not apply to us", on="2026-08")
        found.give_back()

        said, again = typed("import back.xlsx"), typed("import back.xlsx")
        blank = typed("import atl.xlsx")

        assert said.err == ""
        assert said.out == (
            f"back.xlsx{WHOSE}4 rows: recorded 1 correct_report, 2 report; 0 unchanged, "
            "0 amended. 1 left blank.\n"
        )
        for each, name in ((again, "back"), (blank, "atl")):
            assert each.out == (
                f"{name}.xlsx{WHOSE}4 rows: recorded nothing; 3 unchanged, 0 amended. "
                "1 left blank.\n"
            )
        told = typed("reports ATL --format json").out
        assert "Act 12 on data" in told
        assert '"stage": "final"' in told
        assert '"stated_on": "2026-08-24"' in told
        assert '"assessment": "not_applicable"' in told

    def test_rows_inserted_below_evidence_are_evidence(self) -> None:
        """Five lines are too few for some, who take off the protection and add more."""
        found = exported()
        found.fill_in(DUE, assessment="Limited", on="24 August 2026")
        found.insert(DUE, "evidence", answer="https://example.org/act", title="Act 12")
        found.give_back()

        must("import back.xlsx")

        assert "https://example.org/act" in typed("history ATL --format json").out

    def test_other_rows_that_were_inserted_are_named(self) -> None:
        """What is written in one would be lost in silence."""
        found = exported()
        found.insert(DUE, "on", kind="Remark", answer="We need more time.")
        found.give_back()

        said = typed("import back.xlsx")

        assert said.code == 1
        assert "Row 23: This row was inserted, and is no part of the form." in said.err

    def test_what_is_inserted_above_all_reports_is_of_none(self) -> None:
        """It would be passed over in silence."""
        found = exported()
        found.lines.insert(1, {"kind": "We need more time."})
        found.give_back()

        said = typed("import back.xlsx")

        assert said.code == 2
        assert "was inserted above all reports" in said.err

    def test_a_returned_report_is_of_no_day_after_its_return(self) -> None:
        """Who corrects it writes the day of today, and is told what to write instead."""
        found = exported()
        found.fill_in(RETURNED, narrative="Act 12.", on="24 August 2026")
        found.give_back()

        said = typed("import back.xlsx")

        assert said.code == 1
        assert "so it is not of 2026-08-24. Leave the day blank" in said.err

    @pytest.mark.slow
    @pytest.mark.in_part(1)
    @pytest.mark.parametrize(
        ("answer", "value"), [("Done (a)", "a"), ("done (b)", "b"), ("DONE (B)", "b")]
    )
    def test_levels_that_differ_in_capitals_alone_are_told_apart(
        self, answer: str, value: str
    ) -> None:
        """A report must not say another level than the one that was chosen."""
        must("taskforce scale OGP Completion 'a = Done' 'b = done' --version 2")
        found = exported()
        found.fill_in(NEVER, assessment=answer, on="2026-08-24")
        found.give_back()

        must("import back.xlsx")

        assert f'"assessment": "{value}"' in typed("reports ATL --format json").out

    @pytest.mark.slow
    def test_in_french_it_comes_back_to_a_register_in_english(self) -> None:
        """What is chosen is known by the file, not by the language of who imports it."""
        found = exported(FRENCH)
        means = found.of(DUE, "stage")[0]["means"]
        final = means.split('": "final"')[0].split('"')[-1]
        found.fill_in(DUE, assessment="Limité", on="24 août 2026", stage=final)
        found.give_back()

        must("import back.xlsx")

        assert '"stage": "final"' in typed("reports ATL --format json").out
        assert '"assessment": "limited"' in typed("reports ATL --format json").out

    @pytest.mark.slow
    def test_an_office_program_may_save_it_in_its_own_form(self) -> None:
        """Not every ministry has Excel."""
        found = exported()
        found.fill_in(DUE, assessment="Limited", on="24 August 2026")
        found.show(DUE, 0, answer="https://example.org/act")
        found.give_back()

        converted(Path("back.xlsx").resolve(), "ods")
        converted(Path("atl.xlsx").resolve(), "ods")

        assert typed("import out/atl.ods").out.endswith("0 amended. 4 left blank.\n")
        assert typed("import out/back.ods").out == (
            f"back.ods{WHOSE}4 rows: recorded 1 report; 0 unchanged, 0 amended. 3 left blank.\n"
        )

    @pytest.mark.slow
    def test_leaves_out_what_must_not_be_recorded_and_records_the_others(self) -> None:
        """One telephone number must not keep a ministry's other reports back."""
        found = exported()
        found.fill_in(RETURNED, narrative="Call +41 22 123 45 67.")
        found.fill_in(DUE, assessment="Limited", on="2026-08-24")
        found.fill_in(NEVER, assessment="Limited", on="2026-08-24")
        found.show(NEVER, 0, answer="https://example.org/photo.jpg")
        found.give_back()

        tried, said = typed("import back.xlsx --dry-run"), typed("import back.xlsx")

        assert tried.out.startswith(
            f"back.xlsx{WHOSE}4 rows: would record 1 report; 0 unchanged, 0 amended. "
            "1 left blank.\n"
        )
        assert said.out == (
            f"back.xlsx{WHOSE}4 rows: recorded 1 report; 0 unchanged, 0 amended. 1 left blank.\n"
        )
        assert said.code == 1
        first, *listed = said.err.splitlines()
        assert first == "Left out, since it must not be recorded; ask for it in other words:"
        assert "Row 12, column 'What was done'" in listed[0]
        assert "what looks like a telephone number" in listed[0]
        assert "Pictures and films are never taken" in listed[1]

    @pytest.mark.slow
    def test_the_next_one_asks_anew(self) -> None:
        """A row of the next workbook is another row, or its report would be a change of this."""
        found = exported()
        before = found.about(BESIDE)["row_id"]
        found.fill_in(BESIDE, assessment="Complete", on="2026-08-24")
        found.give_back()
        must("import back.xlsx")
        Path("atl.xlsx").unlink()

        assert exported().about(BESIDE)["row_id"] != before

    @pytest.mark.slow
    @pytest.mark.in_part(1)
    @pytest.mark.parametrize(("word", "is_taken"), [("error", True), ("skip", False)])
    def test_what_changed_is_said_in_the_workbook_that_is_offered(
        self, word: str, *, is_taken: bool
    ) -> None:
        """Its lines stay in their order, or nobody knows of which report each one is."""
        found = exported()
        found.fill_in(DUE, assessment="Limited", on="2026-08-24")
        found.give_back()
        must("import back.xlsx")
        found.fill_in(DUE, assessment="Complete")
        found.give_back()
        asked = typed("import back.xlsx").err.splitlines()[-1].partition(": depositary ")[2]

        again = typed(asked).err.splitlines()[-1].partition(": depositary ")[2]

        marked = Book("back.xlsx.changed.xlsx")
        assert [line.get("field") for line in marked.lines if line.get("problem")] == ["assessment"]
        assert [line["kind"] for line in marked.lines] == [n["kind"] for n in found.lines if any(n)]
        marked.of(DUE, "assessment")[0]["changed"] = "wrong"
        marked.give_back("back.xlsx.changed.xlsx")
        assert "column 'changed', value 'wrong': Expected one of" in typed(again).err
        marked.of(DUE, "assessment")[0]["changed"] = word
        marked.give_back("back.xlsx.changed.xlsx")
        must(again)
        assert is_taken == ('"assessment": "complete"' in typed("reports ATL --format json").out)

    @pytest.mark.in_part(1)
    @pytest.mark.parametrize(
        ("field", "answer", "reason"),
        [
            ("assessment", "a bit", "Row 21, column 'How far you are', value 'a bit': Choose one"),
            (
                "on",
                "03/04/2026",
                "column 'As of which day', value '03/04/2026': '03/04/2026' could be",
            ),
            ("on", "soon", "column 'As of which day', value 'soon': Expected a date"),
            ("narrative", "We go on.", "Row 21, column 'How far you are': report needs it."),
        ],
    )
    def test_what_cannot_be_read_is_said_where_it_stands(
        self, field: str, answer: str, reason: str
    ) -> None:
        """Rows are as the sheet numbers them, columns are called as it calls them."""
        found = exported()
        found.fill_in(DUE, **{field: answer})
        found.give_back()

        said = typed("import back.xlsx")

        assert said.code == 1
        assert reason in said.err

    @pytest.mark.slow
    def test_two_bad_cells_of_a_report_are_one_row(self) -> None:
        """As many rows are counted as there are reports."""
        found = exported()
        found.fill_in(DUE, assessment="a bit", on="soon")
        found.fill_in(NEVER, assessment="no_report", narrative="?")
        found.give_back()

        said, rest = typed("import back.xlsx"), typed("import back.xlsx --skip-bad-rows")

        assert "back.xlsx: 2 rows cannot be recorded, so nothing was." in said.err
        assert rest.out == (
            f"back.xlsx{WHOSE}4 rows: recorded nothing; 0 unchanged, 0 amended. 2 left blank.\n"
        )

    @pytest.mark.parametrize("means", ["", "broken", "[1]"])
    def test_a_list_that_somebody_wrote_over_takes_no_word(self, means: str) -> None:
        """Hidden cells can be reached all the same."""
        found = exported()
        found.fill_in(DUE, assessment="limited", on="2026-08-24")
        found.of(DUE, "assessment")[0]["means"] = means or "{}"
        found.give_back()

        assert "Choose one of the list" in typed("import back.xlsx").err

    def test_without_its_reports_it_records_nothing(self) -> None:
        """Somebody may have sent the sheet with its first lines alone."""
        found = exported()
        found.lines = found.lines[:2]
        found.give_back()

        assert typed("import back.xlsx").out == (
            "0 rows: recorded nothing; 0 unchanged, 0 amended.\n"
        )

    def test_an_earlier_form_is_to_be_written_anew(self) -> None:
        """It had a row a report, with a code in each cell."""
        Path("old.csv").write_text("row_id,act,member\nworkbook:ATL/MISSION-1/due-,report,ATL\n")

        said = typed("import old.csv")

        assert said.code == 2
        assert "Write it anew: depositary export workbook MEMBER --output FILE" in said.err
