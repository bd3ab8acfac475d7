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
from domain.codes import Codes
from domain.endings import Lasting
from domain.entry import Entry
from domain.event import Because
from domain.values import ImpreciseDate, surely_before
from domain.words import worded
from infrastructure.importers.recording.cell_changes import BLANK, DAY, END, CellChange, Changed
from infrastructure.importers.recording.due_changes import due_changes
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
    same_entries,
    streams_in,
    text_if_known,
)
from infrastructure.importers.recording.entries_on_record import (
    day_of_end,
    entries_of_act,
    standing_before,
)
from infrastructure.importers.rows.act_request import ActRequest, Fields, amendable
from infrastructure.importers.tables.problems import CellFault, RowFaults


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new acts of a row, the cells that changed, and what it no longer says of what is over."""

    new: tuple[ActRequest, ...]
    differences: tuple[CellChange, ...]
    ends: tuple[CellFault, ...] = ()

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
        if self.ends and changed != "new":
            raise RowFaults(*self.ends)
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
    if _is_known_since(recording, taskforce, requests, before):
        return Comparison((), ())
    left = [*before, *_ended_by(recording, taskforce, requests, before)]
    codes = recording.codes(taskforce)
    new: list[ActRequest] = []
    differences: list[CellChange] = []
    for request in requests:
        if not request.act.MAKES:  # it corrects entries of other acts, and that once
            left = [each for each in left if each.record.envelope.corrects is None]
            continue
        same = {
            topic: same_entries(recording, taskforce, request, topic, left)
            for topic in _made_by(request)
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
            differences += [d for e in entries for d in _differences(e, request, fields, codes)]
            differences += [
                d for e in entries for d in due_changes(recording, taskforce, e, request)
            ]
        counted = {topic for topic, fields in amendable(request.act).items() if not fields}
        left = [each for each in left if each.record.event.TOPIC not in counted]
    gone = [each for each in left if each.stands and each.is_entry_of_its_own]
    ends = [each for each in gone if any(_begins_after(d, each.entry) for d in differences)]
    if vanished := [_vanished(each) for each in gone if each not in ends]:
        raise RowFaults(*vanished)
    return Comparison(tuple(new), tuple(differences), tuple(map(_vanished, ends)))


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


def _begins_after(change: CellChange, end: Entry) -> bool:
    """Say whether what a row tells of begins anew, when what it told of before was over."""
    entry = change.before.entry
    if change.field not in (DAY, "deposited_on") or end.id != getattr(
        change.before.history.end_of(entry), "id", None
    ):
        return False
    return surely_before(end.begins, ImpreciseDate.parse(change.new))


def _is_known_since(
    recording: Recording,
    taskforce: str,
    requests: Sequence[ActRequest],
    before: Sequence[ImportedEntry],
) -> bool:
    """Say whether what a row told of is over, and all that it tells of now holds beside that."""
    acts = [each for each in before if isinstance(each.entry.event, Lasting)]
    if not acts or any(each.stands for each in acts) or day_of_end(requests):
        return False
    known = [bool(recorded_as(recording, taskforce, each)) for each in requests]
    return any(known) and all(
        is_known or _says_the_same(recording, taskforce, each, before)
        for is_known, each in zip(known, requests, strict=True)
    )


def _says_the_same(
    recording: Recording, taskforce: str, request: ActRequest, before: Sequence[ImportedEntry]
) -> bool:
    """Say whether an act of a row is as it was when it was imported."""
    codes, fields = recording.codes(taskforce), amendable(request.act)
    return any(
        not any(_differences(each, request, fields[topic], codes))
        for topic in _made_by(request)
        for each in same_entries(recording, taskforce, request, topic, before)
    )


def recorded_as(
    recording: Recording, taskforce: str, request: ActRequest, of_row: Sequence[ActRequest] = ()
) -> Sequence[ImportedEntry]:
    """Return what stands in the register, from before this file, as a row has it; else nothing.

    Of an act on all commitments of a text, each has to stand. An act that has an end is none, but
    for one that ended on the day on which another act `of_row` ends it. How else a member is called
    says nothing new, nor does an unknown day of what has not ended.
    """
    topic, *ends = made = amendable(request.act)
    if not request.act.MAKES or any(request.get(name) for end in ends for name in made[end]):
        return ()
    codes, fields, member = recording.codes(taskforce), made[topic], request.get("member") or ""
    found: list[ImportedEntry] = []
    for stream in streams_in(recording, taskforce, request):
        standing = standing_before(recording, stream, day_of_end(of_row))
        ended = any(e.record.event.TOPIC in ends and e.says("member", member) for e in standing)
        alike = [
            each
            for each in standing
            if same_entries(recording, taskforce, request, topic, [each])
            and not any(due_changes(recording, taskforce, each, request))
            and not any(
                _says_more(d, ended=ended) for d in _differences(each, request, fields, codes)
            )
        ]
        if not alike:
            return ()
        found.extend(alike)
    return found


def _says_more(change: CellChange, *, ended: bool) -> bool:
    is_name = change.parameter == "name" and change.request.act.BEGINS == "member"
    return not is_name and (ended or change.parameter != DAY or change.new not in BLANK)


def must_be_shown_alike(before: Sequence[ImportedEntry], context: Context) -> None:
    """Refuse a row that changes who may see it, which an import never does.

    Raises:
        RowFaults: it does.
    """
    shown = context.visibility
    if shown and any(each.record.envelope.visibility is not shown for each in before):
        reason = worded("An import does not change who may see an act; change that by hand.")
        raise RowFaults(CellFault("visibility", shown.value, reason))


def _made_by(request: ActRequest) -> list[str]:
    """Return the topics of a request, that of an end only where the row has a place for it."""
    main, *ends = (fields := amendable(request.act))
    return [main, *(end for end in ends if fields[end].keys() & request.values.keys())]


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


def _differences(
    before: ImportedEntry, request: ActRequest, fields: Fields, codes: Codes
) -> Iterator[CellChange]:
    for parameter, field in fields.items():
        if parameter in request.values:
            cell = request.values[parameter]
            told = request.text_of(parameter, codes)
            old, new = before.value(field), text_if_known(field, told)
            kept = not cell and (_keeps(request, field) or request.keeps_blank(parameter))
            if not kept and new != old and not before.is_so_today(field, new):
                yield CellChange(before, request, parameter, field, old, new)


def _keeps(request: ActRequest, field: str) -> bool:
    """Say whether a blank leaves what was recorded, by default or because it follows from a day."""
    return field in _REQUIRED or (field in _PERIOD and request.get("due_on") is not None)


_REQUIRED = frozenset({"kind", "name", "stage", "role"})
_PERIOD = frozenset({"period_from", "period_until"})


def _vanished(before: ImportedEntry) -> CellFault:
    reason = worded(
        "The row no longer says what was imported from it: {entry}. Retract or withdraw that by "
        "hand; or, if this is another list than the one it came from, give its mapping another "
        "name.",
        entry=before.entry.description,
    )
    return CellFault("", "", reason)
