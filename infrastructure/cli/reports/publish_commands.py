"""`report publish`, `list` and `reproduce`: their options and help, light to load."""

import re
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from application.questions.log.publications import list_reports
from infrastructure.cli.common_options import NEW_PLACE, clock_options_for, list_options
from infrastructure.cli.groups import Group, example
from infrastructure.cli.open_register import ask
from infrastructure.cli.reports.making import parameter
from infrastructure.cli.reports.report_kinds import REPORT_KINDS, ReportKind
from infrastructure.render.forms import FORMS

OPTIONS = (
    click.option(
        "--form",
        "forms",
        type=click.Choice(list(FORMS), case_sensitive=False),
        multiple=True,
        help="A form to write it in; may be said several times.  [html and json]",
    ),
    click.option(
        "--output",
        type=NEW_PLACE,
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


def _publish(ctx: click.Context, /, **options: object) -> None:
    run = import_module("infrastructure.cli.reports.publishing").publish
    run(ctx, **options)


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


@click.command(
    "reproduce",
    epilog=example("report reproduce register.published/GTF-status-MISSION/manifest.json"),
)
@click.argument("manifest", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    type=NEW_PLACE,
    metavar="FOLDER",
    help="A new folder, to write the files into as they are made now.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"], case_sensitive=False), default="text"
)
@click.pass_context
def reproduce_command(ctx: click.Context, /, **options: object) -> int:
    """Make a published report again from its MANIFEST, and say whether it is the same.

    Only the entries that it rests on are read, each hashed anew. What it says is always compared,
    its files byte for byte where they are made alike: with the same versions and templates. A
    report in the words of an earlier version is compared in these, or else by its data, and a note
    says so. The register is not changed. MANIFEST may be the folder that it is in. That the log is
    the one that others know is for `audit verify --checkpoint` to show.

    Exit code 0: the same. 1: different, and what differs. 3: not finished, so nothing is proved.
    """
    run = import_module("infrastructure.cli.reports.reproducing").reproduce_report
    return int(run(ctx, **options))
