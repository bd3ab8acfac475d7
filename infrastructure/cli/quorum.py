"""`taskforce quorum`: the rule by which meetings are counted."""

import click

from application.recording import Recording
from application.use_cases import meetings
from application.use_cases.notation import quorum_of
from domain.quorum import COUNTABLE
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, example, recording_options
from infrastructure.cli.session import Session


@click.command(epilog=example("taskforce quorum 1/2 --more-than --on 2026-01-10"))
@click.argument("enough", metavar="NUMBER|SHARE")
@click.option("--more-than", is_flag=True, help="More than that share; the share alone is too few.")
@click.option(
    "--counting",
    multiple=True,
    type=click.Choice(COUNTABLE),
    help="Who counts as taking part.  [present, represented]",
)
@ON
@recording_options
@click.pass_context
def quorum(
    ctx: click.Context,
    /,
    *,
    enough: str,
    more_than: bool,
    counting: tuple[str, ...],
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record the rule for a quorum: a number of active members (12) or a share of them (1/2).

    It holds from that day on, until the next rule. `depositary meeting quorum` counts by it.
    """

    def decide(recording: Recording, body: str) -> None:
        rule = quorum_of(enough, more_than=more_than, counting=counting)
        meetings.set_quorum_rule(recording, body, rule, on)

    Session(ctx).record(decide, **shared)
