"""`report KIND`: write a report for a day, a position and an audience, in any form."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from application.questions.asking.ask import as_of
from application.reports.document import Report
from domain.errors import Malformed
from infrastructure.cli.common_options import NEW_FILE, clock_options_for
from infrastructure.cli.groups import Group, example
from infrastructure.cli.hidden_reference import hint_at_hidden
from infrastructure.cli.open_register import Session, asked
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.reports.making import (
    body_in,
    make_report,
    parameter,
    parameters,
    report_style,
    say_if_ahead,
    with_checkpoint,
)
from infrastructure.cli.reports.publish_commands import PUBLISH, list_command, reproduce_command
from infrastructure.cli.reports.report_kinds import REPORT_KINDS, ReportKind
from infrastructure.cli.screen import put, put_in, screen_width, tell
from infrastructure.letters.template_names import LETTER_TEMPLATES, letter_template
from infrastructure.render.forms import FORMS, TEMPLATES, form_of, render, template

if TYPE_CHECKING:
    from infrastructure.cli.output import OutputFile

_OUTPUT = partial(click.option, "--output", type=NEW_FILE, metavar="FILE")
OUTPUT = _OUTPUT(help="A file of the same form that is there is replaced.  [printed]")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS), case_sensitive=False),
    help="[as the file's name ends, or text]",
)


def _command(name: str, kind: ReportKind) -> click.Command:
    own = [parameter(each) for each in kind.parameters]
    command = click.Command(
        name,
        callback=click.pass_context(partial(_write, name=name)),
        params=list(own),
        help=kind.sentence,
        epilog=example(f"report {name} {kind.example}".strip()),
    )
    for option in (OUTPUT, FORMAT, clock_options_for(kind.audience)):
        command = option(command)
    command.params = [*own, *reversed(command.params[len(own) :])]  # click puts the last first
    return command


def _write(
    ctx: click.Context, /, *, name: str, form: str | None, output: Path | None, **options: object
) -> None:
    form = form or _form_of(output)
    session = Session(ctx)
    file = _file(session, output, form) if output else None
    style = replace(report_style(session), width=None if file else screen_width())
    made = _made(session, name, options)
    content = render(made, form, with_checkpoint(session, style, made))
    if file is None:
        put_in(form, content, binary=FORMS[form].binary)
        return
    file.write(content)
    tell("Wrote {output}.", output=output)


def _file(session: Session, output: Path, form: str) -> "OutputFile":
    from infrastructure.cli.output import OutputFile  # noqa: PLC0415  # knows all kinds of files

    return OutputFile.of(session, output, form)


def _form_of(output: Path | None) -> str:
    if output is None:
        return "text"
    form = form_of(output)
    if form is None:
        endings = ", ".join(each.endings[0] for each in FORMS.values())
        raise Malformed(
            "The ending of {name} is not one of {endings}; or say --format.",
            name=output.name,
            endings=endings,
        )
    return form


def _made(session: Session, name: str, options: dict[str, object]) -> Report:
    given = parameters(REPORT_KINDS[name], options)
    with session.register() as register:
        ask = asked(session.taskforce(register, body_in(REPORT_KINDS[name], given)), options)
        given = with_codes(register, ask.taskforce, given)
        with hint_at_hidden(register, ask):
            say_if_ahead(as_of(register.read_model, ask, register.today()))
            return make_report(name, given, register.read_model, ask, register.today())


@click.group(
    cls=Group,
    commands={name: _command(name, kind) for name, kind in REPORT_KINDS.items()},
    epilog=example("report status MISSION --format markdown"),
)
def report() -> None:
    """Write a report into a file, or print it; see the kinds below.

    Each says for which day, as known when and for whom it is. The form is told by the ending of
    FILE: .txt, .md, .html, .json, .csv, .xlsx, .docx or .pdf. What others will cite is better
    published (`publish`): then anybody can see, years later, that it follows from the log.
    """


@report.command(
    "template", epilog=example("report template report.css --output templates/report.css")
)
@click.argument("name", type=click.Choice([*TEMPLATES, *LETTER_TEMPLATES], case_sensitive=False))
@_OUTPUT(help="A template that is there is not replaced.  [printed]")
@click.pass_context
def template_(ctx: click.Context, /, name: str, output: Path | None) -> None:
    """Write a template as it is used here, to change how reports or letters look.

    letter.txt is for all letters, letter-invitation.txt and the like for those of one kind.

    Put `templates = "FOLDER"` into depositary.toml: a file of the same name in that folder is used
    instead of ours, and is not replaced; remove it to have ours again. Fonts for PDF go into its
    folder `fonts`.
    """
    session = Session(ctx)
    style = report_style(session)
    is_letter = name in LETTER_TEMPLATES
    path = letter_template(name, style.templates) if is_letter else template(name, style)
    content = path.read_bytes()
    if output is None:
        put(content)
        return
    if not output.exists():  # else it could not be put where it is used
        session.settings = session.settings._replace(templates=None)
    file = _file(session, output, "text")
    output.parent.mkdir(parents=True, exist_ok=True)
    file.write(content)
    tell("Wrote {output}.", output=output)


report.add_command(PUBLISH)
report.add_command(list_command)
report.add_command(reproduce_command)

COMMANDS = {"report": report}
