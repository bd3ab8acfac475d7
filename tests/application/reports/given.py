"""What the tests of the reports start from: events recorded as they are, and parts found again."""

from application.context import Context
from application.questions.asking.answer import Row
from application.recording.recording import Recording
from application.reports.document import Points, Report, Section, walk
from domain.event import Event
from tests.application.questions.given import BODY, Clerk, on


def tell(clerk: Clerk, event: Event, day: str, context: Context | None = None) -> int:
    """Record an event in the stream that it belongs to, whatever the rules say."""

    def decide(recording: Recording) -> None:
        recording.record(BODY, event, on(day))

    return clerk.record(decide, context)


def section(report: Report, key: str) -> Section:
    """Return a part of a report."""
    return next(each for each in walk(report.sections) if each.key == key)


def rows(report: Report, table: str) -> list[Row]:
    """Return the rows of a table."""
    return list(next(each for each in report.tables() if each.key == table).rows)


def lines(report: Report, key: str) -> list[str]:
    """Return the points of a part."""
    blocks = section(report, key).blocks
    return [line for block in blocks if isinstance(block, Points) for line in block.lines]


def keys(report: Report) -> list[str]:
    """Return the keys of all parts, in the order of reading."""
    return [each.key for each in walk(report.sections)]
