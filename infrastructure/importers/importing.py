"""Importing a file into the register: all of its rows, or none unless bad rows may be skipped."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from application.answers import ImportedRow
from application.context import Context
from application.recording import Recording
from application.register import Register
from application.streams import EventLog
from application.use_cases.members import admit_if_unknown
from domain.errors import Malformed, Refused
from domain.event import Recorded
from infrastructure.importers.comparing import (
    Changed,
    compare,
    last_imported,
    must_be_shown_alike,
)
from infrastructure.importers.explaining import explained
from infrastructure.importers.own_columns import founded
from infrastructure.importers.parties import Parties
from infrastructure.importers.plan import Call, Plan
from infrastructure.importers.problems import BadRows, Fault, RowFaults, RowProblem
from infrastructure.importers.setup import set_up
from infrastructure.importers.table import Row
from infrastructure.importers.uncompared import uncompared

OnProgress = Callable[[int, int], None]
_ASKED_AT_ONCE = 500


def in_silence(_: int, __: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a file is to be imported; `taskforce` None means the mapping's own."""

    taskforce: str | None = None
    skip_bad_rows: bool = False
    changed: Changed = "ask"
    dry_run: bool = False


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import recorded, or would record.

    `acts` counts acts by name, `amended` rows whose entries were amended. `admitted` holds code and
    name of parties that became members since an unknown day, `setup` one sentence for each thing
    that was missing, `notes` one for each changed row with cells that are not compared. `records`
    are all events in order; `problems` are in the order of rows.
    """

    rows: int
    acts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    amended: int = 0
    admitted: list[tuple[str, str]] = field(default_factory=list)
    setup: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    records: Sequence[Recorded] = ()


def import_table(
    register: Register,
    plan: Plan,
    context: Context,
    wishes: Wishes | None = None,
    on_progress: OnProgress = in_silence,
    *,
    key: str | None = None,
) -> ImportReport:
    """Import a file in one unit; a dry run records nothing and reports problems without refusing.

    `on_progress` gets rows done and all rows. With the `key` of a command that was recorded before
    nothing is recorded, and all rows count as unchanged.

    Raises:
        BadRows: some rows cannot be recorded, and they were not to be skipped.
        Malformed: it is not said, or not known, for which body.
        Refused: what the mapping sets up cannot be recorded.
    """
    wishes = wishes or Wishes()
    runs: list[ImportReport] = []

    def use_case(recording: Recording) -> None:
        run = _Import(recording, register.log, plan, wishes)
        runs.append(run.report)
        run.all_rows(on_progress)
        run.report.records = recording.pending

    if wishes.dry_run:
        register.prepare(use_case, context)
    else:
        receipt = register.record(use_case, context, key=key)
        if receipt.repeated:
            return ImportReport(rows=len(plan.table.rows), unchanged=len(plan.table.rows))
    return runs[-1]


@dataclass(slots=True)
class _Done:
    """What came of one row: names of acts, whether it amended entries, who was admitted."""

    acts: list[str] = field(default_factory=list)
    amended: bool = False
    admitted: list[tuple[str, str]] = field(default_factory=list)


class _Import:
    """One run over the rows of a file."""

    def __init__(self, recording: Recording, log: EventLog, plan: Plan, wishes: Wishes) -> None:
        self.recording, self.log, self.plan, self.wishes = recording, log, plan, wishes
        self.base = recording.context
        taskforce = wishes.taskforce or plan.mapping.taskforce
        if taskforce is None:
            raise Malformed("Say for which taskforce the file is: add --taskforce.")
        self.taskforce = taskforce
        self.parties = Parties(recording, taskforce)
        table = plan.table
        self.report = ImportReport(
            rows=len(table.rows) + len({problem.row for problem in table.problems}),
            problems=list(table.problems),
        )

    def all_rows(self, on_progress: OnProgress) -> None:
        table, report = self.plan.table, self.report
        self.recording.rest_on_head()  # what was imported before is asked for once
        self.recording.begin(self.plan.context_of_setup(self.base))
        if founded(table) != self.taskforce:
            report.setup.extend(set_up(self.recording, self.taskforce, self.plan.mapping.setup))
        keyed = list(self._keyed())
        imported = self._imported([key for key, _ in keyed])
        for done, (key, row) in enumerate(keyed, start=1):
            self._row(row, key, imported.get(key))
            on_progress(done, len(keyed))
        report.problems.sort(key=lambda problem: problem.row)
        if report.problems and not (self.wishes.skip_bad_rows or self.wishes.dry_run):
            raise BadRows(table.name, report.problems)

    def _keyed(self) -> Iterator[tuple[str, Row]]:
        """Yield the rows with their keys; a key that comes again is a problem."""
        seen: dict[str, int] = {}
        for row in self.plan.table.rows:
            try:
                key = self.plan.row_key(row)
            except RowFaults as error:
                self._fail(row, error.faults)
                continue
            if key in seen:
                self._fail(row, [self._twice(row, seen[key])])
                continue
            seen[key] = row.number
            yield key, row

    def _twice(self, row: Row, first: int) -> Fault:
        key = self.plan.mapping.key
        cells = ", ".join(filter(None, (row.cells[column] for column in key)))
        return Fault("", "", f"Row {first} says the same in {', '.join(key)}: {cells}.")

    def _imported(self, keys: Sequence[str]) -> dict[str, ImportedRow]:
        found: dict[str, ImportedRow] = {}
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            found |= self.recording.read_model.imported(keys[start : start + _ASKED_AT_ONCE])
        return found

    def _row(self, row: Row, key: str, before: ImportedRow | None) -> None:
        if before and before.expunged:
            self.report.unchanged += 1
            self.report.notes.append(
                f"Row {row.number} made entries of which texts were removed, so it is not compared "
                f"and nothing of it is recorded; take them out of the file, and record by hand "
                f"what else has changed."
            )
            return
        blank = before is None and self.plan.left_blank(row)
        if blank or (before and before.row_sha256 == self.plan.row_sha256(row)):
            self.report.unchanged += 1
            return
        mark = self.recording.savepoint()
        calls: list[Call] = []
        try:
            self.recording.begin(self.plan.context(self.base, row))
            calls.extend(map(self.parties.resolved, self.plan.calls(row)))
            done = self._record(row, key, calls, before)
        except RowFaults as error:
            self._fail(row, error.faults)
        except (Refused, Malformed, ValidationError) as error:
            self._fail(row, [explained(error, calls, self.recording.context)])
        else:
            self.report.acts.update(done.acts)
            self.report.amended += done.amended
            self.report.unchanged += not done.acts and not done.amended
            self.report.admitted.extend(done.admitted)
            return
        self.recording.restore(mark)

    def _fail(self, row: Row, faults: Sequence[Fault]) -> None:
        self.report.problems.extend(fault.at(row.number) for fault in faults)

    def _record(
        self, row: Row, key: str, calls: Sequence[Call], before: ImportedRow | None
    ) -> _Done:
        recording, changed = self.recording, self.wishes.changed
        if before is None:
            return self._do(row, calls)
        old = last_imported(recording, self.log, self.taskforce, calls, before, key)
        must_be_shown_alike(old, recording.context)
        comparison = compare(recording, self.taskforce, calls, old)
        comparison.must_be_decided(changed)
        if changed in ("completed", "error"):
            context = recording.context
            recording.context = replace(context, visibility=None)  # it stays as it is
            comparison.amend(recording, changed)
            recording.context = context
        if not comparison.new and changed != "new":
            self._tell_uncompared(row, calls, blanks=not comparison.differences)
        done = self._do(row, list(comparison.calls(changed)))
        done.amended = bool(comparison.differences) and changed != "new"
        return done

    def _tell_uncompared(self, row: Row, calls: Sequence[Call], *, blanks: bool) -> None:
        if columns := uncompared(calls, blanks=blanks):
            self.report.notes.append(
                f"Row {row.number} is not as it was imported. What changed in "
                f"{', '.join(columns)}, if anything, was not recorded; correct it by hand."
            )

    def _do(self, row: Row, calls: Sequence[Call]) -> _Done:
        done = _Done()
        for call in calls:
            if call.act.only_if(self.recording, self.taskforce, call.given):
                done.admitted.extend(self._admit(row, call))
                call.act.do(self.recording, self.taskforce, call.given)
                done.acts.append(call.act.name)
        return done

    def _admit(self, row: Row, call: Call) -> Iterator[tuple[str, str]]:
        """Admit a party that acts on a text and is no member; the admission is not the row's."""
        code = call.given.get("member")
        if code is None or not call.act.is_on_text or not (party := self.plan.party(row)):
            return
        recording, context = self.recording, self.recording.context
        recording.context = replace(context, row_key=None, row_sha256=None, note=self.base.note)
        if admit_if_unknown(recording, self.taskforce, code, *party):
            yield code, party[0]
        recording.context = context
