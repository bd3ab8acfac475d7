"""Of several reports on a period the one that was made last counts, in whatever order they came."""

import json
from itertools import permutations

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

SAID = "progress report ATL MISSION-1 {value} --scale C --due-on 2026-06-30 --on {day}"
INTERIM = SAID.format(value="half", day="2026-03-01") + " --stage interim"
FINAL = SAID.format(value="full", day="2026-03-20") + " --stage final"
RETURNED = "progress return ATL MISSION-1 --due-on 2026-06-30 --reason More. --on 2026-04-10"


@pytest.fixture(autouse=True)
def asked(once: Once) -> None:
    """Begin a register in which ATL and KEN owe a report by 2026-06-30."""
    once(
        tell,
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale C Steps no half full --high full --on 2026-01-01",
        "progress schedule MISSION-1 yearly --due-on 2026-06-30 --period-from 2025-01-01 "
        "--period-until 2025-12-31 --on 2026-02-01",
    )


def states() -> list[tuple[str, str]]:
    """Return what ATL said last for the day that is over, and how far it has come."""
    rows = json.loads(typed("reports MISSION-1 --on 2026-07-10 --format json").out)["rows"]
    atl = [row for row in rows if row["member"] == "ATL" and row["due_on"] != "2027-06-30"]
    return [(row["assessment"], row["state"]) for row in atl]


def late() -> list[str]:
    """Return who is late."""
    rows = json.loads(typed("overdue --on 2026-07-10 --format json").out)["rows"]
    return [row["owner"] for row in rows]


@pytest.mark.parametrize("lines", [*permutations([INTERIM, FINAL])])
def test_the_later_report_counts(lines: tuple[str, ...]) -> None:
    """A final report must not be hidden by an interim one that was found afterwards."""
    must(*lines)
    assert states() == [("full", "pending")]

    must(RETURNED)
    assert states() == [("full", "returned")]
    assert sorted(late()) == ["ATL", "KEN"]


def test_a_report_of_before_a_return_is_no_answer_to_it() -> None:
    """The member was asked for more, and nobody sees that it is missing."""
    must(FINAL, RETURNED)

    said = " ".join(typed(INTERIM).err.split())

    assert "later report of 2026-03-20 was returned, and an earlier one does not answer" in said
    assert states() == [("full", "returned")]
    assert sorted(late()) == ["ATL", "KEN"]


@pytest.mark.parametrize("day", ["unknown", "2026"])
def test_a_report_was_made_before_it_was_returned(day: str) -> None:
    """The last day that its date can mean is after the answer, which would not count."""
    must(
        SAID.format(value="half", day=day),
        RETURNED,
        SAID.format(value="full", day="2026-05-01"),
    )

    assert states() == [("full", "pending")]
    must(RETURNED.replace("04-10", "05-10"))
    assert states() == [("full", "returned")]


@pytest.mark.slow
@pytest.mark.parametrize("lines", [(INTERIM, FINAL, RETURNED), (FINAL, RETURNED, INTERIM)])
def test_who_was_asked_for_more_can_be_reminded(lines: tuple[str, ...]) -> None:
    """An interim report does not answer the return of a final one."""
    remind = "progress remind ATL MISSION-1 --due-on 2026-06-30 --on 2026-07-05"
    must(INTERIM.replace("half", "no"), RETURNED.replace("04-10", "03-02"), *lines)
    must(remind)

    answered = typed(FINAL.replace("03-20", "07-06"))
    assert (answered.code, "does not answer" in answered.err) == (0, False)
    assert "has reported on that already" in typed(remind.replace("07-05", "07-07")).err


def test_a_review_by_a_due_day_of_two_periods_is_of_the_report_that_waits() -> None:
    """The newer period was meant in silence, or it was said that nothing was reported."""
    must(
        INTERIM,
        "progress schedule MISSION-1 quarterly --due-on 2026-06-30 --period-from 2026-04-01 "
        "--period-until 2026-05-31 --on 2026-04-01",
    )
    approve = "progress approve ATL MISSION-1 --due-on 2026-06-30 --on 2026-07-01"
    newer = SAID.format(value="no", day="2026-06-10") + " --period-from 2026-04-01"

    must(newer)
    said = typed(approve)
    assert said.code == 1
    assert "ATL has 2 reports on MISSION-1 that wait for a review; say which one" in said.err

    must(approve.replace("--due-on 2026-06-30", "--report @18"), approve)
    assert "is approved already" in typed(approve).err
