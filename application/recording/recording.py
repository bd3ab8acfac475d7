"""Recording: what acts decide in one unit of work, stored all together or not at all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from uuid import UUID

from application.aggregates import AGGREGATES
from application.context import Context, Draft, Ids, Stream
from application.event_store.streams import EventLog
from application.model_rows import AsOf, EntryRow
from application.read_model import ReadModel
from application.recording import unit_check
from application.recording.default_audience import DefaultAudience
from application.recording.log_cache import LogCache
from application.recording.member_names import MemberNames
from application.recording.never_entered import must_be_fit
from application.recording.unit_of_work import A, Mark, UnitOfWork, key_of_commitments
from domain.bodies.taskforce import Taskforce
from domain.citing import described
from domain.contradictions import Contradiction
from domain.endings import Lasting, ending_of
from domain.errors import Contradicted, UnknownReference
from domain.event import Because, Envelope, Event, Recorded
from domain.events.texts import Adopted, MemberAct
from domain.members.active import SIGNING
from domain.members.duplicates import no_country
from domain.members.member import Member
from domain.suggestions import near, near_code
from domain.texts.commitment import Commitment
from domain.values import UNKNOWN, ImpreciseDate, Visibility
from domain.words import worded


class Recording:
    """Loads what decisions rest on, collects what acts decide, and remembers versions."""

    def __init__(
        self,
        log: EventLog,
        read_model: ReadModel,
        ids: Ids,
        context: Context,
        names_in: Callable[[str], Sequence[str]],
        says_who: Callable[[str], bool],
        cache: LogCache,
        country: Callable[[str], str | None] = no_country,
    ) -> None:
        self.context, self.read_model, self.began_at = context, read_model, cache.position
        self.expect_head: int | None = None
        self._waiting: list[Contradiction] = []
        self._ids, self._names_in, self._says_who = ids, names_in, says_who
        self._unit = unit = UnitOfWork(log, read_model, cache)
        self.expect_versions, self.today = unit.expect_versions, unit.today
        self.remark = unit.remarks.append  # tells the author a `Remark`, in `notices`
        self.codes, self.recodes = unit.codes.of, unit.codes.recodes  # of a body
        self.savepoint, self.discard_savepoints = unit.mark, unit.forget_steps  # for `restore`
        self.audience = DefaultAudience(unit.load, self.remark, read_model, unit.pending)
        self.member_names = MemberNames(read_model, unit.pending, cache, country)
        self.correlation: UUID | None = None  # what the events of the act that is decided share
        self.judged_as_whole, self._act, self._judged = False, 0, -1
        self.seen: set[UUID | str] = set()  # streams and lists of commitments read since `begin`

    @property
    def pending(self) -> Sequence[Recorded]:
        """What was decided so far, in order."""
        return tuple(self._unit.pending)

    def snapshot(self) -> Mark:
        """Return a mark that outlasts `discard_savepoints`; it costs as much as all so far."""
        return self._unit.mark(snapshot=True)

    def restore(self, mark: Mark) -> None:
        """Forget what was decided since the mark; this costs as much as that, not as the unit."""
        self._unit.restore(mark)
        self._judged = -1

    def since(self, mark: Mark) -> Sequence[Recorded]:
        """Return what was decided since the mark, in order."""
        return self._unit.pending[mark.pending :]

    def by_act(self) -> Iterator[tuple[int, Recorded]]:
        """Yield what was decided so far, with the number of the act that did."""
        yield from zip(self._unit.acts, self._unit.pending, strict=True)

    def correlate(self) -> None:
        """Mark the events of this command from here on as one act of several events."""
        self.correlation = self.correlation or self._ids.new_id()

    def begin(self, context: Context, act: int = 0) -> None:
        """Start the next command of this unit, such as the row number `act`, in its context."""
        self.context, self.correlation, self._act = context, None, act
        self.seen.clear()

    def defer(self) -> None:
        """Judge what follows as a whole (see `findings`); what is looked up must be there."""
        self.judged_as_whole = True

    def findings(self) -> list[unit_check.UnitContradiction]:
        """Return what this unit adds that cannot be true together, as far as it is decided."""
        decided = len(self._unit.pending)
        if not self.judged_as_whole or self._judged == decided:
            return []
        acts_of = self.read_model.acts_of
        judged = self._unit.unit_check(lambda member: acts_of(member.taskforce, member.reference))
        found = judged.findings()
        self._judged, self._waiting = -1 if found else decided, judged.waiting
        return found

    def must_stand(self) -> None:
        """Refuse a unit that is judged as a whole and adds a contradiction (Contradicted)."""
        for finding in self.findings():
            raise finding.refusal()

    @property
    def notices(self) -> list[str]:
        """What the author of this unit should know of it, in sentences."""
        return self._unit.notices(self._waiting)

    def rest_on_head(self) -> int:
        """Rest this unit on the whole log: it is stored only if nobody records in between."""
        if self.expect_head is None:
            self.expect_head = self.began_at
        return self.expect_head

    def load(self, stream: Stream, kind: type[A]) -> A:
        """Return an aggregate with what was decided in this unit; one without events is new.

        All members are in it under their codes of today, and a member is found by any of its codes.
        """
        self.seen.add(stream.id)
        return self._unit.load(stream, kind)

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
            known = self.read_model.references(taskforce, "member.joined")
            raise UnknownReference("member", code, near_code(code, known))
        return member

    def commitment(self, taskforce: str, reference: str) -> Commitment:
        """Return a commitment that was adopted.

        Raises:
            UnknownReference: there is none of that reference.
        """
        commitment = self.load(Stream("commitment", taskforce, reference), Commitment)
        if commitment.adopted is None:
            known = partial(self.read_model.references, taskforce, "commitment.adopted")
            raise UnknownReference("commitment", reference, near(reference, known))
        return commitment

    def commitments_of(self, taskforce: str, instrument: str) -> list[str]:
        """Return the references of an instrument's commitments, in the order of adoption."""
        self.seen.add(key_of_commitments(taskforce, instrument))
        return self._unit.commitments_of(taskforce, instrument)

    def entries(self, taskforce: str, kinds: Sequence[type[Event]]) -> Sequence[EntryRow]:
        """Return all entries of these kinds that were recorded before this unit."""
        everything = AsOf.everything(self.read_model.head())
        return self.read_model.entries(taskforce, [kind.TOPIC for kind in kinds], everything)

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
            SaysWho: a new reference to a person has a word of a name in it.
            UnfitText, Malformed: a free text holds what must never be entered or cannot be stored.
        """
        envelope = self.context.or_like(like).envelope(
            self._ids,
            on,
            corrects=corrects,
            because=because,
            visibility=visibility or self.context.shown_to(event),
            correlation_id=self.correlation,
        )
        must_be_fit(envelope, event, self._names_in, self._says_who)
        return Draft(event, envelope)

    def append(self, stream: Stream, kind: type[A], *drafts: Draft) -> A:
        """Decide on events of one stream, all together, and return the aggregate after them.

        Raises:
            Contradicted: they contradict each other or entries that stand.
        """
        self.seen.add(stream.id)
        decided = self._unit.decide(stream, kind, drafts)
        if not self.judged_as_whole:
            self._waiting += decided.before.must_become(decided.after, decided.read)
        self._unit.add(decided, self._act)
        for draft in drafts:
            if isinstance(draft.event, Adopted) and draft.envelope.corrects is None:
                self._unit.adopt(stream.taskforce, draft.event.instrument, draft.event.commitment)
        return decided.after

    def record(self, taskforce: str, event: Event, on: ImpreciseDate | None = None) -> Draft:
        """Decide on one event, and return it in its envelope."""
        stream = Stream.of(taskforce, event)
        draft = self.draft(event, on, visibility=self.audience.fewer(self.context, stream, event))
        self.append(stream, AGGREGATES[stream.kind], draft)
        return draft

    def record_span(
        self, taskforce: str, act: Lasting, on: ImpreciseDate, until: ImpreciseDate | None
    ) -> None:
        """Decide on an act and, where it is over, on the ending that names it: as one act."""
        fewer = self.audience.fewer(self.context, Stream.of(taskforce, act), act)
        self.record_span_seen_by(fewer, taskforce, act, on, until)

    def record_span_seen_by(
        self,
        fewer: Visibility | None,
        taskforce: str,
        act: Lasting,
        on: ImpreciseDate,
        until: ImpreciseDate | None,
    ) -> None:
        """Do the same where it is known already who sees it; None is as usual."""
        if until:
            self.correlate()
        stream = Stream.of(taskforce, act)
        draft = self.draft(act, on, visibility=fewer)
        ending = [self.draft(ending_of(act, draft.id), until, visibility=fewer)] if until else []
        self.append(stream, AGGREGATES[stream.kind], draft, *ending)

    def must_be_active(
        self, taskforce: str, code: str, on: ImpreciseDate, to: str = SIGNING
    ) -> Member:
        """Return a member that was active on a day; `to` says what it wants to do.

        Raises:
            UnknownReference: there is none of that code.
            Contradicted: it surely was not.
        """
        member = self.member(taskforce, code)
        member.must_be_active(on, to)
        if self.judged_as_whole:  # and it must still be so when all is decided
            of = Stream("member", taskforce, code)
            required = unit_check.RequiredMembership(self._act, of, on, to)
            self._unit.required_memberships.append(required)
        return member

    def must_keep_acts(self, taskforce: str, before: Member, after: Member) -> None:
        """Refuse to end or suspend a membership on which signatures and consents rest.

        The unit then rests on the head of the log, so that none can be added in between.

        Raises:
            Contradicted: an act was possible before and would be impossible afterwards, unless
                the unit is judged as a whole.
        """
        self.rest_on_head()
        if self.judged_as_whole:
            member = Stream("member", taskforce, before.code)
            self._unit.ended_memberships.append(unit_check.EndedMembership(self._act, member))
            return
        found = self._acts(taskforce, before.code)
        lost = [told for told, on in found if before.may_act(on) and not after.may_act(on)]
        if lost:
            raise Contradicted(unit_check.acted_later(before.code), lost)

    def _acts(self, taskforce: str, member: str) -> Iterable[tuple[str, ImpreciseDate]]:
        for known in self.read_model.acts_of(taskforce, member):
            yield described(known.topic, known.done_on, member, known.position), known.done_on
        code_of = self.codes(taskforce).of
        for record in self._unit.pending:
            event = record.event
            act = event if isinstance(event, MemberAct) and event.needs_membership else None
            if act and code_of(act.member) == member:
                on = act.done_on or record.envelope.effective_on or UNKNOWN
                yield worded("{topic} on {on}, in this same file", topic=act.TOPIC, on=on), on
