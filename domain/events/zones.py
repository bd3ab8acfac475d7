"""In which time zone the days and hours of a body are."""

from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from pydantic import StringConstraints

from domain.event import Event
from domain.meaning import Meaning

Zone = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9+_-]*(/[A-Za-z0-9+_-]+){0,2}$")
]
"""A time zone by its name in the IANA time zone database (https://www.iana.org/time-zones)."""


class TimeZoneSet(Event):
    """From `effective_on` the days and hours of the body are those of this time zone."""

    TOPIC: ClassVar[str] = "taskforce.time-zone-set"
    zone: Annotated[
        Zone, Meaning("The time zone, by its name in the IANA database.", "Europe/Lisbon")
    ]


def zone_of(name: str) -> ZoneInfo | None:
    """Return a time zone, None where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # as Python's documentation of zones says
        return None
