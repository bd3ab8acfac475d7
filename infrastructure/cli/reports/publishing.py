"""`report publish KIND`: write a report into a folder of its own, and record it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from application.entries import log_acts
from application.questions.asking.ask import Ask
from application.questions.log.publications import list_reports
from application.recording.recording import Recording
from domain.errors import Malformed, UnfitText
from domain.events.log import ReportPublished
from domain.values import Visibility
from domain.words import worded
from infrastructure.audit.published.composing import Order
from infrastructure.audit.published.manifest import NAME as MANIFEST
from infrastructure.audit.published.publishing import Done, Publisher
from infrastructure.cli.common_options import clock_options_for, list_options
from infrastructure.cli.groups import Group, example
from infrastructure.cli.hidden_reference import hint_at_hidden
from infrastructure.cli.open_register import Session, ask, asked, sentences
from infrastructure.cli.provenance_options import Shared
from infrastructure.cli.questions.named_parameters import with_codes
from infrastructure.cli.recording import context_of, record
from infrastructure.cli.reports.making import (
    body_in,
    make_report,
    parameter,
    parameters,
    report_style,
    say_if_ahead,
    with_checkpoint,
)
from infrastructure.cli.reports.report_kinds import REPORT_KINDS, ReportKind
from infrastructure.cli.screen import tell
from infrastructure.language import ENGLISH
from infrastructure.output_safety.overwrite_rules import must_be_folder
from infrastructure.render.forms import FORMS

MAX_REFERENCE = 50  # letters of a reference; a number may be put behind it
DEFAULT_FORMS = ("html", "json")
REFERENCE = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9._-]{{0,{MAX_REFERENCE - 2}}}[A-Za-z0-9])?")
_OTHER = re.compile(r"[^A-Za-z0-9._]+")

OPTIONS = (
    click.option(
        "--form",
        "forms",
        type=click.Choice(list(FORMS)),
        multiple=True,
        help="A form to write it in; may be said several times.  [html and json]",
    ),
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help=(
            "A new folder for it, which no backup takes along and each `audit verify --reports` "
            "has to be told of.  [REFERENCE in the folder .published beside the register]"
        ),
    ),
    click.option(
        "--as", "reference", metavar="REFERENCE", help="What it is called.  [body, kind and what]"
    ),
)


_HELP = """Publish a report: in a folder of its own, with a manifest, and on record.

The manifest says how to make it again, for whom and as known when; its hash is recorded, so that
years later `report reproduce` can show that the report follows from the log. The manifest holds
all that the report was asked for, also the words of a preface. Publishing again when there is
nothing new to say records nothing and names the one that there is.

Beside the register, reports for all audiences stand side by side: never show that folder on the web
as it is, but publish into one of its own, with --output. Such a folder is yours to keep: no backup
takes it along, and `audit verify` finds its reports missing unless it is named with --published.
"""


def _command(name: str, kind: ReportKind) -> click.Command:
    own = [parameter(each) for each in kind.parameters]
    typed = _without_forms(kind.example)
    command = click.Command(
        name,
        callback=click.pass_context(partial(_publish, name=name)),
        params=list(own),
        help=kind.sentence.replace("Write", "Publish", 1),
        epilog=example(f"report publish {name} {typed}".strip()),
    )
    for option in (*OPTIONS, clock_options_for(kind.audience)):
        command = option(command)
    command.params = [*own, *reversed(command.params[len(own) :])]  # click puts the last first
    return command


def _without_forms(typed: str) -> str:
    """Return the example of a kind without the file or form that only `report KIND` takes."""
    return re.sub(r" ?--(?:output|format) \S+", "", typed)


def _publish(
    ctx: click.Context,
    /,
    *,
    name: str,
    forms: tuple[str, ...],
    output: Path | None,
    reference: str | None,
    **options: object,
) -> None:
    session = Session(ctx)
    if output is not None:
        must_be_folder(session.settings, output)
    given, shared = parameters(REPORT_KINDS[name], options), Shared({})
    context = context_of(session, shared)
    with session.register(recording=True) as register, sentences():
        question = asked(session.taskforce(register, body_in(REPORT_KINDS[name], given)), options)
        given = with_codes(register, question.taskforce, given)
        order = Order(
            kind=name,
            parameters=given,
            ask=question,
            forms=forms or DEFAULT_FORMS,
            reference=_reference(reference, name, question, given, session.settings.language),
            folder=output,
            language=session.settings.language,
        )

        def keep(event: ReportPublished) -> None:
            record(register, _decision(event, question.audience), context, shared)

        style = partial(with_checkpoint, session, report_style(session))
        publisher = Publisher(session.store, make_report, style, register.today())
        say_if_ahead(question, register.today())
        with hint_at_hidden(register, question):
            _print_result(publisher.publish(order, keep))


def _decision(event: ReportPublished, audience: Visibility) -> Callable[[Recording], None]:
    """Return how it is recorded: without its title if the guard refuses the title."""

    def decide(recording: Recording) -> None:
        try:
            log_acts.report_published(recording, event, audience)
        except UnfitText:
            untitled = event.model_copy(update={"title": None})
            log_acts.report_published(recording, untitled, audience)

    return decide


def _print_result(done: Done) -> None:
    if done.before:
        tell(
            "There is nothing new to say: published before as {report}.",
            report=done.manifest.report,
        )
    files = [each.file for each in done.manifest.outputs]
    click.echo(f"{done.folder}: {', '.join([*files, MANIFEST])}", err=True)


def _reference(
    reference: str | None, kind: str, ask: Ask, given: Mapping[str, str], language: str
) -> str:
    """Return what a report is called: body, kind, what it was asked for, for whom if unusual.

    A language that is not English comes last.

    Raises:
        Malformed: it is to be called what can be no name of a folder.
    """
    if reference is None:
        wanted = REPORT_KINDS[kind]
        short = [given[p.name] for p in wanted.parameters if not p.file and p.name in given]
        readers = [] if ask.audience == wanted.audience else [ask.audience.value]
        words = _OTHER.sub("-", "-".join((ask.taskforce, kind, *short, *readers)))
        end = "" if language == ENGLISH else f"-{language}"
        return words[: MAX_REFERENCE - len(end)].rstrip("-.") + end
    if not REFERENCE.fullmatch(reference):
        what = worded(
            "a reference of up to {most} letters, digits, dots and hyphens",
            most=MAX_REFERENCE,
        )
        raise Malformed.expected(what, reference)
    return reference


PUBLISH = Group(
    "publish",
    commands={name: _command(name, kind) for name, kind in REPORT_KINDS.items()},
    help=_HELP,
    epilog=example("report publish status MISSION --form html --form csv"),
)


@click.command("list", epilog=example("report list --audience public"))
@list_options
@click.pass_context
def list_command(ctx: click.Context, /, **options: object) -> None:
    """List the reports that were published, with the references under which they are cited."""
    ask(ctx, lambda r, a, today: list_reports(r.read_model, a, today), **options)
