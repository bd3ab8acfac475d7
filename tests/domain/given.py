"""What the tests of the domain start from: days, ids, and a log in memory."""

from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from domain.aggregate import Aggregate
from domain.bodies.taskforce import Taskforce
from domain.contradictions import Contradiction
from domain.event import Envelope, Event, Recorded
from domain.events.log import Expunged
from domain.events.members import Joined
from domain.events.texts import Adopted
from domain.history import History
from domain.members.member import Member
from domain.values import ImpreciseDate, LegalNature, MemberKind, Visibility
from domain.work.exchange import must_name_what_is_there

A = TypeVar("A", bound=Aggregate)
STREAM = UUID("57000000-0000-4000-8000-000000000000")
SHA = "a" * 64


def day(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def exactly(text: str) -> date:
    return date.fromisoformat(text)


def id_of(number: int) -> UUID:
    """The id of the event of that number; its first eight digits are the number."""
    return UUID(f"{number:08x}-0000-4000-8000-000000000000")


def recorded(
    number: int,
    event: Event,
    on: str | None = None,
    *,
    corrects: UUID | None = None,
    visibility: Visibility = Visibility.MEMBERS,
) -> Recorded:
    """An event as it comes from its stream alone, without a place in the log."""
    envelope = Envelope(
        event_id=id_of(number),
        salt="0" * 32,
        actor="p-keeper-1",
        visibility=visibility,
        effective_on=day(on) if on else None,
        corrects=corrects,
        because="error" if corrects else None,
    )
    return Recorded(stream_id=STREAM, version=number, envelope=envelope, event=event)


def expunged(entry: int, *fields: str) -> Expunged:
    """The record that texts of an entry were removed by order of a court."""
    return Expunged(
        expunged=entry,
        before=SHA,
        after="b" * 64,
        fields=fields,
        reason="court_order",
        authority="High Court of Atlantis",
    )


class Log:
    """Records events one after the other, each on the day on which the log then stands."""

    def __init__(self, today: str = "2026-01-01") -> None:
        self.today = today
        self.records: list[Recorded] = []

    def add(
        self,
        event: Event,
        on: str | None = None,
        *,
        corrects: UUID | None = None,
        visibility: Visibility = Visibility.MEMBERS,
    ) -> UUID:
        """Record an event and return its id."""
        number = len(self.records) + 1
        plain = recorded(number, event, on, corrects=corrects, visibility=visibility)
        moment = datetime.combine(exactly(self.today), datetime.min.time(), UTC)
        self.records.append(
            Recorded(
                stream_id=STREAM,
                version=number,
                envelope=plain.envelope,
                event=event,
                position=number,
                recorded_us=int(moment.timestamp()) * 1_000_000,
            )
        )
        return plain.envelope.event_id

    def history(self, known: int | None = None) -> History:
        return History.of(self.records, known)


def entered(aggregate: A, event: Event, on: str | None = None, corrects: UUID | None = None) -> A:
    """The aggregate after an event, which is not judged; its id is that of its version."""
    return aggregate.evolve(recorded(aggregate.version + 1, event, on, corrects=corrects))


def after(aggregate: A, event: Event, on: str | None = None, corrects: UUID | None = None) -> A:
    """The aggregate after an event that was decided on, or a refusal."""
    record = recorded(aggregate.version + 1, event, on, corrects=corrects)
    new = aggregate.evolve(record)
    aggregate.must_become(new, [record])
    return new


def decided(taskforce: Taskforce, event: Event, on: str | None = None) -> Taskforce:
    """The body after an event of it that names only what is there, or a refusal."""
    must_name_what_is_there(taskforce.history, event)
    return after(taskforce, event, on)


def seen_by(history: History, audience: Visibility) -> History:
    """The part of a history that an audience may see."""
    return History({e.id: e for e in history.entries.values() if audience.shows(e.visibility)})


def all_contradictions(aggregate: Aggregate) -> set[Contradiction]:
    """What cannot be true together, whoever it is about."""
    subjects = {entry.event.subject for entry in aggregate.history.entries.values()}
    return {c for subject in ("", *subjects) for c in aggregate.contradictions(subject)}


def joined(member: str = "ATL", name: str = "Atlantis") -> Joined:
    return Joined(member=member, name=name, kind=MemberKind.STATE)


def adopted(legal_nature: LegalNature = LegalNature.TREATY) -> Adopted:
    return Adopted(
        commitment="T-1",
        instrument="T",
        legal_nature=legal_nature,
        text="Members will report.",
        text_sha256=SHA,
    )


def is_in(member: Member) -> bool:
    """Say whether a membership is open."""
    return any(member.history.end_of(entry) is None for entry, _ in member.history.each(Joined))
