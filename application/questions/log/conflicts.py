"""Entries of one body that contradict each other or repeat each other, and how to resolve it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from application.context import Stream
from application.questions.log.ending_conflicts import unclear_endings
from application.questions.log.quorum_conflicts import Conflict, outdated_counts
from application.questions.log.vote_conflicts import outdated_results
from application.read_model import ReadModel
from application.reading import A, codes_of, load, stored
from application.streams import EventLog
from domain.aggregate import Aggregate
from domain.bodies.taskforce import Taskforce
from domain.codes import Codes
from domain.contradictions import Contradiction
from domain.errors import Contradicted, Refused
from domain.events.members import Applied, Joined
from domain.events.texts import Adopted, Signed
from domain.history import History
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
from domain.words import worded


def conflicts_of(
    log: EventLog,
    read_model: ReadModel,
    taskforce: str,
    country: Callable[[str], str | None],
) -> Iterator[Conflict]:
    """Yield every conflict of a body, first its own, then by commitments, then by members."""
    codes = codes_of(read_model, taskforce)
    yield from _Conflicts(log, read_model, taskforce, codes).all(country)


@dataclass(frozen=True)
class _Conflicts:
    """One body as it is known now, every member under its code of today."""

    log: EventLog
    read_model: ReadModel
    taskforce: str
    codes: Codes

    def all(self, country: Callable[[str], str | None]) -> Iterator[Conflict]:
        """Yield contradictions, then members that look like one party."""
        yield from self._against_itself(Stream("taskforce", self.taskforce), self._body)
        yield from outdated_counts(self._body, self.members)
        yield from outdated_results(self._body, self.members)
        histories: dict[str, History] = {}
        for reference in self.read_model.references(self.taskforce, Adopted.TOPIC):
            stream = Stream("commitment", self.taskforce, reference)
            commitment = self._load(stream, Commitment)
            yield from self._against_itself(stream, commitment)
            yield from self._out_of_the_body(commitment)
            histories[reference] = commitment.history
        for code, member in self.members.items():
            yield from self._against_itself(Stream("member", self.taskforce, code), member)
            yield from self._impossible_acts(member)
            histories[code] = member.history
        yield from unclear_endings(histories)
        yield from self._alike(country)

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

    def _load(self, stream: Stream, kind: type[A]) -> A:
        return load(self.log, self.codes, stream, kind)

    def _against_itself(self, stream: Stream, aggregate: Aggregate) -> Iterator[Conflict]:
        """Yield contradictions within one stream, with the command for what two codes entered."""
        entered = self._entered(stream) if self.codes.meant else {}
        for subject in aggregate.history.subjects:
            found = list(aggregate.contradictions(subject))
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

    def _impossible_acts(self, member: Member) -> Iterator[Conflict]:
        """Yield current signatures and consents of members that were not active on that day."""
        for act in self.read_model.acts_of(self.taskforce, member.code):
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

    def _alike(self, country: Callable[[str], str | None]) -> Iterator[Conflict]:
        """Yield pairs that look like one party and were not declared distinct."""
        applied = self.read_model.references(self.taskforce, Applied.TOPIC)
        others = {code: self._member(code) for code in applied if code not in self.members}
        everybody = (self.members | others).values()
        parties = [NamedMember.of(member, self.codes) for member in everybody if member.exists]
        for one, other, by in possible_duplicates(parties, country):
            told = f"{duplicates_sentence(one, other, by)} {duplicates_commands(one, other)}"
            yield one.code, told, [one.entry, other.entry]
