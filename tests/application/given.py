"""What the tests of the acts start from: a register in a file, with a body that is made up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec
from uuid import UUID

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.texts.consents import Consent
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment
from application.context import Context, Ids
from application.entries import amending
from application.entries.amending import Amendment
from application.event_store.streams import EventLog
from application.recording import body_events
from application.recording.recording import Recording
from application.register import RecordingResult, Register
from domain.event import Because, Event, Recorded
from domain.events.bodies import Established, InstrumentAdopted
from domain.events.texts import ConsentKind
from domain.history import History
from domain.values import ImpreciseDate, LegalNature, MemberKind, Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.store.sqlite_recorder import SQLiteLogRecorder

CLERK = Context(actor="p-clerk-1", visibility=Visibility.MEMBERS)
ANYBODY = Context(actor="p-clerk-1")
BODY = "EXT"
P = ParamSpec("P")


def day(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


def microseconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


@dataclass
class Counter:
    """Ids and salts that count from 1."""

    last: int = 0
    salts: int = field(default=0)

    def new_id(self) -> UUID:
        self.last += 1
        return UUID(f"{self.last:08x}-0000-4000-8000-000000000000")

    def new_salt(self) -> str:
        self.salts += 1
        return f"{self.salts:032x}"


RECORDER = "infrastructure.store.sqlite_recorder:SQLiteLogRecorder"


def open_log(path: Path, recorder: str = RECORDER) -> EventLog:
    return EventLog(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
            "APPLICATION_RECORDER_TOPIC": recorder,
        }
    )


@dataclass
class Office:
    """A register, the clock on its wall, and whose names are in its contacts."""

    log: EventLog
    read_model: SQLiteReadModel
    counter: Counter = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)

    @property
    def register(self) -> Register:
        ids = Ids(self.counter.new_id, self.counter.new_salt)
        return Register(
            log=self.log,
            read_model=self.read_model,
            ids=ids,
            today=lambda: date(2026, 6, 1),
            names_in=self.names_in,
        )

    def names_in(self, text: str) -> Sequence[str]:
        return [name for name in self.names if name in text]

    def set_clock(self, text: str) -> None:
        """Set the recorder's clock, in universal time."""
        recorder = self.log.recorder
        assert isinstance(recorder, SQLiteLogRecorder)
        moment = microseconds(text)
        recorder.clock = lambda: moment

    def record(
        self,
        use_case: Callable[[Recording], None],
        context: Context = ANYBODY,
        key: str | None = None,
    ) -> RecordingResult:
        return self.register.record(use_case, context, key=key)

    def act(
        self,
        use_case: Callable[Concatenate[Recording, str, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> RecordingResult:
        """Record what an act says of the body."""

        def decide(recording: Recording) -> None:
            use_case(recording, BODY, *args, **kwargs)

        return self.record(decide)

    @property
    def records(self) -> list[Recorded]:
        """Everything in the log, in order."""
        return self.log.read(0, 1000)

    @property
    def head(self) -> int:
        return self.read_model.head()

    def last(self) -> Recorded:
        return self.records[-1]

    def history(self, stream: UUID, known: int | None = None) -> History:
        return History.of([r for r in self.records if r.stream_id == stream], known)

    # What most tests need before they begin.

    def establish(self) -> None:
        event = Established(code=BODY, name="Exercise body", nature="exercise")
        self.record(lambda r: establish(r, event.code, event, day("2019-01-01")))

    def join(
        self, code: str = "ATL", on: str = "2020-01-01", until: str | None = None
    ) -> RecordingResult:
        ends = day(until) if until else None
        return self.act(
            Join(member=code, on=day(on), name=f"Government of {code}", until=ends).record
        )

    def adopt_text(
        self,
        reference: str = "T",
        nature: LegalNature = LegalNature.TREATY,
        commitments_of_it: Sequence[str] = ("T-1",),
        open_to: tuple[MemberKind, ...] = (),
        version: str = "1",
    ) -> None:
        text = InstrumentAdopted(
            reference=reference,
            title="A text",
            legal_nature=nature,
            open_to=open_to,
            version=version,
        )

        def use_case(recording: Recording) -> None:
            body_events.record(recording, BODY, text, day("2019-06-01"))
            for each in commitments_of_it:
                AdoptCommitment(
                    instrument=reference,
                    commitment=each,
                    text=f"Wording of {each}.",
                    on=day("2019-06-01"),
                ).record(recording, BODY)

        self.record(use_case)

    def sign(self, code: str = "ATL", on: str = "2021-01-01", text: str = "T") -> RecordingResult:
        return self.record(
            lambda r: SignText(member=code, instrument=text, on=day(on)).record(r, BODY)
        )

    def consent(
        self,
        code: str = "ATL",
        on: str = "2021-01-01",
        force: str | None = None,
        kind: ConsentKind = "ratification",
    ) -> RecordingResult:
        in_force = day(force) if force else None
        return self.act(
            Consent(
                member=code, commitment="T-1", kind=kind, deposited_on=day(on), in_force_on=in_force
            ).record
        )

    def leave(self, code: str = "ATL", on: str = "2022-01-01") -> RecordingResult:
        return self.record(lambda r: LeaveBody(member=code, on=day(on)).record(r, BODY))

    def correct(self, entry: str, because: Because = "error", **changes: str) -> RecordingResult:
        amendment = Amendment(entry, changes)
        return self.record(lambda r: amending.correct(r, [amendment], because))

    def retract(self, entry: str, reason: str = "It was never true.") -> RecordingResult:
        return self.record(lambda r: amending.retract(r, [entry], reason))


def last(office: Office) -> Event:
    """Return the event that was recorded last."""
    return office.last().event
