"""Published minutes are those that were approved, and nobody drafts them afterwards."""

import pytest

from domain.event import Event
from domain.events.meetings import MinutesApproved
from domain.events.minutes import MinutesDrafted, MinutesPublished
from domain.meetings.minutes import minutes_contradictions
from tests.domain.voting.rooms import history

APPROVED = MinutesApproved(meeting="M1", at="M2")
DRAFTED = MinutesDrafted(meeting="M1")
PUBLISHED = MinutesPublished(meeting="M1")


def kinds(*said: tuple[Event, str]) -> list[str]:
    return [each.kind for each in minutes_contradictions(history(*said))]


@pytest.mark.parametrize(
    "before",
    [
        [],
        [(DRAFTED, "2026-03-01")],
        [(APPROVED, "2026-04-02")],
        [(MinutesApproved(meeting="M0", at="M1"), "2026-03-01")],
    ],
    ids=["nothing", "a draft", "approval later", "approval of others"],
)
def test_given_no_approval_when_minutes_are_published_then_that_cannot_be(
    before: list[tuple[Event, str]],
) -> None:
    """What the public reads is what the body agreed to."""
    assert kinds(*before, (PUBLISHED, "2026-04-01")) == ["published-unapproved"]


@pytest.mark.parametrize("day", ["2026-04-01", "2026-04-02", "2026"])
def test_given_an_approval_when_minutes_are_published_then_that_can_be(day: str) -> None:
    """On the same day, later, or on a day that may be later."""
    assert not kinds((APPROVED, "2026-04-01"), (PUBLISHED, day))


def test_given_published_minutes_when_they_are_drafted_later_then_that_cannot_be() -> None:
    """A draft after them would be a draft of something else."""
    done = [(APPROVED, "2026-04-01"), (PUBLISHED, "2026-04-02")]

    assert kinds(*done, (DRAFTED, "2026-04-03")) == ["drafted-after-published"]
    assert not kinds(*done, (DRAFTED, "2026-03-30"))
    assert not kinds(*done, (MinutesDrafted(meeting="M2"), "2026-04-03"))
