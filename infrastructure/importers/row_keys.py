"""Which columns tell the rows of somebody else's table apart, also next month."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from infrastructure.importers.tables.date_formats import day_or_text, days_of
from infrastructure.importers.tables.table import InputTable, TableRow


def key_columns(
    table: InputTable,
    who: str,
    about: Sequence[str],
    outcome: Iterable[str],
    dates: Sequence[str],
    acts: Collection[str] = (),
    read: Collection[str] | None = None,
) -> list[str]:
    """Return `who`, those in `about` that are filled in every row, and as few others as can be.

    `outcome`, what came of the signature, is told apart, too, or a withdrawal would be a change of
    the signature. Where that is not enough, one more column is taken, days first, or as few as can
    be. What is blank in some other column is not, since it may be filled next month. Nor is one
    that numbers the rows: next month they have other numbers. `acts` are columns that are each of
    an act of their own: what is taken out of one is to be told. Rows with the same cells in what is
    `read` (None: all) record the same, so no column is taken to tell them apart; an import names
    both where they differ elsewhere.
    """
    table = _with_days(table, dates)
    key = [*filter(None, [who]), *(each for each in about if _is_filled(table, each)), *outcome]
    numbers = {each for each in table.header if _counts(table, each)}
    said = [each for each in table.header if each not in numbers and each in (read or table.header)]
    order = dict.fromkeys((*dates, *table.header))
    usable = [each for each in order if each not in (*key, *acts, *numbers)]
    others = [each for each in usable if _is_filled(table, each)]
    rows = [row for row in table.rows if len(table.header) == 1 or not _is_title(row)]
    different = {tuple(row.cells[each] for each in said): row.cells for row in rows}
    apart = partial(_tells_apart, list(different.values()))
    for more in ([], *([each] for each in others)):
        if (key or more) and apart([*key, *more]):
            return [*key, *more]
    sizes = range(2, len(others) + 1)  # what some columns tell apart, more of them do, too
    fewest = bisect_left(sizes, x=True, key=lambda size: apart([*key, *others[:size]]))
    if fewest < len(sizes):
        return [*key, *others[: sizes[fewest]]]
    return key or others or [*table.header]


def _with_days(table: InputTable, dates: Sequence[str]) -> InputTable:
    """Return the table with one form for its days, in which some rows may be the same."""
    meant: dict[str, dict[str, str]] = {}
    for column in dates:
        cells = {row.cells[column] for row in table.rows}
        formats = days_of(cells).formats
        meant[column] = {cell: day_or_text(cell, formats) for cell in cells}
    return replace(table, rows=tuple(row.meaning(meant) for row in table.rows))


def _is_title(row: TableRow) -> bool:
    """Say whether a row says one thing alone, as a title between the others does."""
    said = {*filter(None, row.cells.values())}
    return len(said) == 1 and any(map(str.isalpha, said.pop()))


def _is_filled(table: InputTable, column: str) -> bool:
    return all(row.cells[column] for row in table.rows)


def _counts(table: InputTable, column: str) -> bool:
    """Say whether a column numbers rows: 1, 2, 3 … in their order; a title or total may not."""
    cells = [row.cells[column].removesuffix(".") for row in table.rows if not _is_title(row)]
    numbers = [cell for cell in cells if cell.isdecimal()]
    return 2 * len(numbers) > len(cells) and numbers == [
        str(number) for number, _ in enumerate(numbers, start=1)
    ]


def _tells_apart(different: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bool:
    """Say whether no two of the rows, which all differ, have the same cells in some columns."""
    return len({tuple(cells[c] for c in columns) for cells in different}) == len(different)
