"""`taskforce dissolve`: the end of a body."""

import click

from application.use_cases import mission
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, example, recording_options
from infrastructure.cli.session import Session


@click.command(epilog=example("taskforce dissolve --reason 'Its mandate ended.' --on 2030-01-01"))
@click.option("--reason", help="Why.")
@ON
@recording_options
@click.pass_context
def dissolve(
    ctx: click.Context, /, reason: str | None, on: ImpreciseDate, **shared: object
) -> None:
    """Record that the body is no more from a day on. Its record stays."""
    Session(ctx).record(lambda r, body: mission.dissolve(r, body, on, reason), **shared)
