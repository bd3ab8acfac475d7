"""What Datasette is told of a snapshot: titles, a sentence on each column, questions to ask."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from application.questions.asking.answer import Json
from domain.words import worded
from infrastructure.exports.canned import CANNED
from infrastructure.read_model.schema import descriptions
from infrastructure.read_model.snapshot import SNAPSHOT

FOR_DATASETTE = "# For Datasette 1.0 and later. JSON is YAML, too.\n"


def names_beside(snapshot: Path) -> tuple[Path, Path]:
    """Return where `metadata` and `configuration` of a snapshot are to stand."""
    return (
        snapshot.with_name(f"{snapshot.stem}.metadata.json"),
        snapshot.with_name(f"{snapshot.stem}.datasette.yaml"),
    )


def metadata(snapshot: Path, name: str) -> str:
    """Return metadata.json for Datasette 0.65, which calls the file `name`."""
    taskforce, position, _, audience, banner = row_of(snapshot)
    about = worded(
        "For {audience}, up to position @{position}. {value}",
        audience=audience,
        position=position,
        value=banner or "",
    ).strip()
    tables: dict[str, Json] = {
        each.name: {
            "description": each.sentence,
            "columns": {column: says for column, _, says in each.columns},
        }
        for each in descriptions()
    }
    tables[SNAPSHOT.name] = {
        "description": SNAPSHOT.sentence,
        "columns": {column.name: column.sentence for column in SNAPSHOT.columns},
    }
    told: Json = {
        "title": worded("Register of {taskforce}", taskforce=taskforce),
        "description": about,
        "databases": {name: {"description": about, "queries": _queries(), "tables": tables}},
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=2)}\n"


def configuration(name: str) -> str:
    """Return datasette.yaml for Datasette 1.0, which has questions here and not in metadata."""
    told: Json = {"databases": {name: {"queries": _queries()}}}
    return f"{FOR_DATASETTE}{json.dumps(told, indent=2)}\n"


def row_of(snapshot: Path) -> Sequence[str | int | None]:
    """Return what a snapshot says of itself, in the order of the columns."""
    with closing(sqlite3.connect(f"{snapshot.absolute().as_uri()}?mode=ro", uri=True)) as db:
        row: Sequence[str | int | None] = db.execute("SELECT * FROM snapshot").fetchone()
    return row


def _queries() -> Mapping[str, Json]:
    return {
        each.name: {"title": each.title, "description": each.description, "sql": each.sql.strip()}
        for each in CANNED
    }
