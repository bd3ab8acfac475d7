"""What a person should look at about meetings: those that are due, actions, and minutes."""

from collections.abc import Iterator

from application.questions.asking.completeness import kept_from
from application.questions.asking.facts import Facts
from application.questions.asking.pointing import Attention, some
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import rhythm
from application.questions.meetings.gatherings import gatherings


def late_meetings(facts: Facts) -> Iterator[Attention]:
    """Yield that a meeting is due, that a year will end with fewer, or that one is not recorded."""
    found = rhythm(facts)
    if found.due in ("due", "overdue"):
        called = f"; {found.called.meeting} is called" if found.called else "; none is called"
        said = "was due by" if found.due == "overdue" else "is due by"
        yield Attention(
            what=f"The next meeting {said} {found.next_due_on}{called}.",
            command="depositary cadence",
        )
    if found.falls_short:
        yield Attention(
            what=(
                f"{found.falls_short.year} will end with fewer than the {found.per_year} meetings "
                f"that were promised, if they keep to this rhythm."
            ),
            command="depositary cadence",
        )
    kept = kept_from(facts)
    for each in gatherings(facts):
        day = each.over_by
        if each.state == "not_recorded_as_held" and kept and day and day >= kept:
            yield Attention(
                what=f"Meeting {each.meeting} of {each.begins_on} is not recorded as held.",
                command="depositary meetings",
            )


def late_actions(facts: Facts) -> Iterator[Attention]:
    """Yield that actions are overdue."""
    late = [each.item.action for each in action_items(facts) if each.state == "overdue"]
    if late:
        yield Attention(
            what=f"{len(late)} action(s) overdue ({some(late)}).", command="depositary actions"
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
            what=f"Minutes not approved, though a later meeting was held: {some(late)}.",
            command="depositary meetings",
        )
