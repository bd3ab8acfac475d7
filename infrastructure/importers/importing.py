"""Importing a file into the register: all of its rows, or none unless bad rows may be skipped.

Which rows are bad does not depend on their order in the file:

1. Rows are recorded in the order of what they do and of their days (`ordering`). A row that is
   refused is tried again when something that it had read has changed (`row_recording`).
2. Then all of it is compared with what the register held before; rows that contradict each other,
   or the register, are bad (`conflicting_rows`).
3. A refused row and rows about the same thing are rivals: in a second pass the refused row comes
   first, and if it then keeps its rivals out, all of them are bad.
4. What was recorded is taken back, and all is done again without the bad rows, until no more are
   found.
5. Of many rows that say the same, two are judged for all (`identical_rows`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from application.context import Context
from application.event_store.streams import EventLog
from application.recording.recording import Recording
from application.register import Register
from domain.errors import Malformed
from domain.event import Recorded
from domain.suggestions import few_suggestions
from domain.words import Words, joined, worded
from infrastructure.importers.answers.file_notes import notes_on
from infrastructure.importers.recording.cell_changes import Changed
from infrastructure.importers.recording.conflicting_rows import RejectedRows, rivals_of
from infrastructure.importers.recording.contrary_rows import reject_contrary, reject_denials
from infrastructure.importers.recording.earlier_imports import RecordedRows
from infrastructure.importers.recording.exported_rows import set_exported_aside
from infrastructure.importers.recording.identical_rows import follow, set_apart
from infrastructure.importers.recording.ordering import Order, begun
from infrastructure.importers.recording.pending_rows import PendingRow, PendingRows, pending_rows
from infrastructure.importers.recording.row_recording import RecordingPass
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.rows.row_bounds import EntryCount, bounded_rows
from infrastructure.importers.rows.setup import set_up
from infrastructure.importers.rows.standard_columns import founded
from infrastructure.importers.tables.problems import BadRows, CellFault, RowProblem

OnProgress = Callable[[int], object]
"""Gets how many more rows are done."""


def no_progress(_: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How a file is to be imported; `taskforce` None means the mapping's own."""

    taskforce: str | None = None
    skip_bad_rows: bool = False
    changed: Changed = "ask"
    dry_run: bool = False


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What an import recorded, or would record.

    `acts` counts acts by name, `amended` rows whose entries were amended, `blank` forms in which
    nothing was said. `admitted` holds code and name of parties that became members since an unknown
    day, `setup` one sentence for each thing that was missing, `notes` one for each changed row with
    cells that are not compared. `skipped` has the numbers of rows that were to be left out by an
    answer, `silent` of those that say nothing yet by a rule, `known` of those whose
    acts stand already, by hand or from another file; `unnoted` and `shown_otherwise` of those of
    which some act that stands has not their note, or is for another audience. `records` are all
    events in order; `problems` are in the order of rows, and stop the file if it is `blocked`.
    `trial` is the unit of a dry run. `sheet_rows` is as in the table.
    """

    rows: int
    sheet_rows: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    blank: int = 0
    amended: int = 0
    admitted: list[tuple[str, str]] = field(default_factory=list)
    setup: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    unnoted: list[int] = field(default_factory=list)
    shown_otherwise: list[int] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    blocked: bool = False
    records: Sequence[Recorded] = ()
    trial: Recording | None = None

    def counted(self) -> str:
        """Return in a sentence how many rows did what, or would do it."""
        acts = (f"{number} {act}" for act, number in sorted(self.acts.items()))
        if self.trial is None:
            sentence = "{rows}: recorded {acts}; {unchanged} unchanged, {amended} amended."
        elif not self.blocked:
            sentence = "{rows}: would record {acts}; {unchanged} unchanged, {amended} amended."
        else:
            sentence = (
                "{rows}: with --skip-bad-rows would record {acts}; {unchanged} unchanged, "
                "{amended} amended."
            )
        counted = worded(
            sentence,
            rows=self._rows(),
            acts=", ".join(acts) or worded("nothing"),
            unchanged=self.unchanged,
            amended=self.amended,
        )
        blank = [worded("{blank} left blank.", blank=self.blank)] if self.blank else []
        return joined(" ", [counted, *blank])

    def _rows(self) -> Words:
        if self.sheet_rows:
            return worded("{count} rows ({acts} acts)", count=self.sheet_rows, acts=self.rows)
        return worded("1 row") if self.rows == 1 else worded("{count} rows", count=self.rows)


def import_table(
    register: Register,
    mapped: MappedFile,
    context: Context,
    options: ImportOptions | None = None,
    on_progress: OnProgress = no_progress,
    *,
    key: str | None = None,
) -> ImportReport:
    """Import a file in one unit; a dry run records nothing and reports problems without refusing.

    With the `key` of a command that was recorded before nothing is recorded, which a note says.

    Raises:
        BadRows: some rows cannot be recorded, and they were not to be skipped.
        Malformed: it is not said, or not known, for which body; or its rows ask for too much.
        Refused: what the mapping sets up cannot be recorded.
    """
    options = options or ImportOptions()
    runs: list[ImportReport] = []
    notices: Sequence[str]

    def use_case(recording: Recording) -> None:
        run = _Import(recording, register.log, mapped, options)
        runs.append(run.report)
        with few_suggestions(), bounded_rows(mapped.table):
            run.all_rows(on_progress)
        run.report.records = recording.pending

    repeated = register.recorded_before(key)
    if options.dry_run and not repeated:
        trial = register.prepare(use_case, context)
        runs[-1].trial, notices = trial, trial.notices
    else:
        receipt = repeated or register.record(use_case, context, key=key)
        if receipt.repeated:
            rows, of_sheet = len(mapped.table.rows), mapped.table.sheet_rows
            told = worded(
                "Recorded before with this command key, at @{first} to @{last}: no row of this "
                "file was looked at. Another file needs another key.",
                first=receipt.first,
                last=receipt.last,
            )
            return ImportReport(rows=rows, sheet_rows=of_sheet, notes=[told])
        notices = receipt.notices
    runs[-1].notes.extend(notices)
    return runs[-1]


class _Import:
    """One decision on the rows of a file."""

    def __init__(
        self, recording: Recording, log: EventLog, mapped: MappedFile, options: ImportOptions
    ) -> None:
        self.recording, self.mapped, self.options = recording, mapped, options
        self.recorded, self.entries = RecordedRows(log), EntryCount(mapped.table)
        self.base = recording.context
        taskforce = options.taskforce or mapped.mapping.taskforce
        if taskforce is None:
            raise Malformed("Say for which taskforce the file is: add --taskforce.")
        self.taskforce = taskforce
        table = mapped.table
        self.report = ImportReport(
            rows=table.row_count, sheet_rows=table.sheet_rows, problems=list(table.problems)
        )

    def all_rows(self, on_progress: OnProgress) -> None:
        table, report, recording = self.mapped.table, self.report, self.recording
        recording.rest_on_head()  # what was imported before is asked for once
        recording.begin(self.mapped.context_of_setup(self.base))
        if founded(table) != self.taskforce:
            report.setup.extend(set_up(recording, self.taskforce, self.mapped.mapping.setup))
        recording.defer()
        given = pending_rows(recording, self.mapped, self.base)
        report.known = set_exported_aside(recording, self.taskforce, self.mapped, given)
        reject_denials(recording, self.taskforce, self.mapped, given)
        new = [each.row for each in given.rows if each.before is None]
        report.notes = given.notes = [*given.notes, *notes_on(self.mapped, new)]
        report.unchanged, report.blank = given.unchanged, given.blank
        report.skipped, report.silent = [*self.mapped.skipped], given.silent
        rejected = RejectedRows(given.bad, given.begun)
        self._count(self._settled(given, rejected, on_progress))
        report.unchanged -= sum(row.number in rejected.bad for _, row in given.alike)
        report.problems += [f.at(number) for number, each in rejected.bad.items() for f in each]
        for number in [n for n, first in given.duplicates.items() if first in rejected.bad]:
            first = given.duplicates[number]
            same = worded("Row {row} says the same, and cannot be recorded.", row=first)
            report.problems.append(CellFault("", "", same).at(number))
            report.unchanged -= 1
        report.problems.sort(key=lambda problem: problem.row)
        leaves_out = self.mapped.leaves_out_unfit
        report.blocked = not all(leaves_out and each.unfit for each in report.problems)
        if report.blocked and not (self.options.skip_bad_rows or self.options.dry_run):
            raise BadRows(table.name, report.problems)

    def _settled(
        self, given: PendingRows, rejected: RejectedRows, on_progress: OnProgress
    ) -> RecordingPass:
        """Record the rows, without those that turn out bad, until no more do."""
        mark, (left, copies) = self.recording.snapshot(), set_apart(given.rows)
        on_progress(self.report.unchanged + self.report.blank + len(given.rows) - len(left))
        while True:
            run = self._run(left, {}, rejected, on_progress)
            on_progress = no_progress
            rivals = rivals_of(run)
            blamed = rejected.settle(run, self.recording.findings()) | self._parted(rejected)
            blamed |= reject_contrary(run, given, rejected.bad)
            if not blamed and not rivals and not _admits_for_others(run):
                late, copies = follow(copies, rejected.bad), []
                if not late:
                    return run
                left += late
            if rivals:
                rejected.remember(run)
                self.recording.restore(mark)
                orders = {given.number: given.order for given in left}
                first = {each: min(map(orders.__getitem__, each)) for each in set(rivals.values())}
                moved = {number: first[each] for number, each in rivals.items()}
                rejected.settle_rivals(self._run(left, moved, rejected, no_progress), rivals)
            self.recording.restore(mark)
            left = [given for given in left if given.number not in rejected.bad]

    def _parted(self, rejected: RejectedRows) -> set[int]:
        """Reject the rows that are one whole with a bad one, and return those that are so now."""
        rows, by = self.mapped.table.rows, self.mapped.table.whole_by
        if not by:
            return set()
        bad = {row.cells[by] for row in rows if row.number in rejected.bad}
        parted = {row.number for row in rows if row.cells[by] in bad} - rejected.bad.keys()
        rejected.bad.update(dict.fromkeys(parted, ()))
        return parted

    def _run(
        self,
        rows: Sequence[PendingRow],
        moved: Mapping[int, tuple[Order, int]],
        rejected: RejectedRows,
        on_progress: OnProgress,
    ) -> RecordingPass:
        run = RecordingPass(
            rows=rows,
            recording=self.recording,
            recorded=self.recorded,
            mapped=self.mapped,
            taskforce=self.taskforce,
            changed=self.options.changed,
            base=self.base,
            parties=MemberLookup(self.recording, self.taskforce),
            expected=rejected.begun,
            entries=self.entries,
        )
        run.record_all(moved, on_progress)
        return run

    def _count(self, run: RecordingPass) -> None:
        report = self.report
        for number, done in sorted(run.done.items()):
            for rows, applies in (
                (report.known, done.known),
                (report.unnoted, done.known and done.lost_note),
                (report.shown_otherwise, done.is_shown_otherwise),
            ):
                rows.extend([number] if applies else [])
            report.acts.update(done.acts)
            report.amended += done.amended
            report.unchanged += not done.acts and not done.amended
            report.admitted.extend(done.admitted)
            report.notes.extend(done.notes)


def _admits_for_others(run: RecordingPass) -> bool:
    """Say whether a party was admitted that a bad row admits, which only became bad meanwhile."""
    admitted = {code for done in run.done.values() for code, _ in done.admitted}
    lost = {name for refusal in run.refused.values() for name in begun(refusal.given.requests)}
    return not admitted.isdisjoint(lost)
