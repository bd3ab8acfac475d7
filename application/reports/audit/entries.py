"""Audit sections: corrections, retractions, visibility, late or incomplete entries, the log."""

from collections.abc import Iterator, Sequence
from datetime import date
from json import loads

from application.model_rows import LogEntry
from application.questions.across.state_changes import field_changes
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row, dated
from application.questions.asking.facts import ENDINGS
from application.reports.audit.period import Period, part, ranges, said
from application.reports.document import Section
from domain.event import Event
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.log import ClockConfirmed, Expunged, KeyRotated, ReportPublished
from domain.events.table import TOPICS
from domain.grouping import grouped
from domain.values import ImpreciseDate
from domain.words import worded

ENDING = frozenset(kind.TOPIC for kind in ENDINGS)
OF_LOG = frozenset(kind.TOPIC for kind in (KeyRotated, ClockConfirmed, Expunged, ReportPublished))
LATE_DAYS = 30
"""An act that is recorded more than so many days after it took effect is late."""
_ENTRY = Column("of", "Entry")
_DAY = Column("on", "Day")
_MANY = (Column("topic", "What"), Column("count", "How many"), Column("entries", "Where"))


def entry_sections(period: Period) -> list[Section]:
    """Return one section with one table for each question, in the order in which they matter."""
    late = list(_late(period))
    complete = period.body.complete_from
    history = [event for event, day in late if complete and day < complete]
    since = [(event, day) for event, day in late if not (complete and day < complete)]
    return [
        _corrections(period),
        _retractions(period),
        _shown(period),
        _endings(period),
        _late_section(period, since),
        _grouped("history", "Recorded as history", _history_of(complete), history),
        _imprecise(period),
        _grouped(
            "unsourced",
            "Without a source",
            "Entries that stand and name no source",
            [event for event in _standing(period) if not event.source],
        ),
    ]


def _corrections(period: Period) -> Section:
    columns = period.columns(
        Column("because", "Why"),
        _ENTRY,
        Column("field", "Field"),
        Column("before", "Before"),
        Column("after", "After"),
    )
    rows = [row for event in period.recorded if event.because for row in _fields(period, event)]
    caption = "Amendments, field by field: of errors, and of blanks that were completed"
    return part("corrections", "Corrections", caption, columns, rows)


def _fields(period: Period, event: LogEntry) -> Iterator[Row]:
    """Yield a row for each field that an amendment changed; it may also undo a retraction."""
    versions = period.versions[event.entry]
    now = next(row for row in versions if row.position == event.position)
    named = {**period.row(event), "because": event.because, "of": _first(period, event)}
    for before in [row for row in versions if row.position < event.position][-1:]:
        if before.known_to != event.position:
            yield {**named, "field": "the entry", "before": "retracted", "after": "holds"}
        for change in field_changes(before, now):
            yield {**named, **change.as_json()}


def _retractions(period: Period) -> Section:
    columns = period.columns(_ENTRY, Column("reason", "Why"))
    rows = _remarks(period, Retracted)
    return part("retracted", "Retractions", "Entries said to be never true", columns, rows)


def _shown(period: Period) -> Section:
    columns = period.columns(_ENTRY, Column("shown_to", "Shown to"), Column("reason", "Why"))
    rows = _remarks(period, VisibilityChanged, visibility="shown_to")
    caption = "Entries shown to others than before"
    return part("shown", "Changes of visibility", caption, columns, rows)


def _remarks(period: Period, kind: type[Event], **more: str) -> list[Row]:
    """Return a row for each remark of a kind on an entry; `more` are keys by fields of it."""
    rows: list[Row] = []
    for event in (each for each in period.recorded if each.topic == kind.TOPIC):
        content = loads(event.content)
        shown = {key: content[name] for name, key in more.items()}
        of = _first(period, event)
        rows.append({**period.row(event), "of": of, **shown, "reason": content.get("reason")})
    return rows


