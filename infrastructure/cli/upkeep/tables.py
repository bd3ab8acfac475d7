"""`rebuild`, `query` and `schema`: make the tables anew, query them in SQL, describe them."""

from collections.abc import Sequence

import click

from application.acts import all_acts
from application.declarations.catalogue import described as described_act
from application.questions.across import schemas
from application.questions.across.member_commitments import member_commitments
from application.questions.asking.answer import Answer, Column, Json, Row
from application.questions.asking.ask import Ask, as_of
from domain.values import Visibility
from domain.words import worded
from infrastructure.bootstrap import open_log, open_tables, tables_folder, utc_today
from infrastructure.cli.groups import Group, example
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import progress, put_in, put_json, screen_width, tell
from infrastructure.read_model.schema import descriptions
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.views.wide import MEMBER_COMMITMENTS
from infrastructure.render.tables import FORMS, render


@click.command(epilog=example("rebuild"))
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Make the tables anew from the log. Who reads the old ones is not disturbed."""
    store = Session(ctx).store
    with (
        open_log(store) as log,
        SQLiteReadModel(log, tables_folder(store)) as tables,
        progress(worded("Reading entries"), log.last()) as done,
    ):
        number = tables.rebuild(on_progress=done)
    tell("Made the tables anew from {number} events.", number=number)


@click.command(epilog=example('query "SELECT topic, count(*) AS n FROM event GROUP BY topic"'))
@click.argument("sql")
@click.option(
    "--format", "form", type=click.Choice(list(FORMS), case_sensitive=False), default="text"
)
@click.pass_context
def query(ctx: click.Context, /, sql: str, form: str) -> None:
    """Ask the tables in SQL, read-only. It sees all entries, whoever they are for.

    The tables and columns are listed by: depositary schema tables
    """
    with open_tables(Session(ctx).store) as tables:
        wide = _wide(tables) if MEMBER_COMMITMENTS.name in sql.lower() else None
        names, found = tables.query(sql, wide=wide)
        ask = Ask(taskforce="", audience=Visibility.SECRETARIAT)
        at = as_of(tables, ask, utc_today())
    keys = _distinct(names)
    rows: list[Row] = [dict(zip(keys, map(_json, row), strict=True)) for row in found]
    columns = [Column(key, name) for key, name in zip(keys, names, strict=True)]
    answer = Answer(title="Query", as_of=at, columns=columns, rows=rows, raw=True)
    put_in(form, render(answer, form, screen_width()))


def _wide(tables: SQLiteReadModel) -> Sequence[Row]:
    """Return the rows of the wide table for all bodies, on the day of today of each."""
    return [
        row
        for body in tables.taskforces()
        for row in member_commitments(
            tables, Ask(taskforce=body, audience=Visibility.SECRETARIAT), utc_today()
        )
    ]


def _distinct(names: Sequence[str]) -> list[str]:
    """Return a key for each column; a name that comes again gets a number behind it."""
    keys: list[str] = []
    for name in names:
        number = 1
        key = name
        while key in keys:
            number += 1
            key = f"{name}_{number}"
        keys.append(key)
    return keys


def _json(value: object) -> Json:
    """Return a cell of SQLite as JSON; a blob as hexadecimal digits."""
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, str | int | None) else str(value)


@click.group(cls=Group, epilog=example("schema tables"))
def schema() -> None:
    """Print the published names: of acts, events, tables and answers."""


@schema.command(epilog=example("schema events"))
def events() -> None:
    """Print the JSON Schema of all events and their envelope."""
    put_json(schemas.event_schemas())


@schema.command("acts", epilog=example("schema acts", "schema acts --format json"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"], case_sensitive=False), default="text"
)
def acts_(form: str) -> None:
    """Print what can be recorded: each act, its fields, and what each means."""
    catalogue = [described_act(act) for act in all_acts()]
    if form == "json":
        put_json(catalogue)
        return
    for act in all_acts():
        click.echo(f"{act.NAME or '(rows only)'} (row {act.ROW or '-'}): {act.summary()}")
        for field in act.fields().values():
            needed = "needed" if field.required else "may"
            click.echo(f"  {field.name} {field.kind.name}, {needed}: {field.meaning.help}")


@schema.command(epilog=example("schema tables"))
def tables() -> None:
    """Print every table and view, and what each column means."""
    for each in descriptions():
        click.echo(f"{each.name} ({each.kind}): {each.sentence}")
        for name, kind, says in each.columns:
            click.echo(f"  {name} {kind}: {says}")


@schema.command(epilog=example("schema answers"))
def answers() -> None:
    """Print what each key of each answer in JSON means."""
    put_json(schemas.answer_keys())


COMMANDS = {"rebuild": rebuild, "query": query, "schema": schema}
