"""`export …`: what is in the register, as files for other programs."""

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from shlex import quote

import click

from application.questions.across import calendar as made
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.log import history
from application.reading import code_at, codes_of
from application.register import Register
from domain.errors import Malformed
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.acts.trial_import import try_import
from infrastructure.cli.common_options import (
    NEW_FILE,
    audience_option,
    clock_options,
    known_option,
    rows_audience_option,
)
from infrastructure.cli.groups import Group, example
from infrastructure.cli.hidden_reference import tell_of_hidden
from infrastructure.cli.open_register import Session, asked, speech_of
from infrastructure.cli.output import OutputFile, must_be_sheet
from infrastructure.cli.screen import put, tell
from infrastructure.cli.typed_names import code_of
from infrastructure.cli.upkeep.table_exports import analysis, datapackage
from infrastructure.customary_names.members import names_by_language
from infrastructure.exports.cloudevents import cloud_events
from infrastructure.files.csv_files import write_csv
from infrastructure.files.writing import write_new
from infrastructure.importers.rows.body_rows import BodyRows
from infrastructure.importers.rows.event_cells import Cells
from infrastructure.importers.rows.standard_columns import COLUMNS, our_columns
from infrastructure.importers.workbooks.member_workbook import member_workbook
from infrastructure.importers.workbooks.templates import rows_workbook
from infrastructure.language import Spoken, speaking
from infrastructure.render.calendar import as_icalendar
from infrastructure.render.tables import render

OUTPUT = click.option("--output", type=NEW_FILE, help="[printed]")

ROWS_IN = (".csv", ".xlsx")
"""The endings of files of rows."""


def _write_or_print(file: OutputFile | None, content: str | bytes, entries: int) -> None:
    if file is None:
        put(content)
        return
    file.write(content)
    tell("Entries written to {path}: {count}.", count=entries, path=file.path)


class ExportGroup(Group):
    """Exports entries where nothing else is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `export --output FILE` as `export entries --output FILE`."""
        alone = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        return super().parse_args(ctx, ["entries", *args] if alone else args)


@click.group(cls=ExportGroup, epilog=example("export --output entries.csv"))
def export() -> None:
    """Write what is in the register for others: entries, calendar, events, workbooks.

    Alone, it writes the entries.
    """


@export.command(epilog=example("export entries --format json --output entries.json"))
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"], case_sensitive=False), default="csv"
)
@audience_option
@known_option
@OUTPUT
@click.pass_context
def entries(
    ctx: click.Context, /, *, form: str, audience: str, known: str | None, output: Path | None
) -> None:
    """Write every entry of the body and of the log itself, with its envelope, oldest first."""
    session = Session(ctx)
    file = OutputFile.of(session, output, form) if output else None
    with session.register() as register:
        ask = Ask(taskforce=session.taskforce(register), known=known, audience=Visibility(audience))
        answer = history.log(register.read_model, ask, register.today())
        rows = list(answer.rows)
        tell_of_hidden(register, ask)
    _write_or_print(file, render(replace(answer, rows=rows), form), len(rows))


@export.command(epilog=example("export calendar --output gtf.ics", "export calendar --member ATL"))
@click.option("--member", metavar="CODE", help="Without what other members have to do.")
@clock_options
@OUTPUT
@click.pass_context
def calendar(
    ctx: click.Context, /, *, member: str | None, output: Path | None, **options: object
) -> None:
    """Write a calendar: meetings, and the days by which something is to be done.

    A later file changes the entries of an earlier one in place. A cancelled meeting stays, marked
    as such. For the public there are meetings only.
    """
    session = Session(ctx)
    file = OutputFile.of(session, output, "calendar") if output else None
    with session.register() as register:
        ask = asked(session.taskforce(register), options)
        code = None if member is None else _code_of(register, ask, member)
        found = made.calendar(register.read_model, ask, register.today(), member=code)
        tell_of_hidden(register, ask)
        speech = speech_of(register, ask.taskforce, found.as_of)
    for meeting in found.left_out:
        tell("Left out: meeting {meeting}, whose day is not known.", meeting=meeting)
    with speaking(speech):
        content = as_icalendar(found)
    _write_or_print(file, content, len(found.entries))


@export.command(epilog=example("export events --output events.jsonl", "export events --from @6"))
@click.option("--from", "begin", metavar="@POSITION", help="From there on, inclusive.  [@1]")
@audience_option
@known_option
@OUTPUT
@click.pass_context
def events(
    ctx: click.Context,
    /,
    *,
    begin: str | None,
    audience: str,
    known: str | None,
    output: Path | None,
) -> None:
    """Write the history as CloudEvents 1.0, one JSON object a line.

    A program that follows the history asks with --from the position behind the last that it has.
    """
    session = Session(ctx)
    file = OutputFile.of(session, output, "json") if output else None
    with session.register() as register:
        ask = Ask(taskforce=session.taskforce(register), known=known, audience=Visibility(audience))
        after = _position(begin) - 1 if begin else 0
        tell_of_hidden(register, ask)
        lines = cloud_events(register.read_model, ask, register.today(), after)
        if file is None:
            for line in lines:
                put(f"{line}\n")
            return
        number = file.write_lines(lines)
    tell("Events written to {output}: {number}.", number=number, output=output)


