"""Find the rows of a file that cannot be recorded together, and say of each why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from uuid import UUID

from application.acts.meetings.meetings import OpenMeeting
from application.context import Stream
from application.recording.recording import Recording
from application.recording.unit_check import UnitContradiction
from domain.errors import Contradicted, Refused, UnknownReference
from domain.words import Words, worded
from infrastructure.importers.recording.ordering import begun, same_thing
from infrastructure.importers.recording.row_recording import (
    RecordingPass,
)
from infrastructure.importers.recording.row_results import Error, RefusedRow, RowResult
from infrastructure.importers.rows.act_request import ActRequest
from infrastructure.importers.rows.refused_cells import in_columns, refused_cell
from infrastructure.importers.tables.problems import CellFault, RowFaults

_LISTED = 3
_DIGITS = 8  # of the id of an entry that has no position yet, in its description
_NEEDED_FIRST: Mapping[str, str] = MappingProxyType(
    {
        "commitment.signed": worded(
            "A new signature needs the end of the one that stands: first record its withdrawal "
            "(withdraw, of signature)."
        ),
        "commitment.consented": worded(
            "A new consent needs the end of the one that stands: first record its withdrawal "
            "(withdraw, of participation)."
        ),
        "member.joined": worded(
            "A new membership needs the end of the one that stands: first record that (leave). A "
            "new name is recorded by rename, a new code by: depositary member recode."
        ),
        "member.suspended": worded(
            "A new suspension needs the end of the one that stands: first record that (reinstate)."
        ),
        "commitment.adopted": worded(
            "New words of a commitment are recorded by amend, and another commitment under a "
            "reference of its own."
        ),
        "taskforce.instrument-adopted": worded(
            "A text in new words is recorded under a new version."
        ),
        "taskforce.meeting-convened": worded(
            "A meeting that was moved is recorded by reschedule, and another one under a reference "
            "of its own."
        ),
    }
)
"""What has to be recorded before something of this topic can be new."""
_ONCE = worded("It can be recorded once: if what was imported is wrong, that is --changed error.")


@dataclass(slots=True)
class RejectedRows:
    """The bad rows so far, with their faults, and what other rows need of them.

    `begun` has their numbers by the codes and references that they would have begun, `lost` by
    stream and member of what they recorded before they were left out; `touched` has the streams
    and members of what each row of the last pass recorded.
    """

    bad: dict[int, Sequence[CellFault]]
    begun: dict[str, list[int]]
    lost: dict[tuple[UUID, str], list[int]] = field(default_factory=dict)
    touched: dict[int, set[tuple[UUID, str]]] = field(default_factory=dict)

    def settle(self, run: RecordingPass, findings: Sequence[UnitContradiction]) -> set[int]:
        """Add the rows that are bad in a run, and return those of them that were not refused."""
        for number, refusal in run.refused.items():
            self._lose(number, refusal.given.requests)
        by_id = _rows_by_id(run.recording) if run.refused else {}
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
        for number, requests in run.asked_by(blamed):
            self._lose(number, requests)
        return set(blamed)

    def remember(self, run: RecordingPass) -> None:
        """Note in which streams the rows of a pass recorded, to name them if a row is left out.

        The stream of the body is left out, since nearly every row records there.
        """
        self.touched.clear()
        body = Stream("taskforce", run.taskforce).id
        for number, record in run.recording.by_act():
            if record.stream_id != body:
                touched = self.touched.setdefault(number, set())
                touched.add((record.stream_id, record.event.subject))

    def settle_rivals(self, run: RecordingPass, rivals: Mapping[int, frozenset[int]]) -> None:
        """Add the rows that are refused if their rivals come first, and these rivals.

        Both record what can be recorded only once, and neither row is better than the other.
        """
        by_id = _rows_by_id(run.recording)
        for number, others in rivals.items():
            together = others & run.refused.keys() if number in run.done else frozenset()
            for other in together:
                faults = self._faults(other, run.refused[other], by_id)
                self.bad[other] = _not_with(faults, {number})
                self._lose(other, run.refused[other].given.requests)
            if together:
                self.bad[number] = _not_with(self.bad[number], together)

    def _lose(self, number: int, requests: Sequence[ActRequest]) -> None:
        opened = [each.get("meeting") or "" for each in requests if each.act is OpenMeeting]
        for name in (*begun(requests), *opened):
            self.begun.setdefault(name, []).append(number)
        for touched in self.touched.get(number, ()):
            self.lost.setdefault(touched, []).append(number)

    def _faults(
        self, number: int, refusal: RefusedRow, by_id: Mapping[str, int]
    ) -> Sequence[CellFault]:
        error = refusal.error
        if isinstance(error, RowFaults):
            return error.faults
        if isinstance(error, Contradicted):
            named = dict.fromkeys(_renamed(each, by_id) for each in error.entries)
            error = Contradicted(error.sentence, list(named), error.reference)
        requests = refusal.result.resolved or refusal.given.requests
        fault = refused_cell(error, requests, refusal.given.said[1])
        more = [*self._lacks(number, *_looked_up(error, requests))]
        if type(error) in (Refused, Contradicted):
            more += _needed_first(refusal.result)
        return [_with(fault, *more)]

    def _fault(self, number: int, finding: UnitContradiction, done: RowResult) -> CellFault:
        error = Contradicted(finding.sentence, list(_against(number, finding)))
        needed = (finding.member, _meeting_of(finding))
        more = (*self._lacks(number, *filter(None, needed)), *_needed_first(done))
        return _with(CellFault("", "", in_columns(str(error))), *more)

    def _lacks(self, number: int, *names: str) -> Iterator[str]:
        """Say which bad rows a row needs: what begins a name, or was where it was recorded."""
        rows = {row for name in names for row in self.begun.get(name, ())}
        for stream, subject in self.touched.get(number, ()):
            for each in {subject, ""}:
                rows.update(self.lost.get((stream, each), ()))
        rows.discard(number)
        if len(rows) == 1:
            yield worded("It rests on {row}, which is bad.", row=_listed(rows))
        elif rows:
            yield worded("It rests on {rows}, which are bad.", rows=_listed(rows))


def rivals_of(run: RecordingPass) -> dict[int, frozenset[int]]:
    """Return for each refused row those that were not, and that are about the same thing."""
    refused = {
        number: {same_thing(request) for request in refusal.given.requests}
        for number, refusal in run.refused.items()
        if isinstance(refusal.error, Refused) and not isinstance(refusal.error, UnknownReference)
    }
    things = frozenset[tuple[str, ...]]().union(*refused.values())
    by_thing: dict[tuple[str, ...], set[int]] = {}
    for number, requests in run.asked_by(run.done) if things else ():
        for request in requests:
            if (thing := same_thing(request)) in things:
                by_thing.setdefault(thing, set()).add(number)
    shared = {thing: frozenset(numbers) for thing, numbers in by_thing.items()}
    found: dict[int, frozenset[int]] = {}
    for number, about in refused.items():
        sets = [shared[thing] for thing in about if thing in shared]
        if sets:  # one set is not copied: it may be long, and of many rows
            found[number] = sets[0] if len(sets) == 1 else sets[0].union(*sets[1:])
    return found


def _meeting_of(finding: UnitContradiction) -> str:
    """Return the meeting of a contradiction, "" of one about something else."""
    said = finding.sentence
    return str(said.values.get("meeting", "")) if isinstance(said, Words) else ""


def _looked_up(error: Error, requests: Sequence[ActRequest]) -> list[str]:
    """Return what a row was refused for: a name that is not there, or members of another day."""
    if isinstance(error, UnknownReference):
        return [error.reference]
    if isinstance(error, Contradicted):
        return [request.get(each) or "" for request in requests for each in ("member", "by")]
    return []


def _not_with(faults: Sequence[CellFault], rows: Iterable[int]) -> list[CellFault]:
    more = worded("It cannot be recorded together with {rows}.", rows=_listed(rows))
    return [_with(fault, more) for fault in faults]


def _with(fault: CellFault, *sentences: str) -> CellFault:
    """Return a fault with more sentences behind its reason."""
    return replace(fault, reason=" ".join([fault.reason, *sentences]))


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
        return worded("row {number}", number=numbers[0])
    if len(numbers) > _LISTED:
        first = ", ".join(map(str, numbers[:_LISTED]))
        return worded("rows {first} and {count:,} more", first=first, count=len(numbers) - _LISTED)
    *others, last = map(str, numbers)
    return worded("rows {others} and {last}", others=", ".join(others), last=last)


def _rows_by_id(recording: Recording) -> dict[str, int]:
    """Return the rows by the first digits of the entries that they began."""
    return {str(record.entry_id)[:_DIGITS]: number for number, record in recording.by_act()}


def _renamed(phrase: str, by_id: Mapping[str, int]) -> str:
    """Return the row that recorded an entry, or the phrase for one that was there before."""
    number = by_id.get(phrase[-_DIGITS - 1 : -1]) if phrase.endswith("]") else None
    return worded("row {number}", number=number) if number else phrase


def _needed_first(done: RowResult) -> list[str]:
    """Say what has to be recorded before what changed can be new."""
    return [_NEEDED_FIRST.get(topic, _ONCE) for topic in sorted(done.again)]
