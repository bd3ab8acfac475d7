"""What can happen to the log itself: keys, the clock, reports made from it, texts removed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.event import Event
from domain.values import Code, Line, Reference, Sha256, Text

ReasonClass = Literal["personal_data", "child_protection", "court_order", "entered_by_mistake"]
VerifierKey = Annotated[
    str, StringConstraints(pattern=r"^[^\s+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$")
]
"""The public half of a key, as it is published: name, id and key."""
Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
"""A time, UTC, to the microsecond."""


class KeyRotated(Event):
    """From here on the log signs with `new_key`; one checkpoint signed by both joins them."""

    TOPIC: ClassVar[str] = "log.key-rotated"
    old_key: VerifierKey
    new_key: VerifierKey
    reason: Text | None = None


class ClockConfirmed(Event):
    """The clock, at `clock`, is right, although the last entry or checkpoint was made at `last`.

    Until the clock has passed the time of the last entry, entries carry that time.
    """

    TOPIC: ClassVar[str] = "log.clock-confirmed"
    clock: Instant
    last: Instant
    reason: Text


class Expunged(Event):
    """Free texts of the event at `expunged` were removed, and its state is another since.

    `before` is the hash that its leaf was made of, `after` that of what is stored now.
    """

    TOPIC: ClassVar[str] = "record.expunged"
    expunged: Annotated[int, Field(ge=1)]
    before: Sha256
    after: Sha256
    fields: Annotated[tuple[Line, ...], Field(min_length=1)]
    reason: ReasonClass
    authority: Line


class ReportPublished(Event):
    """A report of `taskforce` was published under the reference `report`, which no other has.

    `manifest_sha256` is the hash of the file that says how to make it again, `content_sha256` that
    of what it says, and `size` the number of entries, from the first on, that it rests on.
    """

    TOPIC: ClassVar[str] = "report.published"
    SCHEMA: ClassVar[int] = 2
    report: Reference
    taskforce: Code | None = None
    manifest_sha256: Sha256
    content_sha256: Sha256
    size: Annotated[int, Field(ge=0)]
    title: Line | None = None
