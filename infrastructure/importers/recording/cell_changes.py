"""A field of an entry for which its row now has another value, and what has to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from domain.codes import Codes
from domain.entry import Entry, is_covered
from domain.event import Event
from domain.values import UNKNOWN, ImpreciseDate, surely_before
from domain.words import worded
from infrastructure.customary_names.headers import DUE
from infrastructure.importers.recording.earlier_imports import ImportedEntry, text_if_known
from infrastructure.importers.rows.act_request import ActRequest, Fields, amendable
from infrastructure.importers.tables.problems import CellFault

END = "until"  # in the place of a field: the end of the entry, which had none
DAY = "on"
_DAYS = (DAY, "deposited_on")
"""The fields of the day on which an act begins."""
BLANK = ("", str(UNKNOWN))
Changed = Literal["ask", "completed", "error", "new"]
"""What a changed row is: a question, a blank that was filled, a corrected error, or a new act."""
SKIP = "skip"
"""What a row says that is to be left as it was imported."""
DECISIONS = ("completed", "error", "new", SKIP)
"""What can be said of one changed row."""
_YEAR = timedelta(days=365)


class _Moved(NamedTuple):
    """An act as it would be on another day."""

    id: UUID
    event: Event
    begins: ImpreciseDate
    order: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """A field of an entry for which the row now has another value; its end may be moved, too."""

    before: ImportedEntry
    request: ActRequest
    parameter: str
    field: str
    old: str
    new: str
    end_moves: bool = False

    def fault(self) -> CellFault:
        """Ask what the difference is."""
        column = self.request.columns.get(self.parameter, self.parameter)
        shown = self.request.shown(self.parameter, self.new)
        return CellFault(column, shown, self._question(), asks=not self._takes_end_back)

    @property
    def needs_its_row(self) -> bool:
        """Whether it has to be said of its row: for all rows, nothing is taken for an error so."""
        return self.is_years_apart or bool(self._by_hand)

    @property
    def _by_hand(self) -> str:
        """Return what stands today in the place of what was imported, "" where that still does."""
        by_file = self.before.entry.latest.envelope.row_key is not None
        if by_file or self.field in (END, DUE) or self.before.is_so_today(self.field, self.old):
            return ""
        return self.before.today(self.field) or worded("nothing")

    @property
    def is_of_another(self) -> bool:
        """Whether it is of another act, or else wrong: no correction takes an end or a due day."""
        return self.field == DUE or self._takes_end_back or self.end_before is not None

    @property
    def end_before(self) -> Entry | None:
        """An end that would end the entry no more, or does not yet, on the day of the row."""
        if self.field not in _DAYS or self.parameter == END or not self.new or self.end_moves:
            return None
        begins = ImpreciseDate.parse(self.new)
        end = self.before.history.end_of(self.before.entry)
        if end is None:
            return self._end_of_another(begins)
        if not end.latest.position:  # moved by another row
            return None
        if self.before.entry.id in end.event.ended:
            return end if surely_before(end.begins, begins) else None
        return None if surely_before(begins, end.begins) else end

    def _end_of_another(self, begins: ImpreciseDate) -> Entry | None:
        """Return an end of an earlier act that would end this one, if it began on this day."""
        entry = self.before.entry
        moved = _Moved(entry.id, entry.event, begins, entry.order)
        others = self.before.history.about(entry.event.subject).entries.values()
        ends = (e for e in others if not e.retracted and e.latest.position)
        return next((e for e in ends if is_covered(moved, e) and not is_covered(entry, e)), None)

    @property
    def _takes_end_back(self) -> bool:
        return self.parameter == END and bool(self.old) and not self.new

    @property
    def is_years_apart(self) -> bool:
        """Whether they are days of the act itself, a year or more from each other."""
        if self.field != DAY or self.parameter == END or not (self.old and self.new):
            return False
        days = [ImpreciseDate.parse(text) for text in (self.old, self.new)]
        first, last = sorted(days, key=lambda each: each.earliest or date.min)
        if first.latest is None or last.earliest is None:
            return False
        return last.earliest - first.latest >= _YEAR

    def _question(self) -> str:
        old, new = (self.request.shown(self.parameter, each) for each in (self.old, self.new))
        if self._takes_end_back:
            return self._without_end(old)
        if self.field == DUE:
            return self._due_otherwise(old, new)
        if self.end_before:
            return self._begun_anew(old, new, self.end_before.begins)
        if by_hand := self._by_hand:
            return self._corrected_since(old, new, by_hand)
        return self._error_or_new(old, new)

    def _error_or_new(self, old: str, new: str) -> str:
        sentence = (
            "It was imported as {old!r} and is now {new!r}; say with --changed what that is: "
            "'error' if the old value was wrong, 'new' if this is a new act."
        )
        if self.is_years_apart:
            sentence = (
                "It was imported as {old!r} and is now {new!r}, a year or more from it. Say of its "
                "row, in a column 'changed': 'error' if the old day was wrong, 'new' if it is new."
            )
        elif self.old in BLANK:
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

    def _begun_anew(self, old: str, new: str, end: ImpreciseDate) -> str:
        return worded(
            "It was imported as {old!r} and is now {new!r}; by what is on record it ended on "
            "{end}. If it began anew: --changed new. If a day was wrong, correct it by hand.",
            old=old,
            new=new,
            end=end,
        )

    def _corrected_since(self, old: str, new: str, by_hand: str) -> str:
        return worded(
            "It was imported as {old!r}, corrected by hand to {by_hand!r}, and is now {new!r}. Say "
            "of its row, in a column 'changed': 'error' if the row is right, 'new' if this is a "
            "new act, 'skip' to leave it as it is.",
            old=old,
            by_hand=self.request.shown(self.parameter, by_hand),
            new=new,
        )

    def _due_otherwise(self, old: str, new: str) -> str:
        return worded(
            "It was imported as the report due on {old}, and is now that due on {new}. If the row "
            "tells of another report: --changed new. If the day was wrong, retract the report "
            "before: depositary retract @{position} --reason '…'",
            old=old or worded("no day"),
            new=new or worded("no day"),
            position=self.before.entry.first.position,
        )

    def _without_end(self, old: str) -> str:
        return worded(
            "It was imported as {old!r} and is now blank. If it did not end, take that back: "
            "depositary retract @{position} --only --reason '…'. If the day is not known, write "
            "unknown. If the row tells of another act, which began later: --changed new.",
            old=old,
            position=self.before.entry.first.position,
        )


def made_by(request: ActRequest) -> list[str]:
    """Return the topics of a request, that of an end only where the row has a place for it."""
    main, *ends = (fields := amendable(request.act))
    return [main, *(end for end in ends if fields[end].keys() & request.values.keys())]


def differences_of(
    before: ImportedEntry, request: ActRequest, fields: Fields, codes: Codes
) -> Iterator[CellChange]:
    """Yield the fields of an entry for which an act of a row has another value than it had."""
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
