"""`import`: the rows of a file become events, all or nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import history_of
from application.register import Register
from domain.history import History
from domain.values import Visibility
from domain.words import worded
from infrastructure.cli.acts.act_options import recording_options
from infrastructure.cli.acts.import_questions import (
    known_words,
    line,
    proposed,
    say_what_was_read,
    settled,
)
from infrastructure.cli.acts.import_results import (
    LISTED,
    refused_rows,
    show_left_out,
    show_recorded,
)
from infrastructure.cli.groups import REFUSED, example
from infrastructure.cli.open_register import Session, sentences
from infrastructure.cli.output import must_be_sheet
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.recording import context_of, say_future, show_counted_otherwise
from infrastructure.cli.screen import progress, put, say, show_done, tell
from infrastructure.files.writing import write_new
from infrastructure.importers.importing import ImportOptions, import_table
from infrastructure.importers.meetings.further_days import KINDS
from infrastructure.importers.meetings.meeting_sheets import meeting_sheet
from infrastructure.importers.recording.cell_changes import Changed
from infrastructure.importers.rows.made_rows import MadeRows
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import load_mapping, shipped_mappings
from infrastructure.importers.rows.member_lookup import MemberLookup
from infrastructure.importers.rows.standard_columns import (
    founded,
    in_standard_columns,
    template,
)
from infrastructure.importers.tables.problems import BadRows, RowProblem
from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.workbooks.as_shown import must_be_as_shown
from infrastructure.importers.workbooks.error_workbook import error_workbook
from infrastructure.importers.workbooks.filled_form import filled_form
from infrastructure.importers.workbooks.templates import template_workbook

FILE = click.Path(path_type=Path)


@click.command(
    "import",
    epilog=example(
        "import members.csv --dry-run",
        "import wipo.csv --mapping wipo",
        "import --template rows.xlsx",
        "import rows.xlsx --errors bad.xlsx",
    ),
)
@click.argument("file", type=FILE, required=False)
@click.option("--mapping", metavar="FILE|NAME", help="What foreign columns mean, in TOML.")
@click.option(
    "--sheet",
    metavar="NAME",
    help="The sheet of a workbook.  [the only one, or all with our columns]",
)
@click.option("--skip-bad-rows", is_flag=True, help="Record the others, and list these.")
@click.option(
    "--changed",
    type=click.Choice(["ask", "completed", "error", "new"], case_sensitive=False),
    default="ask",
    help="What a row is that changed since it was last imported.  [ask]",
)
@click.option(
    "--answers", type=FILE, metavar="FILE", help="Answers to what was asked; kept in the mapping."
)
@click.option(
    "--errors", type=FILE, metavar="OUT.xlsx", help="Write the rows there, with bad cells marked."
)
@click.option(
    "--template",
    "wants_template",
    is_flag=True,
    help="Write FILE, a workbook to fill in; without FILE, print the header of our columns.",
)
@recording_options
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    *,
    file: Path | None,
    mapping: str | None,
    sheet: str | None,
    skip_bad_rows: bool,
    changed: Changed,
    answers: Path | None,
    errors: Path | None,
    wants_template: bool,
    **rest: object,
) -> int:
    """Record the rows of a FILE (CSV, XLSX or ODS), all or nothing; a known row records nothing.

    FILE has a column `act` and our columns (--template), or other columns: then a mapping is
    proposed, and what is not clear is asked once. `wipo`, `us_ogp_commitments` and `us_ogp_history`
    ship as examples. Bad rows are listed with number, column, value and reason.
    """
    if wants_template:
        return _template(ctx, file)
    if file is None:
        raise click.UsageError(
            worded("Name the FILE to import, or ask for its columns: --template.")
        )
    own = Path(mapping) if mapping is not None and mapping not in shipped_mappings() else None
    if answers is not None and own is None:
        raise click.UsageError(
            worded("Answers are kept in a mapping of your own: name it with --mapping.")
        )
    if errors is not None:
        must_be_sheet(Session(ctx).settings, errors)
    with sentences():
        told = load_mapping(mapping) if mapping else None
        delimiter = told.delimiter if told else None
        table = read_file(file, delimiter, sheet)
        made = (
            MadeRows(table)
            if told
            else filled_form(table) or meeting_sheet(table, partial(_meetings, ctx))
        )
        say_what_was_read(made.table)
        if told is None and "act" not in made.table.header:
            return proposed(ctx, file, table, dry_run=bool(rest["dry_run"]))
        mapped = MappedFile(told, table) if told else in_standard_columns(made.table)
        answered = settled(ctx, mapped, own, file) if own else mapped
        if answered is None:
            return REFUSED
        wanted = ImportOptions(skip_bad_rows=skip_bad_rows, changed=changed)
        code, problems = _import(ctx, answered, wanted, rest, made)
    _offer_corrections(
        ctx, file, problems, partial(error_workbook, file, problems, delimiter, sheet)
    )
    return code


def _meetings(ctx: click.Context, named: Collection[str]) -> tuple[History, Mapping[str, str]]:
    """Return what is recorded of the days of meetings, and of who was there; codes by names."""
    session = Session(ctx)
    with session.register(recording=True) as register:
        body = session.taskforce(register)
        recording = register.prepare(lambda _: None, session.reading())
        codes = MemberLookup(recording, body).codes_of(named)
        return history_of(_facts(register, body), KINDS), codes


def _facts(register: Register, body: str) -> Facts:
    ask = Ask(taskforce=body, audience=Visibility.SECRETARIAT)
    return Facts(register.read_model, body, as_of(register.read_model, ask, register.today()))


def _offer_corrections(
    ctx: click.Context, file: Path, problems: Sequence[RowProblem], made: Callable[[], bytes]
) -> None:
    """Write bad rows where it was asked for; where there are many, say how to ask for it."""
    errors: Path | None = ctx.params["errors"]
    if errors is not None:
        _mark(errors, problems, made)
        if problems:
            again = line(ctx, errors, errors=None, sheet=None, answers=None)
            tell("Correct them there, then: {command}", command=again)
    elif any(problem.asks for problem in problems):
        again = line(ctx, file, errors=f"{file.name}.changed.xlsx", answers=None)
        tell("To say of each row what changed, in a workbook: {command}", command=again)
    elif len(problems) > LISTED:
        again = line(ctx, file, errors=f"{file.name}.errors.xlsx", answers=None)
        tell("To have all of them in a workbook: {command}", command=again)


def _template(ctx: click.Context, file: Path | None) -> int:
    if file is None:
        put(template())
        return 0
    session = Session(ctx)
    must_be_sheet(session.settings, file)
    write_new(file, template_workbook(known_words(session)))
    tell("Wrote a workbook to fill in to {file}.", file=file)
    return 0


def _mark(errors: Path, problems: Sequence[RowProblem], made: Callable[[], bytes]) -> None:
    if not problems:
        tell("No row is bad, so {errors} was not written.", errors=errors)
        return
    write_new(errors, made())
    tell("Wrote the rows, with the bad cells marked, to {errors}.", errors=errors)


def _import(
    ctx: click.Context,
    mapped: MappedFile,
    wanted: ImportOptions,
    rest: dict[str, object],
    made: MadeRows,
) -> tuple[int, Sequence[RowProblem]]:
    session, options = Session(ctx), Shared(rest)
    context = context_of(session, options)
    with session.register(recording=True) as register:
        body = _taskforce(session, register, mapped)
        wanted = replace(wanted, taskforce=body, dry_run=options.dry_run)
        is_workbook = mapped.leaves_out_unfit and bool(mapped.table.rows)
        if is_workbook:
            must_be_as_shown(made, _facts(register, body))
        try:
            key, rows = options.command_key, len(mapped.table.rows)
            with progress(worded("Reading rows"), rows) as on_progress:
                report = import_table(register, mapped, context, wanted, on_progress, key=key)
        except BadRows as refused:
            problems = list(map(made.shown, refused.problems))
            return refused_rows(BadRows(mapped.table.name, problems)), problems
        report.problems = list(map(made.shown, report.problems))
        if is_workbook:
            member = mapped.table.rows[0].cells["member"]
            say(
                worded("{name} is the workbook of {member}.", name=mapped.table.name, member=member)
            )
        if report.trial:
            show_recorded(report)
        else:
            show_done(worded("Recorded"), lambda: show_recorded(report))
        say_future(report.records, register.today())
        if report.trial:
            show_counted_otherwise(register, body, report.trial)
    return show_left_out(report), report.problems


def _taskforce(session: Session, register: Register, mapped: MappedFile) -> str:
    told = mapped.mapping.taskforce or founded(mapped.table)
    if told and session.named in (None, told):
        return told
    return session.taskforce(register)


COMMANDS = {"import": import_}
