"""The workbook of one member: what it shows, and what its return records."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.workbooks.sheet_writer import LONGEST
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.stories.given import BEGINNING, FILES
from tests.infrastructure.importers.sheets import Cell, book

YEAR = """
progress schedule MISSION-1 half_yearly --due-on 2026-07-31 --period-from 2026-01-01 \
--period-until 2026-06-30 --on 2026-01-20
progress report ATL MISSION-1 limited --scale OGP --due-on 2026-07-31 --on 2026-07-15 \
--narrative 'The law is in force.'
progress return ATL MISSION-1 --reason 'Say which law.' --on 2026-08-20
progress report ATL MISSION-2 substantial --scale OGP --on 2026-05-31
"""
RETURNED, DUE, BESIDE, NEVER = range(4)


@pytest.fixture
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


def begin() -> None:
    for name, content in FILES.items():
        Path(name).write_text(content, encoding="utf-8")
    story = (BEGINNING + YEAR).replace("\\\n", "").strip().splitlines()
    must(*(line.removeprefix("+ ") for line in story))


def rows(name: str = "atl.xlsx") -> list[dict[str, str]]:
    return [row.cells for row in read_file(Path(name)).rows]


def give_back(cells: list[dict[str, str]], name: str = "back.xlsx") -> None:
    values: list[list[Cell]] = [list(row.values()) for row in cells]
    Path(name).write_bytes(book(list(cells[0]), *values))


def exported(on: str = "2026-08-25") -> list[dict[str, str]]:
    must(f"export workbook ATL --on {on} --output atl.xlsx")
    return rows()


@pytest.mark.usefixtures("begun")
class TestShows:
    def test_what_was_returned_and_why(self) -> None:
        """The member must not have to look for the reviewer's letter."""
        row = exported()[RETURNED]

        assert (row["act"], row["entry"]) == ("correct_report", "@19")
        assert row["(the reviewer said)"] == "2026-08-20: Say which law."
        assert row["(last report)"] == "limited, as of 2026-07-15\nThe law is in force."
        assert row["(text)"] == "We will act together."
        assert row["scale"] == row["assessment"] == ""

    def test_what_is_due_and_what_else_binds(self) -> None:
        """A report that nobody asked for is welcome, too."""
        found = exported()

        told = [(row["commitment"], row["due_on"], row["(period)"]) for row in found]
        assert told == [
            ("MISSION-1", "", "2026-01-01 to 2026-06-30"),
            ("MISSION-1", "2027-01-31", "2026-07-01 to 2026-12-31"),
            ("MISSION-2", "", ""),
            ("MISSION-3", "", ""),
        ]
        assert found[BESIDE]["(last report)"] == "substantial, as of 2026-05-31"
        assert found[BESIDE]["row_id"] == "workbook:ATL/MISSION-2/after-21"
        assert found[NEVER]["row_id"] == "workbook:ATL/MISSION-3/after-0"

    def test_the_words_of_the_day(self) -> None:
        """A member reports on the text as it is, not on an earlier one."""
        long = "We will " + "share " * 7_000 + "all."
        row = f"act,commitment,version,text,on\namend,MISSION-2,2,{long},2026-06-01\n"
        Path("amended.csv").write_text(row, encoding="utf-8")
        must("import amended.csv")

        text = exported()[BESIDE]["(text)"]

        assert text.startswith("We will share share")
        assert len(text) == LONGEST
        assert text.endswith("…")

    def test_the_name_that_the_member_has_now(self) -> None:
        """It changed it, and knows that."""
        must("member rename ATL 'New Atlantis' --on 2026-06")
        first = exported()
        must("export workbook ATL --on 2026-05-01 --output then.xlsx")

        assert first
        assert Path("then.xlsx").read_bytes() != Path("atl.xlsx").read_bytes()

    def test_the_same_bytes_for_the_same_day(self) -> None:
        """Who compares two files must see no difference that is none."""
        must("export workbook atl --on 2026-08-25 --output one.xlsx")
        exported()

        assert Path("one.xlsx").read_bytes() == Path("atl.xlsx").read_bytes()


@pytest.mark.usefixtures("begun")
class TestComesBack:
    def test_untouched_it_records_nothing(self) -> None:
        """A blank row is no report of no progress."""
        exported()
        before = events()

        said = typed("import atl.xlsx")

        assert said.out == "4 rows: recorded nothing; 4 unchanged, 0 amended.\n"
        assert events() == before

    def test_records_what_was_filled_in_and_once(self) -> None:
        """A file is often sent twice."""
        found = exported()
        found[RETURNED] |= {"narrative": "Act 12 on data is in force."}
        found[DUE] |= {"assessment": "substantial", "on": "2026-08-24", "stage": "final"}
        found[NEVER] |= {"assessment": "not_applicable", "on": "2026-08"}
        give_back(found)

        said, again = typed("import back.xlsx"), typed("import back.xlsx")

        assert said.err == ""
        assert said.out == (
            "4 rows: recorded 1 correct_report, 2 report; 1 unchanged, 0 amended.\n"
        )
        assert again.out == "4 rows: recorded nothing; 4 unchanged, 0 amended.\n"
        assert "Act 12 on data" in typed("reports ATL --format json").out

    def test_the_next_one_asks_anew(self) -> None:
        """A row of the next workbook is another row, or its report would be a change of this."""
        found = exported()
        found[BESIDE] |= {"assessment": "complete", "on": "2026-08-24"}
        give_back(found)
        must("import back.xlsx")
        Path("atl.xlsx").unlink()

        assert exported()[BESIDE]["row_id"] != found[BESIDE]["row_id"]

    def test_a_blank_where_something_is_needed_is_said(self) -> None:
        """Half a report is none."""
        found = exported()
        found[DUE] |= {"narrative": "We are on the way."}
        give_back(found)

        said = typed("import back.xlsx")

        assert said.code == 1
        assert "Row 3, column 'assessment': report needs it." in said.err

    def test_never_mends_what_is_not_its_report(self) -> None:
        """A typed entry may be anybody's."""
        found = exported()
        found[RETURNED] |= {"entry": "@2", "assessment": "complete"}
        give_back(found)

        assert "This is no report of ATL on MISSION-1." in typed("import back.xlsx").err


class TestRefuses:
    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("NOBODY", "There is no member 'NOBODY'"),
            ("ATL --audience public", "so it is never public"),
            ("LAP", "LAP is bound by no commitment"),
        ],
    )
    @pytest.mark.usefixtures("begun")
    def test_what_would_be_no_workbook(self, line: str, sentence: str) -> None:
        """Nothing half-done is written."""
        must("member join LAP --name Laputa --on 2026-03")

        said = typed(f"export workbook {line} --output f.xlsx")

        assert said.code == 1
        assert sentence in said.err
        assert not Path("f.xlsx").exists()

    def test_without_a_scale(self) -> None:
        """There would be nothing to choose from."""
        must(
            "init . --code GTF --name Force --nature exercise",
            "member join ATL --name Atlantis --on 2026",
        )

        said = typed("export workbook ATL --output f.xlsx")

        assert "Register one: depositary taskforce scale" in said.err
