"""Compare a row with what it said when it was last imported.

It is not compared with the entries of today, so that an old file which is imported again does not
undo what was corrected by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from application.aggregates import AGGREGATES
from application.context import Context
from application.entries.amending import Amendment, correct, end_act
from application.recording.recording import Recording
from domain.codes import Codes
from domain.endings import Lasting
from domain.event import Because
from domain.values import UNKNOWN, ImpreciseDate
from domain.words import worded
from infrastructure.importers.rows.act_request import ActRequest, Fields, amendable
from infrastructure.importers.rows.earlier_imports import (
    ImportedEntry,
    same_entries,
    standing_before,
    streams_in,
    text_if_known,
)
from infrastructure.importers.tables.problems import CellFault, RowFaults

END = "until"  # in the place of a field: the end of the entry, which had none
Changed = Literal["ask", "completed", "error", "new"]
"""What a changed row is: a question, a blank that was filled, a corrected error, or a new act."""
SKIP = "skip"
"""What a row says that is to be left as it was imported."""
DECISIONS = ("completed", "error", "new", SKIP)
"""What can be said of one changed row."""
_DAY, _YEAR = "on", timedelta(days=365)
_BLANK = ("", str(UNKNOWN))


@dataclass(frozen=True, slots=True)
class CellChange:
    """A field of an entry for which the row now has another value."""

    before: ImportedEntry
    request: ActRequest
    parameter: str
    field: str
    old: str
    new: str

    def fault(self) -> CellFault:
        """Ask what the difference is."""
        column = self.request.columns.get(self.parameter, self.parameter)
        shown = self.request.shown(self.parameter, self.new)
        return CellFault(column, shown, self._question(), asks=True)

    @property
    def is_years_apart(self) -> bool:
        """Whether they are days of the act itself, a year or more from each other."""
        if self.field != _DAY or self.parameter == END or not (self.old and self.new):
            return False
        days = [ImpreciseDate.parse(text) for text in (self.old, self.new)]
        first, last = sorted(days, key=lambda each: each.earliest or date.min)
        if first.latest is None or last.earliest is None:
            return False
        return last.earliest - first.latest >= _YEAR

    def _question(self) -> str:
        old, new = (self.request.shown(self.parameter, each) for each in (self.old, self.new))
        sentence = (
            "It was imported as {old!r} and is now {new!r}; say with --changed what that is: "
            "'error' if the old value was wrong, 'new' if this is a new act."
        )
        if self.is_years_apart:
            sentence = (
                "It was imported as {old!r} and is now {new!r}, a year or more from it. Say of its "
                "row, in a column 'changed': 'error' if the old day was wrong, 'new' if it is new."
            )
        elif self.old in _BLANK:
            sentence = (
                "It was imported without a value and is now {new!r}; say with --changed what that "
                "is: 'completed' if the blank was filled, 'new' if this is a new act."
            )
        elif self.field == "name":
            sentence = (
                "It was imported as {old!r} and is now {new!r}: say with --changed error if it was "
                "wrong, or record since when it is called so: depositary member rename"
            )
        elif not new:
            sentence = (
                "It was imported as {old!r} and is now blank; say with --changed what that is: "
                "'error' if the old value was wrong, 'new' if this is a new act."
            )
        return worded(sentence, old=old, new=new)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The new acts of a row, and the cells that changed."""

    new: tuple[ActRequest, ...]
    differences: tuple[CellChange, ...]

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
            or (changed == "completed" and d.old not in _BLANK)
            or (changed == "error" and d.is_years_apart and not by_row)
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
    left, codes = list(before), recording.codes(taskforce)
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
            for each in entries:
                left.remove(each)
                differences.extend(_differences(each, request, fields, codes))
        counted = {topic for topic, fields in amendable(request.act).items() if not fields}
        left = [each for each in left if each.record.event.TOPIC not in counted]
    if vanished := [_vanished(each) for each in left if each.stands and each.is_entry_of_its_own]:
        raise RowFaults(*vanished)
    return Comparison(tuple(new), tuple(differences))


def recorded_as(
    recording: Recording, taskforce: str, request: ActRequest
) -> Sequence[ImportedEntry]:
    """Return what stands in the register, from before this file, as a row has it; else nothing.

    Of an act on all commitments of a text, each has to stand. An act that has an end is none. How
    else a member is called says nothing new, nor does an unknown day of what has not ended.
    """
    topic, *ends = made = amendable(request.act)
    if not request.act.MAKES or any(request.get(name) for end in ends for name in made[end]):
        return ()
    codes, fields, member = recording.codes(taskforce), made[topic], request.get("member") or ""
    found: list[ImportedEntry] = []
    for stream in streams_in(recording, taskforce, request):
        standing = standing_before(recording, stream)
        ended = any(e.record.event.TOPIC in ends and e.says("member", member) for e in standing)
        alike = [
            each
            for each in standing
            if same_entries(recording, taskforce, request, topic, [each])
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
    return not is_name and (ended or change.parameter != _DAY or change.new not in _BLANK)


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
                if old and not new and parameter == "until":
                    raise request.fault(parameter, _no_end(before, old))
                yield CellChange(before, request, parameter, field, old, new)


def _no_end(before: ImportedEntry, old: str) -> str:
    return worded(
        "It was imported as {old!r} and is now blank. If it did not end, take that back: "
        "depositary retract @{position} --only --reason '…'. If the day is not known, write "
        "unknown.",
        old=old,
        position=before.entry.first.position,
    )


def _keeps(request: ActRequest, field: str) -> bool:
    """Say whether a blank leaves what was recorded, by default or because it follows from a day."""
    return field in _REQUIRED or (field in _PERIOD and request.get("due_on") is not None)


_REQUIRED = frozenset({"kind", "name", "stage", "role"})
_PERIOD = frozenset({"period_from", "period_until"})


def _vanished(before: ImportedEntry) -> CellFault:
    reason = worded(
        "The row no longer says what was imported from it: {entry}. Retract or withdraw that by "
        "hand.",
        entry=before.entry.description,
    )
    return CellFault("", "", reason)
