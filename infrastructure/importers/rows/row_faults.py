"""What is wrong with a row as such: it asks for no act, lacks a value, or has one too many."""

from collections.abc import Collection, Iterator, Sequence

from application.declarations.act import Act
from domain.names import AsSaid
from domain.words import either, worded
from infrastructure.customary_names.headers import DATES, date_name, kind_of
from infrastructure.importers.rows.act_request import is_on_text, may_name_text, unknown_days
from infrastructure.importers.rows.mapping import ActOfRow
from infrastructure.importers.tables.header_rows import CHANGED, PROBLEM
from infrastructure.importers.tables.problems import CellFault, with_suggestion
from infrastructure.importers.tables.table import TableRow

SHARED = ("row_id", "act", "name", "member_kind", "note", "source", "visibility")
"""Own columns that any row may fill; name and member_kind admit a party that is no member yet."""
_FEW = 20
_OF_ANY = frozenset(SHARED) - {"member_kind"}


def is_remark(column: str) -> bool:
    """Say whether a column is for people only: `problem`, or a name in brackets."""
    return column == PROBLEM or (column.startswith("(") and column.endswith(")"))


def no_act(acts: Sequence[ActOfRow], row: TableRow) -> CellFault:
    """Say why a row asks for no act."""
    for column in dict.fromkeys(column for act in acts for column in act.when.cells):
        cell = row.cells[column]
        known = dict.fromkeys(w for act in acts for w in act.when.cells.get(column, ()))
        if cell not in known:
            sentence = worded("The row has no act.")
            return CellFault(column, cell, with_suggestion(sentence, cell, known, _listed(known)))
    return _why_no_act(acts, row)


def _listed(words: Collection[str]) -> str:
    """Say which words ask for an act, or for many, where they are listed."""
    if len(words) > _FEW:
        return worded("A workbook lists all acts: depositary import --template rows.xlsx")
    return worded("Expected {words}.", words=", ".join(words))


def _why_no_act(acts: Sequence[ActOfRow], row: TableRow) -> CellFault:
    """Say in plain words why a row records nothing: what it lacks, or what stands against it."""
    for act in acts:
        if act.when.applies(row.cells):
            column = next((c for c in act.unless.columns if row.cells[c]), act.unless.columns[0])
            reason = worded("A rule of the mapping leaves this row out.")
            return CellFault(column, row.cells[column], reason)
    filled = list(dict.fromkeys(column for act in acts for column in act.when.filled))
    if not filled:
        return CellFault("", "", worded("No rule of the mapping is for such a row."))
    column = filled[0] if len(filled) == 1 else ""
    kind = kind_of(column)
    what = date_name(kind) if kind in DATES else either(filled)
    return CellFault(column, "", worded("This row has no {columns}.", columns=what))


def no_key(columns: Sequence[str], *, ours: bool) -> CellFault:
    """Say that nothing tells a row apart; in a table that is not `ours`, what can be done."""
    if ours:
        return CellFault(columns[0], "", worded("The cells that tell rows apart are blank."))
    reason = worded(
        "The cells that tell rows apart are blank ({columns}). Fill one of them, or name columns "
        "that are always filled in the key of the mapping.",
        columns=", ".join(columns),
    )
    return CellFault(columns[0], "", reason)


def missing(act: type[Act], name: str) -> str:
    """Say that an act needs a value."""
    typed = AsSaid(act.ROW)
    if name in unknown_days(act):
        return worded("{act} needs it (write unknown if the day is not known).", act=typed)
    return worded("{act} needs it.", act=typed)


def _taken(act: type[Act]) -> frozenset[str]:
    return frozenset([*act.fields(), *(SHARED if is_on_text(act) else _OF_ANY), CHANGED])


def unused_cells(act: type[Act], row: TableRow) -> Iterator[CellFault]:
    """Yield filled cells of a row that the act takes no notice of."""
    known = _taken(act)
    if may_name_text(act) and not row.cells.get("commitment"):
        known |= {"instrument"}
    for column, cell in row.cells.items():
        if column not in known and not is_remark(column):
            reason = worded(
                "{name} takes no {column}; leave the cell blank.", name=act.ROW, column=column
            )
            yield CellFault(column, cell, reason)
