"""What an audit tells of the log itself: keys, clocks, texts that were removed, reports made."""

from application.questions.asking.answer import Row
from application.reports.audit.period import WHAT, Period
from application.reports.document import Section, Table
from domain.events.log import ClockConfirmed, Expunged, KeyRotated, ReportPublished

TOPICS = frozenset(kind.TOPIC for kind in (KeyRotated, ClockConfirmed, Expunged, ReportPublished))


def log_section(period: Period) -> Section:
    """Return what happened to the log in the period; it is of all bodies of the register."""
    at = period.body.at
    rows: list[Row] = [
        period.row(event)
        for event in period.body.read_model.log(None, at, None)
        if event.topic in TOPICS and event.position > period.after
    ]
    table = Table(
        key="log",
        caption="Keys changed, clocks confirmed, texts removed, reports published",
        columns=period.columns(WHAT),
        rows=rows,
        empty="None.",
    )
    return Section(key="part-log", title="The log itself", blocks=[table])
