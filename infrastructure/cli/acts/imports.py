"""`import`: the rows of a file become events, all or nothing."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from shlex import quote

import click

from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from application.register import Register
from domain.errors import Refused
from domain.words import worded
from infrastructure.cli.acts.act_options import recording_options
from infrastructure.cli.groups import OF_THE_REGISTER, REFUSED, example
from infrastructure.cli.output import must_be_sheet
from infrastructure.cli.recording import context_of, show_counted_otherwise, show_records
from infrastructure.cli.screen import bare, put, say, tell
from infrastructure.cli.session import Session, sentences
from infrastructure.cli.shared import Shared
from infrastructure.files.writing import write_new
from infrastructure.importers.importing import (
    ImportOptions,
    ImportReport,
    OnProgress,
    import_table,
    no_progress,
)
from infrastructure.importers.mapping_proposal import Proposal, propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import load_mapping
from infrastructure.importers.rows.meeting_sheets import MeetingSheet, meeting_sheet
from infrastructure.importers.rows.reimport_comparison import Changed
from infrastructure.importers.rows.standard_columns import (
    founded,
    in_standard_columns,
    is_in_capitals,
    template,
)
from infrastructure.importers.tables.problems import BadRows, RowProblem
from infrastructure.importers.tables.reading import read_file
from infrastructure.importers.tables.table import InputTable
from infrastructure.importers.workbooks.error_workbook import error_workbook
from infrastructure.importers.workbooks.known_references import known_references
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
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook.  [the only one]")
@click.option("--skip-bad-rows", is_flag=True, help="Record the others, and list these.")
@click.option(
    "--changed",
    type=click.Choice(["ask", "completed", "error", "new"]),
    default="ask",
    help="What a row is that changed since it was last imported.  [ask]",
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
    errors: Path | None,
    wants_template: bool,
    **rest: object,
) -> int:
    """Record the rows of a FILE (CSV or XLSX), all or nothing; a known row records nothing.

    FILE has a column `act` and our columns (--template), or other columns and a --mapping; `wipo`,
    `us_ogp_commitments` and `us_ogp_history` ship as examples. Every bad row is listed with its
    number, column, value and reason.
    """
    if wants_template:
        return _template(ctx, file)
    if file is None:
        raise click.UsageError(
            worded("Name the FILE to import, or ask for its columns: --template.")
        )
    if errors is not None:
        must_be_sheet(Session(ctx).settings, errors)
    with sentences():
        told = load_mapping(mapping) if mapping else None
        delimiter = told.delimiter if told else None
        table = read_file(file, delimiter, sheet)
        of_meeting = MeetingSheet(table) if told else meeting_sheet(table)
        _say_what_was_read(table)
        table = of_meeting.table
        if told is None and "act" not in table.header and not is_in_capitals(table):
            return _propose(ctx, file, table, sheet, dry_run=bool(rest["dry_run"]))
        mapped = MappedFile(told, table) if told else in_standard_columns(table)
        wanted = ImportOptions(skip_bad_rows=skip_bad_rows, changed=changed)
        code, problems = _import(ctx, mapped, wanted, rest, of_meeting.shown)
    if errors is not None:
        _mark(errors, problems, partial(error_workbook, file, problems, delimiter, sheet))
        if problems:
            again = _line(ctx, errors, mapping=mapping)
            tell("Correct them there, then: {command}", command=again)
    return code


def _say_what_was_read(table: InputTable) -> None:
    """Say where the table was found, unless it is the whole file from its first row on."""
    if not table.is_plain:
        for sentence in table.seen():
            tell(sentence)


def _template(ctx: click.Context, file: Path | None) -> int:
    if file is None:
        put(template())
        return 0
    session = Session(ctx)
    must_be_sheet(session.settings, file)
    write_new(file, template_workbook(_known(session)))
    tell("Wrote a workbook to fill in to {file}.", file=file)
    return 0


def _known(session: Session) -> Mapping[str, tuple[str, ...]]:
    """Return what can be chosen from in the body that is meant, nothing without one."""
    if session.settings.store is None:
        return {}
    with session.register() as register:
        bodies = register.read_model.taskforces()
        if session.told is None and len(bodies) != 1:
            return {}
        ask = Ask(taskforce=session.taskforce(register))
        at = as_of(register.read_model, ask, register.today())
        return known_references(Facts(register.read_model, ask.taskforce, at))


def _propose(
    ctx: click.Context, file: Path, table: InputTable, sheet: str | None, *, dry_run: bool
) -> int:
    """Write a mapping for columns that are not ours, for a person to look at; record nothing."""
    made = propose(table, _known(Session(ctx)))
    if not made.acts:
        if len(table.header) > 1:
            _undecided(made)
        in_standard_columns(table)  # says what is missing
    target = file.with_name(f"{file.name}.mapping.toml")
    then = f"{_line(ctx, file, mapping=str(target), sheet=sheet)} --dry-run"
    if target.exists() and not dry_run:
        raise Refused(
            "{name} has no column 'act', so it needs a mapping. One is there already: {command}",
            name=file.name,
            command=then,
        )
    tell("depositary: {name} has no column 'act', so nothing was recorded.", name=file.name)
    for sentence in made.understood:
        tell(sentence, indent="  ")
    tell("Its rows would record: {acts}.", indent="  ", acts=", ".join(made.acts))
    _undecided(made)
    if dry_run:
        put(made.toml)
        return REFUSED
    write_new(target, made.toml.encode())
    tell("Wrote a mapping to {target}. Look at it, then try:", target=target)
    click.echo(f"  {then}", err=True)
    return REFUSED


def _line(ctx: click.Context, file: Path, **options: str | None) -> str:
    """Return the command to type next, with the register's options of this one."""
    register = {name: ctx.find_root().obj[name] for name in OF_THE_REGISTER}
    told = {**options, **register}
    words = [f"--{name} {quote(str(value))}" for name, value in told.items() if value is not None]
    return " ".join(["depositary import", quote(str(file)), *words])