@export.command(epilog=example("export workbook ATL --output atl.xlsx"))
@click.argument("member")
@clock_options
@click.option("--output", type=NEW_FILE, required=True)
@click.pass_context
def workbook(ctx: click.Context, /, *, member: str, output: Path, **options: object) -> None:
    """Write a workbook in which a MEMBER fills in its reports; `import` reads it.

    It has a page for each commitment that binds the member, with a form for each report that is
    owed or was returned: the wording, the period, the last report and the reviewer's words beside
    cells to fill in. It is in the language of the member, which [languages] in depositary.toml may
    name.
    """
    session = Session(ctx)
    must_be_sheet(session.settings, output)
    with session.register() as register:
        ask = asked(session.taskforce(register), options)
        at = as_of(register.read_model, ask, register.today())
        code = _code_of(register, ask, member)
        codes = codes_of(register.read_model, ask.taskforce)
        language = session.settings.language_of([code], codes)
        names = names_by_language(register.read_model, ask.taskforce, at)[language]
        with speaking(Spoken(language, names)):
            content = member_workbook(Facts(register.read_model, ask.taskforce, at), code)
    write_new(output, content)
    tell("Wrote the workbook of {code} to {output}.", code=code, output=output)
    tell("When it comes back: depositary import {output}", output=quote(str(output)))


@export.command(
    epilog=example(
        "export rows --output rows.xlsx",
        "export rows --columns act,member,instrument,on --output short.csv",
    )
)
@rows_audience_option
@click.option(
    "--columns",
    metavar="NAME,…",
    help="Only these, in this order, for a table to look through.  [all that are filled]",
)
@click.option("--output", type=NEW_FILE, required=True)
@click.pass_context
def rows(ctx: click.Context, /, *, audience: str, columns: str | None, output: Path) -> int:
    """Write what stands today as rows in our own columns, CSV or XLSX; `import` reads them.

    A workbook has a sheet for each act.

    Imported into a register without the body, they give the same answers for every day: what was
    corrected is told as it is now, and what was retracted not at all. Who recorded it, and when, is
    not in them. What no row can say is left out and listed, and so is what names it. Rows that an
    import would refuse are in the file and are listed, with the reason; all are tried, unless
    --columns chooses.
    """
    session = Session(ctx)
    chosen = our_columns(columns or "")
    ending = output.suffix.lower()
    form = ending[1:] if ending in ROWS_IN else "text"
    file = OutputFile.of(session, output, form)
    if ending not in ROWS_IN:
        endings = ", ".join(ROWS_IN)
        raise Malformed(
            "The ending of {name} is not one of {endings}.", name=output.name, endings=endings
        )
    with session.register() as register:
        taskforce, today = session.taskforce(register), register.today
        body = BodyRows(register.read_model, taskforce, Visibility(audience))
        found = body.rows()
    file.write(_file_of_rows(found, chosen, form))
    for each in body.left_out:
        sentence = "Left out: @{position} ({entry}): no row can say it."
        if each.missing:
            sentence = "Left out: @{position} ({entry}): it names {name}, which is in no row."
        elif each.column:
            sentence = _NO_CELL
        tell(
            sentence,
            position=each.position,
            entry=each.said,
            name=each.missing,
            column=each.column,
        )
    tell("Rows written to {path}: {count}.", count=len(found), path=output)
    lost = any(each.column for each in body.left_out)
    return int(lost) if chosen or not found else try_import(output, taskforce, today) or int(lost)


_NO_CELL = (
    "Left out: @{position} ({entry}): no cell can hold its {column}, since a semicolon or bar in "
    "it would part it. To have it in the file: depositary correct @{position} {column}='…'"
)


def _file_of_rows(found: Sequence[Cells], chosen: Sequence[str], form: str) -> str | bytes:
    names = chosen or [each for each in COLUMNS if any(each in row for row in found)]
    if form == "xlsx":
        return rows_workbook(found, names)
    text = StringIO()
    write_csv(text, [names, *([row.get(each, "") for each in names] for row in found)])
    return text.getvalue()


def _code_of(register: Register, ask: Ask, member: str) -> str:
    """Return the code that a member, by its code or name, had at the position of a question."""
    at = as_of(register.read_model, ask, register.today())
    named = code_of(register, ask.taskforce, member) or member.upper()
    return code_at(register.read_model, at, ask.taskforce, named)


def _position(text: str) -> int:
    digits = text.removeprefix("@")
    if not (text.startswith("@") and digits.isascii() and digits.isdigit() and int(digits[:18])):
        raise Malformed.expected(worded("a position such as @42"), text)
    return int(digits[:18])


export.add_command(analysis)
export.add_command(datapackage)
COMMANDS = {"export": export}
