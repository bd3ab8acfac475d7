"""Read-only SQL queries by analysts, limited in time and size."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from application.questions.asking.answer import Row as AnswerRow
from domain.errors import Malformed
from domain.suggestions import near
from domain.words import either
from infrastructure.read_model.rows import Row
from infrastructure.read_model.schema import descriptions
from infrastructure.read_model.table_files import code_of, is_damage, open_file
from infrastructure.read_model.views.views import create_views
from infrastructure.read_model.views.wide import create_temporary

Parameters: TypeAlias = Sequence[object] | Mapping[str, object]

_READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
_PRAGMAS = {  # data_version is asked by the full-text search itself
    *("data_version", "table_info", "table_xinfo", "table_list", "index_list", "index_info"),
    *("index_xinfo", "foreign_key_list"),
}
_LONGEST = 500_000  # bytes of one value or row; the longest text of an event fits
_LARGEST = 200_000_000  # bytes of all values, roughly
_MOST = 1_000_000  # rows
_STEPS = 20  # of the database, each of at most half a second; asking so often takes no time


def run_query(
    path: Path,
    sql: str,
    parameters: Parameters,
    seconds: float,
    wide: Sequence[AnswerRow] | None = None,
) -> tuple[list[str], list[Row]]:
    """Return the names of the columns, and all rows; both are empty where SQL says nothing.

    `wide` are the rows of the wide table, where the query names it.

    Raises:
        Malformed: in SQLite's words, what is wrong with it; or it took longer than `seconds`.
        KeyboardInterrupt: a person stopped it, of which SQLite says that it was interrupted.
    """
    deadline = monotonic() + seconds
    with closing(open_file(path, "ro")) as connection:
        create_views(connection, temporary=True)
        if wide is not None:
            create_temporary(connection, wide)
        connection.execute("PRAGMA query_only = ON")
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(_authorize)
        connection.set_progress_handler(lambda: monotonic() > deadline, _STEPS)
        try:
            cursor = connection.execute(sql, parameters)
            rows = _fetched(cursor)
        except sqlite3.Error as error:
            if is_damage(error):
                raise
            if code_of(error) == sqlite3.SQLITE_INTERRUPT:
                if monotonic() <= deadline:
                    raise KeyboardInterrupt from error
                raise Malformed(
                    "The query took longer than {seconds} seconds.", seconds=f"{seconds:g}"
                ) from error
            raise _wrong(str(error)) from error
        except (sqlite3.Warning, ValueError, OverflowError) as error:
            raise Malformed("SQLite says: {problem}.", problem=str(error).rstrip(".")) from error
    if len(rows) > _MOST:
        raise Malformed(
            "The query has more than {most:,} rows; ask for fewer, or count them.", most=_MOST
        )
    return [name for name, *_ in cursor.description or ()], rows


def _wrong(problem: str) -> Malformed:
    """Return what is wrong in SQLite's words, with the names that may be meant."""
    what, _, name = problem.removeprefix("no such ").partition(": ")
    likely = either(_likely(what, name.rpartition(".")[2]))
    if what not in ("table", "column"):
        return Malformed(
            "SQLite says: {problem}. A query is in SQL, such as: {example}",
            problem=problem.rstrip("."),
            example="SELECT * FROM current_members",
        )
    if not likely:
        return Malformed(
            "SQLite says: {problem}. All tables and columns: depositary schema tables",
            problem=problem,
        )
    return Malformed(
        "SQLite says: {problem}. Did you mean {likely}? All tables and columns: depositary schema "
        "tables",
        problem=problem,
        likely=likely,
    )


def _likely(what: str, name: str) -> list[str]:
    """Return up to five names of tables or columns that look like one, or have it in them."""
    known = list(descriptions())
    names = {
        "table": [each.name for each in known],
        "column": sorted({column for each in known for column, *_ in each.columns}),
    }.get(what, [])
    stem = name.casefold().removesuffix("s")
    within = [each for each in names if stem and stem in each]
    return list(dict.fromkeys([*near(name, names), *within]))[:5]


def _fetched(cursor: sqlite3.Cursor) -> list[Row]:
    """Return all rows, as far as they fit.

    Raises:
        Malformed: they hold more than `_LARGEST` bytes.
    """
    rows: list[Row] = []
    size = 0
    for row in cursor:
        size += sum(len(cell) if isinstance(cell, str | bytes) else 8 for cell in row)
        if size > _LARGEST:
            raise Malformed("The query gives more than fits; ask for fewer rows or columns.")
        rows.append(row)
        if len(rows) > _MOST:
            break
    return rows


def _authorize(
    action: int, argument: str | None, value: str | None, _: str | None, __: str | None
) -> int:
    reads = action in _READS and value != "load_extension"
    asks = action == sqlite3.SQLITE_PRAGMA and str(argument).lower() in _PRAGMAS
    return sqlite3.SQLITE_OK if reads or asks else sqlite3.SQLITE_DENY
