"""What a file leaves unsettled is told, and bad rows take nothing of the rest with them."""

from application.use_cases import members
from tests.infrastructure.importers.given import CLERK, MAPPING, Office, day
from tests.infrastructure.importers.rows.given import row, table


def test_what_waits_because_of_a_file_is_told(ready: Office) -> None:
    """A leaving leaves a later suspension without a membership: its re-entry may come next."""
    ready.register.record(lambda r: members.suspend(r, "TF", "KEN", day("2024")), CLERK)

    report = ready.do(table(row("a", "leave", "2022", member="KEN")))

    assert report.acts == {"leave": 1}
    assert "Only a member can be suspended" in report.notes[0]


def test_an_ending_of_a_file_that_ends_nothing_is_told(ready: Office) -> None:
    """It may be early, or of another text."""
    leaving = row("a", "withdraw", "2022", member="KEN", commitment="T", of="signature")

    report = ready.do(table(leaving))

    assert report.acts == {"withdraw": 1}
    assert "nothing that this ends is on record" in report.notes[0]


def test_a_row_of_a_mapping_without_a_key_is_bad(ready: Office) -> None:
    """It could not be known again."""
    text = "party,text,signed,office,deposited,in force\n,,01/01/2023,,,\n"

    report = ready.do(text, MAPPING, dry_run=True)

    assert report.problems[0].reason == "The cells that tell rows apart are blank."


def test_a_change_of_code_is_taken_back_with_the_bad_rows_of_its_file(ready: Office) -> None:
    """The rows are judged anew without them, under the codes of before."""
    rows = (
        row("a", "recode", "2024", member="KEN", code="KYA"),
        row("b", "sign", "2022", member="KEN", instrument="T"),
        row("c", "sign", "2023", member="KYA", instrument="T"),
        row("d", "sign", "2023", member="KYA", instrument="I"),
    )

    report = ready.do(table(*rows), skip_bad_rows=True)

    assert {problem.row for problem in report.problems} == {3, 4}
    assert report.acts == {"recode": 1, "sign": 1}
    assert ready.standings("TF", "C1", "2025-01-01") == {"signatory": 1}
