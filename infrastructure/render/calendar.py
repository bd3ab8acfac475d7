"""A calendar as an iCalendar file (RFC 5545), the same bytes for the same calendar."""

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
    events = list(map(_event, calendar.entries))
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


def _event(entry: CalendarEntry) -> Event:
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
    event.add("transp", "OPAQUE" if entry.category == "meeting" else "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", in_words(entry.description))
    return event
