"""Header and footer lines of every report, the same in all forms."""

from datetime import date

from application.answers import AsOf
from application.reports.document import Report
from domain.words import worded
from infrastructure.language import translated
from infrastructure.render.cells import audience
from infrastructure.render.forms import ReportStyle

AUTHORITY = worded(
    "Not affiliated with or endorsed by the body that it is about, and no authentic record unless "
    "the body says so."
)


def head(report: Report) -> list[str]:
    """Return the lines below the title: banners, the body, both days, and the scales."""
    scales = [worded("Scales: {scales}.", scales=", ".join(report.scales))] if report.scales else []
    return [
        *report.banners,
        f"{report.body} ({report.taskforce})",
        translated(position(report.as_of)),
        *map(translated, scales),
    ]


def position(at: AsOf) -> str:
    """Return the sentence that says for which day, as recorded when, and for whom a report is."""
    recorded: date | str
    if at.known.startswith("@"):
        recorded = at.recorded_at.date() if at.recorded_at else at.known
    else:
        recorded = date.fromisoformat(at.known)
    values = {"on": at.on, "recorded": recorded, "entry": at.position, "audience": audience(at)}
    if at.unfinished:
        return worded(
            "Position on {on}, as recorded on {recorded} (entry {entry}; this day is not over). "
            "For {audience}.",
            **values,
        )
    return worded(
        "Position on {on}, as recorded on {recorded} (entry {entry}). For {audience}.", **values
    )


def foot(report: Report, style: ReportStyle) -> list[str]:
    """Return the lines at the end: the report's notes, and what it is or is not."""
    return [*report.notes, style.authority or translated(AUTHORITY)]


def checkpoint(style: ReportStyle) -> list[str]:
    """Return the lines of the checkpoint, of which one is blank; none if none is printed."""
    return style.checkpoint.removesuffix("\n").split("\n") if style.checkpoint else []
