"""What a second import does not compare, and what a file leaves unsettled, is told."""

import pytest

from application.acts.members.leaving import Suspend
from tests.infrastructure.importers.given import CLERK, MAPPING, Office, day
from tests.infrastructure.importers.rows.given import row, table

HEADER = "row_id,act,name,as_member,on\n"
FIRST = "1,initiative,Forum,KEN,2022\n"


@pytest.mark.parametrize("changed", ["PER", ""])
def test_a_changed_cell_that_is_not_compared_is_told(ready: Office, changed: str) -> None:
    """Whoever changed it believes that it is recorded."""
    ready.do(HEADER + FIRST)

    report = ready.do(HEADER + FIRST.replace("KEN", changed))

    assert (report.unchanged, report.records) == (1, ())
    (note,) = report.notes
    assert note.startswith("Row 2 is not as it was imported. What changed in as_member, if any")


@pytest.mark.parametrize(("member", "told"), [("KEN", 1), ("", 0)])
def test_beside_an_amendment_blank_cells_are_not_told(
    ready: Office, member: str, told: int
) -> None:
    """Most columns of our template are blank in every row."""
    first = FIRST.replace("KEN", member)
    ready.do(HEADER + first)

    report = ready.do(HEADER + first.replace("2022", "2023"), changed="error")

    assert (report.amended, len(report.notes)) == (1, told)
    assert all("What changed in as_member, if anything" in note for note in report.notes)


def test_a_row_without_such_cells_needs_no_note(ready: Office) -> None:
    """A note on every row would soon be read by nobody."""
    header = "row_id,act,member,on\n"
    ready.do(header + "1,leave,KEN,2022\n")

    report = ready.do(header + "1,leave,KEN,2023\n", changed="error")

    assert (report.amended, report.notes) == (1, [])
    assert ready.do(header + "1,leave,KEN,2023\n").notes == []


def test_a_retraction_for_another_reason_is_told(ready: Office) -> None:
    """An entry is retracted once, for the reason of that day."""
    header = "row_id,act,member,instrument,on,entry,reason\n"
    ready.do(header + "1,sign,KEN,T,2022,,\n")
    position = ready.head()
    ready.do(f"{header}2,retract,,,,@{position},Typed twice\n")

    report = ready.do(f"{header}2,retract,,,,@{position},Never sent\n")

    assert "What changed in reason, if anything" in report.notes[0]


def test_what_waits_because_of_a_file_is_told(ready: Office) -> None:
    """A leaving leaves a later suspension without a membership: its re-entry may come next."""
    ready.register.record(lambda r: Suspend(member="KEN", on=day("2024")).record(r, "TF"), CLERK)

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

    assert report.problems[0].reason == (
        "The cells that tell rows apart are blank (party, text). Fill one of them, or name columns "
        "that are always filled in the key of the mapping."
    )


def test_a_row_in_our_columns_without_any_of_them_is_bad(ready: Office) -> None:
    """An act without anything that it is about has no key, either."""
    (problem,) = ready.do("act,member,note\n,,Hello\n", dry_run=True).problems

    assert problem.reason == "The cells that tell rows apart are blank."


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
