"""What a second import does not compare is told, never passed over in silence."""

import pytest

from tests.infrastructure.importers.given import Office

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
