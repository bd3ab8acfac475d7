"""`progress …`: what is asked of members: milestones, due dates, more time, none at all."""

from datetime import date
from typing import get_args

import click

from application.recording import Recording
from application.use_cases import progress as use_cases
from domain.errors import Malformed
from domain.events.progress import DueDate, Frequency, MilestoneSet, ReportingScheduled
from domain.values import ImpreciseDate
from infrastructure.cli.options import DAY, ON, example, recording_options
from infrastructure.cli.periods import DUE
from infrastructure.cli.session import Session

DAY_DUE = click.option(
    "--due", "due_on", type=DAY, metavar="DAY", required=True, help="Day on which it is due."
)
REASON = click.option("--reason", required=True, help="Why.")


@click.command(
    epilog=example(
        "progress schedule MISSION half_yearly --due 2026-07-31=2026-01-01..2026-06-30 "
        "--on 2026-01-20",
        "progress schedule MISSION-3 dates --due 2026-05-31=2026-01-15..2026-04-30 "
        "--due 2026-12-15=2026-05-01..2026-11-30 --on 2026-02-01",
    )
)
@click.argument("reference", metavar="INSTRUMENT|COMMITMENT")
@click.argument("frequency", type=click.Choice(get_args(Frequency)))
@click.option(
    "--due",
    "dues",
    type=DUE,
    multiple=True,
    required=True,
    metavar="DAY=FROM..UNTIL",
    help="First due date and its period; with `dates` all of them.",
)
@click.option("--until", type=DAY, metavar="DAY", help="Nothing is due after that day.")
@ON
@recording_options
@click.pass_context
def schedule(
    ctx: click.Context,
    /,
    *,
    reference: str,
    frequency: Frequency,
    dues: tuple[DueDate, ...],
    until: date | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record when reports are due from a day on. Later due dates follow at the frequency.

    A due day that is the last of its month stays the last. Of an earlier schedule stays what was
    due by that day, and what a member has reported on.
    """
    if len(dues) > 1 and frequency != "dates":
        raise Malformed(f"A {frequency} schedule follows from its first due date; give one --due.")

    def decide(recording: Recording, taskforce: str) -> None:
        planned = ReportingScheduled(
            commitment=reference, frequency=frequency, first=dues[0], more=dues[1:], until=until
        )
        use_cases.schedule(recording, taskforce, planned, on)

    Session(ctx).record(decide, **shared)


@click.command(
    epilog=example(
        "progress extend ATL MISSION-1 --due 2026-07-31 --to 2026-08-31 "
        "--reason 'Elections in July.' --on 2026-07-10"
    )
)
@click.argument("member")
@click.argument("reference", metavar="INSTRUMENT|COMMITMENT")
@DAY_DUE
@click.option("--to", type=DAY, required=True, metavar="DAY", help="Last day to report.")
@REASON
@ON
@recording_options
@click.pass_context
def extend(
    ctx: click.Context,
    /,
    *,
    member: str,
    reference: str,
    due_on: date,
    to: date,
    reason: str,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER may report until a later day."""
    code = member.upper()
    Session(ctx).record(
        lambda r, body: use_cases.extend(r, body, code, reference, due_on, to, reason, on),
        **shared,
    )


@click.command(
    epilog=example(
        "progress exempt KEN MISSION-2 --from 2026-07-01 --until 2026-12-31 "
        "--reason 'It has no such law to change.' --on 2026-06-20"
    )
)
@click.argument("member")
@click.argument("reference", metavar="INSTRUMENT|COMMITMENT")
@click.option(
    "--from", "due_from", type=DAY, required=True, metavar="DAY", help="First due date left out."
)
@click.option(
    "--until", "due_until", type=DAY, metavar="DAY", help="Last due date left out.  [all]"
)
@REASON
@ON
@recording_options
@click.pass_context
def exempt(
    ctx: click.Context,
    /,
    *,
    member: str,
    reference: str,
    due_from: date,
    due_until: date | None,
    reason: str,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER owes no report that is due in these days."""
    code = member.upper()
    Session(ctx).record(
        lambda r, body: use_cases.exempt(r, body, code, reference, due_from, due_until, reason, on),
        **shared,
    )


@click.command(epilog=example("progress remind KEN MISSION --due 2026-07-31 --on 2026-08-10"))
@click.argument("member")
@click.argument("reference", metavar="INSTRUMENT|COMMITMENT")
@DAY_DUE
@ON
@recording_options
@click.pass_context
def remind(
    ctx: click.Context,
    /,
    *,
    member: str,
    reference: str,
    due_on: date,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that MEMBER was reminded of a report. Silence after it is shown as `no_report`."""
    Session(ctx).record(
        lambda r, body: use_cases.remind(r, body, member.upper(), reference, due_on, on),
        **shared,
    )


@click.command(
    epilog=example(
        "progress milestone MISSION-1 BILL 'The bill is before parliament.' --due 2026-09-30 "
        "--owner ATL --on 2026-02-01"
    )
)
@click.argument("commitment")
@click.argument("reference")
@click.argument("title")
@DAY_DUE
@click.option("--owner", metavar="CODE", help="The member whose step it is.  [all]")
@ON
@recording_options
@click.pass_context
def milestone(
    ctx: click.Context,
    /,
    *,
    commitment: str,
    reference: str,
    title: str,
    due_on: date,
    owner: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record a step on the way to COMMITMENT, which is called REFERENCE from then on."""

    def decide(recording: Recording, taskforce: str) -> None:
        step = MilestoneSet(
            commitment=commitment,
            milestone=reference,
            title=title,
            due_on=due_on,
            owner=owner.upper() if owner else None,
        )
        use_cases.set_milestone(recording, taskforce, step, on)

    Session(ctx).record(decide, **shared)


@click.command(
    epilog=example(
        "progress reach MISSION-1 BILL --outcome 'Adopted in first reading.' --on 2026-09-12"
    )
)
@click.argument("commitment")
@click.argument("reference")
@click.option("--outcome", help="What came of it.")
@ON
@recording_options
@click.pass_context
def reach(
    ctx: click.Context,
    /,
    *,
    commitment: str,
    reference: str,
    outcome: str | None,
    on: ImpreciseDate,
    **shared: object,
) -> None:
    """Record that the milestone REFERENCE of COMMITMENT was reached."""
    Session(ctx).record(
        lambda r, body: use_cases.reach_milestone(r, body, commitment, reference, on, outcome),
        **shared,
    )


COMMANDS = (schedule, extend, exempt, remind, milestone, reach)
