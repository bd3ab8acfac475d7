"""What happens to the log itself: another key, and a clock that was wrong."""

import pytest

from application.entries import amending, log_acts
from domain.errors import Refused
from domain.events.log import ClockConfirmed, ReportPublished
from domain.values import Visibility
from tests.application.given import Office

OLD = f"example.org/register+00000001+{'A' * 44}"
NEW = f"example.org/register+00000002+{'B' * 44}"
REASON = "It ran a day ahead."


def test_a_key_is_followed_by_another(office: Office) -> None:
    """Everybody may know which key signs from now on."""
    event = log_acts.key_rotated(OLD, NEW, None)

    office.record(lambda r: log_acts.record(r, event))

    assert office.last().event == event
    assert office.last().envelope.visibility is Visibility.PUBLIC


def test_a_key_does_not_follow_itself() -> None:
    """An entry that changes nothing would only puzzle its readers."""
    with pytest.raises(Refused, match="the key that signs already"):
        log_acts.key_rotated(OLD, OLD, None)


def test_a_clock_behind_the_last_entry_is_confirmed(office: Office) -> None:
    """Both times are told, to the microsecond, as a reader would write them."""
    office.set_clock("2025-12-31T12:00:00")

    event = log_acts.clock_confirmed(office.register, REASON)

    assert event == ClockConfirmed(
        clock="2025-12-31T12:00:00.000000Z", last="2026-01-01T12:00:00.000000Z", reason=REASON
    )


@pytest.mark.parametrize("now", ["2026-01-01T11:59:58", "2026-01-01T12:00:00"])
def test_a_clock_that_is_right_needs_no_word(office: Office, now: str) -> None:
    """Two seconds are what clocks are set back by every day."""
    office.set_clock(now)

    assert log_acts.clock_confirmed(office.register, REASON) is None


def test_an_empty_log_has_no_last_entry(empty: Office) -> None:
    """There is nothing that the clock could be behind of."""
    assert log_acts.clock_confirmed(empty.register, REASON) is None


def test_what_tells_of_the_log_is_not_amended(office: Office) -> None:
    """A rotation that happened cannot be taken back by an entry."""
    event = log_acts.key_rotated(OLD, NEW, None)
    position = office.record(lambda r: log_acts.record(r, event)).last

    with pytest.raises(Refused, match=f"@{position} tells of the log itself"):
        office.retract(f"@{position}")
    with pytest.raises(Refused, match="which is not amended"):
        office.record(lambda r: amending.show_to(r, [f"@{position}"], Visibility.MEMBERS))


PUBLISHED = ReportPublished(
    report="EXT-annual-2026",
    taskforce="EXT",
    manifest_sha256="ab" * 32,
    content_sha256="cd" * 32,
    size=9,
    title="Annual report 2026",
)


@pytest.mark.parametrize("audience", Visibility)
def test_a_report_is_published_for_its_audience(office: Office, audience: Visibility) -> None:
    """That there is a report for the secretariat is no news for the public."""
    office.record(lambda r: log_acts.report_published(r, PUBLISHED, audience))

    assert office.last().event == PUBLISHED
    assert office.last().envelope.visibility is audience


def test_no_two_reports_have_one_reference(office: Office) -> None:
    """Whoever cites a report means one."""
    office.record(lambda r: log_acts.report_published(r, PUBLISHED, Visibility.PUBLIC))
    other = PUBLISHED.model_copy(update={"manifest_sha256": "ef" * 32})

    with pytest.raises(Refused, match="was published as EXT-annual-2026 before"):
        office.record(lambda r: log_acts.report_published(r, other, Visibility.PUBLIC))
    office.record(
        lambda r: log_acts.report_published(
            r, other.model_copy(update={"report": "EXT-annual-2026-2"}), Visibility.PUBLIC
        )
    )
