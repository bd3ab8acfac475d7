"""Who may not have joined yet is counted nowhere, and each table that leaves it out says so."""

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]
TOLD = "so that nothing counts as due before that is certain: Jovania (joined 2026)."


def test_what_is_due_of_it_is_told() -> None:
    """Nothing was due from it, and the list of what is late did not say why."""
    must("member join JOV --name Jovania --on 2026", "sign JOV MISSION --on 2026-04-01")

    for line in ("overdue", "report overdue", "report progress"):
        said = typed(f"{line} --on 2026-08-10").out
        assert TOLD in " ".join(said.split()), line
    assert TOLD not in typed("overdue MISSION --on 2026-08-10").out


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026", "2026"), ("'<=2026-08-15'", "<=2026-08-15"), ("unknown", "on an unknown day")],
)
def test_what_was_due_of_it_is_told_for_ever(day: str, told: str) -> None:
    """When its year was over, nobody learned why nothing of that year was late."""
    must(
        f"member join JOV --name Jovania --on {day}",
        "sign JOV MISSION --on 2026-04-01",
        "taskforce record-kept-from --on 2026-01-01",
    )
    assert TOLD not in typed("overdue --on 2027-02-10").out
    must(
        "progress schedule MISSION yearly --due-on 2026-07-31 --period-from 2025-07-01 "
        "--period-until 2026-06-30 --on 2026-01-20"
    )

    wanted = TOLD.replace("joined 2026", f"joined {told}")
    assert wanted in typed("overdue --on 2027-02-10").out


def test_tables_of_attendance_have_the_same_members() -> None:
    """One had it among the absent, and the other one left it out."""
    day = "--on 2026-05-12"
    must(
        "member join JOV --name Jovania --on 2026",
        f"meeting convene M1 ordinary_session {day}",
        f"meeting open M1 {day} --attendance KEN",
    )

    said = typed("report attendance 2026").out

    assert "Jovania" in said.partition("By meeting")[0]
    assert "Not certain on that day, and taken for members: Jovania (joined 2026)." in said


def test_a_chair_before_its_joining_is_a_conflict() -> None:
    must("member join UTO --name Utopia --on 2026-01-20")
    must("taskforce chair UTO --on 2026-02-01", "taskforce vice-chair UTO --on 2026-03-01")
    joined = next(
        line.split()[0] for line in typed("history UTO").out.splitlines() if "joined" in line
    )

    said = typed(f"correct {joined} on=2026-02-15")

    sentence = "UTO was not a member on 2026-02-01; only an active member can take the chair."
    assert sentence in said.err
    assert sentence in typed("conflicts").out
    assert "be vice-chair" not in typed("conflicts").out
