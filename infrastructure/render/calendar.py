"""A calendar as an iCalendar file (RFC 5545), the same bytes for the same calendar."""

from collections.abc import Collection
from datetime import timedelta

from icalendar import Calendar as Component
from icalendar import Event, vText

from application.questions.across.calendar import Calendar, CalendarEntry
from domain.words import joined, worded
from infrastructure.language import label_translated, translated
from infrastructure.render.cells import audience
from infrastructure.render.days import in_words
from infrastructure.translation import customary_said

PRODUCT = "-//Depositary//Register of commitments//EN"


def as_icalendar(calendar: Calendar) -> bytes:
    """Return the file; days are whole days, which no time zone moves; sessions are in UTC."""
    at = calendar.as_of
    said = worded(
        "As recorded up to entry {position}. For {audience}.",
        position=at.position,
        audience=audience(at),
    )
    timed = {it.meeting for it in calendar.entries if it.hours and it.status != "cancelled"}
    events = [_event(each, timed) for each in calendar.entries]
    notes = [*calendar.banners, said, *customary_said()]
    file = Component()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    name = translated(joined("", [calendar.name]))
    file.add("x-wr-calname", vText(name))  # the library knows no type of these two
    file.add("x-wr-caldesc", vText(" ".join(map(label_translated, notes))))
    for event in events:
        file.add_component(event)
    content: bytes = file.to_ical()
    return content


def _keeps_busy(entry: CalendarEntry, timed: Collection[str]) -> bool:
    """Say whether people are busy with it: for the hours of a day's meeting where they are known.

    `timed` are the meetings that have sessions with hours.
    """
    one_day = entry.begins == entry.ends
    has_hours = entry.hours is None and one_day and entry.meeting in timed
    return entry.category == "meeting" and not has_hours


def _event(entry: CalendarEntry, timed: Collection[str]) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("last-modified", entry.changed.replace(microsecond=0))
    begins, ends = entry.hours or (entry.begins, entry.ends + timedelta(days=1))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", in_words(entry.title))
    event.add("status", entry.status.upper())
    event.add("categories", [entry.category])
    event.add("transp", "OPAQUE" if _keeps_busy(entry, timed) else "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", in_words(entry.description))
    return event
