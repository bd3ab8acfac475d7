"""What stands above and below every report, in the same words in all forms."""

from application.reports.document import Report
from infrastructure.render.cells import days
from infrastructure.render.forms import Looks

AUTHORITY = (
    "Not affiliated with or endorsed by the body that it is about, and no authentic record unless "
    "the body says so."
)


def head(report: Report) -> list[str]:
    """Return the lines below the title: banners, the body, both days, and the scales."""
    scales = [f"Scales: {', '.join(report.scales)}."] if report.scales else []
    return [*report.banners, f"{report.body} ({report.taskforce})", days(report.as_of), *scales]


def foot(report: Report, looks: Looks) -> list[str]:
    """Return the lines at the end: the report's notes, and what it is or is not."""
    return [*report.notes, looks.authority or AUTHORITY]


def checkpoint(looks: Looks) -> list[str]:
    """Return the lines of the checkpoint, of which one is blank; none if none is printed."""
    return looks.checkpoint.removesuffix("\n").split("\n") if looks.checkpoint else []
