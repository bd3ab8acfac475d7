"""Compare a row with what it said when it was last imported.

It is not compared with the entries of today, so that an old file which is imported again does not
undo what was corrected by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from application.aggregates import AGGREGATES
from application.context import Context
from application.entries.amending import Amendment, correct, end_act
from application.recording.recording import Recording
from domain.endings import Lasting
from domain.event import Because
from domain.values import ImpreciseDate
from domain.words import worded
from infrastructure.importers.recording.cell_changes import (
    BLANK,
    END,
    CellChange,
    Changed,
    differences_of,
    made_by,
)
from infrastructure.importers.recording.due_changes import due_changes
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
    same_entries,
)
from infrastructure.importers.recording.entries_on_record import (
    entries_of_act,
)
from infrastructure.importers.recording.known_acts import is_known_since
from infrastructure.importers.rows.act_request import ActRequest, Fields, amendable
from infrastructure.importers.tables.problems import CellFault, RowFaults


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new acts of a row, and the cells that changed; all may be `known` from elsewhere."""

    new: tuple[ActRequest, ...]
    differences: tuple[CellChange, ...]
    known: bool = False

    def must_be_decided(self, changed: Changed, *, by_row: bool) -> None:
        """Refuse differences that nobody has said the meaning of, `by_row` or for the whole file.

        For a whole file, no day is corrected to one that is a year or more from it.

        Raises:
            RowFaults: with old and new value of each, and what it could be.
        """
        undecided = [
            d
            for d in self.differences
            if changed == "ask"
            or (changed != "new" and d.is_of_another)
            or (changed == "completed" and d.old not in BLANK)
            or (changed in ("completed", "error") and d.needs_its_row and not by_row)
        ]
        if undecided:
            raise RowFaults(*dict.fromkeys(d.fault() for d in undecided))
        for difference in self.differences:
            entry = difference.before.entry
            if entry.retracted and changed != "new":
                sentence = "{entry} was retracted, so it cannot be amended from a file."
                reason = worded(sentence, entry=entry.description)
                raise RowFaults(replace(difference.fault(), reason=reason, asks=False))

    def requests(self, changed: Changed) -> Iterator[ActRequest]:
        """Yield the acts that are to be recorded as new ones."""
        yield from self.new
        if changed == "new":
            yield from {id(d.request): d.request for d in self.differences}.values()

    def amend(self, recording: Recording, because: Because) -> None:
        """Record the differences as amendments of the entries, all together."""
        changes: dict[str, dict[str, str]] = {}
        for each in self.differences:
            if each.field == END:
                until = ImpreciseDate.parse(each.new)
                end_act(recording, each.before.stream, each.before.entry, until)
                continue
            changes.setdefault(str(each.before.entry.id), {})[each.field] = each.new
        if changes:
            correct(recording, [Amendment(e, fields) for e, fields in changes.items()], because)


def compare(
    recording: Recording,
    taskforce: str,
    requests: Sequence[ActRequest],
    before: Sequence[ImportedEntry],
) -> Comparison:
    """Compare the acts of a row with what it said when it was last imported.

    Raises:
        RowFaults: an act of before still stands, and is no longer in the row.
    """
    left = [*before, *_ended_by(recording, taskforce, requests, before)]
    if is_known_since(recording, taskforce, requests, left):
        return Comparison((), (), known=True)
    codes = recording.codes(taskforce)
    new: list[ActRequest] = []
    differences: list[CellChange] = []
    for request in requests:
        if not request.act.MAKES:  # it corrects entries of other acts, and that once
            left = [each for each in left if each.record.envelope.corrects is None]
            continue
        same = {
            topic: same_entries(recording, taskforce, request, topic, left)
            for topic in made_by(request)
        }
        if not any(same.values()):
            new.append(request)
            continue
        for topic, entries in same.items():
            fields = amendable(request.act)[topic]
            if not entries:
                main = same[next(iter(same))]
                differences.extend(_ends_added(recording, main, request, fields))
            left = [each for each in left if each not in entries]
            differences += [d for e in entries for d in differences_of(e, request, fields, codes)]
            differences += [
                d for e in entries for d in due_changes(recording, taskforce, e, request)
            ]
        counted = {topic for topic, fields in amendable(request.act).items() if not fields}
        left = [each for each in left if each.record.event.TOPIC not in counted]
    moved = {each.before.entry.id for each in differences}
    differences = [
        replace(d, end_moves=d.end_before.id in moved) if d.end_before else d for d in differences
    ]
    gone = [each for each in left if each.stands and each.is_entry_of_its_own]
    before_that = {end.id for d in differences if (end := d.end_before)}
    if vanished := [_vanished(each) for each in gone if each.entry.id not in before_that]:
        raise RowFaults(*vanished)
    return Comparison(tuple(new), tuple(differences))


def _ended_by(
    recording: Recording,
    taskforce: str,
    requests: Sequence[ActRequest],
    before: Sequence[ImportedEntry],
) -> list[ImportedEntry]:
    """Return what stood already when a row gave it its end: from then on it is of that row."""
    mine = {each.entry.id for each in before}
    return [
        each
        for request in requests
        for each in entries_of_act(recording, taskforce, request)
        if each.entry.id not in mine
        and (end := each.history.end_of(each.entry)) is not None
        and end.id in mine
    ]


def must_be_shown_alike(before: Sequence[ImportedEntry], context: Context) -> None:
    """Refuse a row that changes who may see it, which an import never does.

    Raises:
        RowFaults: it does.
    """
    shown = context.visibility
    if shown and any(each.record.envelope.visibility is not shown for each in before):
        reason = worded("An import does not change who may see an act; change that by hand.")
        raise RowFaults(CellFault("visibility", shown.value, reason))


def _ends_added(
    recording: Recording, main: Sequence[ImportedEntry], request: ActRequest, fields: Fields
) -> Iterator[CellChange]:
    """Yield the ends that a row now gives to acts which it had without an end.

    An end that was recorded by hand on that day in the meantime is no difference.
    """
    for parameter in fields:
        for before in main if request.get(parameter) else ():
            if not isinstance(before.entry.event, Lasting):
                reason = worded("It was imported without this; record it as an act of its own.")
                raise request.fault(parameter, reason)
            history = recording.load(before.stream, AGGREGATES[before.stream.kind]).history
            end, until = history.end_of(before.entry), request.values[parameter]
            if end is None or str(end.begins) != until:
                yield CellChange(before, request, parameter, END, "", until)


def _vanished(before: ImportedEntry) -> CellFault:
    reason = worded(
        "The row no longer says what was imported from it: {entry}. Retract or withdraw that by "
        "hand; or, if this is another list than the one it came from, give its mapping another "
        "name.",
        entry=before.entry.description,
    )
    return CellFault("", "", reason)
