"""Acts on entries themselves: the record was wrong, or was never true."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field, JsonValue, field_validator

from application.context import Stream
from application.declarations.act import Act, Stage
from application.declarations.on_entries import ONCE, OnEntries
from application.entries import amending, groups
from application.entries.entry_names import EntryName, entry_named
from application.entries.named import entry_id
from application.recording.recording import Recording
from domain.citing import cited
from domain.entry import Entry
from domain.errors import Malformed, Refused
from domain.event import Because
from domain.events.entries import Retracted
from domain.events.members import Member
from domain.events.progress import Evidence, ProgressReported
from domain.events.texts import Promise
from domain.meaning import Meaning
from domain.progress.reviews import Reviews
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate, Reference, Text, Value, surely_before
from domain.words import worded


class Amending(Value):
    """An entry and its new values, by field; `on` is its day, and "" makes a field unknown."""

    entry: EntryName
    changes: Annotated[Mapping[str, JsonValue], Field(min_length=1)]

    def texts(self) -> dict[str, str]:
        """Return the new values as people write them; lists are JSON."""
        return {
            name: value if isinstance(value, str) else "" if value is None else json.dumps(value)
            for name, value in self.changes.items()
        }


def _words(lines: Sequence[str]) -> Iterator[str]:
    """Yield the words of lines: one each, or an entry with its first value behind it."""
    for line in filter(str.strip, lines):
        entry, blank, rest = line.strip().partition(" ")
        yield from (entry, rest) if blank and "=" not in entry else (line,)


def _amendings(words: Sequence[str]) -> list[dict[str, object]]:
    """Read `@9 on=2026-01-20 @10 place=Geneva` from words.

    Raises:
        ValueError: a value has no entry, an entry has none, or a field has two.
    """
    found: list[tuple[str, dict[str, str]]] = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            found.append((entry_named(word), {}))
        elif found and name in found[-1][1]:
            raise ValueError(
                worded(
                    "{name} is given twice for {entry}; say it once.", name=name, entry=found[-1][0]
                )
            )
        elif found:
            found[-1][1][name] = value
        else:
            raise ValueError(
                worded("Name the entry before {word!r}, such as: @5 {word}", word=word)
            )
    for entry, values in found:
        if not values:
            raise ValueError(worded("Say what is new, such as: {entry} on=2026-01-20", entry=entry))
    return [{"entry": entry, "changes": values} for entry, values in found]


class Correct(
    OnEntries,
    name="correct",
    uncompared={"because": ONCE, "only": ONCE},
    stage=Stage.LAST,
    examples=(
        "correct @9 on=2026-01-20",
        "correct @9 on=2026-01-21 --because completed --dry-run",
        "correct @9 on=2026-01-21 @10 on=2026-01-22",
    ),
):
    """Entries were corrected, where the record was wrong or had a blank.

    An entry is named by its @position or event id (see: depositary history), then come its new
    values, `on=DAY` for its day; an empty value makes a field unknown. In a cell of a file each
    word is on a line of its own, and begins without @: 9 on=2026-01-20. What one act recorded (the
    signatures of all commitments of a text) is corrected together; with `only`, or where several
    entries of it are named, the others stay. All take effect together or not at all. Readers of an
    earlier --known still see what was thought then.

    With --dry-run it is tried on a temporary copy of the register, and the answers that would
    change are listed: standings on which days, counts, what is due, quorums and votes.
    """

    changes: Annotated[
        tuple[Amending, ...],
        Field(min_length=1),
        Meaning("An entry, then its new values, as @POSITION FIELD=VALUE.", "9 on=2026-01-20"),
    ]
    because: Annotated[Because, Meaning("The record was wrong, or had a blank.", "completed")] = (
        "error"
    )

    @field_validator("changes", mode="before")
    @classmethod
    def _as_words(cls, given: object) -> object:
        lines = given.splitlines() if isinstance(given, str) else given
        if isinstance(lines, list | tuple) and all(isinstance(each, str) for each in lines):
            return _amendings(list(_words(lines)))
        return lines

    def named(self) -> Sequence[str]:
        """Return the names of the entries."""
        return [each.entry for each in self.changes]

    def decide(self, recording: Recording, body: str) -> None:
        """Amend the entries, all together."""
        found = self.meant(recording, body)
        changes = [each.texts() for each in self.changes]
        try:
            amending.correct(recording, groups.amendments(found, changes), self.because)
        except Malformed as error:
            raise error.at("changes") from None


class Retract(
    OnEntries,
    name="retract",
    makes=(Retracted,),
    arguments=("entry",),
    uncompared={"reason": ONCE, "only": ONCE},
    stage=Stage.LAST,
    examples="retract @11 --only --reason 'Recorded for the wrong member.'",
):
    """Entries were never true. If the world changed, record a withdrawal instead.

    All that the same act recorded is retracted with an entry; with `only`, or where several entries
    of it are named, the others stay. All are retracted together or not at all.

    With --dry-run it is tried on a temporary copy of the register, and the answers that would
    change are listed.
    """

    entry: Annotated[
        tuple[EntryName, ...],
        Field(min_length=1),
        Meaning("The entries, each by its @position or event id.", "@11"),
    ]
    reason: Annotated[Text, Meaning("Why it was never true.", "Recorded for the wrong member.")]

    def named(self) -> Sequence[str]:
        """Return the names of the entries."""
        return self.entry

    def decide(self, recording: Recording, body: str) -> None:
        """Retract the entries, all together."""
        names = groups.to_retract(self.meant(recording, body))
        amending.retract(recording, names, self.reason)


class CorrectReport(
    Act,
    row="correct_report",
    arguments=(),
    makes=(ProgressReported,),
    keys=("member", "commitment"),
    uncompared={
        "entry": "A row names an entry by its position, and its event by its id.",
        "evidence": "It stands beside what was there.",
    },
    keeps=("on", "assessment", "narrative"),
    repeats=True,
    stage=Stage.LAST,
):
    """The member's last report, or the one of that entry, was wrong, and should have said this."""

    member: Member
    commitment: Promise
    entry: Annotated[EntryName | None, Meaning("The report, if it is not the last.", "@42")] = None
    assessment: Annotated[
        Reference | None, Meaning("The value that it should have had.", "limited")
    ] = None
    narrative: Annotated[Text | None, Meaning("What it should have said.", "Half is done.")] = None
    evidence: Annotated[
        tuple[Evidence, ...],
        Meaning("What shows it, beside what was named before.", "https://example.org/act-12"),
    ] = ()
    on: Annotated[ImpreciseDate | None, Meaning("The day that it was of.", "2026-04-20")] = None

    def decide(self, recording: Recording, body: str) -> None:
        """Amend a standing report of the member; who may see it stays as it is."""
        history = recording.commitment(body, self.commitment).history.about(self.member)
        reviews = Reviews(self.commitment, self.member, history)
        entry = self._meant(recording, [each for each, _ in reviews.reports])
        if reviews.state(entry) == "approved":
            raise Refused(
                "The report {report} was approved. To change it all the same: depositary correct "
                "@{position}",
                report=cited(entry.description),
                position=entry.first.position,
            ).at("entry")
        self._must_not_be_after(reviews.returned_on(entry))
        given = {"on": self.on, "assessment": self.assessment, "narrative": self.narrative}
        changes = {name: str(value) for name, value in given.items() if value}
        if self.evidence and isinstance(entry.event, ProgressReported):
            whole = [*entry.event.evidence, *self.evidence]
            changes["evidence"] = json.dumps([each.model_dump(mode="json") for each in whole])
        context = recording.context
        recording.context = context._replace(visibility=None)
        amendment = amending.Amendment(str(entry.id), changes)
        draft = amending.amended(recording, body, entry, amendment, "error")
        recording.context = context
        recording.append(Stream("commitment", body, self.commitment), Commitment, draft)

    def _must_not_be_after(self, returned: Sequence[ImpreciseDate]) -> None:
        for day in returned:
            if self.on and surely_before(day, self.on):
                raise Refused(
                    "The report was returned on {returned}, so it is not of {on}. Leave the day "
                    "blank, and it keeps its own; or record a new report of that day.",
                    returned=day,
                    on=self.on,
                ).at("on")

    def _meant(self, recording: Recording, standing: Sequence[Entry]) -> Entry:
        """Return the report that is named, or the last one."""
        if not standing:
            raise Refused(
                "{member} has no report on {commitment} that could be corrected.",
                member=self.member,
                commitment=self.commitment,
            )
        named = entry_id(recording, self.entry)
        if named is None:
            return max(standing, key=lambda each: (each.begins_by, each.order))
        found = next((each for each in standing if each.id == named), None)
        if found is None:
            reason = worded(
                "This is no report of {member} on {commitment}.",
                member=self.member,
                commitment=self.commitment,
            )
            raise Refused(reason).at("entry")
        return found
