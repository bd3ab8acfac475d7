"""Write the rows of the wide table into a database."""

import json
import sqlite3
from collections.abc import Iterable

from application.questions.asking.answer import Json, Row
from infrastructure.read_model.rows import Cell
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS

_TYPES = {int: "INTEGER", str: "TEXT"}


def create_temporary(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Make the table for this connection alone."""
    columns = ", ".join(f"{each.name} {_TYPES[each.type]}" for each in MEMBER_COMMITMENTS.columns)
    connection.execute(f"CREATE TEMP TABLE {MEMBER_COMMITMENTS.name} ({columns})")
    insert(connection, rows)


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write rows into the table, which is there."""
    names = [each.name for each in MEMBER_COMMITMENTS.columns]
    cells = ([_cell(row[name]) for name in names] for row in rows)
    connection.executemany(MEMBER_COMMITMENTS.insert, cells)


def _cell(value: Json) -> Cell:
    """Return a value as a cell; lists and objects as JSON, what is true or false as a number."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | str):
        return value
    return json.dumps(value, ensure_ascii=False)
