"""`import` and `export`: rows of a file become events, and events become a file."""

from pathlib import Path

import click

from application.questions import histories
from application.questions.asking import Ask
from domain.values import Visibility
from infrastructure.cli.session import Session, example
from infrastructure.render.tables import render


@click.command(epilog=example("export --output entries.csv"))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option(
    "--audience",
    type=click.Choice([str(v) for v in Visibility]),
    default="members",
    help="Who will read it.  [members]",
)
@click.option("--known", metavar="DAY|@POSITION", help="As known then.  [now]")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="[printed]")
@click.pass_context
def export(
    ctx: click.Context, /, *, form: str, audience: str, known: str | None, output: Path | None
) -> None:
    """Write every entry of the body, with its envelope, oldest first."""
    session = Session(ctx)
    with session.register() as register:
        ask = Ask(taskforce=session.taskforce(register), known=known, audience=Visibility(audience))
        answer = histories.log(register.read_model, ask, register.today())
    text = render(answer, form)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="")
    click.echo(f"Wrote {len(answer.rows)} entries to {output}.", err=True)


COMMANDS = {"export": export}
