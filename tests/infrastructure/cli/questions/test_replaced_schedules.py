"""A due day whose schedule was replaced stays for who reported on it, as it was."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

RETURNED = "progress return ATL MISSION-1 --reason 'Say which law.' --on 2026-03-10"


@pytest.fixture(autouse=True)
def replaced(once: Once) -> None:
    """Begin a register in which ATL reported on a day; KEN owed a report, too, until it went."""
    once(
        tell,
        "taskforce record-kept-from --on 2026-01-01",
        "taskforce scale C Steps no half full --high full --on 2026-01-01",
        "progress schedule MISSION-1 yearly --due-on 2026-06-30 --period-from 2025-01-01 "
        "--period-until 2025-12-31 --on 2026-02-01",
        "progress report ATL MISSION-1 half --scale C --due-on 2026-06-30 --on 2026-03-01",
        "progress schedule MISSION-1 yearly --due-on 2026-12-31 --period-from 2026-01-01 "
        "--period-until 2026-10-31 --on 2026-04-01",
    )


def test_a_returned_report_is_still_to_be_answered() -> None:
    """It was overdue until the new schedule was recorded, and then nobody was asked for it."""
    must(RETURNED)

    overdue = json.loads(typed("overdue --on 2026-09-01 --format json").out)["rows"]

    assert [(row["owner"], row["due_on"]) for row in overdue] == [("ATL", "2026-06-30")]
    assert "KEN" not in typed("reports MISSION-1 --on 2026-09-01").out


@pytest.mark.parametrize(
    ("exempt", "owed"), [("", True), ("progress exempt ATL MISSION-1 --on 2026-02-02", False)]
)
def test_a_report_was_owed_where_the_member_was_bound(exempt: str, *, owed: bool) -> None:
    if exempt:
        must(f"{exempt} --due-from 2026-06-30 --due-until 2026-06-30 --reason None")

    rows = json.loads(typed("reports MISSION-1 --on 2026-09-01 --format json").out)["rows"]

    assert [row["owed"] for row in rows if row["due_on"] == "2026-06-30"] == [owed]
