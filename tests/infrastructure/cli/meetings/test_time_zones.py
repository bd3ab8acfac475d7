"""Time zones that there are not: refused at every door, and told by doctor where on record."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from domain.events import zones as time_zones
from tests.infrastructure.cli.given import events, must, typed

ZONE, SESSION = "@13", "@15"


@pytest.fixture
def zones(register: Path) -> None:
    """A body and a session with time zones of their own, @13 and @15."""
    must(
        "taskforce time-zone Europe/Berlin --on 2026-01-02",
        "meeting convene M9 ordinary_session --on 2026-05-01",
        "meeting session M9 1 --begins-at 10:00 --ends-at 12:00 --zone Asia/Tokyo --on 2026-05-01",
    )
    assert register.exists()


@pytest.mark.usefixtures("zones")
@pytest.mark.parametrize("entry", [ZONE, SESSION])
@pytest.mark.parametrize("trial", ["", "--dry-run"])
def test_no_correction_takes_one_that_there_is_not(entry: str, trial: str) -> None:
    """It was recorded, and from then on every question was an unexpected error."""
    before = events()

    said = typed(f"correct {entry} zone=Europe/Munich {trial}")

    assert (said.code, "There is no time zone 'Europe/Munich'" in said.err) == (1, True), said
    assert events() == before
    must(f"correct {entry} zone=Europe/Paris", "members", "doctor")


@pytest.mark.slow
@pytest.mark.usefixtures("zones")
def test_one_that_the_machine_does_not_know_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time zones may be older than those of the machine that recorded it."""

    def known(name: str) -> ZoneInfo:
        if name in ("Europe/Berlin", "Asia/Tokyo"):
            raise LookupError(name)
        return ZoneInfo(name)

    monkeypatch.setattr(time_zones, "ZoneInfo", known)

    for line in ("members", "", "log", "overdue", "export calendar", "report annual 2026"):
        assert typed(line).code == 0, line
    told = typed("doctor")
    must(f"correct {ZONE} zone=Europe/Paris", f"correct {SESSION} zone=")
    mended = typed("doctor")

    assert told.code == 1
    for zone, entry in (("Europe/Berlin", ZONE), ("Asia/Tokyo", SESSION)):
        assert f"This machine knows no time zone '{zone}', of which {entry} is" in told.out
    assert "no time zone" not in mended.out
    assert json.loads(typed("members --format json").out)["zone"] == "Europe/Paris"
    assert Path("register.db").exists()
