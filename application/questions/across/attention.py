"""What a person should look at first, from all that knows of something, and how to begin."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from application.questions.asking.facts import Facts
from application.questions.asking.pointing import Attention, some
from application.questions.laws.attention import unanswered_gaps, waiting_applicants
from application.questions.meetings.attention import late_actions, late_meetings, late_minutes
from application.questions.progress.attention import (
    late_milestones,
    late_reports,
    waiting_reports,
)
from domain.events.bodies import InstrumentAdopted, RecordKeptFrom
from domain.words import worded


def members(facts: Facts) -> Iterator[Attention]:
    """Yield that nobody is a member, or that nobody knows since when."""
    found = facts.read_model.members(facts.taskforce, facts.at)
    if not found:
        yield Attention(
            what="No member is recorded.",
            command="depositary member join KEN --name Kenya --on unknown",
        )
    undated = [row.member for row in found if row.joined_on and row.joined_on.text == "unknown"]
    if undated:
        yield Attention(
            what=worded(
                "{count} joined on an unknown day ({undated}).",
                count=len(undated),
                undated=some(undated),
            ),
            command=f"depositary history {undated[0]}",
        )


def texts(facts: Facts) -> Iterator[Attention]:
    """Yield that nothing can be signed."""
    if not facts.known(InstrumentAdopted):
        yield Attention(
            what="No text is open for signature.",
            command=(
                "depositary text adopt mission.md --reference MISSION --title 'Our mission' "
                f"--on {facts.at.on}"
            ),
        )


def record(facts: Facts) -> Iterator[Attention]:
    """Yield that nothing is judged."""
    if not facts.known(RecordKeptFrom):
        yield Attention(
            what="It is not said from which day on the record is complete.",
            command="depositary taskforce record-kept-from --help",
            of_body=False,
        )


PROVIDERS: tuple[Callable[[Facts], Iterable[Attention]], ...] = (
    members,
    texts,
    record,
    late_meetings,
    late_actions,
    late_minutes,
    late_reports,
    waiting_reports,
    late_milestones,
    waiting_applicants,
    unanswered_gaps,
)
"""Add what your part knows of; the order is that in which it is shown."""


def attention(facts: Facts, conflicting: int = 0) -> list[Attention]:
    """Return all hints for one body; `conflicting` is how many conflicts it has."""
    found = [each for provide in PROVIDERS for each in provide(facts)]
    if conflicting:
        what = worded(
            "Entries contradict each other in {conflicting} place(s).", conflicting=conflicting
        )
        found.insert(0, Attention(what=what, command="depositary conflicts"))
    several = len(facts.read_model.taskforces()) > 1
    body = f" --taskforce {facts.taskforce}" if several else ""
    return [
        replace(each, command=f"{each.command}{body if each.of_body else ''}") for each in found
    ]