def _undecided(made: Proposal) -> None:
    for sentence in made.open:
        tell("To be decided: {sentence}", indent="  ", sentence=sentence)


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
    shown: Callable[[RowProblem], RowProblem],
) -> tuple[int, Sequence[RowProblem]]:
    session, options = Session(ctx), Shared(rest)
    context = context_of(session, options)
    with session.register(recording=True) as register:
        body = _taskforce(session, register, mapped)
        wanted = replace(wanted, taskforce=body, dry_run=options.dry_run)
        try:
            with _progress(len(mapped.table.rows)) as on_progress:
                key = options.command_key
                report = import_table(register, mapped, context, wanted, on_progress, key=key)
        except BadRows as refused:
            problems = list(map(shown, refused.problems))
            return _refused(BadRows(mapped.table.name, problems)), problems
        report.problems = list(map(shown, report.problems))
        _show(report)
        if report.trial:
            show_counted_otherwise(register, body, report.trial)
    for line in (*report.notes, *report.problems):
        tell(str(line), indent="  ")
    return REFUSED if report.problems else 0, report.problems


def _taskforce(session: Session, register: Register, mapped: MappedFile) -> str:
    told = mapped.mapping.taskforce or founded(mapped.table)
    if told and session.named in (None, told):
        return told
    return session.taskforce(register)


@contextmanager
def _progress(rows: int) -> Iterator[OnProgress]:
    """Show a bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    with click.progressbar(length=rows, label="Reading rows", file=bare(sys.stderr)) as bar:
        yield bar.update


def _refused(refusal: BadRows) -> int:
    tell("depositary: {refusal}", refusal=refusal.summary)
    for problem in refusal.problems:
        tell(str(problem), indent="  ")
    tell("Correct them, or record the rest with --skip-bad-rows.")
    return REFUSED


def _show(report: ImportReport) -> None:
    """Print what was recorded, or would be."""
    say(*report.setup)
    for code, name in report.admitted:
        say(
            worded(
                "{code} {name}: no member yet, admitted with an unknown joining date",
                code=code,
                name=name,
            )
        )
    say(report.counted())
    if report.trial:
        show_records(report.records, None)


COMMANDS = {"import": import_}
