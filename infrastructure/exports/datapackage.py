"""The tables for one audience as a data package: CSV files, and a description of each column."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from application.questions.asking.answer import Json
from domain.words import worded
from infrastructure.exports.datasette import read_snapshot
from infrastructure.files.csv_files import ESCAPE_NOTE, write_csv
from infrastructure.read_model.schema import TABLES
from infrastructure.read_model.snapshot import SNAPSHOT
from infrastructure.read_model.views.columns import SqlTable
from infrastructure.read_model.views.views import VIEWS
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS

_TYPES = {int: "integer", str: "string"}
_DAYS = ("_earliest", "_latest", "_day")
_CLOCK = "date('now')"
"""A view that depends on the present day is left out: a file must not change by itself."""


def write_package(snapshot: Path, folder: Path, licence: str | None = None) -> int:
    """Write a snapshot as files into an empty folder; return how many tables there are."""
    resources: list[Json] = []
    with closing(sqlite3.connect(f"{snapshot.absolute().as_uri()}?mode=ro", uri=True)) as db:
        for name, sentence, order, schema in _tables():
            path = folder / f"{name}.csv"
            _write_csv(db, path, name, order)
            data = path.read_bytes()
            resources.append(
                {
                    "name": name,
                    "path": path.name,
                    "profile": "tabular-data-resource",
                    "description": sentence,
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "bytes": len(data),
                    "hash": f"sha256:{sha256(data).hexdigest()}",
                    "schema": schema,
                }
            )
    told = json.dumps(_package(snapshot, resources, licence), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{told}\n", encoding="utf-8")
    return len(resources)


def _package(snapshot: Path, resources: list[Json], licence: str | None) -> Json:
    said = read_snapshot(snapshot)
    return {
        "profile": "tabular-data-package",
        "name": f"depositary-{said.taskforce.lower()}",
        "title": said.title,
        "description": f"{said.description} {ESCAPE_NOTE}",
        "version": str(said.position),
        **({"created": said.recorded_at} if said.recorded_at else {}),
        "sources": [
            {
                "title": worded(
                    "Register of {taskforce}, up to position @{position}",
                    taskforce=said.taskforce,
                    position=said.position,
                )
            }
        ],
        **({"licenses": [{"name": licence}]} if licence else {}),
        "position": said.position,
        "audience": said.audience,
        "banner": said.banner,
        "resources": resources,
    }


def _tables() -> Iterator[tuple[str, str, str, Json]]:
    """Yield name, sentence, order and schema of all that is written."""
    for table in (SNAPSHOT, MEMBER_COMMITMENTS, *TABLES):
        yield table.name, table.sentence, ", ".join(table.key), _schema(table)
    for view in VIEWS:
        if _CLOCK not in view.sql:
            fields: list[Json] = [
                {"name": name, "type": "any", "description": says} for name, says in view.columns
            ]
            order = ", ".join(str(number) for number in range(1, len(view.columns) + 1))
            yield view.name, view.sentence, order, {"fields": fields, "missingValues": [""]}


def _schema(table: SqlTable) -> Json:
    return {
        "fields": [
            {
                "name": column.name,
                "type": "date" if column.name.endswith(_DAYS) else _TYPES[column.type],
                "description": column.sentence,
            }
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": other, "fields": [its]}}
            for column, other, its in table.refers
        ],
    }


def _write_csv(db: sqlite3.Connection, path: Path, name: str, order: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = db.execute(f"SELECT * FROM {name} ORDER BY {order}")  # noqa: S608  # our own names
        write_csv(file, [[column for column, *_ in rows.description]])
        write_csv(file, rows)
