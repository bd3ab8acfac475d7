"""The head and the foot of a report, above and below its sections: the same in all forms."""

from datetime import date

from application.reports.document import Report
from domain.words import joined, worded
from infrastructure.language import translated
from infrastructure.render.cells import audience, position
from infrastructure.render.forms import ReportStyle

ABOUT = worded("About this document")
"""The heading of what stands at the end."""


CONTENTS = worded("Contents")
"""The heading of the list of sections."""
COVERED = frozenset({"annual"})
"""The reports of which the title stands on a page of its own."""


def has_cover(report: Report) -> bool:
    """Say whether title, body, days and issuer stand on a page of their own where it is printed."""
    return report.name in COVERED


def head(report: Report, style: ReportStyle) -> list[str]:
    """Return the lines below the title: the body, the period, both clocks, and who issues it.

    What the title says is not said again. Banners stand above it, and are no part of this.
    """
    body = [] if report.body in report.title else [report.body]
    lines = [*_period(report), position(report.as_of), *_issued(style)]
    return [*body, *map(translated, lines)]


def foot(report: Report, style: ReportStyle) -> list[str]:
    """Return the lines at the end: notes, scales, where it comes from, and how to verify it."""
    named = joined(", ", report.scales)
    scales = [worded("Scales: {scales}.", scales=named)] if report.scales else []
    at = report.as_of
    about = [
        *scales,
        worded(
            "Made from the register, entries 1 to {entry}, as far as they are for {audience}. "
            "Whoever has the register can make it again for the same day and the same entries; a "
            "published document is verified with: depositary report reproduce",
            entry=at.position,
            audience=audience(at),
        ),
        *([] if style.authority else [_unnamed(report)]),
    ]
    return [*report.notes, *map(translated, about)]


def checkpoint(style: ReportStyle) -> list[str]:
    """Return the lines of the checkpoint, of which one is blank; none if none is printed."""
    return style.checkpoint.removesuffix("\n").split("\n") if style.checkpoint else []


def _period(report: Report) -> list[str]:
    """Return the line of the days that a report covers, if it covers some."""
    first, last = report.facts.get("from"), report.facts.get("until")
    if not (isinstance(first, str) and isinstance(last, str)):
        return []
    days = (date.fromisoformat(first), date.fromisoformat(last))
    return [worded("Period: {first} to {last}.", first=days[0], last=days[1])]


def _issued(style: ReportStyle) -> list[str]:
    """Return who issues it: a name after our words, a whole sentence as it is."""
    if not style.authority:
        return []
    if style.authority.rstrip().endswith("."):
        return [style.authority]
    return [worded("Issued by {authority}.", authority=style.authority)]


def _unnamed(report: Report) -> str:
    return worded(
        "No issuer is named. This is not an authentic record of {body} unless {body} says so.",
        body=report.body,
    )
