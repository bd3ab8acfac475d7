"""What one row records when its turn comes: its acts, as new ones or as amendments."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from application.context import Context
from application.recording import Recording
from application.use_cases.members import admit_if_unknown
from domain.words import worded
from infrastructure.importers.rows.comparing import Changed, compare, must_be_shown_alike
from infrastructure.importers.rows.given_rows import GivenRow
from infrastructure.importers.rows.imported_before import last_imported
from infrastructure.importers.rows.parties import Parties
from infrastructure.importers.rows.plan import Call, Plan
from infrastructure.importers.rows.recorded_rows import RecordedRows
from infrastructure.importers.rows.uncompared import uncompared


@dataclass(slots=True)
class Done:
    """What came of one row.

    `calls` are its acts with the codes of members, `acts` the names of those that were recorded,
    `again` the topics of what was recorded anew because it had changed.
    """

    calls: list[Call] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    amended: bool = False
    admitted: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    again: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowActs:
    """How the rows of one file are recorded.

    `expected` are codes of members that bad rows of this file would have admitted.
    """

    recording: Recording
    recorded: RecordedRows
    plan: Plan
    taskforce: str
    changed: Changed
    base: Context
    parties: Parties
    expected: Collection[str]

    def record(self, given: GivenRow, done: Done) -> None:
        """Record what a row says, and note what came of it.

        Raises:
            RowFaults: cells of it cannot be used, or it has to be said what a change is.
            Refused: a rule says no.
            Malformed: a value is not of its form.
        """
        self.recording.begin(given.context, given.number)
        done.calls.extend(map(self.parties.resolved, given.calls))
        if given.before is None:
            self._do(given, done, done.calls)
            return
        recording, changed = self.recording, self.changed
        old = last_imported(
            recording, self.recorded, self.taskforce, done.calls, given.before, given.key
        )
        must_be_shown_alike(old, recording.context)
        comparison = compare(recording, self.taskforce, done.calls, old)
        comparison.must_be_decided(changed)
        if changed in ("completed", "error"):
            context = recording.context
            recording.context = replace(context, visibility=None)  # it stays as it is
            comparison.amend(recording, changed)
            recording.context = context
        if changed == "new":
            done.again.update(d.before.record.event.TOPIC for d in comparison.differences)
        elif not comparison.new:
            done.notes.extend(_uncompared(given, done.calls, blanks=not comparison.differences))
        self._do(given, done, list(comparison.calls(changed)))
        done.amended = bool(comparison.differences) and changed != "new"

    def _do(self, given: GivenRow, done: Done, calls: Sequence[Call]) -> None:
        for call in calls:
            if call.act.is_needed(self.recording, self.taskforce, call.given):
                done.admitted.extend(self._admit(given, call))
                call.act.do(self.recording, self.taskforce, call.given)
                done.acts.append(call.act.name)

    def _admit(self, given: GivenRow, call: Call) -> Iterator[tuple[str, str]]:
        """Admit a party that acts on a text and is no member; the admission is not the row's.

        A party that a bad row of the file admits is not, or the better row would come too late.
        """
        code = call.given.get("member")
        if code is None or not call.act.is_on_text or code in self.expected:
            return
        if not (party := self.plan.party(given.row)):
            return
        recording, context = self.recording, self.recording.context
        recording.context = replace(context, row_key=None, row_sha256=None, note=self.base.note)
        if admit_if_unknown(recording, self.taskforce, code, *party):
            yield code, party[0]
        recording.context = context


def _uncompared(given: GivenRow, calls: Sequence[Call], *, blanks: bool) -> Iterator[str]:
    if columns := uncompared(calls, blanks=blanks):
        yield (
            worded(
                "Row {number} is not as it was imported. What changed in {columns}, if "
                "anything, was not recorded; correct it by hand.",
                number=given.number,
                columns=", ".join(columns),
            )
        )
