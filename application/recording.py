"""One unit of recording: what is decided in it is stored all together, or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

from application.answers import ReadModel, Recode
from application.context import Context, Draft, Ids, Stream, must_be_fit
from application.namesakes import Namesakes
from application.placing import OtherCodes, Placing, UnitCodes
from application.reading import fold, meant, stored, streams_of
from application.streams import EventLog
from domain.aggregate import Aggregate
from domain.codes import Codes
from domain.commitment import Commitment
from domain.errors import Contradicted, UnknownReference
from domain.event import Because, Envelope, Event, Recorded
from domain.events.commitment import Adopted, MemberAct
from domain.member import Member
from domain.taskforce import Taskforce, near
from domain.values import UNKNOWN, ImpreciseDate, Visibility

A = TypeVar("A", bound=Aggregate)


@dataclass(slots=True)
class _State:
    pending: list[Recorded] = field(default_factory=list)
    aggregates: dict[UUID, Aggregate] = field(default_factory=dict)
    adopted: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    journal: list[tuple[UUID, Aggregate] | list[str] | OtherCodes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far a unit was: how many events it held, and how many steps led there."""

    pending: int
    journal: int


class Recording:
    """Loads what decisions rest on, collects what they decide, and remembers versions.

    Use cases are functions that take one; see `application.use_cases`.
    """

    def __init__(
        self,
        log: EventLog,
        read_model: ReadModel,
        ids: Ids,
        context: Context,
        names_in: Callable[[str], Sequence[str]],
    ) -> None:
        self.context = context
        self.read_model = read_model
        self.expect: dict[UUID, int] = {}
        self.expect_head: int | None = None
        self._log, self._ids, self._names_in = log, ids, names_in
        self._state, self._codes = _State(), UnitCodes(read_model)
        self._correlation: UUID | None = None
        self.namesakes = Namesakes(read_model, self._state.pending)

    @property
    def pending(self) -> Sequence[Recorded]:
        """What was decided so far, in order."""
        return tuple(self._state.pending)

    def savepoint(self) -> object:
        """Return a mark to which `restore` can go back."""
        return _Mark(len(self._state.pending), len(self._state.journal))

    def restore(self, mark: object) -> None:
        """Forget what was decided since the mark; this costs as much as that, not as the unit."""
        assert isinstance(mark, _Mark)
        state = self._state
        while len(state.journal) > mark.journal:
            step = state.journal.pop()
            if isinstance(step, list):
                step.pop()
            elif isinstance(step, OtherCodes):
                self._codes.put(step.taskforce, step.recodes)
                state.aggregates = step.aggregates
            else:
                state.aggregates[step[0]] = step[1]
        del state.pending[mark.pending :]

    def correlate(self) -> None:
        """Mark the events from here on as one act of several events."""
        self._correlation = self._ids.new_id()

    def begin(self, context: Context) -> None:
        """Start the next command of this unit (an imported row) in a context of its own."""
        self.context, self._correlation = context, None

    def rest_on_head(self) -> int:
        """Rest this unit on the whole log: it is stored only if nobody records in between."""
        if self.expect_head is None:
            self.expect_head = self.read_model.head()
        return self.expect_head

    def codes(self, taskforce: str) -> Codes:
        """Return what the codes of a body mean, with what was decided in this unit."""
        return self._codes.of(taskforce)

    def recodes(self, taskforce: str) -> Sequence[Recode]:
        """Return the changes of codes that stand, with what was decided in this unit."""
        return self._codes.recodes(taskforce)

    def load(self, stream: Stream, kind: type[A]) -> A:
        """Return an aggregate with what was decided in this unit; one without events is new.

        All members are in it under their codes of today, and a member is found by any of its codes.
        """
        codes = self.codes(stream.taskforce)
        stream = meant(codes, stream)
        known = self._state.aggregates.get(stream.id)
        if known is None:
            records = stored(self._log, codes, stream)
            ids = streams_of(codes, stream)
            for each in ids:
                self.expect.setdefault(each, sum(r.stream_id == each for r in records))
            if self._codes.changed:
                records += [record for record in self._state.pending if record.stream_id in ids]
            known = self._state.aggregates[stream.id] = fold(codes, stream, kind, records)
        assert isinstance(known, kind)
        return known

    def taskforce(self, code: str) -> Taskforce:
        """Return a body that was established.

        Raises:
            UnknownReference: it was not.
        """
        taskforce = self.load(Stream("taskforce", code), Taskforce)
        if taskforce.established is None:
            raise UnknownReference("taskforce", code, near(code, self.read_model.taskforces()))
        return taskforce

    def member(self, taskforce: str, code: str) -> Member:
        """Return a member or applicant.

        Raises:
            UnknownReference: there is none of that code.
        """
        member = self.load(Stream("member", taskforce, code), Member)
        if not member.exists:
            raise UnknownReference("member", code, self._near("member.joined", taskforce, code))
        return member

    def commitment(self, taskforce: str, reference: str) -> Commitment:
        """Return a commitment that was adopted.

        Raises:
            UnknownReference: there is none of that reference.
        """
        commitment = self.load(Stream("commitment", taskforce, reference), Commitment)
        if commitment.adopted is None:
            close = self._near("commitment.adopted", taskforce, reference)
            raise UnknownReference("commitment", reference, close)
        return commitment

    def commitments_of(self, taskforce: str, instrument: str) -> list[str]:
        """Return the references of an instrument's commitments, in the order of adoption."""
        key = (taskforce, instrument)
        if key not in self._state.adopted:
            self._state.adopted[key] = list(self.read_model.commitments_of(*key))
        return self._state.adopted[key]

    def draft(
        self,
        event: Event,
        on: ImpreciseDate | None = None,
        *,
        corrects: UUID | None = None,
        because: Because | None = None,
        visibility: Visibility | None = None,
        like: Envelope | None = None,
    ) -> Draft:
        """Put an event into its envelope; what the context leaves open is as in `like`.

        Raises:
            UnfitText: a free text holds what must never be entered.
            Malformed: a free text cannot be stored as it is.
        """
        context = self.context.or_like(like)
        envelope = Envelope(
            event_id=self._ids.new_id(),
            salt=self._ids.new_salt(),
            actor=context.actor,
            on_behalf_of=context.on_behalf_of,
            visibility=context.visibility or visibility or Visibility.MEMBERS,
            effective_on=on,
            occurred_on=context.occurred_on,
            notified_on=context.notified_on,
            source=context.source,
            note=context.note,
            corrects=corrects,
            because=because,
            correlation_id=self._correlation,
            row_key=context.row_key,
            row_sha256=context.row_sha256,
            public_reference=context.public_reference,
        )
        must_be_fit(envelope, event, self._names_in)
        return Draft(event, envelope)

    def append(self, stream: Stream, kind: type[A], *drafts: Draft) -> A:
        """Decide on events of one stream, all together, and return the aggregate after them.

        Raises:
            Contradicted: they contradict each other or entries that stand.
        """
        before, codes = self.load(stream, kind), self.codes(stream.taskforce)
        stream = meant(codes, stream)
        placing = Placing(
            log=self._log,
            codes=codes,
            loaded=self.expect,
            pending=self._state.pending,
            clock=self._log.rows.clock,
        )
        records = placing.placed(stream, before, drafts)
        read = [codes.read(record) for record in records]
        own = sum(record.stream_id == stream.id for record in records)
        after = replace(before.evolve(*read), version=before.version + own)
        before.must_become(after, read)
        self._state.journal.append((stream.id, before))
        self._state.aggregates[stream.id] = after
        self._state.pending.extend(records)
        self._follow_codes(stream.taskforce, records)
        for draft in drafts:
            if isinstance(draft.event, Adopted) and draft.envelope.corrects is None:
                adopted = self.commitments_of(stream.taskforce, draft.event.instrument)
                adopted.append(draft.event.commitment)
                self._state.journal.append(adopted)
        return after

    def _follow_codes(self, taskforce: str, records: Sequence[Recorded]) -> None:
        """Read everything anew where what was just decided changes what codes mean."""
        known, now = self._codes.recodes(taskforce), self._codes.after(taskforce, records)
        if now is not known:
            self._state.journal.append(OtherCodes(taskforce, known, self._state.aggregates))
            self._state.aggregates = {}
            self._codes.put(taskforce, now)

    def record(
        self, stream: Stream, kind: type[A], event: Event, on: ImpreciseDate | None = None
    ) -> Draft:
        """Decide on one event, and return it in its envelope."""
        draft = self.draft(event, on)
        self.append(stream, kind, draft)
        return draft

    def must_keep_acts(self, taskforce: str, before: Member, after: Member) -> None:
        """Refuse to end or suspend a membership on which signatures and consents rest.

        The unit then rests on the head of the log, so that none can be added in between.

        Raises:
            Contradicted: an act was possible before and would be impossible afterwards.
        """
        self.rest_on_head()
        lost = [
            description
            for description, on in self._acts(taskforce, before.code)
            if before.may_act(on) and not after.may_act(on)
        ]
        if lost:
            raise Contradicted(
                f"{before.code} acted as a member after that day; withdraw or correct that first.",
                lost,
            )

    def _acts(self, taskforce: str, member: str) -> Iterable[tuple[str, ImpreciseDate]]:
        for act in self.read_model.acts_of(taskforce, member):
            yield f"@{act.position} {act.topic} on {act.done_on}", act.done_on
        for record in self._state.pending:
            event = record.event
            if (
                isinstance(event, MemberAct)
                and event.needs_membership
                and self.codes(taskforce).of(event.member) == member
            ):
                on = event.done_on or record.envelope.effective_on or UNKNOWN
                yield f"{event.TOPIC} on {on}, in this same file", on

    def _near(self, topic: str, taskforce: str, reference: str) -> list[str]:
        known = self.read_model.references(taskforce, topic)
        return near(reference, known)
