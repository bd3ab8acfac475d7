"""What the tests of the read model start from: a log in a file, with a clock, and its events."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid5

from application.event_store.streams import EventLog, stream_id
from application.model_rows import AsOf
from domain.event import EPOCH, Envelope, Event, Recorded
from domain.events import bodies as t
from domain.events import entries as r
from domain.events import members as m
from domain.events import texts as c
from domain.values import ImpreciseDate, LegalNature, MemberKind, Source, Visibility
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder

BODY = "TF1"
SHA = "a" * 64
START = datetime(2022, 1, 1, 12, tzinfo=UTC)
L = TypeVar("L", bound=EventLog)

NAMESPACE = UUID("6f1c2a52-9a1e-5a57-8d5e-0f6a1d2c3b4a")
SOURCE = Source(title="Table of the depositary", url="https://example.org/table")


def us(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def on(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def as_of(
    day: str = "2030-01-01",
    position: int = 1_000_000,
    audience: Visibility = Visibility.SECRETARIAT,
) -> AsOf:
    return AsOf(
        on=date.fromisoformat(day), position=position, recorded_at=None, known="", audience=audience
    )


def opened(path: Path) -> AbstractContextManager[EventLog]:
    """Open a log as the application does."""
    return opened_as(EventLog, path)


@contextmanager
def opened_as(kind: type[L], path: Path) -> Iterator[L]:
    """Open a log of a kind that does something else now and then."""
    log = kind(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "APPLICATION_RECORDER_TOPIC": f"{SQLiteLogRecorder.__module__}:SQLiteLogRecorder",
            "SQLITE_DBNAME": str(path),
        }
    )
    try:
        yield log
    finally:
        log.close()


@dataclass
class Writer:
    """Appends events without deciding on them, each at the time that `now` says."""

    log: EventLog
    now: datetime = START
    records: list[Recorded] = field(default_factory=list)
    seed: str = ""

    def __post_init__(self) -> None:
        recorder = self.log.recorder
        assert isinstance(recorder, SQLiteLogRecorder)
        recorder.clock = lambda: us(self.now)

    def append(
        self,
        event: Event,
        effective_on: str | None = "2022-06-01",
        *,
        stream: UUID | None = None,
        visibility: Visibility = Visibility.MEMBERS,
        corrects: UUID | None = None,
        envelope: Mapping[str, object] | None = None,
    ) -> UUID:
        """Record one event, and return its id."""
        stream = stream or stream_of(event)
        version = sum(record.stream_id == stream for record in self.records) + 1
        record = Recorded(
            stream_id=stream,
            version=version,
            envelope=Envelope.model_validate(
                {
                    "event_id": uuid5(NAMESPACE, f"{self.seed}{len(self.records)}"),
                    "salt": "0" * 32,
                    "actor": "p-registrar",
                    "visibility": visibility,
                    "effective_on": None if effective_on is None else on(effective_on),
                    "corrects": corrects,
                    "because": "error" if corrects else None,
                    **(envelope or {}),
                }
            ),
            event=event,
        )
        (position,) = self.log.append([record], expect={})
        self.records.append(record._replace(position=position, recorded_us=us(self.now)))
        return record.envelope.event_id

    def about(self, entry: UUID) -> UUID:
        """Return the stream of an entry."""
        return next(x.stream_id for x in self.records if x.envelope.event_id == entry)

    def retract(self, entry: UUID, visibility: Visibility = Visibility.MEMBERS) -> UUID:
        event = r.Retracted(entry_id=entry, reason="never so")
        return self.append(event, None, stream=self.about(entry), visibility=visibility)

    def show(self, entry: UUID, visibility: Visibility) -> UUID:
        event = r.VisibilityChanged(entry_id=entry, visibility=visibility)
        return self.append(event, None, stream=self.about(entry), visibility=visibility)


def stream_of(event: Event) -> UUID:
    match event:
        case t.Established():
            return stream_id("taskforce", event.code)
        case m.MemberEvent():
            return stream_id("member", BODY, event.member)
        case c.MemberAct() | c.Adopted():
            return stream_id("commitment", BODY, event.commitment)
        case _:
            return stream_id("taskforce", BODY)


def established(code: str = BODY) -> t.Established:
    return t.Established(code=code, name=f"Taskforce {code}", nature="exercise")


def adopted(commitment: str = "C-1", instrument: str = "I-1") -> c.Adopted:
    return c.Adopted(
        commitment=commitment,
        instrument=instrument,
        legal_nature=LegalNature.TREATY,
        text=f"We act together on {commitment}.",
        text_sha256=SHA,
    )


def joined(member: str = "KEN", name: str | None = None) -> m.Joined:
    return m.Joined(member=member, name=name or f"Country {member}", kind=MemberKind.STATE)


def signed(
    commitment: str = "C-1",
    member: str = "KEN",
    kind: c.SignatureKind = "signature",
    in_force_on: str | None = None,
) -> c.Signed:
    return c.Signed(
        commitment=commitment,
        member=member,
        kind=kind,
        version="1",
        text_sha256=SHA,
        in_force_on=on(in_force_on) if in_force_on else None,
    )


def consented(
    commitment: str = "C-1",
    member: str = "KEN",
    kind: c.ConsentKind = "ratification",
    deposited_on: str = "2023-01-01",
    in_force_on: str | None = None,
) -> c.Consented:
    return c.Consented(
        commitment=commitment,
        member=member,
        kind=kind,
        deposited_on=on(deposited_on),
        in_force_on=on(in_force_on) if in_force_on else None,
    )


def withdrawn(
    *ends: UUID, commitment: str = "C-1", member: str = "KEN", of: c.WithdrawnWhat = "signature"
) -> c.Withdrawn:
    return c.Withdrawn(commitment=commitment, member=member, of=of, ends=ends)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".sqlite")


def in_use(folder: Path) -> Path:
    return folder / (folder / "current").read_text().strip()
