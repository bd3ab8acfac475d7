"""Which rows of a file cannot be recorded together, and what each of them is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from uuid import UUID

from application.context import Stream
from application.judging import UnitContradiction
from application.recording import Recording
from domain.errors import Contradicted, Refused, UnknownReference
from domain.words import worded
from infrastructure.importers.rows.explaining import explained, in_columns
from infrastructure.importers.rows.ordering import begun, same_thing
from infrastructure.importers.rows.plan import Call
from infrastructure.importers.rows.row_acts import Done
from infrastructure.importers.rows.run import Error, Refusal, Run
from infrastructure.importers.tables.problems import Fault, RowFaults

LISTED = 3
_DIGITS = 8  # of the id of an entry that has no position yet, in its description
FIRST: Mapping[str, str] = MappingProxyType(
    {
        "commitment.signed": "A new signature needs the end of the one that stands: first record "
        "its withdrawal (withdraw, of signature)",
        "commitment.consented": "A new consent needs the end of the one that stands: first record "
        "its withdrawal (withdraw, of participation)",
        "member.joined": "A new membership needs the end of the one that stands: first record that "
        "(leave). A new name is recorded by rename, a new code by: depositary member recode",
        "member.suspended": "A new suspension needs the end of the one that stands: first record "
        "that (reinstate)",
        "commitment.adopted": "New words of a commitment are recorded by amend, and another "
        "commitment under a reference of its own",
        "taskforce.instrument-adopted": "A text in new words is recorded under a new version",
        "taskforce.meeting-convened": "A meeting that was moved is recorded by reschedule, and "
        "another one under a reference of its own",
    }
)
"""What has to be recorded before something of this topic can be new."""
_OTHERS = "It can be recorded once: if what was imported is wrong, that is --changed error"


@dataclass(slots=True)
class Blame:
    """The bad rows so far, with their faults, and what rested on them.

    `begun` has their numbers by the codes and references that they would have begun, `lost` by
    stream and member of what they recorded before they were left out; `touched` has such streams
    and members by row.
    """

    bad: dict[int, Sequence[Fault]]
    begun: dict[str, list[int]]
    lost: dict[tuple[UUID, str], list[int]] = field(default_factory=dict)
    touched: dict[int, set[tuple[UUID, str]]] = field(default_factory=dict)

    def settle(self, run: Run, findings: Sequence[UnitContradiction]) -> set[int]:
        """Add the rows that are bad in a run, and return those of them that were not refused."""
        for number, refusal in run.refused.items():
            self._lose(number, refusal.given.calls)
        by_id = _rows_by_id(run.acts.recording) if run.refused else {}
        for number, refusal in run.refused.items():
            self.bad[number] = self._faults(number, refusal, by_id)
        blamed: dict[int, UnitContradiction] = {}
        for finding in findings:
            for number in finding.acts - {0}:
                blamed.setdefault(number, finding)
        for number, finding in blamed.items():
            self.bad[number] = [self._fault(number, finding, run.done[number])]
        if findings:
            self.remember(run)
        for number in blamed:
            self._lose(number, run.done[number].calls)
        return set(blamed)

    def remember(self, run: Run) -> None:
        """Note which streams the rows of a run have touched, so that it is known what is lost.

        (In the stream of the body too much is together for that.)
        """
        self.touched.clear()
        body = Stream("taskforce", run.acts.taskforce).id
        for number, record in run.acts.recording.by_act():
            if record.stream_id != body:
                touched = self.touched.setdefault(number, set())
                touched.add((record.stream_id, record.event.subject))

    def settle_rivals(self, run: Run, rivals: Mapping[int, frozenset[int]]) -> None:
        """Add the rows that are refused if their rivals come first.

        (What can be recorded once is in twice: neither row is better than the other.)
        """
        by_id = _rows_by_id(run.acts.recording)
        for number, others in rivals.items():
            together = others & run.refused.keys() if number in run.done else frozenset()
            for other in together:
                faults = self._faults(other, run.refused[other], by_id)
                self.bad[other] = _not_with(faults, {number})
                self._lose(other, run.refused[other].given.calls)
            if together:
                self.bad[number] = _not_with(self.bad[number], together)

    def _lose(self, number: int, calls: Sequence[Call]) -> None:
        for name in begun(calls):
            self.begun.setdefault(name, []).append(number)
        for touched in self.touched.get(number, ()):
            self.lost.setdefault(touched, []).append(number)

    def _faults(self, number: int, refusal: Refusal, by_id: Mapping[str, int]) -> Sequence[Fault]:
        error = refusal.error
        if isinstance(error, RowFaults):
            return error.faults
        if isinstance(error, Contradicted):
            named = dict.fromkeys(_renamed(each, by_id) for each in error.entries)
            error = Contradicted(error.sentence, list(named))
        calls = refusal.done.calls or refusal.given.calls
        fault = explained(error, calls, refusal.given.context)
        more = self._lacks(number, *_looked_up(error, calls))
        if type(error) in (Refused, Contradicted):
            more += _first(refusal.done)
        return [replace(fault, reason=fault.reason + more)]

    def _fault(self, number: int, finding: UnitContradiction, done: Done) -> Fault:
        error = Contradicted(finding.sentence, list(_against(number, finding)))
        more = self._lacks(number, finding.member) + _first(done)
        return Fault("", "", in_columns(f"{error}{more}"))

    def _lacks(self, number: int, *names: str) -> str:
        """Say which bad rows a row rests on: what begins a name, or was where it was recorded."""
        rows = {row for name in names for row in self.begun.get(name, ())}
        for stream, subject in self.touched.get(number, ()):
            for each in {subject, ""}:
                rows.update(self.lost.get((stream, each), ()))
        rows.discard(number)
        if not rows:
            return ""
        verb = "is" if len(rows) == 1 else "are"
        return worded(" It rests on {rows}, which {verb} bad.", rows=_listed(rows), verb=verb)


def rivals_of(run: Run) -> dict[int, frozenset[int]]:
    """Return for each refused row those that were not, and that are about the same thing."""
    refused = {
        number: {same_thing(call) for call in refusal.given.calls}
        for number, refusal in run.refused.items()
        if isinstance(refusal.error, Refused) and not isinstance(refusal.error, UnknownReference)
    }
    things = frozenset[tuple[str, ...]]().union(*refused.values())
    by_thing: dict[tuple[str, ...], set[int]] = {}
    for number, done in run.done.items() if things else ():
        for call in done.calls:
            if (thing := same_thing(call)) in things:
                by_thing.setdefault(thing, set()).add(number)
    shared = {thing: frozenset(numbers) for thing, numbers in by_thing.items()}
    found: dict[int, frozenset[int]] = {}
    for number, about in refused.items():
        sets = [shared[thing] for thing in about if thing in shared]
        if sets:  # one set is not copied: it may be long, and of many rows
            found[number] = sets[0] if len(sets) == 1 else sets[0].union(*sets[1:])
    return found


def _looked_up(error: Error, calls: Sequence[Call]) -> list[str]:
    """Return what a row was refused for: a name that is not there, or members of another day."""
    if isinstance(error, UnknownReference):
        return [error.reference]
    if isinstance(error, Contradicted):
        return [call.given.get(each) or "" for call in calls for each in ("member", "by")]
    return []


def _not_with(faults: Sequence[Fault], rows: Iterable[int]) -> list[Fault]:
    more = worded(" It cannot be recorded together with {rows}.", rows=_listed(rows))
    return [replace(fault, reason=fault.reason + more) for fault in faults]


def _against(number: int, finding: UnitContradiction) -> Iterator[str]:
    """Yield the other rows and the entries of the register that a row stands against."""
    rows = {act for entry in finding.entries if number not in entry.acts for act in entry.acts}
    named = {act for entry in finding.entries for act in entry.acts}
    rows |= finding.acts - named - {number}
    if rows - {0}:
        yield _listed(rows - {0})
    for entry in finding.entries:
        if not entry.acts - {0}:
            yield entry.phrase


def _listed(rows: Iterable[int]) -> str:
    """Return the first few row numbers in words."""
    numbers = sorted(rows)
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if len(numbers) > LISTED:
        shown = ", ".join(map(str, numbers[:LISTED]))
        return worded("rows {shown} and {count:,} more", shown=shown, count=len(numbers) - LISTED)
    return worded(
        "rows {str} and {numbers}", str=", ".join(map(str, numbers[:-1])), numbers=numbers[-1]
    )


def _rows_by_id(recording: Recording) -> dict[str, int]:
    """Return the rows by the first digits of the entries that they began."""
    return {str(record.entry_id)[:_DIGITS]: number for number, record in recording.by_act()}


def _renamed(phrase: str, by_id: Mapping[str, int]) -> str:
    """Return the row that recorded an entry, or the phrase for one that was there before."""
    number = by_id.get(phrase[-_DIGITS - 1 : -1]) if phrase.endswith("]") else None
    return f"row {number}" if number else phrase


def _first(done: Done) -> str:
    """Say what has to be recorded before what changed can be new."""
    return "".join(f" {FIRST.get(topic, _OTHERS)}." for topic in sorted(done.again))
