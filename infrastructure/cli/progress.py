"""`progress …`: what members report about commitments, and what is asked of them."""

import click

from application.recording import Recording
from application.use_cases import commitments
from domain.events.progress import ProgressReported
from domain.values import ImpreciseDate
from infrastructure.cli.options import ON, Group, example, recording_options
from infrastructure.cli.session import Session

REPORT = example("progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31")


@click.group(cls=Group, epilog=REPORT)
def progress() -> None:
    """Record progress: reports, and what is asked, reviewed and assessed."""


@progress.command(
    epilog=example("progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31")
)
@click.argument("member")
@click.argument("commitment")
@click.argument("assessment")
@click.option("--scale", required=True, metavar="REF", help="The scale it is stated on.")
@click.option("--scale-version", default="1", show_default=True)
@click.option("--narrative", help="What was done.")
@click.option("--final", is_flag=True, help="It is the final report, not an interim one.")
@ON
@recording_options
@click.pass_context
def report(
    ctx: click.Context,
    /,
    *,
    member: str,
    commitment: str,
    assessment: str,
    scale: str,
    scale_version: str,
    narrative: str | None,
    final: bool,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record MEMBER's own statement that COMMITMENT is at ASSESSMENT, a value of the scale."""

    def decide(recording: Recording, taskforce: str) -> None:
        made = ProgressReported(
            commitment=commitment,
            member=member.upper(),
            scale=scale,
            scale_version=scale_version,
            assessment=assessment,
            narrative=narrative,
            stage="final" if final else "interim",
        )
        commitments.report_progress(recording, taskforce, made, on)

    Session(ctx).record(decide, **shared)


COMMANDS = {"progress": progress}
