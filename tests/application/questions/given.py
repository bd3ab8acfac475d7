"""What the tests of the questions start from: a body that is made up, recorded day by day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Concatenate, ParamSpec

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.progress.reports import record_report
from application.acts.texts.consents import Consent, WithdrawFromText
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment
from application.context import Context
from application.entries import amending
from application.entries.amending import Amendment
from application.questions.asking.answer import Answer, Row
from application.questions.asking.ask import Ask
from application.read_model import ReadModel
from application.recording import body_events
from application.recording.recording import Recording
from application.register import Register
from domain.events.bodies import Established, InstrumentAdopted, ScaleRegistered, ScaleValue
from domain.events.progress import ProgressReported
from domain.events.texts import SignatureKind, WithdrawnWhat
from domain.values import ImpreciseDate, LegalNature, Source, Visibility

BODY, PLEDGE, TREATY = "EXT", "PLEDGE", "TREATY"
TODAY = date(2026, 12, 1)
P = ParamSpec("P")
CLERK = Context(actor="p-clerk-1")
SECRET = Context(actor="p-clerk-1", visibility=Visibility.SECRETARIAT)
SOURCED = Context(actor="p-clerk-1", source=Source(title="A letter", basis="inferred"))


def on(text: str) -> ImpreciseDate:
    return ImpreciseDate.parse(text)


@dataclass
class Clock:
    """A clock that stands until it is set, as the store asks it."""

    microseconds: int = 0

    def __call__(self) -> int:
        return self.microseconds


@dataclass
class Clerk:
    """Somebody who records; each method says what it records and returns the last position."""

    register: Register
    clock: Clock
    context: Context = field(default=CLERK)

    @property
    def tables(self) -> ReadModel:
        return self.register.read_model

    def on_day(self, day: str) -> None:
        noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        self.clock.microseconds = int(noon.timestamp()) * 1_000_000

    def record(
        self, use_case: Callable[[Recording], object], context: Context | None = None
    ) -> int:
        def decide(recording: Recording) -> None:
            use_case(recording)

        return self.register.record(decide, context or self.context).last

    def act(
        self,
        use_case: Callable[Concatenate[Recording, str, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> int:
        return self.record(lambda r: use_case(r, BODY, *args, **kwargs))

    def found(self, code: str = BODY, nature: str = "exercise") -> int:
        event = Established.model_validate({"code": code, "name": f"Body {code}", "nature": nature})
        return self.record(lambda r: establish(r, event.code, event, on("2026-01-01")))

    def join(self, code: str, name: str, day: str = "2026-01-01", until: str | None = None) -> int:
        end = on(until) if until else None
        return self.act(Join(member=code, on=on(day), name=name, until=end).record)

    def adopt(self, text: str = PLEDGE, *references: str, treaty: bool = False) -> int:
        nature = LegalNature.TREATY if treaty else LegalNature.POLITICAL
        event = InstrumentAdopted(reference=text, title=f"The {text}", legal_nature=nature)

        def decide(recording: Recording) -> None:
            body_events.record(recording, BODY, event, on("2026-01-01"))
            for each in references:
                AdoptCommitment(
                    instrument=text, commitment=each, text=f"We do {each}.", on=on("2026-01-01")
                ).record(recording, BODY)

        return self.record(decide)

    def add(
        self,
        text: str,
        reference: str,
        words: str,
        day: str = "2026-01-01",
        theme: str | None = None,
    ) -> int:
        """Adopt one more commitment of a text."""
        adopted = AdoptCommitment(
            commitment=reference, instrument=text, text=words, theme=theme, on=on(day)
        )
        return self.act(adopted.record)

    def sign(
        self,
        member: str,
        text: str,
        day: str,
        *,
        excepting: tuple[str, ...] = (),
        kind: SignatureKind | None = None,
    ) -> int:
        signed = SignText(
            member=member, instrument=text, excepting=excepting, kind=kind, on=on(day)
        )
        return self.act(signed.record)

    def withdraw(
        self,
        member: str,
        text: str,
        day: str,
        of: WithdrawnWhat = "participation",
        ends: tuple[str, ...] = (),
    ) -> int:
        return self.act(
            WithdrawFromText(member=member, commitment=text, of=of, on=on(day), ends=ends).record
        )

    def consent(self, member: str, text: str, day: str, force: str | None = None) -> int:
        consented = Consent(
            member=member,
            commitment=text,
            kind="accession",
            deposited_on=on(day),
            in_force_on=on(force) if force else None,
        )
        return self.act(consented.record)

    def leave(self, member: str, day: str) -> int:
        return self.act(LeaveBody(member=member, on=on(day)).record)

    def scale(self) -> int:
        values = tuple(ScaleValue(value=v, label=v) for v in ("not_started", "limited", "done"))
        event = ScaleRegistered(scale="OGP", version="1", title="Completion", values=values)
        return self.record(lambda r: body_events.record(r, BODY, event))

    def report(self, member: str, commitment: str, assessment: str, day: str) -> int:
        event = ProgressReported(
            commitment=commitment,
            member=member,
            scale="OGP",
            scale_version="1",
            assessment=assessment,
        )
        return self.record(lambda r: record_report(r, BODY, event, on(day)))

    def show(self, entry: int, visibility: Visibility) -> int:
        return self.record(lambda r: amending.show_to(r, [f"@{entry}"], visibility))

    def correct(self, entry: int, **changes: str) -> int:
        amendment = Amendment(f"@{entry}", changes)
        return self.record(lambda r: amending.correct(r, [amendment], "error"))


def ask(
    day: str | None = None, known: str | None = None, audience: Visibility = Visibility.MEMBERS
) -> Ask:
    return Ask(
        taskforce=BODY, on=date.fromisoformat(day) if day else None, known=known, audience=audience
    )


def row_of(answer: Answer, member: str) -> Row:
    return next(row for row in answer.rows if row["member"] == member)


def counted(answer: Answer) -> dict[str, int]:
    """Return the counts that are not 0."""
    return {name: number for name, number in (answer.counts or {}).items() if number}
