"""Entries of one body that contradict each other or repeat each other, and how to resolve it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from application.context import Stream
from application.event_store.streams import EventLog
from application.model_rows import Kept
from application.questions.asking.kept import BODY, kept_for
from application.questions.log.ending_conflicts import unclear_endings
from application.questions.log.office_conflicts import held_by_no_members
from application.questions.log.quorum_conflicts import (
    Conflict,
    attended_as_no_members,
    outdated_counts,
)
from application.questions.log.vote_conflicts import outdated_results
from application.read_model import ReadModel
from application.reading import A, codes_of, load, stored
from domain.aggregate import Aggregate
from domain.bodies.taskforce import Taskforce
from domain.codes import Codes
from domain.contradictions import Contradiction
from domain.errors import Contradicted, Refused
from domain.event import Ending
from domain.events.members import Applied, Joined
from domain.events.texts import Adopted, Signed
from domain.history import History
from domain.members.active import acts_of_members
from domain.members.duplicates import (
    NamedMember,
    duplicates_commands,
    duplicates_sentence,
    possible_duplicates,
)
from domain.members.member import Member
from domain.members.recoding import reported_twice
from domain.progress.rules import stated
from domain.texts.commitment import Commitment
from domain.voting.doubts import outside_now
from domain.words import worded

WHAT = "conflicts"


def conflicts_of(
    log: EventLog, read_model: ReadModel, taskforce: str, country: Callable[[str], str | None]
) -> Iterator[Conflict]:
    """Yield every conflict of a body, first its own, then by commitments, then by members.

    Whether the body, or a commitment, has any is kept, and worked out again for those that changed.
    """
    position = read_model.head()
    found = _Conflicts(log, read_model, taskforce, codes_of(read_model, taskforce), country)
    having = kept_for(read_model, taskforce, WHAT, date.min, position, found.of_scopes, date.min)
    yield from found.among(having)


@dataclass(frozen=True)
class _Conflicts:
    """One body as it is known now, every member under its code of today."""

    log: EventLog
    read_model: ReadModel
    taskforce: str
    codes: Codes
    country: Callable[[str], str | None]

    def of_scopes(self, scopes: Iterable[str]) -> dict[str, Kept | None]:
        """Say whether the body, or commitments, may have conflicts: what each has by itself."""
        having = Kept(date.min, date.max, "true")
        return {
            each: having if any(True for _ in self._of_scope(each)) else None for each in scopes
        }

    def _of_scope(self, scope: str) -> Iterator[Conflict]:
        return self._of_body() if scope == BODY else self._of_commitment(scope)

    def _of_body(self) -> Iterator[Conflict]:
        yield from self._itself()
        for member in self.members.values():
            yield from self._of_member(member)
        yield from unclear_endings({code: each.history for code, each in self.members.items()})
        yield from self._alike()

    def _of_commitment(self, reference: str) -> Iterator[Conflict]:
        commitment = self._commitment(reference)
        yield from self._against_itself(self._stream(reference), commitment)
        yield from self._out_of_the_body(commitment)
        for act, done_on in acts_of_members(commitment.history):
            member = self.members.get(act.event.subject)
            if member and not member.may_act(done_on):
                yield reference, "", []
        yield from unclear_endings({reference: commitment.history})

    def among(self, scopes: Collection[str]) -> Iterator[Conflict]:
        """Yield the conflicts of the body and of commitments, where these may have any."""
        if not scopes:
            return
        if BODY in scopes:
            yield from self._itself()
        adopted = self.read_model.references(self.taskforce, Adopted.TOPIC)
        commitments = {each: self._commitment(each) for each in adopted if each in scopes}
        for reference, commitment in commitments.items():
            yield from self._against_itself(self._stream(reference), commitment)
            yield from self._out_of_the_body(commitment)
        for member in self.members.values():
            if BODY in scopes:
                yield from self._of_member(member)
            yield from self._impossible_acts(member, scopes)
        yield from unclear_endings(self._with_same_acts(adopted, commitments, scopes))
        if BODY in scopes:
            yield from self._alike()

    def _with_same_acts(
        self, adopted: Sequence[str], commitments: Mapping[str, Commitment], scopes: Collection[str]
    ) -> Mapping[str, History]:
        """Return the histories of these commitments, of those that their endings are in, too."""
        members = {code: member.history for code, member in self.members.items()}
        known = {reference: each.history for reference, each in commitments.items()}
        acts = [
            str(entry.first.envelope.correlation_id)
            for history in (*known.values(), *(members.values() if BODY in scopes else ()))
            for entry, _ in history.each(Ending)
            if entry.first.envelope.correlation_id
        ]
        same = set(self.read_model.streams_of_acts(self.taskforce, acts)) if acts else set()
        known |= {each: self._commitment(each).history for each in same - known.keys()}
        return {each: known[each] for each in adopted if each in known} | members

    def _itself(self) -> Iterator[Conflict]:
        yield from self._against_itself(Stream("taskforce", self.taskforce), self._body)
        yield from outdated_counts(self._body, self.members)
        yield from attended_as_no_members(self._body, self.members)
        yield from held_by_no_members(self._body, self.members)
        yield from outdated_results(self._body, self.members)
        for entry, meeting, said in outside_now(self._body.history):
            yield meeting, said, [entry.description]

    def _of_member(self, member: Member) -> Iterator[Conflict]:
        return self._against_itself(Stream("member", self.taskforce, member.code), member)

    @cached_property
    def members(self) -> dict[str, Member]:
        """All that ever joined, by the codes of today, in the order of their first entries."""
        joined = self.read_model.references(self.taskforce, Joined.TOPIC)
        return {code: self._member(code) for code in joined}

    @cached_property
    def _body(self) -> Taskforce:
        return self._load(Stream("taskforce", self.taskforce), Taskforce)

    def _member(self, code: str) -> Member:
        return self._load(Stream("member", self.taskforce, code), Member)

    def _commitment(self, reference: str) -> Commitment:
        return self._load(self._stream(reference), Commitment)

    def _stream(self, reference: str) -> Stream:
        return Stream("commitment", self.taskforce, reference)

    def _load(self, stream: Stream, kind: type[A]) -> A:
        return load(self.log, self.codes, stream, kind)

    def _against_itself(self, stream: Stream, aggregate: Aggregate) -> Iterator[Conflict]:
        """Yield contradictions within one stream, with the command for what two codes entered."""
        entered = self._entered(stream) if self.codes.meant else {}
        told_already: set[Contradiction] = set()
        for subject in aggregate.history.subjects:
            found = [e for e in aggregate.contradictions(subject) if e not in told_already]
            told_already.update(found)
            if entered:
                found += reported_twice(aggregate.history.about(subject), entered)
            for each in found:
                told = self._settled(aggregate, each, entered)
                yield stream.reference or self.taskforce, told, list(each.described.values())

    def _entered(self, stream: Stream) -> dict[UUID, str]:
        """Return under which code each entry was recorded."""
        records = stored(self.log, self.codes, stream)
        return {record.envelope.event_id: record.event.subject for record in records}

    def _settled(self, aggregate: Aggregate, each: Contradiction, entered: dict[UUID, str]) -> str:
        """Return the sentence, and which entry to retract where it was entered under two codes."""
        under = sorted({entered[entry] for entry in each.entries if entry in entered})
        if len(under) < 2:  # noqa: PLR2004  # two codes
            return each.sentence
        entries = [aggregate.history.entries[e] for e in each.entries if e in entered]
        now = self.codes.of(under[0])
        last = max(entries, key=lambda entry: (entered[entry.id] != now, entry.order))
        return worded(
            "{sentence} This was entered under {under}, which are one member now. If it is "
            "one act: depositary retract @{position} --only --reason 'Entered twice.'",
            sentence=each.sentence,
            under=" and ".join(under),
            position=last.first.position,
        )

    def _impossible_acts(self, member: Member, commitments: Collection[str]) -> Iterator[Conflict]:
        """Yield current signatures and consents of members that were not active on that day."""
        for act in self.read_model.acts_of(self.taskforce, member.code, commitments):
            try:
                member.must_be_active(act.done_on)
            except Contradicted as error:
                described = worded(
                    "@{position} {topic} of {commitment} on {done_on}",
                    position=act.position,
                    topic=act.topic,
                    commitment=act.commitment,
                    done_on=act.done_on,
                )
                yield member.code, str(error), [described]

    def _out_of_the_body(self, commitment: Commitment) -> Iterator[Conflict]:
        """Yield what contradicts the body: its texts, who may sign them, and its scales."""
        body = self._body
        for entry, adopted in commitment.history.each(Adopted):
            try:
                body.must_be_adopted(adopted.instrument, entry.begins)
            except Refused as error:
                yield adopted.commitment, str(error), [entry.description]
        for entry, signed in commitment.history.each(Signed):
            member = self.members.get(signed.member) or self._member(signed.member)
            instrument = commitment.adopted.instrument if commitment.adopted else ""
            try:
                body.must_be_open_to(instrument, signed.member, member.kind, entry.begins)
            except Refused as error:
                yield signed.commitment, str(error), [entry.description]
        for entry, report in stated(commitment.history):
            try:
                body.must_be_on_its_scale(report)
            except Refused as error:
                yield report.commitment, str(error), [entry.description]

    def _alike(self) -> Iterator[Conflict]:
        """Yield pairs that look like one party and were not declared distinct."""
        applied = self.read_model.references(self.taskforce, Applied.TOPIC)
        others = {code: self._member(code) for code in applied if code not in self.members}
        everybody = (self.members | others).values()
        parties = [NamedMember.of(member, self.codes) for member in everybody if member.exists]
        for one, other, by in possible_duplicates(parties, self.country):
            told = f"{duplicates_sentence(one, other, by)} {duplicates_commands(one, other)}"
            yield one.code, told, [one.entry, other.entry]
