"""Entries that are chosen together: by what they are about, what recorded them, and their days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import reduce

from application.aggregates import AGGREGATES
from application.context import Stream
from application.entries.groups import EntryGroup
from application.entries.named import entry_of
from application.model_rows import AsOf, EntryRow
from application.recording.recording import Recording
from domain.errors import Refused, UnknownReference
from domain.events.meetings import MeetingConvened
from domain.events.progress import ProgressReported, ReportApproved
from domain.events.table import EVENTS, NEVER_PUBLIC
from domain.suggestions import near
from domain.texts.commitment import Commitment
from domain.values import Visibility
from domain.words import worded

SHOWN = 12  # positions that a sentence names
_KINDS = tuple(kind for kind in EVENTS if kind.TOPIC.partition(".")[0] in AGGREGATES)
_OF_REPORTS = frozenset({ProgressReported.TOPIC, ReportApproved.TOPIC})
_NEVER_PUBLIC = frozenset(kind.TOPIC for kind in NEVER_PUBLIC)


class _Why(Enum):
    """Why an entry that fits is left as it is."""

    SECRET = auto()
    NEVER = auto()
    REPORT = auto()
    AGENDA = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which entries of a body are meant: those that fit everything that is given.

    `members` and `texts` (or commitments) are what they are about, `topics` what they say; of
    several values of one of these, one has to fit. The day from which an entry holds has to lie
    surely between `first_day` and `last_day`, both inclusive.
    """

    members: Sequence[str] = ()
    texts: Sequence[str] = ()
    topics: frozenset[str] = frozenset()
    first_day: date | None = None
    last_day: date | None = None

    def holds(self, row: EntryRow) -> bool | None:
        """Say whether an entry is of these topics and days; None where its day is too coarse."""
        if self.topics and row.topic not in self.topics:
            return False
        first, last = self.first_day or date.min, self.last_day or date.max
        if (first, last) == (date.min, date.max):
            return True
        day = row.effective_on
        earliest = day.earliest if day and day.earliest else date.min
        latest = day.latest if day and day.latest else date.max
        if latest < first or earliest > last:
            return False
        return True if first <= earliest and latest <= last else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The entries that are to be shown to others than now, and sentences on what was left out."""

    rows: Sequence[EntryRow]
    left_out: Sequence[str]

    def groups(self, recording: Recording) -> list[EntryGroup]:
        """Return each entry by itself."""
        found = [entry_of(recording, row.entry_id)[1] for row in self.rows]
        return [EntryGroup(entry, [entry], alone=True) for entry in found]


def chosen(
    recording: Recording, taskforce: str, selection: Selection, shown_to: Visibility
) -> Chosen:
    """Return the standing entries of a selection that are not shown to just these yet.

    What is for the secretariat alone was so decided for each entry, so no selection takes it. Nor
    does one make public what never is by default, or what a member reports on its own progress,
    unless it names the kind of the entry, nor an agenda that names gaps in laws.

    Raises:
        UnknownReference: a member or a text is not there.
        Refused: nothing is left to be shown to others.
    """
    recording.rest_on_head()
    about = _about(recording, taskforce, selection)
    taken: list[EntryRow] = []
    others: dict[_Why, list[EntryRow]] = {why: [] for why in _Why}
    for row in recording.entries(taskforce, _KINDS):
        holds = selection.holds(row)
        if holds is False or row.visibility == shown_to:
            continue
        if about is not None and row.entry_position not in about:
            continue
        why = _why_not(row, shown_to, selection.topics) or (_Why.UNSURE if holds is None else None)
        (taken if why is None else others[why]).append(row)
    left_out = list(_left_out(others))
    if not taken:
        raise _nothing_left(shown_to, left_out)
    return Chosen(taken, left_out)


def can_be_chosen(row: EntryRow, shown_to: Visibility) -> bool:
    """Say whether an entry is shown to others by a choice of all, and need not be named."""
    return _why_not(row, shown_to, frozenset()) is None


def _why_not(row: EntryRow, shown_to: Visibility, named: frozenset[str]) -> _Why | None:
    """Say why a choice leaves an entry out, whatever its day; of kinds that are `named`, less."""
    if row.visibility == Visibility.SECRETARIAT:
        return _Why.SECRET
    if shown_to is Visibility.PUBLIC and row.topic in _NEVER_PUBLIC - named:
        return _Why.NEVER
    if shown_to is Visibility.PUBLIC and row.topic in _OF_REPORTS - named:
        return _Why.REPORT
    if shown_to is Visibility.PUBLIC and _has_gaps(row):
        return _Why.AGENDA
    return None


def _has_gaps(row: EntryRow) -> bool:
    """Say whether an entry calls a meeting with an agenda that names gaps in laws."""
    if row.topic != MeetingConvened.TOPIC:
        return False
    return any(item.gaps for item in MeetingConvened.model_validate_json(row.event).agenda)


def _about(recording: Recording, taskforce: str, selection: Selection) -> frozenset[int] | None:
    """Return the positions of the entries about these members and texts; None means all."""
    for code in selection.members:
        recording.member(taskforce, code)
    for text in selection.texts:
        _must_be_text(recording, taskforce, text)
    asked = [each for each in (selection.members, selection.texts) if each]
    at = AsOf.everything(recording.rest_on_head())
    found = [
        {e.entry for each in names for e in recording.read_model.log(taskforce, at, each)}
        for names in asked
    ]
    return frozenset.intersection(*map(frozenset, found)) if found else None


def _must_be_text(recording: Recording, taskforce: str, reference: str) -> None:
    body = recording.taskforce(taskforce)
    if body.has_text(reference):
        return
    if recording.load(Stream("commitment", taskforce, reference), Commitment).adopted is None:
        known = recording.read_model.references(taskforce, "commitment.adopted")
        near_to_it = near(reference, [*body.instruments, *known])
        raise UnknownReference(worded("instrument or commitment"), reference, near_to_it)


def _left_out(others: Mapping[_Why, Sequence[EntryRow]]) -> Iterator[str]:
    """Yield a sentence on each group of entries that fit, and are left as they are."""
    if secret := others[_Why.SECRET]:
        yield worded(
            "Left out are entries for the secretariat alone, each of which can be shown by its "
            "name only: {entries}.",
            entries=places([row.entry_position for row in secret]),
        )
    if never := others[_Why.NEVER]:
        yield worded(
            "Left out is what is not made public unless it is named (gaps in laws with what was "
            "said of them, returned reports, reminders): {entries}. Name the entries, or say with "
            "--recorded-with what recorded them.",
            entries=places([row.entry_position for row in never]),
        )
    if reports := others[_Why.REPORT]:
        yield worded(
            "Left out are progress reports, which may not be reviewed yet, and their approvals: "
            "{entries}. Name the entries, or show all that are chosen so with --recorded-with "
            "'progress report' --recorded-with 'progress approve'.",
            entries=places([row.entry_position for row in reports]),
        )
    if agendas := others[_Why.AGENDA]:
        yield worded(
            "Left out are meetings of which the agenda names gaps in laws, which the public does "
            "not see: {entries}. Correct the agenda first.",
            entries=places([row.entry_position for row in agendas]),
        )
    if unsure := others[_Why.UNSURE]:
        yield worded(
            "Left out are entries whose day may lie outside: {entries}.",
            entries=places([row.entry_position for row in unsure]),
        )


def places(numbers: Sequence[int | str]) -> str:
    """Name entries by their positions, of many the first ones."""
    named = ", ".join(f"@{number}" for number in numbers[:SHOWN])
    if len(numbers) <= SHOWN:
        return named
    return worded("{entries} and {number} more", entries=named, number=len(numbers) - SHOWN)


def _nothing_left(shown_to: Visibility, left_out: Sequence[str]) -> Refused:
    if not left_out:
        return Refused(
            "Of the entries that are chosen so, none is to be shown to others than now: they are "
            "shown to {visibility} already, or there are none.",
            visibility=shown_to,
        )
    reasons = reduce(
        lambda one, more: worded("{sentence} {another}", sentence=one, another=more), left_out
    )
    return Refused("Nothing that is chosen so is shown to others. {sentence}", sentence=reasons)
