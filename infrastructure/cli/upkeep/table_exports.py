"""`export analysis` and `export datapackage`: the tables for one audience, for other programs."""

from datetime import date
from pathlib import Path
from shlex import quote

import click

from application.questions.across.member_commitments import member_commitments
from application.questions.asking.ask import Ask, as_of, banners_of
from domain.errors import Malformed
from domain.values import Visibility
from infrastructure.bootstrap import open_tables
from infrastructure.cli.common_options import DAY, NEW_FILE, NEW_PLACE, audience_option
from infrastructure.cli.groups import example
from infrastructure.cli.hidden_reference import must_show_something, tell_of_hidden
from infrastructure.cli.open_register import Session
from infrastructure.cli.output import OutputFile
from infrastructure.cli.screen import tell
from infrastructure.exports.datapackage import write_package
from infrastructure.exports.datasette import configuration, metadata, names_beside
from infrastructure.files.writing import explained, is_stream, staging
from infrastructure.output_safety.overwrite_rules import must_be_empty, must_be_folder
from infrastructure.read_model.snapshot import SnapshotRequest

_ON = click.option(
    "--on", type=DAY, metavar="DAY", help="Day of the table member_commitments.  [today]"
)


def _take(session: Session, target: Path, audience: str, on: date | None) -> int:
    """Write a snapshot to a file that is not there, and return its last position.

    Raises:
        Refused: the audience may see no entry of the body.
    """
    with session.register() as register:
        taskforce = session.taskforce(register)
        ask = Ask(taskforce=taskforce, on=on, audience=Visibility(audience))
        must_show_something(register, ask)
        tell_of_hidden(register, ask)
        at = as_of(register.read_model, ask, register.today())
        banners = banners_of(register.read_model, taskforce, at)
        wanted = SnapshotRequest(
            taskforce=taskforce,
            audience=at.audience,
            banner=" ".join(banners) or None,
            member_commitments=list(member_commitments(register.read_model, ask, register.today())),
        )
    with open_tables(session.store) as tables:
        return tables.snapshot(target, wanted)


@click.command(
    epilog=example("export analysis gtf.db", "export analysis public.db --audience public")
)
@click.argument("file", type=NEW_FILE)
@audience_option
@_ON
@click.pass_context
def analysis(ctx: click.Context, /, file: Path, audience: str, on: date | None) -> None:
    """Write the tables for one audience to a FILE of SQLite, with questions for Datasette.

    Beside it stand what Datasette 0.65 reads (.metadata.json) and what 1.0 reads (.datasette.yaml).
    The file never held anything above the audience.
    """
    session = Session(ctx)
    if file.name and is_stream(file):
        sentence = "{file} is a pipe, a device or an output; a database needs a file. Name one."
        raise Malformed(sentence, file=file)
    tables = OutputFile.of(session, file, "analysis")
    described, configured = names_beside(file)
    beside = (
        OutputFile.of(session, described, "json"),
        OutputFile.of(session, configured, "datasette"),
    )
    with tables.whole() as aside:
        position = _take(session, aside, audience, on)
        told = metadata(aside, file.stem)
    for output, content in zip(beside, (told, configuration(file.stem)), strict=True):
        output.write(content)
    tell(
        "Wrote what {audience} may see, up to @{position}, to {file}.",
        audience=audience,
        position=position,
        file=file,
    )
    sentence = "Look at it with: datasette {file} --metadata {described}"
    tell(sentence, file=quote(str(file)), described=quote(str(described)))


@click.command(epilog=example("export datapackage gtf-tables --licence CC-BY-4.0"))
@click.argument("folder", type=NEW_PLACE)
@click.option("--licence", metavar="NAME", help="Under which others may use it.  [none named]")
@audience_option
@_ON
@click.pass_context
def datapackage(
    ctx: click.Context, /, *, folder: Path, licence: str | None, audience: str, on: date | None
) -> None:
    """Write the tables for one audience into a new FOLDER: CSV files and datapackage.json."""
    session = Session(ctx)
    must_be_folder(session.settings, folder)
    must_be_empty(folder)
    with explained(folder), staging(folder.absolute().parent) as made:
        snapshot, aside = made / "tables.db", made / "package"
        _take(session, snapshot, audience, on)
        aside.mkdir()
        number = write_package(snapshot, aside, licence)
        aside.replace(folder)
    tell("Tables written to {folder}: {number}.", number=number, folder=folder)
