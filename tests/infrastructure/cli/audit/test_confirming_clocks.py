"""A clock that is behind the last entry is confirmed, for as long as it is no further back."""

from datetime import UTC, datetime
from pathlib import Path
from time import time

import pytest

from application.acts.members.joining import Join
from application.context import Context
from domain.values import ImpreciseDate
from infrastructure.bootstrap import open_register
from infrastructure.cli.upkeep import doctor
from tests.infrastructure.cli.given import events, typed

DAY_US = 86_400_000_000


def a_day_ahead() -> int:
    return int(time() * 1_000_000) + DAY_US


def test_confirms_a_clock_that_is_behind_the_last_entry(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log itself says why an entry carries a time that the clock did not show."""
    with open_register(register, clock=a_day_ahead) as opened:
        opened.record(
            lambda r: Join(member="LAP", on=ImpreciseDate.parse("2026"), name="Laputa").record(
                r, "GTF"
            ),
            Context(actor="p-tester"),
        )

    said = typed("audit confirm-clock --reason 'It ran a day ahead.'")

    assert (said.code, said.out[:5]) == (0, "@14  "), said
    assert len(events(register)) == 14
    assert typed("history LAP").code == 0
    assert "clock: The clock was confirmed in @14; until 20" in typed("doctor").out

    monkeypatch.setattr(doctor, "utc_now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
    behind = typed("doctor")  # nothing can be recorded, as before

    assert (behind.code, "the clock is behind it. → Set the clock;" in behind.out) == (1, True)


def test_confirms_no_clock_that_is_right(register: Path) -> None:
    """Nothing is recorded where there is nothing to explain."""
    before = events(register)

    said = typed("audit confirm-clock --reason 'It ran a day ahead.'")

    assert (said.code, said.out) == (0, "")
    assert "The clock is not behind anything that is dated; nothing was recorded." in said.err
    assert events(register) == before
