"""Where a body's day is another one than that of UTC, all reports are for its own."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.infrastructure.cli.given import must, typed

AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"
"""UTC+14 and UTC-11: one of them has another day than UTC at any hour."""
KINDS = (
    *("status MISSION", "progress", "overdue", "attendance 2026", "decisions 2026", "practices"),
    *(
        "profile KEN",
        "annual 2026",
        "changes @2 @9",
        "status MISSION --known {day}",
    ),
)

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def there() -> str:
    """Let the body be where the day is another one, and return that day."""
    now = datetime.now(UTC)
    zone = AHEAD if now + timedelta(hours=14) >= now.replace(hour=0) + timedelta(days=1) else BEHIND
    must(f"taskforce time-zone {zone} --on 2026-01-02")
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_can_be_made_again(kind: str, there: str) -> None:
    """A minute later an auditor was told that it was forged, for ever."""
    must(f"report publish {kind.format(day=there, year=there[:4])} --as mine")

    said = typed("report reproduce register.published/mine")

    assert said.code == 0, said
    assert "different" not in said.out
    told = json.loads(Path("register.published/mine/manifest.json").read_bytes())
    assert told["made_on"] == there
    assert "not what was published" not in typed("audit verify --reports").out


def test_reports_and_notes_have_its_day(there: str) -> None:
    """The annual report left out what was done on that day, and an act of it was to come."""
    year = json.loads(typed(f"report annual {there[:4]} --format json").out)

    noted = typed(f"member join UTO --name Utopia --on {there}")
    report = typed(f"report status MISSION --on {there}")

    assert year["on"] == there
    assert "is in the future" not in f"{noted.err}{report.err}"
