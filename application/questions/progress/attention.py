"""What a person should look at about progress: what is late, and what waits for a review."""

from collections.abc import Iterator

from application.questions.asking.facts import Facts
from application.questions.asking.pointing import Attention, some
from application.questions.progress.due import milestones_due, reports_due
from application.questions.progress.obligations import obligations
from domain.words import worded


def late_reports(facts: Facts) -> Iterator[Attention]:
    """Yield that reports are overdue."""
    late = [item.owner for item in reports_due(facts) if item.state == "overdue"]
    if late:
        yield Attention(
            what=worded("{count} report(s) overdue ({late}).", count=len(late), late=some(late)),
            command="depositary overdue",
        )


def waiting_reports(facts: Facts) -> Iterator[Attention]:
    """Yield that reports wait for a review."""
    waiting = [row.member for row in obligations(facts) if row.state == "pending"]
    if waiting:
        yield Attention(
            what=worded(
                "{count} report(s) wait for a review ({waiting}).",
                count=len(waiting),
                waiting=some(waiting),
            ),
            command="depositary reports",
        )


def late_milestones(facts: Facts) -> Iterator[Attention]:
    """Yield that milestones are overdue."""
    late = [item.title for item in milestones_due(facts) if item.state == "overdue"]
    if late:
        named = [title.partition(":")[0] for title in late]
        yield Attention(
            what=worded(
                "{count} milestone(s) overdue ({named}).", count=len(late), named=some(named)
            ),
            command="depositary milestones",
        )
