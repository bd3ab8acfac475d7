"""What a person should look at about meetings: those that are due, actions, and minutes."""

from collections.abc import Iterator

from application.questions.asking.completeness import kept_from
from application.questions.asking.facts import Facts
from application.questions.asking.pointing import Attention, some
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import rhythm
from application.questions.meetings.gatherings import gatherings
from domain.words import worded


def late_meetings(facts: Facts) -> Iterator[Attention]:
    """Yield that a meeting is due, that a year will end with fewer, or that one is not recorded."""
    found = rhythm(facts)
    if found.due in ("due", "overdue"):
        called = (
            worded("; {meeting} is called", meeting=found.called.meeting)
            if found.called
            else "; none is called"
        )
        said = "was due by" if found.due == "overdue" else "is due by"
        yield Attention(
            what=worded(
                "The next meeting {said} {next_due_on}{called}.",
                said=said,
                next_due_on=found.next_due_on,
                called=called,
            ),
            command="depositary cadence",
        )
    if found.falls_short:
        yield Attention(
            what=(
                worded(
                    "{year} will end with fewer than the {per_year} meetings that were promised, "
                    "if they keep to this rhythm.",
                    year=found.falls_short.year,
                    per_year=found.per_year,
                )
            ),
            command="depositary cadence",
        )
    kept = kept_from(facts)
    for each in gatherings(facts):
        day = each.over_by
        if each.state == "not_recorded_as_held" and kept and day and day >= kept:
            yield Attention(
                what=worded(
                    "Meeting {meeting} of {begins_on} is not recorded as held.",
                    meeting=each.meeting,
                    begins_on=each.begins_on,
                ),
                command="depositary meetings",
            )


def late_actions(facts: Facts) -> Iterator[Attention]:
    """Yield that actions are overdue."""
    late = [each.item.action for each in action_items(facts) if each.state == "overdue"]
    if late:
        yield Attention(
            what=worded("{count} action(s) overdue ({late}).", count=len(late), late=some(late)),
            command="depositary actions",
        )


def late_minutes(facts: Facts) -> Iterator[Attention]:
    """Yield that minutes are not approved although a later meeting was held."""
    kept = kept_from(facts)
    held = [each for each in gatherings(facts) if each.state == "held" and not each.written]
    late = [
        each.meeting
        for each in held[:-1]
        if not each.approved and kept and each.held_by and each.held_by >= kept
    ]
    if late:
        yield Attention(
            what=worded(
                "Minutes not approved, though a later meeting was held: {late}.", late=some(late)
            ),
            command="depositary meetings",
        )
