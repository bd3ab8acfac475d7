"""Importing a file into the register: all of its rows, or none unless bad rows may be skipped."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from application.context import Context
from application.recording import Recording
from application.register import Register
from application.streams import EventLog
from domain.errors import Malformed
from domain.event import Recorded
from domain.words import worded
from infrastructure.importers.rows.blaming import Blame, rivals_of
from infrastructure.importers.rows.comparing import Changed
from infrastructure.importers.rows.copies import follow, set_apart
from infrastructure.importers.rows.given_rows import GivenRow, given_rows
from infrastructure.importers.rows.imported_before import RecordedRows
from infrastructure.importers.rows.ordering import Order, begun
from infrastructure.importers.rows.own_columns import founded
from infrastructure.importers.rows.parties import Parties
from infrastructure.importers.rows.plan import Plan
from infrastructure.importers.rows.row_recording import RecordingPass
from infrastructure.importers.rows.setup import set_up
from infrastructure.importers.tables.problems import BadRows, Fault, RowProblem

OnProgress = Callable[[int, int], None]


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


class _Import:
    """One decision on the rows of a file."""

    def __init__(self, recording: Recording, log: EventLog, plan: Plan, wishes: Wishes) -> None:
        self.recording, self.plan, self.wishes = recording, plan, wishes
        self.recorded = RecordedRows(log)
        self.base = recording.context
        taskforce = wishes.taskforce or plan.mapping.taskforce
        if taskforce is None:
            raise Malformed("Say for which taskforce the file is: add --taskforce.")
        self.taskforce = taskforce
        table = plan.table
        self.report = ImportReport(
            rows=len(table.rows) + len({problem.row for problem in table.problems}),
            problems=list(table.problems),
        )

    def all_rows(self, on_progress: OnProgress) -> None:
        table, report, recording = self.plan.table, self.report, self.recording
        recording.rest_on_head()  # what was imported before is asked for once
        recording.begin(self.plan.context_of_setup(self.base))
        if founded(table) != self.taskforce:
            report.setup.extend(set_up(recording, self.taskforce, self.plan.mapping.setup))
        recording.defer()
        given = given_rows(recording, self.plan, self.base)
        report.unchanged, report.notes = given.unchanged, given.notes
        blame = Blame(given.bad, given.begun)
        self._tell(self._settled(given.rows, blame, on_progress))
        report.problems.extend(
            fault.at(number) for number, faults in blame.bad.items() for fault in faults
        )
        for number in [n for n, first in given.again.items() if first in blame.bad]:
            same = worded(
                "Row {again} says the same, and cannot be recorded.", again=given.again[number]
            )
            report.problems.append(Fault("", "", same).at(number))
            report.unchanged -= 1
        report.problems.sort(key=lambda problem: problem.row)
        if report.problems and not (self.wishes.skip_bad_rows or self.wishes.dry_run):
            raise BadRows(table.name, report.problems)
        report.notes.extend(recording.notices)

    def _settled(
        self, rows: Sequence[GivenRow], blame: Blame, on_progress: OnProgress
    ) -> RecordingPass:
        """Run over the rows, without those that turn out bad, until no more do.

        What comes out does not depend on the order of the rows.
        """
        mark, (left, copies) = self.recording.snapshot(), set_apart(rows)
        apart = len(rows) - len(left)
        tried = _steps(self.report.unchanged + apart, len(left), on_progress)
        while True:
            run = self._run(left, {}, blame, tried)
            tried = _quietly
            rivals = rivals_of(run)
            blamed = blame.settle(run, self.recording.findings())
            if not blamed and not rivals and not _admits_for_others(run):
                late, copies = follow(copies, blame.bad), []
                if not late:
                    return run
                left += late
            if rivals:
                blame.remember(run)
                self.recording.restore(mark)
                orders = {given.number: given.order for given in left}
                first = {each: min(map(orders.__getitem__, each)) for each in set(rivals.values())}
                moved = {number: first[each] for number, each in rivals.items()}
                blame.settle_rivals(self._run(left, moved, blame, _quietly), rivals)
            self.recording.restore(mark)
            left = [given for given in left if given.number not in blame.bad]

    def _run(
        self,
        rows: Sequence[GivenRow],
        moved: Mapping[int, tuple[Order, int]],
        blame: Blame,
        tried: Callable[[], None],
    ) -> RecordingPass:
        run = RecordingPass(
            recording=self.recording,
            recorded=self.recorded,
            plan=self.plan,
            taskforce=self.taskforce,
            changed=self.wishes.changed,
            base=self.base,
            parties=Parties(self.recording, self.taskforce),
            expected=blame.begun,
        )
        run.record_all(rows, moved, tried)
        return run

    def _tell(self, run: RecordingPass) -> None:
        report = self.report
        for _, done in sorted(run.done.items()):
            report.acts.update(done.acts)
            report.amended += done.amended
            report.unchanged += not done.acts and not done.amended
            report.admitted.extend(done.admitted)
            report.notes.extend(done.notes)


def _steps(before: int, rows: int, on_progress: OnProgress) -> Callable[[], None]:
    """Return what shows the progress of one row more, of all that were given and `before`."""
    numbers = count(before + 1)
    return lambda: on_progress(next(numbers), before + rows)


def _quietly() -> None:
    """Show no progress of a row."""


def _admits_for_others(run: RecordingPass) -> bool:
    """Say whether a party was admitted that a bad row admits, which only became bad meanwhile."""
    admitted = {code for done in run.done.values() for code, _ in done.admitted}
    lost = {name for refusal in run.refused.values() for name in begun(refusal.given.calls)}
    return not admitted.isdisjoint(lost)
