"""The rows of a file that say something new, each read once, and those that cannot be used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import ValidationError

from application.answers import ImportedRow, Located
from application.context import Context, Stream
from application.declarations.entry_names import entry_named
from application.reading import AGGREGATES
from application.recording import Recording
from domain.errors import Malformed, Refused
from domain.words import worded
from infrastructure.importers.rows.explaining import explained
from infrastructure.importers.rows.ordering import Order, begun, order_of
from infrastructure.importers.rows.plan import Call, Plan
from infrastructure.importers.tables.problems import Fault, RowFaults
from infrastructure.importers.tables.table import Row

_ASKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One row that is to be recorded; `order` is its place among all."""

    row: Row
    key: str
    calls: Sequence[Call]
    context: Context
    before: ImportedRow | None
    order: tuple[Order, int]

    @property
    def number(self) -> int:
        """The number that a spreadsheet shows."""
        return self.row.number


@dataclass(slots=True)
class GivenRows:
    """What the rows of a file are: to be judged, unchanged, or bad whatever the others say.

    `begun` has the numbers of bad rows by the codes and references that they would have begun,
    `again` those of rows that say the same as an earlier one, with its number.
    """

    rows: list[GivenRow] = field(default_factory=list)
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    bad: dict[int, Sequence[Fault]] = field(default_factory=dict)
    begun: dict[str, list[int]] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)

    def lose(self, number: int, faults: Sequence[Fault], calls: Sequence[Call]) -> None:
        """Note that a row is bad."""
        self.bad[number] = faults
        for name in begun(calls):
            self.begun.setdefault(name, []).append(number)


def given_rows(recording: Recording, plan: Plan, base: Context) -> GivenRows:
    """Read the rows of a file; what is known already is counted, and not read further."""
    given = GivenRows()
    keyed = list(_keyed(plan, given))
    imported = _imported(recording, [key for key, _ in keyed])
    for key, row in keyed:
        before = imported.get(key)
        if before and before.expunged:
            given.unchanged += 1
            given.notes.append(
                worded(
                    "Row {number} made entries of which texts were removed, so it is not compared "
                    "and nothing of it is recorded; take them out of the file, and record by hand "
                    "what else has changed.",
                    number=row.number,
                )
            )
        elif _says_nothing_new(plan, row, before):
            given.unchanged += 1
        else:
            _read(recording, plan, base, given, row, key, before)
    given.rows.sort(key=lambda each: each.order)
    return given


def _says_nothing_new(plan: Plan, row: Row, before: ImportedRow | None) -> bool:
    if before is None:
        return plan.left_blank(row)
    return before.row_sha256 == plan.row_sha256(row)


def _read(
    recording: Recording,
    plan: Plan,
    base: Context,
    given: GivenRows,
    row: Row,
    key: str,
    before: ImportedRow | None,
) -> None:
    calls, faults = plan.read(row)
    try:
        context = plan.context(base, row)
    except RowFaults as error:
        faults.extend(error.faults)
    except ValidationError as error:
        faults.append(explained(error, calls, base))
    if faults:
        given.lose(row.number, faults, calls)
        return
    order = order_of(calls, untrue=_is_untrue(recording, calls))
    given.rows.append(
        GivenRow(
            row=row,
            key=key,
            calls=calls,
            context=context,
            before=before,
            order=(order, row.number),
        )
    )


def _is_untrue(recording: Recording, calls: Sequence[Call]) -> bool:
    """Say whether a row retracts an act of a member; that of a text or body is retracted last."""
    cells = [call.given.text("entry") for call in calls if call.act.name == "retract"]
    entries = [name for cell in cells for name in cell.replace(";", " ").split()]
    try:
        located = [recording.read_model.locate(entry_named(entry)) for entry in entries]
    except (Refused, Malformed):
        return False  # it is refused with its reason when its turn comes
    return any(each.kind in AGGREGATES and _subject(recording, each) for each in located)


def _subject(recording: Recording, located: Located) -> str:
    of_body = located.kind == "taskforce"  # whose stream is known by its code alone
    stream = Stream(located.kind, located.taskforce, "" if of_body else located.reference)
    entry = recording.load(stream, AGGREGATES[located.kind]).history.entries.get(
        UUID(located.entry_id)
    )
    return entry.event.subject if entry else ""


def _keyed(plan: Plan, given: GivenRows) -> Iterator[tuple[str, Row]]:
    """Yield the rows with their keys; of those that say the same with one key, the first."""
    by_key: dict[str, list[Row]] = {}
    for row in plan.table.rows:
        try:
            by_key.setdefault(plan.row_key(row), []).append(row)
        except RowFaults as error:
            given.lose(row.number, error.faults, plan.read(row)[0])
    for key, rows in by_key.items():
        if len(rows) > 1 and len(set(map(plan.row_sha256, rows))) > 1:
            for row in rows:
                given.lose(row.number, [_alike(plan, row, rows)], plan.read(row)[0])
            continue
        given.unchanged += len(rows) - 1
        given.again |= {row.number: rows[0].number for row in rows[1:]}
        yield key, rows[0]


def _alike(plan: Plan, row: Row, rows: Sequence[Row]) -> Fault:
    """Say which row has the same key, and in what it differs."""
    other = rows[1] if row is rows[0] else rows[0]
    key = [column for column in plan.key_of(row) if row.cells[column]]
    cells = ", ".join(row.cells[column] for column in key)
    columns = (c for c in plan.columns if c not in key and row.cells[c] != other.cells[c])
    differing = next(columns, "")
    but = worded(" but not in {differing}", differing=differing) if differing else ""
    more = worded(" (and {count:,} more)", count=len(rows) - 2) if len(rows) > 2 else ""  # noqa: PLR2004  # this row and the other
    return Fault(
        differing,
        row.cells.get(differing, ""),
        worded(
            "Row {number}{more} says the same in {key} ({cells}){but}. Leave one of them, "
            "or, if each is an act of its own, {apart}.",
            number=other.number,
            more=more,
            key=", ".join(key),
            cells=cells,
            but=but,
            apart=plan.apart,
        ),
    )


def _imported(recording: Recording, keys: Sequence[str]) -> dict[str, ImportedRow]:
    found: dict[str, ImportedRow] = {}
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        found |= recording.read_model.imported(keys[start : start + _ASKED_AT_ONCE])
    return found