def _endings(period: Period) -> Section:
    """Return endings of an entry that was wrong, and may have been meant to correct it."""
    wrong = {
        str(versions[0].entry_id): (versions[0].entry_position, word)
        for versions in period.versions.values()
        if (word := _wrong(period, versions[0].entry_position))
    }
    rows: list[Row] = []
    ends = period.body.facts.ended_with()
    for event in period.recorded:
        if event.topic in ENDING:
            named = TOPICS[event.topic].model_validate_json(event.content).ended
            ended = {*map(str, named), *ends.get(event.entry, ())}
            rows += [
                {
                    **period.row(event),
                    "of": said(period.by_entry[entry][0]),
                    "of_entry": entry,
                    "wrong": word,
                }
                for entry, word in sorted(wrong[each] for each in ended if each in wrong)
            ]
    columns = period.columns(
        fields.WHAT, Column("of_entry", "Ends @"), _ENTRY, Column("wrong", "It was")
    )
    caption = worded("Endings of entries that were corrected, or retracted")
    return part("endings", "Endings of wrong entries", caption, columns, rows)


def _wrong(period: Period, entry: int) -> str:
    last = period.by_entry[entry][-1] if entry in period.by_entry else None
    if last and period.states.of(last) == "retracted":
        return "retracted"
    corrected = any(row.because == "error" for row in period.versions[entry])
    return worded("corrected") if last and corrected else ""


def _late(period: Period) -> Iterator[tuple[LogEntry, date]]:
    """Yield first events that were recorded late, with the last day that they can mean."""
    for event in period.recorded:
        day = event.effective_on.latest if event.effective_on else None
        if day and event.position == event.entry and _days_late(event, day) > LATE_DAYS:
            yield event, day


def _days_late(event: LogEntry, day: date) -> int:
    return (event.recorded_at.date() - day).days


def _late_section(period: Period, late: Sequence[tuple[LogEntry, date]]) -> Section:
    rows: list[Row] = [
        {
            **period.row(event),
            **dated("on", event.effective_on),
            **dated("notified_on", event.notified_on),
            "days": _days_late(event, day),
            "state": period.states.of(event),
        }
        for event, day in late
    ]
    columns = period.columns(
        _DAY, Column("days", "Days late"), fields.WHAT, Column("state", "State")
    )
    caption = (
        "Recorded more than {days} days after the act took effect"
        if period.body.complete_from
        else "Recorded more than {days} days after the act took effect (from when the record is "
        "kept is not said)"
    )
    return part("late", "Late entries", worded(caption, days=LATE_DAYS), columns, rows)


def _history_of(kept: date | None) -> str:
    if kept is None:
        return "None can be told apart, since it is not said from when the record is kept"
    return worded(
        "Acts before {kept}, from which day on the record is kept; recorded afterwards, not late",
        kept=kept,
    )


def _imprecise(period: Period) -> Section:
    rows: list[Row] = [
        {
            **period.row(event),
            **dated("on", event.effective_on),
            "day": str(day) if day and day.latest else worded("unknown"),
        }
        for event in _standing(period)
        if not _precise(day := event.effective_on)
    ]
    columns = [fields.POSITION, fields.RECORDED, Column("day", "Day"), fields.WHAT]
    caption = "Entries that stand, and hold from a day that is not known precisely"
    return part("imprecise", "Without a precise day", caption, columns, rows)


def _precise(day: ImpreciseDate | None) -> bool:
    return day is not None and day.latest is not None and day.earliest == day.latest


def _standing(period: Period) -> Iterator[LogEntry]:
    """Yield the events of the period that are still the word at its end."""
    return (event for event in period.recorded if period.states.is_current(event))


def log_section(period: Period) -> Section:
    """Return what happened to the log in the period; it is of all bodies of the register."""
    log = period.body.read_model.log(None, period.body.at, None)
    rows: list[Row] = [
        period.row(event)
        for event in log
        if event.topic in OF_LOG and event.position > period.after
    ]
    caption = "Keys changed, clocks confirmed, texts removed, reports published"
    return part("log", "The log itself", caption, period.columns(fields.WHAT), rows)


def _grouped(key: str, title: str, caption: str, events: Sequence[LogEntry]) -> Section:
    by_topic = grouped((event.topic, event.position) for event in events)
    rows: list[Row] = [
        {
            "topic": topic,
            "count": len(positions),
            "entries": ranges(positions),
            "positions": list[Json](positions),
        }
        for topic, positions in sorted(by_topic.items())
    ]
    return part(key, title, caption, _MANY, rows)


def _first(period: Period, event: LogEntry) -> str:
    """Say what the entry said that an event amends or is about, and where it is."""
    first = period.by_entry.get(event.entry)
    return (
        worded("@{entry} {sentence}", entry=event.entry, sentence=said(first[0]))
        if first
        else f"@{event.entry}"
    )
