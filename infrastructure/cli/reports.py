"""`report KIND`: what a report says, made for both clocks and an audience, written in any form."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from application.reports.document import Report
from domain.errors import Malformed
from infrastructure.audit.kept import latest
from infrastructure.bootstrap import checkpoints_folder
from infrastructure.cli.options import Group, clock_options, example
from infrastructure.cli.output import must_not_be_ours, put, write
from infrastructure.cli.report_kinds import REPORTS, Kind, Parameter
from infrastructure.cli.session import Session, asked
from infrastructure.render.forms import FORMS, TEMPLATES, Looks, form_of, render, template

OUTPUT = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="[printed]"
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="[as the file's name ends, or text]",
)


def _command(name: str, kind: Kind) -> click.Command:
    own = [_parameter(each) for each in kind.parameters]
    command = click.Command(
        name,
        callback=click.pass_context(partial(_write, name=name)),
        params=list(own),
        help=kind.sentence,
        epilog=example(f"report {name} {kind.example}".strip()),
    )
    for option in (OUTPUT, FORMAT, clock_options):
        command = option(command)
    command.params = [*own, *reversed(command.params[len(own) :])]  # click puts the last first
    return command


def _parameter(each: Parameter) -> click.Parameter:
    kind = click.Path(exists=True, dir_okay=False, path_type=Path) if each.file else None
    if not each.says:
        return click.Argument(
            [each.name], metavar=each.metavar or None, required=not each.optional, type=kind
        )
    flag = f"--{each.name.replace('_', '-')}"
    return click.Option(
        [flag, each.name],
        metavar=each.metavar or None,
        help=each.says,
        required=not each.optional,
        type=kind,
    )


def _write(
    ctx: click.Context,
    /,
    *,
    name: str,
    form: str | None,
    output: Path | None,
    **options: object,
) -> None:
    form = form or _form_of(output)
    session = Session(ctx)
    if output is not None:
        must_not_be_ours(session, output)
    looks = _looks(session)
    made = _make(session, REPORTS[name], options)
    signed = latest(checkpoints_folder(session.store), made.as_of.position)
    content = render(made, form, replace(looks, checkpoint=signed))
    if output is None:
        put(content, binary=FORMS[form].binary)
        return
    write(output, content)
    click.echo(f"Wrote {output}.", err=True)


def _looks(session: Session) -> Looks:
    """Return how reports look here.

    Raises:
        Malformed: the folder with the templates is not there.
    """
    folder = session.settings.templates
    if folder is not None and not folder.is_dir():
        raise Malformed(f"There is no folder {folder}, which is named as templates.")
    return Looks(templates=folder, authority=session.settings.authority)


def _form_of(output: Path | None) -> str:
    if output is None:
        return "text"
    form = form_of(output)
    if form is None:
        endings = ", ".join(each.endings[0] for each in FORMS.values())
        raise Malformed(f"The ending of {output.name} is none of {endings}; or say --format.")
    return form


def _make(session: Session, kind: Kind, options: dict[str, object]) -> Report:
    given = {each.name: _given(each, options[each.name]) for each in kind.parameters}
    told = {name: value for name, value in given.items() if value is not None}
    reference = next((told.get(each.name) for each in kind.parameters if each.body), None)
    module, _, name = kind.function.partition(":")
    make: Callable[..., Report] = getattr(import_module(module), name)
    with session.register() as register:
        ask = asked(session.taskforce(register, reference), options)
        return make(register.read_model, ask, register.today(), **told)


def _given(each: Parameter, value: object) -> str | None:
    """Return what a parameter was given, of a file what it says.

    Raises:
        Malformed: the file is no text.
    """
    if each.file and isinstance(value, Path):
        try:
            return value.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise Malformed.expected(f"a text in UTF-8 for --{each.name}", value.name) from None
    return None if value is None else str(value)


@click.group(
    cls=Group,
    commands={name: _command(name, kind) for name, kind in REPORTS.items()},
    epilog=example("report status MISSION --format markdown"),
)
def report() -> None:
    """Write a report into a file, or print it; see the kinds below.

    Each says for which day, as known when and for whom it is. The form is told by the ending of
    FILE: .txt, .md, .html, .json, .csv, .xlsx, .docx or .pdf.
    """


@report.command(
    "template", epilog=example("report template report.css --output templates/report.css")
)
@click.argument("name", type=click.Choice(TEMPLATES))
@OUTPUT
@click.pass_context
def template_(ctx: click.Context, /, name: str, output: Path | None) -> None:
    """Write a template as it is used here, to change how reports look.

    Put `templates = "FOLDER"` into depositary.toml: a file of the same name in that folder is used
    instead of ours. Fonts for PDF go into its folder `fonts`.
    """
    session = Session(ctx)
    content = template(name, _looks(session)).read_bytes()
    if output is None:
        put(content, binary=False)
        return
    must_not_be_ours(session, output)
    output.parent.mkdir(parents=True, exist_ok=True)
    write(output, content)
    click.echo(f"Wrote {output}.", err=True)


COMMANDS = {"report": report}
