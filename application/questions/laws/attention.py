"""What a person should look at about members' laws, and about who wants to become a member."""

from collections.abc import Iterator

from application.questions.asking.facts import Facts
from application.questions.asking.pointing import Attention, some
from application.questions.laws.gap_stories import GapState, gap_stories
from domain.texts.standing import MemberStanding
from domain.words import worded


def waiting_applicants(facts: Facts) -> Iterator[Attention]:
    """Yield that somebody applied, and was not admitted so far."""
    found = facts.read_model.members(facts.taskforce, facts.at)
    waiting = [row.member for row in found if row.standing == MemberStanding.APPLICANT]
    if waiting:
        yield Attention(
            what=worded(
                "{count} application(s) wait ({waiting}).",
                count=len(waiting),
                waiting=some(waiting),
            ),
            command=f"depositary history {waiting[0]}",
        )


def unanswered_gaps(facts: Facts) -> Iterator[Attention]:
    """Yield that members have not answered what was found in their laws."""
    silent = [
        story.found.event.gap
        for story in gap_stories(facts)
        if story.kind == "gap" and story.state is GapState.OPEN
    ]
    if silent:
        yield Attention(
            what=worded(
                "{count} gap(s) in laws without an answer ({silent}).",
                count=len(silent),
                silent=some(silent),
            ),
            command="depositary gaps",
        )
