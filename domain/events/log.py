"""What can happen to the log itself: keys, the clock, reports made from it, texts removed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.event import Event
from domain.meaning import Fixed, Meaning
from domain.values import Code, Line, Reference, Sha256, Text

ReasonClass = Literal["personal_data", "child_protection", "court_order", "entered_by_mistake"]
VerifierKey = Annotated[
    str, StringConstraints(pattern=r"^[^\s+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$")
]
"""The public half of a key, as it is published: name, id and key."""
Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
"""A time, UTC, to the microsecond."""
TOLERATED_US = 2_000_000
"""How far the clock may be behind the last entry, in microseconds, before recording is refused."""


class KeyRotated(Event):
    """From here on the log signs with `new_key`; one checkpoint signed by both joins them."""

    TOPIC: ClassVar[str] = "log.key-rotated"
    old_key: Annotated[VerifierKey, Meaning("The key that signed until then.")]
    new_key: Annotated[VerifierKey, Meaning("The key that signs from then on.")]
    reason: Annotated[Text | None, Meaning("Why the key changed.", "Its holder left.")] = None


class ClockConfirmed(Event):
    """The clock, at `clock`, is right, although the last entry or checkpoint was made at `last`.

    Until the clock has passed the time of the last entry, entries carry that time.
    """

    TOPIC: ClassVar[str] = "log.clock-confirmed"
    clock: Annotated[Instant, Meaning("What the clock said.", "2026-02-01T09:30:00.000000Z")]
    last: Annotated[
        Instant, Meaning("The time of the last entry or checkpoint.", "2027-02-01T09:30:00.000000Z")
    ]
    reason: Annotated[Text, Meaning("Why the clock is right.", "It was a year ahead.")]


class Expunged(Event):
    """Free texts of the event at `expunged` were removed, and its state is another since.

    `before` is the hash that its leaf was made of, `after` that of what is stored now.
    """

    TOPIC: ClassVar[str] = "record.expunged"
    expunged: Annotated[int, Field(ge=1), Meaning("The position of the event.", "9")]
    before: Annotated[Sha256, Meaning("The hash that the event's leaf was made of.")]
    after: Annotated[Sha256, Meaning("The hash of what is stored now.")]
    fields: Annotated[
        tuple[Line, ...], Field(min_length=1), Meaning("The fields that were removed.", "text")
    ]
    reason: Annotated[ReasonClass, Meaning("The kind of reason.", "personal_data")]
    authority: Annotated[Line, Meaning("Who ordered it.", "Head of the secretariat")]


class ReportPublished(Event):
    """A report of `taskforce` was published under the reference `report`, which no other has.

    `manifest_sha256` is the hash of the file that says how to make it again, `content_sha256` that
    of what it says, and `size` the number of entries, from the first on, that it rests on.
    """

    TOPIC: ClassVar[str] = "report.published"
    SCHEMA: ClassVar[int] = 2
    report: Annotated[Reference, Fixed("The report's reference, which no other has.", "AR-2026")]
    taskforce: Annotated[Code | None, Meaning("The body that it is about.", "GTF")] = None
    manifest_sha256: Annotated[
        Sha256, Meaning("The sha256 of the file that says how to make it again.")
    ]
    content_sha256: Annotated[Sha256, Meaning("The sha256 of what it says.")]
    size: Annotated[
        int, Field(ge=0), Meaning("The number of entries that it rests on, from the first.", "120")
    ]
    title: Annotated[Line | None, Meaning("The report's title.", "Annual report")] = None
