"""Whose today it is: that of the body's time zone, and UTC for a body that has set none."""

from datetime import UTC, date, datetime

import pytest

from application.model_rows import Today
from application.questions.asking.ask import as_of
from application.recording import body_events
from domain.errors import Refused
from domain.events.zones import TimeZoneSet
from tests.application.given import BODY, day
from tests.application.questions.given import Clerk, ask

LATE = Today.at(datetime(2026, 11, 27, 22, 30, tzinfo=UTC))
"""Half past ten in the evening, UTC: tomorrow has begun in Nairobi."""


def set_zone(clerk: Clerk, zone: str, on: str) -> None:
    clerk.record(lambda r: body_events.record(r, BODY, TimeZoneSet(zone=zone), day(on)))


def test_is_that_of_utc_where_no_zone_is_set(clerk: Clerk) -> None:
    """Nobody is late by a zone that nobody has chosen."""
    at = as_of(clerk.tables, ask(), LATE)

    assert (at.on, at.zone) == (date(2026, 11, 27), "UTC")


def test_is_that_of_the_body(clerk: Clerk) -> None:
    """What is due today is overdue when the day is over where the body is."""
    set_zone(clerk, "Africa/Nairobi", "2026-01-02")

    at = as_of(clerk.tables, ask(), LATE)

    assert (at.on, at.zone) == (date(2026, 11, 28), "Africa/Nairobi")


def test_a_day_that_is_asked_for_stays(clerk: Clerk) -> None:
    """And the last zone that was set by then is named."""
    set_zone(clerk, "Africa/Nairobi", "2026-01-02")
    set_zone(clerk, "America/Halifax", "2027-01-01")

    at = as_of(clerk.tables, ask("2026-11-20"), LATE)

    assert (at.on, at.zone) == (date(2026, 11, 20), "Africa/Nairobi")


def test_what_is_no_zone_is_refused(clerk: Clerk) -> None:
    """A misspelt zone would shift every deadline in silence."""
    with pytest.raises(Refused, match="time zone 'Africa/Nirobi'"):
        set_zone(clerk, "Africa/Nirobi", "2026-01-02")
