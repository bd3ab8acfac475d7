"""What cannot be true together about the versions of minutes: published is what was approved."""

from collections.abc import Iterator

from domain.contradictions import Contradiction, contradiction
from domain.events.meetings import MinutesApproved
from domain.events.minutes import MinutesDrafted, MinutesPublished
from domain.grouping import grouped
from domain.history import History
from domain.values import surely_before
from domain.words import worded


def minutes_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield minutes published before they were approved, and drafts of what was published."""
    approved = grouped((event.meeting, entry) for entry, event in history.each(MinutesApproved))
    for entry, published in history.each(MinutesPublished):
        before = approved.get(published.meeting, [])
        if not before:
            sentence = worded(
                "The minutes of {meeting} are not approved; only approved minutes are published. "
                "Record the approval first: depositary meeting approve-minutes.",
                meeting=published.meeting,
            )
            yield contradiction("published-unapproved", sentence, entry)
        elif all(surely_before(entry.begins, each.begins) for each in before):
            sentence = worded(
                "The minutes of {meeting} were approved on {begins} only, and cannot be "
                "published before.",
                meeting=published.meeting,
                begins=before[0].begins,
            )
            yield contradiction("published-unapproved", sentence, *before, entry)
    yield from _drafted_later(history)


def _drafted_later(history: History) -> Iterator[Contradiction]:
    """Yield drafts that were written on a day after the minutes were published."""
    for entry, draft in history.each(MinutesDrafted):
        for other, _ in history.having(MinutesPublished, "meeting", draft.meeting):
            if surely_before(other.begins, entry.begins):
                sentence = worded(
                    "The minutes of {meeting} were published on {begins}; there is no draft of "
                    "them after that.",
                    meeting=draft.meeting,
                    begins=other.begins,
                )
                yield contradiction("drafted-after-published", sentence, other, entry)
