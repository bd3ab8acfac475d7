"""What an audit says of the entries of a period: corrected, hidden, late, or incomplete."""

from collections.abc import Iterator, Sequence
from datetime import date
from json import loads

from application.answers import LogEntry
from application.questions.across.state_changes import field_changes
from application.questions.asking.answer import Column, Json, Row, dated
from application.questions.asking.facts import ENDINGS
from application.reports.audit.period import PLACE, RECORDED, WHAT, Period, ranges, said
from application.reports.document import Section, Table
from domain.events import TOPICS
from domain.events.entries import Retracted, VisibilityChanged
from domain.values import ImpreciseDate
from domain.words import worded

ENDING = frozenset(kind.TOPIC for kind in ENDINGS)
LATE_DAYS = 30
"""An act that is recorded more than so many days after it took effect is late."""
_ENTRY = Column("of", "Entry")
_DAY = Column("on", "Day")
_MANY = (Column("topic", "What"), Column("count", "How many"), Column("entries", "Where"))


def entry_sections(period: Period) -> list[Section]:
    """Return one section with one table for each question, in the order in which they matter."""
    late = list(_late(period))
    kept = period.kept_from
    history = [event for event, day in late if kept and day < kept]
    since = [(event, day) for event, day in late if not (kept and day < kept)]
    return [
        _corrections(period),
        _retractions(period),
        _shown(period),
        _endings(period),
        _late_section(period, since),
        _grouped("history", "Recorded as history", _history_of(kept), history),
        _imprecise(period),
        _grouped(
            "unsourced",
            "Without a source",
            "Entries that stand and name no source",
            [event for event in _standing(period) if not event.source],
        ),
    ]


def _section(
    key: str, title: str, caption: str, columns: Sequence[Column], rows: Sequence[Row]
) -> Section:
    table = Table(key=key, caption=caption, columns=columns, rows=rows, empty="None.")
    return Section(key=f"part-{key}", title=title, blocks=[table])


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
    return _section("corrections", "Corrections", caption, columns, rows)


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
    rows: list[Row] = [
        {
            **period.row(event),
            "of": _first(period, event),
            "reason": loads(event.content).get("reason"),
        }
        for event in period.recorded
        if event.topic == Retracted.TOPIC
    ]
    columns = period.columns(_ENTRY, Column("reason", "Why"))
    return _section("retracted", "Retractions", "Entries said to be never true", columns, rows)


def _shown(period: Period) -> Section:
    rows: list[Row] = [
        {
            **period.row(event),
            "of": _first(period, event),
            "shown_to": loads(event.content)["visibility"],
            "reason": loads(event.content).get("reason"),
        }
        for event in period.recorded
        if event.topic == VisibilityChanged.TOPIC
    ]
    columns = period.columns(_ENTRY, Column("shown_to", "Shown to"), Column("reason", "Why"))
    caption = "Entries shown to others than before"
    return _section("shown", "Changes of visibility", caption, columns, rows)


def _endings(period: Period) -> Section:
    """Return endings of an entry that was wrong, and may have been meant to correct it."""
    wrong = {
        str(versions[0].event_id): (versions[0].entry_position, word)
        for versions in period.versions.values()
        if (word := _wrong(period, versions[0].entry_position))
    }
    rows: list[Row] = []
    ends = period.body.facts.ended_with()
    for event in period.recorded:
        if event.topic in ENDING:
            named = TOPICS[event.topic].model_validate_json(event.content).ended
            ended = {*map(str, named), *ends.get(event.entry, ())}
            for entry, word in sorted(wrong[each] for each in ended if each in wrong):
                of = said(period.by_entry[entry][0])
                told: Row = {**period.row(event), "of": of, "of_entry": entry, "wrong": word}
                rows.append(told)
    columns = period.columns(WHAT, Column("of_entry", "Ends @"), _ENTRY, Column("wrong", "It was"))
    caption = worded("Endings of entries that were corrected, or retracted")
    return _section("endings", "Endings of wrong entries", caption, columns, rows)


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
    columns = period.columns(_DAY, Column("days", "Days late"), WHAT, Column("state", "State"))
    unsaid = "" if period.kept_from else " (from when the record is kept is not said)"
    caption = worded(
        "Recorded more than {LATE_DAYS} days after the act took effect{unsaid}",
        LATE_DAYS=LATE_DAYS,
        unsaid=unsaid,
    )
    return _section("late", "Late entries", caption, columns, rows)


def _history_of(kept: date | None) -> str:
    if kept is None:
        return "None can be told apart, since it is not said from when the record is kept"
    return worded(
        "Acts before {kept}, from which day on the record is kept; recorded afterwards, not late",
        kept=kept,
    )


def _imprecise(period: Period) -> Section:
    rows: list[Row] = [
        {**period.row(event), **dated("on", event.effective_on), "day": str(day or "unknown")}
        for event in _standing(period)
        if not _precise(day := event.effective_on)
    ]
    columns = [PLACE, RECORDED, Column("day", "Day"), WHAT]
    caption = "Entries that stand, and hold from a day that is not known precisely"
    return _section("imprecise", "Without a precise day", caption, columns, rows)


def _precise(day: ImpreciseDate | None) -> bool:
    return day is not None and day.latest is not None and day.earliest == day.latest


def _standing(period: Period) -> Iterator[LogEntry]:
    """Yield the events of the period that are still the word at its end."""
    return (event for event in period.recorded if period.states.is_current(event))


def _grouped(key: str, title: str, caption: str, events: Sequence[LogEntry]) -> Section:
    by_topic: dict[str, list[int]] = {}
    for event in events:
        by_topic.setdefault(event.topic, []).append(event.position)
    rows: list[Row] = [
        {
            "topic": topic,
            "count": len(positions),
            "entries": ranges(positions),
            "positions": list[Json](positions),
        }
        for topic, positions in sorted(by_topic.items())
    ]
    return _section(key, title, caption, _MANY, rows)


def _first(period: Period, event: LogEntry) -> str:
    """Say what the entry said that an event amends or is about, and where it is."""
    first = period.by_entry.get(event.entry)
    return f"@{event.entry} {said(first[0])}" if first else f"@{event.entry}"
